import type { LastChange } from '../model/history.ts';
import type { Knowledge } from '../model/knowledge.ts';
import { runGit } from './git.ts';
import { gitFacts } from './git-facts.ts';

const deepest = 3;

/**
 * The commit that last changed a file, and the directories of its tree: two calls of git. No content is compared, so that no
 * filter or text conversion of the repository can run.
 *
 * @param directory - A work tree, its `.git`, or a bare repository.
 * @param revision - Where to start looking back.
 */
export async function lastChange(directory: string, revision: string, path: string): Promise<Knowledge<LastChange>> {
  const unknown = (reason: string, reveal: string): Knowledge<LastChange> => ({ state: 'unknown', reason, reveal });
  // A cut-off history ends in a commit that seems to have made every file.
  if ((await gitFacts(directory)).shallow) return unknown('the history of this clone is cut off', 'Clone without --depth (actions/checkout: fetch-depth: 0).');
  const log = await runGit(directory, ['log', '-1', '--no-show-signature', '--format=%H %cs', '--end-of-options', revision, '--', `:(literal)${path}`]);
  const [commit = '', date = ''] = log.stdout.toString('utf8').trim().split(' ');
  if (log.exitCode !== 0 || !/^[0-9a-f]{40,64}$/.test(commit)) return unknown(`no commit has ${path}`, 'Commit the file.');
  const tree = await runGit(directory, ['ls-tree', '-r', '-d', '-z', '--name-only', '--full-tree', commit]);
  if (tree.exitCode !== 0) return unknown(`the tree of ${commit.slice(0, 10)} is not in this clone`, 'Clone without --filter.');
  const directories = tree.stdout
    .toString('utf8')
    .split('\0')
    .filter((name) => name !== '' && name.split('/').length <= deepest);
  return { state: 'known', basis: 'observed', sources: ['git log'], value: { commit, date, directories: directories.sort() } };
}
