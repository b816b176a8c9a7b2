import { RuleError } from '../errors.ts';
import type { Change } from '../model/change.ts';
import type { ChangeFacetName, ChangeFacets } from '../model/change-facets.ts';
import type { Verdict } from '../model/gate-report.ts';
import type { Location } from '../model/location.ts';
import type { Evidence, UnknownSubject } from '../model/report.ts';
import type { FacetName, RepositoryView } from '../model/repository.ts';
import type { ChangeFailureDetails, ChangeOutcomeReporter, ChangeRule } from './define-change-rule.ts';
import type { Policy } from './define-rule.ts';
import { fill } from './evaluate.ts';

/** A failed place as the rule reported it, before configuration, suppressions and lifting. */
export interface RawChangeFinding extends ChangeFailureDetails {
  readonly messageId: string;
  readonly message: string;
  readonly location?: Location;
}

/** Everything that one run of a change rule reported. */
export interface RawChangeOutcome {
  readonly evidence: readonly Evidence[];
  readonly findings: readonly RawChangeFinding[];
  readonly unknowns: readonly UnknownSubject[];
  readonly notAnalysed: readonly { readonly path: string; readonly reason: string; readonly verdict: Verdict }[];
  readonly notApplicable?: string;
}

/** What a change rule is given. */
export interface ChangeViews {
  readonly change: Change & { readonly [Name in ChangeFacetName]?: () => ChangeFacets[Name] };
  readonly base: RepositoryView<FacetName>;
  readonly head: RepositoryView<FacetName>;
  readonly target: RepositoryView<FacetName>;
}

/**
 * Runs one rule over a change.
 *
 * @throws {RuleError} When the rule throws, reports nothing, or reports a subject beside `notApplicable`.
 */
export function evaluateChange(rule: ChangeRule, views: ChangeViews, options: Readonly<Record<string, unknown>>, policy: Policy): RawChangeOutcome {
  const evidence: Evidence[] = [];
  const findings: RawChangeFinding[] = [];
  const unknowns: UnknownSubject[] = [];
  const notAnalysed: { path: string; reason: string; verdict: Verdict }[] = [];
  let notApplicable: string | undefined;
  const outcome: ChangeOutcomeReporter<Record<string, string>> = {
    pass: (text, location) => void evidence.push({ text, ...(location ? { location } : {}) }),
    fail(messageId, data, location, details = {}) {
      const template = rule.messages[messageId];
      if (template === undefined) throw new RuleError(rule.id, `has no message "${messageId}"`);
      findings.push({ ...details, messageId, message: fill(template, data), ...(location ? { location } : {}) });
    },
    unknown: (reason, reveal, location) => void unknowns.push({ reason, reveal, ...(location ? { location } : {}) }),
    notAnalysed: (path, reason, wasReadable) => void notAnalysed.push({ path, reason, verdict: wasReadable ? 'stop' : 'review' }),
    notApplicable(reason) {
      notApplicable = reason;
    },
  };
  try {
    // The definition was checked by the compiler; here every facet that the rule named is in the views.
    rule.check({ ...views, options, policy, outcome } as unknown as Parameters<ChangeRule['check']>[0]);
  } catch (error) {
    if (error instanceof RuleError) throw error;
    throw new RuleError(rule.id, error instanceof Error ? error.message : String(error), { cause: error });
  }
  const subjects = evidence.length + findings.length + unknowns.length + notAnalysed.length;
  if (notApplicable !== undefined && subjects > 0) throw new RuleError(rule.id, 'reported subjects beside "not applicable"');
  if (notApplicable === undefined && subjects === 0) throw new RuleError(rule.id, 'reported no outcome');
  return { evidence, findings, unknowns, notAnalysed, ...(notApplicable === undefined ? {} : { notApplicable }) };
}
