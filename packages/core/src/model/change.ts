import type { Confidence } from './configuration.ts';
import type { FileContent, FileKind, FileRole } from './file.ts';
import type { PullRequest } from './pull-request.ts';

export type ChangeStatus = 'added' | 'modified' | 'deleted' | 'renamed';

/** Lines of a text: `count` of them, from `start` (1 is the first). With `count` 0, `start` is the line behind which nothing stands. */
export interface LineRange {
  readonly start: number;
  readonly count: number;
}

/** A run of changed lines, without lines around it. */
export interface Hunk {
  readonly before: LineRange;
  readonly after: LineRange;
}

/**
 * How much reading a file asks for. By the attributes of the target branch, never of the head: a change cannot mark its own
 * files as generated.
 */
export type ChangeKind =
  | 'source'
  | 'test'
  | 'documentation'
  | 'configuration'
  | 'workflow'
  | 'lockfile'
  | 'generated'
  | 'vendored'
  | 'snapshot'
  | 'fixture'
  | 'binary';

/** One file of the change. */
export interface ChangedFile {
  readonly status: ChangeStatus;
  /** At the head; of a deleted file at the base. */
  readonly path: string;
  /** At the base, when that differs. */
  readonly previousPath?: string;
  readonly kind: ChangeKind;
  /** What the path is: at the head, of a deleted file at the base. */
  readonly entry: FileKind;
  /** By the target branch; see {@link FileRole}. */
  readonly role: FileRole;
  /** What stood at the base; absent when added. */
  readonly before?: FileContent;
  /** What stands at the head; absent when deleted. */
  readonly after?: FileContent;
  /** Empty for a rename without edits, and where either side is no text. */
  readonly hunks: readonly Hunk[];
  readonly addedLines: number;
  readonly removedLines: number;
}

/** A person or program by name and address, as git records it. */
export interface CommitIdentity {
  readonly name: string;
  readonly email: string;
}

/** A line of the last paragraph of a commit message, by git's rules. Keys compare without case. */
export interface Trailer {
  readonly key: string;
  readonly value: string;
}

/** A commit of the change. */
export interface ChangeCommit {
  readonly id: string;
  readonly parents: readonly string[];
  readonly author: CommitIdentity;
  readonly committer: CommitIdentity;
  readonly subject: string;
  /** The whole message. */
  readonly message: string;
  readonly trailers: readonly Trailer[];
}

/** How the change was made. Never "human": that a trace is missing proves nothing. */
export interface Provenance {
  readonly level: 'agent-authored' | 'agent-assisted' | 'automation' | 'unknown';
  /** The agents or programs, e.g. `Claude Code`. */
  readonly agents: readonly string[];
  readonly confidence: Confidence;
  readonly evidence: readonly { readonly text: string; readonly confidence: Confidence }[];
}

/** How much there is to read, without generated, vendored, lock, snapshot and fixture files. */
export interface ChangeSize {
  readonly files: number;
  readonly directories: number;
  readonly hunks: number;
  readonly addedLines: number;
  readonly removedLines: number;
  /** What was left out, by kind. */
  readonly leftOut: readonly { readonly kind: ChangeKind; readonly files: number; readonly lines: number }[];
}

/** The kinds of risky work that the change touches, by the configured areas of the target branch. */
export interface RiskTier {
  /** `high` when any area is touched. */
  readonly level: 'normal' | 'high';
  readonly areas: readonly { readonly id: string; readonly title: string; readonly paths: readonly string[] }[];
}

/** A change: what differs between the merge base and the head, with the commits and the pull request that bring it. */
export interface Change {
  /** Commit that the change is measured from: the merge base. */
  readonly base: string;
  /** Tip of the branch that the change goes to: whose policy holds. */
  readonly target: string;
  /** Head commit; absent with uncommitted work. */
  readonly head?: string;
  /** Sorted by path. */
  readonly files: readonly ChangedFile[];
  /** Oldest first; empty for uncommitted work. */
  readonly commits: readonly ChangeCommit[];
  /** Why the commits are not all known, e.g. a history that is cut off. */
  readonly commitsUnknown?: string;
  readonly pullRequest: PullRequest;
  readonly provenance: Provenance;
  readonly size: ChangeSize;
  readonly tier: RiskTier;
  /** A file by its path at the head, or at the base. */
  fileAt(path: string): ChangedFile | undefined;
  /** Where a file of the base is at the head: the new name of a renamed one, absent when deleted. */
  pathAtHead(path: string): string | undefined;
}
