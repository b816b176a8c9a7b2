import { defineRule, type RepositoryRule } from '@ten-point/core/rule';
import { noFileReason } from './no-file.ts';

export const ownershipValid: RepositoryRule = defineRule({
  id: 'ownership/valid',
  scope: 'repository',
  severity: 'error',
  needs: ['codeowners'],
  title: 'Every line of CODEOWNERS counts for GitHub',
  why: 'GitHub skips a line that it cannot read and says so only on the file’s own page. A typo in an owner thus takes the owners away without anyone noticing. `!`, `\\#` and `[ ]` work in `.gitignore` but not here: brackets of a path need a backslash before each.',
  howToFix: 'Correct the line as the message says. The page of the file on GitHub shows the same errors, and unknown owners too.',
  limits:
    'Whether GitHub keeps the good owners of a line with a bad one is not documented; its documentation says that an invalid line is skipped. Owners that do not exist need GitHub: see ownership/owners-exist.',
  effort: 'minutes',
  sources: [
    {
      url: 'https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners#codeowners-syntax',
      checked: '2026-11-24',
    },
    { url: 'https://docs.github.com/en/rest/repos/repos#list-codeowners-errors', checked: '2026-11-24', note: 'kinds of errors and their columns' },
  ],
  messages: {
    skipped: '{kind}: {problem}. GitHub skips the line; {suggestion}.',
    literal: '{kind}: {problem}; {suggestion}.',
  },
  check({ repo, outcome }) {
    const { file } = repo.codeowners();
    if (!file) return outcome.notApplicable(noFileReason(repo.codeowners()));
    if (file.rules.length === 0 && file.problems.length === 0) return outcome.notApplicable(`${file.path} has no lines`);
    const paths = file.problems.length > 0 ? repo.files.entries.map(({ path }) => path) : [];
    const used = new Set(file.usage(paths).flatMap(({ rule, state }) => (state === 'dead' ? [] : [rule.line])));
    if (file.rules.length > 0) outcome.pass(`${file.rules.length} ${file.rules.length === 1 ? 'line is' : 'lines are'} valid in ${file.path}`);
    for (const { kind, effect, message, suggestion = 'remove it', location } of file.problems) {
      const data = { kind, problem: message, suggestion };
      if (effect === 'line-skipped') outcome.fail('skipped', data, location);
      // A path of just that name exists: plain characters were meant.
      else if (!used.has(location.range.start.line)) outcome.fail('literal', data, location, { confidence: 'medium' });
    }
    return undefined;
  },
});
