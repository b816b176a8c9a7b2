import { type Document, isAlias, isMap, isScalar, isSeq, Lexer, type Node, parseDocument, type Scalar } from 'yaml';
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
const yamlExpandedNodeLimit: number = 200_000;
/** Bytes above which a YAML file is not parsed (about 1 ms per KB on a slow core). */
const yamlSizeLimit: number = 512 * 1024;
/**
 * Values, brackets and list marks above which a document is refused: each costs the parser some 20 µs on a slow core.
 * The largest of 7,500 public files of this size, a lock file of 490 KB, has 21,000; the largest workflow 2,000.
 */
const yamlTokenLimit: number = 30_000;
// A broken file gives one problem for nearly every line; the first ones say what is wrong.
const problemLimit = 100;

/** Nesting above which a document is refused, before the parser's own recursion ends the process. */
const yamlDepthLimit: number = 100;

// Bracket nesting costs the parser's stack. Counting every bracket is cheap, but also counts those of scripts in block
// scalars (`\\033[31m`), so that what looks too deep is counted again over the tokens.
function flowDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 91 || code === 123) deepest = Math.max(deepest, ++depth);
    else if (code === 93 || code === 125) depth = Math.max(0, depth - 1);
    else if (code === 10 && text.charCodeAt(index + 1) > 32) depth = 0;
  }
  return deepest > yamlDepthLimit ? tokenDepth(text) : deepest;
}

function tokenDepth(text: string): number {
  let depth = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') {
      if (++depth > yamlDepthLimit) return depth;
    } else if (token === ']' || token === '}') depth = Math.max(0, depth - 1);
  }
  return 0;
}

/** Whether a text has more values than anybody writes. Only what could have is read token by token, up to the limit. */
function hasTooManyTokens(text: string): boolean {
  if (text.length < yamlTokenLimit) return false;
  let tokens = 0;
  for (const token of new Lexer().lex(text)) {
    // The lexer marks the start of a scalar by a control character of its own.
    if (token !== '\u001f' && token !== '-' && token !== '[' && token !== '{' && token !== '?') continue;
    if (++tokens > yamlTokenLimit) return true;
  }
  return false;
}

/** Depth that indentation and `- - ? ? …` on one line can reach. */
function blockDepth(text: string): number {
  let deepest = 0;
  const indents: number[] = [];
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    let index = start;
    let indicators = 0;
    for (; index < end; index++) {
      const code = text.charCodeAt(index);
      const indicator = code === 45 || code === 63;
      if (indicator && isBlank(text.charCodeAt(index + 1))) indicators++;
      else if (code !== 32 && code !== 9) break;
    }
    const column = index - start;
    if (index < end && text.charCodeAt(index) !== 35) {
      while ((indents.at(-1) ?? -1) >= column) indents.pop();
      indents.push(column);
      deepest = Math.max(deepest, indents.length + indicators);
    }
    start = end + 1;
  }
  return deepest;
}

// Space, tab, line end, or the end of the text.
function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13 || Number.isNaN(code);
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
      return commentAfter(text.slice(location.range.end.offset, lineEnd));
    },
  });

  if (text.length > yamlSizeLimit) return refuse('yaml-too-large', `The file is larger than ${yamlSizeLimit / 1024} KB of YAML and was not read.`);
  if (flowDepth(text) > yamlDepthLimit || blockDepth(text) > yamlDepthLimit)
    return refuse('yaml-too-deep', `The file nests deeper than ${yamlDepthLimit} levels and was not read.`);
  if (hasTooManyTokens(text)) return refuse('yaml-too-many-values', `The file has more than ${yamlTokenLimit} values and was not read.`);

  let document: Document.Parsed;
  try {
    // Keys are compared below: the parser's own comparison is quadratic.
    document = parseDocument(text, { uniqueKeys: false, strict: true, logLevel: 'silent', prettyErrors: false, version: '1.2' }) as Document.Parsed;
  } catch (error) {
    return refuse('yaml-syntax', error instanceof Error ? firstLine(error.message) : 'The file could not be read.');
  }
  const problems = [
    ...document.errors.map((problem) => ({ problem, severity: 'error' as const })),
    ...document.warnings.map((problem) => ({ problem, severity: 'warning' as const })),
  ];
  for (const { problem, severity } of problems.slice(0, problemLimit)) {
    // A second document is legal YAML; only the first one is read.
    if (problem.code === 'MULTIPLE_DOCS') continue;
    diagnostics.push({ path, severity, code: 'yaml-syntax', message: firstLine(problem.message), range: positions.range(problem.pos[0], problem.pos[1]) });
  }

  const converted = new Map<Node, { node: YamlNode; size: number }>();
  const anchors = new Map<string, Node>();
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
      // Nodes are visited in the order of the file, so that the latest anchor of the name is the one that counts.
      const target = anchors.get(node.source);
      if (!target || open.has(target)) {
        const message = target ? `*${node.source} refers to itself.` : `*${node.source} has no anchor before it.`;
        diagnostics.push({ path, severity: 'error', code: target ? 'yaml-alias-cycle' : 'yaml-syntax', message, range: nodeLocation(node).range });
        return { node: nothing(nodeLocation(node)), size: 1 };
      }
      return convert(target, fallback, depth);
    }
    const known = converted.get(node);
    if (known) return known;
    if (depth > yamlDepthLimit * 2) return { node: nothing(nodeLocation(node)), size: 1 };
    open.add(node);
    if ('anchor' in node && node.anchor !== undefined) anchors.set(node.anchor, node);
    let result: { node: YamlNode; size: number };
    if (isMap(node)) {
      const entries: YamlEntry[] = [];
      const keys = new Set<string>();
      const merged = new Map<string, YamlEntry>();
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
          for (const source of sources) if (source.kind === 'map') for (const entry of source.entries) if (!merged.has(entry.key)) merged.set(entry.key, entry);
          continue;
        }
        if (keys.has(key)) {
          const message = `The key ${key.slice(0, 80)} is there twice.`;
          diagnostics.push({ path, severity: 'error', code: 'yaml-duplicate-key', message, range: keyLocation.range });
        }
        keys.add(key);
        entries.push({ key, keyLocation, value: value.node, location });
      }
      for (const entry of merged.values()) if (!keys.has(entry.key)) entries.push(entry);
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

/** The comment in what follows a value on its line. */
function commentAfter(rest: string): string | undefined {
  const closed = /^["']/.test(rest) ? rest.slice(1) : rest;
  const comment = closed.trimStart();
  if (comment.length === closed.length || !comment.startsWith('#')) return undefined;
  return comment.replace(/^#+/, '').trim();
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/ at line \d+, column \d+:?$/, '.').replace(/\.\.$/, '.');
}

function mapNode(entries: readonly YamlEntry[], location: Location): YamlMap {
  let index: ReadonlyMap<string, YamlEntry> | undefined;
  const entry = (key: string): YamlEntry | undefined => {
    // The first of equal keys counts, as its duplicates are reported.
    index ??= new Map(entries.toReversed().map((candidate) => [candidate.key, candidate]));
    return index.get(key);
  };
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
      let map: readonly number[] | undefined | 'open' = 'open';
      return scalar(location, value, content, style, (from, to) => {
        if (map === 'open') map = blockOffsets(source, content, style);
        return map ? positions.location(start + (map[from] ?? 0), start + (map[Math.max(from, to - 1)] ?? 0) + (to > from ? 1 : 0)) : location;
      });
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
  const lines: { offset: number; text: string }[] = [];
  let offset = headerEnd + 1;
  for (const line of source.slice(headerEnd + 1).split('\n')) {
    lines.push({ offset, text: line.replace(/\r$/, '') });
    offset += line.length + 1;
  }
  const indent = blockIndent(lines, content);
  const map: number[] = [];
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

/** How far the text of a block scalar is indented: what its first line with text has more in the file than in the value. */
function blockIndent(lines: readonly { readonly text: string }[], content: string): number {
  const first = lines.find((line) => line.text.trim() !== '')?.text;
  if (first === undefined) return 0;
  const leading = /^\n*/.exec(content)?.[0].length ?? 0;
  const end = content.indexOf('\n', leading);
  const own = content.slice(leading, end < 0 ? content.length : end);
  return Math.max(0, first.length - first.trimStart().length - (own.length - own.trimStart().length));
}
