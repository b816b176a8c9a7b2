import {
  describeGates,
  effectivePermissions,
  type Job,
  jobWork,
  type Location,
  nameOf,
  type Step,
  type Workflow,
  workflowExposure,
  writeScopes,
} from '@ten-point/core/rule';
import type { WorkflowSide } from './check-work.ts';
import { family, lostCombinations, lostLegs } from './matrix.ts';
import { actionOf, type JobPair } from './pair-jobs.ts';
import { softLegs } from './soft-fail.ts';
import { few, type ReportWeakening } from './workflow-messages.ts';

const standardMinutes = 360;
const weakGuards: ReadonlySet<string> = new Set(['label-present', 'bot-actor', 'environment']);

/** Names of checks that protection requires; undefined where that is not known. */
export type RequiredChecks = readonly string[] | undefined;

/** Compares what is said of a job, apart from its steps. */
export function compareJobSettings(pair: JobPair, base: WorkflowSide, head: WorkflowSide, required: RequiredChecks, report: ReportWeakening): void {
  const { before, after } = pair;
  const subject = `${after.workflow.path} ${after.job.id}`;
  const isCheck = (base.byJob.get(before.job) ?? []).some(({ reach, isOff }) => reach !== 'other' && !isOff);
  if (isCheck) {
    const gone = compareLegs(pair, base, head, subject, report);
    if (!gone) compareSystem(before.job, after.job, subject, report);
    compareContainers(before.job, after.job, subject, report);
    compareNames(before.job, after.job, head, required, subject, report);
  }
  compareNeeds(before.job, after, base, head, subject, report);
  compareRights(pair, head, subject, report);
  compareGuards(pair, base, head, subject, report);
  compareTimeouts(before.job, after.job, subject, report);
}

/** @returns Whether legs are lost. */
function compareLegs({ before, after }: JobPair, base: WorkflowSide, head: WorkflowSide, subject: string, report: ReportWeakening): boolean {
  const [was, is] = [before.job, after.job];
  const checks = base.byJob.get(was) ?? [];
  const same = [...new Set(checks.map(({ key }) => key))].flatMap((key) => head.byKey.get(key) ?? []);
  const others = [...new Set(same.flatMap(({ job, reach }) => (job !== is && reach === 'pull-request' ? [job] : [])))];
  const place = is.strategy?.matrix ?? is.location;
  // Legs of what is built to be published are products, not checks.
  const onlyBuilds = checks.every(({ check }) => check.purpose === 'build');
  const lost = lostLegs(was, [is, ...others], head.tasks, (job) => (head.byJob.get(job) ?? []).flatMap(({ check }) => check.command?.text ?? []));
  const known = new Set(before.workflow.comments);
  const comments = after.workflow.comments.filter((comment) => !known.has(comment));
  for (const { key, value, location, mild, operation } of lost) {
    const isCommented = mild === undefined && comments.some((comment) => isLegComment(comment, key, value));
    const verdict = mild !== undefined || onlyBuilds ? { verdict: 'review' as const } : {};
    report('leg', { job: is.id, key, value, mild: mild ? `, or say why it goes (${mild})` : '' }, place, {
      operation: isCommented ? 'A9' : operation,
      subject: `${subject} ${key} ${value}`,
      ...(location ? { before: location } : {}),
      ...verdict,
    });
  }
  const combinations = lost.length > 0 || others.length > 0 ? [] : lostCombinations(was, is);
  if (combinations.length > 0)
    report('combinations', { job: is.id, count: combinations.length, legs: few(combinations.map((each) => `(${each})`)) }, place, {
      operation: 'A16',
      subject: `${subject} combinations`,
      before: was.strategy?.matrix ?? was.location,
      ...(onlyBuilds ? { verdict: 'review' as const } : {}),
    });
  const soft = softenedLegs(was, is);
  if (soft.length > 0)
    report('softLeg', { job: is.id, legs: few(soft) }, is.continueOnError?.location ?? is.location, {
      operation: 'A7',
      subject: `${subject} allowed failures`,
      before: was.strategy?.matrix ?? was.location,
    });
  return lost.length > 0;
}

/** Whether a comment is an entry of a matrix, not a remark that names a version. */
function isLegComment(comment: string, key: string, value: string): boolean {
  const isEntry =
    comment.startsWith('-') || comment.startsWith('[') || comment.includes(`${key}:`) || comment.includes(`${key.slice(key.lastIndexOf('.') + 1)}:`);
  return isEntry && comment.split(/[\s,[\]{}'":]+/).includes(value);
}

/** Legs that are at both sides and may fail at the head only; all of them together are told with the check. */
function softenedLegs(was: Job, is: Job): readonly string[] {
  const soft = softLegs(is);
  const [before, after] = [was.matrix, is.matrix];
  if (!before || !after || soft.length === after.length) return [];
  const softBefore = new Set(softLegs(was));
  return soft.flatMap((index) => {
    const leg = after[index] ?? {};
    const same = before.findIndex((other) => Object.entries(other).every(([key, value]) => leg[key] === value || /^(?:true|false)$/.test(value)));
    return same >= 0 && !softBefore.has(same)
      ? [
          Object.values(leg)
            .filter((value) => !/^(?:true|false)$/.test(value))
            .join(' '),
        ]
      : [];
  });
}

function compareSystem(was: Job, is: Job, subject: string, report: ReportWeakening): void {
  const [before, after] = [family(was.runsOn?.labels[0]?.value ?? ''), family(is.runsOn?.labels[0]?.value ?? '')];
  if (before === '' || after === '' || before === after) return;
  report('system', { job: is.id, before, after }, is.runsOn?.location ?? is.location, {
    operation: 'A32',
    subject,
    verdict: 'review',
    ...(was.runsOn ? { before: was.runsOn.location } : {}),
  });
}

function compareContainers(was: Job, is: Job, subject: string, report: ReportWeakening): void {
  const images = new Set(is.containers.map(({ image }) => imageName(image.value)));
  for (const { kind, name, image, location } of was.containers) {
    if (kind !== 'service' || images.has(imageName(image.value)) || image.value.includes('${{')) continue;
    const other = is.containers.find((each) => each.kind === kind && each.name === name);
    report(
      'container',
      { job: is.id, before: imageName(image.value), after: other ? `now ${imageName(other.image.value)}` : 'nothing instead' },
      other?.location ?? is.location,
      {
        operation: 'A32',
        subject: `${subject} ${imageName(image.value)}`,
        verdict: 'review',
        before: location,
      },
    );
  }
}

/** An image without its registry, owner, tag and digest. */
function imageName(image: string): string {
  const path = image.split('@')[0] ?? image;
  const last = nameOf(path);
  return (last.split(':')[0] ?? last).toLowerCase();
}

function compareNames(was: Job, is: Job, head: WorkflowSide, required: RequiredChecks, subject: string, report: ReportWeakening): void {
  if (!was.checkNames || !is.checkNames) return;
  const reported = new Set(head.workflows.workflows.flatMap(({ jobs }) => jobs.flatMap(({ checkNames }) => checkNames ?? [])));
  const gone = was.checkNames.filter((name) => !reported.has(name));
  const details = { operation: 'A11', before: was.name?.location ?? was.location };
  const place = is.name?.location ?? is.location;
  const missed = gone.find((name) => required?.includes(name));
  if (missed !== undefined) report('requiredName', { job: is.id, check: missed }, place, { ...details, subject: `${subject} ${missed}` });
  else if (required === undefined && gone.length === was.checkNames.length && gone[0] !== undefined && was.matrix === undefined)
    report('checkName', { job: is.id, check: gone[0] }, place, { ...details, subject: `${subject} ${gone[0]}`, verdict: 'review' });
}

/** A job that only waits for others and sums them up. */
function sumsUp(job: Job, side: WorkflowSide): boolean {
  if (job.needs.length < 2 || job.uses) return false;
  if (readsResults(job) || job.steps.some((step) => actionOf(step) === 're-actors/alls-green')) return true;
  const { purposes, unseen } = jobWork(job, side.workflows, side.tasks);
  return purposes.length === 0 && unseen.length === 0 && job.steps.every((step) => step.uses === undefined);
}

function readsResults(job: Job): boolean {
  const all = [...job.references, ...job.steps.flatMap((step) => step.references)];
  const isSummed = /^needs(?:$|\.\*|\.[^.]+\.result$)/;
  return all.some(({ path, key }) => isSummed.test(path) && !key.startsWith('outputs')) || job.steps.some(failsByStatus);
}

/** `if: failure()` on a step that exits. */
function failsByStatus(step: Step): boolean {
  return (
    /failure\(\)|cancelled\(\)/.test(step.if?.value ?? '') && (step.script?.commands.some(({ name, args }) => name === 'exit' && args[0] !== '0') ?? false)
  );
}

function compareNeeds(
  was: Job,
  { job: is, workflow }: JobPair['after'],
  base: WorkflowSide,
  head: WorkflowSide,
  subject: string,
  report: ReportWeakening,
): void {
  if (!sumsUp(was, base)) return;
  const kept = new Set(is.needs.map(({ value }) => value));
  const dropped = was.needs.filter(({ value }) => !kept.has(value) && workflow.jobs.some(({ id }) => id === value));
  if (dropped[0])
    report('needs', { job: is.id, needs: dropped.map(({ value }) => value).join(', ') }, is.needs[0]?.location ?? is.location, {
      operation: 'A18',
      subject,
      before: dropped[0].location,
    });
  const looks = (job: Job): boolean => readsResults(job) || job.steps.some((step) => actionOf(step) === 're-actors/alls-green');
  const { unseen } = jobWork(is, head.workflows, head.tasks);
  if (looks(was) && !looks(is) && unseen.length === 0 && /always\(\)|cancelled\(\)/.test(is.if?.value ?? ''))
    report('resultCheck', { job: is.id }, is.location, { operation: 'A18', subject: `${subject} results`, before: was.location });
}

function compareRights({ before, after }: JobPair, head: WorkflowSide, subject: string, report: ReportWeakening): void {
  const [was, is] = [before.job, after.job];
  const isUsedElsewhere = head.workflows.workflows.some(({ jobs }) => jobs.some(({ environment }) => environment?.value === was.environment?.value));
  if (was.environment && !is.environment && !isUsedElsewhere)
    report('environment', { job: is.id, name: was.environment.value }, is.location, { operation: 'A23', subject, before: was.environment.location });
  if (is.secrets.kind === 'inherit' && was.secrets.kind !== 'inherit')
    report('inherit', { job: is.id, called: is.uses?.raw ?? 'the called workflow' }, is.secrets.location, { operation: 'A23', subject });
  const [had, has] = [effectivePermissions(before.workflow, was), effectivePermissions(after.workflow, is)];
  // What nothing says is the setting of the repository; the first block mostly takes away from it.
  if (had.source === 'default') return;
  const place = has.source === 'default' ? is.location : has.permissions.location;
  const gained = writeScopes(has).filter((scope) => !writeScopes(had).includes(scope) && !writeScopes(had).includes('*'));
  const details = { operation: 'A21', subject: `${subject} permissions`, before: had.permissions.location };
  if (gained.includes('*')) report('writeAll', { job: is.id }, place, details);
  else if (gained.length > 0) report('permissions', { job: is.id, scopes: gained.join(', ') }, place, { ...details, verdict: 'review' });
}

/** Conditions that kept strangers from starting a job with the rights of the repository. */
function compareGuards({ before, after }: JobPair, base: WorkflowSide, head: WorkflowSide, subject: string, report: ReportWeakening): void {
  const reaches = (side: WorkflowSide, workflow: Workflow, job: Job) =>
    workflowExposure(side.workflows)
      .reach(workflow, job)
      .filter(({ exposure }) => exposure === 'open');
  const was = reaches(base, before.workflow, before.job);
  for (const { event, gates } of reaches(head, after.workflow, after.job)) {
    const same = was.filter((reach) => reach.event === event);
    const guards = same.flatMap((reach) => reach.gates);
    if (gates.length > 0 || same.length === 0 || same.some((reach) => reach.gates.length === 0)) continue;
    report('unguarded', { job: after.job.id, event, who: describeGates(guards) }, after.job.if?.location ?? after.job.location, {
      operation: 'A25',
      subject: `${subject} ${event}`,
      before: before.job.if?.location ?? before.job.location,
      // Steps may ask for the rights instead. Labels stay when the content changes, and others can make a bot act: neither kept everybody out.
      ...(asksForMembership(after.job) || guards.every(({ kind }) => weakGuards.has(kind)) ? { verdict: 'review' as const } : {}),
    });
    return;
  }
}

function asksForMembership({ steps }: Job): boolean {
  return steps.some(({ run }) => /\/(?:members|collaborators|memberships)\b/.test(run?.value ?? ''));
}

function compareTimeouts(was: Job, is: Job, subject: string, report: ReportWeakening): void {
  compareMinutes(was, is, is.location);
  const sameStep = (step: Step): string => step.run?.value ?? actionOf(step);
  const before = new Map(was.steps.map((step) => [sameStep(step), step]));
  for (const step of is.steps) {
    const same = sameStep(step) === '' ? undefined : before.get(sameStep(step));
    if (same) compareMinutes(same, step, step.location);
  }

  function compareMinutes({ timeoutMinutes: from }: Pick<Job, 'timeoutMinutes'>, { timeoutMinutes: to }: Pick<Job, 'timeoutMinutes'>, place: Location): void {
    const [minutes, now] = [Number(from?.value), Number(to?.value ?? standardMinutes)];
    if (!from || !(minutes > 0) || !(now > 3 * minutes)) return;
    report('timeout', { job: is.id, before: minutes, after: now }, to?.location ?? place, {
      operation: 'A19',
      subject: `${subject} timeout ${place === is.location ? '' : place.range.start.line}`.trim(),
      verdict: 'note',
      before: from.location,
    });
  }
}
