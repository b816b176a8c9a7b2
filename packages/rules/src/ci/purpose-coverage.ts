import {
  type CommandPurpose,
  type JobPurpose,
  jobWork,
  type Location,
  type PullRequestJob,
  pullRequestJobs,
  type Tasks,
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
  const [best] = [...found].sort((left, right) => left.distance - right.distance);
  if (best) return { state: 'covered', evidence: describe(best.purpose, best.entry), location: best.purpose.location };

  // What gh-aw compiles runs an agent, never the checks.
  const unseen = jobs.flatMap(({ job, workflow }) => (workflow.compiledFrom === undefined ? jobWork(job, workflows, tasks).unseen : []));
  const called = unseen.find(({ kind }) => kind === 'workflow');
  const [other] = workflows.otherCi;
  if (other && !called)
    return {
      state: 'unknown',
      reason: `${other.system} (${other.path}) may do it; only GitHub Actions is read`,
      reveal: `Look at the checks that ${other.system} reports on pull requests.`,
    };
  const hidden = called ?? unseen.find(({ kind }) => kind === 'script') ?? unseen[0];
  if (hidden) {
    return {
      state: 'unknown',
      reason: `${hidden.name} runs on pull requests and may do it; its content was not read`,
      reveal:
        hidden.kind === 'script'
          ? 'Call the tool from the workflow itself, as a step of its own.'
          : 'Read the called workflow or action in its own repository.',
      location: hidden.location,
    };
  }

  for (const candidate of workflows.workflows) {
    for (const job of candidate.jobs) {
      const purpose = jobWork(job, workflows, tasks).purposes.find((entry) => purposes.includes(entry.purpose));
      if (purpose) return { state: 'elsewhere', evidence: purpose.evidence, workflow: candidate.path, location: candidate.triggersLocation };
    }
  }
  const [first] = jobs;
  return { state: 'absent', hasJobs: jobs.length > 0, ...(first ? { location: first.workflow.triggersLocation } : {}) };
}

interface Match {
  readonly purpose: JobPurpose;
  readonly entry: PullRequestJob;
  /** How far it is from the plainest evidence: the wanted purpose, by a known program, in an ordinary job. */
  readonly distance: number;
}

const sideJob = /doc|bench|example|sample|preview|deploy|devcontainer|smoke|site|release|publish/i;

function matching(entry: PullRequestJob, purposes: readonly CommandPurpose[], workflows: Workflows, tasks: Tasks): readonly Match[] {
  return jobWork(entry.job, workflows, tasks).purposes.flatMap((purpose): Match[] => {
    const rank = purposes.indexOf(purpose.purpose);
    if (rank < 0) return [];
    const distance =
      (entry.event === 'push' ? 100 : 0) +
      rank * 20 +
      (purpose.basis === 'task-name' ? 10 : 0) +
      (sideJob.test(`${entry.workflow.path} ${entry.job.id}`) ? 5 : 0) +
      Math.min(purpose.via.length, 4);
    return [{ purpose, entry, distance }];
  });
}

function describe(purpose: JobPurpose, { workflow, job, event }: PullRequestJob): string {
  const via = purpose.via.length > 0 ? ` (through ${purpose.via.slice(0, 3).join(', ')})` : '';
  const forks = event === 'push' ? ', for branches of this repository only' : '';
  return `job ${job.id} of ${workflow.path} runs ${purpose.evidence}${via} on ${event}${forks}`;
}
