import type { Job, Step } from '@ten-point/core/rule';
import { allowingInputs, detectingActions, listInputs, verifyingInputs } from './action-inputs.ts';
import type { WorkflowSide } from './check-work.ts';
import { actionOf, type JobPair, pairActions } from './pair-jobs.ts';
import { few, type ReportWeakening } from './workflow-messages.ts';

/** Compares the actions that a job uses on both sides, by their inputs and versions. */
export function compareSteps({ before, after }: JobPair, base: WorkflowSide, subject: string, report: ReportWeakening): void {
  const [was, is] = [before.job, after.job];
  const isCheck = (base.byJob.get(was) ?? []).some(({ reach, isOff }) => reach === 'pull-request' && !isOff);
  comparePin(was, is, is.id, subject, report);
  for (const [left, right] of pairActions(was, is)) {
    comparePin(left, right, is.id, subject, report);
    compareLevels(left, right, is, subject, report);
    compareAllowed(left, right, was, is, subject, report);
    compareDetection(left, right, is, subject, report);
    if (isCheck && actionOf(right) === 'actions/checkout') compareCheckout(left, right, { before, after }, subject, report);
  }
  if (isCheck) findCachedResults(was, is, subject, report);
}

function comparePin({ uses: was }: Pick<Step, 'uses'>, { uses: is }: Pick<Step, 'uses'>, job: string, subject: string, report: ReportWeakening): void {
  if (was?.kind === 'docker' && is?.kind === 'docker') {
    if (was.digest === undefined || is.digest !== undefined) return;
    report('unpinned', { action: is.image, job, ref: 'a tag' }, is.location, {
      before: was.location,
      operation: 'A24',
      subject: `${subject} ${is.image}`,
      verdict: 'review',
    });
  }
  if (was?.kind !== 'repository' || is?.kind !== 'repository') return;
  const action = is.raw.split('@')[0] ?? is.raw;
  const isSame = action.toLowerCase() === was.raw.split('@')[0]?.toLowerCase();
  if (!isSame || !isCommit(was.ref) || isCommit(is.ref)) return;
  report('unpinned', { action, job, ref: is.ref }, is.location, { before: was.location, operation: 'A24', subject: `${subject} ${action}`, verdict: 'review' });
}

function isCommit(ref: string): boolean {
  return /^[0-9a-f]{40}$/.test(ref);
}

function compareLevels(was: Step, is: Step, job: Job, subject: string, report: ReportWeakening): void {
  const action = actionOf(is);
  const place = (step: Step, input: string) => step.with.get(input)?.location ?? step.location;
  for (const { action: known, input, fallback, order, operation, mild } of verifyingInputs) {
    if (action !== known) continue;
    const [left, right] = [was.with.get(input)?.value ?? fallback, is.with.get(input)?.value ?? fallback];
    const [from, to] = [order.indexOf(left.trim().toLowerCase()), order.indexOf(right.trim().toLowerCase())];
    if (from < 0 || to <= from) continue;
    report('input', { action, job: job.id, input, before: left, after: right }, place(is, input), {
      before: place(was, input),
      subject: `${subject} ${action} ${input}`,
      operation,
      ...(mild ? { verdict: 'review' as const } : {}),
    });
  }
  for (const { action: known, input, fallback } of listInputs) {
    if (action !== known) continue;
    const [left, right] = [entriesOf(was.with.get(input)?.value ?? fallback), entriesOf(is.with.get(input)?.value ?? fallback)];
    const lost = left.filter((entry) => !right.includes(entry));
    if (lost.length === 0) continue;
    report('input', { action, job: job.id, input, before: left.join(','), after: right.join(',') || 'nothing' }, place(is, input), {
      before: place(was, input),
      subject: `${subject} ${action} ${input}`,
      operation: 'A30',
    });
  }
}

function entriesOf(text: string | undefined): readonly string[] {
  return (text ?? '').split(/[\s,]+/).filter((entry) => entry !== '');
}

function compareAllowed(was: Step, is: Step, jobBefore: Job, job: Job, subject: string, report: ReportWeakening): void {
  const action = actionOf(is);
  for (const input of allowingInputs.find((entry) => entry.action === action)?.inputs ?? []) {
    const known = new Set(entriesOf(was.with.get(input)?.value));
    const gained = entriesOf(is.with.get(input)?.value).filter((entry) => !known.has(entry) && jobBefore.needs.some(({ value }) => value === entry));
    const given = is.with.get(input);
    if (gained.length === 0 || !given) continue;
    report('allowed', { job: job.id, value: gained.join(', '), input }, given.location, {
      before: was.location,
      subject: `${subject} ${input}`,
      operation: 'A18',
    });
  }
}

/** Lists of paths by which later jobs are skipped: fewer lines, or more that exclude. */
function compareDetection(was: Step, is: Step, job: Job, subject: string, report: ReportWeakening): void {
  const known = detectingActions.find(({ action }) => action === actionOf(is));
  for (const input of known?.inputs ?? []) {
    const [left, right] = [linesOf(was.with.get(input)?.value), linesOf(is.with.get(input)?.value)];
    if (left.length === 0) continue;
    const lost = left.filter((line) => !isExcluding(line) && !right.includes(line));
    const gained = right.filter((line) => isExcluding(line) && !left.includes(line));
    const fresh = right.filter((line) => !isExcluding(line) && !left.includes(line));
    // As many new lines as lost ones: paths were renamed.
    const patterns = [...(fresh.length >= lost.length ? [] : lost), ...gained].map((line) => line.replace(/^-\s*/, ''));
    if (patterns.length === 0) continue;
    report('detection', { action: actionOf(is), job: job.id, patterns: few(patterns), input }, is.with.get(input)?.location ?? is.location, {
      before: was.with.get(input)?.location ?? was.location,
      subject: `${subject} ${input}`,
      operation: 'A28',
      verdict: 'review',
    });
  }
}

function linesOf(text: string | undefined): readonly string[] {
  const lines = (text ?? '').split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('#') && !line.endsWith(':'));
}

function isExcluding(line: string): boolean {
  return /^(?:-\s*)?['"]?!/.test(line);
}

function compareCheckout(was: Step, is: Step, { before, after }: JobPair, subject: string, report: ReportWeakening): void {
  const ref = is.with.get('ref');
  const startsForChanges = after.workflow.triggers.some(({ event }) => event === 'pull_request');
  const isOwnCode = is.with.get('repository') === undefined && is.with.get('path') === undefined;
  if (ref && startsForChanges && isOwnCode && ref.value !== was.with.get('ref')?.value && namesBase(ref.value))
    report('checkout', { job: after.job.id, ref: ref.value }, ref.location, {
      before: was.with.get('ref')?.location ?? was.location,
      subject: `${subject} ref`,
      operation: 'A34',
      verdict: 'review',
    });
  const [depth, now] = [was.with.get('fetch-depth'), is.with.get('fetch-depth')];
  const comparing = comparingCommand(after.job);
  if (depth?.value !== '0' || now?.value === '0' || comparing === undefined || comparingCommand(before.job) === undefined) return;
  report('depth', { job: after.job.id, before: 0, after: now?.value ?? 1, check: comparing }, now?.location ?? is.location, {
    before: depth.location,
    subject: `${subject} fetch-depth`,
    operation: 'A34',
    verdict: 'review',
  });
}

/** A ref that is the state before the change, or a branch by its name. */
function namesBase(ref: string): boolean {
  return /github\.base_ref|pull_request\.base\.|default_branch/.test(ref) || /^(?:refs\/heads\/)?(?:main|master|develop|trunk)$/.test(ref.trim());
}

/** The first command that compares with older commits. */
function comparingCommand(job: Job): string | undefined {
  for (const { script } of job.steps)
    for (const { name, args } of script?.commands ?? []) {
      const isHistory = name === 'git' && ['diff', 'merge-base', 'log', 'rev-list'].includes(args[0] ?? '');
      const isSince = args.some((word) => /^(?:affected|--since|--changed|--changed-since|--changedSince|--from|--from-ref|--affected)(?:=|$)/.test(word));
      if (isHistory || isSince) return [name, ...args].slice(0, 3).join(' ');
    }
  return undefined;
}

function findCachedResults(was: Job, is: Job, subject: string, report: ReportWeakening): void {
  const known = new Set(cachedResults(was).map(({ path }) => path));
  const [gained] = cachedResults(is).filter(({ path }) => !known.has(path));
  if (!gained) return;
  report('cachedResults', { job: is.id, path: gained.path }, gained.step.with.get('path')?.location ?? gained.step.location, {
    operation: 'A26',
    subject: `${subject} ${gained.path}`,
    verdict: 'note',
  });
}

function cachedResults({ steps }: Job): readonly { readonly step: Step; readonly path: string }[] {
  return steps.flatMap((step) => {
    if (!/^actions\/cache(?:\/restore)?$/.test(actionOf(step))) return [];
    const paths = (step.with.get('path')?.value ?? '').split('\n').map((path) => path.trim());
    return paths
      .filter((path) => /(?:^|[/_.-])(?:test-?results?|reports?|coverage|junit|\.pytest_cache|surefire-reports)(?:$|[/.])/i.test(path))
      .map((path) => ({ step, path }));
  });
}
