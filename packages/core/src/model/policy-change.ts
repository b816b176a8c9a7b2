import type { Configuration, Suppression } from './configuration.ts';
import type { Location } from './location.ts';

/** What a change does to the policy that later changes are judged by. */
export interface PolicyChange {
  /** Files of this tool's configuration that the change touches, at the base or at the head, sorted. */
  readonly files: readonly string[];
  /** What holds at the base; absent without a configuration of its own. */
  readonly before?: Configuration;
  /** What will hold at the head; absent without one, and when it cannot be read. */
  readonly after?: Configuration;
  /** Why the configuration of the head cannot be read. */
  readonly problem?: { readonly message: string; readonly location?: Location };
  /** Suppressions that comments gained in the changed files. */
  readonly comments: readonly Suppression[];
}
