import { type BodySection, type ChangeRule, defineChangeRule, type PullRequestBody } from '@ten-point/core/rule';
import { phrased, phraseOption } from '../prose/phrases.ts';
import { type Idea, statementIn } from '../prose/statements.ts';
import { acceptanceInText, acceptanceCriteria as headings } from './vocabulary.ts';

/** Boxes that make a list of what has to hold. */
const fewestBoxes = 2;

export const acceptanceCriteria: ChangeRule = defineChangeRule({
  id: 'task/acceptance-criteria',
  scope: 'change',
  severity: 'warning',
  verdict: 'review',
  needs: [],
  changeNeeds: ['body', 'issueBodies'],
  title: 'The task says what holds when it is done',
  why: 'Without acceptance criteria the author of the change decides alone when it is done, and a reviewer has nothing to hold the result against. An agent that has none stops where its tests pass.',
  howToFix: 'Add a part "Acceptance criteria" to the issue or to the description: what can be observed when the work is done.',
  limits:
    'Looked for in the description and in the linked issues that could be read: a heading or label, a sentence about expected results, or a list of at least two boxes in the issue. In English and by the configured phrases. Updates by dependency and release bots have no task.',
  effort: 'minutes',
  sources: [{ url: 'https://docs.github.com/en/issues/tracking-your-work-with-issues/learning-about-issues/about-issues', checked: '2026-11-24' }],
  options: { phrases: phraseOption('that head acceptance criteria, e.g. `fertig, wenn`') },
  messages: {
    none: 'Neither the description nor {where} says what holds when the work is done; add acceptance criteria.',
  },
  check({ change, options, outcome }) {
    if (change.provenance.level === 'automation') return outcome.notApplicable(`the change was made by ${change.provenance.agents.join(', ')}`);
    const phrases = phrased(options.phrases);
    const issues = change.issueBodies();
    for (const { issue, body } of issues) {
      const found = criteriaIn(body, phrases) ?? boxesIn(body);
      if (found !== undefined) return outcome.pass(`#${issue.number}: ${found}`);
    }
    const known = change.body();
    const inBody = known.state === 'known' ? criteriaIn(known.value, phrases) : undefined;
    if (inBody !== undefined) return outcome.pass(`the description: ${inBody}`);
    if (known.state === 'unknown') return outcome.unknown(known.reason, known.reveal);
    const { linkedIssues } = change.pullRequest;
    if (linkedIssues.state === 'unknown') return outcome.unknown(linkedIssues.reason, linkedIssues.reveal);
    const unread = linkedIssues.value.find(({ body }) => body.state === 'unknown');
    if (unread?.body.state === 'unknown') return outcome.unknown(`#${unread.number}: ${unread.body.reason}`, unread.body.reveal);
    const where = issues.length > 0 ? issues.map(({ issue }) => `#${issue.number}`).join(', ') : 'a linked issue';
    outcome.fail('none', { where }, undefined, { subject: 'acceptance criteria' });
  },
});

function criteriaIn({ sections, sentences }: PullRequestBody, phrases: Idea): string | undefined {
  const says = (text: string, idea: Idea): boolean => idea.says.every((group) => group.length > 0) && statementIn(text, idea) !== undefined;
  const section = sections.find((candidate) => isAnswered(candidate) && (says(candidate.title, headings) || says(candidate.title, phrases)));
  if (section) return section.title;
  return sentences.find(({ text }) => says(text, acceptanceInText) || says(text, phrases))?.text;
}

function isAnswered(section: BodySection): boolean {
  return section.title !== '' && (section.isAnswered || section.boxes.length > 0);
}

function boxesIn({ sections }: PullRequestBody): string | undefined {
  const list = sections.find(({ boxes }) => boxes.length >= fewestBoxes);
  return list && `a list of ${list.boxes.length} boxes`;
}
