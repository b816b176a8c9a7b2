import { SourceError } from '../errors.ts';
import type { FileContent, FileEntry, FileKind } from '../model/file.ts';
import { decodeFile } from './decode.ts';
import { objectReader, runGit } from './git.ts';
import { gitFacts } from './git-facts.ts';
import { lastChange } from './last-change.ts';
import { resolveLinks } from './links.ts';
import { comparePaths, fileSizeLimit, type RepositorySource } from './source.ts';

// A link's target is a path; a longer blob is no link that any system would follow.
const linkSizeLimit = 4096;

/**
 * The tree of a commit, read as git objects only: nothing is checked out.
 *
 * @param directory - A work tree, its `.git`, or a bare repository.
 * @param revision - Anything that `git rev-parse` takes; default `HEAD`.
 * @throws {SourceError} By its methods, when the revision is not there.
 */
export function revisionSource(directory: string, revision: string = 'HEAD'): RepositorySource {
  const objects = objectReader(directory);

  const commit = async (): Promise<string> => {
    const { exitCode, stdout, stderr } = await runGit(directory, ['rev-parse', '--verify', '-q', '--end-of-options', `${revision}^{commit}`]);
    const oid = stdout.toString('utf8').trim().split('\n').at(-1) ?? '';
    if (exitCode !== 0 || !/^[0-9a-f]{40,64}$/.test(oid))
      throw new SourceError(`There is no commit "${revision}" in ${directory}${stderr ? `: ${stderr}` : '.'}`);
    return oid;
  };
  let tree: Promise<{ oid: string; entries: readonly FileEntry[]; ids: ReadonlyMap<string, string> }> | undefined;
  const load = () => {
    tree ??= (async () => {
      const oid = await commit();
      const { exitCode, stdout, stderr } = await runGit(directory, ['ls-tree', '-r', '-z', '--full-tree', oid]);
      if (exitCode !== 0) throw new SourceError(`The tree of ${revision} cannot be listed: ${stderr}`);
      const entries: FileEntry[] = [];
      const ids = new Map<string, string>();
      for (const line of stdout.toString('utf8').split('\0')) {
        const match = /^(\d{6}) \w+ ([0-9a-f]+)\t([\s\S]+)$/.exec(line);
        const [mode, id, path] = [match?.[1], match?.[2], match?.[3]];
        if (!mode || !id || !path) continue;
        entries.push({ path, kind: kindOfMode(mode), tracked: true });
        ids.set(path, id);
      }
      entries.sort(comparePaths);
      return { oid, entries, ids };
    })();
    return tree;
  };

  let links: Promise<ReadonlyMap<string, string>> | undefined;
  const linkTargets = () => {
    links ??= (async () => {
      const { entries, ids } = await load();
      const paths = entries.filter((entry) => entry.kind === 'symlink').map((entry) => entry.path);
      const found = await objects.read(
        paths.map((path) => ids.get(path) ?? ''),
        linkSizeLimit,
      );
      return new Map(
        paths.flatMap((path, index): [string, string][] => {
          const object = found[index];
          return object?.state === 'found' ? [[path, object.bytes.toString('utf8')]] : [];
        }),
      );
    })();
    return links;
  };

  return {
    async facts() {
      const { oid } = await load();
      const { commit: _, ...facts } = await gitFacts(directory);
      return { kind: 'revision', root: directory, ...facts, commit: oid };
    },
    list: async () => (await load()).entries,
    async read(paths) {
      const { entries, ids } = await load();
      const targets = await linkTargets();
      const contents = new Map<string, FileContent>();
      const wanted: { path: string; resolvedPath: string; id: string }[] = [];
      for (const path of paths) {
        const resolved = resolveLinks(path, (candidate) => targets.get(candidate));
        if (resolved.state !== 'resolved') {
          contents.set(path, { state: 'unreadable', path, reason: resolved.state });
          continue;
        }
        const id = ids.get(resolved.path);
        if (id) wanted.push({ path, resolvedPath: resolved.path, id });
        else {
          const directoryThere = entries.some((entry) => entry.path.startsWith(`${resolved.path}/`));
          contents.set(path, { state: 'unreadable', path, reason: directoryThere ? 'directory' : 'missing' });
        }
      }
      const found = await objects.read(
        wanted.map(({ id }) => id),
        fileSizeLimit,
      );
      wanted.forEach(({ path, resolvedPath }, index) => {
        const object = found[index];
        if (object?.state === 'found') contents.set(path, decodeFile(path, resolvedPath, object.bytes));
        else if (object?.state === 'too-large') contents.set(path, { state: 'too-large', path, byteSize: object.byteSize, limit: fileSizeLimit });
        else contents.set(path, { state: 'unreadable', path, reason: 'not-checked-out' });
      });
      return contents;
    },
    contentIds: async () => (await load()).ids,
    lastChange: async (path) => lastChange(directory, (await load()).oid, path),
    close: async () => objects.close(),
  };
}

/** What a git mode means. https://git-scm.com/docs/git-fast-import (modes) */
export function kindOfMode(mode: string): FileKind {
  switch (mode) {
    case '120000':
      return 'symlink';
    case '160000':
      return 'submodule';
    case '100755':
      return 'executable';
    default:
      return 'file';
  }
}
