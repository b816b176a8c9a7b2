import { checklistItems, type ItemId, type Severity } from '../model/configuration.ts';
import type { Interval, ItemResult, ItemState } from '../model/report.ts';

/** Weight of a rule by its severity. */
export const severityWeight: Readonly<Record<Severity, number>> = { error: 5, warning: 3, note: 1 };

/** Share of `met`: an item is met from here on, when no error-level rule fails. */
const metFrom = 0.8;
/** An item whose best case is below this is missing. */
const missingBelow = 0.4;

/** What scoring needs of a rule's outcome. */
export interface ScoredOutcome {
  readonly item: ItemId;
  readonly severity: Severity;
  readonly failed: boolean;
  /** Absent when the rule does not apply. */
  readonly value?: Interval;
}

/**
 * Value of an outcome with several subjects: the share that passes; unknown ones count 0 in `low` and 1 in `high`.
 *
 * @param subjects - Counts; at least one of them is positive.
 */
export function outcomeValue(subjects: { readonly passed: number; readonly failed: number; readonly unknown: number }): Interval {
  const all = subjects.passed + subjects.failed + subjects.unknown;
  return { low: subjects.passed / all, high: (subjects.passed + subjects.unknown) / all };
}

/** The ten items in order, from the outcomes of the rules that ran. */
export function scoreItems(outcomes: readonly ScoredOutcome[]): ItemResult[] {
  return checklistItems.map((item): ItemResult => {
    let weight = 0;
    let known = 0;
    let low = 0;
    let high = 0;
    let errorFailed = false;
    for (const outcome of outcomes) {
      if (outcome.item !== item.id || !outcome.value) continue;
      const own = severityWeight[outcome.severity];
      weight += own;
      known += own * (1 - (outcome.value.high - outcome.value.low));
      low += own * outcome.value.low;
      high += own * outcome.value.high;
      if (outcome.severity === 'error' && outcome.failed) errorFailed = true;
    }
    if (weight === 0) return { ...item, state: 'not-applicable' };
    const value = { low: low / weight, high: high / weight };
    return { ...item, state: stateOf(value, known / weight, errorFailed), value };
  });
}

function stateOf(value: Interval, knownShare: number, errorFailed: boolean): ItemState {
  if (value.low >= metFrom && !errorFailed) return 'met';
  if (value.high < missingBelow) return 'missing';
  if (knownShare < 0.5) return 'unknown';
  return 'partial';
}

/** Ten times the mean of the applicable items; undefined when none applies. */
export function totalScore(items: readonly ItemResult[]): Interval | undefined {
  const values = items.flatMap((item) => (item.value ? [item.value] : []));
  if (values.length === 0) return undefined;
  const mean = (pick: (value: Interval) => number): number => (10 * values.reduce((sum, value) => sum + pick(value), 0)) / values.length;
  return { low: mean((value) => value.low), high: mean((value) => value.high) };
}
