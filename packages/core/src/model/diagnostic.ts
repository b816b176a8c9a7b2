import type { Range } from './location.ts';

/** Something about a file that kept it from being read as its author meant: never an exception, never silently dropped. */
export interface Diagnostic {
  readonly path: string;
  /** Absent when the whole file is meant (too large, binary, unreadable). */
  readonly range?: Range;
  readonly severity: 'error' | 'warning';
  /** Stable kebab-case code, e.g. `yaml-syntax`, `file-too-large`. */
  readonly code: string;
  readonly message: string;
}
