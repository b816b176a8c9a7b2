import type { Knowledge } from './knowledge.ts';
import type { Location } from './location.ts';

export interface RequiredCheck {
  readonly context: string;
  /** The app that must report it; undefined means anyone with write access may. */
  readonly appId?: number;
}

export interface BypassActor {
  readonly kind: string;
  readonly id?: number;
  readonly mode: 'always' | 'pull_request' | 'exempt';
}

/** Effective protection of the default branch, merged by the strictest of all sources. */
export interface BranchProtection {
  readonly requiresPullRequest: boolean;
  readonly requiredApprovals: number;
  readonly requiresCodeOwnerReview: boolean;
  readonly dismissesStaleReviews: boolean;
  readonly requiresLastPushApproval: boolean;
  readonly requiredChecks: readonly RequiredCheck[];
  readonly strictChecks: boolean;
  readonly blocksForcePush: boolean;
  readonly blocksDeletion: boolean;
  readonly mergeQueue: boolean;
  readonly bypassActors: Knowledge<readonly BypassActor[]>;
  /** Rule types that this version does not know: kept, never counted as absent. */
  readonly unknownRules: readonly string[];
  /** Where each declared source stands. */
  readonly locations: readonly Location[];
}

export interface Protection {
  readonly branch: Knowledge<BranchProtection>;
  /** Rulesets that are written down but not enforced (`evaluate`, `disabled`). */
  readonly planned: readonly { readonly name: string; readonly enforcement: string; readonly location: Location }[];
}
