import type { YamlMap, YamlNode, YamlScalar } from './yaml.ts';

/** One combination of matrix values: key → value as text; keys of mappings are joined by dots. */
export type MatrixLeg = Readonly<Record<string, string>>;

/** GitHub's own limit for jobs of one matrix. */
const matrixLegLimit: number = 256;
/** Keys, and names of values, above which a matrix is not expanded: every leg has a value for each of them. */
const matrixNameLimit: number = 100;

/** A leg of a matrix, with what GitHub shows of it in the name of its check. */
export interface ExpandedLeg {
  readonly values: MatrixLeg;
  /** Joined values; what `include` adds to a combination is not among them. */
  readonly label: string;
}

/**
 * Expands `strategy.matrix`.
 *
 * @returns undefined when an expression decides over it, or when it has more names of values than anybody writes.
 */
export function expandMatrix(matrix: YamlMap): readonly ExpandedLeg[] | undefined {
  const vectors: (readonly MatrixLeg[])[] = [];
  const axes: string[] = [];
  for (const { key, value } of matrix.entries) {
    if (key === 'include' || key === 'exclude') continue;
    if (value.kind !== 'sequence') return undefined;
    const values = value.items.slice(0, matrixLegLimit).map((item) => flatten(key, item));
    if (!values.every((flat) => flat !== undefined)) return undefined;
    vectors.push(values);
    axes.push(key);
  }
  const excluded = combinations(matrix.get('exclude'));
  const included = combinations(matrix.get('include'));
  if (!excluded || !included || vectors.length > matrixNameLimit) return undefined;
  const names = new Set([...vectors.flat(), ...included].flatMap((leg) => Object.keys(leg)));
  if (names.size > matrixNameLimit) return undefined;
  const legs = product(vectors).filter((leg) => !excluded.some((wanted) => agrees(wanted, leg, Object.keys(wanted))));

  // An `include` entry extends every combination whose own values it does not change; one that extends none is a leg of its own.
  // https://docs.github.com/actions/how-tos/write-workflows/choose-what-workflows-do/run-job-variations, and for the labels
  // the MatrixBuilder of https://github.com/actions/runner (2026-11-25)
  const extended = [...legs];
  const added: MatrixLeg[] = [];
  for (const entry of included) {
    const own = Object.keys(entry).filter((key) => axes.some((axis) => key === axis || key.startsWith(`${axis}.`)));
    let extendsSome = false;
    legs.forEach((original, index) => {
      if (!agrees(entry, original, own)) return;
      extended[index] = { ...extended[index], ...entry, ...original };
      extendsSome = true;
    });
    if (!extendsSome) added.push(ownFirst(entry, own));
  }
  const expanded = [
    ...extended.map((values, index) => ({ values, label: labelOf(legs[index] ?? {}) })),
    ...added.map((values) => ({ values, label: labelOf(values) })),
  ];
  return expanded.slice(0, matrixLegLimit);
}

function ownFirst(entry: MatrixLeg, own: readonly string[]): MatrixLeg {
  const first: Record<string, string> = {};
  for (const key of own) first[key] = entry[key] ?? '';
  return { ...first, ...entry };
}

function labelOf(leg: MatrixLeg): string {
  return Object.values(leg)
    .filter((value) => value !== '')
    .join(', ');
}

/** The first legs of all combinations; the last vector changes fastest. Each leg is written once, not copied for every vector. */
function product(vectors: readonly (readonly MatrixLeg[])[]): MatrixLeg[] {
  if (vectors.length === 0) return [];
  const count = vectors.reduce((legs, values) => legs * values.length, 1);
  return Array.from({ length: Math.min(count, matrixLegLimit) }, (_, position) => {
    let rest = position;
    const parts = vectors.toReversed().map((values) => {
      const part = values[rest % values.length];
      rest = Math.floor(rest / values.length);
      return part;
    });
    const leg: Record<string, string> = {};
    for (const part of parts.toReversed()) Object.assign(leg, part);
    return leg;
  });
}

function agrees(wanted: MatrixLeg, leg: MatrixLeg, keys: readonly string[]): boolean {
  // Filters are expressions, which compare text without case.
  return keys.every((key) => leg[key]?.toLowerCase() === wanted[key]?.toLowerCase());
}

function combinations(node: YamlNode | undefined): readonly MatrixLeg[] | undefined {
  if (!node || (node.kind === 'scalar' && node.value === null)) return [];
  if (node.kind !== 'sequence') return undefined;
  const legs = node.items.slice(0, matrixLegLimit).map((item) => {
    if (item.kind !== 'map') return undefined;
    const leg: Record<string, string> = {};
    for (const { key, value } of item.entries) {
      const flat = flatten(key, value);
      if (!flat) return undefined;
      Object.assign(leg, flat);
    }
    return leg;
  });
  return legs.every((leg) => leg !== undefined) ? legs : undefined;
}

/** A value as GitHub prints it: numbers lose what does not count (`3.10` is `3.1`), nothing is empty. */
function printed({ value, text }: YamlScalar): string {
  return value === null ? '' : typeof value === 'string' ? text : String(value);
}

/** A value under its key; undefined when an expression stands in it. */
function flatten(key: string, node: YamlNode): MatrixLeg | undefined {
  switch (node.kind) {
    case 'scalar':
      return node.text.includes('${{') ? undefined : { [key]: printed(node) };
    case 'sequence':
    case 'map': {
      const entries = node.kind === 'map' ? node.entries : node.items.map((value, index) => ({ key: String(index), value }));
      const flat: Record<string, string> = {};
      for (const entry of entries) {
        const inner = flatten(`${key}.${entry.key}`, entry.value);
        if (!inner) return undefined;
        Object.assign(flat, inner);
      }
      return flat;
    }
    default:
      return node satisfies never;
  }
}
