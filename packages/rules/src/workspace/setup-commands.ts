/** Scripts that by convention set a fresh checkout up. */
export const setupFiles: readonly string[] = [
  ...['bin/setup', 'bin/bootstrap', 'script/setup', 'script/bootstrap', 'scripts/setup', 'scripts/bootstrap', 'setup.sh', 'bootstrap.sh', 'init.sh'],
  ...[
    'scripts/setup.sh',
    'scripts/bootstrap.sh',
    'scripts/setup-dev.sh',
    'scripts/dev-setup.sh',
    'script/setup.sh',
    'script/bootstrap.sh',
    'tools/setup.sh',
    'bin/setup.sh',
    'restore.sh',
  ],
  ...['scripts/setup.mjs', 'scripts/setup.js', 'scripts/setup.ts', 'scripts/bootstrap.mjs', 'scripts/setup.py', 'tools/bootstrap.py'],
];

/** Names of tasks that set a checkout up. */
export const setupTasks: ReadonlySet<string> = new Set([
  ...['setup', 'bootstrap', 'dev-setup', 'setup-dev', 'setup:dev', 'dev:setup', 'init', 'install-dev', 'dev-install', 'install-all', 'install:all', 'develop'],
]);

/** Names of tasks that do so when they call a package manager. */
export const installTasks: ReadonlySet<string> = new Set(['install', 'deps', 'sync', 'prepare-dev', 'dev', 'build-dev', 'venv', 'env']);

/** Ecosystems in which a lockfile is usual, and what it is called. */
export const lockfileNames: Readonly<Record<string, readonly string[]>> = {
  npm: ['package-lock.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock'],
  rust: ['Cargo.lock'],
  go: ['go.sum'],
  php: ['composer.lock'],
  ruby: ['Gemfile.lock'],
  python: ['uv.lock', 'poetry.lock', 'pdm.lock', 'Pipfile.lock'],
  elixir: ['mix.lock'],
};

/** What pins a toolchain, by ecosystem. */
export const pinning: Readonly<Record<string, string>> = {
  npm: '.nvmrc and packageManager',
  python: 'requires-python or .python-version',
  rust: 'rust-toolchain.toml',
  go: 'a go directive',
  ruby: '.ruby-version',
  dotnet: 'global.json',
};

/** A documented command that installs what a checkout needs. */
export const setupPrograms: RegExp =
  /^(?:npm (?:ci|install|i)$|npm install(?: --[\w-]+)*$|pnpm (?:install|i)\b|yarn(?: install)?(?: --[\w-]+)*$|bun install\b|deno install$|uv sync\b|uv pip install (?:-r|-e|--editable|--group|\.)|poetry install\b|pdm install\b|pipenv (?:install|sync)\b|hatch env create\b|pip install (?:-r|-e|--editable|--group|\.)|python -m pip install (?:-r|-e|\.)|bundle install$|bundle$|composer install\b|mix (?:deps\.get|setup)\b|go mod download\b|cargo (?:build|fetch|check|test)\b|go (?:build|test)\b|dotnet (?:restore|build)\b|swift build\b|zig build\b|\.\/(?:gradlew|mvnw) (?:build|assemble|compile|install|package|verify|clean)\b|(?:make|just|task|mise run|npm run|pnpm run|pnpm|yarn) (?:setup|bootstrap|init|install|dev-setup|setup-dev|deps|sync|develop)\b|(?:\.\/)?(?:bin|scripts?|tools)\/(?:setup|bootstrap)[\w.-]*|\.\/(?:build|restore|setup|bootstrap)\.(?:sh|cmd)|tox\b|nox\b|make$|mvn (?:install|package|verify|compile|clean)\b|gradle (?:build|assemble)\b)/;
