import { defineRule, type RepositoryRule } from '@ten-point/core/rule';

export const committedSecrets: RepositoryRule = defineRule({
  id: 'access/committed-secrets',
  scope: 'repository',
  severity: 'error',
  needs: ['credentials'],
  title: 'Files that agents and workflows read hold no credentials',
  why: 'Whatever stands in instructions, agent settings, tool server lists, workflows and tracked `.env` files goes into the context of every agent, into its logs and into every clone. A key there is public to all who can read the repository, and stays in the history.',
  howToFix:
    'Revoke the key first, then take it out, and give it by a secret of the platform or an untracked file. Look through the whole history with a scanner such as gitleaks or trufflehog.',
  limits:
    'Looks for forms that their issuers document, in the files that agents and workflows read: no scanner of the whole repository or its history. Placeholders and examples are left out. Values are never shown.',
  effort: 'hours',
  securitySeverity: 8.6,
  sources: [
    { url: 'https://docs.github.com/code-security/reference/secret-security/supported-secret-scanning-patterns', checked: '2026-11-24' },
    { url: 'https://github.com/gitleaks/gitleaks', checked: '2026-11-24' },
  ],
  messages: {
    credential: 'Here stands what has the form of {kind} ({redacted}); revoke it, then take it out of the file.',
  },
  check({ repo, outcome }) {
    const { searched, found } = repo.credentials();
    if (searched.length === 0) return outcome.notApplicable('no instructions, agent settings, workflows or tracked .env files');
    for (const { kind, redacted, location } of found)
      outcome.fail('credential', { kind, redacted }, location, { subject: `${location.path} ${kind} ${redacted}` });
    if (found.length === 0) outcome.pass(`no credential in ${searched.length} files that agents and workflows read`);
  },
});
