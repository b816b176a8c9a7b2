import type { Location } from './location.ts';

/** Something that linters, type checkers, scanners or hooks no longer look at as they did. */
export interface AnalysisChange {
  /**
   * `level`: a rule reports less. `exclusion`: a pattern leaves more out. `switch`: a strict option is off. `selection`: a rule set,
   * plugin or hook is gone. `baseline`: known problems grew. `comment`: a comment switches a report off.
   */
  readonly kind: 'level' | 'exclusion' | 'switch' | 'selection' | 'baseline' | 'comment';
  /** Tool, e.g. `ESLint`. */
  readonly tool: string;
  readonly key: string;
  readonly before: string;
  readonly after: string;
  readonly beforeLocation?: Location;
  /** Absent where the file or the entry is gone. */
  readonly afterLocation?: Location;
  readonly path: string;
  /** Whether it is clear without a look at files and presets that something is looked at no longer. */
  readonly isCertain?: boolean;
  /** Of a comment: whether it names no rule, or holds for a whole file. */
  readonly isBlanket?: boolean;
  /** Of a comment: whether the line that it is about stood there before. */
  readonly isOnExistingLine?: boolean;
}

/** What a change does to static analysis. */
export interface AnalysisChanges {
  readonly changes: readonly AnalysisChange[];
  /** Configuration files that were compared. */
  readonly compared: readonly string[];
  /** Files that could not be read. */
  readonly notRead: readonly { readonly path: string; readonly reason: string; readonly wasReadable: boolean }[];
}
