import { type ChangeRule, defineChangeRule } from '@ten-point/core/rule';
import { phrased, phraseOption } from '../prose/phrases.ts';
import { quote, statementIn } from '../prose/statements.ts';
import { reuseOverRebuild } from './vocabulary.ts';

export const answered: ChangeRule = defineChangeRule({
  id: 'reuse/answered',
  scope: 'change',
  severity: 'note',
  verdict: 'note',
  preset: 'strict',
  needs: [],
  changeNeeds: ['body'],
  title: 'The description says what was reused',
  why: 'Agents write a helper rather than look for one. Who has to say what was looked for, looks.',
  howToFix: 'Say in the description which existing code the change builds on, or what was searched for and not found.',
  limits:
    'Recognised by a heading or a sentence about reuse, in English and by the configured phrases. Changes that add no source file and few lines are left out.',
  effort: 'minutes',
  sources: [{ url: 'https://arxiv.org/abs/2604.00917', checked: '2026-11-24', note: "Agents' code lives shorter and is changed more." }],
  options: { phrases: phraseOption('that speak of reuse, e.g. `wiederverwendet`') },
  messages: {
    missing: 'The description does not say whether existing code was looked for; say what the change builds on, or what was not found.',
  },
  check({ change, options, outcome }) {
    const added = change.files.filter(({ kind, status }) => kind === 'source' && status === 'added');
    if (added.length === 0) return outcome.notApplicable('the change adds no source file');
    const known = change.body();
    if (known.state === 'unknown') return outcome.unknown(known.reason, known.reveal);
    const ideas = [...reuseOverRebuild, answersReuse, phrased(options.phrases)].filter(({ says }) => says.every((group) => group.length > 0));
    const texts = known.value.sections.flatMap(({ title, sentences, isAnswered }) => [...(isAnswered ? [title] : []), ...sentences.map(({ text }) => text)]);
    const found = texts.find((text) => ideas.some((idea) => statementIn(text, idea) !== undefined));
    if (found === undefined) outcome.fail('missing', {}, undefined, { subject: 'reuse' });
    else outcome.pass(quote(found));
  },
});

/** How an answer puts it, other than a question does. */
const answersReuse = {
  says: [
    [
      'reuse',
      'reused',
      'reuses',
      'reusing',
      're-used',
      'builds on',
      'build on',
      'existing helper',
      'existing helpers',
      'existing utility',
      'existing component',
      'existing function',
      'already provides',
      'no existing',
      'nothing existing',
      'searched for',
      'looked for an existing',
    ],
  ],
};
