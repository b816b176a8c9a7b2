import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Files } from '../../src/server.ts';

/** An empty directory of this test, removed when it ends. */
export function temporaryDirectory(): string {
  const root = mkdtempSync(join(tmpdir(), 'agent-readiness-github-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  return root;
}

/** A git work tree with these files, all of them tracked, and with this address as its `origin`. */
export function checkout(files: Files, origin?: string): string {
  const root = temporaryDirectory();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    if (typeof content === 'string' || content instanceof Uint8Array) writeFileSync(join(root, path), content);
    else if ('link' in content) symlinkSync(content.link, join(root, path));
  }
  git(root, 'init', '-q', '-b', 'main');
  git(root, 'add', '--all');
  if (origin !== undefined) git(root, 'remote', 'add', 'origin', origin);
  return root;
}

function git(root: string, ...args: readonly string[]): void {
  const { status, stderr } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
}
