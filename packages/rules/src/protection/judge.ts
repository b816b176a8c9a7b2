import type { BranchProtection, Location, Protection } from '@ten-point/core/rule';

interface UnknownReporter {
  unknown(reason: string, reveal: string, location?: Location): void;
}

/** Protection that can be judged, with the words that go with it. */
export interface JudgedProtection {
  readonly branch: BranchProtection;
  /** Ends a piece of evidence: who says so. */
  readonly note: string;
  /** A file may describe less than the host enforces, an organisation's rulesets for one. */
  readonly confidence: 'high' | 'medium';
}

/**
 * Gives the protection of the default branch, or reports that it is unknown. Rulesets that are written down but not in
 * force are named, since their reader would count on them.
 */
export function judgeProtection({ branch, planned }: Protection, outcome: UnknownReporter): JudgedProtection | undefined {
  if (branch.state === 'known') {
    const declared = branch.basis === 'declared';
    return {
      branch: branch.value,
      note: declared ? ` (declared in ${branch.sources.join(', ')}; not verified)` : '',
      confidence: declared ? 'medium' : 'high',
    };
  }
  const idle = planned.map(({ name, enforcement }) => `"${name}" is written down but ${enforcement === 'evaluate' ? 'only evaluated' : enforcement}`);
  outcome.unknown([branch.reason, ...idle].join('; '), branch.reveal);
  return undefined;
}

/**
 * Reports what is weaker than wanted. Where a source could not be read it may be stricter in fact: then that is unknown.
 *
 * @param missing - What is not seen, as a clause: `no approval is required by what can be read`.
 * @param fail - Reports the failure.
 */
export function reportWeak({ unread }: BranchProtection, outcome: UnknownReporter, missing: string, fail: () => void): void {
  if (unread) outcome.unknown(`${missing}, and ${unread.reason}`, unread.reveal);
  else fail();
}
