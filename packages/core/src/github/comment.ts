import { isRecord, numberAt, textAt } from '../parse/json-value.ts';
import { describeFailure, type Failure } from './failure.ts';
import type { GitHubRepository } from './repository.ts';

/** By this line the gate's comment is found again. */
export const commentMarker: string = '<!-- agent-readiness gate -->';

/** Pages of comments that are looked through for ours. */
const mostPages = 20;

/**
 * Writes a comment on a pull request, or brings the one that was written before up to date. Ours is found by its marker and by its
 * author: a comment of somebody else that holds the marker is left alone.
 *
 * @param body - Markdown that holds the marker.
 * @returns What went wrong, as a sentence; nothing when it was written.
 */
export async function writeComment({ client, rest, owner, name }: GitHubRepository, number: number, body: string, marker: string): Promise<string | undefined> {
  const viewer = await client.graphql('query Viewer { viewer { login } }', {});
  if (viewer.failure) return because(viewer.failure);
  const login = plain(textAt(viewer.data, 'viewer', 'login'));
  const base = `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(name)}/issues`;
  for (let page = 1; page <= mostPages; page++) {
    const answer = await rest(`/issues/${number}/comments?per_page=100&page=${page}`);
    if (answer.failure) return because(answer.failure);
    const comments = Array.isArray(answer.data) ? answer.data : [];
    const ours = comments.find(
      (comment: unknown) => isRecord(comment) && textAt(comment, 'body')?.includes(marker) && plain(textAt(comment, 'user', 'login')) === login,
    );
    const id = numberAt(ours, 'id');
    if (id !== undefined) return told(await client.send('PATCH', `${base}/comments/${id}`, { body }));
    if (comments.length < 100) break;
  }
  return told(await client.send('POST', `${base}/${number}/comments`, { body }));
}

function told(answer: { readonly failure?: Failure | undefined }): string | undefined {
  return answer.failure && because(answer.failure);
}

function because(failure: Failure): string {
  if (failure.kind === 'forbidden') return 'The comment was not written: the token may not write to pull requests (for a fork it never may).';
  return `The comment was not written: ${describeFailure(failure)}`;
}

function plain(login: string | undefined): string | undefined {
  return login?.replace(/\[bot\]$/, '').toLowerCase();
}
