import {
  type CommandPurpose,
  type JobPurpose,
  jobWork,
  type Location,
  type PullRequestJob,
  pullRequestJobs,
  type Tasks,
  type UnseenWork,
  type Workflows,
} from '@ten-point/core/rule';

/** Whether pull requests to the default branch start something, and what else is known where they do not. */
export type PurposeCoverage =
  | { readonly state: 'covered'; readonly evidence: string; readonly location: Location }
  /** It runs in CI, but never for an open pull request. */
  | { readonly state: 'elsewhere'; readonly evidence: string; readonly workflow: string; readonly location: Location }
  | { readonly state: 'unknown'; readonly reason: string; readonly reveal: string; readonly location?: Location }
  /** `hasJobs`: pull requests start some job. */
  | { readonly state: 'absent'; readonly hasJobs: boolean; readonly location?: Location };

/** Looks for a purpose among the jobs of pull requests; `purposes` in the order in which they count. */
export function purposeCoverage(purposes: readonly CommandPurpose[], workflows: Workflows, tasks: Tasks): PurposeCoverage {
  const jobs = pullRequestJobs(workflows);
  const found = jobs.flatMap((entry) => matching(entry, purposes, workflows, tasks));
  const best = found.find(({ purpose, entry }) => purpose.basis !== 'task-name' && entry.event !== 'push') ?? found[0];
  if (best) return { state: 'covered', evidence: describe(best.purpose, best.entry), location: best.purpose.location };

  const unseen = jobs.flatMap(({ job }) => jobWork(job, workflows, tasks).unseen);
  const [workflow] = [...unseen].sort((left, right) => rank(left) - rank(right));
  if (workflow) {
    return {
      state: 'unknown',
      reason: `${workflow.name} runs on pull requests and may do it; its content is not part of what was read`,
      reveal:
        workflow.kind === 'script'
          ? 'a command that a known tool stands for, called from the workflow'
          : 'reading the called workflow or action in its own repository',
      location: workflow.location,
    };
  }
  const [other] = workflows.otherCi;
  if (other)
    return {
      state: 'unknown',
      reason: `${other.system} (${other.path}) may do it; only GitHub Actions is read`,
      reveal: `the checks that ${other.system} reports`,
    };

  for (const candidate of workflows.workflows) {
    for (const job of candidate.jobs) {
      const purpose = jobWork(job, workflows, tasks).purposes.find((entry) => purposes.includes(entry.purpose));
      if (purpose) return { state: 'elsewhere', evidence: purpose.evidence, workflow: candidate.path, location: candidate.triggersLocation };
    }
  }
  const [first] = jobs;
  return { state: 'absent', hasJobs: jobs.length > 0, ...(first ? { location: first.workflow.triggersLocation } : {}) };
}

function matching(
  entry: PullRequestJob,
  purposes: readonly CommandPurpose[],
  workflows: Workflows,
  tasks: Tasks,
): readonly { readonly purpose: JobPurpose; readonly entry: PullRequestJob }[] {
  const work = jobWork(entry.job, workflows, tasks).purposes;
  return purposes.flatMap((wanted) => work.filter((purpose) => purpose.purpose === wanted).map((purpose) => ({ purpose, entry })));
}

function rank({ kind }: UnseenWork): number {
  return kind === 'workflow' ? 0 : kind === 'script' ? 1 : 2;
}

function describe(purpose: JobPurpose, { workflow, job, event }: PullRequestJob): string {
  const via = purpose.via.length > 0 ? ` (through ${purpose.via.slice(0, 3).join(', ')})` : '';
  const forks = event === 'push' ? ', for branches of this repository only' : '';
  return `job ${job.id} of ${workflow.path} runs ${purpose.evidence}${via} on ${event}${forks}`;
}
