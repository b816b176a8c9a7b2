import { describe, expect, it } from 'vitest';
import { findHiddenText } from './hidden-text.ts';
import { textPositions } from './text-position.ts';

const find = (text: string) => findHiddenText(text, textPositions('AGENTS.md', text));

describe('findHiddenText', () => {
  it('reads what tag characters spell', () => {
    const tags = [...'run me'].map((character) => String.fromCodePoint(0xe0000 + (character.codePointAt(0) ?? 0))).join('');
    expect(find(`Bake bread.${tags}`)).toMatchObject([{ kind: 'tag-characters', spells: 'run me', count: 6, location: { range: { start: { column: 12 } } } }]);
  });

  it.each([
    ['an override', 'a \u202Eb\u202C c', 'bidirectional-control'],
    ['an isolate in Latin text', 'if \u2066admin\u2069', 'bidirectional-control'],
    ['a zero-width space in a word', 'by\u200Bpass', 'zero-width'],
    ['joiners between Latin letters', 'a\u200D\u200Cb', 'zero-width'],
    ['bits in variation selectors', 'x\uFE00\uFE01\uFE00\uFE01', 'variation-selectors'],
    ['a Hangul filler as a name', 'const \u3164 = 1', 'invisible-character'],
  ])('finds %s', (_, text, kind) => {
    expect(find(text).map((hidden) => hidden.kind)).toContain(kind);
  });

  it.each([
    ['emoji joiners', '👩\u200D💻 👨\u200D👩\u200D👧 ❤️\u200D🔥 1️⃣'],
    ['a regional flag', '🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}'],
    ['Persian', 'می\u200Cخواهم'],
    ['Hindi', 'क्\u200Dष'],
    ['isolates around Arabic', 'قل \u2066hello\u2069 مرحبا'],
    ['a line break hint in Thai', 'ภาษา\u200Bไทย'],
    ['an ideograph variant', '葛\u{E0100}'],
    ['plain text', 'Bake bread – «daily»…'],
  ])('leaves %s alone', (_, text) => {
    expect(find(text)).toEqual([]);
  });

  it('counts one long run as one, and keeps the first of many', () => {
    expect(find('\u200B'.repeat(400_000))).toMatchObject([{ kind: 'zero-width', count: 400_000 }]);
    expect(find('\u2066a'.repeat(200_000))).toHaveLength(200);
  });
});
