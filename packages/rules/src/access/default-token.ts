import { defineRule, type Rule } from '@ten-point/core/rule';

export const defaultToken: Rule = defineRule({
  id: 'access/default-token',
  scope: 'repository',
  severity: 'warning',
  needs: ['workflows'],
  title: 'The default token is read-only and may not approve pull requests',
  why: 'Jobs without `permissions` get the default token. And where Actions may approve pull requests, a workflow that an agent can change gives the approval that a rule asks of a person.',
  howToFix:
    'Settings → Actions → General → Workflow permissions: "Read repository contents", and leave "Allow GitHub Actions to create and approve pull requests" off.',
  limits: 'Both are settings, which files do not show. Where every job declares its permissions, the first one decides over nothing here.',
  effort: 'minutes',
  securitySeverity: 5.3,
  sources: [
    {
      url: 'https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/enabling-features-for-your-repository/managing-github-actions-settings-for-a-repository',
      checked: '2026-11-24',
    },
  ],
  messages: {},
  check({ repo, outcome }) {
    const { workflows } = repo.workflows();
    if (workflows.length === 0) return outcome.notApplicable('no GitHub Actions workflows');
    const reveal = 'Look at Settings → Actions → General; the API shows it to a token with Administration: read.';
    const undeclared = workflows.filter((workflow) => !workflow.readable || (!workflow.permissions && workflow.jobs.some((job) => !job.permissions)));
    if (undeclared.length === 0) outcome.pass(`every job of ${workflows.length} workflows declares its permissions, so the default decides over none`);
    else outcome.unknown(`the default token of ${undeclared.length} workflows that declare no permissions is a setting`, reveal);
    outcome.unknown('whether Actions may approve pull requests is a setting', reveal);
  },
});
