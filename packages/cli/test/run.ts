import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

export const commandLine: string = join(import.meta.dirname, '../bin/agent-readiness.js');

/** Runs the built command line as a process. */
export function run(args: readonly string[], options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {}): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [commandLine, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    ...(options.cwd ? { cwd: options.cwd } : {}),
    env: { PATH: process.env['PATH'], LANG: 'C.UTF-8', ...options.env },
  });
}

/** A git repository with these files, nothing committed; removed when the test ends. */
export function repository(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = directory(files);
  spawnSync('git', ['init', '-q', '-b', 'main'], { cwd: root });
  return root;
}

/** A plain directory with these files; removed when the test ends. */
export function directory(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = mkdtempSync(join(tmpdir(), 'agent-readiness-cli-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}
