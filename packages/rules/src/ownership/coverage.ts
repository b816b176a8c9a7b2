import { defineRule, fileStart, type RepositoryRule } from '@ten-point/core/rule';
import { noFileReason, owningFile } from './no-file.ts';
import { largestPlaces } from './risky-files.ts';

export const ownershipCoverage: RepositoryRule = defineRule({
  id: 'ownership/coverage',
  scope: 'repository',
  severity: 'note',
  needs: ['codeowners'],
  title: 'Most files have an owner',
  why: 'A required review from code owners concerns owned files only; for all others any approval is enough, and nobody in particular is asked. An agent changes files in any corner of a repository.',
  howToFix:
    'Begin CODEOWNERS with a line for everything (`* @org/team`), or add lines for the directories named. Leave out on purpose what needs no owner, by a line without owners.',
  limits:
    'Counts tracked files of the repository’s own (not vendored, generated, fixture or example files); files that a line un-owns on purpose count neither way.',
  effort: 'minutes',
  sources: [
    {
      url: 'https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners',
      checked: '2026-11-24',
    },
  ],
  options: {
    minimumPercent: { type: 'number', default: 80, minimum: 0, maximum: 100, description: 'Share of files that must have an owner, in percent.' },
  },
  messages: {
    low: '{percent} % of {total} files have an owner ({minimum} % wanted). The largest places without: {places}.',
  },
  check({ repo, options, outcome }) {
    const owners = repo.codeowners();
    const file = owningFile(owners);
    if (!file) return outcome.notApplicable(noFileReason(owners));
    const unmatched: string[] = [];
    let owned = 0;
    for (const { path, tracked } of repo.files.entries) {
      if (!tracked || repo.files.role(path) !== 'own') continue;
      const { state } = file.ownersOf(path);
      if (state === 'owned') owned++;
      else if (state === 'unmatched') unmatched.push(path);
    }
    const total = owned + unmatched.length;
    if (total === 0) return outcome.notApplicable('no tracked files of the repository’s own');
    const percent = Math.floor((100 * owned) / total);
    if (percent >= options.minimumPercent) return outcome.pass(`${percent} % of ${total} files have an owner`);
    const data = { percent, total, minimum: options.minimumPercent, places: largestPlaces(unmatched.map(topPlace)) };
    return outcome.fail('low', data, fileStart(file.path), { subject: 'coverage' });
  },
});

/** Two levels are enough to find one's way: `packages/core/…` stands for all below it. */
function topPlace(path: string): string {
  const names = path.split('/');
  return names.length > 2 ? `${names.slice(0, 2).join('/')}/…` : path;
}
