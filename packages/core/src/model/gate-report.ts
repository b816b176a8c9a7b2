import type { Change } from './change.ts';
import type { Confidence, ItemId, Severity } from './configuration.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Location } from './location.ts';
import type { Evidence, RuleFailure, SuppressedFinding, UnknownSubject } from './report.ts';

/** What the failure of a change rule means. `hard-stop`: lifted by an independent owner's approval only. */
export type Verdict = 'hard-stop' | 'stop' | 'review' | 'note';

/** A failed place of a change. */
export interface ChangeFinding {
  readonly rule: string;
  readonly item: ItemId;
  readonly severity: Severity;
  readonly verdict: Verdict;
  readonly confidence: Confidence;
  readonly messageId: string;
  readonly message: string;
  /** At the head; for what is gone, a line of the same file at the head where there is one, or line 1 of an anchor file. */
  readonly location: Location;
  /** `base`: `location` only stands for a place that is gone, which `before` names. */
  readonly place: 'head' | 'base' | 'change';
  readonly before?: Location;
  readonly related: readonly { readonly location: Location; readonly message: string }[];
  readonly operation?: string;
  /** Recognises the finding across runs, by rule and subject. */
  readonly fingerprint: string;
  /** Twelve hexadecimal digits over rule, subject and the content before and after: what a lifted hard stop is bound to. */
  readonly key: string;
  /** How a hard stop was lifted, or what is still missing for it. */
  readonly lifting?: Lifting;
}

export interface Lifting {
  readonly state: 'lifted' | 'not-lifted' | 'unknown';
  /** Who lifted it. */
  readonly by?: string;
  /** Why it is not lifted, or why that is not known: sentences for people. */
  readonly missing: readonly string[];
  /** Who could: owners of the file at the target branch; empty when nobody owns it. */
  readonly owners: readonly string[];
}

/** What one change rule returned. */
export interface ChangeRuleOutcome {
  readonly rule: string;
  readonly item: ItemId;
  readonly severity: Severity;
  readonly verdict: Verdict;
  readonly state: 'pass' | 'fail' | 'unknown' | 'not-applicable';
  readonly reason?: string;
  readonly evidence: readonly Evidence[];
  readonly unknowns: readonly UnknownSubject[];
  readonly findings: readonly ChangeFinding[];
}

/** The answer of a gate. */
export interface GateReport {
  /** The worst of the findings that are not lifted. */
  readonly verdict: 'stop' | 'review' | 'pass';
  readonly change: Pick<Change, 'base' | 'target' | 'head' | 'provenance' | 'size' | 'tier'> & {
    readonly files: number;
    readonly commits: number;
    readonly pullRequest?: { readonly number?: number; readonly repository?: string; readonly basis: 'github' | 'event' | 'file' };
  };
  readonly configuration: { readonly preset: string; readonly path?: string };
  readonly outcomes: readonly ChangeRuleOutcome[];
  /** Worst first, then by place; lifted ones are in `lifted`. */
  readonly findings: readonly ChangeFinding[];
  readonly lifted: readonly ChangeFinding[];
  readonly suppressed: readonly (Omit<SuppressedFinding, 'finding'> & { readonly finding: ChangeFinding })[];
  /** Files whose content could not be compared. */
  readonly notAnalysed: readonly { readonly path: string; readonly reason: string; readonly rule: string; readonly verdict: Verdict }[];
  readonly notRun: readonly { readonly rule: string; readonly reason: string }[];
  readonly diagnostics: readonly Diagnostic[];
  readonly ruleFailures: readonly RuleFailure[];
}
