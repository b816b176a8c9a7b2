import type { Diagnostic } from '../model/diagnostic.ts';
import type { Catalog, Manifest, Task, ToolVersion, WorkspaceFile } from '../model/task.ts';

/** What a manifest or task file says. */
export interface TaskFile {
  readonly manifest?: Manifest;
  /** What a file that is no manifest says of a workspace. */
  readonly workspace?: WorkspaceFile;
  readonly catalogs?: readonly Catalog[];
  /** Versions that a file asks for which is no manifest. */
  readonly toolVersions?: readonly ToolVersion[];
  readonly tasks: readonly Task[];
  /** Why not every task of the file could be listed; absent when all are. */
  readonly open?: string;
  /** Files of tasks that it takes in, as written. */
  readonly includes?: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

export type ParseTaskFile = (path: string, text: string) => TaskFile;

/** A file that could not be read: nothing is known of its tasks. */
export function unreadTaskFile(diagnostics: readonly Diagnostic[]): TaskFile {
  return { tasks: [], open: 'the file could not be read', diagnostics };
}
