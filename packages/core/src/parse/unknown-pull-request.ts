import type { Knowledge } from '../model/knowledge.ts';
import type { PullRequest } from '../model/pull-request.ts';

/** What is known before there is a pull request: nothing. */
export const noPullRequest: PullRequest = unknownPullRequest('none', {
  state: 'unknown',
  reason: 'there is no pull request yet',
  reveal: 'To be shown in the pull request.',
});

/** A pull request of which nothing is known, for one reason. */
export function unknownPullRequest(basis: PullRequest['basis'], unknown: Knowledge<never>): PullRequest {
  return {
    basis,
    title: unknown,
    body: unknown,
    isDraft: unknown,
    author: unknown,
    labels: unknown,
    assignees: unknown,
    headBranch: unknown,
    isFromFork: unknown,
    baseBranch: unknown,
    headCommit: unknown,
    linkedIssues: unknown,
    reviews: unknown,
    checks: unknown,
    pushers: unknown,
    requesters: unknown,
    committers: unknown,
  };
}
