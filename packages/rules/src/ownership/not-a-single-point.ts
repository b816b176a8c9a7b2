import { type CodeOwnersRule, defineRule, fileStart, type Rule } from '@ten-point/core/rule';
import { noFileReason } from './no-file.ts';
import { countFiles, ownerNames, riskyFiles } from './risky-files.ts';

export const ownershipNotASinglePoint: Rule = defineRule({
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
    onePerson: '{area}: {owner} alone owns {count}, and cannot approve changes of their own; add a second owner or a team.',
    oneForAll: '{owner} is the only owner of everything, and cannot approve changes of their own; add a second owner or a team.',
  },
  check({ repo, policy, outcome }) {
    const { file, shadowed } = repo.codeowners();
    if (!file) return outcome.notApplicable(noFileReason(repo.codeowners()));
    const everyone = ownerNames(file.rules);
    const [owner, ...others] = everyone;
    if (owner === undefined) return outcome.notApplicable(`${file.path} names no owners`);
    if (others.length === 0 && !file.rules.some(hasTeam)) return outcome.fail('oneForAll', { owner }, fileStart(file.path), { subject: 'all' });
    let judged = 0;
    for (const { title: area, paths } of riskyFiles(repo.files, policy.riskAreas, new Set(shadowed.map(({ path }) => path)))) {
      const alone = new Map<CodeOwnersRule, number>();
      let owned = 0;
      for (const path of paths) {
        const ownership = file.ownerOf(path);
        if (ownership.state !== 'owned') continue;
        owned++;
        if (ownership.owners.length === 1 && !hasTeam(ownership.rule)) alone.set(ownership.rule, (alone.get(ownership.rule) ?? 0) + 1);
      }
      if (owned === 0) continue;
      judged++;
      if (alone.size === 0) outcome.pass(`${area}: every owned file has a team or several people`);
      for (const [rule, count] of alone)
        outcome.fail('onePerson', { area, owner: rule.owners[0]?.name ?? '', count: countFiles(count) }, rule.location, { subject: `${area} ${rule.pattern}` });
    }
    return judged === 0 ? outcome.notApplicable('no risky area has an owner; ownership/risky-paths judges that') : undefined;
  },
});

function hasTeam({ owners }: CodeOwnersRule): boolean {
  return owners.some(({ kind }) => kind === 'team');
}
