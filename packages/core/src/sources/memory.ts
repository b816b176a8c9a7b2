import type { FileContent, FileEntry } from '../model/file.ts';
import { joinPath, parentOf } from '../path/relative.ts';
import { decodeFile } from './decode.ts';
import { comparePaths, fileSizeLimit, type RepositoryFacts, type RepositorySource } from './source.ts';

/** A file of a memory source: text, bytes, or a symbolic link to a path relative to its directory. */
export type MemoryFile = string | Uint8Array | { readonly link: string } | { readonly submodule: true };

export interface MemorySourceOptions {
  readonly facts?: Partial<RepositoryFacts>;
}

/** A repository that exists in memory only: for tests, and for tools that hold the files already. */
export function memorySource(files: Readonly<Record<string, MemoryFile>>, options: MemorySourceOptions = {}): RepositorySource {
  const entries: FileEntry[] = Object.entries(files)
    .map(([path, file]): FileEntry => {
      const kind = typeof file === 'string' || file instanceof Uint8Array ? 'file' : 'link' in file ? 'symlink' : 'submodule';
      return { path, kind, tracked: true };
    })
    .sort(comparePaths);

  const resolve = (path: string): string | undefined => {
    let current = path;
    for (let hop = 0; hop < 40; hop++) {
      const link = linkAbove(files, current);
      if (!link) return current;
      const target = joinPath(parentOf(link.path), link.target);
      if (target === undefined) return undefined;
      current = link.rest === '' ? target : `${target}/${link.rest}`;
    }
    return undefined;
  };

  const readOne = (path: string): FileContent => {
    const resolved = resolve(path);
    if (resolved === undefined) return { state: 'unreadable', path, reason: 'outside-repository' };
    const file = files[resolved];
    if (file === undefined) {
      const directory = Object.keys(files).some((other) => other.startsWith(`${resolved}/`));
      return { state: 'unreadable', path, reason: directory ? 'directory' : 'missing' };
    }
    if (typeof file !== 'string' && !(file instanceof Uint8Array)) return { state: 'unreadable', path, reason: 'directory' };
    const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
    if (bytes.byteLength > fileSizeLimit) return { state: 'too-large', path, byteSize: bytes.byteLength, limit: fileSizeLimit };
    return decodeFile(path, resolved, bytes);
  };

  return {
    facts: async () => ({
      kind: 'memory',
      shallow: false,
      defaultBranch: { state: 'known', value: 'main', basis: 'observed', sources: ['memory'] },
      ...options.facts,
    }),
    list: async () => entries,
    read: async (paths) => new Map(paths.map((path) => [path, readOne(path)])),
    close: async () => {},
  };
}

function linkAbove(files: Readonly<Record<string, MemoryFile>>, path: string): { path: string; target: string; rest: string } | undefined {
  const segments = path.split('/');
  for (let length = 1; length <= segments.length; length++) {
    const prefix = segments.slice(0, length).join('/');
    const file = files[prefix];
    if (typeof file === 'object' && !(file instanceof Uint8Array) && 'link' in file)
      return { path: prefix, target: file.link, rest: segments.slice(length).join('/') };
  }
  return undefined;
}
