import { readFileSync } from 'node:fs';
import {
  type EventFacts,
  noPullRequest,
  type OpenChange,
  openChange,
  openPullRequest,
  type PullRequest,
  parseEvent,
  parsePullRequestFile,
} from '@ten-point/core';
import { ConfigError } from '@ten-point/core/errors';
import { openTarget, type Target } from './git-hub.ts';
import type { GateArguments } from './program.ts';

/** An open change, and what ends the asking of GitHub. */
export interface OpenGate {
  readonly change: OpenChange;
  finish(): Promise<void>;
}

/**
 * Opens the change that the arguments name: a pull request, two commits, the event of a workflow, or the work here.
 *
 * @throws {ConfigError} When the arguments contradict each other, or a file that they name is not what it should be.
 */
export async function openGate(path: string, options: GateArguments, environment: NodeJS.ProcessEnv = process.env): Promise<OpenGate> {
  const told = [options.body === undefined ? '' : '--body', options.prJson === undefined ? '' : '--pr-json', options.pr === undefined ? '' : '--pr'].filter(
    Boolean,
  );
  if (told.length > 1) throw new ConfigError(`${told.join(' and ')} each tell of the pull request; give one of them.`);
  if (options.pr !== undefined && (options.base !== undefined || options.head !== undefined))
    throw new ConfigError('--pr names the commits already; leave --base and --head away.');
  const shared = {
    ...(options.preset ? { preset: options.preset } : {}),
    configuration: options.config === false ? ('none' as const) : typeof options.config === 'string' ? { file: options.config } : ('repository' as const),
  };
  if (options.pr !== undefined) {
    const named = pullRequestOf(options.pr, path);
    const target = await openTarget(named.repository, options, environment);
    return opened(target, () => openPullRequest(target.repository, named.number, { ...shared, gitHub: gitHubOf(target) }));
  }
  const target = await openTarget(path, options, environment);
  if (typeof target.repository !== 'string') throw new ConfigError(`${path} is on GitHub; name the pull request with --pr.`);
  const clone = target.repository;
  const { base, head } = options;
  const event = base === undefined && head === undefined && told.length === 0 ? eventIn(environment) : undefined;
  const { gitHub } = target;
  if (event?.number !== undefined && gitHub) {
    const { number } = event;
    // Also of a merge queue: its commit is judged with what the pull request says.
    return opened(target, () => openPullRequest(clone, number, { ...shared, gitHub, head: event.head }));
  }
  return opened(target, () =>
    openChange(clone, {
      ...shared,
      ...(gitHub ? { gitHub } : {}),
      ...(event ? { base: event.base, head: event.head } : { ...(base === undefined ? {} : { base }), ...(head === undefined ? {} : { head }) }),
      pullRequest: event?.pullRequest ?? pullRequestIn(options),
    }),
  );
}

async function opened(target: Target, open: () => Promise<OpenChange>): Promise<OpenGate> {
  try {
    return { change: await open(), finish: () => target.finish() };
  } catch (error) {
    await target.finish();
    throw error;
  }
}

function gitHubOf({ gitHub }: Target): NonNullable<Target['gitHub']> {
  if (!gitHub) throw new ConfigError('--pr asks GitHub, which needs a token: set GITHUB_TOKEN, or use --gh or --replay.');
  return gitHub;
}

/** `12` of the clone, `owner/name#12`, or the address of a pull request. */
function pullRequestOf(text: string, path: string): { readonly repository: string; readonly number: number } {
  if (/^#?\d{1,9}$/.test(text)) return { repository: path, number: Number(text.replace('#', '')) };
  const [, repository, number] =
    /^(https?:\/\/[^/\s]+\/[^/\s]+\/[^/\s]+)\/pull\/(\d{1,9})(?:[/?#].*)?$/.exec(text) ?? /^([\w.-]+\/[\w.-]+)#(\d{1,9})$/.exec(text) ?? [];
  if (repository === undefined) throw new ConfigError(`${text} names no pull request: a number, owner/name#12, or its address.`);
  return { repository, number: Number(number) };
}

function pullRequestIn({ body, prJson }: GateArguments): PullRequest {
  if (prJson !== undefined) {
    const read = parsePullRequestFile(textOf(prJson));
    if (typeof read === 'string') throw new ConfigError(`${prJson} tells of no pull request: ${read}.`);
    return read;
  }
  if (body === undefined) return noPullRequest;
  return { ...noPullRequest, basis: 'file', body: { state: 'known', value: textOf(body), basis: 'declared', sources: [body] } };
}

/** The event that a workflow of GitHub Actions runs for; none for those that bring no change. */
function eventIn(environment: NodeJS.ProcessEnv): EventFacts | undefined {
  const path = environment['GITHUB_EVENT_PATH'];
  if (environment['GITHUB_ACTIONS'] !== 'true' || !path) return undefined;
  const event = parseEvent(textOf(path));
  if (typeof event !== 'string') return event;
  process.stderr.write(`agent-readiness: the event of this workflow was not used: ${event}\n`);
  return undefined;
}

function textOf(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (cause) {
    throw new ConfigError(`${file} cannot be read.`, { cause });
  }
}
