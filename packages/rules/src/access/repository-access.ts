import { defineRule, type RepositoryRule } from '@ten-point/core/rule';

export const repositoryAccess: RepositoryRule = defineRule({
  id: 'access/repository-access',
  scope: 'repository',
  severity: 'note',
  needs: ['settings'],
  title: 'Deploy keys can only read',
  why: 'A deploy key is a credential without a person behind it. One that may write pushes past review wherever a ruleset lets deploy keys bypass it, and it stays valid when the one who added it has left.',
  howToFix: 'Settings → Deploy keys: remove keys that nobody uses, and replace the writing ones by an app with a short-lived token.',
  limits: 'Whether a key is in use is not known. Rights of people and teams are not judged.',
  effort: 'hours',
  sources: [
    { url: 'https://docs.github.com/authentication/connecting-to-github-with-ssh/managing-deploy-keys', checked: '2026-11-25' },
    { url: 'https://docs.github.com/rest/deploy-keys/deploy-keys', checked: '2026-11-25' },
  ],
  messages: {
    writes: 'The deploy key "{title}" may push to the repository. Make it read-only, or replace it by an app.',
  },
  check({ repo, outcome }) {
    const { deployKeys } = repo.settings();
    if (deployKeys.state === 'unknown') return outcome.unknown(deployKeys.reason, deployKeys.reveal);
    const writing = deployKeys.value.filter(({ canWrite }) => canWrite);
    for (const { title } of writing) outcome.fail('writes', { title }, undefined, { subject: title });
    if (writing.length === 0) outcome.pass(deployKeys.value.length === 0 ? 'there are no deploy keys' : 'all deploy keys can only read');
  },
});
