/** How a configuration file of an analyser is compared. */
export interface AnalysisFile {
  readonly tool: string;
  readonly path: RegExp;
  /** Where the settings stand, e.g. `tool.ruff` of a `pyproject.toml`. */
  readonly at?: readonly string[];
}

// Names by the documentation of each tool, 2026-11-24.
export const analysisFiles: readonly AnalysisFile[] = [
  { tool: 'ESLint', path: /(?:^|\/)(?:\.eslintrc(?:\.[cm]?js|\.json|\.ya?ml)?|eslint\.config\.[cm]?[jt]s)$/ },
  { tool: 'ESLint', path: /(?:^|\/)package\.json$/, at: ['eslintConfig'] },
  { tool: 'Oxlint', path: /(?:^|\/)(?:\.?oxlintrc\.json|oxlint\.json)$/ },
  { tool: 'Biome', path: /(?:^|\/)\.?biome\.jsonc?$/ },
  { tool: 'Stylelint', path: /(?:^|\/)(?:\.stylelintrc(?:\.[cm]?js|\.json|\.ya?ml)?|stylelint\.config\.[cm]?js)$/ },
  { tool: 'TypeScript', path: /(?:^|\/)[tj]sconfig(?:\.[\w-]+)*\.json$/ },
  { tool: 'Ruff', path: /(?:^|\/)\.?ruff\.toml$/ },
  { tool: 'Ruff', path: /(?:^|\/)pyproject\.toml$/, at: ['tool', 'ruff'] },
  { tool: 'mypy', path: /(?:^|\/)\.?mypy\.ini$/ },
  { tool: 'mypy', path: /(?:^|\/)pyproject\.toml$/, at: ['tool', 'mypy'] },
  { tool: 'Pyright', path: /(?:^|\/)pyrightconfig\.json$/ },
  { tool: 'Pyright', path: /(?:^|\/)pyproject\.toml$/, at: ['tool', 'pyright'] },
  { tool: 'Pylint', path: /(?:^|\/)\.?pylintrc$/ },
  { tool: 'Flake8', path: /(?:^|\/)\.flake8$/ },
  { tool: 'golangci-lint', path: /(?:^|\/)\.golangci\.(?:ya?ml|toml|json)$/ },
  { tool: 'RuboCop', path: /(?:^|\/)\.rubocop\.ya?ml$/ },
  { tool: 'PHPStan', path: /(?:^|\/)phpstan(?:\.dist)?\.neon(?:\.dist)?$/ },
  { tool: 'detekt', path: /(?:^|\/)detekt(?:-config)?\.ya?ml$/ },
  { tool: 'SwiftLint', path: /(?:^|\/)\.swiftlint\.ya?ml$/ },
  { tool: 'pre-commit', path: /(?:^|\/)\.pre-commit-config\.ya?ml$/ },
  { tool: 'lefthook', path: /(?:^|\/)\.?lefthook\.ya?ml$/ },
  { tool: 'Cargo lints', path: /(?:^|\/)Cargo\.toml$/, at: ['lints'] },
];

/** Lists of one entry a line by which scanners pass something over. */
export const ignoreLists: readonly AnalysisFile[] = [
  { tool: 'ESLint', path: /(?:^|\/)\.eslintignore$/ },
  { tool: 'Trivy', path: /(?:^|\/)\.trivyignore$/ },
  { tool: 'Semgrep', path: /(?:^|\/)\.semgrepignore$/ },
  { tool: 'Gitleaks', path: /(?:^|\/)\.gitleaksignore$/ },
  { tool: 'Snyk', path: /(?:^|\/)\.snyk$/ },
  { tool: 'Bandit', path: /(?:^|\/)\.banditignore$/ },
];

/** Problems that are known and passed over: every line more is one. */
export const baselines: readonly AnalysisFile[] = [
  { tool: 'PHPStan', path: /(?:^|\/)phpstan-baseline\.(?:neon|php)$/ },
  { tool: 'Psalm', path: /(?:^|\/)psalm-baseline\.xml$/ },
  { tool: 'detekt', path: /(?:^|\/)detekt-baseline[\w-]*\.xml$/ },
  { tool: 'RuboCop', path: /(?:^|\/)\.rubocop_todo\.yml$/ },
  { tool: 'ESLint', path: /(?:^|\/)eslint-suppressions\.json$/ },
  { tool: 'Android Lint', path: /(?:^|\/)lint-baseline\.xml$/ },
  { tool: 'SwiftLint', path: /(?:^|\/)\.swiftlint[\w.-]*baseline[\w.-]*$/ },
];

/** Options of type checkers that ask for more when they are true. */
export const strictOptions: ReadonlySet<string> = new Set([
  ...['strict', 'noImplicitAny', 'strictNullChecks', 'strictFunctionTypes', 'strictBindCallApply', 'strictPropertyInitialization', 'noImplicitThis'],
  ...['useUnknownInCatchVariables', 'alwaysStrict', 'noUnusedLocals', 'noUnusedParameters', 'exactOptionalPropertyTypes', 'noImplicitReturns', 'checkJs'],
  ...['noFallthroughCasesInSwitch', 'noUncheckedIndexedAccess', 'noImplicitOverride', 'noPropertyAccessFromIndexSignature', 'isolatedDeclarations'],
  ...['disallow_untyped_defs', 'disallow_incomplete_defs', 'disallow_any_generics', 'disallow_untyped_calls', 'check_untyped_defs', 'warn_return_any'],
  ...[
    'warn_unused_ignores',
    'warn_unreachable',
    'strict_optional',
    'no_implicit_optional',
    'strict_equality',
    'disallow_subclassing_any',
    'warn_redundant_casts',
  ],
]);

/** Options that ask for less when they are true. */
export const laxOptions: ReadonlySet<string> = new Set([
  'skipLibCheck',
  'ignore_missing_imports',
  'ignore_errors',
  'allow_untyped_globals',
  'allowUnreachableCode',
  'allowUnusedLabels',
  'suppressImplicitAnyIndexErrors',
  'noCheck',
]);

/** Lists in which an entry more leaves more out. */
export const excludingLists: ReadonlySet<string> = new Set([
  ...[
    'ignore',
    'ignores',
    'ignorePatterns',
    'exclude',
    'excludes',
    'extend-exclude',
    'extend-ignore',
    'ignored-rules',
    'disable',
    'disabled_rules',
    'excluded',
  ],
  ...[
    'exclude-dirs',
    'exclude-files',
    'skip-dirs',
    'skip-files',
    'exclude-rules',
    'excludePaths',
    'ignoreErrors',
    'Exclude',
    'per-file-ignores',
    'extend-per-file-ignores',
    'ignoreFiles',
  ],
]);

/** Lists in which an entry fewer looks at less. */
export const selectingLists: ReadonlySet<string> = new Set([
  'select',
  'extend-select',
  'enable',
  'extends',
  'plugins',
  'only_rules',
  'opt_in_rules',
  'include',
  'files',
  'references',
]);

/** Linters of golangci-lint that were taken out, renamed or merged, and rules that Ruff took out. Sources: their changelogs, 2026-11-24. */
export const goneLinters: ReadonlySet<string> = new Set([
  ...['deadcode', 'varcheck', 'structcheck', 'golint', 'interfacer', 'maligned', 'scopelint', 'exhaustivestruct', 'ifshort', 'nosnakecase', 'exportloopref'],
  ...['execinquery', 'gomnd', 'goerr113', 'tenv', 'megacheck', 'vet', 'vetshadow', 'gosimple', 'stylecheck', 'typecheck'],
  ...['UP038', 'UP027', 'PD901', 'ANN101', 'ANN102'],
]);
