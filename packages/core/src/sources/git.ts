import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { devNull } from 'node:os';
import { delimiter, dirname, isAbsolute } from 'node:path';
import { SourceError } from '../errors.ts';

/**
 * Settings that keep git from running anything the audited repository names: fsmonitor, hooks, external diff, textconv,
 * ssh, credential helpers, signature programs, pagers. Command-line settings win over those of the repository.
 * `safe.directory=*`: containers check a repository out as another user; git's guard is there because of exactly the
 * programs that are switched off here.
 */
const safeSettings: readonly string[] = [
  'safe.directory=*',
  'core.fsmonitor=false',
  `core.hooksPath=${devNull}`,
  `core.attributesFile=${devNull}`,
  'core.excludesFile=',
  'core.sshCommand=false',
  'core.askPass=false',
  'core.pager=cat',
  'core.quotePath=false',
  'core.gitProxy=',
  'core.alternateRefsCommand=false',
  'credential.helper=',
  'diff.external=',
  'gpg.program=false',
  'log.showSignature=false',
  'protocol.allow=never',
  'submodule.recurse=false',
  'uploadpack.packObjectsHook=false',
];

/** Runs git with a fixed environment: nothing of the user's or the system's configuration, no prompt, no network, no lock files. */
function gitEnvironment(): NodeJS.ProcessEnv {
  // A relative entry of PATH could name a program inside the audited repository.
  const path = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((entry) => isAbsolute(entry))
    .join(delimiter);
  return {
    PATH: path,
    ...(process.env['SystemRoot'] ? { SystemRoot: process.env['SystemRoot'] } : {}),
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: devNull,
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: '',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_PAGER: 'cat',
  };
}

function startGit(directory: string, args: readonly string[]): ChildProcessWithoutNullStreams {
  const settings = safeSettings.flatMap((setting) => ['-c', setting]);
  // The working directory is node's own: where a system looks there for programs first, it finds none of the repository's.
  return spawn('git', ['--no-pager', ...settings, '-C', directory, ...args], {
    cwd: dirname(process.execPath),
    env: gitEnvironment(),
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
}

export interface GitResult {
  readonly exitCode: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/**
 * Runs one git command to its end.
 *
 * @returns Also when git fails: see `exitCode`.
 * @throws {GitMissing} When there is no git.
 */
export function runGit(directory: string, args: readonly string[]): Promise<GitResult> {
  return new Promise((resolve, reject) => {
    const child = startGit(directory, args);
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.stdin.on('error', () => {});
    child.stdin.end();
    child.on('error', (cause: NodeJS.ErrnoException) =>
      reject(cause.code === 'ENOENT' ? new GitMissing('git is not installed', { cause }) : new SourceError('git could not be started', { cause })),
    );
    child.on('close', (exitCode) => resolve({ exitCode: exitCode ?? 1, stdout: Buffer.concat(out), stderr: Buffer.concat(err).toString('utf8').trim() }));
  });
}

/** There is no git on this machine: a directory can still be walked. */
export class GitMissing extends Error {
  override readonly name = 'GitMissing';
}

/** An object as `cat-file --batch` gave it. */
export type GitObject =
  | { readonly state: 'found'; readonly bytes: Buffer }
  | { readonly state: 'missing' }
  | { readonly state: 'too-large'; readonly byteSize: number };

/** Reads many objects through one `git cat-file` process. */
export interface ObjectReader {
  /** @param names - Object ids, or `revision:path`; none holds a newline. */
  read(names: readonly string[], sizeLimit: number): Promise<readonly GitObject[]>;
  close(): void;
}

/** Starts an object reader; its process starts with the first read and is started again if git dies on a broken object. */
export function objectReader(directory: string): ObjectReader {
  let running: { readonly child: ChildProcessWithoutNullStreams; readonly feed: ByteFeed } | undefined;

  const start = (): { readonly child: ChildProcessWithoutNullStreams; readonly feed: ByteFeed } => {
    if (running) return running;
    const child = startGit(directory, ['cat-file', '--batch']);
    child.stdin.on('error', () => {});
    child.stderr.resume();
    running = { child, feed: byteFeed(child) };
    return running;
  };
  const stop = (): void => {
    running?.child.kill();
    running = undefined;
  };

  const readAll = async (names: readonly string[], sizeLimit: number): Promise<readonly GitObject[]> => {
    const objects: GitObject[] = [];
    // git dies on a missing object of a partial clone, since fetching is off: it is started again for the names behind it.
    while (objects.length < names.length) {
      const { child, feed } = start();
      child.stdin.write(`${names.slice(objects.length).join('\n')}\n`);
      while (objects.length < names.length) {
        const header = await feed.line();
        if (header === undefined) {
          stop();
          objects.push({ state: 'missing' });
          break;
        }
        const announced = / (\w+) (\d+)$/.exec(header);
        const byteSize = Number(announced?.[2]);
        if (!announced) objects.push({ state: 'missing' });
        else if (byteSize > sizeLimit) {
          await feed.discard(byteSize + 1);
          objects.push({ state: 'too-large', byteSize });
        } else {
          const bytes = await feed.bytes(byteSize);
          await feed.discard(1);
          objects.push(bytes && announced[1] === 'blob' ? { state: 'found', bytes } : { state: 'missing' });
        }
      }
    }
    return objects;
  };

  // Answers come in the order of the questions on one pipe: one caller at a time.
  let before: Promise<unknown> = Promise.resolve();
  return {
    read(names, sizeLimit) {
      const answer = before.then(() => readAll(names, sizeLimit));
      before = answer.catch(() => {});
      return answer;
    },
    close: stop,
  };
}

interface ByteFeed {
  line(): Promise<string | undefined>;
  bytes(count: number): Promise<Buffer | undefined>;
  /** Drops bytes as they come, without holding them. */
  discard(count: number): Promise<void>;
}

/** Lines and byte runs of a process's output; undefined once it has ended. */
function byteFeed(child: ChildProcessWithoutNullStreams): ByteFeed {
  let chunks: Buffer[] = [];
  let buffered = 0;
  let ended = false;
  let wake: (() => void) | undefined;
  child.stdout.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    buffered += chunk.length;
    wake?.();
  });
  const end = (): void => {
    ended = true;
    wake?.();
  };
  child.stdout.on('end', end);
  child.on('error', end);
  const more = (): Promise<void> =>
    new Promise((resolve) => {
      wake = () => {
        wake = undefined;
        resolve();
      };
    });
  const joined = (): Buffer => {
    const [only] = chunks;
    if (chunks.length === 1 && only) return only;
    const all = Buffer.concat(chunks);
    chunks = [all];
    return all;
  };
  const take = (count: number): Buffer => {
    const all = joined();
    chunks = count < all.length ? [all.subarray(count)] : [];
    buffered -= count;
    return all.subarray(0, count);
  };
  return {
    async line() {
      for (;;) {
        const at = buffered > 0 ? joined().indexOf(10) : -1;
        if (at >= 0)
          return take(at + 1)
            .subarray(0, at)
            .toString('utf8');
        if (ended) return undefined;
        await more();
      }
    },
    async bytes(count) {
      while (buffered < count) {
        if (ended) return undefined;
        await more();
      }
      return count === 0 ? Buffer.alloc(0) : Buffer.from(take(count));
    },
    async discard(count) {
      let left = count;
      while (left > 0) {
        if (buffered === 0) {
          if (ended) return;
          await more();
        }
        const part = Math.min(left, buffered);
        if (part > 0) take(part);
        left -= part;
      }
    },
  };
}
