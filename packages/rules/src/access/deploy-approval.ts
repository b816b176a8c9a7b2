import { defineRule, type Location, type RepositoryRule } from '@ten-point/core/rule';
import { deployJobs } from './deploy-jobs.ts';

export const deployApproval: RepositoryRule = defineRule({
  id: 'access/deploy-approval',
  scope: 'repository',
  severity: 'error',
  needs: ['workflows', 'tasks', 'settings'],
  title: 'Environments of deployments ask for a reviewer',
  why: 'An environment without required reviewers is a label. With them, secrets and publish rights reach a job only after a named person agreed to this run; without "prevent self-review" the person who started an agent approves its deployment.',
  howToFix: 'Settings → Environments: add required reviewers, prevent self-review, and restrict the branches that may deploy.',
  limits: 'The rules of an environment are settings, known when GitHub may be asked. Whether administrators may bypass them is judged only where GitHub tells.',
  effort: 'minutes',
  securitySeverity: 6.5,
  sources: [{ url: 'https://docs.github.com/actions/reference/workflows-and-actions/deployments-and-environments', checked: '2026-11-24' }],
  messages: {
    missing:
      'The environment {name} does not exist on GitHub yet: the first run creates it without any rule. Create it with required reviewers in Settings → Environments.',
    noReviewer: 'The environment {name} asks nobody: whoever starts the workflow deploys. Add required reviewers in Settings → Environments.',
    selfReview: 'In the environment {name} the person who started a run may approve it: switch on "Prevent self-review".',
    anyBranch: 'Every branch may deploy to {name}: restrict its deployment branches to the default branch or to release tags.',
  },
  check({ repo, outcome }) {
    const used = new Map<string, Location>();
    for (const { job } of deployJobs(repo.workflows(), repo.tasks())) {
      if (job.environment && !used.has(job.environment.value)) used.set(job.environment.value, job.environment.location);
    }
    if (used.size === 0) return outcome.notApplicable('no job that publishes or deploys names an environment');
    const { environments } = repo.settings();
    for (const [name, location] of used) {
      if (name.includes('${{'))
        outcome.unknown(`the environment's name is an expression: ${name}`, 'Write the name of the environment in the workflow.', location);
      else if (environments.state === 'unknown')
        outcome.unknown(`whether the environment ${name} asks for a reviewer: ${environments.reason}`, environments.reveal, location);
      else {
        const environment = environments.value.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
        if (!environment) outcome.fail('missing', { name }, location, { subject: `${name} missing` });
        else if (environment.reviewers.length === 0 && environment.otherRules.length === 0)
          outcome.fail('noReviewer', { name }, location, { subject: `${name} reviewers` });
        else outcome.pass(`${name} waits for ${[...environment.reviewers, ...environment.otherRules].slice(0, 6).join(', ')}`, location);
        if (!environment) continue;
        if (environment.reviewers.length > 0 && !environment.preventsSelfReview)
          outcome.fail('selfReview', { name }, location, { confidence: 'medium', subject: `${name} self-review` });
        if (environment.branches === 'any') outcome.fail('anyBranch', { name }, location, { confidence: 'medium', subject: `${name} branches` });
      }
    }
  },
});
