import { defineRule, type RepositoryRule } from '@ten-point/core/rule';
import { judgeProtection, reportWeak } from '../protection/judge.ts';
import { noFileReason, owningFile } from './no-file.ts';

export const ownershipReviewRequired: RepositoryRule = defineRule({
  id: 'ownership/review-required',
  scope: 'repository',
  severity: 'error',
  needs: ['codeowners', 'protection'],
  title: 'The default branch requires review from code owners',
  why: 'Without this setting GitHub asks the owners and merges without them: CODEOWNERS is a notification list. An agent’s change to an owned path then needs an approval from anyone, or from nobody.',
  howToFix: 'In the ruleset of the default branch, under “Require a pull request before merging”, turn on “Require review from Code Owners”.',
  limits: 'Judged by what GitHub enforces where a token tells it, else by rulesets and settings that files declare. Without both the answer is unknown.',
  effort: 'minutes',
  sources: [
    {
      url: 'https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/available-rules-for-rulesets',
      checked: '2026-11-24',
    },
  ],
  messages: {
    notRequired: 'The default branch does not require review from code owners, so {file} only notifies; turn on require_code_owner_review.',
  },
  check({ repo, outcome }) {
    const owners = repo.codeowners();
    const file = owningFile(owners);
    if (!file) return outcome.notApplicable(noFileReason(owners));
    const judged = judgeProtection(repo.protection(), outcome);
    if (!judged) return undefined;
    const { requiresCodeOwnerReview } = judged.branch;
    if (requiresCodeOwnerReview.value) return outcome.pass(`review from code owners is required${judged.note}`, requiresCodeOwnerReview.location);
    return reportWeak(judged.branch, outcome, 'no required review from code owners is seen', () =>
      outcome.fail('notRequired', { file: file.path }, requiresCodeOwnerReview.location, { confidence: judged.confidence, subject: 'code owner review' }),
    );
  },
});
