import { describe, expect, it } from 'vitest';
import { defaultConfiguration } from '../configuration/defaults.ts';
import type { Tasks } from '../model/task.ts';
import { parseShell } from '../parse/shell.ts';
import { textPositions } from '../parse/text-position.ts';
import { memorySource } from '../sources/memory.ts';
import { createRepository } from './repository.ts';

async function load(files: Readonly<Record<string, string>>): Promise<Tasks> {
  const repo = await createRepository(memorySource(files), defaultConfiguration);
  return repo.facet('tasks');
}

const run = (tasks: Tasks, text: string, directory = '') => tasks.resolve(parseShell(text, textPositions('ci.yml', text).location).commands, directory);
const purposes = (tasks: Tasks, text: string, directory = ''): string[] => [...new Set(run(tasks, text, directory).flatMap((found) => found.purposes))].sort();
const lookups = (tasks: Tasks, text: string, directory = ''): string[] =>
  parseShell(text, textPositions('ci.yml', text).location)
    .commands.flatMap((command) => tasks.references(command, directory))
    .map((reference) => `${reference.runner} ${reference.name ?? '(default)'}: ${reference.lookup.state}`);

const json = (value: unknown): string => JSON.stringify(value, undefined, 2);

describe('tasks.find', () => {
  it('takes the nearest file above, as the runner would, and suggests a close name', async () => {
    const tasks = await load({
      'package.json': json({ scripts: { lint: 'eslint .' } }),
      'apps/oven/package.json': json({ scripts: { 'bake:rye': 'node bake.js' } }),
    });
    expect(tasks.find('npm-script', 'bake:rye', 'apps/oven/src')).toMatchObject({ state: 'found', task: { directory: 'apps/oven' } });
    expect(tasks.find('npm-script', 'bake:ryee', 'apps/oven')).toEqual({ state: 'missing', suggestion: 'bake:rye' });
    expect(tasks.find('npm-script', 'lint', 'apps/oven').state).toBe('missing');
    expect(tasks.find('make', 'lint', '').state).toBe('unknown');
  });

  it('says unknown where a file does not list everything', async () => {
    const tasks = await load({ Makefile: 'include $(RULES)\ntest:\n\tgo test ./...\nbake-%:\n\techo $*\n', Rakefile: 'task :bake do\nend\n' });
    expect(tasks.find('make', 'test', '').state).toBe('found');
    expect(tasks.find('make', 'bake-rye', '').state).toBe('found');
    expect(tasks.find('make', 'lint', '')).toMatchObject({ state: 'unknown' });
    expect(tasks.find('rake', 'spec', '').state).toBe('unknown');
  });

  it('reads every kind of task file', async () => {
    const tasks = await load({
      justfile: 'alias t := test\n@test *args: build\n  cargo test {{args}}\nbuild:\n  cargo build\n',
      'Taskfile.yml': 'version: 3\ntasks:\n  lint:\n    cmds: [golangci-lint run]\n',
      'pyproject.toml':
        '[project]\nname = "oven"\nrequires-python = ">=3.10"\n[tool.poe.tasks]\ntypes = "mypy ."\n[tool.pdm.scripts]\nship = {cmd = "twine upload dist/*"}\n[tool.hatch.envs.docs.scripts]\nbuild = "mkdocs build"\n',
      'tox.ini': '[tox]\nenvlist = py{310,311}, lint\n[testenv]\ncommands = pytest {posargs}\n[testenv:lint]\ncommands = ruff check .\n',
      'noxfile.py': '@nox.session(name="unit")\ndef tests(session):\n    pass\n',
      'composer.json': json({ scripts: { test: ['@lint', 'phpunit'], lint: 'phpstan analyse' } }),
      '.cargo/config.toml': '[alias]\nxtask = "run -p xtask --"\n',
      'mise.toml': '[tasks.bake]\nrun = ["npm run bake"]\n',
      'deno.json': '{ // comment\n "tasks": { "check": "deno lint" } }',
      'pom.xml': '<project/>',
    });
    const names = tasks.tasks.map((task) => `${task.runner} ${task.name}`);
    for (const name of [
      'just t',
      'just test',
      'task lint',
      'poe types',
      'pdm ship',
      'hatch docs:build',
      'tox py310',
      'tox lint',
      'nox unit',
      'composer test',
      'cargo-alias xtask',
      'mise bake',
      'deno check',
      'maven verify',
    ]) {
      expect(names).toContain(name);
    }
  });

  it('leaves out vendored, fixture and example manifests', async () => {
    const tasks = await load({
      'package.json': json({}),
      'vendor/x/package.json': json({}),
      'examples/a/package.json': json({}),
      'test/fixtures/b/package.json': json({}),
    });
    expect(tasks.manifests.map((manifest) => manifest.path)).toEqual(['package.json']);
  });

  it('places scripts and dependencies', async () => {
    const text = json({ scripts: { test: 'vitest run' }, devDependencies: { vitest: '4' } });
    const tasks = await load({ 'package.json': text });
    const command = tasks.tasks[0]?.command;
    expect(text.slice(command?.location.range.start.offset, command?.location.range.end.offset)).toBe('vitest run');
    const dependency = tasks.manifests[0]?.dependencies[0];
    expect(text.slice(dependency?.location.range.start.offset, dependency?.location.range.end.offset)).toBe('vitest');
  });
});

describe('tasks.references', () => {
  it.each([
    ['npm test', ['npm-script test: found']],
    ['npm run bake', ['npm-script bake: missing']],
    ['npm install', []],
    ['pnpm lint', ['npm-script lint: found']],
    ['pnpm tsc', ['npm-script tsc: unknown']],
    ['pnpm --filter web build', ['npm-script build: found']],
    ['pnpm -r run build', ['npm-script build: found']],
    ['yarn workspace web build', ['npm-script build: found']],
    ['yarn install', []],
    ['npm run build -w apps/web', ['npm-script build: found']],
    ['npm run build --workspace missing', ['npm-script build: unknown']],
    ['bun run lint', ['npm-script lint: found']],
    ['bun test', []],
    ['cd apps/web && npm run build', ['npm-script build: found']],
    ['cd "$DIR" && npm run build', ['npm-script build: unknown']],
    ['run-s lint test', ['npm-script lint: found', 'npm-script test: found']],
    ['make -C docs html', ['make html: found']],
    ['cargo build', []],
  ])('%s', async (text, expected) => {
    const tasks = await load({
      'package.json': json({ workspaces: ['apps/*'], scripts: { test: 'vitest', lint: 'eslint .' } }),
      'apps/web/package.json': json({ name: 'web', scripts: { build: 'vite build' } }),
      'docs/Makefile': 'html:\n\tsphinx-build . out\n',
    });
    expect(lookups(tasks, text)).toEqual(expected);
  });
});

describe('tasks.resolve', () => {
  it('follows scripts, hooks, targets and shell scripts to what they do', async () => {
    const tasks = await load({
      'package.json': json({ scripts: { pretest: 'tsc --noEmit', test: 'make check', prepare: 'tsup' } }),
      Makefile: 'check: lint\n\t./scripts/check.sh\nlint:\n\t@golangci-lint run\n',
      'scripts/check.sh': '#!/usr/bin/env bash\nset -e\npytest -q\n',
    });
    expect(purposes(tasks, 'npm test')).toEqual(['lint', 'test', 'type-check']);
    expect(run(tasks, 'npm test').find((found) => found.purposes.includes('test'))?.via).toEqual(['package.json test', 'Makefile check', 'scripts/check.sh']);
    expect(purposes(tasks, 'npm ci')).toEqual(['build', 'install']);
  });

  it('takes the path of a composite action for its directory', async () => {
    const tasks = await load({
      'actions/bake/action.yml': 'runs:\n  using: composite\n  steps:\n    - run: ${{ github.action_path }}/check.sh\n      shell: bash\n',
      'actions/bake/check.sh': '#!/bin/sh\nnpx vitest run\n',
    });
    const commands = (text: string) => parseShell(text, textPositions('action.yml', text).location).commands;
    for (const text of [
      '${{ github.action_path }}/check.sh',
      'bash "${{github.action_path}}/check.sh" --all',
      '"$GITHUB_ACTION_PATH"/check.sh',
      '${GITHUB_ACTION_PATH}/../bake/check.sh',
    ]) {
      expect(tasks.resolve(commands(text), '', 'actions/bake').flatMap((found) => found.purposes)).toEqual(['test']);
      expect(tasks.resolve(commands(text), '').flatMap((found) => found.purposes)).toEqual([]);
    }
  });

  it('knows what an environment of tox or a session of nox is for', async () => {
    const tasks = await load({
      'tox.ini': '[testenv]\ncommands = pytest\n[testenv:lint]\ncommands = ruff check .\n',
      'noxfile.py': '@nox.session\ndef lint(session):\n    pass\n',
    });
    expect(purposes(tasks, 'tox -e lint')).toEqual(['lint']);
    expect(purposes(tasks, 'python -m tox -e lint')).toEqual(['lint']);
    expect(purposes(tasks, 'tox -e py312')).toEqual(['test']);
    expect(purposes(tasks, 'nox -s lint')).toEqual(['lint']);
    expect(purposes(await load({}), 'tox')).toEqual(['test']);
  });

  it('runs scripts of a Pipfile before programs of that name', async () => {
    const tasks = await load({ Pipfile: '[scripts]\nbake = "pytest -q"\nruff = "pipenv run ruff check ."\n' });
    expect(purposes(tasks, 'pipenv run bake')).toEqual(['test']);
    expect(purposes(tasks, 'pipenv run mypy .')).toEqual(['type-check']);
    expect(tasks.resolve(parseShell('pipenv run bake', textPositions('x', 'pipenv run bake').location).commands, '')[0]?.via).toEqual(['Pipfile bake']);
    expect(tasks.resolve(parseShell('bake', textPositions('x', 'bake').location).commands, '').flatMap(({ via }) => via)).toEqual([]);
    expect(purposes(tasks, 'pipenv run ruff')).toEqual(['lint']);
  });

  it('follows the packages of a workspace, and only those', async () => {
    const tasks = await load({
      'pnpm-workspace.yaml': 'packages:\n  - packages/*\n',
      'package.json': json({ scripts: { test: 'turbo run test' } }),
      'packages/a/package.json': json({ scripts: { test: 'vitest run' } }),
      'packages/a/template/package.json': json({ scripts: { test: 'eslint .' } }),
    });
    expect(purposes(tasks, 'pnpm test')).toEqual(['test']);
  });

  it('takes the name of a task as its promise where its program is one of the repository', async () => {
    const tasks = await load({
      'package.json': json({
        scripts: { test: 'node scripts/run.js', 'lint:fix': 'node fix.js', build: 'echo nothing', 'test:unit': 'echo "no tests" && exit 1' },
      }),
    });
    expect(run(tasks, 'npm test')).toMatchObject([{ purposes: ['test'], basis: 'task-name' }]);
    expect(purposes(tasks, 'npm run lint:fix')).toEqual([]);
    expect(purposes(tasks, 'npm run build')).toEqual([]);
    expect(purposes(tasks, 'npm run test:unit')).toEqual([]);
  });

  it('ends on cycles and keeps what make swallows', async () => {
    const tasks = await load({
      'package.json': json({ scripts: { a: 'npm run b', b: 'npm run a && jest' } }),
      Makefile: 'test: test2\n\t-pytest\ntest2: test\n',
    });
    expect(purposes(tasks, 'npm run a')).toEqual(['test']);
    expect(run(tasks, 'make test')).toMatchObject([{ command: { failure: { kind: 'or-fallback' } } }, {}]);
  });

  it.each([
    ['python -m pytest', ['test']],
    ['uv run --group lint ruff check', ['lint']],
    ['ruff format --check .', ['format-check']],
    ['ruff format .', []],
    ['go vet ./... && go test ./...', ['lint', 'test']],
    ['cargo +nightly fmt --all -- --check', ['format-check']],
    ['cargo clippy -- -D warnings', ['lint']],
    ['./gradlew build -x test', ['build']],
    ['./gradlew :core:check', ['lint', 'test']],
    ['mvn -B verify -DskipTests', ['build']],
    ['./mvnw -q verify', ['build', 'test']],
    ['php vendor/bin/phpunit', ['test']],
    ['bundle exec rspec', ['test']],
    ['dotnet format --verify-no-changes', ['format-check', 'lint']],
    ['mix format --check-formatted', ['format-check']],
    ['prettier --write .', []],
    ['prettier --check .', ['format-check']],
    ['tsc --noEmit', ['type-check']],
    ['node --test', ['test']],
    ['pre-commit run --all-files', ['lint']],
    ['gh pr merge --auto 1', ['merge-pull-request']],
    ['gh pr review 1 --approve', ['approve-pull-request']],
    ['npm publish', ['publish']],
    ['claude -p "fix it"', ['agent']],
    ['cargo --version', []],
    ['git push', []],
  ])('knows what %s does', async (text, expected) => {
    expect(purposes(await load({}), text)).toEqual(expected);
  });

  it('lists a long chain of many scripts beside hostile task files', async () => {
    const scripts = Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`s${index}`, `npm run s${index + 1} && npm run s${(index * 7) % 3_000}`]));
    const tasks = await load({
      'package.json': json({ scripts }),
      Makefile: `${'$('.repeat(20_000)}\n${'a: b\n\t${{{'.repeat(5_000)}`,
      justfile: '{{'.repeat(50_000),
      'tox.ini': `[testenv:${'{a,b}'.repeat(500)}]\n`,
    });
    expect(run(tasks, 'npm run s0')).toEqual([]);
    expect(tasks.tasks.length).toBeGreaterThan(3_000);
    expect(tasks.find('npm-script', 's2999', '').state).toBe('found');
  });
});
