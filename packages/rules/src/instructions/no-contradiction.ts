import { type CommandMention, defineRule, type InstructionFile, type Lockfile, type RepositoryRule } from '@ten-point/core/rule';
import { phrased, phraseOption } from '../prose/phrases.ts';
import { type Idea, statementIn } from '../prose/statements.ts';
import { guidingFiles, noInstructions } from './guiding-files.ts';

type Manager = 'npm' | 'pnpm' | 'yarn' | 'bun';

export const noContradiction: RepositoryRule = defineRule({
  id: 'instructions/no-contradiction',
  scope: 'repository',
  severity: 'warning',
  needs: ['instructions', 'tasks'],
  title: 'Instructions agree on the package manager, with each other and with the lockfile',
  why: 'Where instructions contradict each other a model picks one at random (so Claude’s own documentation). The wrong package manager writes a second lockfile and a `node_modules` of another shape, and the failure that follows looks like one of the code.',
  howToFix: 'Quote the same package manager everywhere, the one whose lockfile is committed.',
  limits:
    'Compared are quoted commands that install all packages of npm, pnpm, Yarn or Bun (scripts run the same under each); sentences that forbid a manager or give alternatives, in English or by a configured phrase, are left out, and so are directories with several lockfiles. Other contradictions (branch names, prose) are not judged.',
  effort: 'minutes',
  sources: [{ url: 'https://code.claude.com/docs/en/memory', checked: '2026-11-24', note: 'Contradictions make the model pick arbitrarily.' }],
  options: {
    phrases: phraseOption('that rule a package manager out or name several of them, e.g. `statt`'),
  },
  messages: {
    lockfile: '`{command}` uses {manager}, but {lockfile} is what is committed here; quote {expected}.',
    other: '`{command}` uses {manager}, while {path} says `{otherCommand}`; quote one of them everywhere.',
  },
  check({ repo, options, outcome }) {
    const guiding = guidingFiles(repo.instructions());
    if (guiding.length === 0) return outcome.notApplicable(noInstructions);
    const locks = repo.tasks().lockfiles.filter((lockfile) => lockfile.ecosystem === 'npm');
    const uses = guiding.flatMap((file) => usesOf(file, phrased(options.phrases)));
    if (uses.length === 0) return outcome.notApplicable('the instructions quote no command that installs what npm, pnpm, Yarn or Bun manage');
    const seen = new Set<string>();
    for (const use of uses) {
      const { file, manager, mention } = use;
      const key = `${file.path} ${manager}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const here = nearestLocks(locks, use.directory);
      const [lock] = here;
      const data = { command: mention.text, manager };
      if (lock && here.length === 1) {
        if (lock.manager === manager) outcome.pass(`\`${mention.text}\` fits ${lock.path}`, mention.location);
        else outcome.fail('lockfile', { ...data, lockfile: lock.path, expected: lock.manager }, mention.location, { confidence: 'medium', subject: key });
        continue;
      }
      const other = uses.find((candidate) => candidate.manager !== manager && candidate.directory === use.directory);
      if (!other || here.length > 1) outcome.pass(`\`${mention.text}\` is what the instructions agree on`, mention.location);
      else if (uses.indexOf(other) < uses.indexOf(use))
        outcome.fail('other', { ...data, path: other.file.path, otherCommand: other.mention.text }, mention.location, {
          confidence: 'medium',
          subject: key,
          related: [{ location: other.mention.location, message: 'The other command.' }],
        });
    }
  },
});

interface Use {
  readonly file: InstructionFile;
  readonly mention: CommandMention;
  readonly manager: Manager;
  readonly directory: string;
}

const managers: ReadonlySet<string> = new Set(['npm', 'pnpm', 'yarn', 'bun']);
/** Sub-commands that write `node_modules` by the lockfile. Scripts run the same under every manager, so `npm run` is no contradiction. */
const local: Readonly<Record<Manager, RegExp>> = {
  npm: /^(?:ci|clean-install|i|install)$/,
  pnpm: /^(?:i|install)$/,
  yarn: /^install$/,
  bun: /^(?:i|install)$/,
};
/** Sentences that rule a manager out, or name it as one of several. */
const alternatives = /\b(?:not|never|don't|avoid|instead|rather|or|either|alternativ\w*|equivalent|if you|e\.g|global\w*)\b/i;

function usesOf(file: InstructionFile, phrases: Idea): Use[] {
  return file.commands.flatMap((mention): Use[] => {
    const { command } = mention;
    const manager = command.name as Manager;
    if (!managers.has(command.name) || command.wrappers.length > 0 || alternatives.test(mention.context) || statementIn(mention.context, phrases)) return [];
    const [sub, ...packages] = command.args.filter((word) => !word.startsWith('-'));
    // A package that is named may be one for the machine, or what a program does by itself.
    if (sub === undefined || packages.length > 0 || !local[manager].test(sub) || command.directory === undefined) return [];
    const directory = command.directory === '' ? file.directory : command.directory;
    return [{ file, mention, manager, directory }];
  });
}

/** Lockfiles of the nearest directory upwards that has any. */
function nearestLocks(locks: readonly Lockfile[], directory: string): readonly Lockfile[] {
  for (let place = directory; ; place = place.slice(0, Math.max(0, place.lastIndexOf('/')))) {
    const here = locks.filter((lockfile) => lockfile.directory === place);
    if (here.length > 0 || place === '') return here;
  }
}
