import { defineRule, type RepositoryRule } from '@ten-point/core/rule';
import { phrased, phraseOption } from '../prose/phrases.ts';
import { built } from './command-ideas.ts';
import { guidingFiles, noInstructions } from './guiding-files.ts';
import { judgeStatement, reportStatement, statementOf } from './stated-commands.ts';

export const buildCommand: RepositoryRule = defineRule({
  id: 'instructions/build-command',
  scope: 'repository',
  severity: 'warning',
  needs: ['instructions', 'tasks', 'workflows'],
  title: 'Instructions say how to build, as CI does',
  why: 'Whether the change compiles is the first thing that an agent can find out by itself, if it is told how: order, flags and prerequisites of a build are rarely to be seen from the files.',
  howToFix: 'Quote the exact command, with what must run before it.',
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
    phrases: phraseOption('by which a sentence or heading speaks of building, e.g. `gebaut wird`'),
  },
  messages: {
    notStated: 'The instructions for agents do not say how to build ({known} does it); quote the command.',
    differs: 'The instructions build by `{stated}`, while CI runs {ci} ({path}); quote the command that the merge depends on.',
  },
  check({ repo, options, outcome }) {
    const instructions = repo.instructions();
    const [root] = guidingFiles(instructions);
    if (!root) return outcome.notApplicable(noInstructions);
    const statement = statementOf(['build'], [built, phrased(options.phrases)], /^(?:build|compile)(?:[:_-]|$)/, {
      instructions,
      tasks: repo.tasks(),
      workflows: repo.workflows(),
    });
    reportStatement(outcome, judgeStatement(statement), 'neither a build script nor a job that builds was found');
  },
});
