import type { CommandPurpose, ShellCommand } from '../model/command.ts';
import type { Location } from '../model/location.ts';
import type { Tasks } from '../model/task.ts';
import type { ActionReference, Job, Step, Workflow, Workflows } from '../model/workflow.ts';
import { parseShell } from '../parse/shell.ts';
import { type ActionPurpose, actionPurposes, supportingActions } from './action-purpose-data.ts';
import { environmentValue } from './workflow-environment.ts';

/** One thing that a job does, with what shows it. */
export interface JobPurpose {
  readonly purpose: CommandPurpose;
  /** The command or action, for a sentence: `npm test`, `golangci/golangci-lint-action`. */
  readonly evidence: string;
  /** In the workflow (or local action) that holds the step. */
  readonly location: Location;
  /** Tasks, scripts, actions and workflows followed to get there. */
  readonly via: readonly string[];
  readonly basis: 'program' | 'task-name' | 'action';
  readonly step: Step;
  /** The step's own command that leads there; absent for an action. */
  readonly command?: ShellCommand;
  /** What finally does it; the same as `command` when nothing was followed. */
  readonly resolved?: ShellCommand;
}

/** Something of a job that may do more than can be seen in this repository. */
export interface UnseenWork {
  readonly kind: 'workflow' | 'action' | 'script';
  readonly name: string;
  readonly location: Location;
}

export interface JobWork {
  readonly purposes: readonly JobPurpose[];
  /** The same for steps that are switched off by `if: false`. */
  readonly disabled: readonly JobPurpose[];
  readonly unseen: readonly UnseenWork[];
  /** Tasks and scripts that run, as `path name`, and commands as words joined by blanks. */
  readonly followed: ReadonlySet<string>;
}

const depthLimit = 6;
const cache = new WeakMap<Workflows, WeakMap<Job, JobWork>>();

/**
 * Says what a job does: by the commands of its steps (tasks and scripts followed), by known actions, and by the
 * composite actions and reusable workflows of this repository.
 *
 * @param job - A job of `workflows`.
 */
export function jobWork(job: Job, workflows: Workflows, tasks: Tasks): JobWork {
  let jobs = cache.get(workflows);
  if (!jobs) {
    jobs = new WeakMap();
    cache.set(workflows, jobs);
  }
  const known = jobs.get(job);
  if (known) return known;
  const purposes: JobPurpose[] = [];
  const disabled: JobPurpose[] = [];
  const unseen: UnseenWork[] = [];
  const followed = new Set<string>();
  const workflow = workflows.workflows.find(({ jobs: own }) => own.includes(job));
  collectJob(job, workflow, { workflows, tasks, purposes, disabled, unseen, followed }, [], 0);
  const work = { purposes, disabled, unseen, followed };
  jobs.set(job, work);
  return work;
}

interface Collection {
  readonly workflows: Workflows;
  readonly tasks: Tasks;
  readonly purposes: JobPurpose[];
  readonly disabled: JobPurpose[];
  readonly unseen: UnseenWork[];
  readonly followed: Set<string>;
  /** The job whose steps run, and its workflow: what `env.X` is there. */
  readonly scope?: { readonly workflow: Workflow; readonly job: Job };
  /** Directory of the composite action whose steps are read. */
  readonly actionDirectory?: string;
}

function collectJob(job: Job, workflow: Workflow | undefined, into: Collection, via: readonly string[], depth: number): void {
  if (job.uses) {
    const called = depth < depthLimit ? into.workflows.resolveWorkflow(job.uses) : undefined;
    if (!called) into.unseen.push({ kind: 'workflow', name: job.uses.raw, location: job.uses.location });
    for (const inner of called?.jobs ?? []) collectJob(inner, called, into, [...via, called?.path ?? ''], depth + 1);
    return;
  }
  const scoped = workflow ? { ...into, scope: { workflow, job } } : into;
  for (const step of job.steps) collectStep(step, scoped, via, depth);
}

function collectStep(step: Step, into: Collection, via: readonly string[], depth: number): void {
  if (isOff(step.if?.value)) {
    const { if: _, ...enabled } = step;
    const off: JobPurpose[] = [];
    collectStep(enabled, { ...into, purposes: off, unseen: [], followed: new Set() }, via, depth);
    into.disabled.push(...off.map((purpose) => ({ ...purpose, step })));
    return;
  }
  if (step.uses) collectAction(step, step.uses, into, via, depth);
  else if (step.run) {
    const commands = step.script?.commands ?? windowsCommands(step.run.value, step.run.location);
    if ((step.script?.incomplete ?? true) || step.shell !== undefined) noteOddShell(step, into);
    collectCommands(commands, step, into, via);
  }
}

/** A condition that never holds. */
export function isOff(condition: string | undefined): boolean {
  return condition !== undefined && /^(?:\$\{\{\s*)?false(?:\s*\}\})?$/.test(condition.trim());
}

function noteOddShell(step: Step, into: Collection): void {
  const shell = step.shell ?? '';
  if (step.run && /^(?:pwsh|powershell|cmd|python|perl|node|deno|ruby)/.test(shell))
    into.unseen.push({ kind: 'script', name: `${shell} script`, location: step.run.location });
}

/** PowerShell and cmd start programs by the same words; what is special to them is lost. */
function windowsCommands(text: string, location: Location): readonly ShellCommand[] {
  return parseShell(text.replace(/`\r?\n/g, ' '), () => location).commands;
}

function collectCommands(commands: readonly ShellCommand[], step: Step, into: Collection, via: readonly string[]): void {
  const directory = step.workingDirectory ?? '';
  for (const written of commands) {
    const command = withKnownProgram(written, step, into);
    const resolved = into.tasks.resolve([command], directory, into.actionDirectory);
    for (const found of resolved) {
      for (const label of found.via) into.followed.add(label);
      into.followed.add([found.command.name, ...found.command.args].join(' '));
      for (const purpose of found.purposes) {
        into.purposes.push({
          purpose,
          evidence: firstLine(command.text),
          location: command.location,
          via: [...via, ...found.via],
          basis: found.basis,
          step,
          command,
          resolved: found.command,
        });
      }
    }
    // A program of the repository that cannot be read: a script in another language, a build tool of its own.
    if (resolved.some((found) => found.purposes.length > 0)) continue;
    const script = isLocalProgram(command.program) || isVariable(command.program) ? command.program : interpretedScript(command);
    if (script !== undefined) into.unseen.push({ kind: 'script', name: script, location: command.location });
  }
}

const shellVariable = /^"?\$\{?(\w+)\}?"?$/;
const environmentExpression = /^\$\{\{\s{0,9}env\.(\w+)\s{0,9}\}\}$/;

/** A program whose name is made at run time. */
function isVariable(program: string): boolean {
  return shellVariable.test(program) || (program.startsWith('${{') && program.endsWith('}}'));
}

/** `${{ env.TOOL }} test` and `$TOOL test`, where the step, its job or its workflow says what TOOL is. */
function withKnownProgram(command: ShellCommand, step: Step, { scope }: Collection): ShellCommand {
  const variable = (environmentExpression.exec(command.program) ?? shellVariable.exec(command.program))?.[1];
  const value = scope && variable !== undefined ? environmentValue(scope.workflow, scope.job, step, variable)?.value : undefined;
  return value !== undefined && /^[\w.@+-]+$/.test(value) ? { ...command, name: value, program: value } : command;
}

function isLocalProgram(program: string): boolean {
  return /^\.{1,2}[/\\]/.test(program) || (program.includes('/') && /action_path|workspace|\.(?:sh|ps1|py|[cm]?[jt]s|rb|cmd|bat)["']?$/i.test(program));
}

const interpreters = new Set(['node', 'deno', 'bun', 'tsx', 'ts-node', 'python', 'python3', 'ruby', 'perl', 'php', 'pwsh']);
// Scripts that label, comment or release are no checks; these names may be.
const mayCheck = /(?:test|check|ci|build|lint|verif|valid|all|run|main|make|task)/i;

/** `node scripts/check.mjs`: a program of the repository that cannot be read, by a name under which checks run. */
function interpretedScript(command: ShellCommand): string | undefined {
  if (!interpreters.has(command.name)) return undefined;
  const script = command.args.find((argument) => !argument.startsWith('-') && argument !== 'run');
  if (script === undefined || !/\.(?:[cm]?[jt]s|py|rb|pl|php|ps1)$/i.test(script)) return undefined;
  return mayCheck.test(script.slice(script.lastIndexOf('/') + 1)) ? `${command.name} ${script}` : undefined;
}

function firstLine(text: string): string {
  const line = text.replace(/\\\r?\n\s*/g, ' ').split('\n')[0] ?? '';
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

function collectAction(step: Step, uses: ActionReference, into: Collection, via: readonly string[], depth: number): void {
  if (uses.kind === 'local') {
    const action = depth < depthLimit ? into.workflows.resolveAction(uses) : undefined;
    if (!action || action.steps.length === 0) into.unseen.push({ kind: 'action', name: uses.raw, location: uses.location });
    if (action) for (const inner of action.steps) collectStep(inner, { ...into, actionDirectory: action.directory }, [...via, uses.raw], depth + 1);
    return;
  }
  if (uses.kind === 'docker') {
    into.unseen.push({ kind: 'action', name: uses.raw, location: uses.location });
    return;
  }
  const name = `${uses.owner}/${uses.repository}${uses.path === '' ? '' : `/${uses.path}`}`.toLowerCase();
  const known = actionPurposes.filter((entry) => entry.actions.some((action) => names(action, name)));
  if (known.length === 0 && !supportingActions.test(name)) into.unseen.push({ kind: 'action', name: uses.raw, location: uses.location });
  for (const entry of known) {
    for (const purpose of actionDoes(entry, step)) into.purposes.push({ purpose, evidence: name, location: uses.location, via, basis: 'action', step });
    const input = entry.input === undefined ? undefined : step.with.get(entry.input);
    if (input) {
      const text =
        entry.program === undefined
          ? input.value
          : `${entry.program} ${entry.program === 'cargo' ? `${step.with.get('command')?.value ?? ''} ` : ''}${input.value}`;
      collectCommands(parseShell(text, () => input.location).commands, step, into, via);
    } else if (entry.program === 'cargo') {
      collectCommands(parseShell(`cargo ${step.with.get('command')?.value ?? ''}`, () => uses.location).commands, step, into, via);
    }
  }
}

function names(pattern: string, name: string): boolean {
  return pattern.endsWith('/*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name || name.startsWith(`${pattern}/`);
}

function actionDoes(entry: ActionPurpose, step: Step): readonly CommandPurpose[] {
  const pushes = step.with.get('push')?.value;
  return [...(entry.is ?? []), ...(pushes === 'true' && entry.is?.includes('build') ? (['publish'] as const) : [])];
}

/** Purposes whose failure should stop a merge. */
export const checkPurposes: ReadonlySet<CommandPurpose> = new Set<CommandPurpose>([
  'build',
  'test',
  'lint',
  'type-check',
  'format-check',
  'scan',
  'secret-scan',
]);
