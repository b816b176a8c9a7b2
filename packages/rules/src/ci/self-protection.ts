import { compileGlobs, defineRule, fileStart, type RepositoryRule } from '@ten-point/core/rule';
import { noFileReason, owningFile } from '../ownership/no-file.ts';
import { judgeProtection, reportWeak } from '../protection/judge.ts';
import { controlFiles } from './control-files.ts';

const isControlFile = compileGlobs(controlFiles.flatMap(({ paths }) => paths));

export const ciSelfProtection: RepositoryRule = defineRule({
  id: 'ci/self-protection',
  scope: 'repository',
  severity: 'error',
  needs: ['codeowners', 'protection'],
  title: 'The files that decide over checks are guarded',
  why: 'A pull request can change the workflow that judges it, the lint level, the coverage threshold, the instructions of the next agent, or CODEOWNERS. Unless an owner must review those files, a change can lower the bar that it then passes; agents under pressure to get green do so.',
  howToFix:
    'Give each kind of file named an owner in CODEOWNERS and require review from code owners; or keep pushes from touching them by a push ruleset with restricted file paths.',
  limits:
    'Files are recognised by name, configuration of linters and test runners at the root alone. Whether the review is required is judged by what files declare; otherwise it is unknown.',
  effort: 'minutes',
  sources: [
    {
      url: 'https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners',
      checked: '2026-11-24',
      note: 'CODEOWNERS should own itself',
    },
    {
      url: 'https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/available-rules-for-rulesets',
      checked: '2026-11-24',
      note: 'restrict file paths',
    },
  ],
  messages: {
    unguarded: 'No owner must be asked about {kinds}, so a change can alter what judges it, e.g. {example}. Give them owners in {file}.',
    notRequired: 'The files that decide over checks have owners, whose review the default branch does not require; turn on require_code_owner_review.',
  },
  check({ repo, outcome }) {
    const owners = repo.codeowners();
    const file = owningFile(owners);
    const { restrictedPaths } = repo.protection();
    if (!file && restrictedPaths.length === 0) return outcome.notApplicable(noFileReason(owners));
    const isRestricted = compileGlobs(restrictedPaths.map(({ value }) => value));
    const withoutEffect = new Set(owners.shadowed.map(({ path }) => path));
    const unguarded: { title: string; example: string }[] = [];
    let restricted = 0;
    let owned = 0;
    // One pass over the listing; what is left is short.
    const candidates = repo.files.entries.filter(({ path }) => isControlFile(path));
    for (const { title, paths } of controlFiles) {
      const matches = compileGlobs(paths);
      const open: string[] = [];
      for (const { path } of candidates) {
        if (!matches(path) || withoutEffect.has(path) || repo.files.role(path) !== 'own') continue;
        if (isRestricted(path)) restricted++;
        else if (file?.ownersOf(path).state === 'owned') owned++;
        else open.push(path);
      }
      const [example] = open;
      if (example !== undefined) unguarded.push({ title, example });
    }
    if (unguarded.length === 0 && owned + restricted === 0) return outcome.notApplicable('none of the files that decide over checks is here');
    if (unguarded.length > 0) {
      const kinds = unguarded.map(({ title }) => title).join('; ');
      const target = file?.path ?? '.github/CODEOWNERS';
      const data = { kinds, example: unguarded[0]?.example ?? '', file: target };
      outcome.fail('unguarded', data, file ? fileStart(target) : undefined, { subject: 'unguarded' });
    }
    if (restricted > 0)
      outcome.pass(`a push ruleset keeps ${restricted} of the files from being pushed (declared, not verified)`, restrictedPaths[0]?.location);
    if (owned === 0) return undefined;
    const judged = judgeProtection(repo.protection(), outcome);
    if (!judged) return undefined;
    const { requiresCodeOwnerReview } = judged.branch;
    if (requiresCodeOwnerReview.value) outcome.pass(`owners of ${owned} of the files must review${judged.note}`, requiresCodeOwnerReview.location);
    else
      reportWeak(judged.branch, outcome, 'no required review from code owners is seen', () =>
        outcome.fail('notRequired', {}, requiresCodeOwnerReview.location, { confidence: judged.confidence, subject: 'review' }),
      );
    return undefined;
  },
});
