import type { Knowledge } from './knowledge.ts';
import type { Located, Location } from './location.ts';

/** A setting as it takes effect, and where it is written; observed settings have no place in a file. */
export interface Effective<Value> {
  readonly value: Value;
  readonly location?: Location;
  /** Labels of the rulesets and rules that set this value; empty where it is what holds without any. */
  readonly sources: readonly string[];
}

export interface RequiredCheck {
  readonly context: string;
  /** The app that must report it; undefined means anyone with write access may. */
  readonly appId?: number;
  readonly location?: Location;
}

/** Who may pass by a ruleset or a classic rule. */
export interface BypassActor {
  /** GitHub's actor types (`Team`, `Integration`, `RepositoryRole`, …), and `Admins` for a classic rule that leaves them out. */
  readonly kind: string;
  readonly id?: number;
  /** Slug, login or name of a role, where it is told. */
  readonly name?: string;
  readonly mode: 'always' | 'pull_request' | 'exempt';
  readonly location?: Location;
}

/** One source of protection (a ruleset, a classic rule) and who may pass it by; a bypass of one opens no other. */
export interface BypassList {
  readonly source: string;
  readonly actors: Knowledge<readonly BypassActor[]>;
  readonly location?: Location;
}

/** Effective protection of the default branch, merged by the strictest of all sources. */
export interface BranchProtection {
  readonly requiresPullRequest: Effective<boolean>;
  readonly requiredApprovals: Effective<number>;
  readonly requiresCodeOwnerReview: Effective<boolean>;
  readonly dismissesStaleReviews: Effective<boolean>;
  readonly requiresLastPushApproval: Effective<boolean>;
  readonly requiredChecks: readonly RequiredCheck[];
  /** Only true where a source lists at least one check. */
  readonly strictChecks: Effective<boolean>;
  readonly blocksForcePush: Effective<boolean>;
  readonly blocksDeletion: Effective<boolean>;
  readonly mergeQueue: Effective<boolean>;
  readonly requiresConversationResolution: Effective<boolean>;
  readonly requiresSignatures: Effective<boolean>;
  readonly requiresLinearHistory: Effective<boolean>;
  /** Methods that every source allows (`merge`, `squash`, `rebase`); undefined when no source speaks of them. */
  readonly allowedMergeMethods?: Effective<readonly string[]>;
  readonly bypass: readonly BypassList[];
  /** Rule types that are understood but not spelt out above, e.g. `code_scanning`, `workflows`. */
  readonly otherRules: readonly string[];
  /** Rule types that this version does not know: kept, never counted as absent. */
  readonly unknownRules: readonly string[];
  /** Where each declared source stands. */
  readonly locations: readonly Location[];
  /**
   * A source that could not be read, and why. Sources only ever add: what is strict here is certain, while what is missing or weak
   * may be stricter in fact.
   */
  readonly unread?: { readonly reason: string; readonly reveal: string };
}

/** A team that must approve changes to some files: a parameter of a ruleset's `pull_request` rule. */
export interface RequiredReviewer {
  /** As written, with `!` negation, unlike in CODEOWNERS. */
  readonly filePatterns: readonly string[];
  readonly minimumApprovals: number;
  /** Absent for what GitHub tells. */
  readonly location?: Location;
}

/** A ruleset that is written down or set up but not in force, and why not: `evaluate`, `disabled`, `incomplete`. */
export interface PlannedProtection {
  readonly name: string;
  readonly enforcement: string;
  /** Absent for a ruleset on GitHub. */
  readonly location?: Location;
}

export interface Protection {
  /** What holds as far as is known: `observed`, or else `declared`. */
  readonly branch: Knowledge<BranchProtection>;
  /** What GitHub enforces. */
  readonly observed: Knowledge<BranchProtection>;
  /** What files of the repository say that it should be. */
  readonly declared: Knowledge<BranchProtection>;
  readonly planned: readonly PlannedProtection[];
  /** Teams that rulesets in force ask for, by path. */
  readonly requiredReviewers: readonly RequiredReviewer[];
  /** Terraform resources that protect branches: what they say is not read. */
  readonly terraform: readonly Located<string>[];
  /** Paths that a push ruleset in force keeps everyone from pushing. */
  readonly restrictedPaths: readonly Located<string>[];
}
