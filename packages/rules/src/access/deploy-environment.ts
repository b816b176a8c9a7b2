import { defineRule, type RepositoryRule } from '@ten-point/core/rule';
import { deployJobs, holdsCredentials, isPreview } from './deploy-jobs.ts';

export const deployEnvironment: RepositoryRule = defineRule({
  id: 'access/deploy-environment',
  scope: 'repository',
  severity: 'warning',
  needs: ['workflows', 'tasks'],
  title: 'Jobs that publish or deploy run in an environment',
  why: 'An environment is the only place where GitHub asks a person before a job gets its secrets, and it keeps those secrets from every other job. Without one, whoever gets a workflow to run on the right branch (an agent with write access, a stolen token) publishes. In the Clinejection attack (February 2026) the token that published a malicious npm package was taken from a nightly release workflow.',
  howToFix:
    'Add `environment: release` (or another name) to the job, move its secrets or its trusted publisher there, and give the environment required reviewers and a branch rule.',
  limits:
    "Publishing is recognised by known programs and actions, also behind package scripts. Releases and pull requests on GitHub itself, dry runs, packages of single commits (pkg-pr-new), and jobs that call another repository's workflow are left out; previews and test stages are graded low. Whether the environment asks for approval is access/deploy-approval.",
  effort: 'minutes',
  securitySeverity: 5.3,
  sources: [
    { url: 'https://docs.github.com/actions/concepts/workflows-and-actions/deployment-environments', checked: '2026-11-24' },
    { url: 'https://docs.npmjs.com/trusted-publishers', checked: '2026-11-24', note: 'a trusted publisher can be bound to an environment' },
  ],
  messages: {
    none: 'The job {job} publishes or deploys ({what}) without an environment, so nobody is asked and its credentials are open to every job; add `environment:`.',
  },
  check({ repo, outcome }) {
    const jobs = deployJobs(repo.workflows(), repo.tasks());
    if (jobs.length === 0) return outcome.notApplicable('no job in GitHub Actions is seen to publish or deploy');
    for (const found of jobs) {
      const { workflow, job, purpose } = found;
      if (job.environment) outcome.pass(`${job.id} runs in the environment ${job.environment.value}`, job.environment.location);
      else
        outcome.fail('none', { job: job.id, what: purpose.evidence }, job.location, {
          confidence: holdsCredentials(found) && !isPreview(found) ? 'high' : 'low',
          subject: `${workflow.path} ${job.id}`,
          related: [{ location: purpose.location, message: 'publishes or deploys here' }],
        });
    }
  },
});
