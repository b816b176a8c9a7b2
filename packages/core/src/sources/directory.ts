import { type Dirent, readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { SourceError } from '../errors.ts';
import type { FileEntry } from '../model/file.ts';
import { compileGitignore, type IgnoreFile } from '../pattern/gitignore.ts';
import { readBelow } from './read-disk.ts';
import { comparePaths, type RepositorySource } from './source.ts';

/** More files than this are no repository that anybody meant (a home directory, a disk). */
const walkLimit: number = 500_000;

/**
 * A directory without git: all files that its `.gitignore` files do not exclude. Links are listed and not descended into;
 * `node_modules` and a nested repository's files belong to others. Without git nothing is untracked work.
 *
 * @param root - The directory.
 * @throws {SourceError} By `list`, when the directory cannot be read or holds more than {@link walkLimit} files.
 */
export function directorySource(root: string): RepositorySource {
  const realRoot = realpathSync.native(root);
  return {
    async facts() {
      return {
        kind: 'directory',
        root: realRoot,
        shallow: false,
        defaultBranch: { state: 'unknown', reason: 'the directory is no git repository', reveal: 'Run in a git clone.' },
      };
    },
    list: async () => walk(realRoot),
    read: async (paths) => new Map(paths.map((path) => [path, readBelow(realRoot, path)])),
    close: async () => {},
  };
}

interface Level {
  readonly depth: number;
  readonly rules: IgnoreFile;
}

function walk(root: string): readonly FileEntry[] {
  const entries: FileEntry[] = [];
  const queue: { readonly segments: readonly string[]; readonly above: readonly Level[] }[] = [{ segments: [], above: [] }];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const { segments, above } = next;
    const names = children(root, segments);
    const own = names.some((name) => name.name === '.gitignore' && name.isFile()) ? readBelow(root, [...segments, '.gitignore'].join('/')) : undefined;
    const levels = own?.state === 'text' ? [...above, { depth: segments.length, rules: compileGitignore(own.text) }] : above;
    if (segments.length > 0 && names.some((name) => name.name === '.git')) {
      entries.push({ path: segments.join('/'), kind: 'nested-repository', tracked: false });
      continue;
    }
    for (const name of names) {
      const path = [...segments, name.name];
      if (name.name === '.git' || isIgnored(levels, path, name.isDirectory())) continue;
      if (name.isDirectory()) {
        if (name.name !== 'node_modules') queue.push({ segments: path, above: levels });
      } else if (name.isFile() || name.isSymbolicLink()) {
        entries.push({ path: path.join('/'), kind: name.isSymbolicLink() ? 'symlink' : 'file', tracked: true });
      }
    }
    if (entries.length > walkLimit) throw new SourceError(`${root} holds more than ${walkLimit} files and is no git repository; name a repository.`);
  }
  return entries.sort(comparePaths);
}

function children(root: string, segments: readonly string[]): readonly Dirent[] {
  try {
    return readdirSync(join(root, ...segments), { withFileTypes: true });
  } catch (cause) {
    if (segments.length === 0) throw new SourceError(`The directory ${root} cannot be read.`, { cause });
    return [];
  }
}

function isIgnored(levels: readonly Level[], path: readonly string[], isDirectory: boolean): boolean {
  for (let index = levels.length - 1; index >= 0; index--) {
    const level = levels[index];
    const answer = level?.rules(path.slice(level.depth), isDirectory);
    if (answer) return answer === 'ignored';
  }
  return false;
}
