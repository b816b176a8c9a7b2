import { defineRule, type Location, type Rule } from '@ten-point/core/rule';
import { deployJobs } from './deploy-jobs.ts';

export const deployApproval: Rule = defineRule({
  id: 'access/deploy-approval',
  scope: 'repository',
  severity: 'error',
  needs: ['workflows', 'tasks'],
  title: 'Environments of deployments ask for a reviewer',
  why: 'An environment without required reviewers is a label. With them, secrets and publish rights reach a job only after a named person agreed to this run; without "prevent self-review" the person who started an agent approves its deployment.',
  howToFix: 'Settings → Environments: add required reviewers, prevent self-review, and restrict the branches that may deploy.',
  limits: 'The rules of an environment are settings, which files do not show.',
  effort: 'minutes',
  securitySeverity: 6.5,
  sources: [{ url: 'https://docs.github.com/actions/reference/workflows-and-actions/deployments-and-environments', checked: '2026-11-24' }],
  messages: {},
  check({ repo, outcome }) {
    const environments = new Map<string, Location>();
    for (const { job } of deployJobs(repo.workflows(), repo.tasks())) {
      if (job.environment && !environments.has(job.environment.value)) environments.set(job.environment.value, job.environment.location);
    }
    if (environments.size === 0) return outcome.notApplicable('no job that publishes or deploys names an environment');
    for (const [name, location] of environments)
      outcome.unknown(
        `whether the environment ${name} asks for a reviewer is a setting`,
        'Look at Settings → Environments; the API shows it to a token with Actions: read.',
        location,
      );
  },
});
