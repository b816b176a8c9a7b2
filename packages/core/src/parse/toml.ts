import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';
import { type DataEntry, type DataFile, type DataMap, type DataNode, dataMap } from './data-node.ts';
import { type TextPositions, textPositions } from './text-position.ts';

/** Characters above which a TOML file is not parsed. */
const tomlTextLimit: number = 1024 * 1024;
const tomlDepthLimit = 100;

/** A table while the file is read: dotted keys and later headers add to it. */
interface OpenTable {
  readonly entries: Map<string, { readonly keyLocation: DataEntry['keyLocation']; value: OpenTable | DataNode | OpenTable[] }>;
  readonly location: DataEntry['keyLocation'];
}

/**
 * Reads a TOML file into nodes with places.
 *
 * @returns Nothing but a diagnostic when the file is not valid TOML.
 * @throws Never.
 */
export function parseToml(path: string, text: string): DataFile {
  const positions = textPositions(path, text);
  const refuse = (code: string, message: string, offset = 0): DataFile => ({
    diagnostics: [{ path, severity: 'error', code, message, range: positions.range(offset, Math.min(offset + 1, text.length)) }],
  });
  if (text.length > tomlTextLimit) return refuse('toml-too-large', `The file is larger than ${tomlTextLimit / 1024 / 1024} MB of TOML and was not read.`);
  try {
    const program = parseTOML(text, { tomlVersion: 'latest' });
    const root = openTable(positions.location(0, text.length));
    for (const item of program.body[0].body) {
      if (item.type === 'TOMLKeyValue') addPair(root, item, positions, 0);
      else {
        const table = enterTable(root, item, positions);
        for (const pair of item.body) if (table) addPair(table, pair, positions, 0);
      }
    }
    return { root: closeTable(root), diagnostics: [] };
  } catch (error) {
    if (error instanceof ParseError) return refuse('toml-syntax', `The file is not valid TOML: ${error.message}.`, error.index);
    return refuse('toml-syntax', 'The file is not valid TOML.');
  }
}

function openTable(location: DataEntry['keyLocation']): OpenTable {
  return { entries: new Map(), location };
}

function isOpen(value: OpenTable | DataNode | OpenTable[] | undefined): value is OpenTable {
  return value !== undefined && !Array.isArray(value) && 'entries' in value && value.entries instanceof Map;
}

function keyName(key: AST.TOMLBare | AST.TOMLQuoted): string {
  return key.type === 'TOMLBare' ? key.name : key.value;
}

function enterTable(root: OpenTable, item: AST.TOMLTable, positions: TextPositions): OpenTable | undefined {
  let table = root;
  const keys = item.key.keys.slice(0, tomlDepthLimit);
  for (const [index, key] of keys.entries()) {
    const name = keyName(key);
    const keyLocation = positions.location(...key.range);
    const found = table.entries.get(name)?.value;
    if (index === keys.length - 1 && item.kind === 'array') {
      const next = openTable(positions.location(...item.range));
      if (Array.isArray(found)) found.push(next);
      else table.entries.set(name, { keyLocation, value: [next] });
      return next;
    }
    const inner = Array.isArray(found) ? found.at(-1) : found;
    if (isOpen(inner)) table = inner;
    else if (found === undefined) {
      const next = openTable(positions.location(...item.range));
      table.entries.set(name, { keyLocation, value: next });
      table = next;
    } else return undefined;
  }
  return table;
}

function addPair(start: OpenTable, pair: AST.TOMLKeyValue, positions: TextPositions, depth: number): void {
  let table = start;
  const keys = pair.key.keys.slice(0, tomlDepthLimit);
  for (const [index, key] of keys.entries()) {
    const name = keyName(key);
    const keyLocation = positions.location(...key.range);
    if (index === keys.length - 1) {
      table.entries.set(name, { keyLocation, value: convert(pair.value, positions, depth) });
      return;
    }
    const found = table.entries.get(name)?.value;
    if (isOpen(found)) table = found;
    else {
      const next = openTable(positions.location(...pair.range));
      table.entries.set(name, { keyLocation, value: next });
      table = next;
    }
  }
}

function convert(node: AST.TOMLContentNode, positions: TextPositions, depth: number): DataNode {
  const location = positions.location(...node.range);
  if (depth > tomlDepthLimit) return { kind: 'scalar', value: null, text: '', location };
  switch (node.type) {
    case 'TOMLArray':
      return { kind: 'sequence', items: node.elements.map((element) => convert(element, positions, depth + 1)), location };
    case 'TOMLInlineTable': {
      const table = openTable(location);
      for (const pair of node.body) addPair(table, pair, positions, depth + 1);
      return closeTable(table);
    }
    default: {
      const value = node.value instanceof Date ? node.value.toISOString() : node.value;
      const quotes = node.kind !== 'string' ? 0 : node.multiline ? 3 : 1;
      return { kind: 'scalar', value, text: String(value), location: positions.location(node.range[0] + quotes, node.range[1] - quotes) };
    }
  }
}

function closeTable(table: OpenTable): DataMap {
  const close = (value: OpenTable | DataNode | OpenTable[]): DataNode => {
    if (Array.isArray(value)) return { kind: 'sequence', items: value.map(closeTable), location: value[0]?.location ?? table.location };
    return isOpen(value) ? closeTable(value) : value;
  };
  return dataMap(
    [...table.entries].map(([key, entry]) => ({ key, keyLocation: entry.keyLocation, value: close(entry.value) })),
    table.location,
  );
}
