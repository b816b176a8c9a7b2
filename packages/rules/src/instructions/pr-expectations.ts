import { defineRule, type RepositoryRule } from '@ten-point/core/rule';
import { phrased, phraseOption } from '../prose/phrases.ts';
import { findStatements, quote, statementIn } from '../prose/statements.ts';
import { aboutPullRequests, pullRequestDuty } from './ask-ideas.ts';
import { guidingFiles, noInstructions } from './guiding-files.ts';

export const prExpectations: RepositoryRule = defineRule({
  id: 'instructions/pr-expectations',
  scope: 'repository',
  severity: 'note',
  needs: ['instructions'],
  title: 'Instructions say what a pull request must contain',
  why: 'Agents open pull requests through the API, past every template. What the description holds, which title form is used and what must have run are then only what the instructions ask for.',
  howToFix: 'Add a section on pull requests: what must run before, the form of the title, and a pointer to the template with what each part is for.',
  limits:
    'Looked for is a section on pull requests, or a sentence that asks something of them, in English and by the configured phrases. A contributing guide that the instructions only link to is not read here.',
  effort: 'minutes',
  sources: [{ url: 'https://agents.md/', checked: '2026-11-24', note: 'Suggests pull request instructions.' }],
  options: {
    phrases: phraseOption('that head a section on pull requests or ask something of them, e.g. `Änderungsvorschläge`'),
  },
  messages: {
    silent: 'The instructions for agents do not say what a pull request must contain or what must run before it; add that, with a pointer to the template.',
  },
  check({ repo, options, outcome }) {
    const guiding = guidingFiles(repo.instructions());
    if (guiding.length === 0) return outcome.notApplicable(noInstructions);
    const phrases = phrased(options.phrases);
    const isAboutPullRequests = (heading: string): boolean => [aboutPullRequests, phrases].some((idea) => statementIn(heading, idea));
    for (const { document } of guiding) {
      const section = document.sentences.find((sentence) => sentence.kind !== 'heading' && sentence.headings.some(isAboutPullRequests));
      const duties = [...findStatements(document, pullRequestDuty), ...findStatements(document, phrases)];
      const duty = section ?? duties.find((statement) => statement.sentence.kind !== 'heading')?.sentence;
      if (duty) return outcome.pass(quote(duty.text), duty.location);
    }
    outcome.fail('silent', {}, undefined, { confidence: 'medium' });
  },
});
