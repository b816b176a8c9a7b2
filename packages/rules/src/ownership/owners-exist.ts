import { defineRule, type Rule } from '@ten-point/core/rule';
import { noFileReason, owningFile } from './no-file.ts';
import { ownerNames } from './risky-files.ts';

export const ownershipOwnersExist: Rule = defineRule({
  id: 'ownership/owners-exist',
  scope: 'repository',
  severity: 'error',
  needs: ['codeowners'],
  title: 'Owners exist and may write to the repository',
  why: 'An owner who left, a renamed team, a team that is secret or has no write access of its own: GitHub asks none of them, and says so only on the file’s own page. The line looks like protection and is none.',
  howToFix: 'Open CODEOWNERS on GitHub, which marks unknown owners; give the team write access and make it visible, or name another owner.',
  limits: 'Files cannot tell; without facts from GitHub the answer is unknown.',
  effort: 'minutes',
  sources: [
    {
      url: 'https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners',
      checked: '2026-11-24',
      note: 'owners need explicit write access, teams must be visible',
    },
    { url: 'https://docs.github.com/en/rest/repos/repos#list-codeowners-errors', checked: '2026-11-24' },
  ],
  messages: {},
  check({ repo, outcome }) {
    const codeOwners = repo.codeowners();
    const file = owningFile(codeOwners);
    if (!file) return outcome.notApplicable(noFileReason(codeOwners));
    const owners = ownerNames(file.rules);
    const who = owners.length === 1 ? `${owners[0]} exists and may` : `the ${owners.length} owners in ${file.path} exist and may`;
    return outcome.unknown(`whether ${who} write is known to GitHub alone`, 'Open the file on GitHub: its page marks unknown owners.');
  },
});
