import type { Rule } from '../engine/define-rule.ts';
import { commentMarker } from '../github/comment.ts';
import type { ChangeFinding, GateReport } from '../model/gate-report.ts';
import { redact } from '../redact.ts';
import { changeLine, liftingText, unknownsOf, verdictGroups, verdictLine } from './gate-summary.ts';
import { groupBy } from './group-by.ts';
import { printable } from './printable.ts';
import { rulePage } from './rule-page.ts';
import { sentence } from './sentence.ts';

/** GitHub takes 65,536 characters of a comment; the rest of it is for the marker and the last line. */
const longestComment = 60_000;
const shownFindings = 20;

const marks: Readonly<Record<GateReport['verdict'], string>> = { stop: '⛔ Stop', review: '👀 Review', pass: '✅ Pass' };

/**
 * The gate's report as a comment on a pull request, or as a job summary: the verdict, what stops, a checklist for the reviewer,
 * what is not known, and what passed.
 *
 * @param rules - The rules that the gate was given: for their titles.
 */
export function gateMarkdown(report: GateReport, rules: readonly Rule[]): string {
  const titles = new Map(rules.map((rule) => [rule.id, rule.title]));
  const lines = [commentMarker, `## agent-readiness: ${marks[report.verdict]}`, '', verdictLine(report), '', `<sub>${escaped(changeLine(report))}</sub>`];
  for (const { rule, message } of report.ruleFailures) lines.push('', `**The report is incomplete**: the rule ${code(rule)} failed: ${escaped(message)}`);
  for (const { verdict, title } of verdictGroups) {
    const findings = report.findings.filter((finding) => finding.verdict === verdict);
    if (findings.length === 0) continue;
    const isFolded = verdict === 'note';
    lines.push('', ...(isFolded ? [`<details><summary>${title} (${findings.length})</summary>`, ''] : [`### ${title}`, '']));
    for (const [id, ofRule] of groupBy(findings, ({ rule }) => rule)) {
      lines.push(`- [ ] **[${escaped(titles.get(id) ?? id)}](${rulePage(id)})** (${code(id)})`);
      lines.push(...ofRule.slice(0, shownFindings).map(findingLine));
      if (ofRule.length > shownFindings) lines.push(`  - and ${ofRule.length - shownFindings} more`);
    }
    if (isFolded) lines.push('', '</details>');
  }
  section(
    lines,
    'Could not be compared',
    report.notAnalysed.map(({ path, reason }) => `${code(path)}: ${escaped(sentence(reason))}`),
  );
  section(
    lines,
    'Lifted by an owner',
    report.lifted.map((finding) => `${code(finding.location.path)}: ${escaped(finding.message)} ${escaped(liftingText(finding))}`),
  );
  const { toShow, notKnown } = unknownsOf(report);
  section(lines, 'To be shown in the pull request', [...new Set(toShow.map(({ rule }) => escaped(titles.get(rule) ?? rule)))]);
  const unknownLines = [...groupBy(notKnown, ({ reveal }) => reveal)].map(
    ([reveal, group]) => `${escaped([...new Set(group.map(({ reason }) => sentence(reason)))].join(' '))} ${escaped(reveal)}`,
  );
  folded(lines, 'Not known', unknownLines);
  folded(
    lines,
    'Passed',
    report.outcomes.flatMap(({ rule, state, evidence }) => {
      const [first] = evidence;
      return state === 'pass' && first ? [`${escaped(titles.get(rule) ?? rule)}: ${escaped(first.text)}`] : [];
    }),
  );
  const text = lines.join('\n');
  if (text.length <= longestComment) return `${text}\n`;
  const cut = text.slice(0, longestComment);
  return `${cut.slice(0, cut.lastIndexOf('\n'))}\n\n*The rest was left out; the whole report is in the log.*\n`;
}

function findingLine(finding: ChangeFinding): string {
  const { place, before, location } = finding;
  const at = place === 'base' && before ? before : location;
  const where = place === 'change' ? '' : `${code(`${at.path}:${at.range.start.line}`)}${place === 'base' ? ' (at the base)' : ''}: `;
  const lifting = finding.verdict === 'hard-stop' ? `<br>${escaped(liftingText(finding))}` : '';
  return `  - ${where}${escaped(finding.message)}${lifting}`;
}

function section(lines: string[], title: string, entries: readonly string[]): void {
  if (entries.length > 0) lines.push('', `### ${title}`, '', ...entries.slice(0, shownFindings).map((entry) => `- ${entry}`));
  if (entries.length > shownFindings) lines.push(`- and ${entries.length - shownFindings} more`);
}

function folded(lines: string[], title: string, entries: readonly string[]): void {
  if (entries.length === 0) return;
  lines.push('', `<details><summary>${title} (${entries.length})</summary>`, '', ...entries.map((entry) => `- ${entry}`), '', '</details>');
}

/** Text from a repository: no markup of its own, nobody mentioned, nothing linked. */
function escaped(text: string): string {
  return printable(redact(text))
    .replace(/[\\`*_{}[\]()<>#+!|~$]/g, (character) => (character === '<' ? '&lt;' : character === '>' ? '&gt;' : `\\${character}`))
    .replaceAll('@', '@\u200b')
    .replaceAll('://', ':\u200b//');
}

function code(text: string): string {
  // A fence longer than any inside; a blank keeps a backtick at its end apart.
  const plain = printable(redact(text));
  const longest = Math.max(0, ...[...plain.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${plain} ${fence}` : `${fence}${plain}${fence}`;
}
