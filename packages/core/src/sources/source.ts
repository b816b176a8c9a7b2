import type { FileContent, FileEntry } from '../model/file.ts';
import type { LastChange } from '../model/history.ts';
import type { Knowledge } from '../model/knowledge.ts';

/** Largest file that is read as text: 8 MB. CODEOWNERS ends at 3 MB, instruction files at 4 MiB; nothing that rules read is larger. */
export const fileSizeLimit: number = 8 * 1024 * 1024;

/** What is known of the repository around the files. */
export interface RepositoryFacts {
  readonly kind: 'worktree' | 'directory' | 'revision' | 'memory' | 'remote';
  /** Absolute path of the root on this machine; absent for sources without one. */
  readonly root?: string;
  /** Commit that is read (revision) or checked out (work tree); absent on an unborn branch or without git. */
  readonly commit?: string;
  /** Branch that is checked out; absent when detached or without git. */
  readonly branch?: string;
  readonly defaultBranch: Knowledge<string>;
  /** History is cut off: facts from history are unknown. */
  readonly shallow: boolean;
  /** Where `origin` points, when that is a host with `owner/name` addresses. */
  readonly origin?: { readonly host: string; readonly owner: string; readonly name: string };
}

/** Where bytes come from. Nothing of what is read is executed, and no path leads out of the repository. */
export interface RepositorySource {
  facts(): Promise<RepositoryFacts>;
  /** All paths, sorted by code unit, so that the order never depends on the file system. */
  list(): Promise<readonly FileEntry[]>;
  /** Reads several files at once; every asked-for path is a key of the answer. */
  read(paths: readonly string[]): Promise<ReadonlyMap<string, FileContent>>;
  /**
   * Names of contents, as git names blobs, of the listed paths for which they are cheap to know: files with equal names have
   * equal bytes. Absent for sources that know none.
   */
  contentIds?(): Promise<ReadonlyMap<string, string>>;
  /** When a file was last changed, for sources that have a history. */
  lastChange?(path: string): Promise<Knowledge<LastChange>>;
  /** Ends processes that are still open. */
  close(): Promise<void>;
}

/** Order of paths everywhere: by code unit, the same on every machine. */
export function comparePaths(left: { readonly path: string }, right: { readonly path: string }): number {
  return left.path < right.path ? -1 : left.path > right.path ? 1 : 0;
}
