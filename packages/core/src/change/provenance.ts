import type { ChangeCommit, Provenance } from '../model/change.ts';
import type { PullRequest } from '../model/pull-request.ts';

/** Says how a change was made, by the traces that agents leave. */
export function provenanceOf(_commits: readonly ChangeCommit[], _pullRequest: PullRequest): Provenance {
  return { level: 'unknown', agents: [], confidence: 'low', evidence: [] };
}
