import { type ChangeRule, defineChangeRule } from '@ten-point/core/rule';

export const provenance: ChangeRule = defineChangeRule({
  id: 'accountability/provenance',
  scope: 'change',
  severity: 'note',
  verdict: 'note',
  needs: [],
  title: 'How the change was made can be told',
  why: 'Who reviews an agent’s change reads it otherwise than a colleague’s: for invented names, for tests that expect nothing, for work beside the task. That a change says so is worth something, and is never held against it.',
  howToFix: 'Leave the trailers and remarks that agents write; add `Assisted-by:` where one helped.',
  limits:
    'Accounts, authors, trailers, branches and remarks of known agents are recognised. That there are none proves nothing: many agents leave no trace, and the rule never calls a change made by a person. It has no findings: it tells the reviewer what is known.',
  effort: 'minutes',
  sources: [
    { url: 'https://arxiv.org/abs/2507.15003', checked: '2026-11-24', note: 'Traces of five agents.' },
    { url: 'https://docs.kernel.org/process/coding-assistants.html', checked: '2026-11-24', note: '`Assisted-by`.' },
  ],
  messages: {},
  check({ change: { provenance: told }, outcome }) {
    if (told.level === 'unknown') return outcome.unknown('no trace tells how the change was made', 'Ask its author, where it matters.');
    for (const { text, confidence } of told.evidence)
      outcome.pass(`${told.level} (${told.agents.join(', ')}): ${text}${confidence === 'high' ? '' : `, ${confidence} confidence`}`);
  },
});
