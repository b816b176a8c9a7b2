import type { SuppressionKind } from '../model/configuration.ts';
import type { AuditReport } from '../model/report.ts';
import { groupBy } from './group-by.ts';
import type { Page } from './page.ts';
import { counted } from './score-text.ts';
import { sentence } from './sentence.ts';

const shownDiagnostics = 5;
const shownEvidence = 20;
/** A directory in which more files were read is given by their number. */
const shownNames = 6;
const shownDirectories = 40;

/** What stands after the findings: what could not be read, what is waived, and with `verbose` how the report came about. */
export function appendixSections(page: Page, report: AuditReport, options: { readonly verbose: boolean }): void {
  unknownSection(page, report, options.verbose);
  suppressedSection(page, report, options.verbose);
  diagnosticsSection(page, report, options.verbose);
  if (!options.verbose) return;
  passedSection(page, report);
  listSection(
    page,
    'Does not apply',
    report.outcomes.flatMap(({ rule, state, reason }) => (state === 'not-applicable' ? [`${rule}: ${reason ?? ''}`] : [])),
  );
  listSection(
    page,
    'Did not run',
    report.notRun.map(({ rule, reason }) => `${rule}: ${reason}`),
  );
  readSection(page, report);
}

/** Unknowns by what would reveal them: one token often settles many checks. */
function unknownSection(page: Page, report: AuditReport, verbose: boolean): void {
  const entries = report.outcomes.flatMap((outcome) => outcome.unknowns.map((unknown) => ({ rule: outcome.rule, unknown })));
  if (entries.length === 0) return;
  page.heading(`Could not be read: ${counted(report.unknownChecks, 'check')}, counted neither as passed nor as failed`);
  for (const [reveal, group] of groupBy(entries, ({ unknown }) => unknown.reveal)) {
    const reasons = [...new Set(group.map(({ unknown }) => unknown.reason))];
    const reason = reasons.length === 1 ? `${sentence(reasons[0] ?? '')} ` : '';
    page.paragraph(`${reason}${reveal}`, 2, { hang: 2 });
    if (verbose && reasons.length > 1) {
      for (const { rule, unknown } of group) {
        const where = unknown.location ? ` (${page.place(unknown.location)})` : '';
        page.paragraph(`${rule}: ${unknown.reason}${where}`, 6, { style: 'dim', hang: 2 });
      }
    } else page.paragraph([...new Set(group.map(({ rule }) => rule))].join(', '), 6, { style: 'dim' });
  }
}

const waived: readonly (readonly [kind: SuppressionKind, title: string])[] = [
  ['accepted-risk', 'Waived as accepted risk (still counted as failed)'],
  ['false-positive', 'Waived as false positive (counted as not known)'],
];

function suppressedSection(page: Page, report: AuditReport, verbose: boolean): void {
  for (const [kind, title] of waived) {
    const ofKind = report.suppressed.filter(({ suppression }) => suppression.kind === kind);
    if (ofKind.length === 0) continue;
    page.heading(title);
    for (const [suppression, entries] of groupBy(ofKind, (entry) => entry.suppression)) {
      const terms = [suppression.owner, suppression.expires ? `until ${suppression.expires}` : undefined].filter((term) => term !== undefined).join(', ');
      page.paragraph(`${suppression.rule}, ${counted(entries.length, 'finding')}: ${sentence(suppression.reason)}${terms ? ` (${terms})` : ''}`, 2, {
        hang: 2,
      });
      if (verbose) for (const { finding } of entries) page.paragraph(`${page.place(finding.location)}: ${finding.message}`, 6, { style: 'dim', hang: 2 });
    }
  }
  listSection(
    page,
    'Suppressions without effect',
    report.idleSuppressions.map(({ suppression, problem }) => {
      const where = page.place(suppression.location);
      if (problem === 'unused') return `${where}: ${suppression.rule} matches no finding; remove it.`;
      return `${where}: ${suppression.rule} expired on ${suppression.expires ?? 'its date'}; fix the finding, or renew it with a reason.`;
    }),
  );
}

function diagnosticsSection(page: Page, report: AuditReport, verbose: boolean): void {
  const { diagnostics } = report;
  const shown = verbose ? diagnostics : diagnostics.slice(0, shownDiagnostics);
  const rest = diagnostics.length - shown.length;
  listSection(page, 'Not read as written', [
    ...shown.map(({ path, range, severity, message }) => `${range ? page.place({ path, range }) : path}: ${severity}: ${message}`),
    ...(rest > 0 ? [`and ${rest} more (--verbose lists them)`] : []),
  ]);
}

function passedSection(page: Page, report: AuditReport): void {
  const passed = report.outcomes.filter((outcome) => outcome.evidence.length > 0);
  if (passed.length === 0) return;
  page.heading('What passed, and why');
  for (const { rule, evidence } of passed) {
    page.paragraph(rule, 2);
    for (const { text, location } of evidence.slice(0, shownEvidence))
      page.paragraph(`${text}${location ? ` (${page.place(location)})` : ''}`, 6, { style: 'dim', hang: 2 });
    if (evidence.length > shownEvidence) page.paragraph(`and ${evidence.length - shownEvidence} more`, 6, { style: 'dim' });
  }
}

function readSection(page: Page, report: AuditReport): void {
  const { repository, configuration, filesRead } = report;
  page.heading('What was read');
  page.paragraph(`Policy: preset ${configuration.preset}, ${configuration.path ?? 'no configuration file'}`, 2, { hang: 2 });
  const untracked = repository.untrackedFiles > 0 ? `, ${repository.untrackedFiles} of them not tracked` : '';
  page.paragraph(`Source: ${repository.kind}, ${counted(repository.files, 'file')}${untracked}; ${filesRead.length} read:`, 2, { hang: 2 });
  const directories = [...groupBy(filesRead, (path) => path.slice(0, path.lastIndexOf('/') + 1))];
  for (const [directory, paths] of directories.slice(0, shownDirectories)) {
    const names = paths.length > shownNames ? counted(paths.length, 'file') : paths.map((path) => path.slice(directory.length)).join(', ');
    page.paragraph(`${directory || './'}: ${names}`, 6, { style: 'dim', hang: 2 });
  }
  const rest = directories.length - shownDirectories;
  if (rest > 0) page.paragraph(`and ${rest} more directories; the JSON report lists every file`, 6, { style: 'dim' });
}

function listSection(page: Page, title: string, entries: readonly string[]): void {
  if (entries.length === 0) return;
  page.heading(title);
  for (const entry of entries) page.paragraph(entry, 2, { hang: 2 });
}
