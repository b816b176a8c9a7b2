import type { CommandPurpose, ShellCommand } from '../model/command.ts';
import type { TextFile } from '../model/file.ts';
import type { ResolvedCommand, Task } from '../model/task.ts';
import { parseShell, parseShellFile } from '../parse/shell.ts';
import { shellNames } from '../parse/shell-wrappers.ts';
import { joinPath } from '../path/relative.ts';
import { commandPurposes, positionalsOf, taskNamePurposes } from './command-purpose.ts';
import type { TaskIndex } from './task-index.ts';

const depthLimit = 30;
/** Commands of one task or script that are kept; generated scripts have thousands. */
const commandLimit = 1_000;

/** Runners that print their shell lines one by one and stop at the first failure; the others start one shell for all. */
export const lineRunners: ReadonlySet<Task['runner']> = new Set(['make', 'just', 'task', 'tox', 'composer', 'mise', 'pdm', 'hatch', 'poe', 'mix']);

/** Follows commands to what they do. */
export class CommandResolver {
  private readonly index: TaskIndex;
  private readonly scripts: ReadonlyMap<string, TextFile>;
  private readonly parsed = new Map<string, readonly ShellCommand[]>();
  /** What a task or script does; empty while it is being followed, so that a cycle ends. */
  private readonly work = new Map<string, readonly ResolvedCommand[]>();

  constructor(index: TaskIndex, scripts: ReadonlyMap<string, TextFile>) {
    this.index = index;
    this.scripts = scripts;
  }

  resolve(commands: readonly ShellCommand[], directory: string, actionDirectory?: string): readonly ResolvedCommand[] {
    return commands.flatMap((command) => this.command(actionDirectory === undefined ? command : fromCheckout(command, actionDirectory), directory, 0));
  }

  follow(task: Task): readonly ResolvedCommand[] {
    return this.task(task, 0);
  }

  private command(command: ShellCommand, directory: string, depth: number): readonly ResolvedCommand[] {
    if (depth > depthLimit) return [];
    const references = this.index.references(command, directory);
    const followed = unique([...references.flatMap((reference) => reference.tasks), ...this.installHooks(command, directory)]);
    const script = this.scriptOf(command, directory);
    const found = [
      ...followed.flatMap((task) => this.task(task, depth + 1)),
      ...(script === undefined ? [] : this.script(script, command, directory, depth + 1)),
      ...shellArguments(command).flatMap((inner) => this.command(inner, directory, depth + 1)),
    ];
    const promised = this.unfollowedPurposes(command, references);
    // tox and nox test unless the environments that they are asked for do something else.
    const told =
      references.some(({ runner }) => runner === 'tox' || runner === 'nox') && (promised.length > 0 || found.some((each) => each.purposes.length > 0));
    const purposes = [...(told ? [] : commandPurposes(command)), ...promised];
    // A runner whose task was followed has said what it does.
    if (references.some((reference) => reference.tasks.length > 0) && purposes.length === 0) return found;
    return [...found, { command, purposes: [...new Set(purposes)], basis: 'program', via: [] }];
  }

  /** Scripts that installing the dependencies of a package runs: https://docs.npmjs.com/cli/v11/using-npm/scripts#life-cycle-operation-order */
  private installHooks(command: ShellCommand, directory: string): readonly Task[] {
    const installs = { npm: ['install', 'i', 'ci', 'clean-install'], pnpm: ['install', 'i'], yarn: ['install', undefined], bun: ['install', 'i'] }[
      command.name
    ];
    const [sub, named] = positionalsOf(command.args, ['--prefix', '-C', '--dir', '--cwd', '--filter', '-F']);
    if (!installs?.some((name) => name === sub) || named !== undefined || command.args.includes('--ignore-scripts') || command.args.includes('-g')) return [];
    const place = command.directory === undefined ? undefined : joinPath(directory, command.directory);
    return ['preinstall', 'install', 'postinstall', 'prepare'].flatMap((name) => {
      const task = place === undefined ? undefined : this.index.get('npm-script', name, place);
      return task ? [task] : [];
    });
  }

  /** A task that no file lists: the program that its word may be, or what its name promises. */
  private unfollowedPurposes(command: ShellCommand, references: ReturnType<TaskIndex['references']>): readonly CommandPurpose[] {
    return references.flatMap((reference) => {
      const { name } = reference;
      if (reference.tasks.length > 0 || name === undefined || reference.lookup.state === 'missing')
        return name === undefined && reference.runner === 'make' && reference.tasks.length === 0 ? ['build' as const] : [];
      const rest = command.args.slice(command.args.indexOf(name) + 1);
      const asProgram =
        reference.runner === 'gradle' || reference.runner === 'maven' || reference.runner === 'mix' || reference.runner === 'rake'
          ? []
          : commandPurposes({ name, args: rest });
      if (asProgram.length > 0) return asProgram;
      return ['gradle', 'maven', 'mix', 'rake', 'cargo-alias'].includes(reference.runner) ? [] : taskNamePurposes(name);
    });
  }

  private task(task: Task, depth: number): readonly ResolvedCommand[] {
    const label = `${task.location.path} ${task.name}`;
    return this.once(`${task.runner} ${label}`, label, () => {
      const sameFile = (name: string): readonly Task[] => {
        const found = this.index.get(task.runner, name, task.directory);
        return found && found !== task ? [found] : [];
      };
      // npm and yarn run `pretest` and `posttest` around `test`.
      const hooks = (prefix: string): readonly Task[] => (task.runner === 'npm-script' ? sameFile(`${prefix}${task.name}`) : []);
      const commands = this.commandsOf(task);
      const found = [
        ...task.dependencies.flatMap(sameFile).flatMap((needed) => this.task(needed, depth + 1)),
        ...hooks('pre').flatMap((hook) => this.task(hook, depth + 1)),
        ...commands.flatMap((command) => this.command(command, task.directory, depth + 1)),
        ...hooks('post').flatMap((hook) => this.task(hook, depth + 1)),
      ];
      return this.orByName(task, commands, found);
    });
  }

  private script(path: string, command: ShellCommand, directory: string, depth: number): readonly ResolvedCommand[] {
    const text = this.scripts.get(path);
    const start = (command.directory === undefined ? undefined : joinPath(directory, command.directory)) ?? '';
    if (!text) return [];
    return this.once(`script ${path} ${start}`, path, () => {
      const { commands } = parseShellFile(path, text.text);
      return commands.flatMap((inner) => this.command(inner, start, depth + 1));
    });
  }

  private once(key: string, label: string, follow: () => readonly ResolvedCommand[]): readonly ResolvedCommand[] {
    const known = this.work.get(key);
    if (known) return known;
    this.work.set(key, []);
    const found = follow()
      .slice(0, commandLimit)
      .map((each) => ({ ...each, via: [label, ...each.via] }));
    this.work.set(key, found);
    return found;
  }

  /** A task that runs a program of the repository (or is code itself) does what its name says, as far as can be seen. */
  private orByName(task: Task, commands: readonly ShellCommand[], found: readonly ResolvedCommand[]): readonly ResolvedCommand[] {
    if (found.some((each) => each.purposes.length > 0)) return found;
    const purposes = taskNamePurposes(task.name);
    const opaque = commands.find((command) => !saysNothing.has(command.name));
    if (purposes.length === 0) return found;
    // A task with neither commands nor dependencies is code, unless it is written in shell and does nothing.
    if (!opaque && (task.command !== undefined || task.dependencies.length > 0 || task.runner === 'make')) return found;
    const command: ShellCommand = opaque ?? {
      name: task.name,
      program: task.name,
      args: [],
      wrappers: [],
      env: {},
      text: task.name,
      location: task.location,
      failure: { kind: 'propagates' },
      directory: '',
    };
    return [...found.filter((each) => each.command !== command), { command, purposes, basis: 'task-name', via: [] }];
  }

  private commandsOf(task: Task): readonly ShellCommand[] {
    const { command } = task;
    if (!command) return [];
    const key = `${command.location.path} ${task.runner} ${task.name}`;
    const known = this.parsed.get(key);
    if (known) return known;
    const { location, value } = command;
    const length = location.range.end.offset - location.range.start.offset;
    // Exact where the text stands in the file as it runs; one-line texts only, since lines are counted from the place itself.
    const exact = length === value.length && location.range.start.line === location.range.end.line;
    const at = (start: number, end: number): typeof location =>
      exact
        ? {
            path: location.path,
            range: {
              start: { line: location.range.start.line, column: location.range.start.column + start, offset: location.range.start.offset + start },
              end: { line: location.range.start.line, column: location.range.start.column + end, offset: location.range.start.offset + end },
            },
          }
        : task.location;
    const commands = parseShell(value, at, { errexit: lineRunners.has(task.runner) }).commands;
    this.parsed.set(key, commands);
    return commands;
  }

  /** The script of the repository that a command runs. */
  private scriptOf(command: ShellCommand, directory: string): string | undefined {
    const interpreted = shellNames.has(command.name) || command.name === 'source' || command.name === '.';
    const word = interpreted ? command.args.find((argument) => !argument.startsWith('-')) : command.program;
    if (word === undefined || !(word.includes('/') || word.endsWith('.sh'))) return undefined;
    // `$GITHUB_WORKSPACE/x.sh` and `$(pwd)/x.sh` mean the checkout.
    const plain = word.replace(/^["']?(?:\$\{?GITHUB_WORKSPACE\}?|\$\{\{ *github\.workspace *\}\}|\$\(pwd\)|\$PWD|\$\{PWD\})\//, '').replace(/["']$/, '');
    for (const base of [command.directory === undefined ? undefined : joinPath(directory, command.directory), '']) {
      const path = base === undefined ? undefined : joinPath(base, plain);
      if (path !== undefined && this.scripts.has(path)) return path;
    }
    return undefined;
  }
}

const actionPath = /^["']?(?:\$\{\{\s{0,9}github\.action_path\s{0,9}\}\}|\$GITHUB_ACTION_PATH|\$\{GITHUB_ACTION_PATH\})["']?\//;

/** A command of a composite action of the repository, with the paths beside that action written from the root of the checkout. */
function fromCheckout(command: ShellCommand, actionDirectory: string): ShellCommand {
  const plain = (word: string): string => {
    const rest = word.replace(actionPath, '');
    const path = rest === word ? undefined : joinPath(actionDirectory, rest.replace(/["']$/, ''));
    return path === undefined ? word : `$GITHUB_WORKSPACE/${path}`;
  };
  const program = plain(command.program);
  return program === command.program && !command.args.some((word) => actionPath.test(word)) ? command : { ...command, program, args: command.args.map(plain) };
}

function unique(tasks: readonly Task[]): readonly Task[] {
  return [...new Set(tasks)];
}

/** Commands after which nothing was checked: a task that has only these does not do what its name says. */
const saysNothing: ReadonlySet<string> = new Set([
  'echo',
  'true',
  ':',
  'exit',
  'printf',
  'cd',
  'set',
  'mkdir',
  'rm',
  'cp',
  'mv',
  'touch',
  'export',
  '[',
  'test',
  'sleep',
  'false',
  'cat',
]);

/** `concurrently "npm run lint" "npm test"` and `npm-run-all` take shell texts as arguments. */
function shellArguments(command: ShellCommand): readonly ShellCommand[] {
  if (command.name !== 'concurrently') return [];
  return command.args.flatMap((word) =>
    word.includes(' ') && !word.startsWith('-') ? parseShell(word, () => command.location, { errexit: false }).commands : [],
  );
}
