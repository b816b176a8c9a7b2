import { describe, expect, it } from 'vitest';
import { compileRunnerPattern, type PatternLanguage } from './runner-patterns.ts';

describe('compileRunnerPattern', () => {
  it.each<[PatternLanguage, string, string, boolean | undefined]>([
    ['glob', '**/*.{test,spec}.?(c|m)[jt]s?(x)', 'a/b.test.mts', true],
    ['glob', '**/*.{test,spec}.?(c|m)[jt]s?(x)', 'a/b.test.tsx', true],
    ['glob', '**/(*.)+(spec|test).+(ts|tsx)', 'a/b.spec.ts', true],
    ['glob', 'src/glaze', 'src/glaze/a.ts', true],
    ['glob', '<rootDir>/src/*.ts', 'src/a.ts', true],
    ['glob', '!(a|b)/x', 'c/x', undefined],
    ['name', 'test_*.py', 'a/test_b.py', true],
    ['folder', 'slow', 'a/slow/test_b.py', true],
    ['folder', 'slow', 'a/slow.py', false],
    ['path', 'tests/oven::test_x', 'tests/oven/test_a.py', true],
    ['fnmatch', '*/oven/*', 'oven/a.py', true],
    ['fnmatch', '*/oven/*', 'a/oven/b/c.py', true],
    ['regex', '/node_modules/', 'a/node_modules/b.js', true],
    ['regex', '\\.e2e\\.[jt]sx?$', 'a.e2e.ts', true],
    ['regex', '(oven|shop)/.*\\.test', 'a/shop/b.test.ts', true],
    ['regex', '<rootDir>/oven/', 'a/oven/b.ts', false],
    ['regex', '(a+)+$', 'aaaa', undefined],
    ['regex', '\\w+', 'a', undefined],
    ['glob', `${'{a,b}'.repeat(200)}`, 'a', false],
    ['regex', `${'(a|b)'.repeat(150)}`, 'a', undefined],
  ])('%s %s %s', (language, pattern, path, expected) => expect(compileRunnerPattern(pattern, language)?.(path)).toBe(expected));
});
