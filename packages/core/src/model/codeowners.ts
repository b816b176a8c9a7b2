import type { Location } from './location.ts';

export type OwnerKind = 'user' | 'team' | 'email';

export interface Owner {
  /** As written, e.g. `@octo/payments`. */
  readonly name: string;
  readonly kind: OwnerKind;
  readonly location: Location;
}

/** A valid line: a pattern and its owners; none un-owns what it matches. */
export interface CodeOwnersRule {
  readonly pattern: string;
  readonly owners: readonly Owner[];
  /** Line number, from 1. */
  readonly line: number;
  /** The pattern's place. */
  readonly location: Location;
}

/** Something that GitHub does not read as its author meant. */
export interface CodeOwnersProblem {
  /** GitHub's own words, but for `Unsupported syntax`: what its documentation says does not work, without naming an error. */
  readonly kind: 'Invalid pattern' | 'Invalid owner' | 'Unsupported syntax';
  /** What becomes of the line: GitHub drops it, or takes the signs for plain characters of a path. */
  readonly effect: 'line-skipped' | 'read-literally';
  /** A sentence about the text at `location`. */
  readonly message: string;
  /** What to write instead. */
  readonly suggestion?: string;
  readonly location: Location;
}

/** Who owns a path, and why. */
export type Ownership =
  | { readonly state: 'owned'; readonly owners: readonly Owner[]; readonly rule: CodeOwnersRule }
  /** A later line without owners un-owned it on purpose. */
  | { readonly state: 'un-owned'; readonly rule: CodeOwnersRule }
  | { readonly state: 'unmatched' };

/** What one line does for a list of paths. */
export interface CodeOwnersUsage {
  readonly rule: CodeOwnersRule;
  /** First path that the pattern matches. */
  readonly matched?: string;
  /** The line that decides over the first matched path, when this line decides over none. */
  readonly overriddenBy?: CodeOwnersRule;
}

export interface CodeOwnersFile {
  readonly path: string;
  readonly rules: readonly CodeOwnersRule[];
  /** In file order; at most {@link codeOwnersProblemLimit} of the parser. */
  readonly problems: readonly CodeOwnersProblem[];
  /** The last matching line decides. */
  ownerOf(path: string): Ownership;
  /** What each line does for these paths, in file order. */
  usage(paths: Iterable<string>): readonly CodeOwnersUsage[];
}

/** Systems beside GitHub's own that ask owners for their review. */
export type OwnershipSystem = 'prow' | 'gerrit' | 'policy-bot' | 'pull-approve' | 'codeowners-plus' | 'triagebot' | 'ruleset';

/** Owners that something other than CODEOWNERS declares. */
export interface OtherOwnership {
  readonly system: OwnershipSystem;
  readonly path: string;
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
