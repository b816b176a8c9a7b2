import type { Job, Workflow, Workflows } from '@ten-point/core/rule';

/** Jobs that report a check under a name. */
export function jobsReporting(context: string, workflows: Workflows): readonly { readonly workflow: Workflow; readonly job: Job }[] {
  return workflows.workflows.flatMap((workflow) => workflow.jobs.flatMap((job) => (job.checkNames?.includes(context) ? [{ workflow, job }] : [])));
}

/** App that reports the checks of GitHub Actions. */
export const actionsAppId: number = 15368;
