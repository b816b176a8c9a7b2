import { type Job, type Location, startsOnPullRequests } from '@ten-point/core/rule';
import { conditionGained, conditionsOf, contextOf, counts, reachRank } from './check-strength.ts';
import type { CheckWork, WorkflowSide } from './check-work.ts';
import { neverHolds } from './condition-change.ts';
import { isStillTested, isThinnedOut, jobAt, lost, onlyElsewhere, replacedBy } from './lost-checks.ts';
import { narrowerRuns } from './narrower-run.ts';
import { closest, pairInJobs, strongestOfEach } from './pair-checks.ts';
import { softFail } from './soft-fail.ts';
import type { Weakened } from './weakened-check.ts';

/**
 * Compares what the workflows verify before and after. A check that its job still has is held against that one. One that it has
 * no longer is held against the strongest equal one at the head, wherever that stands: what moves to another job, workflow,
 * script or action is no loss.
 *
 * @param counterparts - Jobs of the base with what became of them.
 */
export function compareChecks(base: WorkflowSide, head: WorkflowSide, counterparts: ReadonlyMap<Job, Job>): readonly Weakened[] {
  const known = new Set(base.byKey.keys());
  const strongestChecks = strongestOfEach(base.checks, base);
  const pairs = pairInJobs(base, head, counterparts);
  const taken = new Set(pairs.values());
  const found: Weakened[] = [];
  for (const check of base.checks) {
    if (!counts(check, base)) continue;
    const own = pairs.get(check);
    if (own && (reachRank[own.reach] <= reachRank[check.reach] || isThinnedOut(check, base, head))) {
      found.push(...compare(check, own, [own], base, head));
      continue;
    }
    const job = counterparts.get(check.job);
    const rewritten = (head.byProgram.get(check.program) ?? []).filter(
      (other) => other.job === job && !known.has(other.key) && !taken.has(other) && reachRank[other.reach] <= reachRank[check.reach],
    );
    const fewer = own === undefined && rewritten.length === 0 ? onlyElsewhere(check, base, head) : undefined;
    if (fewer) found.push(fewer);
    else if (strongestChecks.has(check)) found.push(...compareElsewhere(check, known, base, head));
    else if (rewritten[0]) found.push(...compare(check, rewritten[0], rewritten, base, head));
  }
  return joinJobs(found, head);
}

function compareElsewhere(check: CheckWork, known: ReadonlySet<string>, base: WorkflowSide, head: WorkflowSide): readonly Weakened[] {
  const same = head.byKey.get(check.key) ?? [];
  const similar = same.length > 0 ? same : (head.byProgram.get(check.program) ?? []).filter(({ key }) => !known.has(key));
  const best = closest(similar, check, base, head);
  if (!best) return [lost(check, known, base, head)];
  // A run of the same program in another job is told other things for its own reasons.
  const isOther = same.length === 0 && best.job.id !== check.job.id;
  if (isOther && softFail(best) === undefined && best.reach === check.reach) return [replacedBy(check, best)];
  return compare(check, best, similar, base, head);
}

function compare(before: CheckWork, after: CheckWork, candidates: readonly CheckWork[], base: WorkflowSide, head: WorkflowSide): readonly Weakened[] {
  const found: Weakened[] = [];
  const location = after.check.location;
  const add = (kind: Weakened['kind'], operation: string, text: string, place: Location, verdict?: Weakened['verdict']): void =>
    void found.push({ kind, before, after, location: place, text, operation, ...(verdict ? { verdict } : {}) });
  const never = neverHolds(conditionsOf(after), contextOf(after, head));
  const off = after.isOff ? (after.check.step.if ?? after.job.if) : never;
  const isLessReached = reachRank[after.reach] > reachRank[before.reach];
  // The workflow still starts: it is the condition of the job that leaves pull requests out.
  const cut =
    isLessReached && after.workflow.triggers.some((trigger) => startsOnPullRequests(trigger, head.workflows.defaultBranch)) ? after.job.if : undefined;
  const soft = softFail(after);
  // Most of what is built is built to be published.
  const mildForBuilds = before.check.purpose === 'build' ? 'review' : undefined;
  if (off) add('off', 'A8', off.value, off.location);
  else if (cut) add('off', 'A8', cut.value, cut.location);
  else if (soft && soft.kind !== softFail(before)?.kind)
    add(soft.kind, soft.operation, soft.text, soft.location, soft.kind === 'softened' ? undefined : 'review');
  if (isLessReached && !cut)
    add('unreached', 'A1', after.reach === 'push' ? 'only on pushes' : 'not for changes any more', after.workflow.triggersLocation, mildForBuilds);
  const condition = off || cut ? undefined : conditionGained(before, after, base, head);
  if (condition) add('condition', 'A8', condition.value, condition.location, 'review');
  for (const { kind, text, operation, verdict } of narrowerRuns(before, after, candidates, head.files))
    add(kind, operation, text, location, kind === 'skips' && isStillTested(before, head) ? 'review' : verdict);
  return found;
}

/** All checks of a job that is gone are one finding. */
function joinJobs(found: readonly Weakened[], head: WorkflowSide): readonly Weakened[] {
  const jobs = new Map<string, Weakened>();
  const rest: Weakened[] = [];
  const steps = new Set<string>();
  for (const each of found) {
    const { before, kind, text } = each;
    const isGone = (kind === 'removed' || kind === 'commented') && !jobAt(head, before.workflow, before.job.id);
    if (!isGone) {
      // One script may do several things: it is one step all the same.
      const { path, range } = before.check.location;
      const step = `${kind} ${path} ${range.start.offset} ${text}`;
      if (!steps.has(step)) rest.push(each);
      steps.add(step);
      continue;
    }
    const key = `${before.workflow.path} ${before.job.id}`;
    const known = jobs.get(key);
    jobs.set(key, known ? joined(known, each) : { ...each, kind: kind === 'commented' ? 'jobCommented' : 'jobRemoved', operation: jobOperation(each) });
  }
  return [...rest, ...jobs.values()];
}

function jobOperation({ operation }: Weakened): string {
  return operation === 'A12' ? 'A10' : operation;
}

/** The stricter verdict of two checks of one job, and both names. */
function joined(known: Weakened, each: Weakened): Weakened {
  const stricter = known.verdict === undefined || each.verdict !== undefined ? known : { ...each, kind: known.kind, operation: jobOperation(each) };
  const names = known.text.split(', ');
  return {
    ...stricter,
    kind: each.kind === 'commented' ? 'jobCommented' : known.kind,
    text: names.includes(each.text) ? known.text : `${known.text}, ${each.text}`,
  };
}
