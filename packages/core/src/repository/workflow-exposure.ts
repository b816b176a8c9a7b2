import type { Job, Step, Workflow, Workflows, WorkflowTrigger } from '../model/workflow.ts';
import { type EventExposure, eventFacts } from './workflow-events.ts';
import { type EventContext, type Gate, judgeCondition } from './workflow-gate.ts';

/** One way in which someone without write access can start a job or step. */
export interface Reach {
  readonly event: string;
  readonly exposure: EventExposure;
  readonly gates: readonly Gate[];
  readonly trigger: WorkflowTrigger;
  /** Workflow that holds the trigger: another one when this one is called. */
  readonly workflow: Workflow;
  /** Activity types that can start it, as far as they are open to strangers. */
  readonly types: readonly string[];
}

/** Who can start what, for all workflows of a repository. */
export interface WorkflowExposure {
  /** How strangers reach a job, or a step of it. Empty: they cannot. */
  reach(workflow: Workflow, job: Job, step?: Step): readonly Reach[];
  /** Jobs of this repository that call a reusable workflow. */
  callers(workflow: Workflow): readonly { readonly workflow: Workflow; readonly job: Job }[];
}

const analyses = new WeakMap<Workflows, WorkflowExposure>();
const callDepthLimit = 5;

/** The analysis for a repository's workflows, made once. */
export function workflowExposure(workflows: Workflows): WorkflowExposure {
  let analysis = analyses.get(workflows);
  if (!analysis) {
    analysis = analyse(workflows);
    analyses.set(workflows, analysis);
  }
  return analysis;
}

function analyse(workflows: Workflows): WorkflowExposure {
  const callersOf = new Map<Workflow, { workflow: Workflow; job: Job }[]>();
  for (const workflow of workflows.workflows) {
    for (const job of workflow.jobs) {
      const called = job.uses && workflows.resolveWorkflow(job.uses);
      if (called) callersOf.set(called, [...(callersOf.get(called) ?? []), { workflow, job }]);
    }
  }
  const roots = new Map<Workflow, readonly Reach[]>();
  const jobs = new Map<Job, readonly Reach[]>();
  const permissionChecks = new Map<Job, Step | undefined>();

  /** The first step of a job that asks what the actor may do. */
  const permissionCheck = (job: Job): Step | undefined => {
    if (!permissionChecks.has(job)) permissionChecks.set(job, job.steps.find(checksPermission));
    return permissionChecks.get(job);
  };

  /** How strangers start the workflow, before any condition. */
  const rootReach = (workflow: Workflow, depth: number): readonly Reach[] => {
    const cached = roots.get(workflow);
    if (cached) return cached;
    const own = workflow.triggers.flatMap((trigger) => triggerReach(workflows, workflow, trigger));
    const called =
      depth < callDepthLimit && workflow.triggers.some((trigger) => trigger.event === 'workflow_call')
        ? (callersOf.get(workflow) ?? []).flatMap((caller) => jobReach(caller.workflow, caller.job, depth + 1))
        : [];
    const reach = [...own, ...called].slice(0, 100);
    if (depth === 0) roots.set(workflow, reach);
    return reach;
  };

  const jobReach = (workflow: Workflow, job: Job, depth: number): readonly Reach[] => {
    const cached = jobs.get(job);
    if (cached) return cached;
    // Set first, so that jobs that need each other end.
    jobs.set(job, []);
    const needed = job.needs.flatMap((need) => workflow.jobs.find((other) => other.id.toLowerCase() === need.value.toLowerCase()) ?? []).slice(0, 50);
    const runsAnyway = job.if !== undefined && /\b(?:always|failure|cancelled)\s{0,9}\(/.test(job.if.value);
    const environment: readonly Gate[] = job.environment ? [{ kind: 'environment', object: job.environment.value }] : [];
    const reach = rootReach(workflow, depth).flatMap((root): Reach[] => {
      const gates = [...root.gates, ...environment];
      if (!runsAnyway) {
        for (const other of needed) {
          const before = jobReach(workflow, other, depth).find((candidate) => candidate.trigger === root.trigger && candidate.event === root.event);
          if (!before) return [];
          gates.push(...before.gates.filter((gate) => gate.kind !== 'environment' && !root.gates.includes(gate)));
          if (permissionCheck(other)) gates.push({ kind: 'permission-check', object: other.id });
        }
      }
      return restrict({ ...root, gates }, job.if?.expression);
    });
    jobs.set(job, reach);
    return reach;
  };

  return {
    callers: (workflow) => callersOf.get(workflow) ?? [],
    reach(workflow, job, step) {
      const reach = jobReach(workflow, job, 0);
      if (!step) return reach;
      const check = permissionCheck(job);
      const gates: readonly Gate[] = check && check.index < step.index ? [{ kind: 'permission-check', object: check.id ?? `step ${check.index + 1}` }] : [];
      return reach.flatMap((way) => restrict({ ...way, gates: [...way.gates, ...gates] }, step.if?.expression));
    },
  };
}

function restrict(reach: Reach, condition: Parameters<typeof judgeCondition>[0] | undefined): Reach[] {
  if (!condition) return [reach];
  const context: EventContext = { event: reach.event, types: reach.trigger.types ?? defaultTypes(reach.event) };
  const verdict = judgeCondition(condition, context);
  return verdict.value === false ? [] : [{ ...reach, gates: [...reach.gates, ...verdict.whenTrue] }];
}

function defaultTypes(event: string): readonly string[] | undefined {
  const types = eventFacts(event)?.defaultTypes;
  return types === 'all' ? undefined : types;
}

function triggerReach(workflows: Workflows, workflow: Workflow, trigger: WorkflowTrigger): Reach[] {
  const facts = eventFacts(trigger.event);
  if (!facts) return [];
  const { event } = trigger;
  const types = (trigger.types ?? (facts.defaultTypes === 'all' ? facts.openTypes : facts.defaultTypes)).filter((type) => facts.openTypes.includes(type));
  const gates: Gate[] = types.length === 0 ? [{ kind: 'activity', object: (trigger.types ?? []).join(', ') }] : [];
  if (event === 'workflow_run' && !followsStrangers(workflows, workflow)) return [];
  return [{ event, exposure: facts.exposure, gates, trigger, workflow, types }];
}

/** Whether one of the workflows that it follows runs for pull requests or issues. A name that is not found here tells nothing. */
function followsStrangers(workflows: Workflows, workflow: Workflow): boolean {
  // A filter on branches compares the head branch, whose name a fork chooses: no gate.
  return workflows.parentsOf(workflow).some((parent) => parent.triggers.some(({ event }) => event !== 'workflow_run' && eventFacts(event)));
}

const permissionActions: ReadonlySet<string> = new Set(
  [
    'actions-cool/check-user-permission',
    'prince-chrismc/check-actor-permissions-action',
    'sushichop/action-repository-permission',
    'tspascoal/get-user-teams-membership',
    'lannonbr/repo-permission-check-action',
    'morfien101/actions-authorized-user',
    'skjnldsv/check-actor-permission',
    '74th/workflow-permission-action',
    'shopify/snapit',
  ].map((name) => name.toLowerCase()),
);

const permissionCalls: readonly string[] = [
  'getCollaboratorPermissionLevel',
  'checkMembershipForUser',
  'getMembershipForUser',
  'getMembershipForAuthenticatedUser',
  'checkCollaborator',
  '/collaborators/',
  '/memberships/',
  'author_association',
  'authorAssociation',
];

/** Whether a step asks GitHub what the actor may do. */
function checksPermission(step: Step): boolean {
  if (step.uses?.kind === 'repository' && permissionActions.has(`${step.uses.owner}/${step.uses.repository}`.toLowerCase())) return true;
  const code = step.run?.value ?? (step.uses?.kind === 'repository' && step.uses.repository === 'github-script' ? (step.with.get('script')?.value ?? '') : '');
  return permissionCalls.some((call) => code.includes(call));
}
