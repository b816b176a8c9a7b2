import { describe, expect, it } from 'vitest';
import type { FileRole } from '../model/file.ts';
import { compileGlobs } from '../pattern/glob.ts';
import { fileRoles } from './file-roles.ts';
import { linguistAttributes } from './linguist.ts';

function rolesOf(paths: readonly string[], attributes = '', ignored: readonly string[] = []): FileRole[] {
  const entries = paths.map((path) => ({ path, kind: 'file' as const, tracked: true }));
  return paths.map(fileRoles(entries, linguistAttributes(attributes), compileGlobs(ignored)));
}

describe('fileRoles', () => {
  const expected: readonly [path: string, role: FileRole][] = [
    ['src/oven.ts', 'own'],
    ['vendor/yeast/yeast.go', 'vendored'],
    ['packages/core/vendor/yeast.js', 'vendored'],
    ['external/zlib/zlib.c', 'vendored'],
    ['controllers/external/tracker.go', 'own'],
    ['.yarn/releases/yarn.cjs', 'vendored'],
    ['.github/workflows/ci.yml', 'own'],
    ['.claude/skills/examples/SKILL.md', 'own'],
    ['examples/next/.github/workflows/ci.yml', 'example'],
    ['docs/examples/first.py', 'example'],
    ['docs/tutorial/first.md', 'own'],
    ['demo/index.html', 'example'],
    ['components/demo/climate.py', 'own'],
    ['src/main/java/org/springframework/samples/clinic/Owner.java', 'own'],
    ['src/main/java/com/example/vendor/App.java', 'own'],
    ['src/test/resources/application.yml', 'fixture'],
    ['pkg/parser/testdata/package.json', 'fixture'],
    ['test/fixtures/app/package.json', 'fixture'],
    ['tests/cases/broken/package.json', 'fixture'],
    ['activerecord/test/cases/associations_test.rb', 'own'],
    ['tests/Integration/Database/MigratorTest.php', 'own'],
    ['tests/integration/docker-compose.yml', 'own'],
    ['tests/projects/legacy/AGENTS.md', 'fixture'],
    ['dev/e2e/test-applications/shop/package.json', 'fixture'],
    ['src/terminal/snapshot/writer.zig', 'own'],
    ['crates/parser/src/snapshots/loaf.snap', 'fixture'],
    ['tests/Hosting.Tests/Snapshots/loaf.verified.txt', 'fixture'],
    ['app/templates/base.html', 'own'],
    ['charts/bakery/templates/deployment.yaml', 'own'],
    ['eng/common/templates/job/publish.yml', 'own'],
    ['packages/create-bakery/templates/basic/package.json', 'example'],
    ['packages/create-bakery/templates/basic/src/oven.ts', 'example'],
  ];
  for (const [index, [path, role]] of expected.entries())
    it(`takes ${path} for ${role}`, () => {
      expect(rolesOf(expected.map(([each]) => each))[index]).toBe(role);
    });

  it('lets configured paths, then linguist attributes, decide before folders', () => {
    const attributes =
      'src/font/** linguist-vendored\nvendor/own/** linguist-vendored=false\n*.gen.ts linguist-generated=true text=auto\na.gen.ts -linguist-generated\n';
    expect(rolesOf(['src/font/a.ttf', 'vendor/own/a.go', 'vendor/a.go', 'x/b.gen.ts', 'x/a.gen.ts', 'legacy/a.ts'], attributes, ['legacy/**'])).toEqual([
      'vendored',
      'own',
      'vendored',
      'generated',
      'own',
      'ignored',
    ]);
  });

  it('keeps a generated workflow, which runs all the same', () => {
    expect(rolesOf(['.github/workflows/triage.lock.yml'], '.github/workflows/*.lock.yml linguist-generated=true')).toEqual(['own']);
  });
});

describe('linguistAttributes', () => {
  it('lets the last line decide for each attribute alone', () => {
    const of = linguistAttributes('locales/** linguist-generated=true\nlocales/en/** linguist-generated=false\n* linguist-vendored\n*.md !linguist-vendored');
    expect(of('locales/de/a.json')).toEqual({ generated: true, vendored: true });
    expect(of('locales/en/a.json')).toEqual({ generated: false, vendored: true });
    expect(of('README.md')).toEqual({});
  });

  it('reads quoted patterns, and passes over comments, macros and other attributes', () => {
    const of = linguistAttributes(
      '# x linguist-vendored\n[attr]gen linguist-generated\n"a b/*" linguist-generated\n*.ts linguist-language=Zig\n"open linguist-vendored',
    );
    expect(of('a b/c')).toEqual({ generated: true });
    expect(of('x')).toEqual({});
  });
});
