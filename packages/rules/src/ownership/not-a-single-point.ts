import { type CodeOwnersRule, defineRule, type RepositoryRule } from '@ten-point/core/rule';
import { noFileReason, owningFile, standInReason } from './no-file.ts';
import { countFiles, riskyFiles } from './risky-files.ts';

export const ownershipNotASinglePoint: RepositoryRule = defineRule({
  id: 'ownership/not-a-single-point',
  scope: 'repository',
  severity: 'note',
  needs: ['codeowners'],
  title: 'Risky areas have more than one owner',
  why: 'Nobody can approve their own pull request. Where one person alone owns an area, that person’s changes, and those of agents that work in that person’s name, cannot get a review from a code owner: someone bypasses the rule, or everybody waits for the holidays to end.',
  howToFix: 'Name a second person or, better, a team on the line.',
  limits: 'A team counts as more than one person; how many members it has is known to GitHub alone.',
  effort: 'minutes',
  sources: [
    {
      url: 'https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners',
      checked: '2026-11-24',
    },
    { url: 'https://github.com/genealogix/glx/pull/1073', checked: '2026-11-24', note: 'a path whose only owner is the author' },
  ],
  messages: {
    onePerson: '{owner} alone owns {count} of risky areas ({areas}), and cannot approve changes of their own; add a second owner or a team.',
  },
  check({ repo, policy, outcome }) {
    const codeOwners = repo.codeowners();
    const file = owningFile(codeOwners);
    if (!file) return outcome.notApplicable(noFileReason(codeOwners));
    const standIn = standInReason(codeOwners);
    if (standIn) return outcome.notApplicable(standIn);
    const notCounted = new Set(codeOwners.shadowed.map(({ path }) => path));
    const alone = new Map<CodeOwnersRule, { files: number; areas: Set<string> }>();
    let shared = 0;
    for (const { title, paths } of riskyFiles(repo.files, policy.riskAreas, notCounted)) {
      for (const path of paths) {
        const ownership = file.ownersOf(path);
        if (ownership.state !== 'owned') continue;
        const { rule } = ownership;
        if (rule.owners.length > 1 || rule.owners[0]?.kind === 'team') {
          shared++;
          continue;
        }
        const entry = alone.get(rule) ?? { files: 0, areas: new Set() };
        entry.areas.add(title);
        alone.set(rule, { ...entry, files: entry.files + 1 });
      }
    }
    if (shared === 0 && alone.size === 0) return outcome.notApplicable('no risky area has an owner; ownership/risky-paths judges that');
    if (shared > 0) outcome.pass(`${countFiles(shared)} of risky areas have a team or several people as owners`);
    for (const [rule, { files, areas }] of alone) {
      const data = { owner: rule.owners[0]?.name ?? '', count: countFiles(files), areas: [...areas].join(', ') };
      outcome.fail('onePerson', data, rule.location, { subject: rule.pattern });
    }
    return undefined;
  },
});
