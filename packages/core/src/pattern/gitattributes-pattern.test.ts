import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileGitAttributesPattern } from './gitattributes-pattern.ts';
import { matchesPath } from './path-pattern.ts';

function covers(pattern: string, path: string): boolean {
  const compiled = compileGitAttributesPattern(pattern);
  return compiled !== undefined && matchesPath(compiled, path.split('/'));
}

const cases: readonly [pattern: string, matching: readonly string[], other: readonly string[]][] = [
  ['*.snap', ['a.snap', 'deep/er/a.snap'], ['a.snap/b']],
  ['/schema.json', ['schema.json'], ['api/schema.json']],
  ['locales/**', ['locales/en/app.json'], ['web/locales/en.json', 'locales']],
  ['locales', ['locales', 'web/locales'], ['locales/en.json']],
  ['src/*.rs', ['src/lib.rs'], ['src/a/lib.rs', 'crate/src/lib.rs']],
  ['**/generated/**', ['generated/a.ts', 'src/generated/b/a.ts'], ['generated']],
  ['src/{a,b}.rs', ['src/{a,b}.rs'], ['src/a.rs']],
  ['v[0-9].ts', ['v1.ts'], ['vx.ts']],
  ['src/**/tables.rs', ['src/tables.rs', 'src/x/y/tables.rs'], ['tables.rs']],
];

describe('compileGitAttributesPattern', () => {
  for (const [pattern, matching, other] of cases)
    it(`reads ${pattern}`, () => {
      expect(matching.filter((path) => !covers(pattern, path))).toEqual([]);
      expect(other.filter((path) => covers(pattern, path))).toEqual([]);
    });

  it('refuses negation and directory patterns, which git ignores there', () => {
    for (const pattern of ['!*.ts', 'dir/', '']) expect(compileGitAttributesPattern(pattern)).toBeUndefined();
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (pattern, path) => typeof covers(pattern, path) === 'boolean'));
  });
});
