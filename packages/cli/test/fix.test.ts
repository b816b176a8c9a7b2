import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { directory, repository, run } from './run.ts';

const compose = 'services:\r\n  db:\r\n    image: postgres:17\r\n    ports: [5432:5432] # psql\r\n';
const mended = compose.replace('5432:5432', '"${DB_PORT:-5432}:5432"');

const git = (root: string, ...args: readonly string[]) =>
  spawnSync('git', ['-c', 'user.name=Baker', '-c', 'user.email=baker@bakery.test', ...args], { cwd: root, encoding: 'utf8' });

/** A repository with these files committed as they are. */
const committed = (files: Readonly<Record<string, string | Uint8Array>>): string => {
  const root = repository(files);
  git(root, 'config', 'core.autocrlf', 'false');
  git(root, 'add', '-A');
  git(root, 'commit', '-qm', 'Bake');
  return root;
};

const fix = (root: string, ...args: readonly string[]) => run(['fix', 'runtime/fixed-host-port', '--repository', root, ...args]);
const read = (root: string, path: string): string => readFileSync(join(root, path), 'utf8');

describe('fix', () => {
  it('shows a diff that git applies, and writes nothing on a dry run', () => {
    const root = committed({ 'compose.yaml': compose });
    const { status, stdout, stderr } = fix(root, '--dry-run');
    expect(status).toBe(0);
    expect(stderr).toBe('agent-readiness: would fix 1 finding in 1 file.\n');
    expect(stdout).toContain('-    ports: [5432:5432] # psql\r\n+    ports: ["${DB_PORT:-5432}:5432"] # psql\r\n');
    expect(read(root, 'compose.yaml')).toBe(compose);
    writeFileSync(join(root, 'fix.patch'), stdout);
    expect(git(root, 'apply', 'fix.patch').stderr).toBe('');
    expect(read(root, 'compose.yaml')).toBe(mended);
  });

  it('writes what it shows, once, and keeps the mode and the byte order mark', () => {
    const root = committed({ 'compose.yaml': `\ufeff${compose}` });
    chmodSync(join(root, 'compose.yaml'), 0o755);
    expect(fix(root).stderr).toBe('agent-readiness: fixed 1 finding in 1 file.\n');
    expect(read(root, 'compose.yaml')).toBe(`\ufeff${mended}`);
    expect(statSync(join(root, 'compose.yaml')).mode & 0o777).toBe(0o755);
    const again = fix(root);
    expect(again).toMatchObject({ status: 0, stdout: '', stderr: 'agent-readiness: nothing to fix.\n' });
  });

  it('refuses a file with uncommitted work, unless it is forced', () => {
    const root = committed({ 'compose.yaml': `${compose}# old\r\n` });
    writeFileSync(join(root, 'compose.yaml'), compose);
    const refused = fix(root);
    expect(refused.status).toBe(3);
    expect(refused.stderr).toContain('compose.yaml has work that is not committed. Commit it, or use --force.');
    expect(read(root, 'compose.yaml')).toBe(compose);
    // Staged is not committed.
    git(root, 'add', '-A');
    expect(fix(root).status).toBe(3);
    expect(fix(root, '--force').status).toBe(0);
    expect(read(root, 'compose.yaml')).toBe(mended);
  });

  it.each([
    ['nothing is committed', repository],
    ['there is no git', directory],
  ])('refuses where %s', (_, make) => {
    const root = make({ 'compose.yaml': compose });
    expect(fix(root).status).toBe(3);
    expect(read(root, 'compose.yaml')).toBe(compose);
    expect(fix(root, '--force').status).toBe(0);
    expect(read(root, 'compose.yaml')).toBe(mended);
  });

  it('runs no filter that the repository sets up to find out what is committed', () => {
    const root = committed({ 'compose.yaml': compose, '.gitattributes': '*.yaml filter=oven\n' });
    const trace = join(root, 'trace');
    git(root, 'config', 'filter.oven.clean', `touch ${trace}; cat`);
    git(root, 'config', 'filter.oven.process', `touch ${trace}`);
    expect(fix(root).status).toBe(0);
    expect(existsSync(trace)).toBe(false);
  });

  it('writes through no link', () => {
    const outside = directory({ 'compose.yaml': compose });
    const root = committed({ 'README.md': '# Bakery\n' });
    symlinkSync(join(outside, 'compose.yaml'), join(root, 'compose.yaml'));
    mkdirSync(join(root, 'app'));
    symlinkSync('../README.md', join(root, 'app/compose.yaml'));
    expect(fix(root, '--force').stdout).toBe('');
    expect(read(outside, 'compose.yaml')).toBe(compose);
  });

  it('leaves a file alone that is not UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from(compose), Buffer.from([0x23, 0x20, 0xe9, 0x0a])]);
    const root = committed({ 'compose.yaml': bytes });
    const { status, stderr } = fix(root);
    expect(status).toBe(3);
    expect(stderr).toContain('compose.yaml changed meanwhile, or is not UTF-8; nothing was written.');
    expect(readFileSync(join(root, 'compose.yaml')).equals(bytes)).toBe(true);
  });

  it('says so when there is nothing that it could mend', () => {
    const root = committed({ 'README.md': '# Bakery\n' });
    expect(run(['fix', 'reuse', '--repository', root])).toMatchObject({ status: 0, stdout: '' });
  });

  it.each([
    [['fix', 'runtime/fixed-host-prot'], 'Did you mean "runtime/fixed-host-port"?'],
    [['fix', '--repository', 'no/such/place'], 'There is no file or directory no/such/place.'],
    [['fix', '--wet-run'], "unknown option '--wet-run'"],
  ])('refuses wrong arguments: %j', (args, message) => {
    const { status, stderr } = run(args, { cwd: directory({}) });
    expect(stderr).toContain(message);
    expect(status).toBe(2);
  });
});
