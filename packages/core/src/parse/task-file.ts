import type { Diagnostic } from '../model/diagnostic.ts';
import type { Manifest, Task } from '../model/task.ts';

/** What a manifest or task file says. */
export interface TaskFile {
  readonly manifest?: Manifest;
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
