import type { Location } from './location.ts';

/** Text that has the exact form of a credential. */
export interface CommittedCredential {
  /** What it opens, e.g. `a GitHub token`. */
  readonly kind: string;
  /** Its known beginning only; the rest is never kept. */
  readonly redacted: string;
  readonly location: Location;
}

/** Credentials in the files that agents and workflows read. */
export interface Credentials {
  /** Paths that were searched, sorted. */
  readonly searched: readonly string[];
  readonly found: readonly CommittedCredential[];
}
