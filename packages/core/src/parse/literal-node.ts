import type { Located, Location } from '../model/location.ts';
import type { DataScalar } from './data-node.ts';

/**
 * A value of a configuration file, whatever its format. Each `DataNode` is one; those of code may also be opaque: computed,
 * imported or called, so that only their source is known.
 */
export type LiteralNode = DataScalar | LiteralMap | LiteralList | LiteralOpaque;

export interface LiteralEntry {
  readonly key: string;
  readonly keyLocation: Location;
  readonly value: LiteralNode;
}

export interface LiteralMap {
  readonly kind: 'map';
  readonly entries: readonly LiteralEntry[];
  readonly location: Location;
  get(key: string): LiteralNode | undefined;
  /** What may hold more entries: spreads of what is not known, and computed keys. */
  readonly spreads?: readonly LiteralOpaque[];
}

export interface LiteralList {
  readonly kind: 'sequence';
  /** A spread of what is not known is an opaque item. */
  readonly items: readonly LiteralNode[];
  readonly location: Location;
}

export interface LiteralOpaque {
  readonly kind: 'opaque';
  /** Its source. */
  readonly text: string;
  readonly location: Location;
  readonly isSpread?: true;
  /** Of a call: what is called, e.g. `defineConfig` or `tseslint.config`. */
  readonly callee?: string;
  /** Of a call: what it is given. */
  readonly args?: readonly LiteralNode[];
  /** Of a function: what it returns, where that is one value. */
  readonly returns?: LiteralNode;
}

export function literalMap(entries: readonly LiteralEntry[], location: Location, spreads: readonly LiteralOpaque[] = []): LiteralMap {
  let index: Map<string, LiteralNode> | undefined;
  return {
    kind: 'map',
    entries,
    location,
    get(key) {
      index ??= new Map(entries.toReversed().map((entry) => [entry.key, entry.value]));
      return index.get(key);
    },
    ...(spreads.length > 0 ? { spreads } : {}),
  };
}

/** The node that a path of keys leads to. */
export function literalAt(root: LiteralNode | undefined, ...keys: readonly string[]): LiteralNode | undefined {
  let node = root;
  for (const key of keys) node = node?.kind === 'map' ? node.get(key) : undefined;
  return node;
}

/** The texts of a list, or of a single scalar; what is not literal by its source. */
export function literalTexts(node: LiteralNode | undefined): readonly Located<string>[] {
  if (!node || node.kind === 'map') return [];
  const items = node.kind === 'sequence' ? node.items : [node];
  return items.flatMap((item) =>
    item.kind === 'opaque' || (item.kind === 'scalar' && item.value !== null) ? [{ value: item.text, location: item.location }] : [],
  );
}

/** An entry written as a scalar, for formats whose values are all text. */
export function textScalar({ value, location }: Located<string>): DataScalar {
  return { kind: 'scalar', value, text: value, location };
}
