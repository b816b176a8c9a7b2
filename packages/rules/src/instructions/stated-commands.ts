import {
  type CommandPurpose,
  type InstructionFile,
  type Instructions,
  type JobPurpose,
  jobWork,
  type Location,
  type OutcomeReporter,
  pullRequestJobs,
  type ShellCommand,
  type Tasks,
  type Workflows,
} from '@ten-point/core/rule';
import { type Idea, statementIn } from '../prose/statements.ts';
import { guidingFiles } from './guiding-files.ts';

/** A command of the instructions that serves a purpose. */
export interface StatedCommand {
  readonly text: string;
  readonly location: Location;
  /** Programs that it starts in the end, through scripts and targets; empty when only a name tells its purpose. */
  readonly programs: ReadonlySet<string>;
}

/** What the instructions say of a purpose, and what pull requests run for it. */
export interface Statement {
  readonly commands: readonly StatedCommand[];
  /** A command in a sentence or under a heading that speaks of the purpose, though what it does is not known. */
  readonly spoken?: { readonly text: string; readonly location: Location };
  readonly ci: readonly JobPurpose[];
  /** False when a script, action or other CI may do more than is read. */
  readonly ciIsSeen: boolean;
  /** The repository has a script or target for it, by name. */
  readonly task?: string;
  /** A guide for people that the instructions lead to. */
  readonly guide?: string;
}

const guideName = /\b(?:CONTRIBUTING|DEVELOPMENT|DEVELOPING|DEVELOPERS?|HACKING|TESTING|BUILDING|README)(?:\.(?:md|rst|txt|adoc))\b/;

/**
 * Looks for commands that do what is asked, resolved through scripts and targets.
 *
 * @param topic - By what a sentence or heading speaks of it.
 */
export function statementOf(
  purposes: readonly CommandPurpose[],
  topic: readonly Idea[],
  taskNames: RegExp,
  { instructions, tasks, workflows }: { readonly instructions: Instructions; readonly tasks: Tasks; readonly workflows: Workflows },
): Statement {
  const guiding = guidingFiles(instructions);
  const commands = guiding.flatMap((file) => commandsFor(purposes, file, tasks));
  const spoken = guiding.flatMap((file) =>
    file.commands.filter(
      ({ context, headings, command }) =>
        [context, ...headings].some((text) => topic.some((idea) => statementIn(text, idea))) && isUnknown(command, [file.directory, ''], tasks),
    ),
  )[0];
  const work = pullRequestJobs(workflows)
    .filter(({ workflow }) => workflow.compiledFrom === undefined)
    .map(({ job }) => jobWork(job, workflows, tasks));
  const ci = work.flatMap(({ purposes: all }) => all.filter((entry) => purposes.includes(entry.purpose) && !isSideOfBuild(entry, all)));
  const guide = guiding.flatMap((file) => guideName.exec(file.source)?.[0] ?? [])[0];
  // `test` before `test-tools-image`.
  const [task] = tasks.tasks
    .filter(({ name, directory }) => directory === '' && taskNames.test(name))
    .sort((left, right) => left.name.length - right.name.length);
  return {
    commands,
    ...(spoken ? { spoken: { text: spoken.text, location: spoken.location } } : {}),
    ci,
    ciIsSeen: workflows.otherCi.length === 0 && work.every((entry) => entry.unseen.length === 0),
    ...(guide === undefined ? {} : { guide }),
    ...(task ? { task: `${task.location.path} ${task.name}` } : {}),
  };
}

/**
 * Whether it is open what a command does. One that is known to serve something else does not serve this; one that names a
 * script or target that is not there states nothing, and instructions/commands-exist reports it.
 */
function isUnknown(command: ShellCommand, directories: readonly string[], tasks: Tasks): boolean {
  const references = directories.flatMap((directory) => tasks.references(command, directory));
  if (references.length > 0 && references.every(({ lookup }) => lookup.state === 'missing')) return false;
  return directories.every((directory) => tasks.resolve([command], directory).every((entry) => entry.purposes.length === 0));
}

function commandsFor(purposes: readonly CommandPurpose[], file: InstructionFile, tasks: Tasks): StatedCommand[] {
  return file.commands.flatMap((mention): StatedCommand[] => {
    const resolved = [file.directory, ''].map((directory) => tasks.resolve([mention.command], directory));
    const fitting = resolved
      .map((list) => list.filter((entry) => served(entry.purposes).some((purpose) => purposes.includes(purpose))))
      .find((list) => list.length > 0);
    if (!fitting) return [];
    const programs = new Set(fitting.filter((entry) => entry.basis === 'program').map((entry) => entry.command.name));
    return [{ text: mention.text, location: mention.location, programs }];
  });
}

/** A compiler that writes its output checks types as well: who says how to build has not said how to check. */
function served(purposes: readonly CommandPurpose[]): readonly CommandPurpose[] {
  return purposes.includes('build') ? purposes.filter((purpose) => purpose !== 'type-check') : purposes;
}

function isSideOfBuild({ purpose, resolved }: JobPurpose, all: readonly JobPurpose[]): boolean {
  return purpose === 'type-check' && resolved !== undefined && all.some((entry) => entry.purpose === 'build' && entry.resolved === resolved);
}

/** What a rule about a stated command has to report. */
export type StatementVerdict =
  | { readonly state: 'stated'; readonly evidence: string; readonly location: Location }
  | { readonly state: 'differs'; readonly stated: StatedCommand; readonly ci: JobPurpose }
  /** `known`: the command that the repository has for it. */
  | { readonly state: 'not-stated'; readonly known: string /** A guide for people that the instructions lead to, which may say it. */; readonly guide?: string }
  | { readonly state: 'no-such-work' };

// Images and side jobs of CI are no work that an agent is told to do.
const containerProgram = /^(?:docker|podman|buildah|buildx|kaniko)\b/;
const sideWork = /doc|example|sample|bench|site|release|publish|preview|image/i;

export function judgeStatement({ commands, spoken, ci, ciIsSeen, task, guide }: Statement): StatementVerdict {
  const [first] = commands;
  if (!first) {
    if (spoken) return { state: 'stated', evidence: `\`${spoken.text}\` stands where it is spoken of`, location: spoken.location };
    // A program in the step itself says more than one that a script starts somewhere.
    const [plain] = ci
      .filter(({ evidence, location }) => !containerProgram.test(evidence) && !sideWork.test(`${evidence} ${location.path}`))
      .sort((left, right) => left.via.length - right.via.length);
    const known = task ?? (plain ? `${plain.evidence} in CI` : undefined);
    return known === undefined ? { state: 'no-such-work' } : { state: 'not-stated', known, ...(guide === undefined ? {} : { guide }) };
  }
  // The first job counts: a map keeps the last entry of a name.
  const inCi = new Map([...ci].reverse().flatMap((entry) => (entry.basis === 'program' && entry.resolved ? [[entry.resolved.name, entry] as const] : [])));
  for (const command of commands) {
    const shared = [...command.programs].map((program) => inCi.get(program)).find((entry) => entry !== undefined);
    if (shared)
      return { state: 'stated', evidence: `\`${command.text}\`, as CI runs it (${shared.evidence}, ${shared.location.path})`, location: command.location };
  }
  const known = commands.find((command) => command.programs.size > 0);
  const [other] = inCi.values();
  // A job that is known by an action or a name only may run the same.
  if (known && other && ciIsSeen && ci.every((entry) => entry.basis === 'program') && commands.every((command) => command.programs.size > 0))
    return { state: 'differs', stated: known, ci: other };
  return { state: 'stated', evidence: `\`${first.text}\``, location: first.location };
}

/** The messages that a rule about a stated command has, each in its own words. */
interface StatementMessages extends Record<string, string> {
  readonly notStated: `${string}{known}${string}`;
  readonly differs: `${string}{stated}${string}{ci}${string}{path}${string}`;
}

/**
 * Reports a verdict.
 *
 * @param noSuchWork - What was looked for, where the repository has no such work.
 */
export function reportStatement(outcome: OutcomeReporter<StatementMessages>, verdict: StatementVerdict, noSuchWork: string): void {
  switch (verdict.state) {
    case 'stated':
      outcome.pass(verdict.evidence, verdict.location);
      return;
    case 'differs': {
      const { stated, ci } = verdict;
      const related = [{ location: ci.location, message: ci.evidence }];
      outcome.fail('differs', { stated: stated.text, ci: ci.evidence, path: ci.location.path }, stated.location, { confidence: 'low', related });
      return;
    }
    case 'not-stated':
      outcome.fail('notStated', { known: verdict.known }, undefined, { confidence: verdict.guide === undefined ? 'medium' : 'low' });
      return;
    case 'no-such-work':
      outcome.notApplicable(noSuchWork);
      return;
    default:
      verdict satisfies never;
  }
}
