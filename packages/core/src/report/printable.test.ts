import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable, printableJson, toAscii } from './printable.ts';

const unsafe = /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]|\p{Cs}/u;
const anyText = fc.string({ unit: 'binary' });

describe('printable', () => {
  it.each([
    ['a colour sequence', '\u001b[31mred', '\\u{1b}[31mred'],
    ['a reordering', 'admin\u202etxt.exe', 'admin\\u{202e}txt.exe'],
    ['hidden tags', 'a\u{e0041}b', 'a\\u{e0041}b'],
    ['a lone surrogate', 'a\ud800b', 'a\\u{d800}b'],
    ['a line break', 'a\r\nb', 'a  b'],
    ['an 8-bit control', 'a\u009b31m', 'a\\u{9b}31m'],
  ])('shows %s', (_, text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  it('keeps what people write', () => {
    const text = 'Bäckerei 烘焙 👩‍🍳 می‌خواهم "a" – b';
    expect(printable(text)).toBe(text);
  });

  it('never lets a control character through', () => {
    fc.assert(fc.property(anyText, (text) => !unsafe.test(printable(text))));
  });
});

describe('toAscii', () => {
  it('has plain forms for typographic marks and escapes for the rest', () => {
    expect(toAscii('a – “b”… ü')).toBe('a - "b"... \\u{fc}');
  });
});

describe('printableJson', () => {
  it('is the same value to a parser, without a control character in the bytes', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const json = printableJson({ [text]: text });
        expect(JSON.parse(json)).toEqual({ [text]: text });
        expect(unsafe.test(json.replaceAll('\n', ''))).toBe(false);
      }),
    );
  });
});
