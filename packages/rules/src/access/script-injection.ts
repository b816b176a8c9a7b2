import {
  type Confidence,
  defineRule,
  describeGates,
  gradeReach,
  type KeyedReference,
  type Reach,
  type ReferencePlace,
  type RepositoryRule,
  reachWith,
  type Step,
  type UntrustedOrigin,
  untrustedOrigins,
  type Workflows,
  widestReach,
  workflowExposure,
} from '@ten-point/core/rule';
import { codeInputs } from './code-inputs.ts';

interface Injection {
  readonly reference: KeyedReference;
  readonly origin: UntrustedOrigin;
  readonly way: Reach;
  readonly confidence: Confidence;
}

export const scriptInjection: RepositoryRule = defineRule({
  id: 'access/script-injection',
  scope: 'repository',
  severity: 'error',
  needs: ['workflows'],
  title: 'Text that strangers write is never expanded into code',
  why: "GitHub puts the value of `${{ … }}` into a script before the shell or Node reads it, so a title such as `$(curl …)` becomes a command with the job's token and secrets. In early 2026 an autonomous agent (hackerbot-claw) opened pull requests with branch names and file names made for this; the text is often hidden one step away, in `env`, a step output or an input of a reusable workflow.",
  howToFix:
    'Give the text to the step as an environment variable (`env: TITLE: ${{ github.event.issue.title }}`) and use `"$TITLE"` in the script, or `process.env.TITLE` in github-script. Check branch names against a pattern where they are used as arguments.',
  limits:
    "Follows expressions through `env`, step and job outputs, `GITHUB_ENV`, and inputs of workflows and composite actions of this repository; text that a program reads and prints itself is not followed. Under plain `pull_request` a fork's run has no secrets and a read-only token, and a collaborator could change the workflow instead: graded low. Inputs of `workflow_dispatch` need write access and are not reported.",
  effort: 'minutes',
  securitySeverity: 9.3,
  sources: [
    { url: 'https://docs.github.com/actions/concepts/security/script-injections', checked: '2026-11-24' },
    { url: 'https://docs.github.com/actions/reference/security/secure-use', checked: '2026-11-24', note: 'environment variables instead of expressions' },
    { url: 'https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows', checked: '2026-11-24' },
  ],
  messages: {
    injected: '{source} is expanded into {code}, and {event} lets anyone write it; pass it through an environment variable instead.',
    gated: '{source} is expanded into {code} under {event}; what limits it is {gates}. Pass it through an environment variable instead.',
    fork: '{source} is expanded into {code}, so what it holds runs there; under {event} a fork has no secrets to lose, but pass it through an environment variable all the same.',
  },
  check({ repo, outcome }) {
    const workflows = repo.workflows();
    const scripts = countScripts(workflows);
    if (scripts === 0) return outcome.notApplicable('no workflow has a script');
    const injections = findInjections(workflows);
    for (const { reference, origin, way, confidence } of injections) {
      const data = { source: describe(origin, reference), code: codeName(reference.key), event: way.event };
      const gates = describeGates(way.gates);
      const details = { confidence, subject: `${reference.location.path} ${reference.key} ${reference.path}` };
      if (way.exposure === 'fork') outcome.fail('fork', data, reference.location, details);
      else if (gates !== '') outcome.fail('gated', { ...data, gates }, reference.location, details);
      else outcome.fail('injected', data, reference.location, details);
    }
    if (injections.length === 0) outcome.pass(`${scripts} scripts expand no text that strangers write`);
  },
});

function countScripts({ workflows, localActions }: Workflows): number {
  const steps = [...workflows.flatMap((workflow) => workflow.jobs.flatMap((job) => job.steps)), ...localActions.flatMap((action) => action.steps)];
  return steps.filter((step) => codeKeys(step).size > 0).length;
}

/** Keys of a step whose text is run as code. */
function codeKeys(step: Step): ReadonlySet<string> {
  const keys = new Set<string>();
  if (step.run) keys.add('run');
  if (step.uses?.kind === 'repository') {
    const inputs = codeInputs[`${step.uses.owner}/${step.uses.repository}`.toLowerCase()] ?? [];
    for (const input of inputs) if (step.with.has(input)) keys.add(`with.${input}`);
  }
  return keys;
}

function findInjections(workflows: Workflows): readonly Injection[] {
  const exposure = workflowExposure(workflows);
  const found = new Map<string, Injection>();
  const judge = (place: ReferencePlace, step: Step, reach: readonly Reach[]): void => {
    if (reach.length === 0) return;
    const keys = codeKeys(step);
    for (const reference of step.references) {
      if (!keys.has(reference.key.toLowerCase()) || !reference.flows) continue;
      for (const origin of untrustedOrigins(workflows, place, reference)) {
        if (inComment(step, reference) && origin.shape === 'line') continue;
        const injection = worst(reference, origin, reach);
        const key = `${reference.location.path} ${reference.location.range.start.offset}`;
        const known = found.get(key);
        if (injection && (!known || rank(injection.confidence) > rank(known.confidence))) found.set(key, injection);
      }
    }
  };
  for (const workflow of workflows.workflows) {
    // A compiled workflow is judged by its source; its scripts are the compiler's.
    if (workflow.compiledFrom) continue;
    for (const job of workflow.jobs) {
      for (const step of job.steps) {
        const reach = exposure.reach(workflow, job, step);
        judge({ workflow, job, step }, step, reach);
        const action = step.uses && workflows.resolveAction(step.uses);
        for (const inner of action?.steps ?? []) if (action) judge({ workflow, job, step: inner, action: { action, caller: step } }, inner, reach);
      }
    }
  }
  return [...found.values()];
}

function rank(confidence: Confidence): number {
  return ['low', 'medium', 'high'].indexOf(confidence);
}

function worst(reference: KeyedReference, origin: UntrustedOrigin, reach: readonly Reach[]): Injection | undefined {
  // A gate on the author of the very text makes it trusted text.
  const ways = reachWith(reach, origin).filter((way) => !way.gates.some((gate) => vouchesFor(gate.kind, gate.object, origin.object)));
  const widest = widestReach(ways);
  return widest && gradeReach(widest.reach) ? { reference, origin, way: widest.reach, confidence: widest.confidence } : undefined;
}

function vouchesFor(kind: string, object: string, origin: string): boolean {
  return (kind === 'association' || kind === 'author') && (object === origin || object.startsWith(`${origin}.`) || origin.startsWith(`${object}.`));
}

function describe(origin: UntrustedOrigin, reference: KeyedReference): string {
  return origin.through.length > 0 ? `${reference.path} (from ${origin.source})` : origin.source;
}

function codeName(key: string): string {
  return key === 'run' ? 'a shell script' : `\`${key}\`, which is run as code`;
}

/** Whether the reference stands behind a `#` that starts its line of a block script. */
function inComment(step: Step, reference: KeyedReference): boolean {
  if (reference.key !== 'run' || !step.run) return false;
  const line = step.run.value.split('\n')[reference.location.range.start.line - step.run.location.range.start.line - 1];
  return line?.trimStart().startsWith('#') ?? false;
}
