import type { AuditReport } from '../model/report.ts';

/**
 * Whether the repository holds anything meant for coding agents: something that the rules about instructions took as proof,
 * or a file that they found fault with.
 *
 * @returns `undefined` when no rule about instructions ran.
 */
export function isPrepared(report: AuditReport): boolean | undefined {
  const outcomes = report.outcomes.filter((outcome) => outcome.item === 'instructions');
  if (outcomes.length === 0) return undefined;
  return outcomes.some(
    (outcome) =>
      outcome.evidence.length > 0 ||
      outcome.unknowns.length > 0 ||
      [...outcome.findings, ...outcome.suppressed.map(({ finding }) => finding)].some((finding) => finding.place === 'file'),
  );
}
