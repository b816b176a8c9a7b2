import type { Location } from './location.ts';

/** Added lines that stand elsewhere already. */
export interface CodeClone {
  /** Whole lines at the head. */
  readonly added: Location;
  /** The lines that they repeat, at the head too: code that only moved repeats nothing. */
  readonly existing: Location;
  /** Lines of the added code. */
  readonly lines: number;
  readonly tokens: number;
  /** Names and literals that are the same on both sides, of all of them: 1 where nothing was changed. */
  readonly sameNames: number;
  /** Whether so many names or literals were changed that it is more than a copy. */
  readonly isRenamed: boolean;
  /** Whether the change itself brings both sides. */
  readonly isInsideChange: boolean;
  /** Further places that the lines repeat. */
  readonly otherPlaces: number;
}

/** What a file offers to others. */
export interface CodeDeclaration {
  readonly path: string;
  readonly name: string;
  readonly kind: 'function' | 'type';
  /** Of a function. */
  readonly parameters?: number;
  readonly location: Location;
}

/** A source file by the words of its name. */
export interface NamedFile {
  readonly path: string;
  readonly kind: 'file';
  /** Without folder and ending. */
  readonly name: string;
}

/** An added declaration or file, and those of the same name and language that the head has elsewhere. */
export interface ParallelName {
  readonly added: CodeDeclaration | NamedFile;
  /** Sorted by path. */
  readonly existing: readonly (CodeDeclaration | NamedFile)[];
}

/** What the added code has in common with the rest of the repository, tests, generated and vendored files apart. */
export interface CodeReuse {
  readonly clones: readonly CodeClone[];
  readonly parallelNames: readonly ParallelName[];
  /** Files of the change that were compared. */
  readonly addedFiles: readonly string[];
  /** Files that they were compared with. */
  readonly filesCompared: number;
  /** Source files of the change in languages that are not read. */
  readonly notCompared: readonly string[];
}
