import type { Rule } from '../engine/define-rule.ts';
import type { Location } from '../model/location.ts';
import type { AuditReport, Finding } from '../model/report.ts';
import { redactDeep } from '../redact.ts';
import { groupBy } from './group-by.ts';
import { printable, printableJson } from './printable.ts';
import { ruleDocumentation } from './rule-documentation.ts';
import { sentence } from './sentence.ts';

/**
 * What GitHub keeps of an upload; beyond these it drops results by its own order, or refuses the file.
 * https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
export const limits: Readonly<Record<'results' | 'relatedLocations' | 'description' | 'tags' | 'notifications', number>> = {
  results: 5000,
  relatedLocations: 100,
  description: 1024,
  tags: 10,
  notifications: 1000,
};

// Longer texts come from hostile or generated files.
const longestMessage = 4000;

/**
 * The report as SARIF 2.1.0 for GitHub code scanning. Suppressed findings are left out, since code scanning would open alerts
 * for them; what could not be judged is a notification, not a result. Every result has a file, a line and a stable fingerprint.
 *
 * @param rules - The rules that the audit was given: their texts become the help of the alerts.
 * @param toolVersion - Version of the program that made the report.
 * @returns The same bytes for the same report.
 */
export function sarifReport(report: AuditReport, rules: readonly Rule[], toolVersion: string): string {
  const listed = rulesOf(report, rules);
  const indexOf = new Map(listed.map((rule, index) => [rule.id, index]));
  const placed = report.findings.filter((finding) => indexOf.has(finding.rule) && artifactUri(finding.location.path) !== undefined);
  const results = placed.slice(0, limits.results).map((finding) => result(finding, indexOf.get(finding.rule) ?? 0, report));
  return printableJson(
    redactDeep({
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'agent-readiness', version: toolVersion, semanticVersion: toolVersion, rules: listed.map(descriptor) } },
          automationDetails: { id: category(report) },
          columnKind: 'utf16CodeUnits',
          invocations: [{ executionSuccessful: report.ruleFailures.length === 0, toolExecutionNotifications: notifications(report, placed.length, indexOf) }],
          results,
        },
      ],
    }),
  );
}

/** Rules that ran, in the order given. */
function rulesOf(report: AuditReport, rules: readonly Rule[]): readonly Rule[] {
  const ran = new Set(report.outcomes.map((outcome) => outcome.rule));
  return rules.filter((rule) => ran.has(rule.id));
}

// Text up to the last slash is the category. A later upload of the same tool and category replaces the earlier one, so an audit
// of one project of a monorepo has a category of its own.
function category(report: AuditReport): string {
  return report.path ? `agent-readiness/repo/${printable(report.path)}/` : 'agent-readiness/repo/';
}

export function descriptor(rule: Rule): object {
  const security = rule.securitySeverity !== undefined && rule.securitySeverity > 0 && rule.securitySeverity <= 10 ? rule.securitySeverity : undefined;
  return {
    id: rule.id,
    name: pascalCase(rule.id),
    shortDescription: { text: cut(`${rule.title}.`, limits.description) },
    fullDescription: { text: cut(rule.why, limits.description) },
    help: { text: `${rule.howToFix} ${rule.why}`, markdown: ruleDocumentation(rule) },
    defaultConfiguration: { level: rule.severity },
    properties: {
      tags: ['agent-readiness', rule.item, ...(security === undefined ? [] : ['security'])].slice(0, limits.tags),
      // `security-severity` makes an alert a security alert, so only rules about security have it, as text.
      ...(security === undefined
        ? { 'problem.severity': rule.severity === 'note' ? 'recommendation' : rule.severity }
        : { 'security-severity': security.toFixed(1) }),
    },
  };
}

function result(finding: Finding, ruleIndex: number, report: AuditReport) {
  const related = finding.related.filter((other) => artifactUri(other.location.path) !== undefined).slice(0, limits.relatedLocations);
  const aboutRepository = finding.place === 'repository';
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: finding.severity,
    message: { text: messageText(aboutRepository ? `${finding.message} (This is about the repository, not about this line.)` : finding.message) },
    locations: [
      {
        physicalLocation: aboutRepository ? wholeFile(finding.location) : physicalLocation(finding.location),
        ...(aboutRepository ? { logicalLocations: [{ name: printable(report.repository.origin ?? 'repository'), kind: 'repository' }] } : {}),
      },
    ],
    ...(related.length > 0
      ? {
          relatedLocations: related.map((other, index) => ({
            id: index + 1,
            physicalLocation: physicalLocation(other.location),
            message: { text: messageText(other.message) },
          })),
        }
      : {}),
    ...fixes(finding),
    // The one fingerprint that code scanning compares; it takes any stable text.
    partialFingerprints: { primaryLocationLineHash: finding.fingerprint },
    properties: { item: finding.item, confidence: finding.confidence, place: finding.place },
  };
}

/** The fix as viewers offer it. A new file has no region that SARIF could name, so such a fix is `agent-readiness fix`'s alone. */
function fixes({ fix }: Finding) {
  const edits = fix?.edits.flatMap((edit) => ('range' in edit && artifactUri(edit.path) !== undefined ? [edit] : [])) ?? [];
  if (!fix || edits.length < fix.edits.length) return {};
  const artifactChanges = [...groupBy(edits, (edit) => edit.path)].map(([path, ofFile]) => ({
    artifactLocation: { uri: artifactUri(path) },
    replacements: ofFile.map(({ range: { start, end }, replacement }) => ({
      deletedRegion: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
      insertedContent: { text: replacement },
    })),
  }));
  return { fixes: [{ description: { text: messageText(`${fix.description}.`) }, artifactChanges }] };
}

/** What a reader of the log should know, but what is no alert. */
function notifications(report: AuditReport, placed: number, indexOf: ReadonlyMap<string, number>) {
  const associated = (rule: string) => {
    const index = indexOf.get(rule);
    return index === undefined ? {} : { associatedRule: { id: rule, index } };
  };
  const unplaced = report.findings.length - placed;
  const all = [
    ...(placed > limits.results
      ? [note('warning', 'results-cut', `${placed} findings; the ${limits.results} most severe are in this file, as many as code scanning keeps.`)]
      : []),
    ...(unplaced > 0 ? [note('warning', 'results-without-place', `${unplaced} findings have no rule or no file in the repository, and were left out.`)] : []),
    ...report.ruleFailures.map(({ rule, message }) => ({ ...note('error', 'rule-failed', `${rule} failed: ${message}`), ...associated(rule) })),
    ...report.outcomes.flatMap(({ rule, unknowns }) =>
      unknowns.map(({ reason, reveal, location }) => ({
        ...note('note', 'not-known', `${rule}: ${sentence(reason)} ${reveal}`, location),
        ...associated(rule),
      })),
    ),
    ...report.diagnostics.map(({ severity, code, message, path, range }) => note(severity, code, `${path}: ${message}`, range ? { path, range } : undefined)),
  ];
  if (all.length <= limits.notifications) return all;
  const left = all.length - limits.notifications;
  return [...all.slice(0, limits.notifications), note('warning', 'notifications-cut', `${left} more notifications were left out.`)];
}

export function note(level: 'error' | 'warning' | 'note', id: string, text: string, location?: Location): object {
  const place = location && artifactUri(location.path) !== undefined ? { locations: [{ physicalLocation: physicalLocation(location) }] } : {};
  return { level, descriptor: { id }, message: { text: messageText(text) }, ...place };
}

export function physicalLocation({ path, range: { start, end } }: Location): object {
  const isEmpty = end.line < start.line || (end.line === start.line && end.column <= start.column);
  const region = { startLine: start.line, startColumn: start.column, ...(isEmpty ? {} : { endLine: end.line, endColumn: end.column }) };
  return { artifactLocation: { uri: artifactUri(path) }, region };
}

// No columns: an anchor stands for the file, not for the word that happens to begin it.
export function wholeFile({ path }: Location): object {
  return { artifactLocation: { uri: artifactUri(path) }, region: { startLine: 1 } };
}

/** A path as relative URI; `undefined` for one that names no file inside the repository, which code scanning would refuse. */
export function artifactUri(path: string): string | undefined {
  const segments = path.split('/');
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) return undefined;
  return segments.map((segment) => encodeURIComponent(segment.replace(/\p{Cs}/gu, '\ufffd'))).join('/');
}

/** Plain text for an alert: no invisible characters, and no `[text](address)`, which viewers of SARIF make a link of. */
export function messageText(text: string): string {
  return cut(printable(text).replaceAll('](', '] (').trim(), longestMessage) || '(no text)';
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1).replace(/\p{Cs}$/u, '')}…` : text;
}

function pascalCase(ruleId: string): string {
  return ruleId
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}
