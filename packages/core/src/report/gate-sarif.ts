import type { Rule } from '../engine/define-rule.ts';
import type { ChangeFinding, GateReport } from '../model/gate-report.ts';
import { redactDeep } from '../redact.ts';
import { liftingText } from './gate-summary.ts';
import { printableJson } from './printable.ts';
import { artifactUri, descriptor, limits, messageText, note, physicalLocation, wholeFile } from './sarif.ts';
import { sentence } from './sentence.ts';

/** A category of its own: an upload for a change must not close the alerts of the repository. */
const category = 'agent-readiness/gate/';

/**
 * The gate's report as SARIF 2.1.0 for GitHub code scanning, as {@link sarifReport} does for an audit. Lifted and suppressed
 * findings are left out.
 *
 * @returns The same bytes for the same report.
 */
export function gateSarif(report: GateReport, rules: readonly Rule[], toolVersion: string): string {
  const ran = new Set(report.outcomes.map(({ rule }) => rule));
  const listed = rules.filter(({ id }) => ran.has(id));
  const indexOf = new Map(listed.map((rule, index) => [rule.id, index]));
  const placed = report.findings.filter(({ rule, location }) => indexOf.has(rule) && artifactUri(location.path) !== undefined);
  return printableJson(
    redactDeep({
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'agent-readiness', version: toolVersion, semanticVersion: toolVersion, rules: listed.map(descriptor) } },
          automationDetails: { id: category },
          columnKind: 'utf16CodeUnits',
          properties: { verdict: report.verdict },
          invocations: [{ executionSuccessful: report.ruleFailures.length === 0, toolExecutionNotifications: notifications(report, placed.length) }],
          results: placed.slice(0, limits.results).map((finding) => result(finding, indexOf.get(finding.rule) ?? 0)),
        },
      ],
    }),
  );
}

function result(finding: ChangeFinding, ruleIndex: number) {
  const remark =
    finding.place === 'head'
      ? ''
      : finding.place === 'change'
        ? ' (This is about the change, not about this line.)'
        : ` (It stood at ${finding.before?.path}:${finding.before?.range.start.line} at the base.)`;
  // Places of the base are no places of the files that code scanning shows: they are in the message only.
  const related = finding.related.filter(({ location }) => artifactUri(location.path) !== undefined).slice(0, limits.relatedLocations);
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: finding.severity,
    message: { text: messageText(`${finding.message}${finding.verdict === 'hard-stop' ? ` ${liftingText(finding)}` : ''}${remark}`) },
    locations: [{ physicalLocation: finding.place === 'change' ? wholeFile(finding.location) : physicalLocation(finding.location) }],
    ...(related.length > 0
      ? {
          relatedLocations: related.map(({ location, message }, index) => ({
            id: index + 1,
            physicalLocation: physicalLocation(location),
            message: { text: messageText(message) },
          })),
        }
      : {}),
    partialFingerprints: { primaryLocationLineHash: finding.fingerprint },
    properties: {
      item: finding.item,
      verdict: finding.verdict,
      confidence: finding.confidence,
      place: finding.place,
      key: finding.key,
      ...(finding.operation ? { operation: finding.operation } : {}),
    },
  };
}

function notifications(report: GateReport, placed: number) {
  const all = [
    ...(placed > limits.results ? [note('warning', 'results-cut', `${placed} findings; the ${limits.results} worst are in this file.`)] : []),
    ...report.ruleFailures.map(({ rule, message }) => note('error', 'rule-failed', `${rule} failed: ${message}`)),
    ...report.notAnalysed.map(({ path, reason }) => note('warning', 'not-analysed', `${path}: ${sentence(reason)}`)),
    ...report.outcomes.flatMap(({ rule, unknowns }) =>
      unknowns.map(({ reason, reveal, location }) => note('note', 'not-known', `${rule}: ${sentence(reason)} ${reveal}`, location)),
    ),
    ...report.diagnostics.map(({ severity, code, message, path, range }) => note(severity, code, `${path}: ${message}`, range ? { path, range } : undefined)),
  ];
  if (all.length <= limits.notifications) return all;
  const left = all.length - limits.notifications;
  return [...all.slice(0, limits.notifications), note('warning', 'notifications-cut', `${left} more notifications were left out.`)];
}
