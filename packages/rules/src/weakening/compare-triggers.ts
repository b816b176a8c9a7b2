import { compileActionsFilter, type Located, pullRequestCheckouts, runsCheckedOutCode, type Workflow, type WorkflowTrigger } from '@ten-point/core/rule';
import type { WorkflowSide } from './check-work.ts';
import type { WorkflowPair } from './pair-jobs.ts';
import { isProse, startsFor } from './trigger-filters.ts';
import { few, type ReportWeakening } from './workflow-messages.ts';

/** Where a file of the base is at the head. */
type PathAtHead = (path: string) => string | undefined;

const defaultTypes = ['opened', 'synchronize', 'reopened'];
const privilegedEvents = ['pull_request_target', 'workflow_run'] as const;

/** Compares what starts a workflow. That a check is not started at all any more is told by the check itself. */
export function compareTriggers(
  { before, after }: WorkflowPair,
  base: WorkflowSide,
  head: WorkflowSide,
  pathAtHead: PathAtHead,
  report: ReportWeakening,
): void {
  const checks = base.checks.filter(({ workflow, reach, isOff }) => workflow === before && reach !== 'other' && !isOff);
  const isElsewhere = (key: string): boolean =>
    (head.byKey.get(key) ?? []).some(({ workflow, reach, isOff }) => workflow !== after && reach === 'pull-request' && !isOff);
  const isCovered = checks.every(({ key }) => isElsewhere(key));
  // Where both are there, pushes are checked as pull requests before.
  const event = ['pull_request', 'pull_request_target', 'push'].find((name) => base.workflows.trigger(before, name) !== undefined);
  const [was, is] = event === undefined ? [] : [base.workflows.trigger(before, event), head.workflows.trigger(after, event)];
  if (was && is && !isCovered) {
    compareFiles(was, is, after, base, pathAtHead, report);
    compareBranches(was, is, after, base.workflows.defaultBranch, report);
    compareTypes(was, is, after, report);
  }
  comparePrivilege(before, after, base, head, report);
  compareSchedule(before, after, base, head, report);
  compareCancelling(before, after, head, report);
}

function compareFiles(was: WorkflowTrigger, is: WorkflowTrigger, after: Workflow, base: WorkflowSide, pathAtHead: PathAtHead, report: ReportWeakening): void {
  const [started, starts] = [startsFor(was), startsFor(is)];
  const lost = base.files.entries.flatMap(({ path }) => {
    if (!started(path)) return [];
    // Files that move take their patterns along; what is deleted starts nothing.
    const now = pathAtHead(path);
    return now === undefined || starts(now) || starts(path) ? [] : [path];
  });
  if (lost.length === 0) return;
  const code = lost.filter((path) => !isProse(path) && base.files.role(path) === 'own');
  const details = { before: was.location, subject: `${after.path} paths`, content: { before: filterText(was), after: filterText(is) } };
  if (code.length > 0)
    report('filtered', { workflow: after.path, count: code.length, files: few(code) }, is.location, {
      ...details,
      operation: is.pathsIgnore ? 'A3' : 'A2',
    });
  else report('filteredProse', { workflow: after.path, files: few(lost) }, is.location, { ...details, operation: 'A3', verdict: 'note' });
}

function filterText({ paths, pathsIgnore }: WorkflowTrigger): string {
  return JSON.stringify([paths?.map(({ value }) => value), pathsIgnore?.map(({ value }) => value)]);
}

function compareBranches(was: WorkflowTrigger, is: WorkflowTrigger, after: Workflow, defaultBranch: string | undefined, report: ReportWeakening): void {
  const [had, has] = [admits(was), admits(is)];
  // Branches that one of the lists names, with one of any other name.
  const named = [was, is].flatMap(({ branches = [], branchesIgnore = [] }) => [...branches, ...branchesIgnore]).map(({ value }) => sample(value));
  const lost = [...new Set([...named, 'another-branch'])].filter((branch) => had(branch) && !has(branch));
  const isRenamed = (is.branches ?? []).some(({ value }) => !value.startsWith('!') && !had(sample(value)));
  if (lost.length === 0 || isRenamed) return;
  // Lines of old versions come to an end.
  const isOldLine = lost.every((branch) => branch !== defaultBranch && /\d/.test(branch));
  const text = lost.map((branch) => (branch === 'another-branch' ? 'branches that are not listed' : branch));
  report('branches', { workflow: after.path, branches: few(text) }, placeOf(is), {
    before: placeOf(was),
    operation: was.branchesIgnore === undefined && is.branchesIgnore ? 'A3' : 'A4',
    subject: `${after.path} branches`,
    // Pushes to other branches are mostly the source of a pull request.
    ...(isOldLine || is.event === 'push' ? { verdict: 'review' as const } : {}),
  });
}

function placeOf({ branches, branchesIgnore, location }: WorkflowTrigger) {
  return (branches ?? branchesIgnore)?.[0]?.location ?? location;
}

/** A name that a pattern of branches matches. */
function sample(pattern: string): string {
  return pattern.replace(/^!/, '').replace(/\[[^\]]{0,40}\]\+?|\*+/g, (part) => (part.startsWith('[') ? '1' : 'x'));
}

function admits({ branches, branchesIgnore }: WorkflowTrigger): (branch: string) => boolean {
  const texts = (list: readonly Located<string>[]): readonly string[] => list.map(({ value }) => value);
  const included = branches && compileActionsFilter(texts(branches));
  const ignored = branchesIgnore && compileActionsFilter(texts(branchesIgnore));
  return (branch) => (included?.includes(branch) ?? true) && !(ignored?.includes(branch) ?? false);
}

function compareTypes(was: WorkflowTrigger, is: WorkflowTrigger, after: Workflow, report: ReportWeakening): void {
  if (was.event === 'push') return;
  const has = is.types ?? defaultTypes;
  const lost = (was.types ?? defaultTypes).filter((type) => !has.includes(type) && (defaultTypes.includes(type) || type === 'ready_for_review'));
  // Without any of them the check does not start at all, and says so itself.
  if (lost.length === 0 || !has.some((type) => defaultTypes.includes(type))) return;
  report('types', { workflow: after.path, types: lost.join(', ') }, is.location, {
    before: was.location,
    operation: 'A4',
    subject: `${after.path} types`,
    ...(lost.includes('synchronize') || lost.includes('opened') ? {} : { verdict: 'review' as const }),
  });
}

function comparePrivilege(before: Workflow, after: Workflow, base: WorkflowSide, head: WorkflowSide, report: ReportWeakening): void {
  const was = base.workflows.trigger(before, 'pull_request');
  if (!was || head.workflows.trigger(after, 'pull_request')) return;
  for (const event of privilegedEvents) {
    const target = head.workflows.trigger(after, event);
    if (!target || base.workflows.trigger(before, event)) continue;
    const runsHead = checksOutPullRequests(after, head);
    report(
      'privileged',
      { workflow: after.path, event, how: runsHead ? ', and checks out the code of the pull request with the rights of the repository' : '' },
      target.location,
      {
        before: was.location,
        operation: 'A22',
        subject: after.path,
        ...(runsHead ? {} : { verdict: 'review' as const }),
      },
    );
  }
}

function checksOutPullRequests(workflow: Workflow, { workflows }: WorkflowSide): boolean {
  return workflow.jobs.some((job) => pullRequestCheckouts(workflows, workflow, job).length > 0);
}

/** Workflows that run the code of pull requests with the rights of the repository, and did not before. */
export function findPrivileged(workflow: Workflow, was: Workflow | undefined, base: WorkflowSide, head: WorkflowSide, report: ReportWeakening): void {
  const isPrivileged = (side: WorkflowSide, each: Workflow, event: string): boolean =>
    side.workflows.trigger(each, event) !== undefined &&
    each.jobs.some((job) => {
      const [checkout] = pullRequestCheckouts(side.workflows, each, job);
      return checkout !== undefined && runsCheckedOutCode(job, checkout) !== undefined;
    });
  for (const event of privilegedEvents) {
    const target = head.workflows.trigger(workflow, event);
    if (!target || !isPrivileged(head, workflow, event) || (was && isPrivileged(base, was, event))) continue;
    // Told as an exchange of the trigger.
    if (was && base.workflows.trigger(was, 'pull_request') && !head.workflows.trigger(workflow, 'pull_request')) continue;
    report('privilegedNew', { workflow: workflow.path, event }, target.location, { operation: 'A22', subject: `${workflow.path} ${event}` });
  }
}

function compareSchedule(before: Workflow, after: Workflow, base: WorkflowSide, head: WorkflowSide, report: ReportWeakening): void {
  const scans = base.checks.some(({ workflow, check }) => workflow === before && (check.purpose === 'scan' || check.purpose === 'secret-scan'));
  const clock = base.workflows.trigger(before, 'schedule');
  if (!scans || !clock || head.workflows.trigger(after, 'schedule')) return;
  report('schedule', { workflow: after.path }, after.triggersLocation, { before: clock.location, operation: 'A5', subject: after.path, verdict: 'review' });
}

function compareCancelling({ concurrency: was }: Workflow, after: Workflow, head: WorkflowSide, report: ReportWeakening): void {
  const is = after.concurrency;
  const cancels = is?.cancelInProgress;
  if (cancels?.value.trim() !== 'true' || was?.cancelInProgress?.value.trim() === 'true' || !head.workflows.trigger(after, 'push')) return;
  // One group for each commit or pull request, or one that leaves the default branch out.
  if (/run_id|github\.sha|pull_request\.number|head_ref|event\.number|run_number/.test(is?.group?.value ?? '')) return;
  report('cancels', { workflow: after.path }, cancels.location, { operation: 'A27', subject: `${after.path} concurrency`, verdict: 'note' });
}
