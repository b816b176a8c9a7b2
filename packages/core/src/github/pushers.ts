import type { Knowledge } from '../model/knowledge.ts';
import type { Account } from '../model/pull-request.ts';
import { at, textAt } from '../parse/json-value.ts';
import { accountOf } from './account.ts';
import { unknownBecause } from './failure.ts';
import type { GitHubRepository } from './repository.ts';

/** Most pushes that one answer tells of. */
const mostPushes = 100;

/**
 * Who pushed to the head branch: GitHub's activity of the branch, and the force pushes of the timeline. The activity must tell of
 * the push that brought the current head, else it is behind.
 *
 * Source: https://docs.github.com/en/rest/repos/repos#list-repository-activities (checked 2026-11-24)
 *
 * @param pullRequest - Its answer of GraphQL.
 */
export async function readPushers(
  { client }: GitHubRepository,
  pullRequest: unknown,
  timeline: Knowledge<readonly unknown[]>,
): Promise<Knowledge<readonly Account[]>> {
  const repository = textAt(pullRequest, 'headRepository', 'nameWithOwner');
  const branch = textAt(pullRequest, 'headRefName');
  const head = textAt(pullRequest, 'headRefOid');
  if (repository === undefined || branch === undefined)
    return {
      state: 'unknown',
      reason: 'the repository that the pull request comes from is gone, or the token may not see it',
      reveal: 'Push the branch to a repository that the token may read, and open another pull request.',
    };
  if (timeline.state === 'unknown') return timeline;
  const ref = encodeURIComponent(`refs/heads/${branch}`);
  const answer = await client.rest(`/repos/${repository.split('/').map(encodeURIComponent).join('/')}/activity?ref=${ref}&per_page=${mostPushes}`);
  const because = (failure: Parameters<typeof unknownBecause>[0]) =>
    unknownBecause(failure, 'Who pushed to the branch', 'Contents: read', 'the activity of the branch');
  if (answer.failure) return because(answer.failure);
  if (!Array.isArray(answer.data)) return because({ kind: 'malformed', message: 'no list of pushes' });
  const pushes: readonly unknown[] = answer.data;
  if (pushes.length >= mostPushes)
    return { state: 'unknown', reason: `the branch has ${mostPushes} pushes or more`, reveal: 'Open a pull request from a new branch.' };
  if (!pushes.some((push) => textAt(push, 'after') === head))
    return { state: 'unknown', reason: 'the activity of the branch does not tell of its current head yet', reveal: 'Run again in a minute.' };
  const forced = timeline.value.filter((node) => textAt(node, '__typename') === 'HeadRefForcePushedEvent');
  return { ...timeline, value: [...pushes, ...forced].map((node) => accountOf(at(node, 'actor'))) };
}
