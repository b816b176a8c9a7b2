import type { Range } from './location.ts';

/** Edits that mend a finding: all of them or none. */
export interface Fix {
  /** What they do, as an imperative without a full stop: `Let DB_PORT move the host port`. */
  readonly description: string;
  readonly edits: readonly Edit[];
}

export type Edit = TextEdit | NewFile;

/** Replaces a stretch of a file; an empty range inserts. */
export interface TextEdit {
  readonly path: string;
  readonly range: Range;
  /** Line endings are those of the file. */
  readonly replacement: string;
}

/** Writes a file that is not there yet. */
export interface NewFile {
  readonly path: string;
  readonly content: string;
}
