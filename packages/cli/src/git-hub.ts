import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { promisify } from 'node:util';
import { checkApiUrl, type GitHubAccess, type GitHubAddress, parseRecording, recorder, replayer } from '@ten-point/core';
import { ConfigError, SourceError } from '@ten-point/core/errors';
import { writeOutput } from './write-output.ts';

/** Options of every command that may ask GitHub. */
export interface GitHubArguments {
  readonly apiUrl?: string;
  readonly gh?: boolean;
  readonly offline?: boolean;
  readonly record?: string;
  readonly replay?: string;
}

/** What a command works on, and how GitHub may be asked about it. */
export interface Target {
  readonly repository: string | GitHubAddress;
  /** Absent: nothing is asked of the network. */
  readonly gitHub?: GitHubAccess;
  /** Writes the recording, if one was wanted, and takes the progress message away. */
  finish(): Promise<void>;
}

const publicApi = 'https://api.github.com';
/** Work that takes longer than this says so on a terminal. Milliseconds. */
const patience = 1000;

/**
 * Reads a target: a path of this machine, `owner/name`, or the address of a repository's page.
 *
 * @throws {ConfigError} When the arguments contradict each other.
 */
export async function openTarget(argument: string, options: GitHubArguments, environment: NodeJS.ProcessEnv = process.env): Promise<Target> {
  const replayed = options.replay === undefined ? undefined : readRecording(options.replay);
  const apiUrl = options.apiUrl ?? replayed?.apiUrl ?? (environment['GITHUB_API_URL'] || publicApi);
  const repository = repositoryOf(argument, apiUrl);
  if (options.offline) {
    if (typeof repository !== 'string') throw new ConfigError(`${argument} is on GitHub, and --offline asks nothing of the network.`);
    if (options.record !== undefined) throw new ConfigError('--record takes down what GitHub answers, and --offline asks nothing.');
    return { repository, finish: async () => {} };
  }
  if (replayed) return { repository, gitHub: { apiUrl, recording: replayer(replayed) }, finish: async () => {} };
  const token = tokenIn(environment, 'GITHUB_TOKEN') ?? tokenIn(environment, 'GH_TOKEN') ?? (options.gh ? await tokenOfGh(apiUrl) : undefined);
  if (token === undefined && typeof repository === 'string') {
    if (options.record !== undefined)
      throw new ConfigError('--record takes down what GitHub answers, and there is no token to ask with. Set GITHUB_TOKEN, or use --gh.');
    return { repository, finish: async () => {} };
  }
  const recording = options.record === undefined ? undefined : recorder(apiUrl);
  const progress = showProgress(typeof repository === 'string' ? 'asking GitHub for settings' : `reading ${repository.owner}/${repository.name} from GitHub`);
  return {
    repository,
    gitHub: {
      apiUrl,
      ...(token === undefined ? {} : { token }),
      ...(recording ? { recording } : {}),
      onWait: (seconds, reason) => process.stderr.write(`agent-readiness: waiting ${seconds} s for ${reason}\n`),
    },
    async finish() {
      progress.end();
      if (recording) await writeOutput(`${JSON.stringify(recording.file(), undefined, 1)}\n`, options.record);
    },
  };
}

/** A token from the environment; an empty one counts as none. */
function tokenIn(environment: NodeJS.ProcessEnv, variable: string): string | undefined {
  const token = environment[variable]?.trim();
  if (!token) return undefined;
  // The message of a header that cannot be sent would show the token.
  if (!/^[\x21-\x7e]+$/.test(token)) throw new ConfigError(`${variable} holds characters that no token has.`);
  return token;
}

// Logins of an enterprise's managed users have an underscore.
const shortAddress = /^([A-Za-z0-9][A-Za-z0-9_-]{0,38})\/([A-Za-z0-9._-]{1,100})$/;

function repositoryOf(argument: string, apiUrl: string): string | GitHubAddress {
  if (/^https?:\/\//i.test(argument)) return addressOfUrl(argument, apiUrl);
  const [, owner, repository] = shortAddress.exec(argument) ?? [];
  // A path of this machine comes first: `packages/core` is one far more often than a repository, and so is `packages/cor`.
  return owner === undefined || repository === undefined || existsSync(owner) ? argument : { owner, name: repository.replace(/\.git$/, '') };
}

function addressOfUrl(argument: string, apiUrl: string): GitHubAddress {
  const url = URL.canParse(argument) ? new URL(argument) : undefined;
  const [owner, repository, ...below] = (url?.pathname ?? '').split('/').filter((part) => part !== '');
  if (!url || owner === undefined || repository === undefined || !shortAddress.test(`${owner}/${repository}`))
    throw new ConfigError(`${argument} is not the address of a repository: https://github.com/owner/name.`);
  const apiHost = new URL(checkApiUrl(apiUrl)).host;
  const expected = apiHost === 'api.github.com' ? ['github.com', 'www.github.com'] : [apiHost, apiHost.replace(/^api\./, '')];
  if (!expected.includes(url.host.toLowerCase()))
    throw new ConfigError(
      `${url.host} is not the GitHub that would be asked (${apiHost}). ${
        /^(?:www\.)?github\.com$/i.test(url.host) ? `Add --api-url ${publicApi}.` : `For an Enterprise Server add --api-url https://${url.host}/api/v3.`
      }`,
    );
  if (below.length > 0)
    throw new ConfigError(`${argument} is a page of ${url.origin}/${owner}/${repository}: name the repository, and a branch or commit by --revision.`);
  return { owner, name: repository.replace(/\.git$/, '') };
}

function readRecording(file: string): Exclude<ReturnType<typeof parseRecording>, string> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new ConfigError(`The recording ${file} cannot be read.`, { cause });
  }
  const recording = parseRecording(text);
  if (typeof recording === 'string') throw new ConfigError(`${file} is no recording that can be replayed: ${recording}.`);
  return recording;
}

async function tokenOfGh(apiUrl: string): Promise<string> {
  const { host } = new URL(checkApiUrl(apiUrl));
  try {
    // Not from the audited directory: Windows looks there for a `gh.exe` first.
    const { stdout } = await promisify(execFile)('gh', ['auth', 'token', '--hostname', host.replace(/^api\./, '')], { cwd: homedir() });
    const token = stdout.trim();
    if (token !== '') return token;
  } catch (cause) {
    throw new SourceError('`gh auth token` gave no token: sign in with `gh auth login`, or set GITHUB_TOKEN', { cause });
  }
  throw new SourceError('`gh auth token` gave no token: sign in with `gh auth login`, or set GITHUB_TOKEN');
}

function showProgress(text: string): { end(): void } {
  if (!process.stderr.isTTY) return { end: () => {} };
  let shown = false;
  const timer = setTimeout(() => {
    shown = true;
    process.stderr.write(`agent-readiness: ${text} …`);
  }, patience);
  timer.unref();
  return {
    end() {
      clearTimeout(timer);
      if (shown) process.stderr.write('\r\u001b[2K');
    },
  };
}
