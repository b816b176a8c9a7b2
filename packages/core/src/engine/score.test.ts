import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcomeValue, type ScoredOutcome, scoreItems, totalScore } from './score.ts';

const outcome = (severity: ScoredOutcome['severity'], low: number, high = low, item: ScoredOutcome['item'] = 'ci'): ScoredOutcome => ({
  item,
  severity,
  failed: high < 1,
  value: { low, high },
});

const ci = (outcomes: readonly ScoredOutcome[]) => scoreItems(outcomes).find((item) => item.id === 'ci');

describe('outcomeValue', () => {
  it.each([
    [
      { passed: 1, failed: 0, unknown: 0 },
      { low: 1, high: 1 },
    ],
    [
      { passed: 0, failed: 2, unknown: 0 },
      { low: 0, high: 0 },
    ],
    [
      { passed: 3, failed: 1, unknown: 0 },
      { low: 0.75, high: 0.75 },
    ],
    [
      { passed: 1, failed: 1, unknown: 2 },
      { low: 0.25, high: 0.75 },
    ],
  ])('%j is %j', (subjects, value) => {
    expect(outcomeValue(subjects)).toEqual(value);
  });
});

describe('scoreItems', () => {
  it('gives the ten items in order, and none applies without rules', () => {
    const items = scoreItems([]);
    expect(items).toHaveLength(10);
    expect(items.every((item) => item.state === 'not-applicable' && item.value === undefined)).toBe(true);
    expect(totalScore(items)).toBeUndefined();
  });

  it.each<[string, ScoredOutcome[], string, number, number]>([
    ['met from 0.8', [outcome('warning', 1), outcome('note', 0)], 'partial', 0.75, 0.75],
    ['met when everything passes', [outcome('error', 1), outcome('note', 1)], 'met', 1, 1],
    [
      'not met while an error fails, however high the mean',
      [outcome('error', 0.9), outcome('warning', 1), outcome('warning', 1)],
      'partial',
      10.5 / 11,
      10.5 / 11,
    ],
    ['missing below 0.4 at best', [outcome('error', 0), outcome('warning', 1)], 'missing', 3 / 8, 3 / 8],
    ['unknown when less than half of the weight is known', [outcome('error', 0, 1), outcome('warning', 1)], 'unknown', 3 / 8, 1],
    ['partial when half is known', [outcome('warning', 0, 1), outcome('warning', 0.5)], 'partial', 0.25, 0.75],
    ['met although something is unknown', [outcome('error', 1), outcome('note', 0, 1)], 'met', 5 / 6, 1],
  ])('%s', (_, outcomes, state, low, high) => {
    expect(ci(outcomes)).toMatchObject({ state, value: { low: expect.closeTo(low), high: expect.closeTo(high) } });
  });

  it('weighs error 5, warning 3, note 1, and leaves out rules that do not apply', () => {
    expect(ci([outcome('error', 1), outcome('warning', 0), outcome('note', 0), { item: 'ci', severity: 'error', failed: false }])?.value?.low).toBeCloseTo(
      5 / 9,
    );
  });
});

describe('totalScore', () => {
  it('is ten times the mean of the applicable items', () => {
    expect(totalScore(scoreItems([outcome('error', 1, 1, 'ci'), outcome('note', 0, 1, 'task')]))).toEqual({ low: 5, high: 10 });
  });

  it('stays between 0 and 10, low never above high', () => {
    const subjects = fc
      .record({ passed: fc.nat(5), failed: fc.nat(5), unknown: fc.nat(5) })
      .filter(({ passed, failed, unknown }) => passed + failed + unknown > 0);
    const scored = fc
      .record({ item: fc.constantFrom('ci', 'task', 'reuse'), severity: fc.constantFrom('error', 'warning', 'note'), subjects })
      .map(({ subjects: counts, ...rest }): ScoredOutcome => ({ ...rest, failed: counts.failed > 0, value: outcomeValue(counts) }));
    fc.assert(
      fc.property(fc.array(scored, { minLength: 1 }), (outcomes) => {
        const total = totalScore(scoreItems(outcomes));
        expect(total?.low).toBeGreaterThanOrEqual(0);
        expect(total?.high).toBeLessThanOrEqual(10 + 1e-9);
        expect((total?.low ?? 0) <= (total?.high ?? 0) + 1e-9).toBe(true);
      }),
    );
  });
});
