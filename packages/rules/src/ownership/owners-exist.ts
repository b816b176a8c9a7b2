import { defineRule, type RepositoryRule } from '@ten-point/core/rule';
import { noFileReason, owningFile } from './no-file.ts';
import { ownerNames } from './risky-files.ts';

export const ownershipOwnersExist: RepositoryRule = defineRule({
  id: 'ownership/owners-exist',
  scope: 'repository',
  severity: 'error',
  needs: ['codeowners', 'settings'],
  title: 'Owners exist and may write to the repository',
  why: 'An owner who left, a renamed team, a team that is secret or has no write access of its own: GitHub asks none of them, and says so only on the file’s own page. The line looks like protection and is none.',
  howToFix: 'Open CODEOWNERS on GitHub, which marks unknown owners; give the team write access and make it visible, or name another owner.',
  limits:
    'Files cannot tell: known when GitHub may be asked, which then lists the bad lines of the file on the default branch. Syntax is judged by ownership/valid.',
  effort: 'minutes',
  sources: [
    {
      url: 'https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners',
      checked: '2026-11-24',
      note: 'owners need explicit write access, teams must be visible',
    },
    { url: 'https://docs.github.com/en/rest/repos/repos#list-codeowners-errors', checked: '2026-11-24' },
  ],
  messages: {
    unknownOwner: 'GitHub does not know {owner}: {message} Name an owner who exists, is visible and may write.',
  },
  check({ repo, outcome }) {
    const codeOwners = repo.codeowners();
    const file = owningFile(codeOwners);
    if (!file) return outcome.notApplicable(noFileReason(codeOwners));
    const owners = ownerNames(file.rules);
    const who = owners.length === 1 ? `${owners[0]} exists and may` : `the ${owners.length} owners in ${file.path} exist and may`;
    const { ownerProblems } = repo.settings();
    if (ownerProblems.state === 'unknown') return outcome.unknown(ownerProblems.reason, ownerProblems.reveal);
    const unknownOwners = ownerProblems.value.filter(({ kind, path }) => path === file.path && /^unknown owner$/i.test(kind));
    if (unknownOwners.length === 0) return outcome.pass(`${who} write, says GitHub`);
    for (const problem of unknownOwners) {
      const rule = file.rules.find(({ line }) => line === problem.line);
      const owner =
        rule?.owners.find(({ location }) => location.range.start.column === problem.column) ?? rule?.owners.find(({ name }) => problem.message.includes(name));
      outcome.fail(
        'unknownOwner',
        { owner: owner?.name ?? `an owner in line ${problem.line}`, message: firstSentence(problem.message) },
        owner?.location ?? rule?.location,
        { subject: owner?.name ?? `line ${problem.line}` },
      );
    }
  },
});

/** GitHub's message shows the line with a caret below it after its first line. */
function firstSentence(message: string): string {
  const [line = ''] = message.split('\n', 1);
  const text = line.slice(0, 200).replace(/[:\s]+$/, '');
  return text.endsWith('.') ? text : `${text}.`;
}
