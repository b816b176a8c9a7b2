import type { ChangeFinding, GateReport } from '../model/gate-report.ts';
import type { UnknownSubject } from '../model/report.ts';
import { counted } from './score-text.ts';

/** Headings of the findings, worst first. */
export const verdictGroups: readonly { readonly verdict: ChangeFinding['verdict']; readonly title: string }[] = [
  { verdict: 'hard-stop', title: 'Stops this change: verification got weaker' },
  { verdict: 'stop', title: 'Stops this change: to be mended by its author' },
  { verdict: 'review', title: 'Needs a look by a person' },
  { verdict: 'note', title: 'Notes' },
];

/** One line on what the change is, e.g. `octo/bakery#12: 3 commits, 5 files, +40 −12 lines; agent-assisted (Claude Code); risk: CI`. */
export function changeLine({ change }: GateReport): string {
  const { pullRequest, size, provenance, tier } = change;
  const name = pullRequest?.number === undefined ? '' : `${pullRequest.repository ?? ''}#${pullRequest.number}: `;
  const head = change.head ? `${change.base.slice(0, 10)}..${change.head.slice(0, 10)}` : `${change.base.slice(0, 10)}..work tree`;
  const left = size.leftOut.reduce((sum, { lines }) => sum + lines, 0);
  return [
    `${name}${head}, ${counted(change.commits, 'commit')}, ${counted(change.files, 'file')}, +${size.addedLines} −${size.removedLines} lines to read${left > 0 ? ` and ${left} that nobody writes by hand` : ''}`,
    ...(provenance.level === 'unknown' ? [] : [`${provenance.level}${provenance.agents.length > 0 ? ` (${provenance.agents.join(', ')})` : ''}`]),
    ...(tier.areas.length > 0 ? [`risk: ${tier.areas.map(({ title }) => title).join(', ')}`] : []),
  ].join('; ');
}

/** What the verdict means, in a sentence. */
export function verdictLine(report: GateReport): string {
  const count = (verdict: ChangeFinding['verdict']): number => report.findings.filter((finding) => finding.verdict === verdict).length;
  const stops = count('hard-stop') + count('stop') + report.notAnalysed.filter(({ verdict }) => verdict === 'stop').length;
  const looks = count('review') + report.notAnalysed.filter(({ verdict }) => verdict === 'review').length;
  const lifted = report.lifted.length > 0 ? ` ${counted(report.lifted.length, 'hard stop')} lifted by an owner.` : '';
  switch (report.verdict) {
    case 'stop':
      return `${counted(stops, 'finding')} stop${stops === 1 ? 's' : ''} it${looks > 0 ? `, ${looks} more ask for a look` : ''}.${lifted}`;
    case 'review':
      return `Nothing stops it; ${counted(looks, 'finding')} ask${looks === 1 ? 's' : ''} for a look by a person.${lifted}`;
    case 'pass':
      return `Nothing stops it, and nothing asks for more than the usual review.${lifted}`;
    default:
      return report.verdict satisfies never;
  }
}

/** What lifts a hard stop, in sentences. */
export function liftingText(finding: ChangeFinding): string {
  const { lifting } = finding;
  if (!lifting) return '';
  if (lifting.state === 'lifted') return `Lifted by ${lifting.by ?? 'an owner'}.`;
  const owners =
    lifting.owners.length > 0 ? `an owner (${lifting.owners.join(', ')})` : 'somebody with maintain or admin permission, since nobody owns the file';
  const open = lifting.missing.length > 0 ? ` Now: ${lifting.missing.join(' ')}` : '';
  return `To be lifted by ${owners} who had no part in the change: explain it in the pull request on a line with ${finding.key}, then approve the current head.${open}`;
}

/** Unknowns of all rules, by what would reveal them; what a pull request will show stands apart. */
export function unknownsOf(report: GateReport): { readonly toShow: readonly RuleUnknown[]; readonly notKnown: readonly RuleUnknown[] } {
  const all = report.outcomes.flatMap(({ rule, unknowns }) => unknowns.map((unknown) => ({ rule, ...unknown })));
  const isOpened = report.change.pullRequest !== undefined;
  return {
    toShow: all.filter(({ reveal }) => !isOpened && reveal === toBeShown),
    notKnown: all.filter(({ reveal }) => isOpened || reveal !== toBeShown),
  };
}

/** How a rule learns what only a pull request can tell. */
const toBeShown = 'To be shown in the pull request.';

export interface RuleUnknown extends UnknownSubject {
  readonly rule: string;
}
