import type { Job } from '@ten-point/core/rule';
import { conditionGained, counts, rank } from './check-strength.ts';
import { type CheckWork, grouped, type WorkflowSide } from './check-work.ts';

/** Equal checks of one job on both sides: first those that also stand equally, then the ones that are most alike. */
export function pairInJobs(base: WorkflowSide, head: WorkflowSide, counterparts: ReadonlyMap<Job, Job>): ReadonlyMap<CheckWork, CheckWork> {
  const pairs = new Map<CheckWork, CheckWork>();
  const taken = new Set<CheckWork>();
  const byKey = new Map([...head.byJob].map(([job, checks]) => [job, grouped(checks, ({ key }) => key)]));
  for (const limit of [0, Number.POSITIVE_INFINITY])
    for (const check of base.checks) {
      const job = counterparts.get(check.job);
      if (!job || pairs.has(check)) continue;
      let best: CheckWork | undefined;
      for (const other of byKey.get(job)?.get(check.key) ?? []) {
        if (taken.has(other) || unlikeness(check, other) > limit) continue;
        if (!best || unlikeness(check, other) < unlikeness(check, best)) best = other;
      }
      if (!best) continue;
      pairs.set(check, best);
      taken.add(best);
    }
  return pairs;
}

function unlikeness(left: CheckWork, right: CheckWork): number {
  const [a, b] = [left.check, right.check];
  return (
    (a.command?.text === b.command?.text ? 0 : 4) +
    (a.step.name === b.step.name ? 0 : 3) +
    (a.command?.failure.kind === b.command?.failure.kind ? 0 : 2) +
    (a.step.if?.value === b.step.if?.value ? 0 : 2) +
    (isToldTheSame(left, right) ? 0 : 1)
  );
}

/** Whether two runs of a check get the same words, variables, inputs and conditions. */
export function isToldTheSame(check: CheckWork, other: CheckWork): boolean {
  const surroundings = ({ job, check: { step, command, via } }: CheckWork): string =>
    JSON.stringify([
      step.if?.value,
      [...job.env, ...step.env].map(({ name, value }) => `${name}=${value.value}`).sort(),
      command?.env,
      step.with.size === 0 ? [] : [...step.with].map(([name, value]) => `${name}=${value.value}`),
      via,
    ]);
  return extraWords(check, other).length === 0 && surroundings(check) === surroundings(other);
}

/** Words that a check is told and another is not; names of the tasks that were followed aside. */
export function extraWords({ check: { command, via, step } }: CheckWork, { check: other }: CheckWork): readonly string[] {
  const known = new Set([...(other.command?.args ?? []), ...(other.resolved?.args ?? []), ...(other.step.with.get('args')?.value ?? '').split(/\s+/)]);
  const words = [...(command?.args ?? []), ...(step.with.get('args')?.value ?? '').split(/\s+/)];
  return words.filter((word) => word !== '' && !known.has(word) && !taskWords.has(word) && !via.some((label) => label.endsWith(` ${word}`)));
}

const taskWords: ReadonlySet<string> = new Set(['run', 'exec', 'x', 'dlx', '--', '-s', '--silent', 'run-script']);

/** Several legs and jobs may do the same: the best reached one stands for them where they are gone. */
export function strongestOfEach(checks: readonly CheckWork[], side: WorkflowSide): ReadonlySet<CheckWork> {
  const best = new Map<string, CheckWork>();
  for (const check of checks) {
    const known = best.get(check.key);
    if (counts(check, side) && (!known || rank(check, side) < rank(known, side))) best.set(check.key, check);
  }
  return new Set(best.values());
}

/** The strongest of several, and of these the one that stands nearest to where the check stood. */
export function closest(candidates: readonly CheckWork[], like: CheckWork, base: WorkflowSide, head: WorkflowSide): CheckWork | undefined {
  const distance = (check: CheckWork): number =>
    rank(check, head) * 4 +
    (check.workflow.path === like.workflow.path ? 0 : 1) +
    (check.job.id === like.job.id ? 0 : 1) +
    (conditionGained(like, check, base, head) === undefined ? 0 : 6) +
    (conditionGained(check, like, head, base) === undefined ? 0 : 1);
  const [first] = candidates.map((check) => ({ check, distance: distance(check) })).sort((left, right) => left.distance - right.distance);
  return first?.check;
}
