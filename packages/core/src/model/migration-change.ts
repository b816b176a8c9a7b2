import type { Location } from './location.ts';

/** A step of a migration that loses data, or fails on data that is there. */
export interface DestructiveStep {
  readonly kind: 'drop' | 'rename' | 'narrow' | 'not-null' | 'delete';
  /** Start of the statement or call, on one line. */
  readonly text: string;
  readonly location: Location;
}

/** A file of the change that may be a migration, as it is at the head. */
export interface MigrationFile {
  readonly path: string;
  /** Steps on the way up. */
  readonly steps: readonly DestructiveStep[];
  /** Whether the file says how to go back. */
  readonly hasDown: boolean;
}
