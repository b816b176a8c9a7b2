import { type Alias, type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type Scalar } from 'yaml';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Location } from '../model/location.ts';
import { type TextPositions, textPositions } from './text-position.ts';

/** A YAML (or JSON) value that knows its place. Aliases are resolved; the same node may be reached by several ways. */
export type YamlNode = YamlScalar | YamlMap | YamlSequence;

export interface YamlScalar {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** The value as text: what the file says for plain scalars (`1.10`, `yes`), the content for quoted and block ones. */
  readonly text: string;
  readonly style: 'plain' | 'single-quoted' | 'double-quoted' | 'literal' | 'folded';
  readonly location: Location;
  /** Place of a part of `text`; exact for literal blocks and for text without escapes, the whole scalar otherwise. */
  locate(start: number, end: number): Location;
}

export interface YamlEntry {
  readonly key: string;
  readonly keyLocation: Location;
  readonly value: YamlNode;
  /** From the key to the end of the value. */
  readonly location: Location;
}

export interface YamlMap {
  readonly kind: 'map';
  readonly entries: readonly YamlEntry[];
  readonly location: Location;
  get(key: string): YamlNode | undefined;
  entry(key: string): YamlEntry | undefined;
}

export interface YamlSequence {
  readonly kind: 'sequence';
  readonly items: readonly YamlNode[];
  readonly location: Location;
}

export interface YamlFile {
  readonly path: string;
  readonly text: string;
  readonly positions: TextPositions;
  /** Absent for an empty file, or when nothing could be read. */
  readonly root?: YamlNode;
  readonly diagnostics: readonly Diagnostic[];
  /** The comment that ends the line on which a node ends, without `#`, trimmed. */
  trailingComment(location: Location): string | undefined;
}

/** Nodes after aliases are expanded, above which a document is refused: a 600-byte alias bomb expands to billions. */
export const yamlExpandedNodeLimit: number = 200_000;
/** Bytes above which a YAML file is not parsed (about 1 ms per KB on a slow core). */
export const yamlSizeLimit: number = 2 * 1024 * 1024;
/** Nesting above which a document is refused, before the parser's own recursion ends the process. */
export const yamlDepthLimit: number = 100;

// Bracket nesting costs the parser's stack; counting brackets outside quotes is cheap and errs on the strict side only at depths nobody writes.
function flowDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 91 || code === 123) deepest = Math.max(deepest, ++depth);
    else if (code === 93 || code === 125) depth = Math.max(0, depth - 1);
    else if (code === 10 && text.charCodeAt(index + 1) > 32) depth = 0;
  }
  return deepest;
}

function blockDepth(text: string): number {
  // `- - - - …` and ever deeper indentation.
  let deepest = 0;
  for (const line of text.split('\n')) {
    const lead = /^[\s-]*/.exec(line)?.[0] ?? '';
    const dashes = lead.match(/-(?=\s)/g)?.length ?? 0;
    const question = /^\s*(?:\?\s+)*/.exec(line)?.[0].match(/\?/g)?.length ?? 0;
    deepest = Math.max(deepest, dashes + question);
  }
  return deepest;
}

/**
 * Reads a YAML 1.2 file (JSON included) into nodes with places.
 *
 * @param path - Repository-relative path, for the locations.
 * @param text - The whole file.
 * @param options - `mergeKeys`: resolve `<<` as Compose does (GitHub Actions does not).
 * @returns What could be read, and a diagnostic with its place for each thing that could not.
 * @throws Never.
 */
export function parseYaml(path: string, text: string, options: { readonly mergeKeys?: boolean } = {}): YamlFile {
  const positions = textPositions(path, text);
  const diagnostics: Diagnostic[] = [];
  const refuse = (code: string, message: string): YamlFile => {
    diagnostics.push({ path, severity: 'error', code, message, range: positions.range(0, Math.min(text.length, 1)) });
    return file();
  };
  const file = (root?: YamlNode): YamlFile => ({
    path,
    text,
    positions,
    ...(root ? { root } : {}),
    diagnostics,
    trailingComment(location) {
      const { line } = location.range.end;
      const lineEnd = line < positions.lineCount ? positions.lineStart(line + 1) : text.length;
      return /^["']?\s+#+\s*(.*?)\s*$/.exec(text.slice(location.range.end.offset, lineEnd).replace(/[\r\n]+$/, ''))?.[1];
    },
  });

  if (text.length > yamlSizeLimit) return refuse('yaml-too-large', `The file is larger than ${yamlSizeLimit / 1024 / 1024} MB of YAML and was not read.`);
  if (flowDepth(text) > yamlDepthLimit || blockDepth(text) > yamlDepthLimit)
    return refuse('yaml-too-deep', `The file nests deeper than ${yamlDepthLimit} levels and was not read.`);

  let document: Document.Parsed;
  try {
    document = parseDocument(text, { lineCounter: new LineCounter(), uniqueKeys: true, strict: true, logLevel: 'silent', version: '1.2' }) as Document.Parsed;
  } catch (error) {
    return refuse('yaml-syntax', error instanceof Error ? firstLine(error.message) : 'The file could not be read.');
  }
  for (const problem of [...document.errors, ...document.warnings]) {
    // A second document is legal YAML; only the first one is read.
    if (problem.code === 'MULTIPLE_DOCS') continue;
    diagnostics.push({
      path,
      severity: document.errors.includes(problem as never) ? 'error' : 'warning',
      code: problem.code === 'DUPLICATE_KEY' ? 'yaml-duplicate-key' : 'yaml-syntax',
      message: firstLine(problem.message),
      range: positions.range(problem.pos[0], problem.pos[1]),
    });
  }

  const converted = new Map<Node, { node: YamlNode; size: number }>();
  const open = new Set<Node>();
  let refusedExpansion = false;

  const nodeLocation = (node: Node): Location => {
    const [start, end] = node.range ?? [0, 0, 0];
    return positions.location(start, end);
  };

  const nothing = (at: Location): YamlNode => scalar(at, null, '', 'plain');

  const convert = (node: Node | null | undefined, fallback: Location, depth: number): { node: YamlNode; size: number } => {
    if (!node) return { node: nothing(fallback), size: 1 };
    if (isAlias(node)) {
      const target = resolveAlias(document, node);
      // A cycle, or an alias to nothing (which `yaml` has reported).
      if (!target || open.has(target)) {
        if (target)
          diagnostics.push({
            path,
            severity: 'error',
            code: 'yaml-alias-cycle',
            message: `*${node.source} refers to itself.`,
            range: nodeLocation(node).range,
          });
        return { node: nothing(nodeLocation(node)), size: 1 };
      }
      return convert(target, fallback, depth);
    }
    const known = converted.get(node);
    if (known) return known;
    if (depth > yamlDepthLimit * 2) return { node: nothing(nodeLocation(node)), size: 1 };
    open.add(node);
    let result: { node: YamlNode; size: number };
    if (isMap(node)) {
      const entries: YamlEntry[] = [];
      let size = 1;
      for (const pair of node.items) {
        const keyNode = pair.key as Node | null;
        const keyLocation = keyNode ? nodeLocation(keyNode) : nodeLocation(node);
        const key = isScalar(keyNode) ? scalarText(keyNode, text) : keyNode ? text.slice(keyLocation.range.start.offset, keyLocation.range.end.offset) : '';
        const value = convert(pair.value as Node | null, { path, range: { start: keyLocation.range.end, end: keyLocation.range.end } }, depth + 1);
        size += value.size;
        const own = pair.value as Node | null;
        const end = own?.range ? positions.position(own.range[1]) : keyLocation.range.end;
        const location: Location = {
          path,
          range: { start: keyLocation.range.start, end: end.offset >= keyLocation.range.start.offset ? end : keyLocation.range.end },
        };
        if (key === '<<' && options.mergeKeys && isScalar(keyNode) && keyNode.type === 'PLAIN') {
          const sources = value.node.kind === 'sequence' ? value.node.items : [value.node];
          for (const source of sources)
            if (source.kind === 'map') for (const merged of source.entries) if (!entries.some((entry) => entry.key === merged.key)) entries.push(merged);
          continue;
        }
        const existing = entries.findIndex((entry) => entry.key === key);
        if (existing >= 0 && options.mergeKeys) entries.splice(existing, 1);
        entries.push({ key, keyLocation, value: value.node, location });
      }
      result = { node: mapNode(entries, nodeLocation(node)), size };
    } else if (isSeq(node)) {
      let size = 1;
      const items: YamlNode[] = [];
      for (const item of node.items) {
        const child = convert(item as Node | null, nodeLocation(node), depth + 1);
        size += child.size;
        items.push(child.node);
      }
      result = { node: { kind: 'sequence', items, location: nodeLocation(node) }, size };
    } else if (isScalar(node)) {
      result = { node: fromScalar(node, text, positions, nodeLocation(node)), size: 1 };
    } else {
      result = { node: nothing(fallback), size: 1 };
    }
    open.delete(node);
    converted.set(node, result);
    if (result.size > yamlExpandedNodeLimit) refusedExpansion = true;
    return result;
  };

  const start = positions.location(0, 0);
  if (!document.contents) return file();
  const root = convert(document.contents as Node, start, 0);
  if (refusedExpansion) return refuse('yaml-alias-bomb', `Aliases expand to more than ${yamlExpandedNodeLimit} nodes; the file was not read.`);
  return file(root.node);
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/ at line \d+, column \d+:?$/, '.').replace(/\.\.$/, '.');
}

function resolveAlias(document: Document.Parsed, alias: Alias): Node | undefined {
  return alias.resolve(document) as Node | undefined;
}

function mapNode(entries: readonly YamlEntry[], location: Location): YamlMap {
  const entry = (key: string): YamlEntry | undefined => entries.find((candidate) => candidate.key === key);
  return { kind: 'map', entries, location, entry, get: (key) => entry(key)?.value };
}

function scalarText(node: Scalar, text: string): string {
  if (node.type === 'PLAIN' || node.type === undefined)
    return node.source ?? (node.range ? text.slice(node.range[0], node.range[1]) : String(node.value ?? ''));
  return String(node.value ?? '');
}

function scalar(
  location: Location,
  value: YamlScalar['value'],
  content: string,
  style: YamlScalar['style'],
  locate?: (start: number, end: number) => Location,
): YamlScalar {
  return { kind: 'scalar', value, text: content, style, location, locate: locate ?? (() => location) };
}

function fromScalar(node: Scalar, text: string, positions: TextPositions, location: Location): YamlScalar {
  const content = scalarText(node, text);
  const raw = node.value;
  const value = typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean' || raw === null ? raw : content;
  const source = text.slice(location.range.start.offset, location.range.end.offset);
  const start = location.range.start.offset;
  switch (node.type) {
    case 'BLOCK_LITERAL':
    case 'BLOCK_FOLDED': {
      const style = node.type === 'BLOCK_LITERAL' ? 'literal' : 'folded';
      const map = blockOffsets(source, content, style);
      return scalar(location, value, content, style, (from, to) =>
        map ? positions.location(start + (map[from] ?? 0), start + (map[Math.max(from, to - 1)] ?? 0) + (to > from ? 1 : 0)) : location,
      );
    }
    case 'QUOTE_DOUBLE':
    case 'QUOTE_SINGLE': {
      const inner: Location = positions.location(start + 1, Math.max(start + 1, start + source.length - 1));
      const exact = source.slice(1, -1) === content;
      return scalar(inner, value, content, node.type === 'QUOTE_DOUBLE' ? 'double-quoted' : 'single-quoted', (from, to) =>
        exact ? positions.location(start + 1 + from, start + 1 + to) : inner,
      );
    }
    default: {
      const exact = source === content;
      return scalar(location, value, content, 'plain', (from, to) => (exact ? positions.location(start + from, start + to) : location));
    }
  }
}

/** For each UTF-16 unit of a block scalar's value, its offset in the source; undefined where the two do not line up. */
function blockOffsets(source: string, content: string, style: 'literal' | 'folded'): number[] | undefined {
  const headerEnd = source.indexOf('\n');
  if (headerEnd < 0) return undefined;
  const map: number[] = [];
  const lines: { offset: number; text: string }[] = [];
  let offset = headerEnd + 1;
  for (const line of source.slice(headerEnd + 1).split('\n')) {
    lines.push({ offset, text: line.replace(/\r$/, '') });
    offset += line.length + 1;
  }
  const explicit = /[|>][+-]?([1-9])/.exec(source.slice(0, headerEnd))?.[1];
  const indents = lines.filter((line) => line.text.trim() !== '').map((line) => line.text.length - line.text.trimStart().length);
  // An explicit indentation indicator counts from the parent, which is not seen here; the smallest indent of all lines bounds it.
  const indent = Math.min(...(indents.length > 0 ? indents : [0]));
  if (explicit !== undefined && style === 'folded') return undefined;
  let cursor = 0;
  for (const line of lines) {
    const body = line.text.slice(Math.min(indent, line.text.length));
    if (style === 'folded' && body === '' && content[cursor] !== '\n') continue;
    if (!content.startsWith(body, cursor)) {
      if (cursor >= content.length) break;
      return undefined;
    }
    for (let index = 0; index < body.length; index++) map[cursor + index] = line.offset + (line.text.length - body.length) + index;
    cursor += body.length;
    if (cursor < content.length && (content[cursor] === '\n' || content[cursor] === ' ')) {
      map[cursor] = line.offset + line.text.length;
      cursor++;
    }
  }
  map[content.length] = source.length;
  return map;
}
