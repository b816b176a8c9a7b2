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

/** A line, or a part of it, that GitHub skips. `kind` is GitHub's own word. */
export interface CodeOwnersProblem {
  readonly kind: 'Invalid pattern' | 'Invalid owner' | 'Unsupported syntax';
  readonly message: string;
  readonly suggestion?: string;
  readonly location: Location;
}

/** Who owns a path, and why. */
export type Ownership =
  | { readonly state: 'owned'; readonly owners: readonly Owner[]; readonly rule: CodeOwnersRule }
  /** A later line without owners un-owned it on purpose. */
  | { readonly state: 'un-owned'; readonly rule: CodeOwnersRule }
  | { readonly state: 'unmatched' };

export interface CodeOwnersFile {
  readonly path: string;
  readonly rules: readonly CodeOwnersRule[];
  readonly problems: readonly CodeOwnersProblem[];
  ownerOf(path: string): Ownership;
}

/** Owners that something other than CODEOWNERS declares. */
export interface OtherOwnership {
  readonly system: 'prow-owners' | 'gerrit-owners' | 'policy-bot' | 'ruleset-required-reviewers';
  readonly path: string;
}

export interface CodeOwners {
  /** The file that GitHub reads: first of `.github/`, root, `docs/`. */
  readonly file?: CodeOwnersFile;
  /** Further CODEOWNERS files, which GitHub ignores. */
  readonly shadowed: readonly string[];
  /** A file that is there but is not read, and why: too large, unreadable. */
  readonly unreadable?: { readonly path: string; readonly reason: string };
  readonly other: readonly OtherOwnership[];
}
