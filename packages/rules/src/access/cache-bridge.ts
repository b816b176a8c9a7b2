import {
  agentSteps,
  type Confidence,
  defineRule,
  type Location,
  pullRequestCheckouts,
  type RepositoryRule,
  runsCheckedOutCode,
  type Step,
  type Workflows,
  widestReach,
  workflowExposure,
} from '@ten-point/core/rule';
import { strangersReach } from './agent-reach.ts';
import { deployJobs } from './deploy-jobs.ts';

interface Writer {
  readonly what: string;
  readonly event: string;
  readonly confidence: Confidence;
  readonly location: Location;
}

export const cacheBridge: RepositoryRule = defineRule({
  id: 'access/cache-bridge',
  scope: 'repository',
  severity: 'warning',
  needs: ['workflows', 'tasks'],
  title: 'Release jobs restore no cache that strangers can fill',
  why: 'Runs of `issues`, `issue_comment` and `pull_request_target` belong to the default branch, and so do the caches they write; any job of that branch restores them. In the Clinejection attack (February 2026) a triage agent, whose own token could write to issues only, was made to poison the cache; the nightly release restored it, and the publish token was stolen there.',
  howToFix:
    'Do not restore caches in jobs that publish or deploy (leave out `actions/cache` and the `cache:` input of setup actions there), or take away what lets strangers run code on such triggers.',
  limits:
    'Writers are agents with tools that strangers can start and jobs that run code of pull requests with secrets; readers are jobs that publish or deploy.',
  effort: 'minutes',
  securitySeverity: 7.5,
  sources: [
    {
      url: 'https://docs.github.com/actions/reference/workflows-and-actions/dependency-caching',
      checked: '2026-11-24',
      note: 'restrictions for accessing a cache',
    },
    { url: 'https://docs.zizmor.sh/audits/#cache-poisoning', checked: '2026-11-24' },
  ],
  messages: {
    bridge: 'The job {job} publishes or deploys and restores a cache ({cache}), which {writer} can fill under {event}; publish without a cache.',
  },
  check({ repo, outcome }) {
    const workflows = repo.workflows();
    const readers = deployJobs(workflows, repo.tasks());
    if (readers.length === 0) return outcome.notApplicable('no job in GitHub Actions is seen to publish or deploy');
    const writer = writerOf(workflows);
    if (!writer) return outcome.pass('no job lets strangers run code in the scope of the default branch');
    let failed = 0;
    for (const { workflow, job } of readers) {
      const cached = job.steps.map(cacheOf).find((found) => found !== undefined);
      if (!cached) continue;
      failed++;
      outcome.fail('bridge', { job: job.id, cache: cached.name, writer: writer.what, event: writer.event }, cached.location, {
        confidence: writer.confidence,
        subject: `${workflow.path} ${job.id}`,
        related: [{ location: writer.location, message: 'strangers reach this' }],
      });
    }
    if (failed === 0) outcome.pass(`no cache is restored in ${readers.length} jobs that publish or deploy`);
  },
});

/** The first job in which strangers can run code in the scope of the default branch. */
function writerOf(workflows: Workflows): Writer | undefined {
  for (const agent of agentSteps(workflows)) {
    const widest = agent.acts ? strangersReach(workflows, agent) : undefined;
    if (widest && widest.confidence !== 'low')
      return { what: agent.name, event: widest.reach.event, confidence: widest.confidence === 'high' ? 'medium' : 'low', location: agent.location };
  }
  for (const workflow of workflows.workflows) {
    for (const job of workflow.jobs) {
      for (const checkout of pullRequestCheckouts(workflows, workflow, job)) {
        const widest = widestReach(
          workflowExposure(workflows)
            .reach(workflow, job, checkout.step)
            .filter((way) => way.exposure === 'open'),
        );
        const refused = checkout.guard !== 'none' && widest?.reach.event !== 'issue_comment';
        if (widest && !refused && widest.confidence !== 'low' && runsCheckedOutCode(job, checkout))
          return { what: `the job ${job.id}`, event: widest.reach.event, confidence: widest.confidence, location: checkout.location };
      }
    }
  }
  return undefined;
}

/** The cache that a step restores. */
function cacheOf(step: Step): { readonly name: string; readonly location: Location } | undefined {
  const { uses } = step;
  if (uses?.kind !== 'repository') return undefined;
  const name = `${uses.owner}/${uses.repository}`.toLowerCase();
  if (name === 'actions/cache' && uses.path !== 'save') return { name: uses.raw.split('@')[0] ?? name, location: uses.location };
  if (['swatinem/rust-cache', 'gradle/actions', 'mozilla-actions/sccache-action'].includes(name)) return { name, location: uses.location };
  const input = step.with.get('cache') ?? step.with.get('enable-cache') ?? step.with.get('bundler-cache');
  if (/\/setup-|\/action-setup/.test(name) && input && !['', 'false'].includes(input.value)) return { name: `${name} with a cache`, location: input.location };
  // setup-go caches unless told otherwise.
  return name === 'actions/setup-go' && !input ? { name: 'actions/setup-go, which caches by default', location: uses.location } : undefined;
}
