import type { Diagnostic } from '../model/diagnostic.ts';
import type { Located } from '../model/location.ts';
import type { ActionInput, CalledSecret, Job, LocalAction, Permissions, Step, Workflow, WorkflowInput, Workflows } from '../model/workflow.ts';
import { effectivePermissions } from './workflow-permissions.ts';

// https://docs.github.com/actions/how-tos/reuse-automations/reuse-workflows#nesting-reusable-workflows (2026-11-25): ten levels,
// of which the first is the workflow that an event starts.
const callLevels = 10;
/** A guard for walks over calls; the largest repositories have some hundreds. */
const visitLimit = 20_000;

/** What an input has inside what is called. */
export interface BoundInput<Definition> {
  readonly definition: Definition;
  /** `nothing`: neither given nor defaulted, so that it is empty (or `false`, or `0`). */
  readonly from: 'caller' | 'default' | 'nothing';
  readonly value?: Located<string>;
}

export interface BoundSecret {
  readonly definition: CalledSecret;
  readonly from: 'caller' | 'inherited' | 'nothing';
  readonly value?: Located<string>;
}

/** A job that calls a workflow of this repository. Names are in lower case, as GitHub compares them. */
export interface WorkflowCall {
  readonly workflow: Workflow;
  readonly job: Job;
  readonly called: Workflow;
  readonly inputs: ReadonlyMap<string, BoundInput<WorkflowInput>>;
  /** Those that the called workflow declares; it can read others too when the caller lets it inherit. */
  readonly secrets: ReadonlyMap<string, BoundSecret>;
  /** What the caller reads as `needs.<job>.outputs.<name>`. */
  readonly outputs: ReadonlyMap<string, Located<string>>;
}

/** A step that uses an action of this repository. */
export interface ActionCall {
  readonly step: Step;
  readonly action: LocalAction;
  readonly inputs: ReadonlyMap<string, BoundInput<ActionInput>>;
  readonly outputs: ReadonlyMap<string, Located<string>>;
}

/** What a job calls, when it calls a workflow that stands in this repository. */
export function workflowCall(workflows: Workflows, workflow: Workflow, job: Job): WorkflowCall | undefined {
  const called = job.uses && workflows.resolveWorkflow(job.uses);
  const trigger = called && workflows.trigger(called, 'workflow_call');
  if (!called || !trigger) return undefined;
  const passed = job.secrets.kind === 'named' ? job.secrets.names : [];
  const secrets = [...(trigger.secrets ?? [])].map(([name, definition]): [string, BoundSecret] => {
    const value = passed.find((secret) => secret.value.toLowerCase() === name)?.given;
    if (value) return [name, { definition, from: 'caller', value }];
    return [name, { definition, from: job.secrets.kind === 'inherit' ? 'inherited' : 'nothing' }];
  });
  return { workflow, job, called, inputs: bind(trigger.inputs ?? new Map(), job.with), secrets: new Map(secrets), outputs: called.outputs };
}

/** The action that a step uses, when it stands in this repository. */
export function actionCall(workflows: Workflows, step: Step): ActionCall | undefined {
  const action = step.uses && workflows.resolveAction(step.uses);
  return action && { step, action, inputs: bind(action.inputs, step.with), outputs: action.outputs };
}

function bind<Definition extends { readonly default?: Located<string> }>(
  definitions: ReadonlyMap<string, Definition>,
  given: ReadonlyMap<string, Located<string>>,
): ReadonlyMap<string, BoundInput<Definition>> {
  return new Map(
    [...definitions].map(([written, definition]): [string, BoundInput<Definition>] => {
      const name = written.toLowerCase();
      const value = given.get(name);
      if (value) return [name, { definition, from: 'caller', value }];
      return [name, definition.default ? { definition, from: 'default', value: definition.default } : { definition, from: 'nothing' }];
    }),
  );
}

/** Why GitHub refuses a call between workflows of this repository: inputs, secrets, permissions, loops, depth. */
export function callProblems(workflows: Workflows): readonly Diagnostic[] {
  const calls = workflows.workflows.flatMap((workflow) => workflow.jobs.flatMap((job) => workflowCall(workflows, workflow, job) ?? []));
  const callsOf = new Map<Workflow, WorkflowCall[]>();
  for (const call of calls) callsOf.set(call.workflow, [...(callsOf.get(call.workflow) ?? []), call]);
  return [...calls.flatMap(bindingProblems), ...nestingProblems(workflows.workflows, callsOf), ...permissionProblems(calls, callsOf)];
}

function bindingProblems({ workflow, job, called, inputs, secrets }: WorkflowCall): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const at = job.uses?.location ?? job.location;
  const report = (code: string, message: string, { range }: typeof at): void => {
    found.push({ path: workflow.path, range, severity: 'error', code, message });
  };
  for (const { definition, from } of inputs.values())
    if (from !== 'caller' && definition.required)
      report('workflow-call-input', `The job ${job.id} does not give the input ${definition.name}, which ${called.path} requires.`, at);
  for (const [name, value] of job.with)
    if (!inputs.has(name)) report('workflow-call-input', `The job ${job.id} gives the input ${name}, which ${called.path} does not have.`, value.location);
  for (const { definition, from } of secrets.values())
    if (from === 'nothing' && definition.required)
      report('workflow-call-secret', `The job ${job.id} does not pass the secret ${definition.name}, which ${called.path} requires.`, at);
  for (const secret of job.secrets.kind === 'named' ? job.secrets.names : [])
    if (!secrets.has(secret.value.toLowerCase()))
      report('workflow-call-secret', `The job ${job.id} passes the secret ${secret.value}, which ${called.path} does not take.`, secret.location);
  return found;
}

type Calls = ReadonlyMap<Workflow, readonly WorkflowCall[]>;

/** Loops, and chains of more levels than GitHub follows. */
function nestingProblems(workflows: readonly Workflow[], callsOf: Calls): readonly Diagnostic[] {
  const problem = ({ workflow, job }: WorkflowCall, code: string, message: string): Diagnostic => ({
    path: workflow.path,
    range: (job.uses?.location ?? job.location).range,
    severity: 'error',
    code,
    message,
  });
  const called = (workflow: Workflow): readonly Workflow[] => (callsOf.get(workflow) ?? []).map((call) => call.called);
  const ends = peel(workflows, called);
  const levels = new Map<Workflow, number>();
  const found: Diagnostic[] = [];
  for (const workflow of ends) {
    let deepest = 1;
    for (const call of callsOf.get(workflow) ?? []) {
      const below = levels.get(call.called) ?? 1;
      if (below === callLevels)
        found.push(problem(call, 'workflow-call-depth', `From ${workflow.path} on workflows call each other over more than ${callLevels} levels.`));
      deepest = Math.max(deepest, below + 1);
    }
    levels.set(workflow, deepest);
  }

  // What ends nowhere lies on a loop or leads to one; without what nobody in it calls, only loops and ways between them are left.
  const endless = workflows.filter((workflow) => !levels.has(workflow));
  const callers = new Map<Workflow, Workflow[]>();
  for (const workflow of endless) for (const next of called(workflow)) if (!levels.has(next)) callers.set(next, [...(callers.get(next) ?? []), workflow]);
  const leading = new Set(peel(endless, (workflow) => callers.get(workflow) ?? []));
  const looping = new Set(endless.filter((workflow) => !leading.has(workflow)));
  for (const workflow of looping)
    for (const call of callsOf.get(workflow) ?? [])
      if (looping.has(call.called))
        found.push(problem(call, 'workflow-call-cycle', `${workflow.path} calls ${call.called.path}, from where calls lead back; GitHub allows no loops.`));
  return found;
}

/** The nodes from which every way ends, those first that have none; what lies on a loop or leads to one is left out. */
function peel(nodes: readonly Workflow[], next: (node: Workflow) => readonly Workflow[]): readonly Workflow[] {
  const before = new Map<Workflow, Workflow[]>();
  const waiting = new Map<Workflow, number>();
  for (const node of nodes) {
    const targets = new Set(next(node));
    waiting.set(node, targets.size);
    for (const target of targets) {
      const known = before.get(target);
      if (known) known.push(node);
      else before.set(target, [node]);
    }
  }
  const order = nodes.filter((node) => waiting.get(node) === 0);
  for (let index = 0; index < order.length; index++) {
    const node = order[index];
    for (const previous of (node && before.get(node)) ?? []) {
      const left = (waiting.get(previous) ?? 0) - 1;
      waiting.set(previous, left);
      if (left === 0) order.push(previous);
    }
  }
  return order;
}

/** Called workflows that ask for more than the calling job has: GitHub lets them only keep or lower it. */
function permissionProblems(calls: readonly WorkflowCall[], callsOf: Calls): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  let visits = 0;
  for (const call of calls) {
    const allowed = effectivePermissions(call.workflow, call.job);
    if (allowed.source === 'default') continue;
    // Jobs without permissions of their own pass on what they were given.
    const open = [call.called];
    const seen = new Set<Workflow>(open);
    for (let called = open.pop(); called && ++visits <= visitLimit; called = open.pop()) {
      const excess = excessOf(called, allowed.permissions);
      if (excess) {
        const message = `The job ${call.job.id} may have ${excess.scope}: ${excess.allowed}, but ${excess.what} asks for ${excess.asked}.`;
        const { range } = call.job.uses?.location ?? call.job.location;
        found.push({ path: call.workflow.path, range, severity: 'error', code: 'workflow-call-permissions', message });
        break;
      }
      for (const next of called.permissions ? [] : (callsOf.get(called) ?? [])) {
        if (next.job.permissions || seen.has(next.called)) continue;
        seen.add(next.called);
        open.push(next.called);
      }
    }
  }
  return found;
}

interface Excess {
  readonly scope: string;
  readonly asked: Level;
  readonly allowed: Level;
}

/** What a called workflow, or a job of it, asks for beyond what it may have. */
function excessOf(called: Workflow, allowed: Permissions): (Excess & { readonly what: string }) | undefined {
  const own = called.permissions && firstExcess(called.permissions, allowed);
  if (own) return { ...own, what: called.path };
  for (const job of called.jobs) {
    const excess = job.permissions && firstExcess(job.permissions, allowed);
    if (excess) return { ...excess, what: `the job ${job.id} of ${called.path}` };
  }
  return undefined;
}

const rank = { none: 0, read: 1, write: 2 } as const;
type Level = keyof typeof rank;

/** Scopes that `read-all` and `write-all` give, as far as a block that lists scopes is compared with them. */
const commonScopes: readonly string[] = [
  'actions',
  'checks',
  'contents',
  'deployments',
  'discussions',
  'issues',
  'packages',
  'pages',
  'pull-requests',
  'security-events',
  'statuses',
];

function firstExcess(asked: Permissions, allowed: Permissions): Excess | undefined {
  const level = (permissions: Permissions, scope: string): Level =>
    permissions.kind === 'all' ? permissions.level : (permissions.scopes.get(scope)?.value ?? 'none');
  const scopes = asked.kind === 'scopes' ? [...asked.scopes.keys()] : commonScopes;
  const scope = scopes.find((name) => rank[level(asked, name)] > rank[level(allowed, name)]);
  return scope === undefined ? undefined : { scope, asked: level(asked, scope), allowed: level(allowed, scope) };
}

/** A job as one run reaches it. */
export interface JobRun {
  /** Where the job stands. */
  readonly workflow: Workflow;
  readonly job: Job;
  /** Calls that lead to it, the outermost first; none for the jobs of the workflow that was started. */
  readonly calls: readonly WorkflowCall[];
}

/**
 * Every job that a run of a workflow reaches, through workflows that it calls. Loops and what lies below the tenth level
 * are left out.
 */
export function jobRuns(workflows: Workflows, workflow: Workflow): readonly JobRun[] {
  const runs: JobRun[] = [];
  const visit = (current: Workflow, calls: readonly WorkflowCall[]): void => {
    for (const job of current.jobs) {
      if (runs.length >= visitLimit) return;
      runs.push({ workflow: current, job, calls });
      const call = calls.length + 1 < callLevels ? workflowCall(workflows, current, job) : undefined;
      if (call && call.called !== workflow && !calls.some(({ called }) => called === call.called)) visit(call.called, [...calls, call]);
    }
  };
  visit(workflow, []);
  return runs;
}
