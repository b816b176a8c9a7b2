import type { Job, Workflow } from '@ten-point/core/rule';
import { counts, reachRank } from './check-strength.ts';
import { type CheckWork, hasUnseenWork, type WorkflowSide } from './check-work.ts';
import { skippingWord } from './narrower-run.ts';
import { extraWords, isToldTheSame } from './pair-checks.ts';
import type { Weakened } from './weakened-check.ts';

/** What became of a check that the head does not have: passed over, replaced by another of its kind, left out of sight, or gone. */
export function lost(before: CheckWork, known: ReadonlySet<string>, base: WorkflowSide, head: WorkflowSide): Weakened {
  const skipped = skippedBy(before, known, head);
  if (skipped) return skipped;
  const rewritten = rewrittenCall(before, base, head);
  if (rewritten) return replacedBy(before, rewritten);
  const inWorkflow = head.checks.filter(({ job, workflow }) => job.id === before.job.id || workflow.path === before.workflow.path);
  const replacement = [...inWorkflow, ...head.checks].find(
    ({ check, key, isOff, reach }) => check.purpose === before.check.purpose && !known.has(key) && !isOff && reach === before.reach,
  );
  if (replacement) return replacedBy(before, replacement);
  const isCommented = isNowComment(before, head);
  const isMild = !isCommented && mayBeElsewhere(before, base, head);
  return {
    kind: isCommented ? 'commented' : 'removed',
    before,
    text: before.check.evidence,
    operation: isCommented ? 'A9' : isMild && movesToOtherCi(base, head) ? 'A31' : 'A12',
    ...(isMild ? { verdict: 'review' as const } : {}),
  };
}

/** Whether fewer runs of a check are left than before, none of which is told the same. */
export function isThinnedOut(check: CheckWork, base: WorkflowSide, head: WorkflowSide): boolean {
  const [were, stay] = [runsOf(check, base), runsOf(check, head)];
  return stay.length < were.length && !stay.some((other) => isToldTheSame(check, other));
}

/** Runs of a check that hold something up, as early as it did. */
function runsOf(check: CheckWork, side: WorkflowSide): readonly CheckWork[] {
  return (side.byKey.get(check.key) ?? []).filter((other) => reachRank[other.reach] <= reachRank[check.reach] && counts(other, side));
}

/**
 * A check that is gone from its job while the same program still runs where it ran before as well: nothing is lost when it is
 * told the same there.
 */
export function onlyElsewhere(check: CheckWork, base: WorkflowSide, head: WorkflowSide): Weakened | undefined {
  const stay = runsOf(check, head);
  const [nearest] = stay;
  // With as many as before it moved.
  if (!nearest || !isThinnedOut(check, base, head)) return undefined;
  const own = stay.every((other) => extraWords(check, other).length > 0);
  const texts = new Set(base.byProgram.get(check.program)?.map((other) => other.check.command?.text));
  const isRewritten =
    rewrittenCall(check, base, head) !== undefined || (head.byProgram.get(check.program) ?? []).some((other) => !texts.has(other.check.command?.text));
  const text = nearest.check.evidence;
  if (own && !isRewritten) {
    const isCommented = isNowComment(check, head);
    return { kind: isCommented ? 'commented' : 'removed', before: check, text: check.check.evidence, operation: isCommented ? 'A9' : 'A12' };
  }
  return { kind: 'fewer', before: check, text, operation: 'A12', verdict: 'review' };
}

/** A command of the same job and the same program that was rewritten, and may have taken the check in: a task for other packages. */
function rewrittenCall({ check, job, workflow }: CheckWork, base: WorkflowSide, head: WorkflowSide): CheckWork | undefined {
  const after = jobAt(head, workflow, job.id);
  if (!after) return undefined;
  const texts = new Set(base.byJob.get(job)?.map((other) => other.check.command?.text));
  return head.byJob
    .get(after)
    ?.find(
      ({ check: other, isOff }) =>
        !isOff && other.purpose === check.purpose && other.command?.name === check.command?.name && other.via.length > 0 && !texts.has(other.command?.text),
    );
}

/** A check in the place of which another one stands. */
export function replacedBy(before: CheckWork, after: CheckWork): Weakened {
  return { kind: 'replaced', before, after, location: after.check.location, text: after.check.evidence, operation: 'A12', verdict: 'review' };
}

/** The same program without the work that it did: `mvn verify -DskipTests`. */
function skippedBy(before: CheckWork, known: ReadonlySet<string>, head: WorkflowSide): Weakened | undefined {
  const was = before.check.resolved;
  if (!was) return undefined;
  const job = jobAt(head, before.workflow, before.job.id);
  for (const after of (job && head.byJob.get(job)) ?? []) {
    const is = after.check.resolved;
    if (is?.name !== was.name || known.has(after.key)) continue;
    const text = skippingWord(
      is.args.filter((word) => !was.args.includes(word) || word === 'test'),
      is.name,
    );
    if (text === undefined) continue;
    const mild = isStillTested(before, head) ? { verdict: 'review' as const } : {};
    return { kind: 'skips', before, after, location: after.check.location, text, operation: 'A15', ...mild };
  }
  return undefined;
}

/** Whether another run of the program tests all the same: then this one may only package. */
export function isStillTested({ check, reach }: CheckWork, head: WorkflowSide): boolean {
  const purpose = check.purpose === 'build' ? 'test' : check.purpose;
  return head.checks.some(
    (other) =>
      other.check.purpose === purpose &&
      other.reach === reach &&
      other.check.resolved !== undefined &&
      other.check.resolved.name === check.resolved?.name &&
      skippingWord(other.check.resolved.args, other.check.resolved.name) === undefined,
  );
}

/** Whether the words of a check stand in a comment of its workflow that was not there before. */
function isNowComment({ check, workflow }: CheckWork, head: WorkflowSide): boolean {
  const after = head.workflows.workflows.find(({ path }) => path === workflow.path);
  const known = new Set(workflow.comments);
  const wanted = check.evidence.toLowerCase();
  return after?.comments.some((comment) => !known.has(comment) && comment.toLowerCase().includes(wanted)) ?? false;
}

function mayBeElsewhere({ check, job, workflow }: CheckWork, base: WorkflowSide, head: WorkflowSide): boolean {
  // Tests and analysis build what they look at.
  if (check.purpose === 'build') return true;
  const after = jobAt(head, workflow, job.id);
  if (after && hasUnseenWork(after, head) && !hasUnseenWork(job, base)) return true;
  const directory = check.step.workingDirectory ?? '';
  // What it checked is gone as well.
  return (directory !== '' && !head.files.hasDirectory(directory)) || movesToOtherCi(base, head);
}

function movesToOtherCi(base: WorkflowSide, head: WorkflowSide): boolean {
  return head.workflows.otherCi.some(({ system }) => !base.workflows.otherCi.some((other) => other.system === system));
}

/** The job of an id in a workflow, or in any where the workflow is gone. */
export function jobAt(head: WorkflowSide, workflow: Workflow, id: string): Job | undefined {
  const { workflows } = head.workflows;
  const own = workflows.find(({ path }) => path === workflow.path);
  return (own ? own.jobs : workflows.flatMap(({ jobs }) => jobs)).find((job) => job.id === id);
}
