import { checkPurposes, type Job, type JobPurpose, jobWork, pullRequestJobs, type Tasks, type Workflow, type Workflows } from '@ten-point/core/rule';

/** When a check runs, best first: for pull requests, for pushes only, otherwise (by hand, by the clock). */
export type Reach = 'pull-request' | 'push' | 'other';

/** Something that a job of a workflow verifies. */
export interface CheckWork {
  readonly workflow: Workflow;
  readonly job: Job;
  readonly reach: Reach;
  readonly check: JobPurpose;
  /** Equal for equal work, wherever it stands. */
  readonly key: string;
  /** Program with its sub-command, or action: what stays when arguments change. */
  readonly program: string;
  /** The step is switched off by `if: false`. */
  readonly isOff: boolean;
}

/** Everything that the workflows verify. */
export function checkWork(workflows: Workflows, tasks: Tasks): readonly CheckWork[] {
  const forPullRequests = new Set(pullRequestJobs(workflows).map(({ job }) => job));
  return workflows.workflows
    .filter(({ compiledFrom }) => compiledFrom === undefined)
    .flatMap((workflow) => {
      const isPushed = workflows.trigger(workflow, 'push') !== undefined || workflows.trigger(workflow, 'merge_group') !== undefined;
      return workflow.jobs.flatMap((job) => {
        const reach: Reach = forPullRequests.has(job) ? 'pull-request' : isPushed ? 'push' : 'other';
        const work = jobWork(job, workflows, tasks);
        const entry = (check: JobPurpose, isOff: boolean): CheckWork[] =>
          checkPurposes.has(check.purpose) ? [{ workflow, job, reach, check, key: keyOf(check), program: programOf(check), isOff }] : [];
        return [...work.purposes.flatMap((check) => entry(check, false)), ...work.disabled.flatMap((check) => entry(check, true))];
      });
    });
}

/** Whether a job does something that cannot be seen in the repository, such as a workflow of another one. */
export function hasUnseenWork(job: Job, workflows: Workflows, tasks: Tasks): boolean {
  return jobWork(job, workflows, tasks).unseen.length > 0;
}

function keyOf({ purpose, resolved, evidence, step }: JobPurpose): string {
  if (resolved) return `${purpose} ${[resolved.name, ...resolved.args].join(' ').replace(/\s+/g, ' ')} ${resolved.directory ?? ''}`;
  return `${purpose} ${actionName(step.uses?.raw ?? evidence)}`;
}

function programOf({ purpose, resolved, evidence, step }: JobPurpose): string {
  if (!resolved) return `${purpose} ${actionName(step.uses?.raw ?? evidence)}`;
  const [first = ''] = resolved.args;
  return `${purpose} ${resolved.name} ${/^[a-z][\w:-]*$/i.test(first) ? first : ''}`.trim();
}

function actionName(uses: string): string {
  return uses.split('@')[0]?.toLowerCase() ?? uses;
}
