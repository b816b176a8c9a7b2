import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeOwnersIndex, wildcardLimit } from './codeowners-index.ts';
import { compileCodeOwnersPattern } from './codeowners-pattern.ts';

const cases: readonly [pattern: string, matching: readonly string[], other: readonly string[]][] = [
  ['*', ['oven.ts', 'src/deep/oven.ts', '.github/workflows/ci.yml'], []],
  ['**', ['oven.ts', 'src/oven.ts'], []],
  ['/*', ['oven.ts'], ['src/oven.ts']],
  ['docs/*', ['docs/a.md'], ['docs/b/a.md', 'web/docs/a.md']],
  ['/docs/*', ['docs/a.md'], ['docs/b/a.md']],
  ['docs/**/*', ['docs/a.md', 'docs/b/a.md'], ['docs']],
  ['docs/*/', ['docs/b/a.md'], ['docs/a.md']],
  ['docs/a*', ['docs/a.md', 'docs/api/b.md'], ['docs/b/a.md']],
  ['*.js', ['a.js', 'src/a.js', 'x.js/readme', '.js'], ['a.jsx']],
  ['*.test.js', ['a.test.js', 'src/b.test.js'], ['a.js']],
  ['foo/*.js', ['foo/a.js', 'foo/x.js/readme'], ['foo/bar/a.js', 'src/foo/a.js']],
  ['apps/', ['apps/a.ts', 'web/apps/a/b.ts'], ['apps', 'web/apps']],
  ['/apps/', ['apps/a.ts'], ['web/apps/a.ts', 'apps']],
  ['apps', ['apps', 'web/apps', 'web/apps/a.ts'], ['myapps']],
  ['/build/logs/', ['build/logs/a'], ['x/build/logs/a']],
  ['build/logs', ['build/logs', 'build/logs/a'], ['x/build/logs']],
  ['**/logs', ['logs/a', 'build/logs', 'x/y/logs/z'], ['blogs']],
  ['**/tsconfig*.json', ['tsconfig.json', 'a/tsconfig.base.json'], ['tsconfig.js']],
  ['**/a/b/', ['a/b/c', 'x/a/b/c'], ['x/a/b']],
  ['a/**/b', ['a/b', 'a/x/y/b', 'a/b/c'], ['b']],
  ['a/**', ['a/b', 'a/b/c'], ['a', 'x/a/b']],
  ['a/**/', ['a/b/c'], ['a/b', 'b']],
  ['**/', ['a/b'], ['a']],
  ['src/**.ts', ['src/a.ts'], ['src/x/a.ts']],
  ['/**/*image*/**', ['x/images/a', 'image/a'], ['image', 'x/image']],
  ['Docs/', ['Docs/a'], ['docs/a']],
  ['a?.md', ['ab.md'], ['a.md', 'abc.md']],
  ['a\\ b.md', ['a b.md'], ['a\\ b.md']],
  ['\\*.md', ['*.md'], ['a.md']],
  ['app/[id]/page.tsx', ['app/[id]/page.tsx'], ['app/i/page.tsx']],
  ['{a,b}.ts', ['{a,b}.ts'], ['a.ts']],
  ['./a', [], ['a']],
  ['../a', [], ['a']],
  ['a//b', [], ['a/b']],
];

describe('compileCodeOwnersPattern', () => {
  for (const [pattern, matching, other] of cases)
    it(`reads ${pattern}`, () => {
      const matches = compileCodeOwnersPattern(pattern);
      expect(matching.filter((path) => !matches(path))).toEqual([]);
      expect(other.filter((path) => matches(path))).toEqual([]);
    });
});

describe('codeOwnersIndex', () => {
  const part = fc.constantFrom('a', 'b', 'ab', '*', '**', 'a*', '*.b', '*.a.b', '?', 'a.b', '\\a', '.b', '*a*', '');
  const pattern = fc
    .tuple(fc.constantFrom('', '/'), fc.array(part, { minLength: 1, maxLength: 4 }), fc.constantFrom('', '/'))
    .map(([start, parts, end]) => start + parts.join('/') + end);
  const name = fc.constantFrom('a', 'b', 'ab', 'a.b', 'x.a.b', '.b', 'ba', 'x');
  const path = fc.array(name, { minLength: 1, maxLength: 5 }).map((names) => names.join('/'));

  it('agrees with trying every pattern, for the last match and for all', () => {
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 12 }), path, (patterns, subject) => {
        const index = codeOwnersIndex(patterns);
        const naive = patterns.flatMap((candidate, position) => (compileCodeOwnersPattern(candidate)(subject) ? [position] : []));
        expect(index?.lastMatch(subject)).toBe(naive.at(-1) ?? -1);
        const matches = index?.matches(subject) ?? [];
        expect(Math.max(-1, ...matches)).toBe(naive.at(-1) ?? -1);
        expect(matches.every((position) => naive.includes(position))).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.array(fc.string()), fc.string(), (patterns, subject) => typeof codeOwnersIndex(patterns)?.lastMatch(subject) === 'number'));
  });

  it('refuses a file that would make it try thousands of wildcards on every path', () => {
    expect(codeOwnersIndex(Array.from({ length: wildcardLimit + 1 }, (_, number) => `*a${number}*`))).toBeUndefined();
  });

  it('finds owners of many paths among 5,000 patterns', () => {
    const patterns = ['*', ...Array.from({ length: 10 }, (_, n) => `*.x${n}`), ...Array.from({ length: 100 }, (_, n) => `**/dir${n}/`)];
    for (let n = 0; n < 4889; n++)
      patterns.push(n % 5 === 0 ? `/services/team${n}/*.yaml` : n % 3 === 0 ? `/services/team${n}/src/` : `/services/team${n}/**/api`);
    const paths = Array.from({ length: 20_000 }, (_, n) => `services/team${n % 6000}/src/dir${n % 900}/file${n}.x${n % 40}`);
    const index = codeOwnersIndex(patterns);
    let owned = 0;
    for (const subject of paths) if ((index?.lastMatch(subject) ?? -1) > 0) owned++;
    expect(owned).toBeGreaterThan(2_000);
  });

  it('does not match stars with a long path that nearly fits', () => {
    const index = codeOwnersIndex(['*a*a*a*a*a*a*a*a*a*a*b', '**/*a/**/*a/**/*a/**/*a/**/*a/b']);
    expect(index?.lastMatch(`${'a'.repeat(250)}/${'a/'.repeat(50)}c`)).toBe(-1);
  });
});
