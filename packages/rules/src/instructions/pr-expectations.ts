import { defineRule, type Rule } from '@ten-point/core/rule';
import { findStatements, quote } from '../prose/statements.ts';
import { pullRequestDuty } from './ask-ideas.ts';
import { guidingFiles, noInstructions } from './guiding-files.ts';

export const prExpectations: Rule = defineRule({
  id: 'instructions/pr-expectations',
  scope: 'repository',
  severity: 'note',
  needs: ['instructions'],
  title: 'Instructions say what a pull request must contain',
  why: 'Agents open pull requests through the API, past every template. What the description holds, which title form is used and what must have run are then only what the instructions ask for.',
  howToFix: 'Add a section on pull requests: what must run before, the form of the title, and a pointer to the template with what each part is for.',
  limits:
    'Looked for is a section on pull requests, or a sentence that asks something of them. A contributing guide that the instructions only link to is not read here.',
  effort: 'minutes',
  sources: [{ url: 'https://agents.md/', checked: '2026-11-24', note: 'Suggests pull request instructions.' }],
  messages: {
    silent: 'The instructions for agents do not say what a pull request must contain or what must run before it; add that, with a pointer to the template.',
  },
  check({ repo, outcome }) {
    const guiding = guidingFiles(repo.instructions());
    if (guiding.length === 0) return outcome.notApplicable(noInstructions);
    for (const { document } of guiding) {
      const section = document.sentences.find((sentence) => sentence.kind !== 'heading' && sentence.headings.some(isAboutPullRequests));
      const duty = section ?? findStatements(document, pullRequestDuty).find((statement) => statement.sentence.kind !== 'heading')?.sentence;
      if (duty) return outcome.pass(quote(duty.text), duty.location);
    }
    outcome.fail('silent', {}, undefined, { confidence: 'medium' });
  },
});

function isAboutPullRequests(heading: string): boolean {
  return /\b(?:pull requests?|PRs?|merge requests?)\b/i.test(heading) && !/\breview/i.test(heading);
}
