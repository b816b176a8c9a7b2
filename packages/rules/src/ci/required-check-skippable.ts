import {
  defineRule,
  type Expression,
  expressionValue,
  type Job,
  type Location,
  type PullRequestJob,
  pullRequestContext,
  type RepositoryRule,
  truth,
  visitExpression,
  type Workflow,
  type Workflows,
} from '@ten-point/core/rule';
import { judgeProtection } from '../protection/judge.ts';
import { jobsReporting } from './required-check-jobs.ts';

export const requiredCheckSkippable: RepositoryRule = defineRule({
  id: 'ci/required-check-skippable',
  scope: 'repository',
  severity: 'error',
  needs: ['workflows', 'protection'],
  title: 'No required check can be skipped into a pass',
  why: 'For branch protection a skipped job is a passed one. An aggregate job that `needs` the tests is skipped when they fail, unless it says `if: always()`, and the pull request can be merged; the same goes for a condition on a label or title that the author controls.',
  howToFix:
    'Give an aggregate job `if: always()` and let it fail unless every `needs.*.result` is `success` (or a skip that is allowed by name). Do not put conditions on required jobs, and put path filters into a job instead of the trigger.',
  limits:
    'A condition on the draft state is fine where `ready_for_review` is among the types of the trigger, so that the job runs when the draft is ready. Judged for the checks that protection requires, where it is known: from settings in the repository or from GitHub.',
  effort: 'minutes',
  sources: [
    {
      url: 'https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/collaborating-on-repositories-with-code-quality-features/troubleshooting-required-status-checks',
      checked: '2026-11-24',
    },
    { url: 'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idneeds', checked: '2026-11-24' },
  ],
  messages: {
    needs: 'Required check "{check}": job {job} is skipped, and so passes, when {needs} fails; add `if: always()` and fail unless every result is success.',
    resultsUnread: 'Required check "{check}": job {job} runs whatever {needs} did, and reads no result of it; fail unless every `needs.*.result` is success.',
    condition: 'Required check "{check}": job {job} is skipped, and so passes, by a condition on the {field} of the pull request; drop the condition.',
    softFail: 'Required check "{check}": job {job} has continue-on-error, so it passes when it fails; remove it.',
    paths:
      'Required check "{check}" stays pending when a pull request changes only files that the path filter of {workflow} leaves out; filter in a job, or report from one that always runs.',
  },
  check({ repo, outcome }) {
    const judged = judgeProtection(repo.protection(), outcome);
    if (!judged) return;
    const { branch, note, confidence } = judged;
    if (branch.requiredChecks.length === 0)
      return branch.unread ? outcome.unknown(branch.unread.reason, branch.unread.reveal) : outcome.notApplicable('no check is required');
    const workflows = repo.workflows();
    const required = new Set(branch.requiredChecks.map(({ context }) => context));
    for (const { context, location } of branch.requiredChecks) {
      const jobs = jobsReporting(context, workflows);
      if (jobs.length === 0) {
        outcome.unknown(
          `"${context}" is reported by no job that can be read`,
          'Name the job or app that reports it, or look at the checks of a recent pull request.',
          location,
        );
        continue;
      }
      const details = { confidence, subject: context } as const;
      let failed = false;
      for (const { workflow, job } of jobs) {
        const weakness = weaknessOf(workflow, job, required, workflows, jobs.length > 1);
        if (!weakness) continue;
        failed = true;
        const data = { check: context, job: job.id };
        if (weakness.kind === 'needs' || weakness.kind === 'resultsUnread')
          outcome.fail(weakness.kind, { ...data, needs: weakness.text }, weakness.location, details);
        else if (weakness.kind === 'condition') outcome.fail('condition', { ...data, field: weakness.text }, weakness.location, details);
        else if (weakness.kind === 'paths') outcome.fail('paths', { check: context, workflow: workflow.path }, weakness.location, details);
        else outcome.fail('softFail', data, weakness.location, details);
      }
      if (!failed) outcome.pass(`"${context}" fails or blocks when its job does not succeed${note}`, jobs[0]?.job.location);
    }
  },
});

interface Weakness {
  readonly kind: 'needs' | 'resultsUnread' | 'condition' | 'softFail' | 'paths';
  readonly text: string;
  readonly location: Location;
}

function weaknessOf(workflow: Workflow, job: Job, required: ReadonlySet<string>, workflows: Workflows, paired: boolean): Weakness | undefined {
  if (job.continueOnError?.value.trim() === 'true') return { kind: 'softFail', text: '', location: job.continueOnError.location };
  const runsAlways = job.if?.expression !== undefined && calls(job.if.expression, ['always', 'cancelled', 'failure']);
  const unguarded = job.needs.filter((need) => !isRequired(workflow, need.value, required));
  const needs = unguarded.map((need) => need.value).join(', ');
  if (unguarded.length > 0 && !runsAlways) return { kind: 'needs', text: needs, location: unguarded[0]?.location ?? job.location };
  if (unguarded.length > 0 && !readsResults(job)) return { kind: 'resultsUnread', text: needs, location: job.if?.location ?? job.location };
  const field = job.if?.expression && authorField(job.if.expression, workflow, workflows);
  if (field !== undefined && job.if) return { kind: 'condition', text: field, location: job.if.location };
  const trigger = workflows.trigger(workflow, 'pull_request') ?? workflows.trigger(workflow, 'pull_request_target');
  const filter = trigger?.paths ?? trigger?.pathsIgnore;
  // Two workflows with one check name are the documented pair: one of them runs for every path.
  return trigger && filter && !paired ? { kind: 'paths', text: '', location: filter[0]?.location ?? trigger.location } : undefined;
}

function isRequired(workflow: Workflow, id: string, required: ReadonlySet<string>): boolean {
  const names = workflow.jobs.find((job) => job.id === id)?.checkNames;
  return names !== undefined && names.length > 0 && names.every((name) => required.has(name));
}

function calls(expression: Expression, names: readonly string[]): boolean {
  let found = false;
  visitExpression(expression, (inner) => {
    if (inner.kind === 'call' && names.includes(inner.name)) found = true;
  });
  return found;
}

function readsResults(job: Job): boolean {
  const references = [...job.references, ...job.steps.flatMap((step) => step.references)];
  return (
    references.some(({ path }) => path === 'needs' || /^needs\.[^.]+(?:\.result)?$/.test(path)) ||
    (job.if?.expression !== undefined && calls(job.if.expression, ['failure']))
  );
}

function refersTo(expression: Expression, path: string): boolean {
  let found = false;
  visitExpression(expression, (inner) => {
    if (inner.kind === 'reference' && inner.path === path) found = true;
  });
  return found;
}

/** Whether the checks run again when a draft becomes ready. Otherwise what the draft skipped stays passed for its commit. */
function seesReadyForReview(workflow: Workflow, workflows: Workflows): boolean {
  const trigger = workflows.trigger(workflow, 'pull_request') ?? workflows.trigger(workflow, 'pull_request_target');
  return trigger?.types?.includes('ready_for_review') === true;
}

/** What the author of a pull request writes, when the condition can be false by it. */
function authorField(expression: Expression, workflow: Workflow, workflows: Workflows): string | undefined {
  const fields: Readonly<Record<string, string>> = {
    'github.event.pull_request.title': 'title',
    'github.event.pull_request.body': 'description',
    'github.head_ref': 'branch name',
    'github.event.pull_request.head.ref': 'branch name',
    'github.event.pull_request.labels.*.name': 'labels',
    'github.event.head_commit.message': 'commit message',
    'github.actor': 'author',
    'github.event.pull_request.user.login': 'author',
  };
  const event: PullRequestJob['event'] = workflows.trigger(workflow, 'pull_request') ? 'pull_request' : 'pull_request_target';
  if (!seesReadyForReview(workflow, workflows) && refersTo(expression, 'github.event.pull_request.draft')) return 'draft state';
  // A condition that holds for every pull request skips none of them.
  if (truth(expressionValue(expression, pullRequestContext(event, workflows.defaultBranch))) === true) return undefined;
  let field: string | undefined;
  visitExpression(expression, (inner) => {
    if (inner.kind === 'reference') field ??= fields[inner.path];
  });
  return field;
}
