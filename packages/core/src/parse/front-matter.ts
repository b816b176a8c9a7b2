import type { Diagnostic } from '../model/diagnostic.ts';
import type { FrontMatterValue } from '../model/instructions.ts';
import type { Located } from '../model/location.ts';
import { type TextPositions, textPositions } from './text-position.ts';
import { parseYaml, type YamlMap, type YamlNode } from './yaml.ts';

/** Front matter of a rule, skill or prompt file. */
export interface FrontMatter {
  /** Top-level fields: text, lists of text, true and false. Nested maps are left out. */
  readonly fields: ReadonlyMap<string, Located<FrontMatterValue>>;
  /** Set when the block is not valid YAML; the fields are then read line by line, as tolerant tools do. */
  readonly problem?: Diagnostic;
}

/** Where the front matter of a text lies, in offsets. */
export interface FrontMatterBlock {
  /** First character after the opening line. */
  readonly start: number;
  /** After the last character of the content, before the closing `---`. */
  readonly end: number;
  /** First character after the closing line. */
  readonly bodyStart: number;
}

/**
 * Finds the block between two `---` lines at the start of a text; a byte order mark may stand before it. Linear.
 *
 * @returns Undefined when the text has none, or the block is not closed.
 * @throws Never.
 */
export function findFrontMatter(text: string): FrontMatterBlock | undefined {
  const first = text.startsWith('\uFEFF') ? 1 : 0;
  const start = nextLine(text, first);
  if (!isFence(text, first, start) || start === first) return undefined;
  for (let line = start; line < text.length; ) {
    const next = nextLine(text, line);
    if (isFence(text, line, next)) return { start, end: line, bodyStart: next };
    line = next;
  }
  return undefined;
}

function nextLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end + 1;
}

function isFence(text: string, from: number, to: number): boolean {
  return text.startsWith('---', from) && text.slice(from + 3, to).trim() === '';
}

/**
 * Reads the YAML block between two `---` lines at the start of a file. Cursor's rules often hold what is no YAML
 * (`globs: *.ts,src/**`): a block with errors is read line by line.
 *
 * @param path - Repository-relative path, for the locations.
 * @param text - The whole file, any line ending.
 * @returns Undefined when the file has none.
 * @throws Never.
 */
export function parseFrontMatter(path: string, text: string): FrontMatter | undefined {
  const block = findFrontMatter(text);
  if (!block) return undefined;
  const { start, end } = block;
  const source = text.slice(start, end);
  // The opening line becomes an empty one, so that places in the block are places in the file.
  const yaml = parseYaml(path, `${text.slice(0, start).replace(/[^\r\n]/g, ' ')}${source}`);
  const problem = yaml.diagnostics.find((diagnostic) => diagnostic.severity === 'error');
  if (problem) return { fields: readLines(source, start, textPositions(path, text)), problem };
  return { fields: yaml.root?.kind === 'map' ? readMap(yaml.root) : new Map() };
}

function readMap(map: YamlMap): Map<string, Located<FrontMatterValue>> {
  const fields = new Map<string, Located<FrontMatterValue>>();
  for (const { key, value } of map.entries) {
    const plain = plainValue(value);
    if (plain !== undefined) fields.set(key, { value: plain, location: value.location });
  }
  return fields;
}

function plainValue(node: YamlNode): FrontMatterValue | undefined {
  switch (node.kind) {
    case 'scalar':
      return typeof node.value === 'boolean' ? node.value : node.value === null ? '' : node.text;
    case 'sequence':
      return node.items.flatMap((item) => (item.kind === 'scalar' ? [item.text] : []));
    case 'map':
      return undefined;
    default:
      return node satisfies never;
  }
}

// A longer line is no field that someone wrote.
const lineLimit = 20_000;

function readLines(source: string, start: number, positions: TextPositions): Map<string, Located<FrontMatterValue>> {
  const fields = new Map<string, Located<FrontMatterValue>>();
  let offset = start;
  for (const line of source.split('\n')) {
    const key = line.length < lineLimit ? /^[A-Za-z][\w-]*(?=:)/.exec(line)?.[0] : undefined;
    if (key !== undefined) {
      const written = line.slice(key.length + 1).trim();
      const from = offset + key.length + 1 + (line.length - key.length - 1 - line.slice(key.length + 1).trimStart().length);
      fields.set(key, { value: lineValue(written), location: positions.location(from, from + written.length) });
    }
    offset += line.length + 1;
  }
  return fields;
}

/** `"true"` in quotes is text, and for Cursor not the same as `true`. */
function lineValue(written: string): FrontMatterValue {
  if (written === 'true') return true;
  if (written === 'false') return false;
  const [quote] = written;
  return written.length > 1 && (quote === '"' || quote === "'") && written.endsWith(quote) ? written.slice(1, -1) : written;
}
