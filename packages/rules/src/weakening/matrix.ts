import type { Job, Location } from '@ten-point/core/rule';

/** A value of a matrix that no leg has any more. */
export interface LostLeg {
  readonly key: string;
  readonly value: string;
  readonly location: Location | undefined;
  /** Why it is likely right: an old version left, or a newer one took its place. */
  readonly mild?: string;
}

/** Values of each axis that are lost between two states of a job; whole legs where an axis keeps its values. */
export function lostLegs(before: Job, after: Job): readonly LostLeg[] {
  if (!before.matrix || before.matrix.length === 0) return [];
  if (!after.matrix) return [];
  const keys = new Set(before.matrix.flatMap((leg) => Object.keys(leg)));
  const lost: LostLeg[] = [];
  for (const key of keys) {
    // What a leg is called says nothing of what it runs.
    if (/^(?:name|label|title|display[-_]?name|id)$/i.test(key)) continue;
    const [was, is] = [valuesOf(before.matrix, key), valuesOf(after.matrix, key)];
    // A key that is gone as a whole was renamed, or its only value is written into the job.
    if (is.size === 0) continue;
    const gone = [...was].filter((value) => !is.has(value));
    const fresh = [...is].filter((value) => !was.has(value));
    const location = before.strategy?.axes.find((axis) => axis.key === key)?.location ?? before.strategy?.matrix;
    for (const value of gone) {
      const mild = excuse(value, fresh, [...is], gone.length);
      if (mild !== 'replaced') lost.push({ key, value, location, ...(mild ? { mild } : {}) });
    }
  }
  return lost;
}

function valuesOf(matrix: NonNullable<Job['matrix']>, key: string): ReadonlySet<string> {
  return new Set(matrix.flatMap((leg) => leg[key] ?? []));
}

function excuse(value: string, fresh: readonly string[], kept: readonly string[], gone: number): string | undefined {
  const version = versionOf(value);
  if (version) {
    const newer = fresh.map(versionOf).filter((other) => other !== undefined && other.name === version.name && compare(other.parts, version.parts) > 0);
    if (newer.length >= gone) return 'replaced';
    const others = kept.map(versionOf).filter((other) => other !== undefined && other.name === version.name);
    if (others.length > 0 && others.every((other) => compare(other?.parts ?? [], version.parts) > 0)) return 'it is the oldest one';
  }
  // `ubuntu-latest` for `ubuntu-22.04`: the same system.
  if (fresh.some((other) => family(other) === family(value) && family(value) !== '')) return 'replaced';
  return undefined;
}

interface Version {
  /** What stands in front of the number, e.g. `ubuntu-`. */
  readonly name: string;
  readonly parts: readonly number[];
}

function versionOf(text: string): Version | undefined {
  const [, name = '', digits] = /^([A-Za-z@/_-]*?)v?(\d{1,6}(?:\.\d{1,6}){0,3})(?:[.-]?(?:x|dev|rc\d*|alpha\d*|beta\d*))?$/.exec(text.trim()) ?? [];
  return digits === undefined ? undefined : { name: name.toLowerCase(), parts: digits.split('.').map(Number) };
}

function compare(left: readonly number[], right: readonly number[]): number {
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Operating system of a runner's label; empty for anything else. */
export function family(label: string): '' | 'linux' | 'windows' | 'macos' {
  const text = label.toLowerCase();
  if (/ubuntu|linux|debian/.test(text)) return 'linux';
  if (text.includes('windows')) return 'windows';
  return /macos|darwin/.test(text) ? 'macos' : '';
}
