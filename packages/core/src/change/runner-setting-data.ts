import type { SettingKind, SettingOrder } from '../model/runner-settings.ts';
import type { PatternLanguage } from '../pattern/runner-patterns.ts';

/** One setting that a tool reads. */
export interface SettingRule extends Omit<SettingKind, 'tool'> {
  /** Keys from the root: `*` is one key (or one entry of a list, by its name), `**` any number. Kebab case is written in camel case. */
  readonly at: readonly string[];
  /** Keys of the same tool that ask for as much when they are true. */
  readonly coveredBy?: RegExp;
  readonly language?: PatternLanguage;
  /** What the tool takes when the file does not say; for patterns a list of globs. */
  readonly standard?: number | boolean | readonly string[];
  /** Entries of a list that matter; the others are passed over. */
  readonly entries?: RegExp;
}

/** A tool, and where its settings stand. */
export interface RunnerTool {
  readonly tool: string;
  /** Names of its own files. */
  readonly names: RegExp;
  /** Keys below which its settings stand in those files; the root unless said. */
  readonly below?: readonly (readonly string[])[];
  /** Shared files that have a part for it: name of the file → keys of the part. */
  readonly parts?: readonly { readonly names: RegExp; readonly below: readonly string[] }[];
  /** Keys by which settings of elsewhere are taken over. */
  readonly inherits?: readonly string[];
  readonly settings: readonly SettingRule[];
  /** Which of the files that it could test are source files of its languages. */
  readonly sources?: RegExp;
  readonly tests?: RegExp;
}

type Extra = Partial<Omit<SettingRule, 'at' | 'order'>>;

/** The same wish in a file and on a command line: `strict_markers`, `--strict-markers`. */
function concernOf(operation: string, name: string): string {
  return `${operation} ${name.replace(/^[-@]+/, '').replaceAll('-', '_')}`;
}

/** Keys are split at dots; `~` stands for a dot that belongs to a key. */
const setting =
  (order: SettingOrder, operation: string, defaults: Extra = {}) =>
  (path: string, extra: Extra = {}): SettingRule => {
    const at = path.split('.').map((key) => key.replaceAll('~', '.'));
    return { order, operation, concern: concernOf(extra.operation ?? operation, at.at(-1) ?? ''), at, ...defaults, ...extra };
  };

const floor = setting('floor', 'D1', { concern: 'coverage', coveredBy: /(?:^|\.)100$/ });
const sourcesOut = setting('excluded', 'D2', { subject: 'sources', language: 'glob' });
const sourcesIn = setting('selected', 'D2', { subject: 'sources', language: 'glob' });
const testsOut = setting('excluded', 'D5', { subject: 'tests', language: 'glob' });
const testsIn = setting('selected', 'D5', { subject: 'tests', language: 'glob' });
const strict = setting('strict', 'D6', { standard: false });
const lax = setting('lax', 'D6', { standard: false });
const retries = setting('allowance', 'B12', { standard: 0, concern: 'retries' });
const budget = setting('ceiling', 'D13', { concern: 'budget' });

const list = (make: (path: string, extra?: Extra) => SettingRule, paths: string, extra?: Extra): readonly SettingRule[] =>
  paths.split(' ').map((path) => make(path, extra));

const script = '[cm]?[jt]s';
const jsSource = /\.(?:[cm]?[jt]sx?|vue|svelte)$/;
const jsTest = /[._-](?:test|spec|cy|e2e)\.[cm]?[jt]sx?$|(?:^|\/)__tests__\/.+\.[cm]?[jt]sx?$|^tests?\/.+\.[cm]?[jt]sx?$|\/tests?\/.+\.[cm]?[jt]sx?$/;
const javascript = { sources: jsSource, tests: jsTest };
const python = { sources: /\.pyx?$/, tests: /(?:^|\/)(?:test_[^/]*|[^/]*_test)\.py$/ };
const packageJson = /^package\.json$/;
const pyproject = /^pyproject\.toml$/;
const setupCfg = /^(?:setup\.cfg|tox\.ini)$/;

const nycSettings: readonly SettingRule[] = [
  ...list(floor, 'branches lines functions statements'),
  strict('checkCoverage', { operation: 'D1', concern: 'coverage check' }),
  strict('100', { operation: 'D1', concern: 'coverage check' }),
  strict('perFile', { operation: 'D1', verdict: 'review' }),
  strict('all', { operation: 'D2', verdict: 'review' }),
  sourcesOut('exclude'),
  sourcesIn('include'),
];

/** Vitest's of one project. */
const vitestSettings = (root: string): readonly SettingRule[] => [
  ...list(floor, `${root}.coverage.thresholds.* ${root}.coverage.thresholds.*.* ${root}.coverage.lines ${root}.coverage.branches`),
  ...list(floor, `${root}.coverage.functions ${root}.coverage.statements`),
  ...list(strict, `${root}.coverage.thresholds.100 ${root}.coverage.100`, { operation: 'D1', concern: 'coverage check' }),
  ...list(strict, `${root}.coverage.thresholds.perFile`, { operation: 'D1', verdict: 'review' }),
  strict(`${root}.coverage.enabled`, { operation: 'D1', verdict: 'review', concern: 'coverage measured' }),
  sourcesOut(`${root}.coverage.exclude`),
  sourcesIn(`${root}.coverage.include`),
  testsOut(`${root}.exclude`, { standard: ['**/node_modules/**', '**/.git/**'] }),
  testsIn(`${root}.include`, { standard: ['**/*.{test,spec}.?(c|m)[jt]s?(x)'] }),
  ...list(lax, `${root}.passWithNoTests ${root}.allowOnly ${root}.dangerouslyIgnoreUnhandledErrors`),
  lax(`${root}.typecheck.ignoreSourceErrors`, { verdict: 'review' }),
  strict(`${root}.expect.requireAssertions`),
  strict(`${root}.sequence.shuffle`, { operation: 'D7', verdict: 'review' }),
  strict(`${root}.typecheck.enabled`),
  retries(`${root}.retry`),
  lax(`${root}.bail`, { verdict: 'note' }),
  setting('demands', 'D9')(`${root}.projects`, { verdict: 'review' }),
];

const pytestSettings: readonly SettingRule[] = [
  testsIn('testpaths', { language: 'path' }),
  testsOut('norecursedirs', { language: 'folder', operation: 'B21' }),
  testsIn('python_files', { language: 'name', standard: ['test_*.py', '*_test.py'] }),
  ...list(strict, 'strict strict_markers strict_config', { operation: 'D7', coveredBy: /^strict$/ }),
  ...list(strict, 'xfail_strict strict_xfail', { operation: 'D7', coveredBy: /^strict$/, concern: 'strict xfail' }),
  setting('demands', 'D7')('filterwarnings', { entries: /^error/, concern: 'warnings as errors' }),
  setting('exceptions', 'D7')('filterwarnings', { entries: /^(?:ignore|default|once|module)\b/, verdict: 'review' }),
  retries('reruns'),
];

/** Lines that no test can reach are left out by every project; what else is left out, somebody should see. */
const ownExcludedLine =
  /^(?!.*(?:TYPE_CHECKING|NotImplemented|pragma|__name__|overload|abstract|Protocol|assert_never|unreachable|__repr__|AssertionError|\\\.\\\.\\\.|\{3\}|if 0|if False))/;

const coverageSettings: readonly SettingRule[] = [
  floor('report.fail_under'),
  sourcesOut('run.omit', { language: 'fnmatch' }),
  sourcesOut('report.omit', { language: 'fnmatch' }),
  sourcesIn('report.include', { language: 'fnmatch' }),
  sourcesIn('run.include', { language: 'fnmatch' }),
  setting('demands', 'D2')('run.source', { verdict: 'review' }),
  strict('run.branch', { operation: 'D1', verdict: 'review' }),
  ...list(
    setting('exceptions', 'D4', { verdict: 'review', concern: 'lines not measured', entries: ownExcludedLine }),
    'report.exclude_lines report.exclude_also',
  ),
];

const iniPart = (name: string): readonly { readonly names: RegExp; readonly below: readonly string[] }[] => [{ names: setupCfg, below: [name] }];

/** Tools that read settings from trees of keys; what has no such tree is in `build-file-settings.ts`. */
export const runnerTools: readonly RunnerTool[] = [
  {
    tool: 'Jest',
    names: new RegExp(`^jest[\\w.-]*\\.(?:${script}|json)$`),
    below: [[], ['projects', '*']],
    parts: [{ names: packageJson, below: ['jest'] }],
    inherits: ['preset'],
    ...javascript,
    settings: [
      floor('coverageThreshold.*.*'),
      sourcesOut('coveragePathIgnorePatterns', { language: 'regex' }),
      sourcesIn('collectCoverageFrom'),
      ...list(testsOut, 'testPathIgnorePatterns modulePathIgnorePatterns', { language: 'regex', standard: ['/node_modules/'] }),
      testsIn('testMatch', { standard: ['**/__tests__/**/*.?(c|m)[jt]s?(x)', '**/*.{spec,test}.?(c|m)[jt]s?(x)', '**/{spec,test}.?(c|m)[jt]s?(x)'] }),
      testsIn('testRegex', { language: 'regex' }),
      testsIn('roots', { language: 'path' }),
      lax('passWithNoTests'),
      strict('errorOnDeprecated', { operation: 'D7' }),
      strict('collectCoverage', { operation: 'D1', verdict: 'review', concern: 'coverage measured' }),
      lax('bail', { verdict: 'note' }),
      setting('demands', 'D9')('projects', { verdict: 'review' }),
    ],
  },
  {
    tool: 'Vitest',
    names: new RegExp(`^(?:vitest|vite)[\\w.-]*\\.${script}$`),
    ...javascript,
    settings: [...vitestSettings('test'), ...vitestSettings('test.projects.*.test')],
  },
  {
    tool: 'nyc',
    names: new RegExp(`^\\.nycrc(?:\\.json|\\.ya?ml)?$|^nyc\\.config\\.${script}$`),
    parts: [{ names: packageJson, below: ['nyc'] }],
    inherits: ['extends'],
    ...javascript,
    settings: nycSettings,
  },
  { tool: 'c8', names: /^\.c8rc(?:\.json)?$/, parts: [{ names: packageJson, below: ['c8'] }], inherits: ['extends'], ...javascript, settings: nycSettings },
  {
    tool: 'tap',
    names: /^\.taprc$/,
    parts: [{ names: packageJson, below: ['tap'] }],
    ...javascript,
    settings: [
      ...list(floor, 'branches lines functions statements'),
      ...list(lax, 'allowIncompleteCoverage allowEmptyCoverage disableCoverage', { operation: 'D1', concern: 'coverage check' }),
      strict('checkCoverage', { operation: 'D1', concern: 'coverage check', standard: true }),
      testsOut('exclude'),
    ],
  },
  {
    tool: 'Mocha',
    names: new RegExp(`^\\.mocharc(?:\\.(?:${script}|jsonc?|ya?ml))?$`),
    parts: [{ names: packageJson, below: ['mocha'] }],
    inherits: ['extends'],
    ...javascript,
    settings: [
      ...list(strict, 'forbidOnly forbidPending failZero checkLeaks'),
      ...list(lax, 'allowUncaught passOnFailingTestSuite'),
      lax('bail', { verdict: 'note' }),
      retries('retries'),
      ...list(testsOut, 'ignore exclude'),
      testsIn('spec'),
      ...list(setting('exceptions', 'D5'), 'grep fgrep'),
    ],
  },
  {
    tool: 'AVA',
    names: new RegExp(`^ava\\.config\\.${script}$`),
    parts: [{ names: packageJson, below: ['ava'] }],
    ...javascript,
    settings: [testsIn('files'), strict('failWithoutAssertions', { standard: true })],
  },
  {
    tool: 'Playwright',
    names: new RegExp(`^playwright[\\w.-]*\\.${script}$`),
    below: [[], ['projects', '*']],
    ...javascript,
    settings: [
      ...list(strict, 'forbidOnly failOnFlakyTests'),
      retries('retries'),
      testsOut('testIgnore'),
      testsIn('testMatch'),
      testsIn('testDir', { language: 'path' }),
      ...list(
        setting('allowance', 'C15', { standard: 0, concern: 'tolerance' }),
        'expect.toHaveScreenshot.maxDiffPixels expect.toHaveScreenshot.maxDiffPixelRatio',
      ),
      setting('demands', 'D9')('projects', { verdict: 'review' }),
    ],
  },
  {
    tool: 'Cypress',
    names: new RegExp(`^cypress[\\w.-]*\\.(?:${script}|json)$`),
    below: [[], ['e2e'], ['component']],
    ...javascript,
    settings: [testsOut('excludeSpecPattern'), testsIn('specPattern'), retries('retries'), retries('retries.runMode')],
  },
  {
    tool: 'Karma',
    names: new RegExp(`^karma[\\w.-]*\\.${script}$`),
    ...javascript,
    settings: [
      ...list(floor, 'coverageReporter.check.*.* coverageIstanbulReporter.thresholds.* coverageIstanbulReporter.thresholds.*.*'),
      strict('failOnEmptyTestSuite', { standard: true }),
      lax('coverageIstanbulReporter.thresholds.emitWarning', { operation: 'D1' }),
      testsOut('exclude'),
    ],
  },
  {
    tool: 'Web Test Runner',
    names: new RegExp(`^web-test-runner[\\w.-]*\\.${script}$`),
    ...javascript,
    settings: [floor('coverageConfig.threshold.*'), sourcesOut('coverageConfig.exclude')],
  },
  {
    tool: 'Jasmine',
    names: /^jasmine[\w.-]*\.json$/,
    ...javascript,
    settings: [
      testsIn('spec_files'),
      strict('random', { operation: 'D7', standard: true }),
      strict('failSpecWithNoExpectations'),
      ...list(strict, 'env.random', { operation: 'D7', standard: true }),
    ],
  },
  {
    tool: 'pytest',
    names: /^\.?pytest\.(?:ini|toml)$/,
    below: [['pytest']],
    parts: [
      { names: pyproject, below: ['tool', 'pytest', 'ini_options'] },
      { names: pyproject, below: ['tool', 'pytest'] },
      { names: setupCfg, below: ['tool:pytest'] },
      { names: setupCfg, below: ['pytest'] },
    ],
    ...python,
    settings: pytestSettings,
  },
  {
    tool: 'coverage.py',
    names: /^\.coveragerc(?:\.toml)?$/,
    parts: [{ names: pyproject, below: ['tool', 'coverage'] }],
    ...python,
    settings: coverageSettings,
  },
  {
    tool: 'coverage.py',
    names: /^$/,
    parts: [...iniPart('coverage:report')],
    ...python,
    settings: coverageSettings.filter(({ at }) => at[0] === 'report').map((rule) => ({ ...rule, at: rule.at.slice(1) })),
  },
  {
    tool: 'coverage.py',
    names: /^$/,
    parts: [...iniPart('coverage:run')],
    ...python,
    settings: coverageSettings.filter(({ at }) => at[0] === 'run').map((rule) => ({ ...rule, at: rule.at.slice(1) })),
  },
  {
    tool: 'interrogate',
    names: /^$/,
    parts: [{ names: pyproject, below: ['tool', 'interrogate'] }],
    settings: [floor('failUnder', { concern: 'docstrings' })],
  },
  {
    tool: 'diff-cover',
    names: /^$/,
    parts: [{ names: pyproject, below: ['tool', 'diff_cover'] }],
    settings: [floor('fail_under', { concern: 'coverage of the diff' })],
  },
  {
    tool: 'tox',
    names: /^$/,
    parts: [
      { names: /^tox\.ini$/, below: ['tox'] },
      { names: /^tox\.toml$/, below: [] },
      { names: pyproject, below: ['tool', 'tox'] },
    ],
    // Environments of versions go when a version is no longer supported; those of other names check something.
    settings: [...list(setting('demands', 'D9', { verdict: 'review', concern: 'tox environments', entries: /^[a-z_-]+$/i }), 'envlist env_list')],
  },
  {
    tool: 'Codecov',
    names: /^\.?codecov\.ya?ml$/,
    settings: [
      ...list(floor, 'coverage.status.**.target component_management.**.target flag_management.**.target', { operation: 'D1', concern: 'coverage status' }),
      ...list(setting('allowance', 'D3', { standard: 0, concern: 'status threshold' }), 'coverage.status.**.threshold flag_management.**.threshold'),
      ...list(lax, 'coverage.status.**.informational flag_management.**.informational component_management.**.informational', { operation: 'D3' }),
      ...list(strict, 'coverage.status coverage.status.project coverage.status.patch coverage.status.*.*.enabled', { operation: 'D3', standard: true }),
      ...list(strict, 'codecov.require_ci_to_pass', { operation: 'D3', standard: true }),
      sourcesOut('ignore'),
    ],
    sources: /\.[a-z]+$/i,
  },
  {
    tool: 'Tarpaulin',
    names: /^\.?tarpaulin\.toml$/,
    settings: [...list(floor, '*.failUnder'), ...list(sourcesOut, '*.excludeFiles')],
    sources: /\.rs$/,
  },
  { tool: 'nextest', names: /^nextest\.toml$/, settings: [retries('profile.*.retries')] },
  {
    tool: 'go-test-coverage',
    names: /^\.?testcoverage\.ya?ml$/,
    settings: [floor('threshold.*'), setting('exceptions', 'D2')('exclude.paths', { verdict: 'review' })],
  },
  {
    tool: 'ExCoveralls',
    names: /^coveralls\.json$/,
    settings: [floor('coverage_options.minimum_coverage'), setting('exceptions', 'D2')('skip_files', { verdict: 'review' })],
  },
  {
    tool: 'PHPUnit',
    names: /^phpunit(?:\.[\w-]+)?\.xml(?:\.dist)?$/,
    below: [['phpunit']],
    settings: [
      ...list(
        strict,
        '@failOnWarning @failOnRisky @failOnEmptyTestSuite @failOnIncomplete @failOnSkipped @failOnDeprecation @failOnNotice @failOnPhpunitDeprecation',
      ),
      ...list(strict, '@beStrictAboutOutputDuringTests @beStrictAboutChangesToGlobalState @beStrictAboutCoverageMetadata @requireCoverageMetadata', {
        operation: 'D7',
      }),
      strict('@beStrictAboutTestsThatDoNotTestAnything', { operation: 'D7', standard: true }),
      ...list(testsOut, 'testsuites.testsuite.exclude testsuites.*.exclude', { language: 'path' }),
      ...list(testsIn, 'testsuites.*.directory', { language: 'path' }),
      ...list(sourcesOut, 'source.exclude.directory source.exclude.file coverage.exclude.directory coverage.exclude.file', { language: 'path' }),
      ...list(setting('exceptions', 'D5'), 'groups.exclude.group'),
    ],
    tests: /Test\.php$/,
    sources: /\.php$/,
  },
  {
    tool: 'Infection',
    names: /^infection\.json5?(?:\.dist)?$/,
    settings: [...list(floor, 'minMsi minCoveredMsi', { operation: 'D13', concern: 'mutation score' })],
  },
  {
    tool: 'Stryker',
    names: new RegExp(`^\\.?stryker[\\w.-]*\\.(?:${script}|json)$`),
    ...javascript,
    below: [[], ['stryker-config']],
    settings: [floor('thresholds.break', { operation: 'D13', concern: 'mutation score' }), sourcesIn('mutate', { operation: 'D13' })],
  },
  {
    tool: 'size-limit',
    names: new RegExp(`^\\.size-limit(?:\\.(?:${script}|json))?$`),
    parts: [{ names: packageJson, below: ['size-limit'] }],
    settings: [budget('*.limit'), budget('*.maxSize')],
  },
  {
    tool: 'bundlesize',
    names: /^(?:bundlesize\.config\.json|\.?bundlewatch[\w.]*\.(?:json|[cm]?js))$/,
    parts: [
      { names: packageJson, below: ['bundlesize'] },
      { names: packageJson, below: ['bundlewatch', 'files'] },
    ],
    settings: [budget('*.maxSize'), budget('files.*.maxSize')],
  },
  {
    tool: 'Angular budgets',
    names: /^angular\.json$/,
    settings: [
      budget('projects.*.architect.build.**.budgets.*.maximumError'),
      budget('projects.*.architect.build.**.budgets.*.maximumWarning', { verdict: 'note' }),
    ],
  },
  {
    tool: 'Lighthouse CI',
    names: new RegExp(`^\\.?lighthouserc\\.(?:${script}|json|ya?ml)$`),
    settings: [floor('ci.assert.assertions.**.minScore', { operation: 'D13', concern: 'budget' }), budget('ci.assert.assertions.**.maxNumericValue')],
  },
  {
    tool: 'API Extractor',
    names: /^api-extractor\.json$/,
    inherits: ['extends'],
    settings: [strict('apiReport.enabled', { operation: 'D13', concern: 'API report' })],
  },
  {
    tool: '.NET',
    names: /\.(?:cs|fs|vb)proj$|^Directory\.Build\.(?:props|targets)$/,
    below: [['Project', 'PropertyGroup']],
    settings: [
      floor('Threshold'),
      strict('CollectCoverage', { operation: 'D1', verdict: 'review', concern: 'coverage measured' }),
      ...list(strict, 'EnablePackageValidation ApiCompatValidateAssemblies', { operation: 'D13', concern: 'API compatibility' }),
      lax('VSTestNoFail'),
    ],
  },
  { tool: 'VSTest', names: /\.runsettings$/, below: [['RunSettings', 'RunConfiguration']], settings: [strict('TreatNoTestsAsError')] },
  {
    tool: 'Compose',
    names: /^(?:docker-)?compose[\w.-]*\.ya?ml$/,
    settings: [setting('demands', 'D11', { verdict: 'review' })('services.*.healthcheck', { concern: 'health check' })],
  },
  {
    tool: 'Kubernetes',
    names: /\.ya?ml$/,
    below: [
      ['spec', 'template', 'spec', 'containers', '*'],
      ['spec', 'containers', '*'],
      ['spec', 'jobTemplate', 'spec', 'template', 'spec', 'containers', '*'],
    ],
    settings: [...list(setting('demands', 'D11', { verdict: 'review', concern: 'probe' }), 'livenessProbe readinessProbe startupProbe')],
  },
  {
    tool: 'Xcode test plan',
    names: /\.xctestplan$/,
    settings: [...list(setting('exceptions', 'B21'), 'testTargets.*.skippedTests defaultOptions.skippedTests')],
  },
  {
    tool: 'Maven',
    names: /^pom\.xml$/,
    below: [['project'], ['project', 'profiles', 'profile']],
    settings: [
      floor('**.limits.limit.minimum'),
      ...list(setting('ceiling', 'D1', { concern: 'coverage' }), '**.limits.limit.maximum'),
      ...list(strict, '**.haltOnFailure', { operation: 'D1', standard: true, concern: 'coverage check' }),
      ...list(lax, '**.testFailureIgnore properties.skipTests properties.skipITs **.configuration.skipTests properties.jacoco~skip'),
      ...list(lax, 'properties.maven~test~skip properties.maven~test~failure~ignore'),
      ...list(floor, '**.mutationThreshold **.coverageThreshold', { operation: 'D13', concern: 'mutation score' }),
      ...list(setting('exceptions', 'D5'), '**.excludedGroups'),
      retries('**.rerunFailingTestsCount'),
    ],
  },
];

/** An option of a command. */
export interface FlagRule extends Omit<SettingKind, 'tool'> {
  /** As written, without value. */
  readonly flags: readonly string[];
  /** Whether its value counts: a number for floors, a word for demands and exceptions. Without, that it is there. */
  readonly takesValue?: true;
  /** Where another rule looks after workflows. */
  readonly tasksOnly?: true;
  /** The value that counts, where only one does. */
  readonly only?: RegExp;
  readonly coveredBy?: RegExp;
}

/** Programs that read options, and which. */
export interface CommandTool {
  readonly tool: string;
  readonly programs: readonly string[];
  /** A word that must stand among the arguments. */
  readonly sub?: readonly string[];
  readonly flags: readonly FlagRule[];
}

const flag = (order: SettingOrder, operation: string, flags: string, extra: Partial<FlagRule> = {}): FlagRule => {
  const names = flags.split(' ');
  return { order, operation, concern: concernOf(operation, names[0] ?? ''), flags: names, ...extra };
};
const value = { takesValue: true } as const;
const inTasks = { tasksOnly: true } as const;
/** Paths that an option leaves out; folders that hold no tests of the repository do not count. */
const leftOutPaths = { ...value, tasksOnly: true, only: /^(?!.*(?:fixtures?|testdata|node_modules|\bdist\b|\bbuild\b|vendor|venv))/ } as const;
const coverageFloor = (flags: string, concern = 'coverage'): FlagRule => flag('floor', 'D1', flags, { ...value, concern });
const metricFloors = (prefix: string, separator = ''): readonly FlagRule[] =>
  ['lines', 'branches', 'functions', 'statements', 'regions'].map((metric) => coverageFloor(`${prefix}${separator}${metric}`, `coverage ${metric}`));

export const commandTools: readonly CommandTool[] = [
  {
    tool: 'pytest',
    programs: ['pytest', 'py.test'],
    flags: [
      coverageFloor('--cov-fail-under'),
      flag('strict', 'D7', '--strict-markers --strict', { coveredBy: /^strict$/ }),
      flag('strict', 'D7', '--strict-config', { coveredBy: /^strict$/ }),
      flag('demands', 'D7', '-W --pythonwarnings', { ...value, only: /^error/, concern: 'warnings as errors' }),
      flag('exceptions', 'B21', '--ignore', leftOutPaths),
      flag('exceptions', 'B21', '--ignore-glob', leftOutPaths),
      flag('exceptions', 'B21', '--deselect', { ...value, tasksOnly: true }),
      flag('exceptions', 'D5', '-k', { ...value, tasksOnly: true }),
      flag('exceptions', 'D5', '-m', { ...value, tasksOnly: true }),
      flag('allowance', 'B12', '--reruns', { ...value, concern: 'retries', tasksOnly: true }),
      flag('lax', 'D6', '--exitfirst -x', { tasksOnly: true, verdict: 'note' }),
      flag('lax', 'D8', '--collect-only --co', inTasks),
      flag('lax', 'D1', '--no-cov', inTasks),
      flag('strict', 'D1', '--cov', { verdict: 'review', concern: 'coverage measured' }),
      flag('strict', 'D7', '--doctest-modules', { operation: 'D5', verdict: 'review' }),
    ],
  },
  { tool: 'coverage.py', programs: ['coverage'], sub: ['report', 'html', 'xml', 'json'], flags: [coverageFloor('--fail-under')] },
  { tool: 'diff-cover', programs: ['diff-cover'], flags: [coverageFloor('--fail-under', 'coverage of the diff')] },
  { tool: 'interrogate', programs: ['interrogate'], flags: [coverageFloor('--fail-under', 'docstrings')] },
  {
    tool: 'Python',
    programs: ['python', 'python3'],
    sub: ['unittest', 'pytest'],
    flags: [flag('demands', 'D7', '-W', { ...value, only: /^error/, concern: 'warnings as errors' })],
  },
  {
    tool: 'go test',
    programs: ['go', 'gotestsum'],
    sub: ['test', '--'],
    flags: [
      flag('strict', 'D7', '-race --race'),
      flag('strict', 'D7', '-shuffle --shuffle', { verdict: 'review' }),
      flag('demands', 'D10', '-tags --tags', value),
      flag('lax', 'D5', '-short --short', inTasks),
      flag('exceptions', 'D5', '-run --run', { ...value, tasksOnly: true }),
      flag('exceptions', 'D5', '-skip --skip', { ...value, tasksOnly: true }),
      flag('exceptions', 'D7', '-vet', { ...value, only: /^off$/ }),
    ],
  },
  {
    tool: 'Cargo',
    programs: ['cargo', 'cross'],
    sub: ['test', 't', 'nextest', 'llvm-cov', 'tarpaulin', 'hack'],
    flags: [
      coverageFloor('--fail-under'),
      ...metricFloors('--fail-under', '-'),
      flag('strict', 'D10', '--all-features'),
      flag('demands', 'D10', '--features -F', value),
      flag('strict', 'D9', '--workspace --all'),
      flag('exceptions', 'D9', '--exclude', value),
      flag('lax', 'D8', '--no-run', inTasks),
    ],
  },
  { tool: 'Tarpaulin', programs: ['cargo-tarpaulin'], flags: [coverageFloor('--fail-under')] },
  {
    tool: 'Jest',
    programs: ['jest', 'react-scripts'],
    flags: [
      coverageFloor('--coverageThreshold'),
      flag('lax', 'D6', '--passWithNoTests', inTasks),
      flag('strict', 'D7', '--errorOnDeprecated'),
      flag('exceptions', 'D5', '--testPathIgnorePatterns', leftOutPaths),
      flag('exceptions', 'D5', '--testPathPattern --testPathPatterns', { ...value, tasksOnly: true }),
      flag('exceptions', 'D5', '-t --testNamePattern', { ...value, tasksOnly: true }),
      flag('lax', 'D5', '--onlyChanged -o', inTasks),
      flag('lax', 'D8', '--listTests', inTasks),
      flag('strict', 'D1', '--coverage --collectCoverage', { verdict: 'review', concern: 'coverage measured' }),
    ],
  },
  {
    tool: 'Vitest',
    programs: ['vitest'],
    flags: [
      ...metricFloors('--coverage.thresholds', '.'),
      ...metricFloors('--coverage', '.'),
      flag('lax', 'D6', '--passWithNoTests --pass-with-no-tests', inTasks),
      flag('lax', 'D6', '--allowOnly --allow-only', inTasks),
      flag('lax', 'D6', '--dangerouslyIgnoreUnhandledErrors --dangerously-ignore-unhandled-errors', inTasks),
      flag('allowance', 'B12', '--retry', { ...value, tasksOnly: true, concern: 'retries' }),
      flag('exceptions', 'D5', '--exclude', leftOutPaths),
      flag('exceptions', 'D5', '-t --testNamePattern', { ...value, tasksOnly: true }),
      flag('lax', 'D5', '--changed', inTasks),
      flag('strict', 'D6', '--typecheck'),
      flag('strict', 'D1', '--coverage --coverage.enabled', { verdict: 'review', concern: 'coverage measured' }),
    ],
  },
  {
    tool: 'c8',
    programs: ['c8', 'nyc'],
    flags: [
      ...metricFloors('--'),
      flag('strict', 'D1', '--check-coverage', { concern: 'coverage check' }),
      flag('strict', 'D1', '--100', { concern: 'coverage check' }),
      flag('exceptions', 'D2', '--exclude -x', { ...value, verdict: 'review' }),
    ],
  },
  {
    tool: 'Mocha',
    programs: ['mocha'],
    flags: [
      flag('strict', 'D6', '--forbid-only --forbidOnly'),
      flag('strict', 'D6', '--forbid-pending --forbidPending'),
      flag('strict', 'D6', '--fail-zero'),
      flag('allowance', 'B12', '--retries', { ...value, tasksOnly: true, concern: 'retries' }),
      flag('exceptions', 'D5', '--ignore --exclude', leftOutPaths),
      flag('exceptions', 'D5', '-g --grep -f --fgrep', { ...value, tasksOnly: true }),
      flag('lax', 'D6', '--bail -b', { tasksOnly: true, verdict: 'note' }),
      flag('lax', 'D6', '--pass-on-failing-test-suite', inTasks),
    ],
  },
  {
    tool: 'Playwright',
    programs: ['playwright'],
    sub: ['test'],
    flags: [
      flag('strict', 'D6', '--forbid-only'),
      flag('strict', 'D6', '--fail-on-flaky-tests'),
      flag('lax', 'D6', '--pass-with-no-tests', inTasks),
      flag('allowance', 'B12', '--retries', { ...value, tasksOnly: true, concern: 'retries' }),
      flag('exceptions', 'D5', '-g --grep', { ...value, tasksOnly: true }),
      flag('exceptions', 'D5', '-gv --grep-invert', { ...value, tasksOnly: true }),
      flag('lax', 'D5', '--only-changed', inTasks),
    ],
  },
  {
    tool: 'Node test runner',
    programs: ['node', 'tsx'],
    sub: ['--test'],
    flags: [
      ...metricFloors('--test-coverage', '-'),
      flag('lax', 'D5', '--test-only', inTasks),
      flag('exceptions', 'D5', '--test-skip-pattern', { ...value, tasksOnly: true }),
      flag('exceptions', 'D5', '--test-name-pattern', { ...value, tasksOnly: true }),
    ],
  },
  { tool: 'AVA', programs: ['ava'], flags: [flag('exceptions', 'D5', '-m --match', { ...value, tasksOnly: true })] },
  {
    tool: 'tap',
    programs: ['tap'],
    flags: [flag('lax', 'D1', '--allow-incomplete-coverage --disable-coverage --no-coverage --no-check-coverage', { concern: 'coverage check' })],
  },
  {
    tool: 'PHPUnit',
    programs: ['phpunit', 'paratest', 'pest'],
    flags: [
      coverageFloor('--min --coverage-min'),
      flag('strict', 'D6', '--fail-on-warning'),
      flag('strict', 'D6', '--fail-on-risky'),
      flag('strict', 'D6', '--fail-on-empty-test-suite'),
      flag('strict', 'D6', '--fail-on-incomplete'),
      flag('strict', 'D6', '--fail-on-skipped'),
      flag('strict', 'D7', '--fail-on-deprecation'),
      flag('exceptions', 'D5', '--exclude-group', { ...value, tasksOnly: true }),
      flag('exceptions', 'D5', '--filter', { ...value, tasksOnly: true }),
    ],
  },
  {
    tool: 'Infection',
    programs: ['infection'],
    flags: [
      flag('floor', 'D13', '--min-msi', { ...value, concern: 'mutation score' }),
      flag('floor', 'D13', '--min-covered-msi', { ...value, concern: 'mutation score covered' }),
    ],
  },
  {
    tool: 'RSpec',
    programs: ['rspec'],
    flags: [flag('exceptions', 'D5', '--exclude-pattern', { ...value, tasksOnly: true }), flag('exceptions', 'D5', '--tag -t', { ...value, tasksOnly: true })],
  },
  {
    tool: 'dotnet test',
    programs: ['dotnet'],
    sub: ['test'],
    flags: [coverageFloor('/p:Threshold -p:Threshold'), flag('exceptions', 'D5', '--filter', { ...value, tasksOnly: true })],
  },
  {
    tool: 'Maven',
    programs: ['mvn', 'mvnw'],
    flags: [
      flag('lax', 'D8', '-DskipTests', inTasks),
      flag('lax', 'D8', '-Dmaven.test.skip', inTasks),
      flag('lax', 'D6', '-Dmaven.test.failure.ignore', inTasks),
      flag('lax', 'D1', '-Djacoco.skip', { concern: 'coverage check' }),
    ],
  },
  {
    tool: 'Gradle',
    programs: ['gradle', 'gradlew'],
    flags: [flag('exceptions', 'D8', '-x --exclude-task', { ...value, tasksOnly: true, only: /test|check|verif|lint/i })],
  },
  {
    tool: 'Mix',
    programs: ['mix'],
    sub: ['test', 'compile'],
    flags: [flag('strict', 'D7', '--warnings-as-errors'), flag('exceptions', 'D5', '--exclude', leftOutPaths)],
  },
  {
    tool: 'Deno',
    programs: ['deno'],
    sub: ['test'],
    flags: [flag('lax', 'D6', '--no-check', inTasks), flag('exceptions', 'D5', '--ignore', leftOutPaths), flag('lax', 'D6', '--permit-no-files', inTasks)],
  },
  { tool: 'Bun', programs: ['bun'], sub: ['test'], flags: [flag('lax', 'D6', '--pass-with-no-tests', inTasks)] },
];
