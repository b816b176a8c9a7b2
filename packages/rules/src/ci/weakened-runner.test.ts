import { type ChangeRuleCase, testChangeRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { weakenedRunner } from './weakened-runner.ts';

/** A package whose scripts changed. */
const scripts = (before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): Pick<ChangeRuleCase, 'base' | 'head'> => {
  const text = (entries: Readonly<Record<string, string>>): string => JSON.stringify({ name: 'bakery', scripts: entries }, undefined, 2);
  return { base: { 'package.json': text(before) }, head: { 'package.json': text(after) } };
};

const file = (path: string, before: string, after: string | null, others: Readonly<Record<string, string>> = {}): Pick<ChangeRuleCase, 'base' | 'head'> => ({
  base: { ...others, [path]: before },
  head: { [path]: after },
});

const vitest = (body: string): string => `import { defineConfig } from 'vitest/config';\nexport default defineConfig({ test: { ${body} } });\n`;
const workflow = (run: string): string => `on: pull_request\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${run}\n`;

const floors: readonly ChangeRuleCase[] = [
  {
    name: 'reports a lowered floor, at the number',
    example: true,
    base: { 'vitest.config.ts': vitest('coverage: { thresholds: { lines: «90» } }') },
    head: { 'vitest.config.ts': vitest('coverage: { thresholds: { lines: «70» } }') },
    findings: [{ id: 'lowered', operation: 'D1', verdict: 'hard-stop', text: 'went from 90 to 70' }],
  },
  {
    name: 'accepts a raised floor',
    example: true,
    ...file('vitest.config.ts', vitest('coverage: { thresholds: { lines: 90 } }'), vitest('coverage: { thresholds: { lines: 95 } }')),
  },
  {
    name: 'reports a floor that is gone',
    base: { 'jest.config.js': "module.exports = { coverageThreshold: { global: { branches: «80», lines: 90 } }, testEnvironment: 'node' };\n" },
    head: { 'jest.config.js': "module.exports = { coverageThreshold: { global: { lines: 90 } }, testEnvironment: 'node' };\n" },
    findings: [{ id: 'removed', operation: 'D1', text: 'coverageThreshold.global.branches' }],
  },
  {
    name: 'accepts a floor that moved to another file',
    base: { 'package.json': '{ "jest": { "coverageThreshold": { "global": { "lines": 80 } } } }' },
    head: { 'package.json': '{ "name": "oven" }', 'jest.config.js': 'module.exports = { coverageThreshold: { global: { lines: 80 } } };\n' },
  },
  {
    name: 'asks for a review when another tool takes the floor over',
    base: { 'jest.config.js': 'module.exports = { coverageThreshold: { global: { lines: 80 } } , verbose: true };\n' },
    head: {
      'jest.config.js': 'module.exports = { verbose: true };\n',
      'vitest.config.ts': vitest('coverage: { thresholds: { lines: 85 } }'),
    },
    findings: [{ id: 'movedElsewhere', verdict: 'review' }],
  },
  {
    name: 'accepts the removal of a second copy of a floor',
    base: { '.coveragerc': '[report]\nfail_under = 90\n', 'pyproject.toml': '[tool.coverage.report]\nfail_under = 90\nshow_missing = true\n' },
    head: { '.coveragerc': '[report]\nfail_under = 90\n', 'pyproject.toml': '[tool.coverage.report]\nshow_missing = true\n' },
  },
  {
    name: 'follows a file that was renamed',
    base: { 'vitest.config.js': vitest('globals: true, reporters: ["dot"], coverage: { thresholds: { lines: 90 } }') },
    head: { 'vitest.config.js': null, 'vitest.config.mjs': vitest('globals: true, reporters: ["dot"], coverage: { thresholds: { lines: «60» } }') },
    findings: ['lowered'],
  },
  {
    name: 'reads .coveragerc',
    ...file('.coveragerc', '[report]\nfail_under = 95\n', '[report]\nfail_under = 85\n'),
    findings: [{ id: 'lowered', text: '95 to 85' }],
  },
  { name: 'reads setup.cfg', ...file('setup.cfg', '[coverage:report]\nfail_under = 95\n', '[coverage:report]\nskip_covered = true\n'), findings: ['removed'] },
  {
    name: 'reads the options that pytest is always started with',
    ...file(
      'pyproject.toml',
      '[tool.pytest.ini_options]\naddopts = "--cov=oven --cov-fail-under=90 -q"\n',
      '[tool.pytest.ini_options]\naddopts = "--cov=oven --cov-fail-under=50 -q"\n',
    ),
    findings: [{ id: 'lowered', text: '90 to 50' }],
  },
  {
    name: 'reads an nycrc',
    ...file('.nycrc', '{"check-coverage": true, "lines": 90}', '{"check-coverage": false, "lines": 90}'),
    findings: [{ id: 'switched', operation: 'D1' }],
  },
  {
    name: 'reads JaCoCo in a Gradle script',
    base: {
      'build.gradle.kts':
        'tasks.jacocoTestCoverageVerification {\n  violationRules {\n    rule {\n      limit {\n        minimum = "0.85".toBigDecimal()\n      }\n    }\n  }\n}\n',
    },
    head: {
      'build.gradle.kts':
        'tasks.jacocoTestCoverageVerification {\n  violationRules {\n    rule {\n      limit {\n        // minimum was 0.85\n        minimum = "0.65".toBigDecimal()\n      }\n    }\n  }\n}\n',
    },
    findings: [{ id: 'lowered', text: '0.85 to 0.65' }],
  },
  {
    name: 'reads JaCoCo in a pom.xml',
    base: {
      'pom.xml':
        '<project><build><plugins><plugin><configuration><rules><rule><limits><limit><counter>LINE</counter><minimum>0.80</minimum></limit></limits></rule></rules></configuration></plugin></plugins></build></project>',
    },
    head: {
      'pom.xml':
        '<project><build><plugins><plugin><configuration><rules><rule><limits><limit><counter>LINE</counter><minimum>«0.40»</minimum></limit></limits></rule></rules></configuration></plugin></plugins></build></project>',
    },
    findings: ['lowered'],
  },
  {
    name: 'reads SimpleCov',
    ...file(
      'spec/spec_helper.rb',
      'SimpleCov.start do\n  minimum_coverage line: 90, branch: 80\nend\n',
      'SimpleCov.start do\n  minimum_coverage line: 90, branch: 60\nend\n',
    ),
    findings: [{ id: 'lowered', text: '80 to 60' }],
  },
  {
    name: 'reads Coverlet',
    ...file(
      'Oven.csproj',
      '<Project><PropertyGroup><Threshold>80,70</Threshold></PropertyGroup></Project>',
      '<Project><PropertyGroup><Threshold>60</Threshold></PropertyGroup></Project>',
    ),
    findings: ['lowered'],
  },
  {
    name: 'reads the floor in a script',
    ...scripts({ test: 'c8 --check-coverage --lines 95 mocha' }, { test: 'c8 --check-coverage --lines 80 mocha' }),
    findings: [{ id: 'lowered', text: '95 to 80' }],
  },
  {
    name: 'reads the floor in a workflow',
    ...file('.github/workflows/ci.yml', workflow('pytest --cov=oven --cov-fail-under=80'), workflow('pytest --cov=oven --cov-fail-under=20')),
    findings: [{ id: 'lowered', text: '80 to 20' }],
  },
  {
    name: 'reports the deletion of a configuration once',
    base: { '.testcoverage.yml': 'threshold:\n  file: «70»\n  total: 80\n', 'go.mod': 'module oven\n' },
    head: { '.testcoverage.yml': null },
    findings: [{ id: 'configurationGone', text: '2 settings' }],
  },
  {
    name: 'accepts that a package goes with its configuration',
    base: { 'oven/package.json': '{"name":"oven"}', 'oven/vitest.config.ts': vitest('coverage: { thresholds: { lines: 90 } }') },
    head: { 'oven/package.json': null, 'oven/vitest.config.ts': null },
    state: 'not-applicable',
  },
  {
    name: 'asks for a review when a floor is computed now',
    ...file('vitest.config.ts', vitest('coverage: { thresholds: { lines: 90 } }'), vitest('coverage: { thresholds: { lines: process.env.FLOOR } }')),
    findings: [{ id: 'unclear', verdict: 'review' }],
  },
  {
    name: 'asks for a review when a floor may come from a preset now',
    ...file('vitest.config.ts', vitest('coverage: { thresholds: { lines: 90 } }'), vitest('coverage: { thresholds: { ...shared } }')),
    findings: ['removed'],
  },
  {
    name: 'stops for a configuration that can no longer be read',
    ...file('.nycrc.json', '{"lines": 90}', '{"lines": '),
    notAnalysed: { '.nycrc.json': 'stop' },
  },
  {
    name: 'does not take a comment for a floor',
    ...file('vitest.config.ts', vitest('/* coverage: { thresholds: { lines: 90 } } */ globals: true'), vitest('globals: true')),
  },
];

const statuses: readonly ChangeRuleCase[] = [
  {
    name: 'reports a coverage status that only informs',
    ...file(
      'codecov.yml',
      'coverage:\n  status:\n    project:\n      default:\n        target: 80%\n',
      'coverage:\n  status:\n    project:\n      default:\n        target: 80%\n        informational: true\n',
    ),
    findings: [{ id: 'switched', operation: 'D3' }],
  },
  {
    name: 'reports a status that is off',
    ...file('codecov.yml', 'coverage:\n  status:\n    patch: true\n', 'coverage:\n  status:\n    patch: off\n'),
    findings: [{ id: 'switched', operation: 'D3' }],
  },
  {
    name: 'reports a wider threshold',
    ...file(
      'codecov.yml',
      'coverage:\n  status:\n    project:\n      default:\n        threshold: 1%\n',
      'coverage:\n  status:\n    project:\n      default:\n        threshold: 20%\n',
    ),
    findings: [{ id: 'lowered', operation: 'D3' }],
  },
  {
    name: 'accepts a narrower one',
    ...file(
      'codecov.yml',
      'coverage:\n  status:\n    project:\n      default:\n        threshold: 5%\n',
      'coverage:\n  status:\n    project:\n      default:\n        threshold: 1%\n',
    ),
  },
];

const sources = { 'src/dough.ts': '1\n', 'src/glaze.ts': '1\n', 'src/dough.test.ts': '1\n', 'test/oven.test.ts': '1\n', 'src/types.d.ts': '1\n' };
const patterns: readonly ChangeRuleCase[] = [
  {
    name: 'reports source files that coverage leaves out',
    base: { ...sources, 'vitest.config.ts': vitest("coverage: { exclude: ['dist/**'] }") },
    head: { 'vitest.config.ts': vitest("coverage: { exclude: ['dist/**', '«src/glaze.ts»'] }") },
    findings: [{ id: 'filesLeftOut', operation: 'D2', text: '1 file' }],
  },
  {
    name: 'accepts that tests and types are not measured',
    ...file('vitest.config.ts', vitest('coverage: {}'), vitest("coverage: { exclude: ['**/*.test.ts', '**/*.d.ts', 'dist/**'] }"), sources),
  },
  {
    name: 'reports a narrower list of measured files',
    ...file(
      'jest.config.js',
      "module.exports = { collectCoverageFrom: ['src/**/*.ts'] };\n",
      "module.exports = { collectCoverageFrom: ['src/**/*.ts', '!src/glaze.ts'] };\n",
      sources,
    ),
    findings: [{ id: 'filesLeftOut', operation: 'D2' }],
  },
  {
    name: 'reports what coverage.py omits',
    ...file('.coveragerc', '[run]\nbranch = true\n', '[run]\nbranch = true\nomit =\n    */glaze.py\n', { 'oven/glaze.py': '1\n' }),
    findings: [{ id: 'filesLeftOut', operation: 'D2' }],
  },
  {
    name: 'reports tests that the runner ignores',
    base: { ...sources, 'jest.config.js': "module.exports = { testPathIgnorePatterns: ['/node_modules/'] };\n" },
    head: { 'jest.config.js': "module.exports = { testPathIgnorePatterns: ['/node_modules/', '«oven\\\\.test»'] };\n" },
    findings: [{ id: 'filesLeftOut', operation: 'D5', text: 'test/oven.test.ts' }],
  },
  {
    name: 'reports narrower patterns of tests',
    ...file('vitest.config.ts', vitest("include: ['**/*.test.ts']"), vitest("include: ['src/**/*.test.ts']"), sources),
    findings: [{ id: 'filesLeftOut', operation: 'D5' }],
  },
  {
    name: 'compares new patterns with what the tool took without',
    ...file('vitest.config.ts', vitest('globals: true'), vitest("globals: true, include: ['src/**/*.{test,spec}.?(c|m)[jt]s?(x)']"), sources),
    findings: ['filesLeftOut'],
  },
  {
    name: 'accepts wider patterns, and ignored folders without tests',
    ...file(
      'vitest.config.ts',
      vitest("include: ['src/**/*.test.ts'], exclude: []"),
      vitest("include: ['**/*.test.ts'], exclude: [...configDefaults.exclude, 'dist/**']"),
      sources,
    ),
  },
  {
    name: 'reports a folder that pytest no longer walks',
    ...file('pytest.ini', '[pytest]\ntestpaths = tests\n', '[pytest]\ntestpaths = tests\nnorecursedirs = slow\n', { 'tests/slow/test_oven.py': '1\n' }),
    findings: [{ id: 'filesLeftOut', operation: 'B21' }],
  },
  {
    name: 'reports files that a conftest ignores',
    ...file('tests/conftest.py', 'collect_ignore = []\n', 'collect_ignore = ["test_oven.py"]\n', { 'tests/test_oven.py': '1\n' }),
    findings: [{ id: 'filesLeftOut', operation: 'B21' }],
  },
  {
    name: 'reports one more ignored path in the options of pytest',
    ...file('pytest.ini', '[pytest]\naddopts = -q\n', '[pytest]\naddopts = -q --deselect tests/test_oven.py::test_heat\n'),
    findings: [{ id: 'addedEntries', operation: 'B21' }],
  },
  {
    name: 'does not take a list of the same project for another one',
    ...file('vitest.config.ts', vitest("include: ['**/*.test.ts'], exclude: []"), vitest("include: ['**/*.test.ts', 'x'], exclude: ['test/**']"), sources),
    findings: [{ id: 'filesLeftOut', operation: 'D5' }],
  },
  {
    name: 'accepts tests that another project takes over',
    ...file(
      'vitest.config.ts',
      vitest("projects: [{ test: { name: 'all', include: ['**/*.test.ts'] } }]"),
      vitest("projects: [{ test: { name: 'all', include: ['src/**/*.test.ts'] } }, { test: { name: 'oven', include: ['test/**/*.test.ts'] } }]"),
      sources,
    ),
  },
  {
    name: 'asks for a review of patterns that cannot be evaluated',
    ...file('vitest.config.ts', vitest("exclude: ['dist/**']"), vitest("exclude: ['dist/**', ...slow]"), sources),
    findings: [{ id: 'unclear', verdict: 'review' }],
  },
];

const switches: readonly ChangeRuleCase[] = [
  {
    name: 'reports that no tests are enough',
    ...file('jest.config.json', '{"verbose": true}', '{"verbose": true, "passWithNoTests": true}'),
    findings: [{ id: 'switched', operation: 'D6' }],
  },
  {
    name: 'reports focused tests that are allowed',
    ...file('.mocharc.yml', 'forbid-only: true\nspec: test\n', 'spec: test\n'),
    findings: [{ id: 'removed', operation: 'D6' }],
  },
  {
    name: 'only notes a runner that stops at the first failure',
    ...file('.mocharc.yml', 'spec: test\n', 'spec: test\nbail: true\n'),
    findings: [{ id: 'switched', verdict: 'note' }],
  },
  { name: 'accepts the direction that is stricter', ...file('jest.config.json', '{"passWithNoTests": true}', '{"passWithNoTests": false}') },
  { name: 'reports PHPUnit attributes', ...file('phpunit.xml', '<phpunit failOnWarning="true"/>', '<phpunit failOnWarning="false"/>'), findings: ['switched'] },
  {
    name: 'reports retries of all tests',
    ...file('playwright.config.ts', 'export default defineConfig({ retries: 0 });', 'export default defineConfig({ retries: 3 });'),
    findings: [{ id: 'lowered', operation: 'B12' }],
  },
  {
    name: 'reports strict markers that are gone',
    ...file('pytest.ini', '[pytest]\naddopts = -ra --strict-markers\n', '[pytest]\naddopts = -ra\n'),
    findings: [{ id: 'removed', operation: 'D7' }],
  },
  {
    name: 'accepts the same wish written another way',
    ...file('pytest.ini', '[pytest]\naddopts = -ra --strict-markers\n', '[pytest]\naddopts = -ra\nstrict_markers = true\n'),
  },
  { name: 'accepts that strict of pytest covers its parts', ...file('pytest.ini', '[pytest]\nxfail_strict = true\n', '[pytest]\nstrict = true\n') },
  {
    name: 'reports warnings that are no errors any more',
    ...file('pytest.ini', '[pytest]\nfilterwarnings =\n    error\n', '[pytest]\nfilterwarnings =\n    default\n'),
    findings: ['droppedEntries', 'addedEntries'],
  },
  {
    name: 'asks for a review of a filter for one dependency',
    ...file('pytest.ini', '[pytest]\nfilterwarnings =\n    error\n', '[pytest]\nfilterwarnings =\n    error\n    ignore::DeprecationWarning:flour.*\n'),
    findings: [{ id: 'addedEntries', verdict: 'review' }],
  },
  {
    name: 'reports a race detector that is off',
    ...file('Makefile', 'test:\n\tgo test -race ./...\n', 'test:\n\tgo test ./...\n'),
    findings: [{ id: 'removed', operation: 'D7' }],
  },
  {
    name: 'accepts that it moved to another target of the file',
    ...file('Makefile', 'test:\n\tgo test -race ./...\n', 'test:\n\tgo test ./...\nrace:\n\tgo test -race ./...\n'),
  },
  {
    name: 'reports build tags that the tests lose',
    ...file('.github/workflows/ci.yml', workflow('go test -tags integration ./...'), workflow('go test ./...')),
    findings: [{ id: 'droppedEntries', operation: 'D10' }],
  },
];

const tasks: readonly ChangeRuleCase[] = [
  {
    name: 'reports a test script that does nothing',
    example: true,
    base: { 'package.json': '{ "scripts": { "test": "vitest run" } }' },
    head: { 'package.json': '{ "scripts": { "«test»": "echo skipped && exit 0" } }' },
    findings: [{ id: 'checkGone', operation: 'D8', text: 'vitest run' }],
  },
  {
    name: 'reports a failure that is hidden',
    ...scripts({ test: 'vitest run' }, { test: 'vitest run || true' }),
    findings: [{ id: 'swallowed', operation: 'D8' }],
  },
  {
    name: 'reports a part that was dropped',
    ...scripts({ lint: 'eslint . && tsc --noEmit' }, { lint: 'eslint .' }),
    findings: [{ id: 'checkGone', text: 'tsc --noEmit' }],
  },
  { name: 'reports a script that is gone', ...scripts({ test: 'jest', build: 'tsc' }, { build: 'tsc' }), findings: [{ id: 'taskGone', verdict: 'hard-stop' }] },
  { name: 'reports what never runs', ...scripts({ test: 'jest' }, { test: 'exit 0; jest' }), findings: ['checkGone'] },
  { name: 'accepts another runner', ...scripts({ test: 'jest' }, { test: 'vitest run' }) },
  { name: 'accepts a part that moved to a script of its own', ...scripts({ test: 'eslint . && vitest run' }, { test: 'vitest run', lint: 'eslint .' }) },
  {
    name: 'asks for a review when an old script has the part',
    ...scripts({ test: 'tsc && vitest run', types: 'tsc' }, { test: 'vitest run', types: 'tsc' }),
    findings: [{ id: 'checkMoved', verdict: 'review' }],
  },
  { name: 'accepts a renamed script', ...scripts({ test: 'vitest run' }, { 'test:unit': 'vitest run', test: 'npm run test:unit' }) },
  { name: 'accepts the end of a script for watching', ...scripts({ test: 'vitest run', 'test:watch': 'vitest' }, { test: 'vitest run' }) },
  {
    name: 'reports a hook that is gone',
    ...scripts({ pretest: 'eslint .', test: 'vitest run' }, { test: 'vitest run' }),
    findings: [{ id: 'taskGone', text: 'pretest' }],
  },
  {
    name: 'asks for a review where a script of the repository takes over',
    ...scripts({ test: 'vitest run' }, { test: 'node tools/oven.mjs' }),
    findings: [{ id: 'checkMoved', verdict: 'review' }],
  },
  {
    name: 'reports a Make target that ignores failures',
    ...file('Makefile', 'test:\n\tgo test ./...\n', 'test:\n\t-go test ./...\n'),
    findings: ['swallowed'],
  },
  {
    name: 'reports a target that needs less',
    ...file('Makefile', 'check: lint test\nlint:\n\truff check .\ntest:\n\tpytest\n', 'check: lint\nlint:\n\truff check .\ntest:\n\tpytest\n'),
    findings: [{ id: 'checkMoved', verdict: 'review' }],
  },
  {
    name: 'reads a composer file',
    ...file('composer.json', '{"scripts": {"test": ["phpunit", "phpstan analyse"]}}', '{"scripts": {"test": ["phpunit"]}}'),
    findings: ['checkGone'],
  },
  {
    name: 'accepts the end of a script for what is removed too',
    base: { 'package.json': '{ "scripts": { "test": "vitest run", "lint": "eslint oven/" } }', 'oven/a.js': '1\n' },
    head: { 'package.json': '{ "scripts": { "test": "vitest run" } }', 'oven/a.js': null },
  },
  {
    name: 'asks for a review when a script is emptied into one that nobody calls',
    base: { 'package.json': '{ "scripts": { "test": "vitest run" } }', '.github/workflows/ci.yml': workflow('npm test') },
    head: { 'package.json': '{ "scripts": { "test": "echo done", "test:real": "vitest run" } }' },
    findings: [{ id: 'checkMoved', verdict: 'review' }],
  },
  {
    name: 'accepts that the workflow follows a script to its new name',
    base: { 'package.json': '{ "scripts": { "test": "vitest run" } }', '.github/workflows/ci.yml': workflow('npm test') },
    head: { 'package.json': '{ "scripts": { "unit": "vitest run" } }', '.github/workflows/ci.yml': workflow('npm run unit') },
  },
  { name: 'accepts that test data is ignored', ...scripts({ test: 'vitest run' }, { test: 'vitest run --exclude oven/testdata' }) },
  {
    name: 'reports a member that is left out',
    base: {
      'package.json': '{ "workspaces": ["oven", "shop"] }',
      'oven/package.json': '{"name":"oven","scripts":{"test":"vitest run"}}',
      'shop/package.json': '{"name":"shop"}',
    },
    head: { 'package.json': '{ "workspaces": ["shop"] }' },
    findings: [{ id: 'memberLeftOut', operation: 'D9' }],
  },
  {
    name: 'accepts that workspaces are named in another file',
    base: { 'package.json': '{ "workspaces": ["oven"] }', 'oven/package.json': '{"name":"oven","scripts":{"test":"vitest run"}}' },
    head: { 'package.json': '{ "name": "bakery" }', 'pnpm-workspace.yaml': 'packages:\n  - oven\n' },
  },
];

const others: readonly ChangeRuleCase[] = [
  {
    name: 'asks for a review of a health check that is gone',
    ...file('Dockerfile', 'FROM scratch\nHEALTHCHECK CMD curl -f http://localhost/\n', 'FROM scratch\n'),
    findings: [{ id: 'removed', operation: 'D11', verdict: 'review' }],
  },
  {
    name: 'reports a larger budget',
    ...file('.size-limit.json', '[{"name": "shop", "limit": "10 kB"}]', '[{"name": "shop", "limit": "40 kB"}]'),
    findings: [{ id: 'lowered', operation: 'D13' }],
  },
  { name: 'accepts a smaller one', ...file('.size-limit.json', '[{"name": "shop", "limit": "1 MB"}]', '[{"name": "shop", "limit": "400 kB"}]') },
  {
    name: 'reports a lower mutation score',
    ...file('stryker.conf.json', '{"thresholds": {"break": 60}}', '{"thresholds": {"break": 30}}'),
    findings: [{ id: 'lowered', operation: 'D13' }],
  },
  {
    name: 'reports an API check that is off',
    ...file('api-extractor.json', '{"apiReport": {"enabled": true}}', '{"apiReport": {"enabled": false}}'),
    findings: ['switched'],
  },
  {
    name: 'accepts a new configuration, however loose',
    base: { 'a.ts': '1\n' },
    head: { 'jest.config.json': '{"passWithNoTests": true, "testPathIgnorePatterns": ["a"]}' },
  },
  {
    name: 'leaves fixtures of a runner alone',
    ...file('test/fixtures/oven/jest.config.json', '{"verbose": true}', '{"passWithNoTests": true}'),
    state: 'not-applicable',
  },
  { name: 'does not apply to other files', ...file('a.ts', '1\n', '2\n'), state: 'not-applicable' },
];

testChangeRule({ describe, it }, weakenedRunner, [...floors, ...statuses, ...patterns, ...switches, ...tasks, ...others]);
