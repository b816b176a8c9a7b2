import {
  type Change,
  type ChangedFile,
  type ChangeFailureDetails,
  type ChangeRule,
  defineChangeRule,
  type Workflow,
  type Workflows,
} from '@ten-point/core/rule';
import { workflowSide } from '../weakening/check-work.ts';
import { compareChecks } from '../weakening/compare-checks.ts';
import { compareJobSettings } from '../weakening/compare-job-settings.ts';
import { compareSteps } from '../weakening/compare-steps.ts';
import { compareTriggers, findPrivileged } from '../weakening/compare-triggers.ts';
import { pairJobs, pairWorkflows } from '../weakening/pair-jobs.ts';
import { findSelfMerging } from '../weakening/self-merging.ts';
import type { Weakened } from '../weakening/weakened-check.ts';
import { type ReportWeakening, workflowMessages } from '../weakening/workflow-messages.ts';

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
    'Both sides are read and compared, so that what moves to another job, workflow, script or action of the repository is clean. What another repository does is not seen, and of a script in a language that is not read only its name counts. Other CI systems are not compared: a change of their files asks for a look. Whether a job is a check is told by its commands and known actions; scripts that find out which jobs have work are not followed. Matrices that are made at run time are not compared.',
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
  messages: workflowMessages,
  check({ change, base: baseView, head: headView, outcome }) {
    const [base, head] = [workflowSide(baseView), workflowSide(headView)];
    let judged = 0;
    const report: ReportWeakening = (...finding) => {
      judged++;
      outcome.fail(...finding);
    };
    const notAnalysed = (path: string, reason: string, wasReadable: boolean): void => {
      judged++;
      outcome.notAnalysed(path, reason, wasReadable);
    };

    const unread = unreadWorkflows(change, stateOf(base.workflows, baseView), stateOf(head.workflows, headView));
    for (const { path, wasReadable } of unread) notAnalysed(path, 'the workflow cannot be read', wasReadable);
    for (const { system, path } of changedOtherCi(base.workflows, head.workflows, change.files))
      notAnalysed(path, `the configuration of ${system} is not compared`, false);

    const isUnread = ({ path }: Workflow): boolean => unread.some((file) => file.path === path || file.previousPath === path);
    const isTouched = ({ path }: Workflow): boolean => change.fileAt(path) !== undefined;
    const workflows = pairWorkflows(base, head, change.pathAtHead).filter(({ before, after }) => !isUnread(before) && !isUnread(after));
    const jobs = pairJobs(workflows, base, head);
    const counterparts = new Map(jobs.map(({ before, after }) => [before.job, after.job]));
    for (const weakened of compareChecks(base, head, counterparts)) if (!isUnread(weakened.before.workflow)) reportCheck(weakened, report);
    for (const pair of workflows) if (isTouched(pair.before) || isTouched(pair.after)) compareTriggers(pair, base, head, change.pathAtHead, report);
    for (const workflow of head.workflows.workflows)
      if (isTouched(workflow)) findPrivileged(workflow, workflows.find(({ after }) => after === workflow)?.before, base, head, report);
    const { branch } = baseView.protection();
    const required = branch.state === 'known' ? branch.value.requiredChecks.map(({ context }) => context) : undefined;
    for (const pair of jobs) {
      if (!isTouched(pair.before.workflow) && !isTouched(pair.after.workflow)) continue;
      compareJobSettings(pair, base, head, required, report);
      compareSteps(pair, base, `${pair.after.workflow.path} ${pair.after.job.id}`, report);
    }
    findSelfMerging(base, head, report);

    if (judged > 0) return;
    const touched = change.files.filter(({ kind }) => kind === 'workflow').map(({ path }) => path);
    if (touched.length > 0) outcome.pass(`${touched.join(', ')}: everything is verified as before`);
    else outcome.notApplicable('the change touches no workflow, no script that a workflow runs and no other CI');
  },
});

function reportCheck({ kind, before, after, location, text, operation, verdict }: Weakened, report: ReportWeakening): void {
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
    case 'commented':
      report(kind, data, undefined, details);
      break;
    case 'jobRemoved':
    case 'jobCommented':
      report(kind, { job: job.id, check: text }, undefined, details);
      break;
    case 'fewer':
      report(kind, { ...data, other: text }, undefined, details);
      break;
    case 'replaced':
      report(kind, { ...data, other: text }, location, details);
      break;
    case 'unreached':
      report(kind, { ...data, when: text }, location, details);
      break;
    case 'softened':
    case 'hidden':
      report(kind, { ...data, how: text }, location, details);
      break;
    case 'piped':
      report(kind, data, location, details);
      break;
    case 'off':
    case 'condition':
      report(kind, { ...data, condition: text }, location, details);
      break;
    case 'skips':
    case 'narrowed':
    case 'unspread':
    case 'level':
    case 'retried':
      report(kind, { ...data, flag: text }, location, details);
      break;
    case 'narrowedTo':
      report(kind, { ...data, targets: text }, location, details);
      break;
    default:
      kind satisfies never;
  }
}

type ReadState = 'read' | 'broken' | 'not-read';

/** Workflows of the change that cannot be compared: not a workflow at all, or broken by the change. What was broken before is compared as far as it can be read. */
function unreadWorkflows({ files }: Change, before: (path: string) => ReadState, after: (path: string) => ReadState) {
  return files.flatMap(({ path, previousPath, status }) => {
    if (!/^\.github\/workflows\/[^/]+\.ya?ml$/.test(path) || status === 'deleted') return [];
    const was = status === 'added' ? 'not-read' : before(previousPath ?? path);
    const is = after(path);
    if (is === 'read' || (is === 'broken' && was === 'broken')) return [];
    return [{ path, wasReadable: was !== 'not-read', ...(previousPath === undefined ? {} : { previousPath }) }];
  });
}

/** Whether a workflow can be read, and whether GitHub would start it. */
function stateOf(
  { workflows }: Workflows,
  view: { diagnosticsOf(path: string): readonly { readonly code: string; readonly severity: string }[] },
): (path: string) => ReadState {
  return (path) => {
    // What is compiled from Markdown is judged there.
    if (workflows.some((workflow) => workflow.path === path && workflow.compiledFrom !== undefined)) return 'read';
    // What is no mapping, such as a file of nothing but comments, runs nothing: it is as good as deleted.
    if (view.diagnosticsOf(path).every(({ code }) => code === 'workflow-not-a-mapping')) return 'read';
    if (!workflows.some((workflow) => workflow.path === path && workflow.readable)) return 'not-read';
    return view.diagnosticsOf(path).some(({ severity }) => severity === 'error') ? 'broken' : 'read';
  };
}

/** Files of other CI systems that the change touches: one for each system. */
function changedOtherCi(base: Workflows, head: Workflows, files: readonly ChangedFile[]): readonly { readonly system: string; readonly path: string }[] {
  const found = new Map<string, string>();
  for (const { system, path } of [...base.otherCi, ...head.otherCi]) {
    const directory = path.slice(0, path.lastIndexOf('/') + 1);
    const changed = files.find(
      (file) => file.path === path || file.previousPath === path || (directory !== '' && directory !== '.github/' && file.path.startsWith(directory)),
    );
    if (changed && !found.has(system)) found.set(system, changed.path);
  }
  return [...found].map(([system, path]) => ({ system, path }));
}
