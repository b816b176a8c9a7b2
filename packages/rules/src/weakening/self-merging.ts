import { type Job, type JobPurpose, jobWork, type Workflow } from '@ten-point/core/rule';
import type { WorkflowSide } from './check-work.ts';
import type { ReportWeakening } from './workflow-messages.ts';

/** Finds jobs that merge or approve pull requests by themselves, where no job did the same before. New ones count: nothing has to be there to be weakened. */
export function findSelfMerging(base: WorkflowSide, head: WorkflowSide, report: ReportWeakening): void {
  const known = new Map<string, number>();
  for (const { purpose, evidence } of mergingOf(base)) count(known, `${purpose} ${evidence}`, 1);
  const told = new Set<string>();
  for (const { workflow, job, purpose, evidence, location, command } of mergingOf(head)) {
    const subject = `${workflow.path} ${job.id} ${purpose}`;
    const key = `${purpose} ${evidence}`;
    if ((known.get(key) ?? 0) > 0) {
      count(known, key, -1);
      continue;
    }
    if (told.has(subject)) continue;
    told.add(subject);
    // It waits for what is required, or a person started it.
    const isMild = purpose === 'merge-pull-request' && (command?.args.includes('--auto') ?? false);
    const byHand = workflow.triggers.every(({ event }) => event === 'workflow_dispatch');
    report('merges', { job: job.id, command: evidence }, location, {
      operation: 'A25',
      subject,
      ...(isMild || byHand ? { verdict: 'review' as const } : {}),
    });
  }
}

type Merging = JobPurpose & { readonly workflow: Workflow; readonly job: Job };

function mergingOf({ workflows, tasks }: WorkflowSide): readonly Merging[] {
  return workflows.workflows
    .filter(({ compiledFrom }) => compiledFrom === undefined)
    .flatMap((workflow) =>
      workflow.jobs.flatMap((job) =>
        jobWork(job, workflows, tasks)
          .purposes.filter(({ purpose }) => purpose === 'merge-pull-request' || purpose === 'approve-pull-request')
          .map((found) => ({ ...found, workflow, job })),
      ),
    );
}

function count(counts: Map<string, number>, key: string, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}
