import type { ShellCommand } from '../model/command.ts';
import type { Located, Location } from '../model/location.ts';
import type { Job, Step, Workflow, Workflows } from '../model/workflow.ts';
import { type AgentAction, type AgentName, agentActions, agentPackages, agentPrograms } from './agent-actions.ts';

/** A step that runs an agent or asks a model. */
export interface AgentStep {
  readonly workflow: Workflow;
  readonly job: Job;
  readonly step: Step;
  readonly agent: AgentName;
  /** The action or program, for messages. */
  readonly name: string;
  readonly location: Location;
  /** Absent when a command starts it. */
  readonly action?: AgentAction;
  readonly command?: ShellCommand;
  /** Whether it can run commands or write. */
  readonly acts: boolean;
}

const known = new WeakMap<Workflows, readonly AgentStep[]>();

/** The agent steps of all workflows, found once; compiled ones (gh-aw) are judged by their source and left out. */
export function agentSteps(workflows: Workflows): readonly AgentStep[] {
  let steps = known.get(workflows);
  if (!steps) {
    steps = findAgentSteps(workflows);
    known.set(workflows, steps);
  }
  return steps;
}

function findAgentSteps({ workflows }: Workflows): readonly AgentStep[] {
  return workflows.flatMap((workflow) =>
    workflow.compiledFrom ? [] : workflow.jobs.flatMap((job) => job.steps.flatMap((step) => agentOf(workflow, job, step))),
  );
}

function agentOf(workflow: Workflow, job: Job, step: Step): AgentStep[] {
  const { uses } = step;
  if (uses?.kind === 'repository') {
    const name = `${uses.owner}/${uses.repository}`;
    const action = agentActions.find((candidate) => candidate.action === name.toLowerCase());
    return action ? [{ workflow, job, step, agent: action.agent, name, location: uses.location, action, acts: action.acts }] : [];
  }
  const command = step.script?.commands.find((candidate) => programOf(candidate) !== undefined);
  const program = command && programOf(command);
  if (!command || !program) return [];
  return [{ workflow, job, step, agent: program.agent, name: program.name, location: command.location, command, acts: true }];
}

/** The agent that a command starts; the shell parser has taken `npx` and the like off, so that a package may stand there. */
function programOf({ name, args }: ShellCommand): { readonly name: string; readonly agent: AgentName } | undefined {
  return started(packageProgram(name) ?? name, args);
}

function packageProgram(name: string): string | undefined {
  return Object.hasOwn(agentPackages, name) ? agentPackages[name] : undefined;
}

function started(name: string, args: readonly string[]): { readonly name: string; readonly agent: AgentName } | undefined {
  const program = Object.hasOwn(agentPrograms, name) ? agentPrograms[name] : undefined;
  return program && args.some((argument) => program.starts.includes(argument)) ? { name, agent: program.agent } : undefined;
}

/** Texts that reach the model as instructions, with the key they stand under. */
export function promptsOf({ step, action }: AgentStep): readonly { readonly key: string; readonly text: Located<string> }[] {
  if (action) {
    return action.prompts.flatMap((input) => {
      const text = step.with.get(input);
      return text ? [{ key: `with.${input}`, text }] : [];
    });
  }
  return step.run ? [{ key: 'run', text: step.run }] : [];
}

/** The text that grants or limits tools: arguments, settings, tool lists, the command itself. */
export function grantsOf({
  step,
  action,
  command,
}: AgentStep): readonly { readonly kind: 'arguments' | 'settings' | 'tools'; readonly text: Located<string> }[] {
  if (command) return [{ kind: 'arguments', text: { value: command.text, location: command.location } }];
  if (!action) return [];
  const read = (kind: 'arguments' | 'settings' | 'tools', inputs: readonly string[]) =>
    inputs.flatMap((input) => {
      const text = step.with.get(input);
      return text ? [{ kind, text }] : [];
    });
  return [...read('arguments', action.argumentInputs), ...read('settings', action.settingsInputs), ...read('tools', action.toolInputs)];
}

/** How strangers pass an agent's own check of who may start it. */
export type Admission =
  | { readonly kind: 'checked' }
  /** The action has no check: whoever can start the workflow starts the agent. */
  | { readonly kind: 'no-check' }
  | { readonly kind: 'anyone' | 'listed' | 'bots'; readonly input: string; readonly value: string; readonly location: Location };

/** Reads whom the agent's own inputs let in. */
export function admissionOf({ step, action }: AgentStep): Admission {
  if (!action?.ownCheck) return { kind: 'no-check' };
  for (const input of action.openers) {
    const written = step.with.get(input);
    if (!written) continue;
    const value = written.value.trim();
    const found = { input, value, location: written.location };
    if (input.endsWith('bots')) {
      if (value === '*' || (value === 'true' && input === 'allow-bots')) return { kind: 'bots', ...found };
      continue;
    }
    if (value === '') continue;
    const names = value.split(/[\s,]+/);
    if (names.includes('*') || value.includes('${{')) return { kind: 'anyone', ...found };
    return { kind: 'listed', ...found };
  }
  return { kind: 'checked' };
}
