import { createHash } from 'node:crypto';
import type { FileContent, FileEntry } from '../model/file.ts';
import type { LastChange } from '../model/history.ts';
import type { Knowledge } from '../model/knowledge.ts';
import { decodeFile } from './decode.ts';
import { resolveLinks } from './links.ts';
import { comparePaths, fileSizeLimit, type RepositoryFacts, type RepositorySource } from './source.ts';

/** A file of a memory source: text, bytes, or a symbolic link to a path relative to its directory. */
export type MemoryFile = string | Uint8Array | { readonly link: string } | { readonly submodule: true };

export interface MemorySourceOptions {
  readonly facts?: Partial<RepositoryFacts>;
  /** Path → when it was last changed; without it there is no history. */
  readonly lastChanges?: Readonly<Record<string, LastChange>>;
}

/** A repository that exists in memory only: for tests, and for tools that hold the files already. */
export function memorySource(files: Readonly<Record<string, MemoryFile>>, options: MemorySourceOptions = {}): RepositorySource {
  const { lastChanges } = options;
  const byPath = new Map(Object.entries(files));
  const entries = [...byPath].map(([path, file]): FileEntry => ({ path, kind: kindOf(file), tracked: true })).sort(comparePaths);

  const linkTarget = (path: string): string | undefined => {
    const file = byPath.get(path);
    return typeof file === 'object' && 'link' in file ? file.link : undefined;
  };

  const readOne = (path: string): FileContent => {
    const resolved = resolveLinks(path, linkTarget);
    if (resolved.state !== 'resolved') return { state: 'unreadable', path, reason: resolved.state };
    const file = byPath.get(resolved.path);
    if (file === undefined) {
      const directory = entries.some((entry) => entry.path.startsWith(`${resolved.path}/`));
      return { state: 'unreadable', path, reason: directory ? 'directory' : 'missing' };
    }
    if (typeof file !== 'string' && !(file instanceof Uint8Array)) return { state: 'unreadable', path, reason: 'directory' };
    const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
    if (bytes.byteLength > fileSizeLimit) return { state: 'too-large', path, byteSize: bytes.byteLength, limit: fileSizeLimit };
    return decodeFile(path, resolved.path, bytes);
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
    contentIds: async () => new Map([...byPath].map(([path, file]) => [path, contentId(file)])),
    ...(lastChanges ? { lastChange: async (path: string) => lastChangeOf(lastChanges, path) } : {}),
    close: async () => {},
  };
}

function lastChangeOf(changes: Readonly<Record<string, LastChange>>, path: string): Knowledge<LastChange> {
  const value = changes[path];
  if (!value) return { state: 'unknown', reason: `no commit has ${path}`, reveal: 'Commit the file.' };
  return { state: 'known', basis: 'observed', sources: ['memory'], value };
}

function contentId(file: MemoryFile): string {
  const content = typeof file === 'string' || file instanceof Uint8Array ? file : JSON.stringify(file);
  return createHash('sha1').update(kindOf(file)).update(content).digest('hex');
}

function kindOf(file: MemoryFile): FileEntry['kind'] {
  if (typeof file === 'string' || file instanceof Uint8Array) return 'file';
  return 'link' in file ? 'symlink' : 'submodule';
}
