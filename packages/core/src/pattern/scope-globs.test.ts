import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileScopeGlobs, splitGlobList } from './scope-globs.ts';

describe('splitGlobList', () => {
  it.each<[text: string, globs: readonly string[]]>([
    ['**/*.ts,**/*.tsx', ['**/*.ts', '**/*.tsx']],
    [' src/** , docs/** ', ['src/**', 'docs/**']],
    ['*.{ts,tsx},README.md', ['*.{ts,tsx}', 'README.md']],
    ['{a,{b,c}}/x,d', ['{a,{b,c}}/x', 'd']],
    ['"**/*.py", \'*.md\'', ['**/*.py', '*.md']],
    ['a}b,c', ['a}b', 'c']],
    ['{a,b', ['{a,b']],
    [',, ,', []],
    ['"', ['"']],
    ['', []],
  ])('%s', (text, globs) => expect(splitGlobList(text)).toEqual(globs));

  it('joins to what it was split from', () => {
    const glob = fc.stringMatching(/^[a-z*/.]{1,8}(\{[a-z]{1,3}(,[a-z]{1,3})*\})?$/);
    fc.assert(
      fc.property(fc.array(glob), (globs) => {
        expect(splitGlobList(globs.join(', '))).toEqual(globs);
      }),
    );
  });
});

describe('compileScopeGlobs', () => {
  const paths = ['loaf.ts', 'src/loaf.ts', 'web/src/loaf.ts', 'SRC/Loaf.TS', 'README.md'];
  it.each<[globs: readonly string[], fromRoot: readonly string[], vscode: readonly string[]]>([
    [['*.ts'], ['loaf.ts'], ['loaf.ts', 'src/loaf.ts', 'web/src/loaf.ts', 'SRC/Loaf.TS']],
    [['**/*.ts'], ['loaf.ts', 'src/loaf.ts', 'web/src/loaf.ts'], ['loaf.ts', 'src/loaf.ts', 'web/src/loaf.ts', 'SRC/Loaf.TS']],
    [['src/**'], ['src/loaf.ts'], ['src/loaf.ts', 'web/src/loaf.ts', 'SRC/Loaf.TS']],
    [['/src/**'], ['src/loaf.ts'], []],
    [['*'], ['loaf.ts', 'README.md'], paths],
    [['**'], paths, paths],
    [['**/*'], paths, paths],
    [['*.{md,txt}'], ['README.md'], ['README.md']],
    [[], [], []],
  ])('%j', (globs, fromRoot, vscode) => {
    expect(paths.filter(compileScopeGlobs(globs, 'from-root'))).toEqual(fromRoot);
    expect(paths.filter(compileScopeGlobs(globs, 'vscode'))).toEqual(vscode);
  });
});
