import type { Rule } from '../engine/define-rule.ts';
import type { ChangeFinding, GateReport, Verdict } from '../model/gate-report.ts';
import { changeLine, liftingText, unknownsOf, verdictGroups, verdictLine } from './gate-summary.ts';
import { groupBy } from './group-by.ts';
import { createPage, type Page } from './page.ts';
import { sentence } from './sentence.ts';
import type { Style, Terminal } from './terminal.ts';

export interface GateTextOptions extends Terminal {
  /** Everything: no folding, what passed with all evidence, what did not apply or run. */
  readonly verbose: boolean;
}

const verdictStyles: Readonly<Record<GateReport['verdict'], Style>> = { stop: 'red', review: 'yellow', pass: 'green' };
const findingStyles: Readonly<Record<Verdict, Style>> = { 'hard-stop': 'red', stop: 'red', review: 'yellow', note: 'blue' };
/** A rule with more findings is folded to the first ones. */
const foldFrom = 6;
const shownWhenFolded = 5;
const shownPassed = 12;

/**
 * The gate's report for people: the verdict first, then what stops, what to look at, what is not known, and what passed.
 *
 * @param rules - The rules that the gate was given: for their titles and how to fix.
 * @returns Lines of at most `width` columns, with a line break at the end.
 */
export function gateText(report: GateReport, rules: readonly Rule[], options: GateTextOptions): string {
  const page = createPage(options);
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  page.paragraph(changeLine(report), 0, { style: 'dim' });
  page.gap();
  page.paragraph(verdictLine(report), 0, { lead: report.verdict.toUpperCase(), leadStyle: verdictStyles[report.verdict] });
  for (const { rule, message } of report.ruleFailures)
    page.paragraph(`The report is incomplete. The rule ${rule} failed, which is a bug of the rule and not of the change: ${message}`, 0, { style: 'red' });
  for (const { verdict, title } of verdictGroups) {
    const findings = report.findings.filter((finding) => finding.verdict === verdict);
    if (findings.length === 0) continue;
    page.heading(title);
    for (const [id, ofRule] of groupBy(findings, ({ rule }) => rule)) ruleLines(page, byId.get(id), id, ofRule, options.verbose);
  }
  list(
    page,
    'Could not be compared',
    report.notAnalysed.map(
      ({ path, reason, verdict }) => `${path}: ${sentence(reason)}${verdict === 'stop' ? ' It could be read before: this stops the change.' : ''}`,
    ),
  );
  list(
    page,
    'Lifted',
    report.lifted.map((finding) => `${placeText(page, finding)}: ${finding.message} ${liftingText(finding)}`),
  );
  list(
    page,
    'Waived by the configuration of the target branch',
    report.suppressed.map(({ finding, suppression }) => `${finding.rule}: ${finding.message} (${sentence(suppression.reason)})`),
  );
  const { toShow, notKnown } = unknownsOf(report);
  list(page, 'To be shown in the pull request', [...new Set(toShow.map(({ rule }) => `${byId.get(rule)?.title ?? rule} (${rule})`))]);
  if (notKnown.length > 0) {
    page.heading('Not known, counted neither as passed nor as failed');
    for (const [reveal, group] of groupBy(notKnown, (unknown) => unknown.reveal)) {
      const reasons = [...new Set(group.map(({ reason }) => reason))];
      page.paragraph(`${reasons.map(sentence).join(' ')} ${reveal}`, 2, { hang: 2 });
      page.paragraph([...new Set(group.map(({ rule }) => rule))].join(', '), 6, { style: 'dim' });
    }
  }
  passed(page, report, options.verbose);
  if (options.verbose) {
    list(
      page,
      'Does not apply',
      report.outcomes.flatMap(({ rule, reason }) => (reason === undefined ? [] : [`${rule}: ${reason}`])),
    );
    list(
      page,
      'Did not run',
      report.notRun.map(({ rule, reason }) => `${rule}: ${reason}`),
    );
  }
  return page.text();
}

function ruleLines(page: Page, rule: Rule | undefined, id: string, findings: readonly ChangeFinding[], verbose: boolean): void {
  const [first] = findings;
  page.gap();
  page.paragraph(rule ? `${id}: ${rule.title}` : id, 2, {
    style: 'bold',
    ...(first ? { lead: first.verdict, leadStyle: findingStyles[first.verdict] } : {}),
    hang: 2,
  });
  const shown = verbose || findings.length <= foldFrom ? findings : findings.slice(0, shownWhenFolded);
  for (const finding of shown) {
    if (finding.place !== 'change') page.line(`    ${page.style(placeText(page, finding), 'cyan')}${doubt(finding)}`);
    page.paragraph(finding.message, finding.place === 'change' ? 4 : 6);
    if (finding.verdict === 'hard-stop') page.paragraph(liftingText(finding), 6, { style: 'dim', hang: 2 });
  }
  if (shown.length < findings.length) page.paragraph(`and ${findings.length - shown.length} more (--verbose lists them)`, 4, { style: 'dim' });
  if (rule) page.paragraph(rule.howToFix, 4, { lead: 'Fix:', leadStyle: 'green', hang: 2 });
}

function placeText(page: Page, { place, before, location }: ChangeFinding): string {
  return place === 'base' && before ? `${page.place(before)} at the base` : page.place(location);
}

function doubt({ operation, confidence }: ChangeFinding): string {
  const remarks = [...(operation ? [operation] : []), ...(confidence === 'high' ? [] : [`${confidence} confidence`])];
  return remarks.length > 0 ? ` (${remarks.join(', ')})` : '';
}

function passed(page: Page, report: GateReport, verbose: boolean): void {
  const outcomes = report.outcomes.filter(({ state, evidence }) => state === 'pass' && evidence.length > 0);
  if (outcomes.length === 0) return;
  page.heading('Passed');
  for (const { rule, evidence } of verbose ? outcomes : outcomes.slice(0, shownPassed)) {
    const texts = verbose ? evidence.map(({ text }) => text) : evidence.slice(0, 1).map(({ text }) => text);
    const more = evidence.length > texts.length ? ` (and ${evidence.length - texts.length} more)` : '';
    page.paragraph(`${rule}: ${texts.join('; ')}${more}`, 2, { hang: 2 });
  }
  if (!verbose && outcomes.length > shownPassed) page.paragraph(`and ${outcomes.length - shownPassed} more rules`, 2, { style: 'dim' });
}

function list(page: Page, title: string, entries: readonly string[]): void {
  if (entries.length === 0) return;
  page.heading(title);
  for (const entry of entries) page.paragraph(entry, 2, { hang: 2 });
}
