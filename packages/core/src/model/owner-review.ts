import type { Knowledge } from './knowledge.ts';
import type { Account } from './pull-request.ts';

/** Files of the change that one line of CODEOWNERS gives to the same owners, and who of them approved. */
export interface OwnerReview {
  /** As written, e.g. `@octo/payments`. */
  readonly owners: readonly string[];
  /** Line of CODEOWNERS. */
  readonly line: number;
  readonly paths: readonly string[];
  /** The owner who approved the current head; absent when none did. */
  readonly approvedBy: Knowledge<Account | undefined>;
}

/** Approvals of the current head. */
export interface OwnerReviews {
  readonly reviews: readonly OwnerReview[];
  /** Changed files that nobody owns. */
  readonly unowned: readonly string[];
  /** People who approved the current head; with what part they had in the change, where they had one. */
  readonly approvers: Knowledge<readonly { readonly account: Account; readonly involvedAs?: string; readonly unknown?: string }[]>;
}
