import type { Location } from './location.ts';

/** The three forms of owner that GitHub knows. */
export type OwnerKind = 'user' | 'team' | 'email';

/** One owner of one line. */
export interface Owner {
  /** As written, e.g. `@octo/payments`. */
  readonly name: string;
  readonly kind: OwnerKind;
  readonly location: Location;
}

/** A line that counts: a pattern and its owners; none un-owns what it matches. */
export interface CodeOwnersRule {
  /** As written, with its escapes. */
  readonly pattern: string;
  readonly owners: readonly Owner[];
  /** Line number, from 1. */
  readonly line: number;
  /** The pattern's place. */
  readonly location: Location;
}

/** Something that GitHub does not read as its author meant. */
export interface CodeOwnersProblem {
  /**
   * `Invalid pattern` and `Invalid owner` are GitHub's own words. `Unsupported syntax` is what its documentation says does
   * not work, without naming an error; `GitLab section` a header such as `[Docs][2] @writer`, an invalid pattern to GitHub.
   */
  readonly kind: 'Invalid pattern' | 'Invalid owner' | 'Unsupported syntax' | 'GitLab section';
  /** What becomes of the line: GitHub drops it, or takes it as it stands. */
  readonly effect: 'line-skipped' | 'read-literally';
  /** A sentence about the text at `location`, without its full stop. */
  readonly message: string;
  /** What to write instead. */
  readonly suggestion?: string;
  /** The word that is wrong; line and column of its start are those that GitHub's list of errors gives. */
  readonly location: Location;
}

/** Who owns a path, and why. */
export type Ownership =
  | { readonly state: 'owned'; readonly owners: readonly Owner[]; readonly rule: CodeOwnersRule }
  /** The line that decides names no owners: un-owned on purpose. */
  | { readonly state: 'un-owned'; readonly rule: CodeOwnersRule }
  | { readonly state: 'unmatched' };

/** Every line that matches a path. */
export interface CodeOwnersMatch {
  /** The last matching line, which decides alone; absent when no line matches. */
  readonly winner?: CodeOwnersRule;
  /** The other matching lines, in file order. Their owners are not asked. */
  readonly losers: readonly CodeOwnersRule[];
}

/** Numbers of paths by who owns them. */
export interface OwnershipCounts {
  readonly owned: number;
  /** Decided by a line without owners. */
  readonly unOwned: number;
  /** Matched by no line. */
  readonly unmatched: number;
}

/** How many of a list of paths have owners, in all and by directory. */
export interface CodeOwnersCoverage extends OwnershipCounts {
  /** For each directory that holds a path, and each above it, all that lies below. The root is the empty string. */
  readonly directories: ReadonlyMap<string, OwnershipCounts>;
}

/** What one line does for a list of paths. */
export type CodeOwnersUsage = {
  readonly rule: CodeOwnersRule;
  /** The same as a sentence, patterns and paths as they are written. */
  readonly explanation: string;
} & (
  | {
      /** It decides over at least one path. */
      readonly state: 'decides';
      /** Number of paths that the pattern matches. */
      readonly matched: number;
      /** Number of paths that the line decides over. */
      readonly decided: number;
      /** First path that the pattern matches. */
      readonly example: string;
    }
  | {
      /** It matches, but later lines decide over all that it matches. */
      readonly state: 'shadowed';
      readonly matched: number;
      readonly example: string;
      /** The lines that decide instead, the one for `example` first; at most 20. */
      readonly by: readonly [CodeOwnersRule, ...CodeOwnersRule[]];
    }
  /** Its pattern matches none of the paths. */
  | { readonly state: 'dead' }
);

/** A CODEOWNERS file that was read, with its lines compiled for look-ups. Paths are repository-relative, with forward slashes. */
export interface CodeOwnersFile {
  readonly path: string;
  readonly rules: readonly CodeOwnersRule[];
  /** In file order; the first 1,000. */
  readonly problems: readonly CodeOwnersProblem[];
  /** Who owns a file. The last matching line decides. */
  ownersOf(path: string): Ownership;
  /** The line that decides over a file, and those that match but do not. */
  match(path: string): CodeOwnersMatch;
  /** How many of these paths have owners. */
  coverage(paths: Iterable<string>): CodeOwnersCoverage;
  /** What each line does for these paths, in file order. */
  usage(paths: Iterable<string>): readonly CodeOwnersUsage[];
}

/** Systems beside GitHub's own that ask owners for their review. */
export type OwnershipSystem = 'prow' | 'gerrit' | 'policy-bot' | 'pull-approve' | 'codeowners-plus' | 'triagebot' | 'ruleset';

/** Owners that something other than CODEOWNERS declares. */
export interface OtherOwnership {
  readonly system: OwnershipSystem;
  /** Absent for a ruleset on GitHub. */
  readonly path?: string;
}

export interface CodeOwners {
  /** The file that GitHub reads: first of `.github/`, root, `docs/`. */
  readonly file?: CodeOwnersFile;
  /** Further CODEOWNERS files, which GitHub ignores; `sameText` when such a file says the same, by a link or a copy. */
  readonly shadowed: readonly { readonly path: string; readonly sameText: boolean }[];
  /** Files that look like CODEOWNERS, where GitHub does not look: another case, another folder. */
  readonly misplaced: readonly string[];
  /** A file that is there but is not read, and why: too large, unreadable. */
  readonly unreadable?: { readonly path: string; readonly reason: string };
  readonly other: readonly OtherOwnership[];
}
