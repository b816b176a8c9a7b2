/** Flags by which a runner passes over what it should run, or succeeds although it should not. Compared as whole words. */
export const skippingFlags: ReadonlySet<string> = new Set([
  '--passWithNoTests',
  '--pass-with-no-tests',
  '--exit-zero',
  '--exit-0',
  '--soft-fail',
  '--no-verify',
  '--skip-tests',
  '--skipTests',
  '--no-test',
  '--no-tests',
  '--no-run',
  '-DskipTests',
  '-DskipTests=true',
  '-Dmaven.test.skip=true',
  '-Dmaven.test.skip',
  '-DskipITs',
  '-Dcheckstyle.skip',
  '-Dspotbugs.skip',
  '-Dmaven.test.failure.ignore=true',
  '-Dmaven.test.failure.ignore',
  '--continue-on-collection-errors',
  '--no-fail-on-empty-testsuite',
  '--collect-only',
  '--listTests',
  '--dry-run',
  '--issues-exit-code=0',
  '--no-error-on-issues',
  '--suppress-tests',
]);

/** Flags by which a runner tries again what failed. */
export const retryFlags: ReadonlySet<string> = new Set([
  '--reruns',
  '--retries',
  '--retry',
  '--rerun-fails',
  '--force-flaky-retries',
  '--rerun-failing-tests-count',
]);

/** Flags that leave a part of the tests out, each with the value that says which. */
export const narrowingFlags: ReadonlySet<string> = new Set([
  '-k',
  '-m',
  '--deselect',
  '--ignore',
  '--ignore-glob',
  '--lf',
  '--last-failed',
  '--testPathPattern',
  '--testPathPatterns',
  '--testPathIgnorePatterns',
  '--testNamePattern',
  '-t',
  '--grep',
  '-g',
  '--grep-invert',
  '--invert',
  '--onlyChanged',
  '--only-changed',
  '--changed',
  '--changedSince',
  '--related',
  '-run',
  '-skip',
  '-short',
  '--skip',
  '--filter',
  '--exclude',
  '--exclude-group',
  '--group',
  '--tests',
  '--only',
  '--spec',
  '--tag',
  '--exclude-tag',
  '-x',
  '-Dtest',
  '-Dgroups',
  '-DexcludedGroups',
]);

/** Programs for which `-x`, `-t`, `-k`, `-m` and `-g` narrow; elsewhere they mean other things. */
export const shortFlagPrograms: Readonly<Record<string, ReadonlySet<string>>> = {
  '-x': new Set(['gradle', 'gradlew', './gradlew']),
  '-t': new Set(['jest', 'vitest']),
  '-k': new Set(['pytest', 'py.test']),
  '-m': new Set(['pytest', 'py.test']),
  '-g': new Set(['mocha', 'playwright']),
  '-run': new Set(['go', 'gotestsum']),
  '-skip': new Set(['go', 'gotestsum']),
  '-short': new Set(['go', 'gotestsum']),
  '--skip': new Set(['cargo', 'ctest']),
  '--exclude': new Set(['cargo']),
  '--ignore': new Set(['pytest', 'py.test']),
  '--only': new Set(['mix']),
  '--tag': new Set(['behave', 'rspec']),
  '--group': new Set(['phpunit', 'pest']),
  '--filter': new Set(['phpunit', 'pest', 'dotnet', 'vstest', 'turbo', 'swift']),
};

/** Flags that spread a run over all packages or targets. One of them may stand for another. */
export const spreadingFlags: ReadonlySet<string> = new Set([
  '--workspace',
  '--workspaces',
  '--all',
  '--all-targets',
  '--all-features',
  '--recursive',
  '-r',
  '-ws',
  '--all-packages',
]);

/** Programs that take those flags. */
export const spreadingPrograms: ReadonlySet<string> = new Set(['cargo', 'npm', 'pnpm', 'yarn', 'bun', 'uv', 'cargo-nextest']);

/** Runners that run everything when no path is named, and a part when one is. */
export const pathRunners: ReadonlySet<string> = new Set([
  ...['pytest', 'py.test', 'vitest', 'jest', 'mocha', 'ava', 'playwright', 'cypress', 'rspec', 'phpunit', 'pest', 'behave', 'tap', 'go', 'gotestsum'],
  ...['eslint', 'ruff', 'mypy', 'pyright', 'flake8', 'pylint', 'black', 'prettier', 'oxlint', 'biome', 'rubocop', 'phpstan', 'psalm', 'shellcheck', 'bandit'],
]);

/** Flags of checks that take a level: from the strictest to the laxest. Without the flag `fallback` holds. */
export const levelFlags: readonly { readonly flag: string; readonly fallback: string; readonly order: readonly string[] }[] = [
  { flag: '--audit-level', fallback: 'low', order: ['info', 'low', 'moderate', 'medium', 'high', 'critical', 'none'] },
  { flag: '--severity-threshold', fallback: 'low', order: ['low', 'medium', 'high', 'critical'] },
  { flag: '--fail-on', fallback: 'none', order: ['negligible', 'low', 'medium', 'high', 'critical', 'none'] },
  { flag: '--severity-level', fallback: 'all', order: ['all', 'low', 'medium', 'high'] },
  { flag: '--failure-threshold', fallback: 'info', order: ['style', 'info', 'warning', 'error', 'none'] },
  { flag: '--fail-level', fallback: 'none', order: ['any', 'info', 'warning', 'error', 'none'] },
];

/** Programs whose findings have levels, so that the flags above mean what they say. */
export const levelPrograms: ReadonlySet<string> = new Set([
  ...['npm', 'pnpm', 'yarn', 'snyk', 'grype', 'bandit', 'hadolint', 'reviewdog', 'trivy', 'composer', 'better-npm-audit', 'audit-ci', 'bun'],
]);

/** Variables by which a program leaves checks out, whatever stands in them. */
export const skippingVariables: Readonly<Record<string, readonly string[]>> = {
  'pre-commit': ['SKIP'],
  'pre-commit/action': ['SKIP'],
  'j178/prek-action': ['SKIP', 'PREK_SKIP'],
  prek: ['SKIP', 'PREK_SKIP'],
  lefthook: ['LEFTHOOK_EXCLUDE'],
};
