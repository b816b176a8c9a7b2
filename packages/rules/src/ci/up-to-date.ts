import { defineRule, type RepositoryRule } from '@ten-point/core/rule';
import { judgeProtection, reportWeak } from '../protection/judge.ts';

export const ciUpToDate: RepositoryRule = defineRule({
  id: 'ci/up-to-date',
  scope: 'repository',
  severity: 'note',
  needs: ['protection'],
  title: 'Checks run on what will be merged',
  why: 'Two changes that pass alone can break together. With many agents at work at once, many branches start from the same commit, so the combination that lands was often never tested.',
  howToFix: 'Use a merge queue, or turn on “Require branches to be up to date before merging” in the ruleset’s status checks.',
  limits: 'Judged by what GitHub enforces where a token tells it, else by rulesets and settings that files declare.',
  effort: 'minutes',
  sources: [
    {
      url: 'https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/available-rules-for-rulesets',
      checked: '2026-11-24',
      note: 'strict checks have no effect without a required check',
    },
  ],
  messages: {
    loose: 'A branch may be merged on the strength of checks that ran before the default branch moved on; use a merge queue or strict status checks.',
  },
  check({ repo, outcome }) {
    const judged = judgeProtection(repo.protection(), outcome);
    if (!judged) return undefined;
    const { branch, note } = judged;
    if (branch.mergeQueue.value) return outcome.pass(`a merge queue tests what will be merged${note}`, branch.mergeQueue.location);
    if (branch.requiredChecks.length === 0 && !branch.unread) return outcome.notApplicable('no status check is required; ci/required-checks judges that');
    if (branch.strictChecks.value) return outcome.pass(`branches must be up to date${note}`, branch.strictChecks.location);
    return reportWeak(branch, outcome, 'nothing that can be read asks for branches that are up to date', () =>
      outcome.fail('loose', {}, branch.strictChecks.location, { subject: 'strict' }),
    );
  },
});
