import type { Suppression } from '../model/configuration.ts';
import type { Edit } from '../model/fix.ts';
import type { Location, Position } from '../model/location.ts';
import type { AuditReport, Finding, Interval, RuleOutcome } from '../model/report.ts';
import { redactDeep } from '../redact.ts';
import { isPrepared } from './prepared.ts';
import { printableJson } from './printable.ts';

/**
 * Version of the JSON report's shape. The first number changes when a reader could break, the second when something is added;
 * `schema/audit-report-1.json` describes it.
 */
export const auditReportVersion = '1.1';

/**
 * The report as JSON for other tools, in the shape of `schema/audit-report-1.json`. A key is always there; what does not apply is `null`.
 *
 * @param toolVersion - Version of the program that made the report.
 * @returns The same bytes for the same report.
 */
export function jsonReport(report: AuditReport, toolVersion: string): string {
  return printableJson(redactDeep(auditDocument(report, toolVersion)));
}

function auditDocument(report: AuditReport, toolVersion: string) {
  const count = (severity: Finding['severity']): number => report.findings.filter((finding) => finding.severity === severity).length;
  return {
    schemaVersion: auditReportVersion,
    tool: { name: 'agent-readiness', version: toolVersion },
    repository: {
      kind: report.repository.kind,
      origin: report.repository.origin ?? null,
      branch: report.repository.branch ?? null,
      commit: report.repository.commit ?? null,
      files: report.repository.files,
      untrackedFiles: report.repository.untrackedFiles,
    },
    configuration: { preset: report.configuration.preset, path: report.configuration.path ?? null },
    path: report.path ?? null,
    complete: report.ruleFailures.length === 0,
    prepared: isPrepared(report) ?? null,
    score: interval(report.score),
    defaultScore: interval(report.defaultScore),
    summary: {
      errors: count('error'),
      warnings: count('warning'),
      notes: count('note'),
      suppressed: report.suppressed.length,
      unknownChecks: report.unknownChecks,
    },
    items: report.items.map(({ id, title, question, state, value }) => {
      const share = interval(value);
      return { id, title, question, state, low: share?.low ?? null, high: share?.high ?? null };
    }),
    outcomes: report.outcomes.map(outcome),
    findings: report.findings.map(finding),
    suppressed: report.suppressed.map((entry) => ({ ...finding(entry.finding), suppression: suppression(entry.suppression) })),
    idleSuppressions: report.idleSuppressions.map((idle) => ({ ...suppression(idle.suppression), problem: idle.problem })),
    improvements: report.improvements.map(({ rule, title, gain, effort, kind }) => ({ rule, title, gain: rounded(gain), effort, kind })),
    notRun: report.notRun.map(({ rule, reason }) => ({ rule, reason })),
    ruleFailures: report.ruleFailures.map(({ rule, message }) => ({ rule, message })),
    diagnostics: report.diagnostics.map(({ path, range, severity, code, message }) => ({
      path,
      range: range ? place({ path, range }).range : null,
      severity,
      code,
      message,
    })),
    filesRead: report.filesRead,
  };
}

function outcome({ rule, item, severity, state, reason, value, evidence, unknowns, findings, suppressed }: RuleOutcome) {
  const share = interval(value);
  return {
    rule,
    item,
    severity,
    state,
    reason: reason ?? null,
    low: share?.low ?? null,
    high: share?.high ?? null,
    evidence: evidence.map(({ text, location }) => ({ text, location: location ? place(location) : null })),
    unknowns: unknowns.map(({ reason: why, reveal, location }) => ({ reason: why, reveal, location: location ? place(location) : null })),
    // Findings of the whole repository, also when the report was narrowed to a path.
    findings: findings.length,
    suppressed: suppressed.length,
  };
}

function finding({ rule, item, severity, confidence, messageId, message, location, place: kind, fingerprint, related, fix }: Finding) {
  return {
    rule,
    item,
    severity,
    confidence,
    messageId,
    message,
    place: kind,
    location: place(location),
    fingerprint,
    related: related.map((other) => ({ location: place(other.location), message: other.message })),
    fix: fix ? { description: fix.description, edits: fix.edits.map(edit) } : null,
  };
}

function edit(change: Edit) {
  const { path } = change;
  return 'range' in change
    ? { path, range: place({ path, range: change.range }).range, replacement: change.replacement }
    : { path, range: null, replacement: change.content };
}

export function suppression({ rule, scope, paths, kind, reason, owner, expires, location }: Suppression): object {
  return {
    rule,
    scope: scope ?? 'configuration',
    paths: paths ?? null,
    kind,
    reason,
    owner: owner ?? null,
    expires: expires ?? null,
    location: place(location),
  };
}

export function place({ path, range }: Location): Location {
  return { path, range: { start: point(range.start), end: point(range.end) } };
}

function point({ line, column, offset }: Position) {
  return { line, column, offset };
}

function interval(value: Interval | undefined): Interval | null {
  return value ? { low: rounded(value.low), high: rounded(value.high) } : null;
}

// Four decimals hide the tails of binary fractions, and lose no difference that a policy could make.
function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
