import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { directory, repository, run } from './run.ts';

const workflow = 'on: pull_request\npermissions:\n  contents: read\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm test\n';
const bakery = {
  'README.md': '# Bakery\n',
  'package.json': '{ "name": "bakery", "scripts": { "test": "vitest run" } }\n',
  '.github/workflows/ci.yml': workflow,
  'src/oven.ts': 'export const heat = 180;\n',
  'test/oven.test.ts': "import { heat } from '../src/oven';\nit('is warm', () => {\n  expect(heat).toBe(180);\n});\n",
};

function git(root: string, ...args: readonly string[]): string {
  const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', '-c', 'commit.gpgsign=false'];
  const { status, stdout, stderr } = spawnSync('git', [...identity, ...args], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  return stdout.trim();
}

/** A repository with these files committed on `main`, and the branch `work` checked out. */
function committed(files: Readonly<Record<string, string>> = bakery): string {
  const root = repository(files);
  git(root, 'add', '-A');
  git(root, 'commit', '-qm', 'Begin');
  git(root, 'checkout', '-qb', 'work');
  return root;
}

function put(root: string, files: Readonly<Record<string, string | null>>): void {
  for (const [path, text] of Object.entries(files)) {
    const file = join(root, path);
    if (text === null) rmSync(file);
    else {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }
}

interface JsonGate {
  readonly verdict: string;
  readonly change: { readonly base: string; readonly target: string; readonly head: string | null; readonly commits: number; readonly files: number };
  readonly findings: readonly {
    readonly rule: string;
    readonly verdict: string;
    readonly operation: string | null;
    readonly key: string;
    readonly location: { readonly path: string; readonly range: { readonly start: { readonly line: number } } };
  }[];
  readonly outcomes: readonly { readonly rule: string; readonly state: string }[];
  readonly notAnalysed: readonly { readonly path: string; readonly verdict: string }[];
}

const schema: Record<string, unknown> = JSON.parse(readFileSync(new URL('../../core/schema/gate-report-1.json', import.meta.url), 'utf8'));
const validate = new Ajv2020({ allErrors: true, strict: false }).compile(schema);

function gate(root: string, ...args: readonly string[]): JsonGate {
  const { stdout, stderr } = run(['gate', root, '--format', 'json', ...args]);
  if (!stdout.startsWith('{')) throw new Error(`no JSON: ${stdout.slice(0, 300)}\n${stderr}`);
  const report = JSON.parse(stdout);
  expect(validate(report) || validate.errors).toBe(true);
  return report;
}

const skipped = { 'test/oven.test.ts': bakery['test/oven.test.ts'].replace('it(', 'it.skip(') };

describe('gate', () => {
  it('stops a weakened test, on its line, with what lifts it, and exits with 1', () => {
    const root = committed();
    put(root, skipped);
    const { status, stdout, stderr } = run(['gate', root]);
    expect(stderr).toBe('');
    expect(status).toBe(1);
    expect(stdout).toMatch(/^STOP /m);
    expect(stdout).toContain('test/oven.test.ts:2:1');
    const [finding] = gate(root).findings;
    expect(finding).toMatchObject({ rule: 'ci/weakened-tests', verdict: 'hard-stop', operation: 'B5' });
    expect(stdout).toContain(finding?.key);
  });

  it('judges committed, staged, unstaged and untracked work alike', () => {
    const root = committed();
    put(root, skipped);
    const verdicts = [gate(root).verdict];
    git(root, 'add', '-A');
    verdicts.push(gate(root).verdict);
    git(root, 'commit', '-qm', 'Skip it');
    const report = gate(root);
    expect([...verdicts, report.verdict]).toEqual(['stop', 'stop', 'stop']);
    expect(report.change).toMatchObject({ commits: 1, files: 1, head: null });
    expect(gate(root, '--head', 'work').change.head).toBe(git(root, 'rev-parse', 'work'));
    put(root, { 'notes.txt': 'new\n' });
    expect(gate(root).change.files).toBe(2);
  });

  it('passes a clean change, and exits with 0', () => {
    const root = committed();
    put(root, { 'README.md': '# Bakery\n\nBread.\n' });
    const { status, stdout } = run(['gate', root]);
    expect(stdout).toMatch(/^PASS /m);
    expect(status).toBe(0);
  });

  it('passes a change of line endings only', () => {
    const root = committed();
    put(root, { 'src/oven.ts': bakery['src/oven.ts'].replaceAll('\n', '\r\n') });
    expect(gate(root).change.files).toBe(0);
  });

  it('exits with 1 on a review only where that is wanted', () => {
    const root = committed();
    put(root, { '.github/workflows/ci.yml': workflow.replace('contents: read', 'contents: write') });
    expect(gate(root)).toMatchObject({ verdict: 'review' });
    expect(run(['gate', root]).status).toBe(0);
    expect(run(['gate', root, '--fail-on', 'review']).status).toBe(1);
  });

  it('compares with the merge base, and takes the policy of the target branch', () => {
    const root = committed();
    git(root, 'checkout', '-q', 'main');
    put(root, { 'agent-readiness.yml': 'rules:\n  ci/weakened-tests: off\n', 'later.txt': 'x\n' });
    git(root, 'add', '-A');
    git(root, 'commit', '-qm', 'Policy');
    git(root, 'checkout', '-q', 'work');
    put(root, skipped);
    const report = gate(root);
    expect(report.change.files).toBe(1);
    expect(report.change.target).toBe(git(root, 'rev-parse', 'main'));
    expect(report.verdict).toBe('pass');
  });

  it('does not let a change switch off the rule that judges it', () => {
    const root = committed({ ...bakery, 'agent-readiness.yml': 'extends: recommended\n' });
    put(root, {
      ...skipped,
      'agent-readiness.yml': 'rules:\n  ci/weakened-tests: off\n  ci/gate-policy: off\nignorePaths: ["test/**"]\n',
      '.gitattributes': 'test/** linguist-generated linguist-vendored -diff\n',
    });
    const report = gate(root);
    expect(report.verdict).toBe('stop');
    expect(report.findings.filter(({ verdict }) => verdict === 'hard-stop').map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['ci/weakened-tests', 'ci/gate-policy']),
    );
  });

  it('reads the description from a file, and what gh says from another', () => {
    const root = committed();
    put(root, { 'src/oven.ts': 'export const heat = 190;\n', 'test/oven.test.ts': bakery['test/oven.test.ts'].replace('180', '190') });
    const stateOf = (rule: string, ...args: readonly string[]) => gate(root, ...args).outcomes.find((outcome) => outcome.rule === rule)?.state;
    expect(stateOf('pull-request/description')).toBe('unknown');
    const files = directory({
      'body.md': 'Fixes #1\n',
      'pr.json': JSON.stringify({ number: 7, body: 'Fixes #1', author: { login: 'claude', is_bot: true }, assignees: [] }),
      'wrong.json': '{"labels": 3}',
    });
    expect(stateOf('pull-request/description', '--body', join(files, 'body.md'))).toBe('fail');
    expect(stateOf('task/human-owner', '--pr-json', join(files, 'pr.json'))).toBe('fail');
    expect(run(['gate', root, '--pr-json', join(files, 'wrong.json')])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('its labels has another shape'),
    });
  });

  it('reads the event of a workflow', () => {
    const root = committed();
    put(root, skipped);
    git(root, 'commit', '-qam', 'Skip it');
    const event = (pullRequest: object) => JSON.stringify({ repository: { full_name: 'octo/bakery' }, pull_request: pullRequest });
    const files = directory({
      'event.json': event({
        number: 7,
        title: 'Skip',
        body: null,
        user: { login: 'ada', type: 'User' },
        labels: [],
        assignees: [],
        base: { ref: 'main', sha: git(root, 'rev-parse', 'main') },
        head: { ref: 'work', sha: git(root, 'rev-parse', 'work') },
      }),
      'push.json': '{"ref": "refs/heads/main"}',
    });
    const env = (name: string) => ({ GITHUB_ACTIONS: 'true', GITHUB_EVENT_PATH: join(files, name) });
    const { status, stdout } = run(['gate', root, '--format', 'json'], { env: env('event.json') });
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'stop', change: { pullRequest: { number: 7, repository: 'octo/bakery', basis: 'event' } } });
    expect(run(['gate', root], { env: env('push.json') }).stderr).toContain('it is about no pull request');
  });

  it('writes annotations, markdown and SARIF', () => {
    const root = committed();
    put(root, skipped);
    expect(run(['gate', root, '--format', 'github']).stdout).toMatch(
      /^::error file=test\/oven\.test\.ts,line=2,title=ci\/weakened-tests::The test "is warm" no longer runs/,
    );
    const markdown = run(['gate', root, '--format', 'markdown']).stdout;
    expect(markdown).toMatch(/^<!-- agent-readiness gate -->\n## agent-readiness: ⛔ Stop\n/);
    expect(markdown).toContain('- [ ] **[Tests verify as much as before]');
    const sarif = JSON.parse(run(['gate', root, '--format', 'sarif']).stdout);
    expect(sarif.runs[0].automationDetails.id).toBe('agent-readiness/gate/');
    expect(sarif.runs[0].results[0]).toMatchObject({ ruleId: 'ci/weakened-tests', level: 'error', properties: { verdict: 'hard-stop' } });
  });

  it('escapes what a change writes into reports', () => {
    const root = committed();
    const name = '::error::x <img src=x> @everyone [a](http://b) `c`\\u001b[31m';
    put(root, { 'test/oven.test.ts': bakery['test/oven.test.ts'].replace('is warm', name.replace('`c`', 'c')) });
    git(root, 'commit', '-qam', 'Name it');
    git(root, 'branch', '-f', 'main');
    put(root, { 'test/oven.test.ts': readFileSync(join(root, 'test/oven.test.ts'), 'utf8').replace('it(', 'it.skip(') });
    const markdown = run(['gate', root, '--format', 'markdown']).stdout;
    expect(markdown).not.toMatch(/<img|@everyone|\]\(http:\/\/b\)/);
    expect(
      run(['gate', root, '--format', 'github'])
        .stdout.split('\n')
        .filter((line) => line.startsWith('::error')).length,
    ).toBe(1);
  });

  it.each([
    ['no repository', () => directory({ 'a.txt': '' }), [], 2, /is not in a git repository/],
    ['no such base', () => committed(), ['--base', 'nowhere'], 3, /There is no commit "nowhere" in this clone/],
    ['an option for a base', () => committed(), ['--base=--output=x'], 3, /There is no commit/],
    ['two sources of the pull request', () => committed(), ['--body', 'a', '--pr-json', 'b'], 2, /--body and --pr-json each tell/],
    ['a pull request without a token', () => committed(), ['--pr', '7'], 2, /needs a token/],
    ['a pull request that is none', () => committed(), ['--pr', 'seven'], 2, /names no pull request/],
    ['a pull request and commits', () => committed(), ['--pr', '7', '--base', 'main'], 2, /leave --base and --head away/],
  ])('says what is wrong with %s', (_, make, args, status, message) => {
    const result = run(['gate', make(), ...args]);
    expect(result.stderr).toMatch(message);
    expect(result.status).toBe(status);
  });

  it('does not guess where there is nothing in common, or the history is cut off', () => {
    const root = committed();
    git(root, 'checkout', '-q', '--orphan', 'alone');
    git(root, 'commit', '-qm', 'Alone');
    expect(run(['gate', root])).toMatchObject({ status: 3, stderr: expect.stringContaining('no commit in common') });
  });

  it('runs nothing of the repository', () => {
    const root = committed();
    const trap = join(root, '.git', 'sprung');
    const script = `sh -c 'touch "${trap}"; cat'`;
    for (const [key, value] of [
      ['filter.trap.clean', script],
      ['filter.trap.smudge', script],
      ['filter.trap.process', script],
      ['diff.trap.textconv', script],
      ['diff.trap.command', script],
      ['diff.external', script],
      ['core.fsmonitor', script],
      ['core.pager', script],
      ['gpg.program', script],
      ['log.showSignature', 'true'],
      ['merge.trap.driver', script],
      ['trailer.fixes.command', script],
    ])
      git(root, 'config', key ?? '', value ?? '');
    put(root, { ...skipped, '.gitattributes': '* filter=trap diff=trap merge=trap\n' });
    expect(gate(root).verdict).toBe('stop');
    expect(gate(root, '--head', 'work').change.files).toBe(0);
    expect(existsSync(trap)).toBe(false);
  });
});
