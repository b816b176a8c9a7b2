import {
  defineRule,
  describeGates,
  type Job,
  lowerConfidence,
  type PullRequestCheckout,
  pullRequestCheckouts,
  type RepositoryRule,
  runsCheckedOutCode,
  type Workflow,
  type WorkflowExposure,
  widestReach,
  workflowExposure,
} from '@ten-point/core/rule';

/** Events on which actions/checkout refuses code of forks by itself. */
const guardedEvents: ReadonlySet<string> = new Set(['pull_request_target', 'workflow_run']);

export const untrustedCheckout: RepositoryRule = defineRule({
  id: 'access/untrusted-checkout',
  scope: 'repository',
  severity: 'error',
  needs: ['workflows'],
  title: 'Privileged workflows do not check out and run the code of a pull request',
  why: "Under `pull_request_target`, `issue_comment` and `workflow_run` a job has the repository's secrets and a token that may write. When it checks out the pull request and then builds, tests or calls a local action, a stranger's code runs with them. In February 2026 an autonomous agent (hackerbot-claw) attacked workflows of this shape in several well-known projects within days, Trivy's among them, where a comment claimed that code of pull requests never runs.",
  howToFix:
    'Run code of pull requests under `pull_request`, without secrets, and hand results to a `workflow_run` workflow as artifacts that are only read. Where the head must be looked at, read it as data (`git show <sha>:file`, the API) and check nothing out. Do not set `allow-unsafe-pr-checkout`.',
  limits:
    'Recognises actions/checkout, `gh pr checkout` and git commands, with the head named by an expression, a variable or a step output. Since July 2026 actions/checkout refuses code of forks on `pull_request_target` and `workflow_run`: such steps pass where the version is known to have that. A commit without a version comment cannot be told apart and is graded medium.',
  effort: 'hours',
  securitySeverity: 9.3,
  sources: [
    { url: 'https://docs.github.com/actions/reference/security/secure-use', checked: '2026-11-24' },
    { url: 'https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/', checked: '2026-11-24' },
    { url: 'https://github.com/actions/checkout', checked: '2026-11-24', note: 'v7, v6.1, v5.1, v4.4 and the moving tags v4 to v6 refuse code of forks' },
  ],
  messages: {
    executes:
      'The job {job} checks out {source} under {event} and then runs it ({what}) with its token and secrets{gates}; run this code under pull_request instead.',
    checksOut: 'The job {job} checks out {source} under {event}{gates}; no step is seen to run it, but any tool that reads its configuration there does.',
  },
  check({ repo, outcome }) {
    const workflows = repo.workflows();
    if (workflows.workflows.length === 0) return outcome.notApplicable('no GitHub Actions workflows');
    const exposure = workflowExposure(workflows);
    let judged = 0;
    for (const workflow of workflows.workflows) {
      for (const job of workflow.jobs) {
        for (const checkout of pullRequestCheckouts(workflows, workflow, job)) {
          const widest = openReach(exposure, workflow, job, checkout);
          if (!widest) continue;
          judged++;
          if (checkout.guard === 'refuses' && guardedEvents.has(widest.reach.event)) {
            outcome.pass(`the version of actions/checkout refuses code of forks under ${widest.reach.event}`, checkout.location);
            continue;
          }
          const guardMayHold = checkout.guard === 'unknown' && guardedEvents.has(widest.reach.event);
          const confidence = guardMayHold ? lowerConfidence('medium', widest.confidence) : widest.confidence;
          const gates = describeGates(widest.reach.gates);
          const run = runsCheckedOutCode(job, checkout);
          const data = { job: job.id, source: checkout.source, event: widest.reach.event, gates: gates === '' ? '' : `, limited by ${gates}` };
          const subject = `${workflow.path} ${job.id} ${checkout.source}`;
          if (run)
            outcome.fail('executes', { ...data, what: run.what }, checkout.location, {
              confidence,
              subject,
              related: [{ location: run.location, message: 'runs what was checked out' }],
            });
          else outcome.fail('checksOut', data, checkout.location, { confidence: 'low', subject });
        }
      }
    }
    if (judged === 0) outcome.pass('no workflow that strangers can start with secrets checks out the code of a pull request');
  },
});

function openReach(exposure: WorkflowExposure, workflow: Workflow, job: Job, checkout: PullRequestCheckout): ReturnType<typeof widestReach> {
  return widestReach(
    exposure.reach(workflow, job, checkout.step).filter((way) => way.exposure === 'open' && way.event !== 'issues' && !way.event.startsWith('discussion')),
  );
}
