import type { Diagnostic } from '../model/diagnostic.ts';
import type { Located, Location } from '../model/location.ts';

/** A value of a JSON, TOML or YAML file that knows its place. `YamlNode` is one too. */
export type DataNode = DataScalar | DataMap | DataSequence;

export interface DataScalar {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  readonly text: string;
  /** Without quotes. */
  readonly location: Location;
}

export interface DataEntry {
  readonly key: string;
  readonly keyLocation: Location;
  readonly value: DataNode;
}

export interface DataMap {
  readonly kind: 'map';
  readonly entries: readonly DataEntry[];
  readonly location: Location;
  get(key: string): DataNode | undefined;
}

export interface DataSequence {
  readonly kind: 'sequence';
  readonly items: readonly DataNode[];
  readonly location: Location;
}

export interface DataFile {
  /** The top value, whatever its kind. */
  readonly value?: DataNode;
  readonly root?: DataMap;
  readonly diagnostics: readonly Diagnostic[];
}

/** A map whose entries are looked up by name: the first of a name counts. */
export function dataMap(entries: readonly DataEntry[], location: Location): DataMap {
  let index: Map<string, DataNode> | undefined;
  return {
    kind: 'map',
    entries,
    location,
    get(key) {
      if (!index) {
        index = new Map();
        for (const entry of entries) if (!index.has(entry.key)) index.set(entry.key, entry.value);
      }
      return index.get(key);
    },
  };
}

/** The node that a path of keys leads to. */
export function nodeAt(root: DataNode | undefined, ...keys: readonly string[]): DataNode | undefined {
  let node = root;
  for (const key of keys) node = node?.kind === 'map' ? node.get(key) : undefined;
  return node;
}

/** Entries of the map that a path of keys leads to; none when there is no map. */
export function entriesAt(root: DataNode | undefined, ...keys: readonly string[]): readonly DataEntry[] {
  const node = nodeAt(root, ...keys);
  return node?.kind === 'map' ? node.entries : [];
}

/** The text at a path, when a string stands there. */
export function textAt(root: DataNode | undefined, ...keys: readonly string[]): Located<string> | undefined {
  const node = nodeAt(root, ...keys);
  return node?.kind === 'scalar' && node.value !== null ? { value: node.text, location: node.location } : undefined;
}

/** The strings of a list (or of a single string). */
export function textsOf(node: DataNode | undefined): readonly Located<string>[] {
  if (node?.kind === 'scalar') return node.value === null ? [] : [{ value: node.text, location: node.location }];
  if (node?.kind !== 'sequence') return [];
  return node.items.flatMap((item) => (item.kind === 'scalar' && item.value !== null ? [{ value: item.text, location: item.location }] : []));
}

/** The number at a key, when one stands there. */
export function numberAt(node: DataNode | undefined, key: string): Located<number> | undefined {
  const value = nodeAt(node, key);
  return value?.kind === 'scalar' && typeof value.value === 'number' ? { value: value.value, location: value.location } : undefined;
}

/** The boolean at a key, when one stands there. */
export function booleanAt(node: DataNode | undefined, key: string): Located<boolean> | undefined {
  const value = nodeAt(node, key);
  return value?.kind === 'scalar' && typeof value.value === 'boolean' ? { value: value.value, location: value.location } : undefined;
}

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** A node as a plain value, without its places. */
export function plainValue(node: DataNode): JsonValue {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'sequence':
      return node.items.map(plainValue);
    case 'map':
      return Object.fromEntries(node.entries.map(({ key, value }) => [key, plainValue(value)]));
    default:
      return node satisfies never;
  }
}
