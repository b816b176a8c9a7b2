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

const block = /^---[^\S\r\n]*\r?\n([\s\S]*?)(?:^|\r?\n)---[^\S\r\n]*(?:\r?\n|$)/;

/**
 * Reads the YAML block between two `---` lines at the start of a file.
 *
 * @returns Undefined when the file has none.
 * @throws Never.
 */
export function parseFrontMatter(path: string, text: string): FrontMatter | undefined {
  const match = block.exec(text);
  if (!match) return undefined;
  const source = match[1] ?? '';
  const start = text.indexOf('\n') + 1;
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

/** Cursor reads `globs: *.ts,*.tsx`, which is no YAML (an alias), line by line; so do we where YAML fails. */
function readLines(source: string, start: number, positions: TextPositions): Map<string, Located<FrontMatterValue>> {
  const fields = new Map<string, Located<FrontMatterValue>>();
  let offset = start;
  for (const line of source.split('\n')) {
    const match = /^([A-Za-z][\w-]*):[ \t]*(.*?)[ \t\r]*$/.exec(line);
    const [, key, value] = match ?? [];
    if (key !== undefined && value !== undefined && line.length < 20_000) {
      const from = offset + line.indexOf(value, key.length + 1);
      const plain = value.replace(/^(["'])(.*)\1$/, '$2');
      fields.set(key, { value: plain === 'true' ? true : plain === 'false' ? false : plain, location: positions.location(from, from + value.length) });
    }
    offset += line.length + 1;
  }
  return fields;
}
