import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fix, TextEdit } from '../model/fix.ts';
import { applyFixes } from './apply-fixes.ts';

const edit = (start: number, end: number, replacement: string, path = 'a'): TextEdit => {
  const at = (offset: number) => ({ line: 1, column: offset + 1, offset });
  return { path, range: { start: at(start), end: at(end) }, replacement };
};
const fix = (...edits: Fix['edits']): Fix => ({ description: 'x', edits });

describe('applyFixes', () => {
  it('makes edits of several fixes in any order', () => {
    const { texts, postponed } = applyFixes([fix(edit(4, 5, 'E')), fix(edit(0, 1, ''), edit(2, 2, '-'))], () => 'abcde');
    expect(texts.get('a')).toBe('b-cdE');
    expect(postponed).toEqual([]);
  });

  it('takes a fix whole or not at all', () => {
    const second = fix(edit(1, 3, 'Y'), edit(4, 5, 'Z'));
    const { texts, applied, postponed } = applyFixes([fix(edit(0, 2, 'X')), second], () => 'abcde');
    expect(texts.get('a')).toBe('Xcde');
    expect(applied).toHaveLength(1);
    expect(postponed).toEqual([second]);
  });

  it('makes the edit once that two findings want', () => {
    const { texts, applied } = applyFixes([fix(edit(0, 0, 'x')), fix(edit(0, 0, 'x'))], () => 'abc');
    expect(texts.get('a')).toBe('xabc');
    expect(applied).toHaveLength(2);
  });

  it('creates a file once, and leaves one alone that is there', () => {
    const create = (content: string): Fix => fix({ path: 'b', content });
    expect(applyFixes([create('1'), create('1'), create('2')], () => undefined)).toMatchObject({ applied: [{}, {}], postponed: [create('2')] });
    expect(applyFixes([create('1')], () => 'here').texts.size).toBe(0);
    expect(applyFixes([fix(edit(0, 1, 'x'))], () => undefined).texts.size).toBe(0);
    expect(applyFixes([fix(edit(2, 9, 'x'))], () => 'abc').texts.size).toBe(0);
  });

  it('loses nothing that no edit names', () => {
    const span = fc.tuple(fc.nat(30), fc.nat(4), fc.constantFrom('', 'X', 'YZ'));
    fc.assert(
      fc.property(fc.string({ minLength: 30, maxLength: 40 }), fc.array(span, { maxLength: 6 }), (text, spans) => {
        const fixes = spans.map(([start, length, replacement]) => fix(edit(start, Math.min(30, start + length), replacement)));
        const { texts, applied, postponed } = applyFixes(fixes, () => text);
        expect(applied.length + postponed.length).toBe(fixes.length);
        // One at a time from the back gives the same: the edits that were taken do not depend on each other.
        const edits = [...new Map(applied.flatMap((each) => each.edits).map((each) => [JSON.stringify(each), each as TextEdit])).values()];
        edits.sort((left, right) => right.range.start.offset - left.range.start.offset);
        const expected = edits.reduce((now, { range, replacement }) => now.slice(0, range.start.offset) + replacement + now.slice(range.end.offset), text);
        expect(texts.get('a') ?? text).toBe(expected);
      }),
    );
  });
});
