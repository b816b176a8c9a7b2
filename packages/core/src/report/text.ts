import type { Rule } from '../engine/define-rule.ts';
import type { AuditReport, Interval, ItemResult, ItemState } from '../model/report.ts';
import { createPage, type Page } from './page.ts';
import { isPrepared } from './prepared.ts';
import { counted, scoreText, severityCounts } from './score-text.ts';
import { pad, type Style, type Terminal } from './terminal.ts';
import { appendixSections } from './text-appendix.ts';
import { findingsSection } from './text-findings.ts';

export interface TextReportOptions extends Terminal {
  /** Everything: no folding, what passed, what did not run, what was read. */
  readonly verbose: boolean;
}

/**
 * The report for people: verdict, the ten items, findings with how to fix them, what could not be read, and what would raise
 * the score most.
 *
 * @param rules - The rules that the audit was given: for their titles and how to fix.
 * @returns Lines of at most `width` columns (words longer than that stay whole), with a line break at the end.
 */
export function textReport(report: AuditReport, rules: readonly Rule[], options: TextReportOptions): string {
  const page = createPage(options);
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const prepared = isPrepared(report) ?? true;
  verdictSection(page, report, prepared);
  itemsSection(page, report, options, prepared);
  const folded = findingsSection(page, report, byId, options);
  appendixSections(page, report, options);
  improvementsSection(page, report, prepared);
  closingLines(page, report, options, folded);
  return page.text();
}

function verdictSection(page: Page, report: AuditReport, prepared: boolean): void {
  const { repository, score } = report;
  const branch = repository.branch ? `, ${repository.branch}` : '';
  const commit = repository.commit ? ` at ${repository.commit.slice(0, 10)}` : '';
  page.paragraph(`${repository.origin ?? 'Repository'}${branch}${commit}, ${counted(repository.files, 'file')}`, 0, { style: 'dim' });
  page.gap();
  if (!prepared) page.paragraph(`Not prepared for agents yet: no instructions for them were found. ${whatFollows(report)}`, 0, { style: 'bold' });
  if (score) page.paragraph(scoreText(report), 0, prepared ? { style: scoreStyle(score) } : {});
  else if (report.items.some((item) => item.value)) page.paragraph('No total: only some of the rules ran.', 0, { style: 'bold' });
  else page.paragraph('No total: none of the ten items applies here.', 0, { style: 'bold' });
  if (report.defaultScore) page.paragraph(`By the default policy: ${scoreText({ ...report, score: report.defaultScore })}. Compare by this one.`, 0);
  if (prepared) page.paragraph(findingsSummary(report), 0);
  for (const { rule, message } of report.ruleFailures)
    page.paragraph(`The report is incomplete. The rule ${rule} failed, which is a bug of the rule and not of the repository: ${message}`, 0, { style: 'red' });
}

/** Absent things are to be prepared; what is wrong in files that are there is wrong all the same. */
function whatFollows(report: AuditReport): string {
  const mistakes = report.findings.filter((finding) => finding.place === 'file' && finding.severity === 'error');
  if (mistakes.length === 0) return 'What follows is what to prepare, not a list of mistakes.';
  const files = new Set(mistakes.map((finding) => finding.location.path)).size;
  return `What follows is what to prepare, and ${counted(mistakes.length, 'error')} in ${counted(files, 'file')} that ${files === 1 ? 'is' : 'are'} there.`;
}

function findingsSummary(report: AuditReport): string {
  const within = report.path === undefined ? '' : ` under ${report.path} (the score is that of the whole repository)`;
  if (report.findings.length === 0) return `No findings${within}.`;
  const files = new Set(report.findings.filter((finding) => finding.place === 'file').map((finding) => finding.location.path)).size;
  return `${severityCounts(report.findings)}${files > 0 ? ` in ${counted(files, 'file')}` : ''}${within}.`;
}

function scoreStyle({ low }: Interval): Style {
  return low >= 8 ? 'green' : low >= 4 ? 'yellow' : 'red';
}

const stateStyles: Readonly<Record<ItemState, Style>> = { met: 'green', partial: 'yellow', missing: 'red', unknown: 'cyan', 'not-applicable': 'dim' };

const barWidth = 10;
const titleWidth = 39;
/** Number, title, bar, state and share with two columns between them. */
const fullRow = 2 + titleWidth + barWidth + 7 + 9 + 10;

function itemsSection(page: Page, report: AuditReport, options: TextReportOptions, prepared: boolean): void {
  page.gap();
  const withBar = page.width >= fullRow;
  report.items.forEach((item, index) => {
    const number = String(index + 1).padStart(2);
    // In a repository that has prepared nothing, an empty item is no fault to point at.
    const style = prepared || item.state !== 'missing' ? stateStyles[item.state] : 'dim';
    const state = item.state === 'not-applicable' ? 'not applicable' : pad(item.state, 7);
    const bar = withBar ? `  ${item.value ? page.style(barOf(item.value, options.unicode), style) : ' '.repeat(barWidth)}` : '';
    const title = page.clean(item.title).slice(0, withBar ? titleWidth : page.width - 24);
    const share = item.value ? `  ${page.clean(shareText(item))}` : '';
    page.line(`${number}  ${pad(title, withBar ? titleWidth : page.width - 24)}${bar}  ${page.style(state, style)}${share}`);
  });
}

/** Full blocks for what passes, half-tone for what is not known. */
function barOf({ low, high }: Interval, unicode: boolean): string {
  const [full, open, empty] = unicode ? ['█', '▒', '░'] : ['#', '?', '.'];
  const passed = Math.floor(low * barWidth + 1e-9);
  const possible = Math.max(passed, Math.floor(high * barWidth + 1e-9));
  return `${full.repeat(passed)}${open.repeat(possible - passed)}${empty.repeat(barWidth - possible)}`;
}

function shareText({ value }: ItemResult): string {
  if (!value) return '';
  const [low, high] = [Math.floor(value.low * 100 + 1e-9), Math.floor(value.high * 100 + 1e-9)];
  return low === high ? `${low} %` : `${low}–${high} %`;
}

const shownImprovements = 5;

function improvementsSection(page: Page, report: AuditReport, prepared: boolean): void {
  const fixes = report.improvements.filter((improvement) => improvement.kind === 'fix').slice(0, shownImprovements);
  if (fixes.length === 0) return;
  page.heading(prepared ? 'What would raise the score most' : 'Where to start');
  for (const { rule, title, gain, effort } of fixes) {
    const points = gain < 0.05 ? '<0.1' : `+${gain.toFixed(1)}`;
    page.paragraph(`${title} (${rule})`, 2, { lead: `${points.padStart(4)}  ${pad(effort, 7)} `, leadStyle: 'green', hang: 15 });
  }
}

function closingLines(page: Page, report: AuditReport, options: TextReportOptions, folded: boolean): void {
  if (report.findings.length === 0) return;
  page.gap();
  const fixable = report.findings.filter((finding) => finding.fix).length;
  if (fixable > 0)
    page.paragraph(`agent-readiness fix --dry-run shows the edits that mend ${fixable === report.findings.length ? 'all' : fixable} of these findings.`, 0);
  const verbose = folded && !options.verbose ? ' --verbose lists every place.' : '';
  page.paragraph(`agent-readiness explain <rule> says why a rule exists and how it can be wrong.${verbose}`, 0, { style: 'dim' });
  if (report.score) page.paragraph(scoreText(report), 0, { style: 'bold' });
}
