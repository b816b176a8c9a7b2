import type { Location } from '../model/location.ts';
import { type ComposeValues, interpolate } from './compose-interpolation.ts';
import type { YamlEntry, YamlFile, YamlNode } from './yaml.ts';

/** How a key of an override file treats what the base says: added to it, or put in its place. `!reset` takes it away. */
export type MergeTag = 'merge' | 'reset' | 'override';

/** What a file's values depend on: variables, and where relative paths start. */
export interface ComposeScope {
  readonly values: ComposeValues;
  /** Repository-relative directory. */
  readonly directory: string;
}

/** A value of the merged model, at its place in the file that set it. */
export type ComposeNode = ComposeScalar | ComposeMap | ComposeSequence;

export interface ComposeScalar {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** As written. */
  readonly text: string;
  /** Variables replaced. */
  readonly resolved: string;
  readonly location: Location;
  readonly scope: ComposeScope;
}

export interface ComposeEntry {
  readonly key: string;
  readonly keyLocation: Location;
  readonly value: ComposeNode;
  readonly tag: MergeTag;
}

export interface ComposeMap {
  readonly kind: 'map';
  /** In the order in which the keys first appear. */
  readonly entries: ReadonlyMap<string, ComposeEntry>;
  readonly location: Location;
}

export interface ComposeSequence {
  readonly kind: 'sequence';
  readonly items: readonly ComposeNode[];
  readonly location: Location;
}

/** The value of a key; undefined when it is not there or the node is no mapping. */
export function composeValue(node: ComposeNode | undefined, ...keys: readonly string[]): ComposeNode | undefined {
  let current = node;
  for (const key of keys) current = current?.kind === 'map' ? current.entries.get(key)?.value : undefined;
  return current;
}

/** Entries of a mapping; none for anything else. */
export function composeEntries(node: ComposeNode | undefined): readonly ComposeEntry[] {
  return node?.kind === 'map' ? [...node.entries.values()] : [];
}

/** A mapping of entries, the first of equal keys counting. */
export function composeMap(entries: Iterable<ComposeEntry>, location: Location): ComposeMap {
  const byKey = new Map<string, ComposeEntry>();
  for (const entry of entries) if (!byKey.has(entry.key)) byKey.set(entry.key, entry);
  return { kind: 'map', entries: byKey, location };
}

/** Turns a file's YAML into nodes that can be merged with those of other files. */
export function composeTree(file: YamlFile, root: YamlNode, scope: ComposeScope): ComposeNode {
  // Aliases reach the same node by several ways: it stays one.
  const known = new Map<YamlNode, ComposeNode>();
  const convert = (node: YamlNode): ComposeNode => {
    const before = known.get(node);
    if (before) return before;
    const made = make(node);
    known.set(node, made);
    return made;
  };
  const make = (node: YamlNode): ComposeNode => {
    switch (node.kind) {
      case 'map':
        return composeMap(
          node.entries.map((entry) => ({ key: entry.key, keyLocation: entry.keyLocation, value: convert(entry.value), tag: tagOf(file, entry) })),
          node.location,
        );
      case 'sequence':
        return { kind: 'sequence', items: node.items.map(convert), location: node.location };
      case 'scalar':
        return {
          kind: 'scalar',
          value: node.value,
          text: node.text,
          resolved: interpolate(node.text, scope.values.lookup),
          location: node.location,
          scope,
        };
      default:
        return node satisfies never;
    }
  };
  return convert(root);
}

/** Compose's own tags stand between a key and its value; a merge key's entries come from elsewhere in the same file. */
function tagOf(file: YamlFile, entry: YamlEntry): MergeTag {
  const after = entry.keyLocation.range.end.offset;
  const tag = /^["']?\s*:\s*(?:&[^\s,[\]{}]{1,80}\s+)?!(reset|override)\b/.exec(file.text.slice(after, after + 200))?.[1];
  return tag === 'reset' || tag === 'override' ? tag : 'merge';
}
