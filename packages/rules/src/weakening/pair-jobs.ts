import type { Job, Step, Workflow } from '@ten-point/core/rule';
import { grouped, type WorkflowSide } from './check-work.ts';

/** A workflow on both sides. */
export interface WorkflowPair {
  readonly before: Workflow;
  readonly after: Workflow;
}

/** A job on both sides, with the workflows that hold it. */
export interface JobPair {
  readonly before: { readonly workflow: Workflow; readonly job: Job };
  readonly after: { readonly workflow: Workflow; readonly job: Job };
}

/** Workflows of the base with what became of them, those that can be read on both sides. */
export function pairWorkflows(base: WorkflowSide, head: WorkflowSide, pathAtHead: (path: string) => string | undefined): readonly WorkflowPair[] {
  const byPath = new Map(head.workflows.workflows.map((workflow) => [workflow.path, workflow]));
  return base.workflows.workflows.flatMap((before) => {
    const path = pathAtHead(before.path);
    const after = path === undefined ? undefined : byPath.get(path);
    return after?.readable && before.readable ? [{ before, after }] : [];
  });
}

/**
 * Jobs of both sides: those of one workflow by id, by name, then by what they verify; the others with a job of their id that
 * stands in another workflow now.
 */
export function pairJobs(pairs: readonly WorkflowPair[], base: WorkflowSide, head: WorkflowSide): readonly JobPair[] {
  const taken = new Set<Job>();
  const found: JobPair[] = [];
  const work = (side: WorkflowSide) => new Map([...side.byJob].map(([job, checks]) => [job, new Set(checks.map(({ key }) => key))]));
  const [did, does] = [work(base), work(head)];
  const sharesWork = (before: Job, after: Job): boolean => [...(did.get(before) ?? [])].some((key) => does.get(after)?.has(key));
  const ways: readonly ((before: Job, after: Job) => boolean)[] = [
    (before, after) => before.id === after.id,
    (before, after) => before.name !== undefined && before.name.value === after.name?.value,
    sharesWork,
  ];
  const known = new Set<Job>();
  const take = (before: JobPair['before'], after: JobPair['after']): void => {
    taken.add(after.job);
    known.add(before.job);
    found.push({ before, after });
  };
  for (const fits of ways)
    for (const { before, after } of pairs)
      for (const job of before.jobs) {
        const counterpart = known.has(job) ? undefined : after.jobs.find((other) => !taken.has(other) && fits(job, other));
        if (counterpart) take({ workflow: before, job }, { workflow: after, job: counterpart });
      }
  for (const workflow of base.workflows.workflows)
    for (const job of workflow.jobs) {
      if (known.has(job)) continue;
      const moved = head.workflows.workflows
        .flatMap((other) => other.jobs.map((each) => ({ workflow: other, job: each })))
        .find((other) => !taken.has(other.job) && other.job.id === job.id && sharesWork(job, other.job));
      if (moved) take({ workflow, job }, moved);
    }
  return found;
}

/** Steps of both sides that use one action. Of several the ones of one id or name, else of one place in the order. */
export function pairActions(before: Job, after: Job): readonly (readonly [Step, Step])[] {
  const [all, allBefore] = [grouped(after.steps, actionOf), grouped(before.steps, actionOf)];
  return after.steps.flatMap((step): (readonly [Step, Step])[] => {
    const name = actionOf(step);
    const [own, others] = [all.get(name) ?? [], allBefore.get(name) ?? []];
    if (name === '' || others.length === 0) return [];
    const same =
      others.length === 1 && own.length === 1
        ? others[0]
        : step.id !== undefined || step.name !== undefined
          ? others.find((other) => other.id === step.id && other.name === step.name)
          : others.length === own.length
            ? others[own.indexOf(step)]
            : undefined;
    return same ? [[same, step]] : [];
  });
}

/** `owner/name/path` of an action, in lower case; empty for a step without one. */
export function actionOf({ uses }: Step): string {
  return uses?.kind === 'repository'
    ? [uses.owner, uses.repository, uses.path]
        .filter((part) => part !== '')
        .join('/')
        .toLowerCase()
    : '';
}
