import { type Job, type JobPurpose, jobWork, type Tasks, type Workflow, type Workflows } from '@ten-point/core/rule';

/** A job that puts something where users or customers get it. */
export interface DeployJob {
  readonly workflow: Workflow;
  readonly job: Job;
  readonly purpose: JobPurpose;
}

// They write to GitHub itself with the job's own token: releases, tags, pull requests.
const onGitHub = /release-please|create-release|action-gh-release|gh release|upload-release|changesets\/action|release-drafter|ncipollo\/release/i;

/** Jobs with a step that publishes or deploys, recognised by program or action; a job that calls another workflow is judged there. */
export function deployJobs(workflows: Workflows, tasks: Tasks): readonly DeployJob[] {
  return workflows.workflows.flatMap((workflow) =>
    workflow.jobs.flatMap((job) => {
      if (job.uses || workflow.compiledFrom) return [];
      const purpose = jobWork(job, workflows, tasks).purposes.find(
        (candidate) =>
          (candidate.purpose === 'publish' || candidate.purpose === 'deploy') &&
          candidate.basis !== 'task-name' &&
          !onGitHub.test(candidate.evidence) &&
          !/--dry-run|--dryrun|\bplan\b|--check\b/.test(candidate.evidence),
      );
      return purpose ? [{ workflow, job, purpose }] : [];
    }),
  );
}

/** Whether a job holds something to publish with: a secret beside GITHUB_TOKEN, or a token for keyless login. */
export function holdsCredentials({ workflow, job }: DeployJob): boolean {
  const references = [...workflow.references, ...job.references, ...job.steps.flatMap((step) => step.references)];
  if (references.some(({ path }) => path.startsWith('secrets.') && path.toUpperCase() !== 'SECRETS.GITHUB_TOKEN')) return true;
  const permissions = job.permissions ?? workflow.permissions;
  return permissions?.kind === 'scopes' ? ['id-token', 'packages', 'pages'].some((scope) => permissions.scopes.get(scope)?.value === 'write') : permissions?.level === 'write';
}
