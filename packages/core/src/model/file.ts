/** What a listed path is. A submodule or a nested repository is one entry: its files belong to another repository. */
export type FileKind = 'file' | 'executable' | 'symlink' | 'submodule' | 'nested-repository';

/** One path of the repository. */
export interface FileEntry {
  /** Relative to the root, forward slashes, no leading `./`. */
  readonly path: string;
  readonly kind: FileKind;
  /** False for work that git does not track yet (and does not ignore). */
  readonly tracked: boolean;
}

/** A text file as read. */
export interface TextFile {
  readonly state: 'text';
  readonly path: string;
  /** Where the bytes stand after symbolic links inside the repository were followed; equals `path` for ordinary files. */
  readonly resolvedPath: string;
  /** Decoded text without a byte order mark; line endings as in the file. */
  readonly text: string;
  readonly byteSize: number;
}

/** What reading a path gave. */
export type FileContent =
  | TextFile
  | { readonly state: 'binary'; readonly path: string; readonly byteSize: number }
  | { readonly state: 'too-large'; readonly path: string; readonly byteSize: number; readonly limit: number }
  | { readonly state: 'unreadable'; readonly path: string; readonly reason: UnreadableReason };

export type UnreadableReason = 'missing' | 'directory' | 'outside-repository' | 'link-loop' | 'not-checked-out' | 'permission' | 'not-a-file';

/**
 * Whose practice a file shows. Only `own` files say how this repository works: vendored, generated, fixture and example
 * files are left out of what rules judge.
 */
export type FileRole = 'own' | 'vendored' | 'generated' | 'fixture' | 'example' | 'ignored';
