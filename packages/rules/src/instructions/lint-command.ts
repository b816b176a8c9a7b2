import { defineRule, type RepositoryRule } from '@ten-point/core/rule';
import { phrased, phraseOption } from '../prose/phrases.ts';
import { linted } from './command-ideas.ts';
import { guidingFiles, noInstructions } from './guiding-files.ts';
import { judgeStatement, reportStatement, statementOf } from './stated-commands.ts';

export const lintCommand: RepositoryRule = defineRule({
  id: 'instructions/lint-command',
  scope: 'repository',
  severity: 'warning',
  needs: ['instructions', 'tasks', 'workflows'],
  title: 'Instructions say how to lint and format, as CI does',
  why: 'Lint and format failures are the cheapest to mend before a push and the most common noise after it. An agent that knows the command hands in clean work; one that does not argues with CI.',
  howToFix: 'Quote the command that checks (and the one that fixes), the same that CI runs.',
  limits:
    'Commands are followed through scripts and targets to known programs. A program that is not known counts as stated where the sentence or heading speaks of it, in English or by a configured phrase. Other programs in CI than in the instructions are a hint only, since one may wrap the other; CI outside GitHub Actions is not compared. A compiler that builds (`tsc -p .`) is no check; one that only checks (`tsc --noEmit`) is. Instructions that lead to a contributing guide, which may say it, are a hint only.',
  effort: 'minutes',
  sources: [
    {
      url: 'https://docs.github.com/en/copilot/how-tos/configure-custom-instructions/add-repository-instructions',
      checked: '2026-11-24',
      note: 'Asks for commands that were run, in order, and for the checks of CI.',
    },
    {
      url: 'https://github.blog/ai-and-ml/github-copilot/how-to-write-a-great-agents-md-lessons-from-over-2500-repositories/',
      checked: '2026-11-24',
      note: 'Commands early, with flags.',
    },
  ],
  options: {
    phrases: phraseOption('by which a sentence or heading speaks of linting or formatting, e.g. `Stil prüfen`'),
  },
  messages: {
    notStated: 'The instructions for agents do not say how to lint ({known} does it); quote the command.',
    differs: 'The instructions lint by `{stated}`, while CI runs {ci} ({path}); quote the command that the merge depends on.',
  },
  check({ repo, options, outcome }) {
    const instructions = repo.instructions();
    const [root] = guidingFiles(instructions);
    if (!root) return outcome.notApplicable(noInstructions);
    const statement = statementOf(
      ['lint', 'format-check', 'type-check'],
      [linted, phrased(options.phrases)],
      /^(?:lint|format|fmt|style|typecheck|type-check)(?:[:_-]|$)/,
      { instructions, tasks: repo.tasks(), workflows: repo.workflows() },
    );
    reportStatement(outcome, judgeStatement(statement), 'neither a lint script nor a job that lints was found');
  },
});
