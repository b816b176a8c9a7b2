import { defineRule, type RepositoryRule } from '@ten-point/core/rule';
import { phrased, phraseOption } from '../prose/phrases.ts';
import { findStatements, quote } from '../prose/statements.ts';
import { addsDependencies, asksBeforeDependencies, editsManifests } from './ask-ideas.ts';
import { guidingFiles, noInstructions } from './guiding-files.ts';

export const dependencyApproval: RepositoryRule = defineRule({
  id: 'instructions/dependency-approval',
  scope: 'repository',
  severity: 'warning',
  needs: ['instructions', 'tasks'],
  title: 'Agents are to ask before they add dependencies',
  why: 'A dependency is code that nobody here reviewed, with an owner whom nobody here knows. Models also make names up: about a fifth of the packages in code from sixteen models did not exist (USENIX Security 2025, arXiv 2406.10279), and an attacker can register such a name.',
  howToFix: 'Add a sentence such as "Ask before adding or upgrading a production dependency; say why what we have does not do".',
  limits:
    'Looked for is a sentence that forbids or bounds adding dependencies, or ties it to a question, in English and by the configured phrases. That agents keep to it is not checked: see access/dependency-approval for changes.',
  effort: 'minutes',
  sources: [
    { url: 'https://arxiv.org/abs/2406.10279', checked: '2026-11-24', note: 'Invented package names.' },
    {
      url: 'https://github.blog/ai-and-ml/github-copilot/how-to-write-a-great-agents-md-lessons-from-over-2500-repositories/',
      checked: '2026-11-24',
      note: 'Boundaries: always, ask first, never.',
    },
  ],
  options: {
    phrases: phraseOption('that forbid adding dependencies or tie it to a question, e.g. `neue Abhängigkeiten nur nach Rücksprache`'),
  },
  messages: {
    silent: 'The instructions for agents do not ask for approval of new dependencies; say that agents ask before they add or upgrade one.',
  },
  check({ repo, options, outcome }) {
    const guiding = guidingFiles(repo.instructions());
    if (guiding.length === 0) return outcome.notApplicable(noInstructions);
    if (repo.tasks().manifests.length === 0) return outcome.notApplicable('no package manifest was found');
    for (const { document } of guiding) {
      const forbidden = [addsDependencies, editsManifests].flatMap((idea) => findStatements(document, idea).filter((statement) => statement.negated));
      const [limit] = [...findStatements(document, asksBeforeDependencies), ...forbidden, ...findStatements(document, phrased(options.phrases))];
      if (limit) return outcome.pass(quote(limit.sentence.text), limit.location);
    }
    outcome.fail('silent', {}, undefined, { confidence: 'medium' });
  },
});
