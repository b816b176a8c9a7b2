import type { Rule } from '../engine/define-rule.ts';
import type { Severity } from '../model/configuration.ts';
import type { AuditReport, Finding } from '../model/report.ts';
import { groupBy } from './group-by.ts';
import type { Page } from './page.ts';
import { rulePage } from './rule-page.ts';
import { counted } from './score-text.ts';
import type { Style } from './terminal.ts';

/** A rule with more findings than this is folded to the first ones. */
const foldFrom = 4;
const shownWhenFolded = 3;
const shownFiles = 5;

const severities: readonly Severity[] = ['error', 'warning', 'note'];
const severityStyles: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', note: 'blue' };

/**
 * Findings by item and rule: each place with its message, and once for each rule what to do.
 *
 * @returns Whether something was folded.
 */
export function findingsSection(page: Page, report: AuditReport, rules: ReadonlyMap<string, Rule>, options: { readonly verbose: boolean }): boolean {
  let folded = false;
  report.items.forEach((item, index) => {
    const ofItem = report.findings.filter((finding) => finding.item === item.id);
    if (ofItem.length === 0) return;
    page.heading(`${index + 1} ${item.title}`);
    for (const [id, findings] of groupBy(ofItem, (finding) => finding.rule)) {
      page.gap();
      const shown = options.verbose || findings.length <= foldFrom ? findings : findings.slice(0, shownWhenFolded);
      ruleLines(page, id, rules.get(id), findings, shown);
      if (shown.length < findings.length) folded = true;
    }
  });
  return folded;
}

function ruleLines(page: Page, id: string, rule: Rule | undefined, findings: readonly Finding[], shown: readonly Finding[]): void {
  const severity = severities.find((candidate) => findings.some((finding) => finding.severity === candidate)) ?? 'note';
  const title = rule ? `${id}: ${rule.title}` : id;
  page.paragraph(title, 2, { lead: `${severity} `, leadStyle: severityStyles[severity], hang: 2, style: 'bold' });
  let lastPlaces = '';
  for (const [message, group] of groupBy(shown, (finding) => finding.message)) {
    const places = group.filter((finding) => finding.place === 'file').map((finding) => `    ${placeText(page, finding)}${doubt(finding, severity)}`);
    // Several things that are wrong with one place stand below it.
    if (places.join('\n') !== lastPlaces) for (const place of places) page.line(place);
    lastPlaces = places.join('\n');
    const [first] = group;
    if (places.length > 0) page.paragraph(message, 6);
    else page.paragraph(`${message}${first ? doubt(first, severity) : ''}`, 4);
  }
  if (shown.length < findings.length) page.paragraph(restText(findings.slice(shown.length)), 4, { style: 'dim', hang: 2 });
  if (rule) page.paragraph(rule.howToFix, 4, { lead: 'Fix:', leadStyle: 'green', hang: 2 });
  page.paragraph(rulePage(id), 4, { lead: 'Docs:', leadStyle: 'green' });
}

/** What sets one place apart from the rest of its rule. */
function doubt(finding: Finding, severity: Severity): string {
  const remarks = [
    ...(finding.severity === severity ? [] : [finding.severity]),
    ...(finding.confidence === 'high' ? [] : [`${finding.confidence} confidence`]),
  ];
  return remarks.length > 0 ? ` (${remarks.join(', ')})` : '';
}

function placeText(page: Page, { location }: Finding): string {
  return page.style(page.clean(page.place(location)), 'cyan');
}

function restText(rest: readonly Finding[]): string {
  const inFiles = rest.filter((finding) => finding.place === 'file');
  const byPath = [...groupBy(inFiles, (finding) => finding.location.path)].sort(([, left], [, right]) => right.length - left.length);
  const [only] = byPath;
  if (!only || inFiles.length < rest.length) return `and ${rest.length} more`;
  if (byPath.length === 1) return `and ${rest.length} more in ${only[0]}`;
  const files = byPath.slice(0, shownFiles).map(([path, findings]) => (findings.length > 1 ? `${path} (${findings.length})` : path));
  const others = byPath.length - files.length;
  return `and ${rest.length} more: ${files.join(', ')}${others > 0 ? `, and ${counted(others, 'other file')}` : ''}`;
}
