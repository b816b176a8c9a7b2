import { defineRule, fileStart, type RepositoryRule } from '@ten-point/core/rule';
import { systemNames } from './systems.ts';

export const ownershipCodeowners: RepositoryRule = defineRule({
  id: 'ownership/codeowners',
  scope: 'repository',
  severity: 'error',
  needs: ['codeowners'],
  title: 'Owners are declared where GitHub reads them',
  why: 'Without owners, whoever happens to look reviews a change to the payment code or the deploy workflow. A CODEOWNERS file makes GitHub ask the right people, whether a person or an agent wrote the change. GitHub reads one file only: PostHog and the Dependabot CLI both edited a second copy that had no effect.',
  howToFix:
    'Add `.github/CODEOWNERS` with a line for everything (`* @org/team`) and lines for risky areas below it: the last matching line decides. Keep one file; remove others.',
  limits: 'Owners that are declared outside the repository (a ruleset of the organisation) are not seen.',
  effort: 'minutes',
  sources: [
    {
      url: 'https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners',
      checked: '2026-11-24',
      note: 'locations, their order, size limit',
    },
    { url: 'https://github.com/PostHog/posthog/pull/35556', checked: '2026-11-24', note: 'a second file without effect' },
    { url: 'https://www.kubernetes.dev/docs/guide/owners/', checked: '2026-11-24', note: 'OWNERS files of Prow' },
    { url: 'https://github.com/palantir/policy-bot', checked: '2026-11-24' },
  ],
  messages: {
    missing: 'No file declares who owns what; add .github/CODEOWNERS, with owners for risky areas at least.',
    misplaced: 'GitHub does not read {path}; move it to .github/CODEOWNERS (the name is case-sensitive).',
    notLoaded: 'GitHub does not use {path}: {reason}. Make it smaller, by directories instead of single files for example.',
    noOwners: '{path} names no owner in any valid line, so nobody is asked to review; add a line such as "* @org/team".',
    shadowed: 'GitHub ignores {path}, since it reads {used} first; merge what differs into that one and delete this.',
  },
  check({ repo, outcome }) {
    const { file, shadowed, misplaced, unreadable, other } = repo.codeowners();
    if (unreadable) outcome.fail('notLoaded', unreadable, fileStart(unreadable.path));
    if (file) {
      const owning = file.rules.filter((rule) => rule.owners.length > 0);
      if (owning.length === 0) outcome.fail('noOwners', { path: file.path }, fileStart(file.path));
      else outcome.pass(`${file.path} names owners in ${owning.length} ${owning.length === 1 ? 'line' : 'lines'}`, owning[0]?.location);
    }
    const used = file?.path ?? unreadable?.path;
    if (used !== undefined) {
      for (const { path, sameText } of shadowed) if (!sameText) outcome.fail('shadowed', { path, used }, fileStart(path));
      return;
    }
    if (other.length > 0) {
      for (const { system, path } of other)
        outcome.pass(`${path ?? 'a setting on GitHub'} declares owners for ${systemNames[system]}`, path === undefined ? undefined : fileStart(path));
      return;
    }
    const gitLab = misplaced.find((path) => path.startsWith('.gitlab/'));
    const [path] = misplaced;
    if (gitLab !== undefined)
      outcome.unknown(
        `${gitLab} declares owners for GitLab, whose rules are not judged here`,
        'Add .github/CODEOWNERS where the repository is reviewed on GitHub.',
      );
    else if (path !== undefined) outcome.fail('misplaced', { path }, fileStart(path));
    else outcome.fail('missing', {});
  },
});
