import { defineRule, type RepositoryRule } from '@ten-point/core/rule';
import { judgeProtection, reportWeak } from '../protection/judge.ts';

export const ciRequiredCheckSource: RepositoryRule = defineRule({
  id: 'ci/required-check-source',
  scope: 'repository',
  severity: 'warning',
  needs: ['protection'],
  title: 'Required checks are bound to the app that reports them',
  why: 'Any token with `statuses: write` can report a green status under any name, unless the check is bound to an app. An agent’s workflow with such a token can then pass its own required checks without running them.',
  howToFix:
    'In the ruleset, choose the expected source of each required check: GitHub Actions, whose app id is 15368, or the app of the other system (`integration_id` in the exported file).',
  limits:
    'Judged by what GitHub enforces where a token tells it, else by rulesets and settings that files declare; in settings.yml only the form `checks` with `app_id` can name an app.',
  effort: 'minutes',
  securitySeverity: 5,
  sources: [
    {
      url: 'https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/available-rules-for-rulesets',
      checked: '2026-11-24',
      note: 'expected source of a status check',
    },
    { url: 'https://github.com/github/ruleset-recipes', checked: '2026-11-24', note: '15368 is GitHub Actions' },
  ],
  messages: {
    anySource: '{context} may be reported by anyone who can write statuses; bind it to an app, such as GitHub Actions (integration_id 15368).',
  },
  check({ repo, outcome }) {
    const judged = judgeProtection(repo.protection(), outcome);
    if (!judged) return undefined;
    const { branch, note } = judged;
    if (branch.requiredChecks.length === 0) {
      if (branch.unread) return outcome.unknown(branch.unread.reason, branch.unread.reveal);
      return outcome.notApplicable('no status check is required; ci/required-checks judges that');
    }
    const bound = new Set(branch.requiredChecks.flatMap(({ context, appId }) => (appId === undefined ? [] : [context])));
    for (const context of bound) outcome.pass(`${context} is bound to an app${note}`);
    for (const { context, location } of branch.requiredChecks) {
      if (bound.has(context)) continue;
      // What a reader sees of a classic rule leaves the app out.
      reportWeak(branch, outcome, `no app is seen that must report ${context}`, () => outcome.fail('anySource', { context }, location, { subject: context }));
    }
    return undefined;
  },
});
