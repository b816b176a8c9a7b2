import type { Confidence, ItemId, Severity, Suppression } from './configuration.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Fix } from './fix.ts';
import type { Location } from './location.ts';

/** What a rule took as proof. */
export interface Evidence {
  readonly text: string;
  readonly location?: Location;
}

/** A failed place. */
export interface Finding {
  readonly rule: string;
  readonly item: ItemId;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly messageId: string;
  readonly message: string;
  /** For a finding about the repository as a whole: the file that would fix it, or another tracked file, line 1. */
  readonly location: Location;
  /** `repository` when `location` is only an anchor. */
  readonly place: 'file' | 'repository';
  /** Recognises the finding across edits of the file. */
  readonly fingerprint: string;
  readonly related: readonly { readonly location: Location; readonly message: string }[];
  /** Edits that mend it, where that is safe. */
  readonly fix?: Fix;
}

export interface SuppressedFinding {
  readonly finding: Finding;
  readonly suppression: Suppression;
}

export interface UnknownSubject {
  readonly reason: string;
  /** What would reveal it, as a sentence for the user. */
  readonly reveal: string;
  readonly location?: Location;
}

export type OutcomeState = 'pass' | 'fail' | 'unknown' | 'not-applicable';

/** A share between 0 and 1: unknown subjects count 0 in `low` and 1 in `high`. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** What one rule returned. */
export interface RuleOutcome {
  readonly rule: string;
  readonly item: ItemId;
  /** As configured. */
  readonly severity: Severity;
  readonly state: OutcomeState;
  /** Why it does not apply. */
  readonly reason?: string;
  /** Absent when it does not apply. */
  readonly value?: Interval;
  readonly evidence: readonly Evidence[];
  readonly unknowns: readonly UnknownSubject[];
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
}

export type ItemState = 'met' | 'partial' | 'missing' | 'unknown' | 'not-applicable';

export interface ItemResult {
  readonly id: ItemId;
  readonly title: string;
  readonly question: string;
  readonly state: ItemState;
  /** Weighted mean of the item's applicable rules; absent when none applies. */
  readonly value?: Interval;
}

/** What fixing one rule would add to the low end of the total. */
export interface Improvement {
  readonly rule: string;
  readonly title: string;
  /** In points of ten. */
  readonly gain: number;
  readonly effort: 'minutes' | 'hours' | 'days';
  readonly kind: 'fix' | 'reveal';
}

/** A rule that threw or broke its contract: a bug of the rule, not of the repository. */
export interface RuleFailure {
  readonly rule: string;
  readonly message: string;
}

/** The answer of an audit. The same repository and configuration give the same report. */
export interface AuditReport {
  readonly repository: {
    readonly kind: string;
    readonly commit?: string;
    readonly branch?: string;
    readonly origin?: string;
    readonly files: number;
    readonly untrackedFiles: number;
  };
  readonly configuration: { readonly preset: string; readonly path?: string };
  /** Points of ten by the configured policy; absent when only some rules ran, or no item applies. */
  readonly score?: Interval;
  /** Points of ten by the default policy, when the configured one differs; use this one for comparisons. */
  readonly defaultScore?: Interval;
  readonly unknownChecks: number;
  readonly items: readonly ItemResult[];
  readonly outcomes: readonly RuleOutcome[];
  /** Not suppressed, within the asked-for path; errors first, then by place. */
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  /** Suppressions that waived nothing, or that have expired. */
  readonly idleSuppressions: readonly { readonly suppression: Suppression; readonly problem: 'unused' | 'expired' }[];
  /** Rules that did not run, and why. */
  readonly notRun: readonly { readonly rule: string; readonly reason: string }[];
  readonly improvements: readonly Improvement[];
  readonly diagnostics: readonly Diagnostic[];
  /** Text files that were read for this report, sorted. */
  readonly filesRead: readonly string[];
  readonly ruleFailures: readonly RuleFailure[];
  /** The path that findings were narrowed to; absent for the whole repository. */
  readonly path?: string;
}
