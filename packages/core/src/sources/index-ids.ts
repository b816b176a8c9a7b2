import { type BigIntStats, lstatSync } from 'node:fs';
import { join } from 'node:path';
import { runGit } from './git.ts';

/**
 * Ids of the blobs of tracked files that stand on disk as git last wrote or read them: by size, times and inode, as git itself
 * judges it. `git status` would compare contents where these differ, and run the filters that a repository may set up.
 *
 * @param root - The top of a work tree.
 */
export async function unchangedIds(root: string): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  const [listed, gitPath] = await Promise.all([
    runGit(root, ['ls-files', '-z', '--stage', '--debug']),
    runGit(root, ['rev-parse', '--path-format=absolute', '--git-path', 'index']),
  ]);
  const index = statOf(gitPath.stdout.toString('utf8').trim());
  if (listed.exitCode !== 0 || !index) return ids;
  const text = listed.stdout.toString('utf8');
  // `mode id stage\tpath`, NUL, then five lines on what the index knows of the file.
  const entry =
    /(\d{6}) ([0-9a-f]+) (\d)\t([^\0]+)\0 {2}ctime: (\d+):(\d+)\n {2}mtime: (\d+):(\d+)\n {2}dev: \d+\tino: (\d+)\n {2}uid: \d+\tgid: \d+\n {2}size: (\d+)\tflags: \w+\n/y;
  for (let match = entry.exec(text); match; match = entry.exec(text)) {
    const [, mode, id = '', stage, path = '', ctime, ctimeRest, mtime, mtimeRest, inode, size] = match;
    if (stage !== '0' || mode === '160000') continue;
    const stat = statOf(join(root, path));
    if (!stat) continue;
    const isSame =
      stat.size === BigInt(size ?? -1) &&
      stat.mtimeNs === nanoseconds(mtime, mtimeRest) &&
      stat.ctimeNs === nanoseconds(ctime, ctimeRest) &&
      // The index keeps 32 bits of it.
      (stat.ino & 0xffffffffn) === BigInt(inode ?? -1);
    // Work of the moment in which the index was written may have come after it.
    if (isSame && stat.mtimeNs < index.mtimeNs) ids.set(path, id);
  }
  return ids;
}

function statOf(path: string): BigIntStats | undefined {
  try {
    return lstatSync(path, { bigint: true, throwIfNoEntry: false });
  } catch {
    // A directory on the way may not be readable.
    return undefined;
  }
}

function nanoseconds(seconds: string | undefined, rest: string | undefined): bigint {
  return BigInt(seconds ?? 0) * 1_000_000_000n + BigInt(rest ?? 0);
}
