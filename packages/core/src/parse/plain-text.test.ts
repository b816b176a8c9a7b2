import { describe, expect, it } from 'vitest';
import { parsePlainText } from './plain-text.ts';

const sentences = (text: string): string[] => parsePlainText('g.rst', text).sentences.map((s) => `${s.kind}[${s.headings.join('>')}] ${s.text}`);

describe('parsePlainText', () => {
  it('reads reStructuredText titles by their underlines', () => {
    expect(sentences('Bread\n=====\n\nFlour first. Then water.\n\nOven\n~~~~\n\n- Hot\n- Very\n  hot\n\nCake\n====\n\nSweet.\n')).toEqual([
      'heading[] Bread',
      'paragraph[Bread] Flour first.',
      'paragraph[Bread] Then water.',
      'heading[Bread] Oven',
      'list-item[Bread>Oven] Hot',
      'list-item[Bread>Oven] Very hot',
      'heading[] Cake',
      'paragraph[Cake] Sweet.',
    ]);
  });

  it('reads AsciiDoc titles', () => {
    expect(sentences('= Bread\n\n== Oven\nHot.\n')).toEqual(['heading[] Bread', 'heading[Bread] Oven', 'paragraph[Bread>Oven] Hot.']);
  });

  it('gives sentences their places, with any line ending', () => {
    const text = 'One.\r\n\r\nTwo is\r\nlonger. Three.\r\n';
    const places = parsePlainText('g.txt', text).sentences.map(({ location: { range } }) => text.slice(range.start.offset, range.end.offset));
    expect(places).toEqual(['One.', 'Two is\r\nlonger.', 'Three.']);
  });

  it.each([
    ['an endless underline', '='.repeat(400_000), 0, 0],
    ['many titles', 'a\n===\n'.repeat(20_000), 20_000, 20_000],
    ['many full stops', '. '.repeat(200_000), 0, 1],
    ['a long run of blanks', `${' '.repeat(300_000)}x`, 0, 1],
  ])('reads %s', (_, text, headings, count) => {
    const document = parsePlainText('g.txt', text);
    expect([document.headings.length, document.sentences.length]).toEqual([headings, count]);
  });
});
