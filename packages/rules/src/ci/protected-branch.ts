import { defineRule, type RepositoryRule } from '@ten-point/core/rule';
import { judgeProtection, reportWeak } from '../protection/judge.ts';

export const ciProtectedBranch: RepositoryRule = defineRule({
  id: 'ci/protected-branch',
  scope: 'repository',
  severity: 'error',
  needs: ['protection'],
  title: 'The default branch is protected',
  why: 'Checks and reviews hold only where nobody can pass by them. Whoever can push to the default branch, rewrite it or delete it needs no pull request, and an agent that holds a token with write access is such a somebody.',
  howToFix:
    'Make a ruleset for the default branch, enforcement active, with “Require a pull request before merging”, “Block force pushes” and “Restrict deletions”. Export it to `.github/rulesets/`, so that it can be reviewed.',
  limits:
    'Judged by what GitHub enforces where a token tells it, else by rulesets and settings that files declare, and labelled so. A ruleset that is only evaluated, or disabled, counts as nothing. Without both the answer is unknown.',
  effort: 'minutes',
  sources: [
    {
      url: 'https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/about-rulesets',
      checked: '2026-11-24',
      note: 'rulesets and classic protection apply together, the strictest wins',
    },
    {
      url: 'https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/available-rules-for-rulesets',
      checked: '2026-11-24',
    },
  ],
  messages: {
    noPullRequest: 'The protection declared for the default branch requires no pull request; add a pull_request rule.',
    forcePush: 'The protection declared for the default branch allows force pushes; add a non_fast_forward rule.',
    deletion: 'The protection declared for the default branch allows its deletion; add a deletion rule.',
  },
  check({ repo, outcome }) {
    const judged = judgeProtection(repo.protection(), outcome);
    if (!judged) return;
    const { branch, note, confidence } = judged;
    const subjects = [
      { setting: branch.requiresPullRequest, evidence: 'a pull request is required', message: 'noPullRequest' },
      { setting: branch.blocksForcePush, evidence: 'force pushes are blocked', message: 'forcePush' },
      { setting: branch.blocksDeletion, evidence: 'deletion is blocked', message: 'deletion' },
    ] as const;
    for (const { setting, evidence, message } of subjects) {
      if (setting.value) outcome.pass(`${evidence}${note}`, setting.location);
      else reportWeak(branch, outcome, `it is not seen that ${evidence}`, () => outcome.fail(message, {}, setting.location, { confidence, subject: message }));
    }
  },
});
