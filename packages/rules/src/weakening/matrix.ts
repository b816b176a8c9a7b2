import type { Job, Location, Tasks } from '@ten-point/core/rule';
import { few } from './workflow-messages.ts';

/** A value of a matrix that no leg has any more. */
export interface LostLeg {
  readonly key: string;
  readonly value: string;
  readonly location: Location | undefined;
  /** A17: the value did not go, it went down. */
  readonly operation: 'A16' | 'A17';
  /** Why it is likely right: an old version left, or an older one took its place. */
  readonly mild?: string;
}

/** Characters of scripts in which values are looked for. */
const textLimit = 20_000;

type Leg = Readonly<Record<string, string>>;

/** What a leg is called: a leg that is gone takes its name along, a renamed one does not. */
const labelKeys = /(?:^|\.)(?:name|label|title|display[-_]?name|id)$/i;
/** Whether a leg may fail, and what it leaves out: less of that is no loss. */
const allowanceKeys = /experimental|allow|can[-_]?fail|optional|continue[-_]?on[-_]?error|exclude|skip|ignore/i;

/**
 * Values of the matrix of a job that are lost.
 *
 * @param after - Jobs of the head that do the same work, first the one that is its counterpart: legs may be jobs of their own now.
 * @param tasks - Of the head: versions that a manifest still promises.
 * @param commands - What a job of the head runs, actions of the repository included.
 */
export function lostLegs(before: Job, after: readonly Job[], tasks: Tasks, commands: (job: Job) => readonly string[]): readonly LostLeg[] {
  const legs = before.matrix ?? [];
  const kept = after.map(keptValues);
  // An expression makes the legs at run time.
  if (legs.length === 0 || after.length === 0 || kept.some((values) => values === undefined)) return [];
  const values = (key: string): readonly string[] => kept.flatMap((each) => each?.get(key) ?? []);
  const everything = new Set(kept.flatMap((each) => [...(each?.values() ?? [])].flat()));
  const others = after.filter((job, index) => index > 0 || !job.matrix);
  const texts = others
    .flatMap((job) => [...job.steps.flatMap((step) => step.run?.value ?? []), ...commands(job)])
    .join('\n')
    .slice(0, textLimit);
  const axes = new Set(before.strategy?.axes.map(({ key }) => key));
  const lost: LostLeg[] = [];
  const goneByKey = new Map<string, ReadonlySet<string>>();
  for (const key of keysOf(legs)) {
    const was = distinct(legs.flatMap((leg) => leg[key] ?? []));
    const is = values(key);
    // Its only value is written into the job now, or was given up with its key.
    if (is.length === 0 && was.length === 1) continue;
    const gone = was.filter((value) => !everything.has(value) && !texts.includes(value));
    const fresh = is.filter((value) => !was.includes(value));
    if (labelKeys.test(key) && (is.length === 0 || fresh.length >= gone.length)) continue;
    const location = before.strategy?.axes.find((axis) => axis.key === key)?.location ?? before.strategy?.matrix;
    for (const value of gone) {
      const judged = judge(key, value, { fresh, kept: is, gone: gone.length, isAxis: axes.has(key), tasks });
      // What only stands in legs that another value took along is no loss of its own.
      const isPartOf = legs.every((leg) => leg[key] !== value || [...goneByKey].some(([other, values]) => values.has(leg[other] ?? '')));
      if (judged && !isPartOf) lost.push({ key, value, location, ...judged });
    }
    goneByKey.set(key, new Set(gone));
  }
  return lost;
}

/** Combinations that no leg has any more although each of their values is there: what `exclude` takes out. */
export function lostCombinations(before: Job, after: Job): readonly string[] {
  const [was, is] = [before.matrix ?? [], after.matrix ?? []];
  const keys = keysOf(was).filter((key) => !labelKeys.test(key) && was.every((leg) => leg[key] !== undefined) && is.every((leg) => leg[key] !== undefined));
  if (is.length === 0 || keys.length < 2) return [];
  const printed = (leg: Leg): string => keys.map((key) => leg[key]).join(', ');
  const alike = (leg: Leg): string => keys.map((key) => kindOf(leg[key] ?? '')).join(', ');
  const stay = new Set(is.map(alike));
  const values = new Set(is.flatMap((leg) => keys.map((key) => `${key} ${leg[key]}`)));
  return distinct(was.filter((leg) => keys.every((key) => values.has(`${key} ${leg[key]}`)) && !stay.has(alike(leg))).map(printed));
}

/** Equal for values that run the same: systems whatever their version, versions whatever their spelling. */
function kindOf(value: string): string {
  const version = versionOf(value);
  return family(value) || (version ? `${version.name} ${version.parts.join('.')}` : value);
}

/** Keys by which legs differ, those with versions first, then their names: what stands beside them mostly goes with them. */
function keysOf(legs: readonly Leg[]): readonly string[] {
  const keys = distinct(legs.flatMap((leg) => Object.keys(leg))).filter(
    (key) => !allowanceKeys.test(key) && !legs.every((leg) => leg[key] === undefined || leg[key] === 'true' || leg[key] === 'false'),
  );
  const hasVersions = (key: string): boolean => legs.every((leg) => leg[key] === undefined || versionOf(leg[key]) !== undefined);
  const rank = (key: string): number => (hasVersions(key) ? 0 : labelKeys.test(key) ? 1 : 2);
  return [...keys].sort((left, right) => rank(left) - rank(right));
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}

/** Values that a job still runs with, by key: those of its matrix, and what is written into a job without one. Undefined when hidden. */
function keptValues(job: Job): ReadonlyMap<string, readonly string[]> | undefined {
  if (job.matrix) return new Map(keysOf(job.matrix).map((key) => [key, distinct(job.matrix?.flatMap((leg) => leg[key] ?? []) ?? [])]));
  if (job.strategy?.matrix) return undefined;
  const inputs = [...job.with.values(), ...job.steps.flatMap((step) => [...step.with.values()])].map(({ value }) => value);
  const variables = [...job.env, ...job.steps.flatMap((step) => step.env)].map(({ value }) => value.value);
  const containers = job.containers.flatMap(({ image }) => [image.value, image.value.slice(image.value.lastIndexOf(':') + 1)]);
  const commands = job.steps.flatMap((step) => step.script?.commands.flatMap(({ args }) => args) ?? []);
  return new Map([['', [...(job.runsOn?.labels.map(({ value }) => value) ?? []), ...inputs, ...variables, ...containers, ...commands]]]);
}

interface Others {
  readonly fresh: readonly string[];
  readonly kept: readonly string[];
  readonly gone: number;
  /** A list of its own in the matrix, not something that `include` adds. */
  readonly isAxis: boolean;
  readonly tasks: Tasks;
}

/** What the loss of a value means; undefined when something as good took its place. */
function judge(key: string, value: string, { fresh, kept, gone, isAxis, tasks }: Others): Pick<LostLeg, 'operation' | 'mild'> | undefined {
  const version = versionOf(value);
  if (version) {
    const sameName = (texts: readonly string[]): readonly Version[] =>
      texts.flatMap((text) => {
        const other = versionOf(text);
        return other && other.name === version.name ? [other] : [];
      });
    const order = (other: Version): number => compare(other.parts, version.parts);
    const others = sameName(kept);
    if (others.some((other) => order(other) === 0)) return undefined;
    const promised = promiseOf(key, version, tasks);
    const newer = sameName(fresh).filter((other) => order(other) > 0);
    if (newer.length >= gone) return promised === undefined ? undefined : { operation: 'A16', mild: `${promised} still promises it` };
    if (others.some((other) => order(other) > 0)) return { operation: 'A16', ...(promised === undefined ? { mild: 'newer ones stay' } : {}) };
    if (sameName(fresh).length > 0) return { operation: 'A17', mild: `${fresh.join(', ')} is older` };
  } else if (isFloating(value) && fresh.some((other) => versionOf(other) !== undefined)) {
    // All legs name their versions now.
    return kept.some(isFloating) ? { operation: 'A17', mild: `${fresh.join(', ')} does not move` } : undefined;
  }
  // `ubuntu-latest` for `ubuntu-22.04`: the same system.
  if (family(value) !== '') return fresh.some((other) => family(other) === family(value)) ? undefined : { operation: 'A16' };
  if (version || labelKeys.test(key)) return { operation: 'A16' };
  // A list of paths or packages that only grew, or was split.
  const words = new Set([...fresh, ...kept].flatMap((other) => other.split(/[\s,]+/)));
  if (value.split(/[\s,]+/).every((word) => words.has(word))) return undefined;
  if (fresh.length >= gone) return { operation: 'A16', mild: `${few(fresh, 2)} may stand for it` };
  return { operation: 'A16', ...(isAxis ? {} : { mild: 'it may be said in another way' }) };
}

function isFloating(value: string): boolean {
  return /^(?:latest|stable|current|node|nightly|beta|edge|lts(?:\/\*|_latest)?|\*|x)$/i.test(value);
}

/** The manifest that says it runs with a version: `>=` or `^` of a lower or equal one. */
function promiseOf(key: string, version: Version, { manifests }: Tasks): string | undefined {
  for (const { path, toolchain } of manifests) {
    for (const { tool, version: text } of toolchain) {
      const [, digits] = /^(?:>=|~=)\s{0,3}v?(\d{1,6}(?:\.\d{1,6}){0,3})(?:[\s,<]|$)/.exec(text.trim()) ?? [];
      const [, limit] = /<\s{0,3}v?(\d{1,6}(?:\.\d{1,6}){0,3})/.exec(text) ?? [];
      if (digits === undefined || !key.toLowerCase().includes(tool) || !/^(?:|v|python-?|node-?)$/.test(version.name)) continue;
      const isExcluded = [...text.matchAll(/!=\s{0,3}(\d{1,6}(?:\.\d{1,6}){0,3})/g)].some(
        ([, other = '']) => compare(version.parts, other.split('.').map(Number)) === 0,
      );
      if (isExcluded) continue;
      const isBelow = compare(version.parts, digits.split('.').map(Number)) < 0;
      if (!isBelow && (limit === undefined || compare(version.parts, limit.split('.').map(Number)) < 0)) return path;
    }
  }
  return undefined;
}

interface Version {
  /** What stands in front of the number, e.g. `ubuntu`. */
  readonly name: string;
  readonly parts: readonly number[];
}

function versionOf(text: string): Version | undefined {
  const [, name = '', digits] =
    /^([A-Za-z@/_-]{0,40}?)v?(\d{1,6}(?:\.\d{1,6}){0,3})(?:\.[xX*]|[.-]?(?:dev|rc|alpha|beta)[.\d-]{0,20}|t)?$/.exec(text.trim()) ?? [];
  return digits === undefined ? undefined : { name: name.toLowerCase().replace(/[-_@/]+$/, ''), parts: digits.split('.').map(Number) };
}

function compare(left: readonly number[], right: readonly number[]): number {
  // `3` covers `3.1`: only what both say is compared.
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
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
