import type { CommandPurpose, ShellCommand } from '../model/command.ts';
import type { TextFile } from '../model/file.ts';
import type { ResolvedCommand, Task } from '../model/task.ts';
import { parseShell } from '../parse/shell.ts';
import { shellNames } from '../parse/shell-wrappers.ts';
import { textPositions } from '../parse/text-position.ts';
import { joinPath } from '../path/relative.ts';
import { commandPurposes, taskNamePurposes } from './command-purpose.ts';
import type { TaskIndex } from './task-index.ts';

const depthLimit = 12;
const commandLimit = 2_000;

/** Runners that print their shell lines one by one and stop at the first failure; the others start one shell for all. */
const lineRunners: ReadonlySet<Task['runner']> = new Set(['make', 'just', 'task', 'tox', 'composer', 'mise', 'pdm', 'hatch', 'poe', 'mix']);

interface Walk {
  readonly found: ResolvedCommand[];
  /** Tasks and scripts on the way or done: each is followed once. */
  readonly seen: Set<string>;
  steps: number;
}

/** Follows commands to what they do. */
export class CommandResolver {
  private readonly index: TaskIndex;
  private readonly scripts: ReadonlyMap<string, TextFile>;
  private readonly parsed = new Map<string, readonly ShellCommand[]>();

  constructor(index: TaskIndex, scripts: ReadonlyMap<string, TextFile>) {
    this.index = index;
    this.scripts = scripts;
  }

  resolve(commands: readonly ShellCommand[], directory: string): readonly ResolvedCommand[] {
    const walk: Walk = { found: [], seen: new Set(), steps: 0 };
    for (const command of commands) this.command(command, directory, [], walk);
    return walk.found;
  }

  private command(command: ShellCommand, directory: string, via: readonly string[], walk: Walk): void {
    if (via.length > depthLimit || walk.steps++ > commandLimit) return;
    const references = this.index.references(command, directory);
    const followed = references.flatMap((reference) => reference.tasks);
    for (const task of followed) this.task(task, via, walk);
    const script = this.scriptOf(command, directory);
    if (script) this.script(script, command, directory, via, walk);
    for (const inner of shellArguments(command)) this.command(inner, directory, via, walk);
    const purposes = [...commandPurposes(command), ...this.unfollowedPurposes(command, references)];
    // A runner whose task was followed has said what it does.
    if (followed.length > 0 && purposes.length === 0) return;
    walk.found.push({ command, purposes: [...new Set(purposes)], basis: 'program', via });
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

  private task(task: Task, via: readonly string[], walk: Walk): void {
    const key = `${task.runner} ${task.location.path} ${task.name}`;
    if (walk.seen.has(key)) return;
    walk.seen.add(key);
    const label = `${task.location.path} ${task.name}`;
    const inside = [...via, label];
    const before = walk.found.length;
    for (const name of task.dependencies) {
      const lookup = this.index.find(task.runner, name, task.directory);
      if (lookup.state === 'found') this.task(lookup.task, inside, walk);
    }
    if (task.runner === 'npm-script') this.hook(`pre${task.name}`, task, inside, walk);
    const commands = this.commandsOf(task);
    for (const command of commands) this.command(command, task.directory, inside, walk);
    if (task.runner === 'npm-script') this.hook(`post${task.name}`, task, inside, walk);
    this.byName(task, commands, walk, before, inside);
  }

  private hook(name: string, task: Task, via: readonly string[], walk: Walk): void {
    const lookup = this.index.find(task.runner, name, task.directory);
    if (lookup.state === 'found' && lookup.task.location.path === task.location.path) this.task(lookup.task, via, walk);
  }

  /** A task that runs a program of the repository (or is code itself) does what its name says, as far as can be seen. */
  private byName(task: Task, commands: readonly ShellCommand[], walk: Walk, before: number, via: readonly string[]): void {
    if (walk.found.slice(before).some((found) => found.purposes.length > 0)) return;
    const purposes = taskNamePurposes(task.name);
    if (purposes.length === 0) return;
    const opaque = commands.find((command) => !saysNothing.has(command.name));
    // A task with neither commands nor dependencies is code, unless it is written in shell and does nothing.
    if (!opaque && (task.command !== undefined || task.dependencies.length > 0 || task.runner === 'make')) return;
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
    walk.found.push({ command, purposes, basis: 'task-name', via });
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

  private script(path: string, command: ShellCommand, directory: string, via: readonly string[], walk: Walk): void {
    const text = this.scripts.get(path);
    const start = command.directory === undefined ? undefined : joinPath(directory, command.directory);
    const key = `script ${path} ${start ?? ''}`;
    if (!text || walk.seen.has(key)) return;
    walk.seen.add(key);
    let commands = this.parsed.get(`script ${path}`);
    if (!commands) {
      commands = parseShell(text.text, textPositions(path, text.text).location, { errexit: /^#!.*\s-\w*e/.test(text.text.slice(0, 200)) }).commands;
      this.parsed.set(`script ${path}`, commands);
    }
    for (const inner of commands) this.command(inner, start ?? '', [...via, path], walk);
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
