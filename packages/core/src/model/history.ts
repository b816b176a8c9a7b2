import type { Knowledge } from './knowledge.ts';

/** What the repository was when a file was last changed. */
export interface LastChange {
  readonly commit: string;
  /** ISO date of the committer, in the committer's own time zone. */
  readonly date: string;
  /** Directories of that commit, at most three levels deep, sorted. */
  readonly directories: readonly string[];
}

/** History of the instruction files that guide every task, by path. */
export type InstructionHistory = ReadonlyMap<string, Knowledge<LastChange>>;
