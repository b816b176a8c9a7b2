import { type CommandMention, defineRule, type InstructionFile, type Location, type RepositoryRule, type Tasks } from '@ten-point/core/rule';
import { findStatements, mayState } from '../prose/statements.ts';
import { guardedSentence, weakeningIdeas } from './weakening-words.ts';

export const noWeakeningAdvice: RepositoryRule = defineRule({
  id: 'instructions/no-weakening-advice',
  scope: 'repository',
  severity: 'error',
  needs: ['instructions', 'tasks'],
  title: 'Instructions do not tell agents to get round checks',
  why: 'Agents that are stuck reach for `--no-verify`, a skipped test or `|| true` by themselves; an instruction that shows the way makes it the rule. A check that the author may switch off protects nobody, and any weakening is a hard stop of this checklist.',
  howToFix:
    'Take the advice out; say what to do instead when a check fails (mend it, or stop and report). Where a bypass is needed in an emergency, leave it to a named person.',
  limits:
    'A sentence that forbids, warns of, or ties the bypass to a person’s approval is fine, and so is code under a heading that calls it wrong. Skills and commands are read as well.',
  effort: 'minutes',
  sources: [
    {
      url: 'https://git-scm.com/docs/git-commit#Documentation/git-commit.txt---no-verify',
      checked: '2026-11-24',
      note: '--no-verify skips pre-commit and commit-msg hooks.',
    },
    { url: 'https://typicode.github.io/husky/how-to.html', checked: '2026-11-24', note: 'HUSKY=0' },
  ],
  messages: {
    advice: 'The instructions tell agents {does} ("{sentence}"); say how to mend the failure instead.',
    command: '`{command}` {does}; quote a command that lets the check decide.',
  },
  check({ repo, outcome }) {
    const files = repo.instructions().files.filter((file) => file.sameTextAs === undefined);
    if (files.length === 0) return outcome.notApplicable('no files for agents (instructions, rules, skills, commands) were found');
    for (const file of files) {
      const places = [...adviceIn(file), ...commandsIn(file, repo.tasks())];
      for (const { messageId, text, does, location } of places) {
        if (messageId === 'advice') outcome.fail('advice', { does, sentence: text.slice(0, 120) }, location, { confidence: 'medium' });
        else outcome.fail('command', { command: text, does }, location);
      }
      if (places.length === 0) outcome.pass(`${file.path} gives no advice to get round checks`);
    }
  },
});

interface Advice {
  readonly messageId: 'advice' | 'command';
  readonly text: string;
  readonly does: string;
  readonly location: Location;
}

// Parsing is dear; these words must stand in the text for any finding.
const mayAdvise = /no-verify|HUSKY=0|SKIP=|\|\|\s*(?:true|:)|\b(?:skip|bypass|disable|circumvent|comment(?:ing)? out|ignore|delete|remove)/i;

/** What {@link weakens} looks for in a command. */
const mayWeaken = /no-verify|HUSKY|SKIP|\|\|/;

function adviceIn(file: InstructionFile): Advice[] {
  if (!mayAdvise.test(file.source)) return [];
  const seen = new Set<number>();
  // What skills and commands do to tests, a person asked for.
  const ideas = weakeningIdeas.filter((idea) => !idea.guidingOnly || file.role === 'instructions' || file.role === 'scoped-rule');
  if (!mayState(file.source, ideas)) return [];
  return ideas.flatMap((idea) =>
    findStatements(file.document, idea).flatMap(({ sentence, location, negated, headings }): Advice[] => {
      const { offset } = location.range.start;
      if (
        negated ||
        seen.has(offset) ||
        sentence.kind === 'heading' ||
        guardedSentence.test(sentence.text) ||
        headings.some((heading) => guardedSentence.test(heading))
      )
        return [];
      seen.add(offset);
      return [{ messageId: 'advice', text: sentence.text, does: idea.does, location }];
    }),
  );
}

function commandsIn(file: InstructionFile, tasks: Tasks): Advice[] {
  if (!mayAdvise.test(file.source) || !mayWeaken.test(file.source)) return [];
  return file.commands.flatMap((mention): Advice[] => {
    if (mention.form === 'span' || guardedSentence.test(mention.context) || mention.headings.some((heading) => guardedSentence.test(heading))) return [];
    const does = weakens(mention, tasks, file.directory);
    return does === undefined ? [] : [{ messageId: 'command', text: mention.text, does, location: mention.location }];
  });
}

function weakens({ command }: CommandMention, tasks: Tasks, directory: string): string | undefined {
  if (command.name === 'git' && command.args.includes('--no-verify')) return 'skips the hooks';
  if (command.name === 'git' && (command.env['HUSKY'] === '0' || command.env['SKIP'] !== undefined)) return 'skips hooks';
  if (command.failure.kind !== 'or-fallback') return undefined;
  const checks = tasks
    .resolve([command], directory)
    .some(({ purposes }) => purposes.some((purpose) => ['test', 'lint', 'type-check', 'build'].includes(purpose)));
  return checks ? `passes whatever the check says (|| ${command.failure.fallback})` : undefined;
}
