import type { ChangeFinding, GateReport } from '../model/gate-report.ts';
import { redact } from '../redact.ts';
import { printable } from './printable.ts';

/** What GitHub shows of one step; further ones are dropped without a word. */
const mostOfALevel = 10;

type Level = 'error' | 'warning' | 'notice';

/**
 * The findings as workflow commands, which GitHub Actions shows beside the changed lines: of each level as many as it shows of
 * one step, the worst first, and a line on how many were left out.
 *
 * Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function gateAnnotations(report: GateReport): string {
  const lines: string[] = [];
  for (const level of ['error', 'warning', 'notice'] as const) {
    const ofLevel = report.findings.filter((finding) => levelOf(finding) === level);
    // The last place is kept for the remark that there are more.
    const shown = ofLevel.length > mostOfALevel ? ofLevel.slice(0, mostOfALevel - 1) : ofLevel;
    lines.push(...shown.map((finding) => annotation(level, finding)));
    if (shown.length < ofLevel.length) lines.push(`::${level} title=agent-readiness::${ofLevel.length - shown.length} more findings are in the report.`);
  }
  return lines.map((line) => `${line}\n`).join('');
}

function levelOf({ verdict }: ChangeFinding): Level {
  return verdict === 'note' ? 'notice' : verdict === 'review' ? 'warning' : 'error';
}

function annotation(level: Level, { rule, message, location, place }: ChangeFinding): string {
  const { start, end } = location.range;
  const properties =
    place === 'change'
      ? [`title=${property(rule)}`]
      : [
          `file=${property(location.path)}`,
          `line=${start.line}`,
          ...(end.line > start.line ? [`endLine=${end.line}`] : []),
          ...(end.line === start.line && end.column > start.column ? [`col=${start.column}`, `endColumn=${end.column}`] : []),
          `title=${property(rule)}`,
        ];
  return `::${level} ${properties.join(',')}::${text(message)}`;
}

function text(value: string): string {
  return printable(redact(value)).replaceAll('%', '%25');
}

function property(value: string): string {
  return text(value).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
