import { describe, expect, it } from 'vitest';
import { compileGitignore, ignoresPath } from './gitignore.ts';

// https://git-scm.com/docs/gitignore; each row was also put to `git check-ignore`, and test/pattern-oracles.test.ts asks it about many more.
const cases: readonly [text: string, ignored: readonly string[], kept: readonly string[]][] = [
  ['*.log', ['a.log', 'deep/a.log'], ['a.logs']],
  ['/a.log', ['a.log'], ['deep/a.log']],
  ['docs/out', ['docs/out', 'docs/out/x'], ['web/docs/out']],
  ['out/', ['out/x', 'web/out/x'], ['out']],
  ['out/**', ['out/x', 'out/y/z'], ['out']],
  ['a/**/b', ['a/b', 'a/x/y/b'], ['a/xb']],
  ['**/b', ['b', 'a/b'], ['ab']],
  ['a**b', ['axb', 'ab'], ['a/b']],
  ['*.log\n!keep.log', ['a.log'], ['keep.log']],
  ['out\n!out/keep', ['out/keep'], []],
  ['out/*\n!out/keep', ['out/x'], ['out/keep']],
  ['!a\na', ['a'], []],
  ['# a\n\\#a', ['#a'], ['a', '# a']],
  ['\\!a', ['!a'], ['a']],
  ['a ', ['a'], ['a ']],
  ['a\\ ', ['a '], ['a']],
  ['a\\\\ ', ['a\\'], ['a']],
  ['\ufeffa\r\nb\r\n', ['a', 'b'], ['a\r']],
  ['[[:digit:]]', ['1'], ['a']],
  ['[a', [], ['a', '[a']],
  ['[[:bread:]]', [], ['b', ':]']],
  ['a\\', [], ['a', 'a\\']],
  ['{a,b}', ['{a,b}'], ['a']],
  ['/', [], ['a']],
];

describe('compileGitignore', () => {
  for (const [text, ignored, kept] of cases)
    it(`reads ${JSON.stringify(text)}`, () => {
      const rules = compileGitignore(text);
      expect(ignored.filter((path) => !ignoresPath(rules, path))).toEqual([]);
      expect(kept.filter((path) => ignoresPath(rules, path))).toEqual([]);
    });
});
