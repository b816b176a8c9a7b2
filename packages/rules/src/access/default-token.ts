import { defineRule, type RepositoryRule } from '@ten-point/core/rule';

export const defaultToken: RepositoryRule = defineRule({
  id: 'access/default-token',
  scope: 'repository',
  severity: 'warning',
  needs: ['workflows', 'settings'],
  title: 'The default token is read-only and may not approve pull requests',
  why: 'Jobs without `permissions` get the default token. And where Actions may approve pull requests, a workflow that an agent can change gives the approval that a rule asks of a person.',
  howToFix:
    'Settings → Actions → General → Workflow permissions: "Read repository contents", and leave "Allow GitHub Actions to create and approve pull requests" off.',
  limits: 'Both are settings, known when GitHub may be asked. Where every job declares its permissions, the first one decides over nothing here.',
  effort: 'minutes',
  securitySeverity: 5.3,
  sources: [
    {
      url: 'https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/enabling-features-for-your-repository/managing-github-actions-settings-for-a-repository',
      checked: '2026-11-24',
    },
  ],
  messages: {
    write:
      'Workflows that declare no permissions get a token that may write: {workflows}. Set the default to read (Settings → Actions → General), or declare permissions there.',
    approves:
      'GitHub Actions may approve pull requests: a workflow can give the approval that a rule asks of a person. Switch it off in Settings → Actions → General.',
  },
  check({ repo, outcome }) {
    const { workflows } = repo.workflows();
    if (workflows.length === 0) return outcome.notApplicable('no GitHub Actions workflows');
    const { workflowToken: token } = repo.settings();
    const undeclared = workflows.filter((workflow) => !workflow.readable || (!workflow.permissions && workflow.jobs.some((job) => !job.permissions)));
    if (undeclared.length === 0) outcome.pass(`every job of ${workflows.length} workflows declares its permissions, so the default decides over none`);
    else if (token.state === 'unknown') outcome.unknown(`${undeclared.length} workflows declare no permissions; ${token.reason}`, token.reveal);
    else if (token.value.defaultPermissions === 'read') outcome.pass('the default token is read-only');
    else outcome.fail('write', { workflows: namesOf(undeclared.map(({ path }) => path)) }, undeclared[0]?.triggersLocation, { subject: 'default permissions' });
    if (token.state === 'unknown') outcome.unknown(`whether Actions may approve pull requests; ${token.reason}`, token.reveal);
    else if (token.value.canApprovePullRequests) outcome.fail('approves', {}, undefined, { subject: 'approval' });
    else outcome.pass('GitHub Actions may not approve pull requests');
  },
});

function namesOf(paths: readonly string[]): string {
  const shown = paths.slice(0, 3).join(', ');
  return paths.length > 3 ? `${shown} and ${paths.length - 3} more` : shown;
}
