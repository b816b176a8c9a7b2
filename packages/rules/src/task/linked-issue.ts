import { type ChangeRule, defineChangeRule } from '@ten-point/core/rule';
import { phrased, phraseOption } from '../prose/phrases.ts';
import { statementIn } from '../prose/statements.ts';
import { issueReferences } from './issue-references.ts';
import { acceptanceCriteria } from './vocabulary.ts';

export const linkedIssue: ChangeRule = defineChangeRule({
  id: 'task/linked-issue',
  scope: 'change',
  severity: 'warning',
  verdict: 'stop',
  needs: [],
  changeNeeds: ['body'],
  title: 'The pull request says which task it does',
  why: 'A change without a task cannot be held against anything: neither its size nor its end was agreed on with anybody. Agents open many changes quickly, and those that nobody asked for cost reviewers the most.',
  howToFix: 'Link the issue (`Fixes #12`), or put the task itself into the description, with what has to hold when it is done.',
  limits:
    'Links of GitHub, `#12`, addresses of issues, `SHOP-12` behind a word such as "task", and a part of the description about acceptance criteria are recognised. Whether the issue fits the change is for people. Updates by dependency and release bots have no task.',
  effort: 'minutes',
  sources: [
    {
      url: 'https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/linking-a-pull-request-to-an-issue',
      checked: '2026-11-24',
    },
  ],
  options: { phrases: phraseOption('that head the task in a description, e.g. `fertig, wenn`') },
  messages: {
    none: 'The pull request links no issue and does not hold the task itself; add "Fixes #…", or the task with its acceptance criteria.',
  },
  check({ change, options, outcome }) {
    if (change.provenance.level === 'automation') return outcome.notApplicable(`the change was made by ${change.provenance.agents.join(', ')}`);
    const { linkedIssues } = change.pullRequest;
    const [linked] = linkedIssues.state === 'known' ? linkedIssues.value : [];
    if (linked) return outcome.pass(`links ${linked.repository ?? ''}#${linked.number}`);
    const known = change.body();
    if (known.state === 'unknown') return outcome.unknown(known.reason, known.reveal);
    const [reference] = issueReferences(known.value.document);
    if (reference !== undefined) return outcome.pass(`names ${reference}`);
    const task = known.value.sections.find(
      ({ title, isAnswered }) =>
        isAnswered && [acceptanceCriteria, phrased(options.phrases)].some((idea) => idea.says.every((group) => group.length > 0) && statementIn(title, idea)),
    );
    if (task) outcome.pass(`holds the task itself: ${task.title}`);
    else outcome.fail('none', {}, undefined, { subject: 'task' });
  },
});
