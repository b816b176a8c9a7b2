import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { commandLine, directory, repository, run } from './run.ts';

const bakery = {
  'README.md': '# Bakery\n',
  'package.json': '{ "name": "bakery", "scripts": { "test": "vitest run" } }\n',
  'AGENTS.md': '# Bakery\n\nRun the tests with `npm test`, and the oven check with `npm run oven`.\n',
  'compose.yaml': 'services:\n  db:\n    image: postgres:17\n    ports: ["5432:5432"]\n',
};

interface JsonFinding {
  readonly rule: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly range: { readonly start: { readonly line: number } } };
}

interface JsonReport {
  readonly score: { readonly low: number; readonly high: number } | null;
  readonly items: readonly { readonly id: string; readonly state: string }[];
  readonly outcomes: readonly { readonly rule: string; readonly state: string }[];
  readonly findings: readonly JsonFinding[];
  readonly suppressed: readonly (JsonFinding & { readonly suppression: { readonly scope: string; readonly location: JsonFinding['location'] } })[];
  readonly diagnostics: readonly { readonly path: string; readonly code: string }[];
}

const audit = (root: string, ...args: readonly string[]): JsonReport => {
  const { stdout, stderr } = run(['audit', root, '--format', 'json', ...args]);
  try {
    return JSON.parse(stdout);
  } catch {
    throw new Error(`no JSON: ${stdout.slice(0, 500)}\n${stderr}`);
  }
};

describe('audit', () => {
  it('reports a real problem at its line, and exits with 1', () => {
    const root = repository(bakery);
    const { status, stdout, stderr } = run(['audit', root]);
    expect(stderr).toBe('');
    expect(status).toBe(1);
    expect(stdout).toContain('AGENTS.md:3');
    expect(stdout).toContain('compose.yaml:4');
    const report = audit(root);
    expect(report.items.map((item) => item.id)).toEqual([
      'task',
      'workspace',
      'runtime',
      'instructions',
      'pull-request',
      'ci',
      'access',
      'ownership',
      'reuse',
      'accountability',
    ]);
    expect(report.findings).toContainEqual(expect.objectContaining({ rule: 'instructions/commands-exist', severity: 'error' }));
    expect(report.findings).toContainEqual(expect.objectContaining({ rule: 'runtime/fixed-host-port', severity: 'warning' }));
  });

  it('gives JSON that passes its published schema, the same bytes each time, and no path of this machine', () => {
    const root = repository(bakery);
    const first = run(['audit', root, '--format', 'json']).stdout;
    expect(run(['audit', root, '--format', 'json']).stdout).toBe(first);
    expect(first).not.toContain(root);
    const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../core/schema/audit-report-1.json'), 'utf8'));
    const validate = new Ajv2020({ strict: false }).compile(schema);
    expect(validate(JSON.parse(first)) ? [] : validate.errors).toEqual([]);
  });

  it('gives the same findings for a revision as for a clean work tree', () => {
    const root = repository(bakery);
    const git = (...args: readonly string[]) =>
      spawnSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@bakery.example', '-c', 'commit.gpgsign=false', ...args], { cwd: root });
    git('add', '.');
    git('commit', '-qm', 'Bake');
    expect(audit(root, '--revision', 'HEAD').findings).toEqual(audit(root).findings);
  });

  it('narrows findings to a path inside the repository, and keeps the score of the whole', () => {
    const root = repository({
      ...bakery,
      'packages/api/AGENTS.md': '# API\n\nRun `npm run bake` first, then `npm test`. Keep the recipes as they are.\n',
      'packages/api/package.json': '{"name":"api"}',
    });
    const whole = audit(root);
    const part = audit(join(root, 'packages/api'));
    expect(part.findings.length).toBeGreaterThan(0);
    expect(part.findings.every((finding) => finding.location.path.startsWith('packages/api/'))).toBe(true);
    expect(part.score).toEqual(whole.score);
  });

  it('takes --only and --skip of rules and items, without a total', () => {
    const root = repository(bakery);
    const only = audit(root, '--only', 'runtime,instructions/present');
    expect(only.score).toBeNull();
    expect(only.outcomes.every(({ rule }) => rule.startsWith('runtime/') || rule === 'instructions/present')).toBe(true);
    expect(audit(root, '--skip', 'runtime').outcomes.some(({ rule }) => rule.startsWith('runtime/'))).toBe(false);
  });

  it('exits by --fail-on and --fail-under', () => {
    const root = repository(bakery);
    expect(run(['audit', root, '--fail-on', 'none']).status).toBe(0);
    expect(run(['audit', root, '--only', 'runtime']).status).toBe(0);
    expect(run(['audit', root, '--only', 'runtime', '--fail-on', 'warning']).status).toBe(1);
    const under = run(['audit', root, '--fail-on', 'none', '--fail-under', '9.9']);
    expect(under.status).toBe(1);
    expect(under.stderr).toContain('under 9.9');
    expect(run(['audit', root, '--fail-on', 'none', '--fail-under', '0']).status).toBe(0);
  });

  it('uses the configuration of the repository, another one, or none', () => {
    const root = repository({ ...bakery, 'agent-readiness.yml': 'rules:\n  runtime/fixed-host-port: off\n' });
    const other = join(directory({ 'strict.yml': 'extends: strict\n' }), 'strict.yml');
    const has = (report: JsonReport): boolean => report.findings.some((finding) => finding.rule === 'runtime/fixed-host-port');
    expect(has(audit(root))).toBe(false);
    expect(has(audit(root, '--no-config'))).toBe(true);
    expect(has(audit(root, '--config', other))).toBe(true);
    const printed = run(['audit', root, '--print-config']);
    expect(printed.status).toBe(0);
    expect(printed.stdout).toContain('runtime/fixed-host-port: off # agent-readiness.yml:2');
    expect(JSON.parse(run(['audit', root, '--print-config', '--format', 'json']).stdout)).toMatchObject({ path: 'agent-readiness.yml' });
  });

  it('takes the documented suppressions in a file, and none with --no-config or another configuration', () => {
    const documentation = readFileSync(join(import.meta.dirname, '../../../docs/configuration.md'), 'utf8');
    const [, example = ''] = /^## Suppressions in the file itself$[\s\S]*?```yaml\n([\s\S]*?)```/m.exec(documentation) ?? [];
    const root = repository({ ...bakery, '.github/workflows/bake.yml': example.replace('2027-01-31', '9999-12-31') });
    const other = join(directory({ 'other.yml': 'extends: recommended\n' }), 'other.yml');
    const lines = (report: JsonReport, list: 'findings' | 'suppressed') =>
      report[list].filter(({ rule }) => rule === 'access/pinned-actions').map(({ location }) => location.range.start.line);
    const report = audit(root);
    expect([lines(report, 'findings'), lines(report, 'suppressed')]).toEqual([[], [8, 9]]);
    expect(report.suppressed.map(({ suppression }) => [suppression.scope, suppression.location.range.start.line])).toEqual([
      ['line', 7],
      ['line', 9],
    ]);
    for (const options of [['--no-config'], ['--config', other]]) {
      const without = audit(root, ...options);
      expect([lines(without, 'findings'), lines(without, 'suppressed')]).toEqual([[8, 9], []]);
    }
  });

  it.each([
    ['two configuration files', { 'agent-readiness.yml': '', '.github/agent-readiness.yml': '' }, /several configuration files/],
    [
      'a mistyped rule',
      { 'agent-readiness.yml': 'rules:\n  runtime/fixed-host-prot: off\n' },
      /"runtime\/fixed-host-prot".*Did you mean "runtime\/fixed-host-port"/,
    ],
    ['a mistyped key', { 'agent-readiness.yml': 'rulez: {}\n' }, /agent-readiness.yml:1:1: .*Did you mean "rules"/],
    ['an option that a rule lacks', { 'agent-readiness.yml': 'rules:\n  ci/test: { options: { speed: 1 } }\n' }, /ci\/test has no option "speed"/],
  ])('exits with 2 on %s', (_, files, message) => {
    const { status, stdout, stderr } = run(['audit', repository({ ...bakery, ...files })]);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it.each([
    [['audit', '--nope'], /unknown option '--nope'/],
    [['audit', '--format', 'xml'], /Allowed choices are text, json, sarif/],
    [['audit', '--fail-under', 'ten'], /number from 0 to 10/],
    [['audit', '--only', 'runtim'], /no rule or item "runtim".*Did you mean "runtime"/],
    [['audit', '/nowhere/at/all'], /no file or directory/],
    [['audit', '--config', '/nowhere.yml'], /cannot be read/],
    [['audti'], /unknown command 'audti'/],
    [['explain', 'fixed-host-port'], /Did you mean "runtime\/fixed-host-port"/],
    [['model', '--facet', 'workflow'], /Did you mean "workflows"/],
  ])('exits with 2 on %j', (args, message) => {
    const { status, stdout, stderr } = run(args, { cwd: repository(bakery) });
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
  });

  it('writes to a file, and never through a link', () => {
    const root = repository(bakery);
    const out = directory({});
    expect(run(['audit', root, '--format', 'sarif', '--output', join(out, 'report.sarif')]).stdout).toBe('');
    expect(JSON.parse(readFileSync(join(out, 'report.sarif'), 'utf8')).version).toBe('2.1.0');
    symlinkSync(join(out, 'target'), join(out, 'link'));
    const linked = run(['audit', root, '--output', join(out, 'link')]);
    expect(linked.status).toBe(3);
    expect(linked.stderr).toContain('symbolic link');
    expect(existsSync(join(out, 'target'))).toBe(false);
    const missing = run(['audit', root, '--output', join(out, 'no/such/directory')]);
    expect(missing.status).toBe(3);
    expect(missing.stderr).toMatch(/cannot be written/);
  });

  it('ends cleanly when the reader closes the pipe', async () => {
    const root = repository(bakery);
    const child = spawn(process.execPath, [commandLine, 'audit', root, '--format', 'json', '--fail-on', 'none'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    const status = await new Promise((resolve) => child.on('close', resolve));
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  it('ends on Ctrl-C', async () => {
    const child = spawn(process.execPath, [commandLine, 'audit', repository(bakery), '--timing'], { stdio: 'ignore' });
    child.kill('SIGINT');
    const status = await new Promise((resolve) => child.on('close', (code, signal) => resolve(signal ?? code)));
    // Before the handler is in place node ends by the signal itself.
    expect(['SIGINT', 130]).toContain(status);
  });

  it('works without git, without files, and in a bare or unborn repository', () => {
    const files = directory(bakery);
    const withoutGit = run(['audit', files, '--format', 'json'], { env: { PATH: '/nonexistent' } });
    expect(withoutGit.status).toBe(1);
    expect(JSON.parse(withoutGit.stdout).findings.length).toBeGreaterThan(0);
    const empty = run(['audit', directory({})]);
    expect(empty.stderr).toBe('');
    expect(empty.stdout).toMatch(/not prepared/i);
    const bare = directory({});
    spawnSync('git', ['init', '-q', '--bare', bare]);
    const unborn = run(['audit', bare]);
    expect(unborn.status).toBe(3);
    expect(unborn.stderr).toMatch(/no commit/);
  });

  it('colours only where asked, and draws plain characters where the locale has no others', () => {
    const root = repository(bakery);
    const esc = String.fromCharCode(27);
    expect(run(['audit', root]).stdout).not.toContain(esc);
    expect(run(['audit', root], { env: { FORCE_COLOR: '1' } }).stdout).toContain(esc);
    expect(run(['audit', root], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } }).stdout).not.toContain(esc);
    const latin = run(['audit', root], { env: { LANG: 'de_DE.ISO-8859-1' } }).stdout;
    expect([...latin].every((character) => character.charCodeAt(0) < 128)).toBe(true);
  });

  it('prints timings on standard error', () => {
    const { stderr } = run(['audit', repository(bakery), '--timing']);
    expect(stderr).toMatch(/ms {2}rule runtime\/fixed-host-port/);
    expect(stderr).toMatch(/ms {2}total/);
  });
});

describe('hostile and malformed repositories', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghij'
    .split('')
    .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[index]}`).join(',')}]`)
    .join('\n')}\n`;

  it('gives a diagnostic with a place for each broken file, and judges the rest', () => {
    const root = repository({
      ...bakery,
      '.github/workflows/bomb.yml': bomb,
      '.github/workflows/deep.yml': deep,
      '.github/workflows/broken.yml': 'on: push\njobs:\n  test:\n   - x\n  bad: [\n',
      '.github/workflows/binary.yml': new Uint8Array([0, 1, 2, 3]),
      '.github/workflows/empty.yml': '',
      'CLAUDE.md': new Uint8Array([0xff, 0x00, 0x10]),
      'package.json': '{ "name": "bakery", "scripts": { "test": ',
      '.devcontainer/devcontainer.json': '{ // comment\n "image": ',
      '.github/CODEOWNERS': `* @bakery/all\n[a-z]*.md bad owner\n!x @y\n${'*a'.repeat(5000)} @z\n`,
      '.github/rulesets/main.json': '{"name": ',
      '.claude/settings.json': '[[[',
      '.github/ISSUE_TEMPLATE/form.yml': 'body: 7\n',
      '.gitattributes': `${'*'.repeat(300)}a linguist-generated\n`,
    });
    const report = audit(root);
    const paths = new Set(report.diagnostics.map((diagnostic) => diagnostic.path));
    for (const path of [
      '.github/workflows/bomb.yml',
      '.github/workflows/deep.yml',
      '.github/workflows/broken.yml',
      '.github/workflows/binary.yml',
      'package.json',
      '.github/rulesets/main.json',
    ])
      expect(paths).toContain(path);
    expect(report.findings).toContainEqual(expect.objectContaining({ rule: 'runtime/fixed-host-port' }));
  });

  it('reads no file of 100 MB, and says so', () => {
    const root = repository({ ...bakery, 'CLAUDE.md': Buffer.alloc(100 * 1024 * 1024, 'a b\n') });
    expect(audit(root).diagnostics).toContainEqual(expect.objectContaining({ path: 'CLAUDE.md', code: 'file-too-large' }));
  });

  it('reads Windows line ends with the same findings', () => {
    const windows = Object.fromEntries(Object.entries(bakery).map(([path, text]) => [path, text.replaceAll('\n', '\r\n')]));
    const places = (report: JsonReport) => report.findings.map((finding) => `${finding.rule} ${finding.location.path}:${finding.location.range.start.line}`);
    expect(places(audit(repository(windows)))).toEqual(places(audit(repository(bakery))));
  });

  it('keeps control sequences and markup of file names and texts out of the report', () => {
    const esc = String.fromCharCode(27);
    const root = repository({
      ...bakery,
      [`docs/${esc}[2Jx.md`]: 'x',
      'AGENTS.md': `# A\n\nRun \`npm run ${esc}[31mred\` and \`npm run gone\u202Eenog\`.\n`,
    });
    const { stdout } = run(['audit', root]);
    expect(stdout).not.toContain(esc);
    expect(stdout).not.toContain('\u202E');
  });

  it('does not follow a link to a file outside', () => {
    const outside = directory({ 'secret.md': '# Top secret recipe\n' });
    const root = repository({ 'README.md': '# Bakery\n' });
    symlinkSync(join(outside, 'secret.md'), join(root, 'AGENTS.md'));
    mkdirSync(join(root, '.github'));
    const { stdout } = run(['model', root]);
    expect(stdout).not.toContain('Top secret');
    expect(JSON.parse(stdout).diagnostics).toContainEqual(expect.objectContaining({ path: 'AGENTS.md', code: 'link-outside-repository' }));
  });
});

describe('other commands', () => {
  it('prints version and help on standard output', () => {
    expect(run(['--version'])).toMatchObject({
      status: 0,
      stdout: `${JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')).version}\n`,
    });
    const help = run(['--help']);
    expect(help.status).toBe(0);
    expect(help.stdout).toContain('Examples:');
    expect(run(['audit', '--help']).stdout).toContain('--fail-under');
  });

  it('shows help and exits with 2 when no command is given', () => {
    const { status, stderr } = run([]);
    expect(status).toBe(2);
    expect(stderr).toContain('Usage:');
  });

  it('lists the rules', () => {
    const rules = JSON.parse(run(['rules', '--format', 'json']).stdout);
    expect(rules.length).toBeGreaterThan(30);
    expect(rules.find(({ scope }: { scope: string }) => scope === 'repository')).toMatchObject({
      id: expect.any(String),
      item: 'task',
      severity: expect.any(String),
      title: expect.any(String),
    });
    expect(run(['rules']).stdout.split('\n').length).toBeGreaterThan(30);
  });

  it('explains a rule', () => {
    const { status, stdout } = run(['explain', 'runtime/fixed-host-port']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/## Why[\s\S]*## How to fix/);
  });

  it('prints the model', () => {
    const model = JSON.parse(run(['model', repository(bakery), '--facet', 'compose']).stdout);
    expect(Object.keys(model.facets)).toEqual(['compose']);
    expect(model.facets.compose.projects[0].services[0].ports[0]).toMatchObject({ service: 'db', host: { kind: 'literal', value: '5432' } });
  });
});
