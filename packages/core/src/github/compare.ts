import type { ChangeCommit, CommitIdentity } from '../model/change.ts';
import { at, listAt, numberAt, textAt } from '../parse/json-value.ts';
import { parseTrailers } from '../parse/trailers.ts';
import type { Failure } from './failure.ts';
import type { GitHubRepository } from './repository.ts';

/** What lies between two commits. */
export interface Comparison {
  /** The merge base. */
  readonly mergeBase: string;
  /** Oldest first. */
  readonly commits: readonly ChangeCommit[];
  /** Why not all commits are there. */
  readonly commitsUnknown?: string;
}

/**
 * Asks GitHub for the merge base of two commits and the commits since then: one call, which tells of at most 250 commits.
 * https://docs.github.com/en/rest/commits/commits#compare-two-commits (2026-11-24)
 */
export async function compareCommits({ rest }: GitHubRepository, base: string, head: string): Promise<Comparison | { readonly failure: Failure }> {
  const answer = await rest(`/compare/${base}...${head}?per_page=250`);
  if (answer.failure) return { failure: answer.failure };
  const mergeBase = textAt(answer.data, 'merge_base_commit', 'sha');
  if (mergeBase === undefined) return { failure: { kind: 'malformed', message: 'no merge base' } };
  const commits = (listAt(answer.data, 'commits') ?? []).flatMap(commitOf);
  const isComplete = commits.length === (numberAt(answer.data, 'total_commits') ?? commits.length);
  return { mergeBase, commits, ...(isComplete ? {} : { commitsUnknown: 'GitHub tells of the first 250 commits only' }) };
}

function commitOf(node: unknown): readonly ChangeCommit[] {
  const id = textAt(node, 'sha');
  const message = textAt(node, 'commit', 'message');
  if (id === undefined || message === undefined) return [];
  return [
    {
      id,
      parents: (listAt(node, 'parents') ?? []).flatMap((parent) => textAt(parent, 'sha') ?? []),
      author: identityOf(at(node, 'commit', 'author')),
      committer: identityOf(at(node, 'commit', 'committer')),
      subject: message.split('\n')[0] ?? '',
      message,
      trailers: parseTrailers(message),
    },
  ];
}

function identityOf(node: unknown): CommitIdentity {
  return { name: textAt(node, 'name') ?? '', email: textAt(node, 'email') ?? '' };
}
