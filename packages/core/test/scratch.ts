import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A directory on disk for one test. */
export interface Scratch {
  readonly root: string;
  write(path: string, content: string | Uint8Array): void;
  /** Runs git as its user would: with the repository's own configuration. */
  git(...args: readonly string[]): string;
  remove(): void;
}

/** Makes an empty directory, and a git repository in it unless told otherwise. */
export function scratch(kind: 'git' | 'plain' = 'git'): Scratch {
  const root = mkdtempSync(join(tmpdir(), 'agent-readiness-'));
  const made: Scratch = {
    root,
    write(path, content) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    },
    git: (...args) =>
      execFileSync(
        'git',
        ['-c', 'user.name=Ada', '-c', 'user.email=ada@bakery.example', '-c', 'commit.gpgsign=false', '-c', 'protocol.file.allow=always', ...args],
        {
          cwd: root,
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'ignore'],
        },
      ),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
  if (kind === 'git') made.git('init', '-q', '-b', 'main');
  return made;
}
