import { type BodySection, type ChangeRule, defineChangeRule, type PullRequestBody } from '@ten-point/core/rule';
import { phrased, phraseOption } from '../prose/phrases.ts';
import { type Idea, quote } from '../prose/statements.ts';
import { issueReferences } from '../task/issue-references.ts';
import { sectionFor, sentencesOn } from './answers.ts';
import { type Section, sections } from './sections.ts';

/** Words of an untitled text that tell a reader what was done: a title with a full stop is none. */
const fewestWords = 12;

export const description: ChangeRule = defineChangeRule({
  id: 'pull-request/description',
  scope: 'change',
  severity: 'error',
  verdict: 'stop',
  needs: [],
  changeNeeds: ['body'],
  title: 'The description says task, approach, changed areas, tests run, known gaps and what was left out',
  why: "The reviewer was not there when the change was made, and of an agent's change nobody was. A description that answers the six questions lets a person follow intent and evidence in one sitting; one that leaves them out moves the work of finding out to the reviewer. It is also the cheapest test of whether the author knows the change.",
  howToFix:
    'Answer each question in the description, under a heading or in a sentence of its own. "None" is an answer to known gaps and to what was left out; it is none to tests run.',
  limits:
    'Headings, bold labels and sentences are read, in English and by the configured phrases; text of the template, comments and check boxes that the template brought are nobody’s answer. Whether an answer is true is for people. Pull requests of dependency and release bots have no author who could answer: they are left out.',
  effort: 'minutes',
  sources: [
    {
      url: 'https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/about-issue-and-pull-request-templates',
      checked: '2026-11-24',
      note: 'Nothing in a template is ever required: only a check can ask for an answer.',
    },
  ],
  options: {
    taskPhrases: phraseOption('that speak of the task, e.g. `Aufgabe`'),
    approachPhrases: phraseOption('that speak of the plan or approach, e.g. `Lösungsweg`'),
    changedAreasPhrases: phraseOption('that speak of the changed areas, e.g. `betroffene Teile`'),
    testsRunPhrases: phraseOption('that speak of the tests that were run, e.g. `getestet mit`'),
    knownGapsPhrases: phraseOption('that speak of known gaps and risks, e.g. `Risiken`'),
    notDonePhrases: phraseOption('that speak of what was intentionally not done, e.g. `bewusst weggelassen`'),
  },
  messages: {
    empty:
      'The pull request has no description of its own; say what the task was, how it was solved, what changed, which tests ran, what is not certain and what was left out.',
    missing: 'The description does not say {section}; answer "{question}"',
    unanswered: 'The description has a part "{title}" for {section} with nothing in it; answer "{question}"',
    noTests: 'The description answers "{title}" by saying that there is nothing; say which tests and commands were run, or why the change needs none.',
  },
  check({ change, options, outcome }) {
    if (change.provenance.level === 'automation')
      return outcome.notApplicable(`the change was made by ${change.provenance.agents.join(', ')}, which describes it by itself`);
    const known = change.body();
    if (known.state === 'unknown') return outcome.unknown(known.reason, known.reveal);
    const body = known.value;
    if (body.sentences.length === 0 && body.code.length === 0) return outcome.fail('empty', {}, undefined, { subject: 'description' });
    for (const section of sections) {
      const phrases = phrased(options[section.option]);
      const evidence = answerOf(
        section,
        body,
        phrases,
        change.files.map(({ path }) => path),
      );
      const titled = sectionFor(section, body, phrases);
      const details = { subject: `section ${section.id}` };
      const data = { section: section.title, question: section.question };
      if (evidence !== undefined) outcome.pass(`says ${section.title}: ${evidence}`);
      else if (titled?.saysNone && section.id === 'tests-run') outcome.fail('noTests', { title: titled.title }, undefined, details);
      else if (titled) outcome.fail('unanswered', { ...data, title: titled.title }, undefined, details);
      else outcome.fail('missing', data, undefined, details);
    }
  },
});

/** What answers one of the six questions; undefined when nothing does. */
function answerOf(section: Section, body: PullRequestBody, phrases: Idea, changed: readonly string[]): string | undefined {
  const titled = sectionFor(section, body, phrases);
  if (titled?.isAnswered) return firstWords(titled);
  if (titled?.saysNone && mayBeNothing.has(section.id)) return `${titled.title}: none`;
  const [sentence] = sentencesOn(section, body, phrases);
  if (sentence !== undefined) return quote(sentence);
  return impliedAnswers[section.id]?.(body, changed);
}

const mayBeNothing: ReadonlySet<string> = new Set(['known-gaps', 'not-done']);

/** What answers a question without a heading that asks it. */
const impliedAnswers: Readonly<Record<string, (body: PullRequestBody, changed: readonly string[]) => string | undefined>> = {
  task(body) {
    const [reference] = issueReferences(body.document);
    return reference ?? opening(body);
  },
  approach: (body) => (wordsOf(body) >= 2 * fewestWords && body.sentences.length > 1 ? opening(body) : undefined),
  'changed-areas'(body, changed) {
    const named = changed.find((path) =>
      body.code.some(
        (text) =>
          text.length > 2 &&
          path.includes(
            text
              .trim()
              .replace(/^\.?\//, '')
              .replace(/\/?\**$/, ''),
          ),
      ),
    );
    return named === undefined ? undefined : `names ${named}`;
  },
  'tests-run'(body) {
    const command = body.commands.find(({ text }) => /test|spec|check|verif|lint/i.test(text));
    return command && `\`${command.text}\``;
  },
};

function opening(body: PullRequestBody): string | undefined {
  const [first] = body.sections;
  const [sentence] = first?.sentences ?? [];
  return sentence && wordsOf({ sentences: first?.sentences ?? [] }) >= fewestWords ? quote(sentence.text) : undefined;
}

function firstWords({ sentences, code, title }: BodySection): string {
  const text = sentences[0]?.text ?? code[0];
  return text === undefined ? `${title}: a picture` : quote(text);
}

function wordsOf({ sentences }: Pick<PullRequestBody, 'sentences'>): number {
  return sentences.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0);
}
