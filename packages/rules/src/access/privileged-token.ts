import {
  agentSteps,
  type Confidence,
  defineRule,
  effectivePermissions,
  type Job,
  type Location,
  lowerConfidence,
  pullRequestCheckouts,
  type RepositoryRule,
  runsCheckedOutCode,
  type Workflow,
  type Workflows,
  widestReach,
  workflowExposure,
  writeScopes,
} from '@ten-point/core/rule';
import { strangersReach } from './agent-reach.ts';

/** Scopes whose write access changes code, releases, other runs or the checks that guard a merge. */
const powerful: ReadonlySet<string> = new Set(['*', 'contents', 'actions', 'packages', 'checks', 'statuses', 'deployments', 'attestations', 'security-events']);

export const privilegedToken: RepositoryRule = defineRule({
  id: 'access/privileged-token',
  scope: 'repository',
  severity: 'error',
  needs: ['workflows'],
  title: "No token that can change the repository meets strangers' text or code",
  why: 'With `contents: write` whoever steers a job pushes commits and releases; with `actions: write` other runs and caches are theirs, with `checks` or `statuses: write` a required check can be forged. In early 2026 an autonomous agent (hackerbot-claw) took such a token from a job that ran the code of its pull request under `pull_request_target`. `write-all` gives all of it to every step.',
  howToFix:
    "Name the scopes that the job needs instead of `write-all`. Let the job that meets strangers' code or runs an agent have read access, and do the writing in another job that takes only checked data.",
  limits:
    'Jobs in which an agent runs count when strangers can start it; `pull-requests`, `issues` and `id-token` write are not counted, since review bots and keyless login need them. Without a declaration the token is not known (access/token-permissions).',
  effort: 'hours',
  securitySeverity: 8.1,
  sources: [
    { url: 'https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#permissions', checked: '2026-11-24' },
    { url: 'https://docs.github.com/actions/reference/security/secure-use', checked: '2026-11-24' },
  ],
  messages: {
    writeAll: '`write-all` lets every step of {subject} write to everything in the repository; name the scopes that it needs.',
    code: 'The job {job} may write {scopes} while it runs code of a pull request under {event}; build with a read-only token and write in another job.',
    agent: 'The job {job} may write {scopes} while it runs {agent}, which {event} lets strangers start; let the agent read only and write in another job.',
    inherited:
      "The job {job} declares no permissions while {reason} under {event}; if the repository's default token may write, so may they. Declare `permissions: contents: read`.",
  },
  check({ repo, outcome }) {
    const workflows = repo.workflows();
    if (workflows.workflows.every((workflow) => workflow.jobs.length === 0)) return outcome.notApplicable('no GitHub Actions workflows');
    let failed = 0;
    for (const workflow of workflows.workflows) {
      if (workflow.permissions?.kind === 'all' && workflow.permissions.level === 'write') {
        failed++;
        outcome.fail('writeAll', { subject: `every job that does not declare less` }, workflow.permissions.location, { subject: workflow.path });
      }
      for (const job of workflow.jobs) {
        if (job.permissions?.kind === 'all' && job.permissions.level === 'write') {
          failed++;
          outcome.fail('writeAll', { subject: `the job ${job.id}` }, job.permissions.location, { subject: `${workflow.path} ${job.id}` });
        }
        const meeting = meetsStrangers(workflows, workflow, job);
        if (!meeting) continue;
        const effective = effectivePermissions(workflow, job);
        const scopes = writeScopes(effective).filter((scope) => powerful.has(scope));
        const details = {
          confidence: meeting.confidence,
          subject: `${workflow.path} ${job.id} ${meeting.kind}`,
          related: [{ location: meeting.location, message: 'what strangers reach' }],
        };
        if (effective.source === 'default') {
          failed++;
          const reason = meeting.kind === 'code' ? 'it runs code of a pull request' : `it runs ${meeting.agent}`;
          outcome.fail('inherited', { job: job.id, reason, event: meeting.event }, job.location, {
            ...details,
            confidence: lowerConfidence('medium', meeting.confidence),
          });
        } else if (scopes.length > 0) {
          failed++;
          const data = { job: job.id, scopes: scopes.join(', ').replace('*', 'everything'), event: meeting.event };
          if (meeting.kind === 'code') outcome.fail('code', data, effective.permissions.location, details);
          else outcome.fail('agent', { ...data, agent: meeting.agent }, effective.permissions.location, details);
        }
      }
    }
    if (failed === 0) outcome.pass('no job in which strangers have a say may change the repository');
  },
});

type Meeting = { readonly event: string; readonly confidence: Confidence; readonly location: Location } & (
  | { readonly kind: 'code' }
  | { readonly kind: 'agent'; readonly agent: string }
);

/** Whether a job runs strangers' code, or an agent that strangers can start. */
function meetsStrangers(workflows: Workflows, workflow: Workflow, job: Job): Meeting | undefined {
  for (const checkout of pullRequestCheckouts(workflows, workflow, job)) {
    const widest = widestReach(
      workflowExposure(workflows)
        .reach(workflow, job, checkout.step)
        .filter((way) => way.exposure === 'open'),
    );
    const refused = checkout.guard === 'refuses' && widest && ['pull_request_target', 'workflow_run'].includes(widest.reach.event);
    if (!widest || refused || !runsCheckedOutCode(job, checkout)) continue;
    const confidence = checkout.guard === 'unknown' ? lowerConfidence('medium', widest.confidence) : widest.confidence;
    return { kind: 'code', event: widest.reach.event, confidence, location: checkout.location };
  }
  for (const agent of agentSteps(workflows)) {
    if (agent.job !== job || !agent.acts) continue;
    const widest = strangersReach(workflows, agent);
    if (widest) return { kind: 'agent', agent: agent.name, event: widest.reach.event, confidence: widest.confidence, location: agent.location };
  }
  return undefined;
}
