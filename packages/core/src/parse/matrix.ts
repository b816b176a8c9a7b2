import type { YamlMap, YamlNode } from './yaml.ts';

/** One combination of matrix values: key → value as text; keys of mappings are joined by dots. */
export type MatrixLeg = Readonly<Record<string, string>>;

/** GitHub's own limit for jobs of one matrix. */
const matrixLegLimit: number = 256;
/** Keys, and names of values, above which a matrix is not expanded: every leg has a value for each of them. */
const matrixNameLimit: number = 100;

/**
 * Expands `strategy.matrix`.
 *
 * @returns undefined when an expression decides over it, or when it has more names of values than anybody writes.
 */
export function expandMatrix(matrix: YamlMap): readonly MatrixLeg[] | undefined {
  const vectors: (readonly MatrixLeg[])[] = [];
  for (const { key, value } of matrix.entries) {
    if (key === 'include' || key === 'exclude') continue;
    if (value.kind !== 'sequence') return undefined;
    const values = value.items.slice(0, matrixLegLimit).map((item) => flatten(key, item));
    if (!values.every((flat) => flat !== undefined)) return undefined;
    vectors.push(values);
  }
  const excluded = combinations(matrix.get('exclude'));
  const included = combinations(matrix.get('include'));
  if (!excluded || !included || vectors.length > matrixNameLimit) return undefined;
  const names = new Set([...vectors.flat(), ...included].flatMap((leg) => Object.keys(leg)));
  if (names.size > matrixNameLimit) return undefined;
  const legs = product(vectors).filter((leg) => !excluded.some((wanted) => agrees(wanted, leg, Object.keys(wanted))));

  // An `include` entry extends every leg whose original values it does not change; one that extends none is a leg of its own.
  // https://docs.github.com/actions/how-tos/write-workflows/choose-what-workflows-do/run-job-variations
  const extended = [...legs];
  const added: MatrixLeg[] = [];
  for (const entry of included) {
    let extendsSome = false;
    legs.forEach((original, index) => {
      if (
        !agrees(
          entry,
          original,
          Object.keys(entry).filter((key) => key in original),
        )
      )
        return;
      extended[index] = { ...extended[index], ...entry };
      extendsSome = true;
    });
    if (!extendsSome) added.push(entry);
  }
  return [...extended, ...added].slice(0, matrixLegLimit);
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
  return keys.every((key) => leg[key] === wanted[key]);
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

/** A value under its key; undefined when an expression stands in it. */
function flatten(key: string, node: YamlNode): MatrixLeg | undefined {
  switch (node.kind) {
    case 'scalar':
      return node.text.includes('${{') ? undefined : { [key]: node.text };
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
