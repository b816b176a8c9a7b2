import { type CodeOwnersRule, defineRule, fileStart, type RepositoryRule } from '@ten-point/core/rule';
import { noFileReason, owningFile } from './no-file.ts';
import { countFiles, largestPlaces, ownerNames, riskyFiles } from './risky-files.ts';

export const ownershipRiskyPaths: RepositoryRule = defineRule({
  id: 'ownership/risky-paths',
  scope: 'repository',
  severity: 'error',
  needs: ['codeowners'],
  title: 'Risky paths have an owner',
  why: 'A file without an owner needs nobody’s review, even where the branch requires one from code owners: gaps in CODEOWNERS are silent. What decides over everything else (workflows, deployment, migrations, authentication, agent instructions, CODEOWNERS itself) should have none.',
  howToFix:
    'Add a line for each place named, below the lines that it must override: the last matching line decides, and a line without owners takes them away.',
  limits:
    'Areas are recognised by path. Folders named auth, permissions, security or migrations are guesses: documentation and tests there are left out, and the finding has medium confidence. Configure `riskAreas` to say what is risky here.',
  effort: 'minutes',
  sources: [
    {
      url: 'https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners',
      checked: '2026-11-24',
    },
    {
      url: 'https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/available-rules-for-rulesets',
      checked: '2026-11-24',
      note: 'review from code owners concerns owned files only',
    },
  ],
  messages: {
    noneOwned: '{file} leaves out every risky area, {count} in all: {areas}. Add lines for them.',
    unowned: '{area}: no owner for {unowned} of {total}: {places}. Add lines for them to {file}.',
    takenAway: '{area}: this line takes the owners of {unowned} of {total} away: {places}. Give it owners, or move it above the line that names them.',
  },
  check({ repo, policy, outcome }) {
    const owners = repo.codeowners();
    const file = owningFile(owners);
    if (!file) return outcome.notApplicable(noFileReason(owners));
    const areas = riskyFiles(repo.files, policy.riskAreas, new Set(owners.shadowed.map(({ path }) => path)));
    if (areas.length === 0) return outcome.notApplicable(`none of the risk areas exists here: ${policy.riskAreas.map(({ title }) => title).join(', ')}`);
    const owned = areas.some(({ paths }) => paths.some((path) => file.ownersOf(path).state === 'owned'));
    if (!owned && areas.length > 1 && areas.every(({ paths }) => paths.every((path) => file.ownersOf(path).state === 'unmatched'))) {
      const count = countFiles(areas.reduce((sum, { paths }) => sum + paths.length, 0));
      return outcome.fail('noneOwned', { file: file.path, count, areas: areas.map(({ title }) => title).join(', ') }, fileStart(file.path), {
        subject: 'none owned',
      });
    }
    for (const { title: area, paths, byFolderName } of areas) {
      const unmatched: string[] = [];
      const takenAway = new Map<CodeOwnersRule, string[]>();
      const owning = new Set<CodeOwnersRule>();
      for (const path of paths) {
        const ownership = file.ownersOf(path);
        if (ownership.state === 'owned') owning.add(ownership.rule);
        else if (ownership.state === 'unmatched') unmatched.push(path);
        else takenAway.set(ownership.rule, [...(takenAway.get(ownership.rule) ?? []), path]);
      }
      const total = countFiles(paths.length);
      if (unmatched.length > 0)
        outcome.fail('unowned', { area, unowned: unmatched.length, total, places: largestPlaces(unmatched), file: file.path }, fileStart(file.path), {
          confidence: byFolderName ? 'medium' : 'high',
          subject: `${area} unowned`,
        });
      for (const [rule, taken] of takenAway)
        outcome.fail('takenAway', { area, unowned: taken.length, total, places: largestPlaces(taken) }, rule.location, {
          confidence: 'medium',
          subject: `${area} ${rule.pattern}`,
        });
      if (unmatched.length === 0 && takenAway.size === 0) outcome.pass(`${area}: ${total}, owned by ${ownerNames(owning).slice(0, 5).join(', ')}`);
    }
    return undefined;
  },
});
