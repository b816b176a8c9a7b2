import { defineRule, type RepositoryRule } from '@ten-point/core/rule';
import { judgeProtection, reportWeak } from '../protection/judge.ts';

export const accountabilityApprovals: RepositoryRule = defineRule({
  id: 'accountability/approvals',
  scope: 'repository',
  severity: 'error',
  needs: ['protection'],
  title: 'A second person approves what is merged',
  why: 'Where no approval is required, the one who asked an agent for a change can merge it unread. And an approval must not outlive the code that it was given for: with neither stale approvals dismissed nor the last push approved, an agent can push something else after the review.',
  howToFix:
    'Require at least one approval, and turn on “Dismiss stale pull request approvals when new commits are pushed” or “Require approval of the most recent reviewable push”.',
  limits:
    'Judged by what GitHub enforces where a token tells it, else by rulesets and settings that files declare. Whether Actions may approve pull requests is a setting of its own that no file declares. GitHub does not count the approval of the person who asked its cloud agent for the change; agents that push in a person’s name are not recognised by it.',
  effort: 'minutes',
  sources: [
    {
      url: 'https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/available-rules-for-rulesets',
      checked: '2026-11-24',
      note: 'required approvals, stale dismissal, last push',
    },
  ],
  messages: {
    noApproval: 'The protection declared for the default branch requires no approval; set required_approving_review_count to 1 or more.',
    outlives: 'An approval outlives later pushes to the same pull request; set dismiss_stale_reviews_on_push or require_last_push_approval.',
  },
  check({ repo, outcome }) {
    const judged = judgeProtection(repo.protection(), outcome);
    if (!judged) return undefined;
    const { branch, note, confidence } = judged;
    const { requiredApprovals, requiresCodeOwnerReview, dismissesStaleReviews, requiresLastPushApproval } = branch;
    if (requiredApprovals.value === 0 && !requiresCodeOwnerReview.value)
      return reportWeak(branch, outcome, 'no required approval is seen', () =>
        outcome.fail('noApproval', {}, requiredApprovals.location, { confidence, subject: 'approvals' }),
      );
    const what = requiredApprovals.value > 0 ? `${requiredApprovals.value} required` : 'review from code owners required';
    outcome.pass(`approvals: ${what}${note}`, requiredApprovals.value > 0 ? requiredApprovals.location : requiresCodeOwnerReview.location);
    if (dismissesStaleReviews.value) outcome.pass(`stale approvals are dismissed${note}`, dismissesStaleReviews.location);
    else if (requiresLastPushApproval.value) outcome.pass(`the last push needs an approval${note}`, requiresLastPushApproval.location);
    else
      reportWeak(branch, outcome, 'nothing is seen that ends an approval when new commits arrive', () =>
        outcome.fail('outlives', {}, dismissesStaleReviews.location, { confidence, subject: 'stale' }),
      );
    return undefined;
  },
});
