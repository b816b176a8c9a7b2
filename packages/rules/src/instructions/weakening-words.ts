import type { Idea } from '../prose/statements.ts';

/** Sentences that tell to get round a check. The verb is the anchor, so that "never skip the hooks" counts as the opposite. */
export const weakeningIdeas: readonly (Idea & { readonly does: string /** Not looked for in skills and commands. */; readonly guidingOnly?: true })[] = [
  {
    does: 'to get round hooks',
    says: [
      ['skip', 'bypass', 'disable', 'circumvent', 'use', 'pass', 'add', 'commit', 'push', 'run'],
      ['--no-verify', 'husky=0'],
    ],
    within: 10,
  },
  {
    does: 'to get round checks',
    says: [
      ['skip', 'bypass', 'disable', 'circumvent', 'turn off', 'ignore'],
      ['pre commit', 'precommit', 'pre push', 'commit hook', 'git hook', 'branch protection', 'required check', 'status check', 'ci check', 'code review'],
    ],
    within: 8,
  },
  {
    does: 'to take failing tests out of the way',
    guidingOnly: true,
    says: [
      ['skip', 'disable', 'delete', 'remove', 'comment out', 'ignore'],
      ['failing test', 'failed test', 'broken test', 'flaky test', 'test that fail', 'failing check'],
    ],
    within: 8,
  },
];

/** Words with which such a sentence warns, describes a guard, or leaves the decision to a person. */
export const guardedSentence: RegExp =
  /\b(?:rather than|instead of|without|avoid|never|not|don't|cannot|can't|must ?n't|forbid\w*|prohibit\w*|block\w*|reject\w*|prevent\w*|refus\w*|deny|denies|unless|only|except\w*|ask\w*|approv\w*|permission|explicit\w*|maintainers?|warn\w*|detect\w*|flag\w*|check(?:s|ing)? (?:for|that|whether)|forbidden|if (?:the )?user|pre-existing|unrelated|temporar\w*|locally|known|quarantin\w*|branch|why|reason|reviewers?|attempts?|tr(?:y|ies|ied|ying) to|tempt\w*|wrong|bad|anti-?patterns?|red flags?)\b/i;
