import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileActionsFilter, compileActionsPattern } from './actions-filter.ts';

// After the examples of GitHub's cheat sheet, in other words.
const cases: readonly [pattern: string, matching: readonly string[], other: readonly string[]][] = [
  ['feature/*', ['feature/oven', 'feature/oven-2'], ['feature/oven/door', 'feature']],
  ['feature/**', ['feature/oven', 'feature/oven/door'], ['feature']],
  ['main', ['main'], ['maintenance', 'Main']],
  ['*', ['main'], ['release/1']],
  ['**', ['main', 'release/1/x'], []],
  ['*feature', ['my-feature', 'feature'], ['my/feature', 'features']],
  ['v2*', ['v2', 'v2.0', 'v2.9-beta'], ['v1', 'v2/x']],
  ['v[12].[0-9]+.[0-9]+', ['v1.10.1', 'v2.0.0'], ['v3.0.0', 'v1.10', 'v1..1']],
  ['*.jsx?', ['page.js', 'page.jsx'], ['page.ts', 'src/page.js']],
  ['*.js', ['app.js'], ['src/app.js']],
  ['**.js', ['app.js', 'src/app.js'], ['app.ts']],
  ['docs/*', ['docs/a.md'], ['docs/b/a.md']],
  ['docs/**', ['docs/a.md', 'docs/b/a.md'], ['src/docs/a.md']],
  ['docs/**/*.md', ['docs/a.md', 'docs/b/c/a.md'], ['a.md', 'docs/a.mdx']],
  ['**/docs/**', ['docs/a.md', 'web/docs/a/b.md'], ['mydocs/a.md']],
  ['**/README.md', ['README.md', 'web/README.md'], ['web/xREADME.md']],
  ['**/*src/**', ['a/src/x.js', 'my-src/x.js'], ['src2/x.js']],
  ['**/*-post.md', ['my-post.md', 'a/their-post.md'], ['post.md']],
  ['release/**-alpha', ['release/1-alpha', 'release/beta/3-alpha'], ['release/1-beta']],
  ['a+b', ['ab', 'aaab'], ['b', 'a+b']],
  ['colou?r', ['color', 'colour'], ['colouur']],
  ['\\*.md', ['*.md'], ['a.md']],
  ['?x', ['?x'], ['x']],
  ['[abc', ['[abc'], ['a']],
];

describe('compileActionsPattern', () => {
  for (const [pattern, matching, other] of cases)
    it(`reads ${pattern}`, () => {
      const matches = compileActionsPattern(pattern);
      expect(matching.filter((name) => !matches(name))).toEqual([]);
      expect(other.filter((name) => matches(name))).toEqual([]);
    });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (pattern, name) => typeof compileActionsPattern(pattern)(name) === 'boolean'));
  });

  it.each(['*a*a*a*a*a*a*a*a*a*a*b', '**a**a**a**a**a**a**a**a**a**a**b', 'a?'.repeat(200), '**/'.repeat(100), 'a+'.repeat(50)])(
    'does not match %s with a long name that nearly fits',
    (hostile) => {
      expect(compileActionsPattern(hostile)(`${'a'.repeat(400)}/${'a'.repeat(400)}`)).toBe(false);
    },
  );
});

describe('compileActionsFilter', () => {
  it('lets the last matching pattern decide', () => {
    const filter = compileActionsFilter(['releases/**', '!releases/**-alpha', 'releases/9-alpha']);
    expect(filter.includes('releases/10')).toBe(true);
    expect(filter.includes('releases/8-alpha')).toBe(false);
    expect(filter.includes('releases/9-alpha')).toBe(true);
    expect(filter.includes('main')).toBe(false);
  });

  it('includes nothing by exclusions alone', () => {
    expect(compileActionsFilter(['!main']).includes('dev')).toBe(false);
    expect(compileActionsFilter([]).includes('dev')).toBe(false);
  });
});
