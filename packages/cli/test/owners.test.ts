import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandLine, directory, repository, run } from './run.ts';

const codeOwners = '* @baker\n/docs/ @writer docs@bakery.example\n/docs/old/\n';
const bakery = { '.github/CODEOWNERS': codeOwners, CODEOWNERS: '* @nobody\n', 'docs/a.md': '', 'docs/old/b.md': '', 'src/oven.ts': '' };

/** Runs `owners` with a list on standard input. */
function feed(input: string, args: readonly string[], cwd: string): { stdout: string; stderr: string; status: number | null } {
  return spawnSync(process.execPath, [commandLine, 'owners', '--stdin', ...args], { input, cwd, encoding: 'utf8', maxBuffer: 1 << 28 });
}

describe('owners', () => {
  it('prints path, owners, line and pattern, by the file that GitHub reads', () => {
    const { status, stdout, stderr } = run(['owners', 'src/oven.ts', 'docs/a.md', 'docs/old/b.md', 'docs/new.md'], { cwd: repository(bakery) });
    expect(stderr).toBe('');
    expect(stdout.split('\n')).toEqual([
      'src/oven.ts\t@baker\t.github/CODEOWNERS:1\t*',
      'docs/a.md\t@writer docs@bakery.example\t.github/CODEOWNERS:2\t/docs/',
      'docs/old/b.md\tun-owned\t.github/CODEOWNERS:3\t/docs/old/',
      'docs/new.md\t@writer docs@bakery.example\t.github/CODEOWNERS:2\t/docs/',
      '',
    ]);
    expect(status).toBe(0);
  });

  it('does not take a file that is no text for one without owners', () => {
    const root = directory({ image: new Uint8Array([0x89, 0x50, 0x00, 0x01]) });
    const { status, stdout, stderr } = run(['owners', 'x', '--codeowners', 'image'], { cwd: root });
    expect([status, stdout, stderr]).toEqual([3, '', 'agent-readiness: image cannot be read as text.\n']);
  });

  it('prints JSON, one answer a line', () => {
    const root = directory({ owners: '/docs/ @writer\n/docs/old/\n' });
    const { stdout } = run(['owners', '--format', 'json', '--codeowners', 'owners', 'docs/a.md', 'docs/old/b', 'x'], { cwd: root });
    expect(JSON.parse(stdout)).toEqual([
      { path: 'docs/a.md', state: 'owned', owners: ['@writer'], line: 1, pattern: '/docs/' },
      { path: 'docs/old/b', state: 'un-owned', owners: [], line: 2, pattern: '/docs/old/' },
      { path: 'x', state: 'unmatched', owners: [], line: null, pattern: null },
    ]);
    expect(stdout.split('\n')).toHaveLength(6);
    expect(JSON.parse(feed('', ['--format', 'json', '--codeowners', 'owners'], root).stdout)).toEqual([]);
  });

  it('takes paths from where it is called, whatever their form, and directories for all below', () => {
    const root = repository(bakery);
    const { stdout } = run(['owners', 'a.md', '..\\src\\oven.ts', './old/', join(root, 'docs/a.md')], { cwd: join(root, 'docs') });
    expect(stdout.split('\n').map((line) => line.split('\t')[0])).toEqual(['docs/a.md', 'src/oven.ts', 'docs/old/b.md', 'docs/a.md', '']);
    expect(run(['owners', '.'], { cwd: root }).stdout.trim().split('\n')).toHaveLength(5);
  });

  it('works on a file alone, without a repository or git', () => {
    const root = directory({ 'base/CODEOWNERS': '/src/ @baker\n' });
    mkdirSync(join(root, 'elsewhere'));
    const result = run(['owners', '--codeowners', '../base/CODEOWNERS', './src/a.ts', 'src\\b.ts'], { cwd: join(root, 'elsewhere'), env: { PATH: '' } });
    expect(result.stdout).toBe('src/a.ts\t@baker\t../base/CODEOWNERS:1\t/src/\nsrc/b.ts\t@baker\t../base/CODEOWNERS:1\t/src/\n');
    expect(result.status).toBe(0);
  });

  it('reads lists of lines and of NUL-separated paths', () => {
    const root = directory({ CODEOWNERS: '/src/ @baker\n' });
    const paths = (input: string): string[] =>
      feed(input, ['--codeowners', 'CODEOWNERS'], root)
        .stdout.split('\n')
        .map((line) => line.split('\t')[0] ?? '');
    expect(paths('src/a b.ts\r\nsrc/ü.ts\n\nsrc/c.ts')).toEqual(['src/a b.ts', 'src/ü.ts', 'src/c.ts', '']);
    expect(paths('src/a\nb.ts\0src/c.ts\0')).toEqual(['src/a b.ts', 'src/c.ts', '']);
  });

  it('answers 100,000 paths quickly', () => {
    const root = directory({ CODEOWNERS: Array.from({ length: 5000 }, (_, n) => `/ovens/oven${n}/**/*.md @bakery/team${n}\n`).join('') });
    const input = Array.from({ length: 100_000 }, (_, n) => `ovens/oven${n % 6000}/deep/loaf${n}.md\n`).join('');
    const started = performance.now();
    const { stdout, status } = feed(input, ['--codeowners', 'CODEOWNERS'], root);
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(stdout.split('\n')).toHaveLength(100_001);
    expect(status).toBe(0);
  });

  it('reports lines that do not count on standard error, and answers nevertheless', () => {
    const root = directory({ CODEOWNERS: '* @baker\n!x @baker\n[Bread] @baker\n/a bad\n' });
    const { status, stdout, stderr } = run(['owners', '--codeowners', 'CODEOWNERS', 'a'], { cwd: root });
    expect(stdout).toBe('a\t@baker\tCODEOWNERS:1\t*\n');
    expect(stderr.split('\n').map((line) => line.split(': ').slice(0, 2).join(': '))).toEqual([
      'CODEOWNERS:2:1: Invalid pattern',
      'CODEOWNERS:3:1: GitLab section',
      'CODEOWNERS:4:4: Invalid owner',
      '',
    ]);
    expect(status).toBe(0);
  });

  it('prints nothing that a terminal would obey', () => {
    const root = directory({ CODEOWNERS: '*\u001b[31m @baker\n*\u0007.x bad\u001b\n' });
    for (const format of ['text', 'json']) {
      const { stdout, stderr } = run(['owners', '--format', format, '--codeowners', 'CODEOWNERS', 'a\u001b[31m', 'b\u202e'], { cwd: root });
      expect(stdout + stderr).not.toMatch(/[^\P{C}\n\t]/u);
      if (format === 'json') expect(JSON.parse(stdout)).toHaveLength(2);
      expect(stderr).not.toBe('');
    }
  });

  it.each([
    ['no paths', ['owners'], 2, 'Name paths, or give --stdin'],
    ['paths and a list', ['owners', '--stdin', 'a'], 2, 'Name paths, or give --stdin'],
    ['no file of that name', ['owners', '--codeowners', 'nope', 'a'], 2, 'no file nope'],
    ['a file that cannot be read', ['owners', '--codeowners', '.', 'a'], 3, 'cannot be read'],
    ['a file that is too large', ['owners', '--codeowners', 'large', 'a'], 3, 'GitHub loads no file of 3 MB'],
    ['no file where GitHub looks', ['owners', 'a'], 2, 'no CODEOWNERS file where GitHub looks'],
    ['a path above the root', ['owners', '--codeowners', 'small', '../a'], 2, 'lies above the root'],
    ['an absolute path', ['owners', '--codeowners', 'small', '/a'], 2, 'is absolute'],
  ])('says what is wrong with %s', (_, args, code, message) => {
    const root = repository({ large: '#'.repeat(3 * 1024 * 1024), small: '* @baker\n' });
    const { status, stdout, stderr } = run(args, { cwd: root });
    expect(stderr).toContain(message);
    expect([status, stdout]).toEqual([code, '']);
  });

  it('goes on after a path outside the repository, and exits with 2', () => {
    const { status, stdout, stderr } = run(['owners', '../x', 'src/oven.ts'], { cwd: repository(bakery) });
    expect(stderr).toBe('agent-readiness: ../x is outside the repository.\n');
    expect(stdout).toBe('src/oven.ts\t@baker\t.github/CODEOWNERS:1\t*\n');
    expect(status).toBe(2);
  });
});
