import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Location } from '../model/location.ts';
import { parseMarkdown } from './markdown.ts';

const slice = (text: string, location: Location): string => text.slice(location.range.start.offset, location.range.end.offset);

describe('parseMarkdown', () => {
  it('gives headings, code spans, fences and comments with their places', () => {
    const text = '# Bakery\n\nRun `pnpm bake` first.\n\n## Ovens\n\n```sh\nmake heat\n```\n\n<!-- for bakers -->\n';
    const document = parseMarkdown('AGENTS.md', text);
    expect(document.headings.map(({ depth, text: title }) => [depth, title])).toEqual([
      [1, 'Bakery'],
      [2, 'Ovens'],
    ]);
    const [span] = document.codeSpans;
    expect(span && slice(text, span.location)).toBe('pnpm bake');
    expect(span?.headings).toEqual(['Bakery']);
    const [fence] = document.codeBlocks;
    expect(fence?.language).toBe('sh');
    expect(fence && slice(text, fence.location)).toBe('make heat');
    expect(fence?.headings).toEqual(['Bakery', 'Ovens']);
    expect(document.comments.map(({ value }) => value)).toEqual([' for bakers ']);
  });

  it('counts lines and columns the same with CRLF', () => {
    const text = '# Bakery\r\n\r\nUse `flour`.\r\n\r\n```sh\r\nmake heat\r\nmake bread\r\n```\r\n';
    const document = parseMarkdown('AGENTS.md', text);
    expect(document.codeSpans[0]?.location.range.start).toMatchObject({ line: 3, column: 6 });
    const fence = document.codeBlocks[0];
    expect(fence && slice(text, fence.location)).toBe('make heat\r\nmake bread');
    expect(document.lineCount).toBe(8);
  });

  it('splits prose of other languages into sentences', () => {
    const { sentences } = parseMarkdown('AGENTS.md', 'Öfen heizen. Äpfel schälen. Сначала план. Потом код.\n\n計画を立てる。「焼く。」それから食べる\n');
    expect(sentences.map(({ text }) => text)).toEqual([
      'Öfen heizen.',
      'Äpfel schälen.',
      'Сначала план.',
      'Потом код.',
      '計画を立てる。',
      '「焼く。」',
      'それから食べる',
    ]);
  });

  it('splits prose into sentences, not at paths, abbreviations or versions', () => {
    const text =
      'Edit src/oven.ts, e.g. Its door. Run v1.2 first! Then `make all`.\n\n- Never touch `vendor/`. Ask **first**.\n- [x] See [the guide](docs/guide.md).\n';
    const { sentences } = parseMarkdown('AGENTS.md', text);
    expect(sentences.map((sentence) => sentence.text)).toEqual([
      'Edit src/oven.ts, e.g. Its door.',
      'Run v1.2 first!',
      'Then make all.',
      'Never touch vendor/.',
      'Ask first.',
      'See the guide.',
    ]);
    expect(sentences.at(-1)?.checked).toBe(true);
    expect(sentences[1] && slice(text, sentences[1].location)).toBe('Run v1.2 first!');
  });

  it('takes the padding off a code span that quotes backticks', () => {
    const text = 'Write `` `bread` `` here.';
    const [span] = parseMarkdown('AGENTS.md', text).codeSpans;
    expect(span && slice(text, span.location)).toBe('`bread`');
  });

  it('leaves comments inside a paragraph out of the prose', () => {
    const document = parseMarkdown('AGENTS.md', 'Bake <!-- never --> bread <b>daily</b>.');
    expect(document.sentences[0]?.text).toBe('Bake bread daily .');
    expect(document.comments[0]?.location.range.start.column).toBe(6);
  });

  it('reads front matter apart', () => {
    const text = '---\nglobs: src/**\n---\n# Rule\n';
    const document = parseMarkdown('r.mdc', text);
    expect(document.frontMatter && slice(text, document.frontMatter.location)).toBe('globs: src/**');
    expect(document.headings[0]?.location.range.start.line).toBe(4);
  });

  it('skips what is nested too deeply, says so, and reads the rest', () => {
    for (const hostile of ['> '.repeat(20_000), '- '.repeat(20_000), '*a **b '.repeat(20_000), '['.repeat(50_000)]) {
      const document = parseMarkdown('AGENTS.md', `${hostile}x\n\nRun \`make bread\`.\n`);
      expect(document.unread).toBeDefined();
      expect(document.codeSpans.map(({ value }) => value)).toEqual(['make bread']);
    }
  });

  it('keeps long code with many brackets', () => {
    const text = `\`\`\`json\n${'["*a*"],\n'.repeat(2000)}\`\`\`\n`;
    const document = parseMarkdown('AGENTS.md', text);
    expect(document.unread).toBeUndefined();
    expect(document.codeBlocks[0]?.value).toHaveLength(2000 * 9 - 1);
  });

  it('never throws, and every range lies inside the text', () => {
    const piece = fc.constantFrom(
      '# ',
      '- ',
      '> ',
      '`',
      '``',
      '```',
      '\n',
      '\r\n',
      '<!--',
      '-->',
      '[',
      '](',
      ')',
      '*',
      '_',
      '|',
      '---\n',
      'a',
      ' ',
      '\t',
      '\\',
      '$',
      '😀',
      '1. ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        const document = parseMarkdown('a.md', text);
        const places = [
          ...document.headings,
          ...document.codeSpans,
          ...document.codeBlocks,
          ...document.links,
          ...document.comments,
          ...document.html,
          ...document.sentences,
        ].map(({ location }) => location.range);
        for (const { start, end } of places) {
          expect(start.offset).toBeGreaterThanOrEqual(0);
          expect(end.offset).toBeGreaterThanOrEqual(start.offset);
          expect(end.offset).toBeLessThanOrEqual(text.length);
        }
        for (const span of document.codeSpans) {
          const source = slice(text, span.location);
          // Line ends, markers of the block around a span that goes on, and escaped pipes are not part of its value.
          if (!/[\r\n\\]/.test(source)) expect(source).toBe(span.value);
        }
      }),
      { numRuns: 400 },
    );
  });
});
