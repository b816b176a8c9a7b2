import { lstatSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { SourceError } from '../errors.ts';
import type { FileEntry } from '../model/file.ts';
import { runGit } from './git.ts';
import { gitFacts } from './git-facts.ts';
import { unchangedIds } from './index-ids.ts';
import { lastChange } from './last-change.ts';
import { readBelow } from './read-disk.ts';
import { kindOfMode } from './revision.ts';
import { comparePaths, type RepositorySource } from './source.ts';

/**
 * A checked-out work tree: tracked files, and those git neither tracks nor ignores, as they are on disk.
 *
 * @param root - The top of the work tree.
 * @throws {SourceError} By its methods, when git cannot list it.
 */
export function worktreeSource(root: string): RepositorySource {
  const realRoot = realpathSync.native(root);
  const notCheckedOut = new Set<string>();
  let entries: Promise<readonly FileEntry[]> | undefined;

  const list = async (): Promise<readonly FileEntry[]> => {
    const { exitCode, stdout, stderr } = await runGit(realRoot, ['ls-files', '-z', '-t', '--stage', '--cached', '--others', '--deleted', '--exclude-standard']);
    if (exitCode !== 0) throw new SourceError(`git cannot list ${root}: ${stderr}`);
    const found = new Map<string, FileEntry>();
    const gone = new Set<string>();
    for (const line of stdout.toString('utf8').split('\0')) {
      const tag = line[0];
      // Untracked: `? path`. Tracked: `H 100644 oid stage\tpath`; `S` is left out of this checkout, `R` is deleted on disk.
      const path = tag === '?' ? line.slice(2) : line.slice(line.indexOf('\t') + 1);
      if (tag === undefined || path === '') continue;
      if (tag === 'R') gone.add(path);
      else if (tag === '?') {
        const nested = path.endsWith('/');
        const name = nested ? path.slice(0, -1) : path;
        if (!found.has(name)) found.set(name, { path: name, kind: nested ? 'nested-repository' : kindOnDisk(realRoot, name), tracked: false });
      } else {
        found.set(path, { path, kind: kindOfMode(line.slice(2, 8)), tracked: true });
        if (tag === 'S') notCheckedOut.add(path);
      }
    }
    // A submodule that is not checked out is no deleted file.
    for (const path of gone) if (found.get(path)?.kind !== 'submodule') found.delete(path);
    return [...found.values()].sort(comparePaths);
  };

  return {
    async facts() {
      return { kind: 'worktree', root: realRoot, ...(await gitFacts(realRoot)) };
    },
    list() {
      entries ??= list();
      return entries;
    },
    async read(paths) {
      return new Map(
        paths.map((path) => [path, notCheckedOut.has(path) ? ({ state: 'unreadable', path, reason: 'not-checked-out' } as const) : readBelow(realRoot, path)]),
      );
    },
    contentIds: () => unchangedIds(realRoot),
    lastChange: (path) => lastChange(realRoot, 'HEAD', path),
    close: async () => {},
  };
}

/** Git tells no mode for a file that it does not track. */
function kindOnDisk(root: string, path: string): FileEntry['kind'] {
  const stat = lstatSync(join(root, path), { throwIfNoEntry: false });
  return stat?.isSymbolicLink() ? 'symlink' : 'file';
}
