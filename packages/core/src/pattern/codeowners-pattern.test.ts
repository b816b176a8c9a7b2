import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { scratch } from '../../test/scratch.ts';
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
  ['app/\\[id\\]/page.tsx', ['app/[id]/page.tsx'], ['app/i/page.tsx', 'app/\\[id\\]/page.tsx']],
  ['{a,b}.ts', ['{a,b}.ts'], ['a.ts']],
  ['./a', [], ['a']],
  ['../a', [], ['a']],
  ['a//b', [], ['a/b']],
  ['foo/**/', ['foo/bar/a'], ['foo/a']],
  ['foo**', ['foo', 'foobar', 'x/foobar/a'], ['fo']],
  ['docs/*/*', ['docs/b/a.md'], ['docs/a.md', 'docs/b/c/a.md']],
  ['docs/\\*', ['docs/*', 'docs/*/a'], ['docs/a']],
  ['?', ['a', 'x/b', '😀'], ['ab']],
  ['a\\', ['a\\'], ['a']],
  ['+(a|b)', ['+(a|b)'], ['a']],
  ['@(a)', ['@(a)'], ['a']],
  ['~', ['~'], ['a']],
  ['.', [], ['a', 'a/b']],
  ['*.', ['a.'], ['a', 'a.b']],
  ['/a/**/b/**/c', ['a/b/c', 'a/x/b/y/c/z'], ['a/c', 'x/a/b/c']],
  ['**/**/a', ['a', 'x/y/a'], ['b']],
];

describe('compileCodeOwnersPattern', () => {
  for (const [pattern, matching, other] of cases)
    it(`reads ${pattern}`, () => {
      const matches = compileCodeOwnersPattern(pattern);
      expect(matching.filter((path) => !matches(path))).toEqual([]);
      expect(other.filter((path) => matches(path))).toEqual([]);
    });
});

const part = fc.constantFrom('a', 'b', 'ab', '*', '**', 'a*', '*.b', '*.a.b', '?', 'a.b', '\\a', '\\*', '.b', '*a*', '?*b', 'a**');
const pattern = fc
  .tuple(fc.constantFrom('', '/', '**/'), fc.array(part, { minLength: 1, maxLength: 4 }), fc.constantFrom('', '/', '/**'))
  .map(([start, parts, end]) => start + parts.join('/') + end);
const name = fc.constantFrom('a', 'b', 'ab', 'a.b', 'x.a.b', '.b', 'ba', 'x', '*');
const path = fc.array(name, { minLength: 1, maxLength: 5 }).map((names) => names.join('/'));

/** The rules once more, as plainly as they can be said: every way to split the path is tried. */
function reference(text: string, subject: string): boolean {
  const names = subject.split('/');
  const directoryOnly = text.endsWith('/');
  const parts = (directoryOnly ? text.slice(0, -1) : text).split('/');
  const anchored = parts.length > 1;
  if (parts[0] === '') parts.shift();
  if (!anchored) parts.unshift('**');
  const oneLevel = anchored && !directoryOnly && parts.at(-1) === '*' && parts.at(-2) !== '**';
  const covers = (part: number, from: number, to: number): boolean => {
    if (part === parts.length) return from === to;
    const globstar = parts[part] === '**';
    const isLast = part === parts.length - 1;
    if (globstar && !isLast) return covers(part + 1, from, to) || (from < to && covers(part, from + 1, to));
    if (globstar) return from < to;
    return from < to && inName(parts[part] ?? '', names[from] ?? '') && covers(part + 1, from + 1, to);
  };
  const inName = (wanted: string, found: string): boolean => {
    if (wanted === '') return found === '';
    if (wanted[0] === '*') return inName(wanted.slice(1), found) || (found !== '' && inName(wanted, found.slice(1)));
    if (found === '') return false;
    if (wanted[0] === '?') return inName(wanted.slice(1), found.slice(1));
    const escaped = wanted[0] === '\\' && wanted.length > 1 ? 1 : 0;
    return wanted[escaped] === found[0] && inName(wanted.slice(escaped + 1), found.slice(1));
  };
  return names.some((_, index) => {
    const isWhole = index === names.length - 1;
    return (isWhole ? !directoryOnly : !oneLevel) && covers(0, 0, index + 1);
  });
}

describe('against other readings', () => {
  it('agrees with a reference that tries everything', () => {
    fc.assert(
      fc.property(pattern, path, (text, subject) => {
        if (compileCodeOwnersPattern(text)(subject) !== reference(text, subject)) throw new Error(`${text} on ${subject}`);
      }),
      { numRuns: 5000 },
    );
  });

  // Against its own documentation, git reads `a**/b` as `a` and a globstar: it compares the letters before a wildcard first.
  it('agrees with git, but for a lone star after a slash and two stars after letters', () => {
    const { root, write, remove } = scratch();
    onTestFinished(remove);
    const isShared = (text: string): boolean => (!text.endsWith('/*') || text.endsWith('**/*')) && !/[^/*]\*\*/.test(text);
    const patterns = [...new Set(fc.sample(pattern, { numRuns: 200, seed: 7 }))].filter(isShared);
    const subjects = [...new Set(fc.sample(path, { numRuns: 100, seed: 7 }))];
    for (const [number, text] of patterns.entries()) write(`${number}/.gitignore`, `${text}\n`);
    const input = patterns.flatMap((_, number) => subjects.map((subject) => `${number}/${subject}\0`)).join('');
    const { stdout } = spawnSync('git', ['check-ignore', '--no-index', '--stdin', '-z'], { cwd: root, input, encoding: 'utf8', maxBuffer: 1 << 27 });
    const ignored = new Set(stdout.split('\0'));
    expect(ignored.size).toBeGreaterThan(500);
    const different = patterns.flatMap((text, number) => {
      const matches = compileCodeOwnersPattern(text);
      return subjects.filter((subject) => matches(subject) !== ignored.has(`${number}/${subject}`)).map((subject) => `${text} on ${subject}`);
    });
    expect(different).toEqual([]);
  });
});

describe('codeOwnersIndex', () => {
  it('agrees with trying every pattern, for the last match and for all', () => {
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 12 }), fc.array(path, { minLength: 1, maxLength: 3 }), (patterns, subjects) => {
        const index = codeOwnersIndex(patterns);
        for (const subject of subjects) {
          const naive = patterns.flatMap((candidate, position) => (reference(candidate, subject) ? [position] : []));
          expect(index?.lastMatch(subject)).toBe(naive.at(-1) ?? -1);
          const matches = new Set(index?.matches(subject));
          expect(patterns.flatMap((_, position) => (matches.has(index?.lastTwins[position] ?? -1) ? [position] : []))).toEqual(naive);
        }
      }),
      { numRuns: 800 },
    );
  });

  it('agrees with trying every pattern on deep paths of few names', () => {
    const deepPattern = fc.array(fc.constantFrom('a', 'b', '*', '**', '?', 'a*'), { minLength: 2, maxLength: 7 }).map((parts) => `**/${parts.join('/')}`);
    const deepPath = fc.array(fc.constantFrom('a', 'b', 'ab'), { minLength: 1, maxLength: 12 }).map((names) => names.join('/'));
    fc.assert(
      fc.property(fc.array(deepPattern, { minLength: 1, maxLength: 4 }), deepPath, (patterns, subject) => {
        expect(codeOwnersIndex(patterns)?.lastMatch(subject)).toBe(patterns.findLastIndex((candidate) => reference(candidate, subject)));
      }),
      { numRuns: 1000 },
    );
  });

  it('finds a floating pattern with a globstar inside without starting over at every segment', () => {
    const index = codeOwnersIndex(['**/a/**/b', '**/a/?/**/b', '*/a/**/b', 'x*/**/a/**/a/**/c']);
    const path = 'a/'.repeat(2000);
    const started = performance.now();
    for (let run = 0; run < 20; run++) expect(index?.lastMatch(`${path}c`)).toBe(-1);
    // Starting over would take some seconds; this takes some milliseconds.
    expect(performance.now() - started).toBeLessThan(1000);
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
