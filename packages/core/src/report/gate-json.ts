import type { ChangeFinding, ChangeRuleOutcome, GateReport } from '../model/gate-report.ts';
import { redactDeep } from '../redact.ts';
import { place, suppression } from './json.ts';
import { printableJson } from './printable.ts';

/** Version of the shape, which `schema/gate-report-1.json` describes; see `auditReportVersion`. */
const gateReportVersion = '1.0';

/**
 * The gate's report as JSON for other tools, in the shape of `schema/gate-report-1.json`. A key is always there; what does not
 * apply is `null`.
 *
 * @param toolVersion - Version of the program that made the report.
 * @returns The same bytes for the same report.
 */
export function gateJson(report: GateReport, toolVersion: string): string {
  return printableJson(redactDeep(gateDocument(report, toolVersion)));
}

function gateDocument(report: GateReport, toolVersion: string) {
  const { change } = report;
  const count = (verdict: ChangeFinding['verdict']): number => report.findings.filter((finding) => finding.verdict === verdict).length;
  return {
    schemaVersion: gateReportVersion,
    tool: { name: 'agent-readiness', version: toolVersion },
    verdict: report.verdict,
    complete: report.ruleFailures.length === 0,
    change: {
      base: change.base,
      target: change.target,
      head: change.head ?? null,
      commits: change.commits,
      files: change.files,
      pullRequest: change.pullRequest
        ? { number: change.pullRequest.number ?? null, repository: change.pullRequest.repository ?? null, basis: change.pullRequest.basis }
        : null,
      provenance: change.provenance,
      size: change.size,
      risk: change.tier,
    },
    configuration: { preset: report.configuration.preset, path: report.configuration.path ?? null },
    summary: {
      hardStops: count('hard-stop'),
      stops: count('stop'),
      reviews: count('review'),
      notes: count('note'),
      lifted: report.lifted.length,
      suppressed: report.suppressed.length,
      notAnalysed: report.notAnalysed.length,
    },
    outcomes: report.outcomes.map(outcome),
    findings: report.findings.map(finding),
    lifted: report.lifted.map(finding),
    suppressed: report.suppressed.map((entry) => ({ ...finding(entry.finding), suppression: suppression(entry.suppression) })),
    notAnalysed: report.notAnalysed.map(({ path, reason, rule, verdict }) => ({ path, reason, rule, verdict })),
    notRun: report.notRun.map(({ rule, reason }) => ({ rule, reason })),
    ruleFailures: report.ruleFailures.map(({ rule, message }) => ({ rule, message })),
    diagnostics: report.diagnostics.map(({ path, range, severity, code, message }) => ({
      path,
      range: range ? place({ path, range }).range : null,
      severity,
      code,
      message,
    })),
  };
}

function outcome({ rule, item, severity, verdict, state, reason, evidence, unknowns, findings }: ChangeRuleOutcome) {
  return {
    rule,
    item,
    severity,
    verdict,
    state,
    reason: reason ?? null,
    evidence: evidence.map(({ text, location }) => ({ text, location: location ? place(location) : null })),
    unknowns: unknowns.map(({ reason: why, reveal, location }) => ({ reason: why, reveal, location: location ? place(location) : null })),
    findings: findings.length,
  };
}

function finding(found: ChangeFinding) {
  const { rule, item, severity, verdict, confidence, messageId, message, location, before, related, operation, fingerprint, key, lifting } = found;
  return {
    rule,
    item,
    severity,
    verdict,
    confidence,
    messageId,
    message,
    operation: operation ?? null,
    place: found.place,
    location: place(location),
    before: before ? place(before) : null,
    related: related.map((other) => ({ location: place(other.location), message: other.message })),
    fingerprint,
    key,
    lifting: lifting ? { state: lifting.state, by: lifting.by ?? null, missing: lifting.missing, owners: lifting.owners } : null,
  };
}
