import type { Severity } from '../model/configuration.ts';
import type { AuditReport, Finding } from '../model/report.ts';

/**
 * The score as people read it, e.g. `6.8 / 10 (up to 7.9: 4 checks could not be read)`.
 *
 * @param report - With a score.
 */
export function scoreText(report: Pick<AuditReport, 'score' | 'unknownChecks' | 'suppressed'>): string {
  if (!report.score) return 'no total';
  const { low, high } = report.score;
  if (high - low < 1e-9) return `${points(low)} / 10`;
  const doubted = report.suppressed.filter(({ suppression }) => suppression.kind === 'false-positive').length;
  const reasons = [
    ...(report.unknownChecks > 0 ? [`${counted(report.unknownChecks, 'check')} could not be read`] : []),
    ...(doubted > 0 ? [`${counted(doubted, 'finding')} waived as false positive`] : []),
  ];
  return `${points(low)} / 10 (up to ${points(high)}${reasons.length > 0 ? `: ${reasons.join(', ')}` : ''})`;
}

/** Points with one decimal, rounded down: 9.96 is not yet 10, and what is printed never passes a threshold that the value fails. */
export function points(value: number): string {
  return (Math.floor(value * 10 + 1e-9) / 10).toFixed(1);
}

/** `1 file`, `2 files`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `1 error, 2 warnings`. */
export function severityCounts(findings: readonly Finding[]): string {
  const severities: readonly Severity[] = ['error', 'warning', 'note'];
  return severities
    .map((severity) => ({ severity, count: findings.filter((finding) => finding.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => counted(count, severity))
    .join(', ');
}
