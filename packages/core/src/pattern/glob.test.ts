import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileGlob, compileGlobs } from './glob.ts';

const cases: readonly [pattern: string, matching: readonly string[], other: readonly string[]][] = [
  ['src/*.ts', ['src/oven.ts'], ['src/deep/oven.ts', 'oven.ts', 'src/oven.tsx']],
  ['**/*.ts', ['oven.ts', 'src/oven.ts', 'src/deep/oven.ts'], ['oven.js']],
  ['src/**', ['src/oven.ts', 'src/deep/oven.ts'], ['src', 'source/oven.ts']],
  ['src/**/oven.ts', ['src/oven.ts', 'src/a/b/oven.ts'], ['oven.ts', 'src/oven.tsx']],
  ['**/auth/**', ['auth/login.ts', 'src/auth/login.ts'], ['auth', 'src/author/login.ts']],
  ['**', ['a', 'a/b'], []],
  ['*', ['oven.ts', '.hidden'], ['src/oven.ts']],
  ['src/', ['src/oven.ts'], ['src']],
  ['./src/oven.ts', ['src/oven.ts'], []],
  ['/src/oven.ts', ['src/oven.ts'], []],
  ['src/{oven,loaf}.{ts,js}', ['src/oven.js', 'src/loaf.ts'], ['src/oven.tsx']],
  ['src/{a,b{c,d}}.ts', ['src/a.ts', 'src/bd.ts'], ['src/b.ts']],
  ['{name}', ['{name}'], ['name']],
  ['oven?.ts', ['oven1.ts', 'oven😀.ts'], ['oven.ts', 'oven12.ts']],
  ['[a-c]?.ts', ['bx.ts'], ['dx.ts']],
  ['[!a-c].ts', ['d.ts'], ['a.ts']],
  ['[]x].ts', ['].ts', 'x.ts'], ['y.ts']],
  ['[x', ['[x'], ['x']],
  ['\\*.ts', ['*.ts'], ['a.ts']],
  ['a*b*c', ['abc', 'aXbYc', 'abbcc'], ['acb', 'a/b/c']],
  ['*a*a', ['aa', 'xaya'], ['a']],
  ['a/**/b/**/c', ['a/b/c', 'a/x/b/y/z/c', 'a/b/x/b/c'], ['a/c', 'b/c']],
  ['', [], ['a']],
];

describe('compileGlob', () => {
  for (const [pattern, matching, other] of cases)
    it(`reads ${JSON.stringify(pattern)}`, () => {
      const matches = compileGlob(pattern);
      expect(matching.filter((path) => !matches(path))).toEqual([]);
      expect(other.filter((path) => matches(path))).toEqual([]);
    });

  it('joins several globs, and none matches nothing', () => {
    expect(compileGlobs(['a/**', '*.md'])('README.md')).toBe(true);
    expect(compileGlobs([])('README.md')).toBe(false);
  });

  it('never throws, and matches a literal path by itself', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (pattern, path) => typeof compileGlob(pattern)(path) === 'boolean'));
    fc.assert(fc.property(fc.stringMatching(/^[a-z.]{1,5}(\/[a-z.]{1,5}){0,3}$/), (path) => path.startsWith('./') || compileGlob(path)(path)));
  });

  it('agrees with a plain backtracking matcher', () => {
    const pattern = fc.array(fc.constantFrom('a', 'b', '*', '**', '?', '/', '/**/', '/'), { maxLength: 9 }).map((parts) => parts.join(''));
    const path = fc.stringMatching(/^[ab]{1,3}(\/[ab]{1,3}){0,4}$/);
    fc.assert(
      fc.property(pattern, path, (glob, name) => {
        fc.pre(!glob.startsWith('/') && !glob.endsWith('/') && glob !== '');
        expect(compileGlob(glob)(name)).toBe(slowMatch(glob.split('/'), name.split('/')));
      }),
      { numRuns: 2000 },
    );
  });

  it('does not match many stars or braces with a long path that nearly fits', () => {
    const long = `${'a/'.repeat(200)}${'a'.repeat(200)}`;
    for (const hostile of [
      '*a*a*a*a*a*a*a*a*a*a*b',
      '**/*a/**/*a/**/*a/**/*a/**/*a/**/*a/**/b',
      '{a,b}'.repeat(40),
      '{'.repeat(5000),
      '['.repeat(4000),
      '{x}'.repeat(1300),
      '{x}'.repeat(100_000),
    ])
      expect(compileGlob(hostile)(long)).toBe(false);
  });
});

function slowMatch(pattern: readonly string[], path: readonly string[]): boolean {
  const [head, ...tail] = pattern;
  if (head === undefined) return path.length === 0;
  if (head === '**') return tail.length === 0 ? path.length > 0 : path.some((_, index) => slowMatch(tail, path.slice(index)));
  const [name, ...rest] = path;
  return name !== undefined && slowSegment(head, name) && slowMatch(tail, rest);
}

function slowSegment(pattern: string, name: string): boolean {
  if (pattern === '') return name === '';
  if (pattern[0] === '*') return slowSegment(pattern.slice(1), name) || (name !== '' && slowSegment(pattern, name.slice(1)));
  return name !== '' && (pattern[0] === '?' || pattern[0] === name[0]) && slowSegment(pattern.slice(1), name.slice(1));
}
