import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countLines, hunksBetween } from './hunks.ts';

describe('hunks', () => {
  it.each([
    ['nothing', 'a\nb\n', 'a\nb\n', []],
    ['a changed line', 'a\nb\nc\n', 'a\nx\nc\n', [{ before: { start: 2, count: 1 }, after: { start: 2, count: 1 } }]],
    ['a new line', 'a\nc\n', 'a\nb\nc\n', [{ before: { start: 2, count: 0 }, after: { start: 2, count: 1 } }]],
    ['a line that is gone', 'a\nb\nc\n', 'a\nc\n', [{ before: { start: 2, count: 1 }, after: { start: 2, count: 0 } }]],
    ['a new file', '', 'a\nb\n', [{ before: { start: 1, count: 0 }, after: { start: 1, count: 2 } }]],
    ['other line endings', 'a\r\nb\r\n', 'a\nb\n', []],
  ])('tell %s', (_, before, after, hunks) => {
    expect(hunksBetween(before, after).map(({ before: left, after: right }) => [left.count, right.count])).toEqual(
      hunks.map(({ before: left, after: right }) => [left.count, right.count]),
    );
    const [first] = hunks;
    if (first && first.after.count > 0) expect(hunksBetween(before, after)[0]?.after.start).toBe(first.after.start);
  });

  it('add up to the difference in length, and leave equal lines between them', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => lines.map((line) => `${line}\n`).join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const hunks = hunksBetween(before, after);
        const sum = (side: 'before' | 'after'): number => hunks.reduce((total, hunk) => total + hunk[side].count, 0);
        expect(countLines(after) - countLines(before)).toBe(sum('after') - sum('before'));
        const without = (lines: string, side: 'before' | 'after'): readonly string[] => {
          const changed = new Set(hunks.flatMap((hunk) => Array.from({ length: hunk[side].count }, (_, index) => hunk[side].start + index)));
          return lines
            .split('\n')
            .slice(0, countLines(lines))
            .filter((_, index) => !changed.has(index + 1));
        };
        expect(without(before, 'before')).toEqual(without(after, 'after'));
      }),
    );
  });
});
