import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findFrontMatter, parseFrontMatter } from './front-matter.ts';

const values = (text: string) => Object.fromEntries([...(parseFrontMatter('r.mdc', text)?.fields ?? [])].map(([key, { value }]) => [key, value]));

describe('parseFrontMatter', () => {
  it('reads text, lists and booleans with their places', () => {
    const text = '---\ndescription: Ovens\npaths:\n  - src/**\n  - "docs/*.md"\nalwaysApply: true\nversion: 1.10\nhooks:\n  a: b\n---\n# Rule\n';
    expect(values(text)).toEqual({ description: 'Ovens', paths: ['src/**', 'docs/*.md'], alwaysApply: true, version: '1.10' });
    const place = parseFrontMatter('r.mdc', text)?.fields.get('description')?.location.range;
    expect(place?.start).toMatchObject({ line: 2, column: 14 });
    expect(text.slice(place?.start.offset, place?.end.offset)).toBe('Ovens');
  });

  it('reads globs that are no YAML line by line', () => {
    const text = '---\r\nglobs: *.ts,src/**/*.tsx\r\nalwaysApply: false\r\n---\r\ntext';
    const result = parseFrontMatter('r.mdc', text);
    expect(values(text)).toEqual({ globs: '*.ts,src/**/*.tsx', alwaysApply: false });
    expect(result?.problem?.code).toBe('yaml-syntax');
    expect(result?.fields.get('globs')?.location.range.start).toMatchObject({ line: 2, column: 8 });
  });

  it('gives nothing without a closed block, and empty fields for an empty one', () => {
    expect(parseFrontMatter('a.md', '# Title\n---\na: b\n---\n')).toBeUndefined();
    expect(parseFrontMatter('a.md', '---\na: b\n')).toBeUndefined();
    expect(parseFrontMatter('a.md', '---\n---\n')?.fields.size).toBe(0);
    expect(findFrontMatter('---\n---\n')).toEqual({ start: 4, end: 4, bodyStart: 8 });
    expect(values('---\nempty:\n---\n')).toEqual({ empty: '' });
  });

  it('reads behind a byte order mark, with trailing blanks, and without a last line break', () => {
    expect(values('\uFEFF--- \r\na: b\r\n---\t')).toEqual({ a: 'b' });
    expect(findFrontMatter('---')).toBeUndefined();
    expect(findFrontMatter('')).toBeUndefined();
    expect(findFrontMatter('----\na: b\n---\n')).toBeUndefined();
  });

  it('keeps what is quoted apart from booleans when it reads line by line', () => {
    expect(values('---\nglobs: *.ts\nalwaysApply: "true"\n---\n')).toEqual({ globs: '*.ts', alwaysApply: 'true' });
    expect(values('---\nglobs: *.ts\nempty:\n---\n')).toEqual({ globs: '*.ts', empty: '' });
  });

  it('never throws, and every place holds what was read', () => {
    const line = fc.oneof(
      fc.constantFrom('---', '--- ', 'globs: *.ts,src/**', 'paths:', '  - src/**', 'alwaysApply: true', 'a: "b', 'x: [', '\uFEFF', '# t'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(line), fc.constantFrom('\n', '\r\n'), (lines, end) => {
        const text = `---${end}${lines.join(end)}${end}---${end}body`;
        const result = parseFrontMatter('r.mdc', text);
        for (const { location } of result?.fields.values() ?? []) {
          expect(location.range.start.offset).toBeGreaterThanOrEqual(3);
          expect(location.range.end.offset).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('finds no end in many lines that nearly are one', () => {
    expect(parseFrontMatter('a.md', `---\n${'---x\n'.repeat(50_000)}`)).toBeUndefined();
  });

  it.each([
    ['nested brackets', `a: ${'['.repeat(50_000)}`, 'yaml-too-deep'],
    ['a long run of blanks', `: [\na:${' '.repeat(100_000)}x`, 'yaml-syntax'],
  ])('reports %s', (_, source, code) => {
    expect(parseFrontMatter('a.md', `---\n${source}\n---\n`)?.problem?.code).toBe(code);
  });
});
