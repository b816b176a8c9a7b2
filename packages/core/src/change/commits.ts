import type { ChangeCommit } from '../model/change.ts';
import { parseTrailers } from '../parse/trailers.ts';
import { runGit } from '../sources/git.ts';

/** Commits of one change that are read; more are no change that anybody reviews. */
const mostCommits = 1000;

const fields = ['%H', '%P', '%an', '%ae', '%cn', '%ce', '%B'];

/**
 * The commits of a change, oldest first: one call of git. No content is compared, so that no filter or text conversion of the
 * repository can run.
 *
 * @param base - Commit id; it and what is behind it are left out.
 * @param head - Commit id.
 * @returns `unknown` says why not all of them are there.
 */
export async function readCommits(root: string, base: string, head: string): Promise<{ readonly commits: readonly ChangeCommit[]; readonly unknown?: string }> {
  const format = `--format=${fields.join('%x00')}%x00%x00`;
  const log = await runGit(root, ['log', '--no-show-signature', '--topo-order', `-${mostCommits + 1}`, format, '--end-of-options', `${base}..${head}`, '--']);
  if (log.exitCode !== 0) return { commits: [], unknown: 'git cannot list the commits' };
  const commits = log.stdout
    .toString('utf8')
    .split('\0\0\n')
    .flatMap((record): ChangeCommit[] => {
      const [id, parents = '', authorName = '', authorEmail = '', name = '', email = '', message = ''] = record.split('\0');
      if (!id) return [];
      return [
        {
          id,
          parents: parents.split(' ').filter((parent) => parent !== ''),
          author: { name: authorName, email: authorEmail },
          committer: { name, email },
          subject: message.split('\n')[0] ?? '',
          message,
          trailers: parseTrailers(message),
        },
      ];
    });
  return {
    commits: commits.slice(0, mostCommits).reverse(),
    ...(commits.length > mostCommits ? { unknown: `only the newest ${mostCommits} commits were read` } : {}),
  };
}
