import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openRepository } from '../src/open.ts';
import { revisionSource } from '../src/sources/revision.ts';
import type { RepositorySource } from '../src/sources/source.ts';
import { fileSizeLimit } from '../src/sources/source.ts';
import { worktreeSource } from '../src/sources/worktree.ts';
import { type Scratch, scratch } from './scratch.ts';

const made: Scratch[] = [];
const make = (kind?: 'git' | 'plain'): Scratch => {
  const repository = scratch(kind);
  made.push(repository);
  return repository;
};
afterEach(() => {
  for (const repository of made.splice(0)) repository.remove();
});

const paths = async (source: RepositorySource): Promise<string[]> =>
  (await source.list()).map((entry) => `${entry.path}${entry.tracked ? '' : ' (untracked)'}`);
const state = async (source: RepositorySource, path: string): Promise<string> => {
  const content = (await source.read([path])).get(path);
  return content?.state === 'text' ? `text: ${content.text}` : content?.state === 'unreadable' ? content.reason : (content?.state ?? 'no answer');
};

describe('work tree', () => {
  it('lists tracked and untracked files, without ignored and deleted ones', async () => {
    const repo = make();
    repo.write('menu.md', 'bread');
    repo.write('gone.md', 'x');
    repo.write('.gitignore', 'oven.log\n');
    repo.git('add', '.');
    repo.write('new cake.md', 'cake');
    repo.write('oven.log', 'hot');
    repo.write('café/é.md', 'ü');
    rmSync(join(repo.root, 'gone.md'));
    expect(await paths(worktreeSource(repo.root))).toEqual(['.gitignore', 'café/é.md (untracked)', 'menu.md', 'new cake.md (untracked)']);
  });

  it('lists a submodule and a nested repository as one entry each', async () => {
    const inner = make();
    inner.write('a.md', 'a');
    inner.git('add', '.');
    inner.git('commit', '-qm', 'a');
    const repo = make();
    repo.git('submodule', 'add', '-q', inner.root, 'vendor-repo');
    mkdirSync(join(repo.root, 'nested'));
    const nested = { ...repo, root: join(repo.root, 'nested') };
    expect(existsSync(nested.root)).toBe(true);
    repo.git('-C', 'nested', 'init', '-q');
    repo.write('nested/b.md', 'b');
    const entries = await worktreeSource(repo.root).list();
    expect(entries.map((entry) => [entry.path, entry.kind])).toEqual([
      ['.gitmodules', 'file'],
      ['nested', 'nested-repository'],
      ['vendor-repo', 'submodule'],
    ]);
  });

  it('works on an unborn branch', async () => {
    const repo = make();
    repo.write('menu.md', 'bread');
    const source = worktreeSource(repo.root);
    expect(await paths(source)).toEqual(['menu.md (untracked)']);
    const facts = await source.facts();
    expect(facts.commit).toBeUndefined();
    expect(facts.branch).toBe('main');
  });

  it('says that a clone is shallow, and where its origin is, without credentials', async () => {
    const origin = make();
    for (const day of ['one', 'two']) {
      origin.write('day.md', day);
      origin.git('add', '.');
      origin.git('commit', '-qm', day);
    }
    const clone = make('plain');
    clone.git('clone', '-q', '--depth', '1', `file://${origin.root}`, 'shallow');
    clone.git('-C', 'shallow', 'remote', 'set-url', 'origin', 'https://ada:secret@github.example/bakery/menu.git');
    const facts = await worktreeSource(join(clone.root, 'shallow')).facts();
    expect(facts).toMatchObject({ shallow: true, branch: 'main', origin: { host: 'github.example', owner: 'bakery', name: 'menu' } });
    expect(JSON.stringify(facts)).not.toContain('secret');
  });

  it('tells when a file was last changed, and the folders of that time', async () => {
    const repo = make();
    for (const [path, message] of [
      ['oven/a.md', 'one'],
      ['AGENTS[1].md', 'two'],
      ['mill/deep/deeper/deepest/b.md', 'three'],
    ] as const) {
      repo.write(path, message);
      repo.git('add', '.');
      repo.git('commit', '-qm', message);
    }
    const source = worktreeSource(repo.root);
    expect(await source.lastChange?.('AGENTS[1].md')).toMatchObject({ state: 'known', value: { directories: ['oven'] } });
    expect(await source.lastChange?.('mill/deep/deeper/deepest/b.md')).toMatchObject({
      value: { directories: ['mill', 'mill/deep', 'mill/deep/deeper', 'oven'] },
    });
    // A name is no pattern: `AGENTS1.md` would match `AGENTS[1].md`.
    expect(await source.lastChange?.('AGENTS1.md')).toMatchObject({ state: 'unknown', reason: 'no commit has AGENTS1.md' });
    const before = revisionSource(repo.root, 'HEAD~2');
    expect(await before.lastChange?.('AGENTS[1].md')).toMatchObject({ state: 'unknown' });
    expect(await before.lastChange?.('oven/a.md')).toMatchObject({ state: 'known' });
    await before.close();
    const clone = make('plain');
    clone.git('clone', '-q', '--depth', '1', `file://${repo.root}`, 'shallow');
    expect(await worktreeSource(join(clone.root, 'shallow')).lastChange?.('oven/a.md')).toMatchObject({
      state: 'unknown',
      reason: 'the history of this clone is cut off',
    });
  });

  it('follows links inside the repository and none out of it, into git directories, or in circles', async () => {
    const outside = make('plain');
    outside.write('passwd', 'root');
    const repo = make();
    repo.write('docs/guide.md', 'guide');
    symlinkSync('docs/guide.md', join(repo.root, 'inside.md'));
    symlinkSync('docs', join(repo.root, 'manual'));
    symlinkSync(join(outside.root, 'passwd'), join(repo.root, 'outside.md'));
    symlinkSync('../'.repeat(12), join(repo.root, 'up'));
    symlinkSync('.git/config', join(repo.root, 'config'));
    symlinkSync('loop.md', join(repo.root, 'loop.md'));
    symlinkSync('nowhere', join(repo.root, 'dangling.md'));
    const source = worktreeSource(repo.root);
    expect(await state(source, 'inside.md')).toBe('text: guide');
    expect((await source.read(['inside.md'])).get('inside.md')).toMatchObject({ resolvedPath: 'docs/guide.md' });
    expect(await state(source, 'manual/guide.md')).toBe('text: guide');
    expect(await state(source, 'outside.md')).toBe('outside-repository');
    expect(await state(source, `up${outside.root}/passwd`)).toBe('outside-repository');
    expect(await state(source, 'config')).toBe('outside-repository');
    expect(await state(source, '.git/config')).toBe('outside-repository');
    expect(await state(source, 'loop.md')).toBe('link-loop');
    expect(await state(source, 'dangling.md')).toBe('missing');
    expect(await state(source, '../etc/passwd')).toMatch(/missing|outside-repository/);
  });

  it('tells binary, large, special and missing files apart, and reads UTF-16 and a byte order mark', async () => {
    const repo = make();
    repo.write('logo.png', new Uint8Array([137, 80, 0, 1]));
    repo.write('huge.md', 'x'.repeat(fileSizeLimit + 1));
    repo.write('bom.md', '\uFEFFhello');
    repo.write('wide.md', Buffer.from('\uFEFFwide', 'utf16le'));
    repo.write('latin.md', new Uint8Array([0xe9, 0x0a]));
    repo.write('empty.md', '');
    repo.git('init', '-q');
    const source = worktreeSource(repo.root);
    expect(await state(source, 'logo.png')).toBe('binary');
    expect(await state(source, 'huge.md')).toBe('too-large');
    expect(await state(source, 'bom.md')).toBe('text: hello');
    expect(await state(source, 'wide.md')).toBe('text: wide');
    expect(await state(source, 'latin.md')).toBe('text: \uFFFD\n');
    expect(await state(source, 'empty.md')).toBe('text: ');
    expect(await state(source, '.')).toBe('directory');
    expect(await state(source, 'no.md')).toBe('missing');
  });

  it.skipIf(process.platform === 'win32')('does not wait for a pipe', async () => {
    const repo = make('plain');
    const { execFileSync } = await import('node:child_process');
    execFileSync('mkfifo', [join(repo.root, 'AGENTS.md')]);
    const opened = await openRepository(repo.root);
    expect([...(await opened.readTexts(['AGENTS.md'])).keys()]).toEqual([]);
  });
});

describe('revision', () => {
  it('reads a commit as it was, whatever the work tree holds', async () => {
    const repo = make();
    repo.write('menu.md', 'bread');
    repo.write('docs/a.md', 'a');
    symlinkSync('docs/a.md', join(repo.root, 'link.md'));
    symlinkSync('/etc/passwd', join(repo.root, 'out.md'));
    repo.git('add', '.');
    repo.git('commit', '-qm', 'first');
    repo.write('menu.md', 'cake');
    const source = revisionSource(repo.root);
    expect(await paths(source)).toEqual(['docs/a.md', 'link.md', 'menu.md', 'out.md']);
    const states = await Promise.all(['menu.md', 'link.md', 'out.md', 'docs', 'no.md'].map((path) => state(source, path)));
    expect(states).toEqual(['text: bread', 'text: a', 'outside-repository', 'directory', 'missing']);
    await source.close();
  });

  it('reads a blob over the limit as too large, and the one behind it', async () => {
    const repo = make();
    repo.write('a-huge.md', 'x'.repeat(fileSizeLimit + 10));
    repo.write('b.md', 'small');
    repo.git('add', '.');
    repo.git('commit', '-qm', 'first');
    const source = revisionSource(repo.root);
    const read = await source.read(['a-huge.md', 'b.md']);
    expect(read.get('a-huge.md')?.state).toBe('too-large');
    expect(read.get('b.md')).toMatchObject({ state: 'text', text: 'small' });
    await source.close();
  });

  it('reports an unknown revision, and takes none for an option', async () => {
    const repo = make();
    repo.write('a.md', 'a');
    repo.git('add', '.');
    repo.git('commit', '-qm', 'a');
    await expect(revisionSource(repo.root, 'v9').list()).rejects.toThrow(/no commit "v9"/);
    await expect(revisionSource(repo.root, '--help').list()).rejects.toThrow(/no commit "--help"/);
  });

  it('opens a bare repository at HEAD', async () => {
    const repo = make();
    repo.write('menu.md', 'bread');
    repo.git('add', '.');
    repo.git('commit', '-qm', 'first');
    const bare = make('plain');
    bare.git('clone', '-q', '--bare', repo.root, 'menu.git');
    const opened = await openRepository(join(bare.root, 'menu.git'));
    expect(opened.facts.kind).toBe('revision');
    expect(opened.files.entries.map((entry) => entry.path)).toEqual(['menu.md']);
    await opened.close();
  });
});

describe('directory without git', () => {
  it('honours .gitignore files as git does', async () => {
    const repo = make('plain');
    const files = {
      '.gitignore': '*.log\n!keep.log\n/dist/\nbuild/\n**/tmp\nfoo/*.txt\n\\#hash\nname\\ \n',
      'a.log': '',
      'keep.log': '',
      'dist/x': '',
      'sub/dist/x': '',
      'sub/build/y': '',
      'sub/tmp': '',
      'foo/a.txt': '',
      'foo/bar/a.txt': '',
      '#hash': '',
      'name ': '',
      'sub/.gitignore': '*.md\n!keep.md\n',
      'sub/a.md': '',
      'sub/keep.md': '',
      'other.md': '',
      'node_modules/x/index.js': '',
    };
    for (const [path, content] of Object.entries(files)) repo.write(path, content);
    const walked = (await openRepository(repo.root)).files.entries.map((entry) => entry.path);
    // git itself is the reference.
    repo.git('init', '-q');
    const byGit = repo
      .git('-c', 'core.quotePath=false', 'ls-files', '--others', '--exclude-standard')
      .split('\n')
      .filter((path) => path !== '' && !path.startsWith('node_modules/'))
      .sort();
    expect(walked).toEqual(byGit);
  });

  it('opens an empty directory', async () => {
    const repo = make('plain');
    const opened = await openRepository(repo.root);
    expect(opened.files.entries).toEqual([]);
    expect(opened.facts.kind).toBe('directory');
  });
});

describe('opening', () => {
  it('takes a path inside a repository as that repository, with a focus', async () => {
    const repo = make();
    repo.write('packages/api/a.md', 'a');
    expect((await openRepository(join(repo.root, 'packages/api'))).focus).toBe('packages/api');
    expect((await openRepository(join(repo.root, 'packages/api/a.md'))).focus).toBe('packages/api/a.md');
    expect((await openRepository(repo.root)).focus).toBeUndefined();
  });

  it('refuses what is no repository path with a clear message', async () => {
    const repo = make();
    await expect(openRepository(join(repo.root, 'nowhere'))).rejects.toThrow(/no file or directory/);
    await expect(openRepository(join(repo.root, '.git'))).rejects.toThrow(/inside a git directory/);
    await expect(openRepository(repo.root, { revision: 'HEAD' })).rejects.toThrow(/no commit/);
    const plain = make('plain');
    await expect(openRepository(plain.root, { revision: 'HEAD' })).rejects.toThrow(/not in a git repository/);
  });

  it('does not follow a configured work tree elsewhere', async () => {
    const repo = make();
    const elsewhere = make('plain');
    elsewhere.write('secret.md', 's');
    repo.git('config', 'core.worktree', elsewhere.root);
    await expect(openRepository(repo.root)).rejects.toThrow(/work tree elsewhere/);
  });

  it('reports a repository that git cannot read', async () => {
    const repo = make();
    repo.write('.git/HEAD', 'garbage');
    await expect(openRepository(repo.root)).rejects.toThrow(/git cannot read/);
  });
});

describe('hostile git configuration', () => {
  it.skipIf(process.platform === 'win32')('runs no program that the repository names', async () => {
    const repo = make();
    const trap = join(repo.root, 'sprung');
    const script = join(repo.root, 'trap.sh');
    repo.write('trap.sh', `#!/bin/sh\necho "$0 $*" >> ${trap}\nexit 1\n`);
    chmodSync(script, 0o755);
    repo.write('a.txt', 'a');
    repo.write('AGENTS.md', 'Bake.');
    repo.write('.gitattributes', '*.txt filter=trap diff=trap merge=trap\n*.md diff=trap\n');
    repo.git('add', '.');
    repo.git('commit', '-qm', 'first');
    const settings: Record<string, string> = {
      'core.fsmonitor': script,
      'core.hooksPath': repo.root,
      'core.pager': script,
      'core.sshCommand': script,
      'core.askPass': script,
      'core.editor': script,
      'core.gitProxy': script,
      'core.alternateRefsCommand': script,
      'credential.helper': script,
      'diff.external': script,
      'diff.trap.textconv': script,
      'diff.trap.command': script,
      'filter.trap.clean': script,
      'filter.trap.smudge': script,
      'filter.trap.process': script,
      'filter.trap.required': 'true',
      'gpg.program': script,
      'log.showSignature': 'true',
      'log.follow': 'true',
      'alias.log': `!${script}`,
      'pager.log': script,
      'uploadpack.packObjectsHook': script,
      'pager.ls-files': script,
      'alias.ls-files': `!${script}`,
      'alias.rev-parse': `!${script}`,
      'remote.origin.url': `ext::${script}`,
      'remote.origin.promisor': 'true',
      'extensions.partialClone': 'origin',
      'core.repositoryFormatVersion': '1',
    };
    for (const [key, value] of Object.entries(settings)) repo.git('config', key, value);
    for (const hook of ['post-index-change', 'post-checkout', 'reference-transaction', 'fsmonitor-watchman']) {
      repo.write(`.git/hooks/${hook}`, `#!/bin/sh\necho hook >> ${trap}\n`);
      chmodSync(join(repo.root, '.git/hooks', hook), 0o755);
    }
    repo.write('b.txt', 'b');
    repo.write('a.txt', 'changed');
    rmSync(trap, { force: true });
    for (const options of [{}, { revision: 'HEAD' }]) {
      const opened = await openRepository(repo.root, options);
      await opened.readTexts(['a.txt', 'b.txt', 'AGENTS.md']);
      expect((await opened.facet('history')).get('AGENTS.md')).toMatchObject({ state: 'known' });
      await opened.close();
    }
    expect(existsSync(trap)).toBe(false);
  });

  it.skipIf(process.platform === 'win32')('fetches nothing for a partial clone: the objects are unknown', async () => {
    const origin = make();
    origin.write('a.md', 'a');
    origin.write('b.md', 'b');
    origin.git('add', '.');
    origin.git('commit', '-qm', 'first');
    origin.git('config', 'uploadpack.allowFilter', 'true');
    const clone = make('plain');
    clone.git('clone', '-q', '--no-checkout', '--filter=blob:none', `file://${origin.root}`, 'partial');
    const source = revisionSource(join(clone.root, 'partial'));
    expect(await state(source, 'a.md')).toBe('not-checked-out');
    expect(await state(source, 'b.md')).toBe('not-checked-out');
    await source.close();
  });
});
