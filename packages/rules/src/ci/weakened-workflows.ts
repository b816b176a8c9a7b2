import {
  type ChangeFailureDetails,
  type ChangeRule,
  defineChangeRule,
  effectivePermissions,
  type FileIndex,
  type Job,
  jobWork,
  pullRequestCheckouts,
  type Step,
  type Tasks,
  type Workflow,
  type Workflows,
  writeScopes,
} from '@ten-point/core/rule';
import { allowingInputs, verifyingInputs } from '../weakening/action-inputs.ts';
import { checkWork } from '../weakening/check-work.ts';
import { compareChecks, type Weakened } from '../weakening/compare-checks.ts';
import { family, lostLegs } from '../weakening/matrix.ts';
import { isProse, startsFor } from '../weakening/trigger-filters.ts';

const shown = 3;

export const weakenedWorkflows: ChangeRule = defineChangeRule({
  id: 'ci/weakened-workflows',
  scope: 'change',
  severity: 'error',
  verdict: 'hard-stop',
  needs: ['workflows', 'tasks', 'protection'],
  title: 'Workflows verify as much as before',
  why: 'The shortest way to a green pull request is a check that no longer looks. In the history of 31 public repositories a quarter of the real weakenings were in workflow files, and "or true" was gained by 0.8 % of the commits of agents against 0.1 % of the others. Reviewers who look for bugs in the code pass over a trigger, a condition or a flag.',
  howToFix:
    'Take the weakening back and mend what the check found. Where less is meant to be checked, say why in the description, and let an owner of the workflow approve it who had no part in the change.',
  limits:
    'Both sides are read and compared, so that what moves to another job, workflow, script or action of the repository is clean. What another repository does is not seen. Other CI systems are not compared: a change of their files asks for a look. Whether a job is a check is told by its commands and known actions.',
  effort: 'minutes',
  securitySeverity: 7,
  sources: [
    { url: 'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax', checked: '2026-11-24' },
    {
      url: 'https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/collaborating-on-repositories-with-code-quality-features/troubleshooting-required-status-checks',
      checked: '2026-11-24',
      note: 'A skipped job satisfies a required check.',
    },
  ],
  messages: {
    removed: 'Job {job} no longer runs {check}, and nothing else does; keep it.',
    jobRemoved: 'Job {job} is gone, and nothing else runs {check}; keep it.',
    replaced: '{check} in job {job} is replaced by {other}; somebody must see that it checks as much.',
    unreached: '{check} in job {job} runs {when}; let it run for pull requests as before.',
    softened: '{check} in job {job} can no longer fail ({how}); take that away.',
    piped: '{check} in job {job} is piped, and its failure may be lost; set `shell: bash` or pipefail.',
    off: '{check} in job {job} is switched off ({condition}); run it.',
    condition: '{check} in job {job} now runs only under a condition ({condition}), and a skipped job counts as passed; somebody must agree.',
    skips: '{check} in job {job} got {flag}, with which it passes over what it should run; take it away.',
    narrowed: '{check} in job {job} got {flag}, which leaves tests out; run all of them.',
    filtered: '{workflow} no longer starts for {count} files that started it, such as {files}; keep them.',
    filteredProse: '{workflow} no longer starts for prose such as {files}.',
    leg: 'Job {job} no longer runs with {key} {value}; keep the leg{mild}.',
    needs: 'Job {job}, which sums others up, no longer waits for {needs}; keep them.',
    allowed: 'Job {job} now lets {value} be skipped or fail ({input}); take that back.',
    input: '{action} in job {job} goes from {input}: {before} to {after}, which lets more pass; keep it.',
    privileged: '{workflow} runs on pull_request_target instead of pull_request{how}; keep the trigger.',
    environment: 'Job {job} no longer uses the environment {name}, whose protection asked for approval; keep it.',
    inherit: 'Job {job} hands all secrets to {called} (secrets: inherit); name those that it needs.',
    writeAll: 'Job {job} gets write access to everything; name the permissions that it needs.',
    unpinned: '{action} in job {job} goes from a commit to {ref}, which can change; keep the commit.',
    merges: 'Job {job} now merges or approves pull requests by itself ({command}); leave that to people.',
    system: 'Job {job} no longer runs on {before} but on {after}; somebody must agree.',
    requiredName: 'Job {job} no longer reports the check {check}, which protection requires; keep the name, or change the rule with it.',
    schedule: '{workflow}, which scans, no longer runs by the clock; somebody must agree.',
    timeout: 'The time that job {job} may take goes from {before} to {after} minutes.',
  },
  check({ change, base, head, outcome }) {
    const sides = { base: sideOf(base), head: sideOf(head) };
    const touched = change.files.filter(({ kind }) => kind === 'workflow');
    let judged = 0;
    const report = (): void => void judged++;
    const unread = new Set<string>();

    for (const { path, previousPath, status } of touched) {
      if (!/^\.github\/workflows\/[^/]+\.ya?ml$/.test(path) || status === 'deleted') continue;
      const before = sides.base.workflows.workflows.find((workflow) => workflow.path === (previousPath ?? path));
      const after = sides.head.workflows.workflows.find((workflow) => workflow.path === path);
      const isBroken = (view: typeof base, of: string): boolean => view.diagnosticsOf(of).some(({ severity }) => severity === 'error');
      if (after?.readable && (!isBroken(head, path) || isBroken(base, previousPath ?? path))) continue;
      report();
      unread.add(previousPath ?? path);
      outcome.notAnalysed(path, 'the workflow cannot be read', before?.readable === true);
    }
    for (const { system, path } of changedOtherCi(base.workflows(), head.workflows(), change.files)) {
      report();
      outcome.notAnalysed(path, `the configuration of ${system} is not compared`, false);
    }

    for (const weakened of compareChecks(sides.base, sides.head)) {
      if (unread.has(weakened.before.workflow.path)) continue;
      report();
      fail(weakened);
    }
    for (const [before, after] of pairs(sides.base.workflows, sides.head.workflows, (path) => change.pathAtHead(path))) {
      if (change.fileAt(after.path) === undefined && change.fileAt(before.path) === undefined) continue;
      compareTriggers(before, after);
      for (const job of after.jobs) {
        const was = before.jobs.find(({ id }) => id === job.id) ?? before.jobs.find(({ name }) => name !== undefined && name.value === job.name?.value);
        if (was) compareJobs(was, job, before, after);
      }
    }
    if (judged > 0) return;
    if (touched.length > 0) outcome.pass(`${touched.map(({ path }) => path).join(', ')}: everything is verified as before`);
    else outcome.notApplicable('the change touches no workflow, no script that a workflow runs and no other CI');

    function fail({ kind, before, after, location, text, operation, verdict }: Weakened): void {
      const { check, job, workflow } = before;
      const data = { check: check.evidence, job: job.id };
      const details: ChangeFailureDetails = {
        before: check.location,
        operation,
        subject: `${workflow.path} ${job.id} ${before.key}`,
        content: { before: before.key, after: `${kind} ${after?.key ?? ''} ${text}` },
        ...(verdict ? { verdict } : {}),
      };
      switch (kind) {
        case 'removed':
          outcome.fail('removed', data, undefined, details);
          break;
        case 'jobRemoved':
          outcome.fail('jobRemoved', { job: job.id, check: text }, undefined, details);
          break;
        case 'replaced':
          outcome.fail('replaced', { ...data, other: text }, location, details);
          break;
        case 'unreached':
          outcome.fail('unreached', { ...data, when: text }, location, details);
          break;
        case 'softened':
          outcome.fail('softened', { ...data, how: text }, location, details);
          break;
        case 'piped':
          outcome.fail('piped', data, location, details);
          break;
        case 'off':
          outcome.fail('off', { ...data, condition: text }, location, details);
          break;
        case 'condition':
          outcome.fail('condition', { ...data, condition: text }, location, details);
          break;
        case 'skips':
          outcome.fail('skips', { ...data, flag: text }, location, details);
          break;
        case 'narrowed':
          outcome.fail('narrowed', { ...data, flag: text }, location, details);
          break;
        default:
          kind satisfies never;
      }
    }

    function compareTriggers(before: Workflow, after: Workflow): void {
      const checks = checkWork(sides.base.workflows, sides.base.tasks).filter(({ workflow, reach }) => workflow === before && reach === 'pull-request');
      const [was, is] = [sides.base.workflows.trigger(before, 'pull_request'), sides.head.workflows.trigger(after, 'pull_request')];
      if (checks.length > 0 && was && is) {
        const elsewhere = checkWork(sides.head.workflows, sides.head.tasks).filter(
          ({ workflow, reach, isOff }) => workflow !== after && reach === 'pull-request' && !isOff,
        );
        const isCovered = checks.every(({ key }) => elsewhere.some((other) => other.key === key));
        const [started, starts] = [startsFor(was), startsFor(is)];
        const lost = isCovered ? [] : base.files.entries.filter(({ path }) => started(path) && !starts(path)).map(({ path }) => path);
        const code = lost.filter((path) => !isProse(path) && base.files.role(path) === 'own');
        const details = { before: was.location, subject: `${before.path} paths`, content: { before: filterText(was), after: filterText(is) } };
        if (code.length > 0) {
          report();
          outcome.fail('filtered', { workflow: after.path, count: code.length, files: list(code) }, is.location, {
            ...details,
            operation: was.pathsIgnore || is.pathsIgnore ? 'A3' : 'A2',
          });
        } else if (lost.length > 0) {
          report();
          outcome.fail('filteredProse', { workflow: after.path, files: list(lost) }, is.location, { ...details, operation: 'A3', verdict: 'note' });
        }
      }
      const target = sides.head.workflows.trigger(after, 'pull_request_target');
      if (was && !is && target && !sides.base.workflows.trigger(before, 'pull_request_target')) {
        const runsHead = after.jobs.some((job) => pullRequestCheckouts(sides.head.workflows, after, job).length > 0);
        report();
        outcome.fail(
          'privileged',
          { workflow: after.path, how: runsHead ? ', and checks out the code of the pull request with the rights of the repository' : '' },
          target.location,
          {
            before: was.location,
            operation: 'A22',
            subject: after.path,
            ...(runsHead ? {} : { verdict: 'review' as const }),
          },
        );
      }
      const scans = checkWork(sides.base.workflows, sides.base.tasks).some(
        ({ workflow, check }) => workflow === before && (check.purpose === 'scan' || check.purpose === 'secret-scan'),
      );
      const [clock] = before.triggers.filter(({ event }) => event === 'schedule');
      if (scans && clock && !after.triggers.some(({ event }) => event === 'schedule')) {
        report();
        outcome.fail('schedule', { workflow: after.path }, after.triggersLocation, {
          before: clock.location,
          operation: 'A5',
          subject: after.path,
          verdict: 'review',
        });
      }
    }

    function compareJobs(before: Job, after: Job, workflowBefore: Workflow, workflow: Workflow): void {
      const subject = `${workflow.path} ${after.id}`;
      const isCheck = checkWork(sides.base.workflows, sides.base.tasks).some(({ job, reach }) => job === before && reach !== 'other');
      const say = (): void => report();
      if (isCheck) {
        for (const { key, value, location, mild } of lostLegs(before, after)) {
          say();
          outcome.fail('leg', { job: after.id, key, value, mild: mild ? `, or say why it goes (${mild})` : '' }, after.strategy?.matrix ?? after.location, {
            operation: 'A16',
            subject: `${subject} ${key} ${value}`,
            ...(location ? { before: location } : {}),
            ...(mild ? { verdict: 'review' as const } : {}),
          });
        }
        const [was, is] = [family(before.runsOn?.labels[0]?.value ?? ''), family(after.runsOn?.labels[0]?.value ?? '')];
        if (was !== '' && is !== '' && was !== is) {
          say();
          outcome.fail('system', { job: after.id, before: was, after: is }, after.runsOn?.location ?? after.location, {
            operation: 'A32',
            subject,
            verdict: 'review',
            ...(before.runsOn ? { before: before.runsOn.location } : {}),
          });
        }
        const required = requiredChecks();
        const gone = before.checkNames?.find((name) => required.includes(name) && !reportedNames().has(name));
        if (gone !== undefined && after.checkNames) {
          say();
          outcome.fail('requiredName', { job: after.id, check: gone }, after.name?.location ?? after.location, {
            operation: 'A11',
            subject: `${subject} ${gone}`,
            before: before.name?.location ?? before.location,
          });
        }
      }
      const remaining = new Set(after.needs.map(({ value }) => value));
      const dropped = before.needs.filter(({ value }) => !remaining.has(value) && workflow.jobs.some(({ id }) => id === value));
      if (dropped.length > 0 && /always\(\)|cancelled\(\)/.test(after.if?.value ?? before.if?.value ?? '')) {
        say();
        outcome.fail('needs', { job: after.id, needs: dropped.map(({ value }) => value).join(', ') }, after.location, {
          operation: 'A18',
          subject,
          ...(dropped[0] ? { before: dropped[0].location } : {}),
        });
      }
      const isUsedElsewhere = sides.head.workflows.workflows.some(({ jobs }) =>
        jobs.some(({ environment }) => environment !== undefined && environment.value === before.environment?.value),
      );
      if (before.environment && !after.environment && !isUsedElsewhere) {
        say();
        outcome.fail('environment', { job: after.id, name: before.environment.value }, after.location, {
          operation: 'A23',
          subject,
          before: before.environment.location,
        });
      }
      if (after.secrets.kind === 'inherit' && before.secrets.kind !== 'inherit') {
        say();
        outcome.fail('inherit', { job: after.id, called: after.uses?.raw ?? 'the called workflow' }, after.secrets.location, { operation: 'A23', subject });
      }
      const [had, has] = [effectivePermissions(workflowBefore, before), effectivePermissions(workflow, after)];
      if (writeScopes(has).includes('*') && had.source !== 'default' && !writeScopes(had).includes('*')) {
        say();
        outcome.fail('writeAll', { job: after.id }, after.permissions?.location ?? workflow.permissions?.location ?? after.location, {
          operation: 'A21',
          subject,
        });
      }
      const [minutes, now] = [Number(before.timeoutMinutes?.value), Number(after.timeoutMinutes?.value ?? 360)];
      if (minutes > 0 && now > 3 * minutes) {
        say();
        outcome.fail('timeout', { job: after.id, before: minutes, after: now }, after.timeoutMinutes?.location ?? after.location, {
          operation: 'A19',
          subject,
          verdict: 'note',
          ...(before.timeoutMinutes ? { before: before.timeoutMinutes.location } : {}),
        });
      }
      compareSteps(before, after, subject);
      compareMerging(before, after, subject);
    }

    function compareSteps(before: Job, after: Job, subject: string): void {
      for (const step of after.steps) {
        if (step.uses?.kind !== 'repository') continue;
        const { owner, repository, path, ref, location, raw } = step.uses;
        const action = `${owner}/${repository}`.toLowerCase();
        const was = before.steps.find((other) => actionOf(other) === `${action}/${path}`.toLowerCase() && sameStep(other, step, before.steps));
        if (was?.uses?.kind !== 'repository') continue;
        const details = { before: was.uses.location, subject: `${subject} ${action}/${path}` };
        if (isCommit(was.uses.ref) && !isCommit(ref)) {
          report();
          outcome.fail('unpinned', { action: raw.split('@')[0] ?? raw, job: after.id, ref }, location, { ...details, operation: 'A24', verdict: 'review' });
        }
        for (const { action: known, input, fallback, order, operation } of verifyingInputs) {
          if (known !== action) continue;
          const [left, right] = [was.with.get(input)?.value ?? fallback, step.with.get(input)?.value ?? fallback];
          const [from, to] = [order.indexOf(left.trim().toLowerCase()), order.indexOf(right.trim().toLowerCase())];
          if (from < 0 || to <= from) continue;
          report();
          outcome.fail('input', { action, job: after.id, input, before: left, after: right }, step.with.get(input)?.location ?? location, {
            ...details,
            ...(was.with.get(input) ? { before: was.with.get(input)?.location ?? was.uses.location } : {}),
            operation,
          });
        }
        for (const input of allowingInputs.find((entry) => entry.action === action)?.inputs ?? []) {
          const entries = (text: string | undefined): readonly string[] => (text ?? '').split(/[\s,]+/).filter((entry) => entry !== '');
          const known = new Set(entries(was.with.get(input)?.value));
          const gained = entries(step.with.get(input)?.value).filter((entry) => !known.has(entry) && before.needs.some(({ value }) => value === entry));
          if (gained.length === 0) continue;
          report();
          outcome.fail('allowed', { job: after.id, value: gained.join(', '), input }, step.with.get(input)?.location ?? location, {
            ...details,
            operation: 'A18',
          });
        }
      }
    }

    function compareMerging(before: Job, after: Job, subject: string): void {
      const merging = (job: Job, side: typeof sides.base) =>
        jobWork(job, side.workflows, side.tasks).purposes.filter(({ purpose }) => purpose === 'merge-pull-request' || purpose === 'approve-pull-request');
      const known = new Set(merging(before, sides.base).map(({ purpose }) => purpose));
      const gained = merging(after, sides.head).find(({ purpose }) => !known.has(purpose));
      if (!gained) return;
      report();
      outcome.fail('merges', { job: after.id, command: gained.evidence }, gained.location, { operation: 'A25', subject });
    }

    function requiredChecks(): readonly string[] {
      const { branch } = base.protection();
      return branch.state === 'known' ? branch.value.requiredChecks.map(({ context }) => context) : [];
    }

    function reportedNames(): ReadonlySet<string> {
      return new Set(sides.head.workflows.workflows.flatMap(({ jobs }) => jobs.flatMap(({ checkNames }) => checkNames ?? [])));
    }
  },
});

function sideOf(view: { workflows(): Workflows; tasks(): Tasks; readonly files: FileIndex }) {
  return { workflows: view.workflows(), tasks: view.tasks(), files: view.files };
}

function pairs(base: Workflows, head: Workflows, pathAtHead: (path: string) => string | undefined): readonly (readonly [Workflow, Workflow])[] {
  return base.workflows.flatMap((before) => {
    const path = pathAtHead(before.path);
    const after = path === undefined ? undefined : head.workflows.find((workflow) => workflow.path === path);
    return after?.readable && before.readable ? [[before, after] as const] : [];
  });
}

function changedOtherCi(base: Workflows, head: Workflows, files: readonly { readonly path: string; readonly previousPath?: string }[]) {
  const known = [...base.otherCi, ...head.otherCi];
  const seen = new Set<string>();
  return known.flatMap(({ system, path }) => {
    const directory = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : undefined;
    const changed = files.find(
      (file) => file.path === path || file.previousPath === path || (directory !== undefined && directory !== '.github/' && file.path.startsWith(directory)),
    );
    if (!changed || seen.has(system)) return [];
    seen.add(system);
    return [{ system, path: changed.path }];
  });
}

function actionOf({ uses }: Step): string {
  return uses?.kind === 'repository' ? `${uses.owner}/${uses.repository}/${uses.path}`.toLowerCase() : '';
}

/** Of several steps with one action the one of the same name or id; else they are told apart by their order only. */
function sameStep(before: Step, after: Step, all: readonly Step[]): boolean {
  const others = all.filter((step) => actionOf(step) === actionOf(before));
  if (others.length < 2) return true;
  if (after.id !== undefined || after.name !== undefined) return before.id === after.id && before.name === after.name;
  return before.index === after.index;
}

function isCommit(ref: string): boolean {
  return /^[0-9a-f]{40}$/.test(ref);
}

function filterText({
  paths,
  pathsIgnore,
}: {
  readonly paths?: readonly { readonly value: string }[];
  readonly pathsIgnore?: readonly { readonly value: string }[];
}): string {
  return JSON.stringify([paths?.map(({ value }) => value), pathsIgnore?.map(({ value }) => value)]);
}

function list(paths: readonly string[]): string {
  return paths.length > shown ? `${paths.slice(0, shown).join(', ')} and ${paths.length - shown} more` : paths.join(', ');
}
