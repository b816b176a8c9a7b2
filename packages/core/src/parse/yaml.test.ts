import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseYaml, type YamlNode } from './yaml.ts';

function at(node: YamlNode | undefined, ...keys: readonly (string | number)[]): YamlNode | undefined {
  let current = node;
  for (const key of keys) {
    if (typeof key === 'string') current = current?.kind === 'map' ? current.get(key) : undefined;
    else current = current?.kind === 'sequence' ? current.items[key] : undefined;
  }
  return current;
}

/** The stretch of the file that `word` of a scalar is located at. */
function located(text: string, word: string, ...keys: readonly (string | number)[]): string {
  const node = at(parseYaml('a.yml', text).root, ...keys);
  if (node?.kind !== 'scalar') throw new Error('no scalar');
  const start = node.text.indexOf(word);
  const { range } = node.locate(start, start + word.length);
  return text.slice(range.start.offset, range.end.offset);
}

function codes(text: string): readonly string[] {
  return parseYaml('a.yml', text).diagnostics.map((diagnostic) => diagnostic.code);
}

describe('parseYaml', () => {
  it.each([
    ['a literal block', 'run: |\n  echo one\n  make oven\n'],
    ['a literal block with CRLF', 'run: |\r\n  echo one\r\n  make oven\r\n'],
    ['a literal block whose first line is empty', 'run: |\n\n  echo one\n    make oven\n'],
    ['a literal block that is indented throughout', 'run: |2\n    echo one\n    make oven\n'],
    ['a folded block', 'run: >-\n  echo one\n  make oven\n'],
    ['a folded block with a paragraph', 'run: >\n  echo one\n\n  make oven\n'],
    ['a plain text', 'run: echo one make oven # not this\n'],
    ['a quoted text', "run: 'echo one make oven'\n"],
    ['a block below another key', 'a:\n  - run: |+\n      make oven\n\n  - b\n'],
  ])('places a word inside %s', (_, text) => {
    const keys = text.startsWith('a:') ? ['a', 0, 'run'] : ['run'];
    expect(located(text, 'make oven', ...keys)).toBe('make oven');
  });

  it('places text with escapes at the whole scalar', () => {
    expect(located('run: "a\\tb oven"\n', 'oven', 'run')).toBe('a\\tb oven');
  });

  it('keeps what the file says for plain scalars', () => {
    const { root } = parseYaml('a.yml', 'on: push\nversion: 1.10\nanswer: yes\nempty:\n');
    expect(at(root, 'on')).toMatchObject({ text: 'push' });
    expect(at(root, 'version')).toMatchObject({ text: '1.10', value: 1.1 });
    expect(at(root, 'answer')).toMatchObject({ text: 'yes', value: 'yes' });
    expect(at(root, 'empty')).toMatchObject({ value: null });
  });

  it('reads the comment at the end of a line', () => {
    const file = parseYaml('a.yml', "a: x # v4.1\nb: 'y'   ## pinned \r\nc: z#4\nd: w\n# other\n");
    const comments = ['a', 'b', 'c', 'd'].map((key) => {
      const node = at(file.root, key);
      return node && file.trailingComment(node.location);
    });
    expect(comments).toEqual(['v4.1', 'pinned', undefined, undefined]);
  });

  it('resolves aliases, the latest anchor of a name first', () => {
    const { root, diagnostics } = parseYaml('a.yml', 'a: &x [1]\nb: *x\nc: &x [2]\nd: *x\n');
    expect(diagnostics).toEqual([]);
    expect(at(root, 'b', 0)).toMatchObject({ value: 1 });
    expect(at(root, 'd', 0)).toMatchObject({ value: 2 });
  });

  it('merges keys only when asked, own keys first', () => {
    const text = 'base: &b {x: 1, y: 2}\nservice:\n  <<: *b\n  x: 3\n';
    expect(at(parseYaml('a.yml', text, { mergeKeys: true }).root, 'service', 'x')).toMatchObject({ value: 3 });
    expect(at(parseYaml('a.yml', text, { mergeKeys: true }).root, 'service', 'y')).toMatchObject({ value: 2 });
    expect(at(parseYaml('a.yml', text).root, 'service', 'y')).toBeUndefined();
  });

  it.each([
    ['a tab as indentation', 'a:\n\t- b\n', 'yaml-syntax'],
    ['an open bracket', 'a: [b\n', 'yaml-syntax'],
    ['a key that is there twice', 'a: 1\nb: 2\na: 3\n', 'yaml-duplicate-key'],
    ['an alias without an anchor', 'a: *b\n', 'yaml-syntax'],
    ['an alias of what it stands in', 'a: &a\n  - *a\n', 'yaml-alias-cycle'],
  ])('reports %s', (_, text, code) => {
    expect(codes(text)).toContain(code);
  });

  it('places a duplicate at the later key', () => {
    expect(parseYaml('a.yml', 'a: 1\nb: 2\na: 3\n').diagnostics[0]?.range?.start).toMatchObject({ line: 3, column: 1 });
  });

  it('reads the first of several documents', () => {
    const { root, diagnostics } = parseYaml('a.yml', 'a: 1\n---\nb: 2\n');
    expect(at(root, 'a')).toMatchObject({ value: 1 });
    expect(diagnostics).toEqual([]);
  });

  it.each([
    [
      'an alias bomb',
      `a0: &a0 [x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 12 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n},`.repeat(9)}]`).join('\n')}\n`,
      'yaml-alias-bomb',
    ],
    ['nested brackets', `a: ${'['.repeat(100_000)}`, 'yaml-too-deep'],
    ['nested mappings in brackets', `a: ${'{a: '.repeat(20_000)}`, 'yaml-too-deep'],
    ['nested dashes', `${'- '.repeat(100_000)}a`, 'yaml-too-deep'],
    ['nested question marks', `${'? '.repeat(100_000)}a`, 'yaml-too-deep'],
    ['ever deeper indentation', Array.from({ length: 1000 }, (_, n) => `${' '.repeat(n)}a:`).join('\n'), 'yaml-too-deep'],
    ['a line of dashes many times', `${'- '.repeat(90)}a\n`.repeat(500), 'yaml-too-many-values'],
    ['brackets beside each other', `${'['.repeat(90)}${']'.repeat(90)}\n`.repeat(500), 'yaml-too-many-values'],
    ['an endless list', '- a\n'.repeat(20_000), 'yaml-too-many-values'],
    ['too much text', `a: ${'x'.repeat(1024 * 1024)}`, 'yaml-too-large'],
  ])('refuses %s', (_, text, code) => {
    expect(codes(text)).toContain(code);
  });

  it.each([
    ['many keys', Array.from({ length: 10_000 }, (_, n) => `k${n}: 1`).join('\n'), 10_000, 0],
    ['one key many times', 'k: 1\n'.repeat(10_000), 10_000, 9_999],
    ['many aliases', `a: &a 1\nb:\n${'- *a\n'.repeat(10_000)}`, 2, 0],
    ['a list as long as that of a large lock file', `a:\n${'  - b: c\n'.repeat(9_000)}`, 1, 0],
    ['a long script', `a: |\n${'    echo [c] {a,b} -- "$x[0]", y\n'.repeat(12_000)}`, 1, 0],
    ['indentation as deep as nobody writes', Array.from({ length: 90 }, (_, n) => `${' '.repeat(n)}a${n}:`).join('\n'), 1, 0],
    ['brackets as deep as nobody writes', `a: ${'['.repeat(90)}${']'.repeat(90)}`, 1, 0],
    ['brackets in scripts', `a:\n  b: |\n${'    echo "\\033[31m"\n'.repeat(5000)}`, 1, 0],
  ])('reads %s', (_, text, entries, problems) => {
    const { root, diagnostics } = parseYaml('a.yml', text);
    expect(root?.kind === 'map' && root.entries.length).toBe(entries);
    expect(diagnostics).toHaveLength(problems);
  });

  it('places a word behind a long run of blanks, and in a block of many lines', () => {
    expect(located(`a: x${' '.repeat(200_000)}y # z`, 'y', 'a')).toBe('y');
    expect(located(`a: |\n${' x\n'.repeat(100_000)} y\n`, 'y', 'a')).toBe('y');
  });

  it('never throws, and its places lie inside the text', () => {
    const check = (node: YamlNode | undefined, length: number): void => {
      if (!node) return;
      expect(node.location.range.end.offset).toBeLessThanOrEqual(length);
      if (node.kind === 'map') for (const entry of node.entries) check(entry.value, length);
      if (node.kind === 'sequence') for (const item of node.items) check(item, length);
    };
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.string({ maxLength: 30 }), (left, right) => {
        for (const text of [left, `a: |\n  ${left}\n b: ${right}`, `- ${left}\n- >\n  ${right}`]) check(parseYaml('a.yml', text).root, text.length);
      }),
      { numRuns: 300 },
    );
  });
});
