import { RuleError } from '../errors.ts';
import type { Confidence } from '../model/configuration.ts';
import type { Location } from '../model/location.ts';
import type { Evidence, UnknownSubject } from '../model/report.ts';
import type { FacetName, RepositoryView } from '../model/repository.ts';
import type { FailureDetails, OutcomeReporter, Policy, RepositoryRule } from './define-rule.ts';
import type { FixDraft } from './fix-draft.ts';

/** A failed place as the rule reported it, before configuration and suppressions. */
export interface RawFinding {
  readonly messageId: string;
  readonly message: string;
  readonly location?: Location;
  readonly confidence: Confidence;
  readonly subject: string;
  readonly related: NonNullable<FailureDetails['related']>;
  readonly fix?: FixDraft;
}

/** Everything that one run of a rule reported. */
export interface RawOutcome {
  readonly evidence: readonly Evidence[];
  readonly findings: readonly RawFinding[];
  readonly unknowns: readonly UnknownSubject[];
  /** Set when the rule does not apply. */
  readonly notApplicable?: string;
}

/**
 * Runs one rule over a view of the repository.
 *
 * @throws {RuleError} When the rule throws, reports nothing, or reports a subject beside `notApplicable`.
 */
export function evaluate(rule: RepositoryRule, repo: RepositoryView<FacetName>, options: Readonly<Record<string, unknown>>, policy: Policy): RawOutcome {
  const evidence: Evidence[] = [];
  const findings: RawFinding[] = [];
  const unknowns: UnknownSubject[] = [];
  let notApplicable: string | undefined;
  const outcome: OutcomeReporter<Record<string, string>> = {
    pass: (text, location) => void evidence.push({ text, ...(location ? { location } : {}) }),
    fail(messageId, data, location, details = {}) {
      const template = rule.messages[messageId];
      if (template === undefined) throw new RuleError(rule.id, `has no message "${messageId}"`);
      const message = fill(template, data);
      findings.push({
        messageId,
        message,
        ...(location ? { location } : {}),
        confidence: details.confidence ?? 'high',
        subject: details.subject ?? message,
        related: details.related ?? [],
        ...(details.fix ? { fix: details.fix } : {}),
      });
    },
    unknown: (reason, reveal, location) => void unknowns.push({ reason, reveal, ...(location ? { location } : {}) }),
    notApplicable(reason) {
      notApplicable = reason;
    },
  };
  try {
    rule.check({ repo, options, policy, outcome });
  } catch (error) {
    if (error instanceof RuleError) throw error;
    throw new RuleError(rule.id, error instanceof Error ? error.message : String(error), { cause: error });
  }
  const subjects = evidence.length + findings.length + unknowns.length;
  if (notApplicable !== undefined && subjects > 0) throw new RuleError(rule.id, 'reported subjects beside "not applicable"');
  if (notApplicable === undefined && subjects === 0) throw new RuleError(rule.id, 'reported no outcome');
  return { evidence, findings, unknowns, ...(notApplicable === undefined ? {} : { notApplicable }) };
}

// Longer values come from hostile or generated files; a message is a sentence.
const longestValue = 160;

/** Puts values into a message's placeholders. Control characters are dropped, long values cut. */
export function fill(template: string, data: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = data[name];
    if (value === undefined) return whole;
    const text = [...String(value)]
      .map((character) => (isControl(character) ? ' ' : character))
      .join('')
      .trim();
    return text.length > longestValue ? `${text.slice(0, longestValue - 1)}…` : text;
  });
}

function isControl(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  // C0, DEL, C1, bidirectional controls and tags: none belongs into a terminal or a message.
  return (
    code < 32 || (code >= 127 && code < 160) || (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069) || (code >= 0xe0000 && code <= 0xe007f)
  );
}
