import { defineRule, type RepositoryRule } from '@ten-point/core/rule';
import { phrased, phraseOption } from '../prose/phrases.ts';
import { tested } from './command-ideas.ts';
import { guidingFiles, noInstructions } from './guiding-files.ts';
import { judgeStatement, reportStatement, statementOf } from './stated-commands.ts';

export const testCommand: RepositoryRule = defineRule({
  id: 'instructions/test-command',
  scope: 'repository',
  severity: 'warning',
  needs: ['instructions', 'tasks', 'workflows'],
  title: 'Instructions say how to run the tests, as CI does',
  why: 'An agent that does not know the test command guesses one, or does not test. Of 2,303 instruction files 62 % hold build and run commands (arXiv 2511.12884); a command that CI does not run proves nothing to the merge.',
  howToFix: 'Quote the exact command, with the one for a single test or package beside it: it is the one that agents run most.',
  limits:
    'Commands are followed through scripts and targets to known programs. A program that is not known counts as stated where the sentence or heading speaks of it, in English or by a configured phrase. Other programs in CI than in the instructions are a hint only, since one may wrap the other; CI outside GitHub Actions is not compared. Instructions that lead to a contributing guide, which may say it, are a hint only.',
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
    phrases: phraseOption('by which a sentence or heading speaks of testing, e.g. `geprüft wird`'),
  },
  messages: {
    notStated: 'The instructions for agents do not say how to run the tests ({known} does it); quote the command.',
    differs: 'The instructions run the tests by `{stated}`, while CI runs {ci} ({path}); quote the command that the merge depends on.',
  },
  check({ repo, options, outcome }) {
    const instructions = repo.instructions();
    const [root] = guidingFiles(instructions);
    if (!root) return outcome.notApplicable(noInstructions);
    const statement = statementOf(['test'], [tested, phrased(options.phrases)], /^(?:test|tests|check|spec)(?:[:_-]|$)/, {
      instructions,
      tasks: repo.tasks(),
      workflows: repo.workflows(),
    });
    reportStatement(outcome, judgeStatement(statement), 'neither a test script nor a job that tests was found');
  },
});
