import { type Condition, type KnownValues, type Located, pullRequestContext } from '@ten-point/core/rule';
import type { CheckWork, Reach, WorkflowSide } from './check-work.ts';
import { addedCondition, neverHolds } from './condition-change.ts';
import { softFail } from './soft-fail.ts';

/** The sooner a check runs, the lower. */
export const reachRank: Readonly<Record<Reach, number>> = { 'pull-request': 0, push: 1, other: 2 };

/** How much a check holds up: 0 is most. */
export function rank(check: CheckWork, side: WorkflowSide): number {
  const soft = softFail(check);
  const isOff = check.isOff || neverHolds(conditionsOf(check), contextOf(check, side)) !== undefined;
  return reachRank[check.reach] * 2 + (isOff ? 8 : 0) + (soft === undefined ? 0 : soft.kind === 'hidden' ? 2 : 4);
}

/** Whether a check held anything up before. */
export function counts(check: CheckWork, base: WorkflowSide): boolean {
  if (check.isOff || check.reach === 'other' || isSoft(check) || isRepair(check) || neverHolds(conditionsOf(check), contextOf(check, base))) return false;
  // What is built for pushes only is built to be published.
  return check.check.purpose !== 'build' || check.reach === 'pull-request';
}

/** A linter that mends what it finds, in a job that keeps what it mended. */
function isRepair({ check, job, workflow }: CheckWork): boolean {
  const mends = check.resolved?.args.some((word) => /^--(?:fix|write|apply|autofix)$/.test(word)) ?? false;
  return mends && /fix|format/i.test(`${workflow.path} ${job.id} ${job.name?.value ?? ''}`);
}

function isSoft(check: CheckWork): boolean {
  const soft = softFail(check);
  return soft !== undefined && soft.kind !== 'hidden';
}

/** The conditions of a check: its job's, its step's. */
export function conditionsOf({ job, check }: CheckWork): readonly (Condition | undefined)[] {
  return [job.if, check.step.if];
}

/** What is known of the contexts when a check runs for an ordinary pull request. */
export function contextOf({ event, reach }: CheckWork, { workflows }: WorkflowSide): KnownValues {
  return reach === 'pull-request' && event ? pullRequestContext(event, workflows.defaultBranch) : { reference: () => undefined };
}

/** What a check asks for before it runs, and did not ask for before. */
export function conditionGained(before: CheckWork, after: CheckWork, base: WorkflowSide, head: WorkflowSide): Located<string> | undefined {
  const types = head.workflows.trigger(after.workflow, 'pull_request')?.types;
  const known = contextOf(after.reach === before.reach ? after : before, after.reach === before.reach ? head : base);
  return addedCondition(conditionsOf(before), conditionsOf(after), known, types?.includes('ready_for_review') ?? false);
}
