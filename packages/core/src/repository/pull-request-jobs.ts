import type { Condition, Job, Workflow, Workflows, WorkflowTrigger } from '../model/workflow.ts';
import { compileActionsFilter } from '../pattern/actions-filter.ts';
import { expressionValue, type KnownValues, truth } from './condition-value.ts';
import { isOff } from './job-purposes.ts';

/** A job that runs for pull requests to the default branch, before they are merged. */
export interface PullRequestJob {
  readonly workflow: Workflow;
  readonly job: Job;
  /** What starts it; `push` when only pushes to any branch do, which leaves out forks. */
  readonly event: 'pull_request' | 'pull_request_target' | 'merge_group' | 'push';
  readonly trigger: WorkflowTrigger;
}

const events = ['pull_request', 'pull_request_target', 'merge_group', 'push'] as const;
const likelyDefaultBranches = ['main', 'master', 'trunk', 'develop', 'dev', 'next', 'canary'];
const cache = new WeakMap<Workflows, readonly PullRequestJob[]>();

/** The jobs that pull requests to the default branch start: by trigger, its filters, and what `if:` says of the event. */
export function pullRequestJobs(workflows: Workflows): readonly PullRequestJob[] {
  let jobs = cache.get(workflows);
  if (!jobs) {
    jobs = workflows.workflows.flatMap((workflow) => jobsOf(workflow, workflows));
    cache.set(workflows, jobs);
  }
  return jobs;
}

function jobsOf(workflow: Workflow, workflows: Workflows): readonly PullRequestJob[] {
  for (const event of events) {
    const trigger = workflows.trigger(workflow, event);
    if (!trigger || !startsOnPullRequests(trigger, workflows.defaultBranch)) continue;
    const jobs = workflow.jobs.filter((job) => !excludedOn(job.if, event, workflows.defaultBranch));
    return jobs.map((job) => ({ workflow, job, event, trigger }));
  }
  return [];
}

/** Whether a trigger starts its workflow for pull requests to the default branch, path filters aside. */
export function startsOnPullRequests(trigger: WorkflowTrigger, defaultBranch: string | undefined): boolean {
  const includes = (patterns: readonly string[]): boolean =>
    (defaultBranch === undefined ? likelyDefaultBranches : [defaultBranch]).some(compileActionsFilter(patterns).includes);
  const listed = trigger.branches?.map((branch) => branch.value);
  const ignored = trigger.branchesIgnore?.map((branch) => branch.value);
  switch (trigger.event) {
    case 'pull_request':
    case 'pull_request_target':
      if (trigger.types && !trigger.types.some((type) => ['opened', 'synchronize', 'reopened', 'ready_for_review'].includes(type))) return false;
      if (listed) return includes(listed);
      return !ignored || !includes(ignored);
    case 'merge_group':
      return !listed || includes(listed);
    case 'push':
      // Only a push trigger for branches of any name starts for what a pull request proposes.
      if (trigger.tags && !listed && !ignored) return false;
      return (
        trigger.paths === undefined &&
        (listed ? compileActionsFilter(listed).includes('some-topic') || compileActionsFilter(listed).includes('some/topic') : true)
      );
    default:
      return false;
  }
}

/** Whether a condition keeps a job from running for pull requests, whoever opens them. */
function excludedOn(condition: Condition | undefined, event: PullRequestJob['event'], defaultBranch: string | undefined): boolean {
  if (isOff(condition?.value)) return true;
  return condition?.expression !== undefined && truth(expressionValue(condition.expression, pullRequestContext(event, defaultBranch))) === false;
}

/** Contexts as they are while an ordinary pull request is open. */
export function pullRequestContext(
  event: PullRequestJob['event'],
  defaultBranch: string | undefined,
  others: Readonly<Record<string, string>> = {},
): KnownValues {
  const onPullRequest = event === 'pull_request' || event === 'pull_request_target';
  const values: Readonly<Record<string, string | boolean>> = {
    'github.event_name': event,
    ...(event === 'push' ? { 'github.ref': 'refs/heads/some-topic', 'github.ref_name': 'some-topic' } : {}),
    ...(event === 'pull_request' ? { 'github.ref': 'refs/pull/1/merge', 'github.ref_name': '1/merge' } : {}),
    ...(onPullRequest ? { 'github.event.pull_request.merged': false, 'github.event.pull_request.draft': false } : {}),
    'github.ref_type': 'branch',
    ...(onPullRequest && defaultBranch !== undefined ? { 'github.base_ref': defaultBranch, 'github.event.pull_request.base.ref': defaultBranch } : {}),
    ...others,
  };
  return { reference: (path) => values[path] };
}
