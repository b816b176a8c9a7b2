import type { FileEntry, FileRole } from '../model/file.ts';
import type { FileIndex } from '../model/repository.ts';
import { nameOf, parentOf } from '../path/relative.ts';

/**
 * Indexes the listed paths. Names and children are indexed on first use, so that a run that asks for neither pays nothing.
 *
 * @param entries - Sorted by path.
 * @param roleOf - Decides whose practice a path shows.
 */
export function fileIndex(entries: readonly FileEntry[], roleOf: (path: string) => FileRole): FileIndex {
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  let names: Map<string, string[]> | undefined;
  let directories: Map<string, Set<string>> | undefined;

  const nameIndex = (): Map<string, string[]> => {
    if (!names) {
      names = new Map();
      for (const { path } of entries) {
        const name = nameOf(path);
        const paths = names.get(name);
        if (paths) paths.push(path);
        else names.set(name, [path]);
      }
    }
    return names;
  };

  const directoryIndex = (): Map<string, Set<string>> => {
    if (!directories) {
      directories = new Map([['', new Set()]]);
      for (const { path } of entries) {
        let child = path;
        for (;;) {
          const parent = child.includes('/') ? parentOf(child) : '';
          const name = nameOf(child);
          const known = directories.get(parent);
          if (known) {
            // Its own ancestors were entered when it was.
            known.add(name);
            break;
          }
          directories.set(parent, new Set([name]));
          child = parent;
        }
      }
    }
    return directories;
  };

  return {
    entries,
    get: (path) => byPath.get(path),
    has: (path) => byPath.has(path),
    hasDirectory: (path) => path === '' || directoryIndex().has(path),
    children: (directory) => [...(directoryIndex().get(directory) ?? [])].sort(),
    named: (name) => nameIndex().get(name) ?? [],
    under(directory) {
      const prefix = directory === '' ? '' : `${directory}/`;
      // Entries are sorted: the paths below a directory stand together.
      let low = 0;
      let high = entries.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((entries[middle]?.path ?? '') < prefix) low = middle + 1;
        else high = middle;
      }
      const paths: string[] = [];
      for (let index = low; index < entries.length; index++) {
        const path = entries[index]?.path ?? '';
        if (!path.startsWith(prefix)) break;
        paths.push(path);
      }
      return paths;
    },
    role: roleOf,
  };
}
