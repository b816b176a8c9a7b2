import type { CommandPurpose, ShellCommand } from '../model/command.ts';
import type { Location } from '../model/location.ts';
import type { OtherPlace, TaskCheck, TaskPair, TaskSide } from '../model/runner-settings.ts';
import type { ResolvedCommand, Task, Tasks } from '../model/task.ts';
import type { Workflows } from '../model/workflow.ts';
import { parseShell } from '../parse/shell.ts';
import { joinPath, nameOf } from '../path/relative.ts';
import { jobWork } from '../repository/job-purposes.ts';
import { lineRunners } from '../repository/resolve-commands.ts';

const checkPurposes: ReadonlySet<CommandPurpose> = new Set(['test', 'lint', 'type-check', 'format-check', 'scan', 'secret-scan', 'build']);

/** Tasks that a person runs while working: what they leave out, no check loses. */
const otherWork =
  /(?:^|[:_.-])(?:watch|dev|start|serve|fix|update|bench|benchmark|debug|ui|open|preview|clean|release|publish|deploy|docs?|format|fmt|prepare|install|postinstall|setup)(?:$|[:_.-])/i;

/** One side of the change, as far as tasks go. */
export interface TaskWorld {
  readonly tasks: Tasks;
  readonly workflows: Workflows;
}

/** The checks that a task itself makes: by its own commands, and the tasks it needs first. */
export interface TaskReading {
  readonly task: Task;
  readonly checks: readonly TaskCheck[];
  /** Commands of which nothing is known. */
  readonly unknown: readonly string[];
}

/**
 * Pairs the tasks of changed files, and says which checks of the base they no longer make.
 *
 * @param changedAtBase - Paths of the files that the change touches, at the base.
 * @param pathAtHead - Where a file of the base is at the head; undefined when it is gone.
 * @param isGone - Whether what a directory of the base held is gone as a whole.
 * @param isRemoved - Whether a file or directory of the base is not at the head.
 */
export function pairTasks(
  base: TaskWorld,
  head: TaskWorld,
  changedAtBase: ReadonlySet<string>,
  pathAtHead: (path: string) => string | undefined,
  isGone: (directory: string) => boolean,
  isRemoved: (path: string) => boolean,
): readonly TaskPair[] {
  const headTasks = byPlace(head.tasks.tasks);
  const readHead = reader(head.tasks);
  const readBase = reader(base.tasks);
  const workflowsBase = workflowRuns(base);
  const workflowsHead = workflowRuns(head);
  return base.tasks.tasks.flatMap((task): TaskPair[] => {
    const { path } = task.location;
    if (!changedAtBase.has(path) || codeRunners.has(task.runner) || isVersion.test(task.name) || isGone(task.directory)) return [];
    const counterpart = headTasks.get(placeKey(pathAtHead(path) ?? path, task.name)) ?? sameName(head.tasks, task);
    if (counterpart && commandText(counterpart) === commandText(task) && counterpart.dependencies.join() === task.dependencies.join()) return [];
    const label = `${path} ${task.name}`;
    const runsInWorkflow = workflowsBase.followed.has(label);
    if (otherWork.test(task.name) && !runsInWorkflow) return [];
    const reading = readBase(task);
    const blocking = reading.checks.filter(({ blocks }) => blocks);
    if (blocking.length === 0) return [];
    const now = counterpart && readHead(counterpart);
    // What a command was for may be gone with it.
    const lost = lostChecks(blocking, now)
      .filter(({ check }) => !asksForRemoved(check, task.directory, isRemoved))
      .map(({ check, how }) => {
        const elsewhere =
          placeOf(check, task, counterpart, { head, base, readHead, readBase, workflowsHead, runsInWorkflow, pathAtHead }) ?? unclearPlace(reading, now);
        return { check, how, ...(elsewhere ? { elsewhere } : {}) };
      });
    const side = (of: Task, read: TaskReading, runs: ReadonlySet<string>): TaskSide => ({
      path: of.location.path,
      location: of.location,
      commandText: commandText(of),
      checks: read.checks,
      runsInWorkflow: runs.has(`${of.location.path} ${of.name}`),
    });
    return [
      {
        runner: task.runner,
        name: task.name,
        before: side(task, reading, workflowsBase.followed),
        ...(counterpart && now ? { after: side(counterpart, now, workflowsHead.followed) } : {}),
        lost,
      },
    ];
  });
}

/** Runners whose tasks are code, or the same for every project. */
const codeRunners: ReadonlySet<Task['runner']> = new Set(['maven', 'gradle', 'nox', 'cargo-alias']);

/** Environments of one version each come and go with the versions that are supported. */
const isVersion = /^(?:py|pypy|jython|node|ruby|php)[\d.]/;

function placeKey(path: string, name: string): string {
  return `${path}\n${name}`;
}

function byPlace(tasks: readonly Task[]): ReadonlyMap<string, Task> {
  return new Map(tasks.map((task) => [placeKey(task.location.path, task.name), task]));
}

/** A task of the same name and directory, whatever runs it now: a Makefile became a justfile. */
function sameName(tasks: Tasks, { name, directory, runner }: Task): Task | undefined {
  return tasks.tasks.find((task) => task.name === name && task.directory === directory && task.runner !== runner && !codeRunners.has(task.runner));
}

function commandText({ command }: Task): string {
  return (command?.value ?? '').replace(/\s+/g, ' ').trim();
}

function reader(tasks: Tasks): (task: Task) => TaskReading {
  const known = new Map<Task, TaskReading>();
  return (task) => {
    const read = known.get(task) ?? readTask(task, tasks);
    known.set(task, read);
    return read;
  };
}

function readTask(task: Task, tasks: Tasks): TaskReading {
  const checks: TaskCheck[] = [];
  const unknown: string[] = [];
  for (const name of task.dependencies) {
    const needed = tasks.find(task.runner, name, task.directory);
    if (needed.state === 'found' && needed.task !== task)
      checks.push(...tasks.follow(needed.task).flatMap((resolved) => checksOf(resolved, name, task.location, true)));
  }
  const { command } = task;
  if (!command || endsAtOnce(command.value)) return { task, checks, unknown };
  // An own place for every command would be exact for texts of one line only; the task's own is as good.
  const script = parseShell(command.value, () => command.location, { errexit: lineRunners.has(task.runner) });
  for (const own of script.commands) {
    const blocks = own.failure.kind !== 'or-fallback' && own.failure.kind !== 'errexit-off';
    const found = tasks.resolve([own], task.directory);
    const made = found.flatMap((resolved) => checksOf(resolved, own.text, command.location, blocks));
    checks.push(...made);
    if (made.length === 0 && !doesNothing(own)) unknown.push(own.text);
  }
  if (checks.length === 0) {
    // What only the name of the task tells.
    const told = tasks.follow(task).filter(({ basis }) => basis === 'task-name');
    checks.push(...told.flatMap((resolved) => checksOf(resolved, commandText(task), command.location, true)));
  }
  return { task, checks, unknown };
}

/** Commands that check nothing. */
const sayNothing: ReadonlySet<string> = new Set([
  ...['echo', 'true', ':', 'exit', 'printf', 'cd', 'set', 'mkdir', 'rm', 'rimraf', 'cp', 'mv', 'touch', 'export', '[', 'test', 'sleep', 'false', 'cat'],
  ...['npm', 'pnpm', 'yarn', 'bun', 'npx', 'git', 'docker', 'pip', 'curl'],
]);

function doesNothing({ name, args }: ShellCommand): boolean {
  return sayNothing.has(name) || /^(?:-v|--version|-e|--eval|-p|--print|-c|--help)$/.test(args[0] ?? '');
}

/** `exit 0; …` and `true || …`: nothing behind it runs. */
function endsAtOnce(text: string): boolean {
  return /^\s*(?:exit(?:\s+0)?\s*(?:;|&&|\n|$)|(?:true|:)\s*\|\|)/.test(text);
}

function checksOf(resolved: ResolvedCommand, text: string, location: Location, blocks: boolean): readonly TaskCheck[] {
  const { command, purposes } = resolved;
  if (command.args.some((word) => /^--watch(?:All)?$/.test(word))) return [];
  const swallowed = command.failure.kind === 'or-fallback' || command.failure.kind === 'errexit-off';
  const program = resolved.basis === 'task-name' ? '' : programOf(command.name, command.args);
  return purposes.filter((purpose) => checkPurposes.has(purpose)).map((purpose) => ({ program, purpose, text, location, blocks: blocks && !swallowed }));
}

/** `python -m pytest` and `pytest` are one. */
function programOf(name: string, args: readonly string[]): string {
  const module = args.indexOf('-m');
  return /^python[\d.]*$/.test(name) && module >= 0 ? (args[module + 1] ?? name) : name;
}

function asksForRemoved({ text }: TaskCheck, directory: string, isRemoved: (path: string) => boolean): boolean {
  return text.split(/\s+/, 100).some((word) => {
    const path = /^[\w./-]*[\w-]\/?$/.test(word) ? joinPath(directory, word) : undefined;
    return path !== undefined && path !== '' && isRemoved(path);
  });
}

interface Lost {
  readonly check: TaskCheck;
  readonly how: 'gone' | 'swallowed';
}

function lostChecks(before: readonly TaskCheck[], now: TaskReading | undefined): readonly Lost[] {
  const after = now?.checks ?? [];
  const had = new Set(before.map(({ purpose, program }) => `${purpose} ${program}`));
  const seen = new Set<string>();
  return before.flatMap((check): Lost[] => {
    const key = `${check.purpose} ${check.program}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const same = after.filter(({ purpose, program }) => purpose === check.purpose && program === check.program);
    if (same.some(({ blocks }) => blocks)) return [];
    if (same.length > 0) return [{ check, how: 'swallowed' }];
    // Another program for the same purpose took its place; what only a name tells may be anything.
    const replaced = after.some(
      ({ purpose, program, blocks }) => blocks && purpose === check.purpose && (check.program === '' || (program !== '' && !had.has(`${purpose} ${program}`))),
    );
    if (replaced || isSameBehindOther(check, now)) return [];
    // A build that lost a part of its tools still builds.
    if (check.purpose === 'build' && after.some(({ blocks }) => blocks)) return [];
    return [{ check, how: 'gone' }];
  });
}

/** `react-app-rewired test …` for `react-scripts test …`: an unknown program that is given the same words. */
function isSameBehindOther({ text }: TaskCheck, now: TaskReading | undefined): boolean {
  const words = text.split(' ').slice(1).join(' ');
  return words !== '' && (now?.unknown.some((other) => other.split(' ').slice(1).join(' ') === words) ?? false);
}

interface WorkflowRuns {
  readonly followed: ReadonlySet<string>;
  /** Programs by purpose that a workflow runs, with the file in which the command stands. */
  readonly runs: readonly { readonly path: string; readonly program: string; readonly purpose: CommandPurpose; readonly label: string }[];
}

function workflowRuns({ tasks, workflows }: TaskWorld): WorkflowRuns {
  const followed = new Set<string>();
  const runs: WorkflowRuns['runs'][number][] = [];
  for (const workflow of workflows.workflows) {
    for (const job of workflow.jobs) {
      const work = jobWork(job, workflows, tasks);
      for (const each of work.followed) followed.add(each);
      for (const { purpose, resolved, location } of work.purposes) {
        if (!resolved) continue;
        runs.push({ path: resolved.location.path, program: programOf(resolved.name, resolved.args), purpose, label: `${nameOf(location.path)} ${job.id}` });
      }
    }
  }
  return { followed, runs };
}

interface Search {
  readonly base: TaskWorld;
  readonly head: TaskWorld;
  readonly readBase: (task: Task) => TaskReading;
  readonly readHead: (task: Task) => TaskReading;
  readonly workflowsHead: WorkflowRuns;
  /** Whether a workflow of the base runs the task. */
  readonly runsInWorkflow: boolean;
  readonly pathAtHead: (path: string) => string | undefined;
}

/** Where the head still makes a check: in a workflow, or by another task of the same directory. */
function placeOf(check: TaskCheck, task: Task, counterpart: Task | undefined, search: Search): OtherPlace | undefined {
  const makes = (reading: TaskReading): boolean =>
    reading.checks.some(({ purpose, program, blocks }) => blocks && purpose === check.purpose && program === check.program);
  const others = search.head.tasks.tasks.filter((other) => other !== counterpart && other.directory === task.directory && makes(search.readHead(other)));
  const before = (other: Task): Task | undefined =>
    search.base.tasks.tasks.find(({ name, location }) => name === other.name && (search.pathAtHead(location.path) ?? location.path) === other.location.path);
  const wasThere = (other: Task): boolean => {
    const known = before(other);
    return known !== undefined && makes(search.readBase(known));
  };
  const inWorkflow = search.workflowsHead.runs.find(
    ({ path, program, purpose }) =>
      purpose === check.purpose &&
      program === check.program &&
      (others.some(({ location }) => location.path === path) || (task.directory === '' && path.startsWith('.github/'))),
  );
  const fresh = others.find((other) => !wasThere(other));
  if (fresh) {
    const label = `${fresh.location.path} ${fresh.name}`;
    // Who ran the old task must now run the new one: a task that does nothing any more hides that nobody calls the other.
    const isEmptied = counterpart !== undefined && !search.readHead(counterpart).checks.some(({ blocks }) => blocks);
    const isCalled = search.workflowsHead.followed.has(label) || (!search.runsInWorkflow && !isEmptied);
    return { label, state: isCalled ? 'new' : 'existing' };
  }
  const [kept] = others;
  if (inWorkflow) return { label: inWorkflow.label, state: 'in-workflow' };
  return kept && { label: `${kept.location.path} ${kept.name}`, state: 'existing' };
}

/** A command that the task gained and of which nothing is known may make the check. */
function unclearPlace(before: TaskReading, now: TaskReading | undefined): OtherPlace | undefined {
  const gained = now?.unknown.find((text) => !before.unknown.includes(text));
  return gained === undefined ? undefined : { label: gained.slice(0, 80), state: 'unclear' };
}
