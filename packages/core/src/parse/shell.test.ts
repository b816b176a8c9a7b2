import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ShellCommand } from '../model/command.ts';
import { parseShell, parseShellFile, type ShellOptions } from './shell.ts';
import { textPositions } from './text-position.ts';

const read = (text: string, options?: ShellOptions) => parseShell(text, textPositions('bake.sh', text).location, options);
const commands = (text: string, options?: ShellOptions): readonly ShellCommand[] => read(text, options).commands;
const lines = (text: string, options?: ShellOptions): string[] => commands(text, options).map((command) => [command.name, ...command.args].join(' '));
const failures = (text: string, options?: ShellOptions): string[] => commands(text, options).map((command) => `${command.name}: ${command.failure.kind}`);

describe('parseShell', () => {
  it('reads commands of branches, loops, functions and substitutions in source order', () => {
    expect(
      lines(
        'prepare() { mkdir out; }\nif [ -f dough ]; then knead; elif proof; then wait_for 2; else rest; fi\nfor tin in a b; do bake "$tin"; done\necho "$(git log -1)"',
      ),
    ).toEqual(['mkdir out', '[ -f dough ]', 'knead', 'proof', 'wait_for 2', 'rest', 'bake "$tin"', 'echo "$(git log -1)"', 'git log -1']);
  });

  it('joins continued lines and takes quotes off words without expansions', () => {
    expect(lines('npm run bake -- \\\n  --name "rye loaf" \'x\'')).toEqual(['npm run bake -- --name rye loaf x']);
  });

  it('keeps the source of words that are expanded and leaves a program empty that is not static', () => {
    const [first, second] = commands('$TOOL run "$HOME/x"\n${{ matrix.cmd }} ${{ inputs.a }}b');
    expect(first).toMatchObject({ name: '', program: '$TOOL', args: ['run', '"$HOME/x"'] });
    expect(second).toMatchObject({ name: '', args: ['${{ inputs.a }}b'] });
  });

  it('is not confused by quotes inside an expression of GitHub', () => {
    expect(lines("echo ${{ github.event_name == 'push' && '' || \"it's\" }}\nnpm test")).toEqual([
      "echo ${{ github.event_name == 'push' && '' || \"it's\" }}",
      'npm test',
    ]);
  });

  it.each([
    ['sudo -u baker env TIN=1 npm test', 'npm test', ['sudo', 'env']],
    ['npx --yes -p typescript tsc --noEmit', 'tsc --noEmit', ['npx']],
    ['npx eslint@9 .', 'eslint .', ['npx']],
    ['pnpm --filter oven exec vitest run', 'vitest run', ['pnpm exec']],
    ['yarn dlx @biomejs/biome@2 ci', '@biomejs/biome ci', ['yarn dlx']],
    ['uv run --group test pytest -q', 'pytest -q', ['uv run']],
    ['uv run -m pytest', 'python -m pytest', ['uv run']],
    ['coverage run -m pytest', 'python -m pytest', ['coverage run']],
    ['bundle exec rake spec', 'rake spec', ['bundle exec']],
    ['xvfb-run -a -s "-screen 0" npm test', 'npm test', ['xvfb-run']],
    ['timeout -k 5 10m make check', 'make check', ['timeout']],
    ['cross-env NODE_ENV=test jest', 'jest', ['cross-env']],
    ['dotenv -e .env.test -- prisma migrate deploy', 'prisma migrate deploy', ['dotenv']],
    ['find . -name "*.sh" -exec shellcheck {} +', 'shellcheck {} +', ['find']],
    ['docker compose run --rm -e A=1 web bin/rails test', 'rails test', ['docker compose run']],
    ['./node_modules/.bin/eslint src', 'eslint src', []],
    ['command -v node', 'command -v node', []],
    ['docker run --rm baker/image', 'docker run --rm baker/image', []],
    ['corepack pnpm test', 'pnpm test', ['corepack']],
    ['corepack enable', 'corepack enable', []],
    ['env -i PATH=/bin npm test', 'npm test', ['env']],
    ['gosu baker npm test', 'npm test', ['gosu']],
    ['rye run pytest', 'pytest', ['rye run']],
    ["pwsh -Command 'npm test'", 'pwsh -Command npm test', []],
    ['cmd.exe /c npm test', 'npm test', ['cmd']],
    ['$(npm bin)/eslint src', 'eslint src', []],
    ['"$(yarn bin)"/eslint src', 'eslint src', []],
    ['/usr/bin/time -v npm test', 'npm test', ['time']],
    ['pnpm -r exec tsc', 'tsc', ['pnpm exec']],
  ])('takes wrappers off: %s', (text, inner, wrappers) => {
    const [command] = commands(text);
    expect([command?.name, ...(command?.args ?? [])].join(' ')).toBe(inner);
    expect(command?.wrappers).toEqual(wrappers);
    expect(command?.text).toBe(text);
  });

  it('reads the text of `bash -c` with its places', () => {
    const text = "docker run img bash -euc 'cd oven && npm test || true'";
    const [cd, test] = commands(text);
    expect(cd?.name).toBe('cd');
    expect(test).toMatchObject({ name: 'npm', wrappers: ['docker run', 'bash -c'], directory: 'oven', failure: { kind: 'or-fallback', fallback: 'true' } });
    expect(text.slice(test?.location.range.start.offset, test?.location.range.end.offset)).toBe('npm test');
    expect(commands('bash -c "npm run \\"a b\\""')[0]).toMatchObject({ name: 'npm', args: ['run', 'a b'] });
  });

  it.each<[string, string[]]>([
    ["bash <<'EOF'\ncd oven\nnpm test\nEOF\nls", ['bash', 'cd oven', 'npm test', 'ls']],
    ['sudo sh -s <<-EOF\n\tmake $TARGET\n\tEOF', ['sh -s', 'make $TARGET']],
    ['cat > bake.sh <<EOF\nnpm test\nEOF', ['cat']],
    ['bash bake.sh <<EOF\nrye\nEOF', ['bash bake.sh']],
    ['time npm test', ['npm test']],
    ["env -S 'npm test'", ['npm test']],
    ["npx -c 'eslint . && tsc'", ['eslint .', 'tsc']],
    ["su - baker -c 'npm test'", ['npm test']],
    ['git ls-files | xargs -0 -r prettier --check', ['git ls-files', 'prettier --check']],
    ["xargs -I{} sh -c 'eslint {}'", ['eslint {}']],
    ['while read -r file; do eslint "$file"; done < <(git diff --name-only)', ['read -r file', 'eslint "$file"', 'git diff --name-only']],
    ['case $x in a) make rye;; *) make wheat;; esac', ['make rye', 'make wheat']],
    ['[[ $a == b ]] && make', ['make']],
    ['X=$(make print) make', ['make', 'make print']],
    ['make rye \\\r\n  wheat\r\nnpm test\r\n', ['make rye wheat', 'npm test']],
    ["echo ${{ format('{{0}} }}', inputs.kind) }} && npm test", ["echo ${{ format('{{0}} }}', inputs.kind) }}", 'npm test']],
  ])('reads %j', (text, expected) => {
    expect(lines(text)).toEqual(expected);
  });

  it('places the commands of a here-document in the file, and runs them in a shell of their own', () => {
    const text = "set -e\nbash <<'EOF'\ncd oven; npm test | tee log\nEOF\nls";
    const test = commands(text).find(({ name }) => name === 'npm');
    expect(test).toMatchObject({ wrappers: ['bash'], directory: 'oven', failure: { kind: 'pipe' } });
    expect(text.slice(test?.location.range.start.offset, test?.location.range.end.offset)).toBe('npm test');
    expect(commands(text).at(-1)).toMatchObject({ name: 'ls', directory: '' });
  });

  it.each<[string, string[], ShellOptions?]>([
    ['npm test || true', ['npm: or-fallback', 'true: propagates']],
    ['npm test || echo failed', ['npm: or-fallback', 'echo: propagates']],
    ['npm test || exit 0', ['npm: or-fallback', 'exit: propagates']],
    ['npm test || exit 1', ['npm: propagates', 'exit: propagates']],
    ['npm test || { echo broken; exit 1; }', ['npm: propagates', 'echo: propagates', 'exit: propagates']],
    ['npm test || npm test', ['npm: condition', 'npm: propagates']],
    ['npm test || code=$?', ['npm: condition']],
    ['npm test | tee log', ['npm: pipe', 'tee: propagates']],
    ['set -o pipefail\nnpm test | tee log', ['set: propagates', 'npm: propagates', 'tee: propagates']],
    ['npm test | tee log', ['npm: propagates', 'tee: propagates'], { pipefail: true }],
    ['set +e\nnpm test\necho done', ['set: propagates', 'npm: errexit-off', 'echo: propagates']],
    ['set +e\nnpm test\nstatus=$?\nset -e\nexit $status', ['set: propagates', 'npm: condition', 'set: errexit-off', 'exit: propagates']],
    ['set +e\nnpm test', ['set: propagates', 'npm: propagates']],
    ['npm test; echo done', ['npm: errexit-off', 'echo: propagates'], { errexit: false }],
    ['if npm test; then echo ok; fi', ['npm: condition', 'echo: propagates']],
    ['! grep -r TODO src', ['grep: condition']],
    ['npm run lint && npm test', ['npm: propagates', 'npm: propagates']],
    ['npm run lint && npm test\necho done', ['npm: and-list', 'npm: propagates', 'echo: propagates']],
    ['(npm test || true)', ['npm: or-fallback', 'true: propagates']],
  ])('says what a failure does: %s', (text, expected, options) => {
    expect(failures(text, options)).toEqual(expected);
  });

  it.each<[string, (string | undefined)[]]>([
    ['cd oven && npm test', ['', 'oven']],
    ['cd oven\ncd ../hall\nls', ['', 'oven', 'hall']],
    ['(cd oven; ls); ls', ['', 'oven', '']],
    ['cd "$DIR"; ls', ['', undefined]],
    ['cd ..; ls', ['', '..']],
    ['if true; then cd oven; fi; ls', ['', '', undefined]],
    ['make -C docs html', ['docs']],
    ['npm --prefix web run build', ['web']],
    ['cargo test --manifest-path crates/oven/Cargo.toml', ['crates/oven']],
  ])('follows the directory: %s', (text, expected) => {
    expect(commands(text).map((command) => command.directory)).toEqual(expected);
  });

  it.each([
    ['if true; then npm test', ['shell-syntax']],
    ['npm test )', ['shell-syntax']],
    [`x="${'a'.repeat(600_000)}"`, ['shell-too-large']],
    ['a\n'.repeat(2_100), ['shell-too-many-commands']],
    [`bash ${'<<E '.repeat(100_000)}`, ['shell-syntax']],
    ['', []],
    ['\uFEFF#!/bin/sh\nnpm test', []],
    ['#!/bin/sh\r\nnpm test\r\n', []],
  ])('reports what it cannot read of a file: %.30j', (text, codes) => {
    const { diagnostics, incomplete } = parseShellFile('bake.sh', text);
    expect([...new Set(diagnostics.map(({ code }) => code))]).toEqual(codes);
    expect(incomplete).toBe(codes.length > 0);
    for (const { range } of diagnostics) expect(range?.end.offset).toBeLessThanOrEqual(text.length);
  });

  it('takes how a file is started from its first line', () => {
    const failure = (text: string): string | undefined => parseShellFile('bake.sh', text).commands[0]?.failure.kind;
    expect(failure('#!/bin/sh -e\nnpm test\necho done\n')).toBe('propagates');
    expect(failure('#!/bin/sh\nnpm test\necho done\n')).toBe('errexit-off');
  });

  it('says when something was not understood', () => {
    expect(read('if true; then npm test').incomplete).toBe(true);
    expect(read('npm test').incomplete).toBe(false);
  });

  it.each([
    ['substitutions', '$('.repeat(20_000), 67, true],
    ['closed substitutions', `echo ${'$('.repeat(5_000)}a${')'.repeat(5_000)}`, 67, true],
    ['subshells', '('.repeat(50_000), 0, true],
    ['conditions', 'if a; then '.repeat(20_000), 99, true],
    ['quotes', `echo "${'$("'.repeat(5_000)}`, 50, true],
    ['backticks', '`\\`'.repeat(20_000), 2000, true],
    ['lists', 'a && b || '.repeat(10_000), 2000, true],
    ['pipes', 'a|'.repeat(20_000), 2000, true],
    ['wrappers', 'sudo env '.repeat(20_000), 1, false],
    ['shell texts', `${'bash -c "'.repeat(5_000)}`, 1, false],
    ['expressions', '${{'.repeat(50_000), 1, true],
    ['braces', '{a,'.repeat(20_000), 1, false],
  ])('reads a hostile number of %s, and says when that was not all', (_, text, count, incomplete) => {
    const script = read(text);
    expect([script.commands.length, script.incomplete]).toEqual([count, incomplete]);
  });

  it('never throws, and every place lies inside the text', () => {
    const word = fc.constantFrom(
      'npm',
      'test',
      '&&',
      '||',
      '|',
      ';',
      '\n',
      'if',
      'then',
      'fi',
      '$(',
      ')',
      '"',
      "'",
      '`',
      '${{ a }}',
      'cd',
      '..',
      'bash -c',
      '{',
      '}',
      '<<E',
      'set +e',
      '!',
      'é',
      '\\',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), (words) => {
        const text = words.join(' ');
        for (const { location, text: source } of commands(text)) {
          expect(location.range.start.offset).toBeGreaterThanOrEqual(0);
          expect(location.range.end.offset).toBeLessThanOrEqual(text.length);
          expect(source.length).toBeGreaterThan(0);
        }
      }),
    );
  });
});
