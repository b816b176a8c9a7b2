/**
 * Programs that people quote as commands in inline code. A span whose first word is none of these is taken for a name, not
 * for a command: `make sure`-like false friends do not occur in code, but `task field` and `test helper` do, so programs
 * whose names are common words ask for arguments that look like theirs.
 */
export const quotedPrograms: ReadonlySet<string> = new Set(
  `npm pnpm yarn bun deno npx pnpx bunx node tsx corepack turbo nx lerna rush
   make gmake just task mage bazel bazelisk cmake ninja meson
   cargo rustc rustfmt cross
   go gofmt golangci-lint gotestsum
   python python3 pip pip3 uv uvx poetry pdm hatch pixi rye tox nox invoke pytest ruff mypy pyright black isort flake8 pre-commit prek
   composer php phpunit phpstan artisan
   bundle bundler rake rails rspec rubocop
   gradle gradlew mvn mvnw sbt lein
   dotnet msbuild nuget
   mix elixir zig swift xcodebuild flutter dart
   docker docker-compose podman helm terraform kubectl
   jest vitest playwright cypress eslint prettier biome tsc oxlint stylelint markdownlint
   git gh hg
   bash sh zsh source ./gradlew ./mvnw poe mise lefthook husky shellcheck`
    .split(/\s+/)
    .filter((name) => name !== ''),
);

/** Programs that people run without arguments. */
export const bareCommands: ReadonlySet<string> = new Set(
  'make rake tox nox pytest jest vitest mypy pyright tsc golangci-lint rspec rubocop phpunit phpstan turbo'.split(' '),
);

/** Languages of a fence that holds shell text. */
export const shellLanguages: ReadonlySet<string> = new Set(['sh', 'bash', 'shell', 'zsh', 'ksh']);

/** Languages of a fence that holds a terminal session: commands behind a prompt, and what they print. */
export const sessionLanguages: ReadonlySet<string> = new Set(['console', 'shell-session', 'shellsession', 'sh-session', 'terminal', 'bash-session']);
