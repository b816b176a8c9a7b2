import { readCommits } from './change/commits.ts';
import { createChange } from './change/create-change.ts';
import { noPullRequest } from './change/pull-request.ts';
import type { OpenedChange } from './engine/gate.ts';
import { ConfigError, SourceError } from './errors.ts';
import { type GitHubUsage, gitHubClient } from './github/client.ts';
import { silentHost } from './github/host.ts';
import type { PullRequest } from './model/pull-request.ts';
import { chooseConfiguration, defaultApiUrl, type GitHubAccess, hostOf, locate, type OpenOptions } from './open.ts';
import { createRepository } from './repository/repository.ts';
import { runGit } from './sources/git.ts';
import { revisionSource } from './sources/revision.ts';

export interface OpenChangeOptions extends Pick<OpenOptions, 'configuration' | 'preset'> {
  /** Branch or commit that the change goes to; default: the default branch of `origin`, or `main` or `master` here. */
  readonly base?: string;
  /** Commit that brings the change; default: the work tree, with what is not committed yet. */
  readonly head?: string;
  /** What is known of its pull request; default: there is none yet. */
  readonly pullRequest?: PullRequest;
  /** Also read what GitHub knows of the repository. */
  readonly gitHub?: GitHubAccess;
}

/** An open change; `close` ends what is still running. */
export interface OpenChange extends OpenedChange {
  gitHubUsage?(): GitHubUsage;
  close(): Promise<void>;
}

/**
 * Opens a change of a local repository: from the merge base of target and head to the head.
 *
 * @param path - In a git work tree, or a bare repository.
 * @throws {ConfigError} When the path is no git repository, or the configuration of the target is wrong.
 * @throws {SourceError} When base or head is not in this clone, or they have no commit in common: nothing is guessed then.
 */
export async function openChange(path: string, options: OpenChangeOptions = {}): Promise<OpenChange> {
  const located = await locate(path, undefined);
  const facts = await located.source.facts();
  const { root } = facts;
  if (root === undefined || (facts.kind !== 'worktree' && facts.kind !== 'revision'))
    throw new ConfigError(`${path} is not in a git repository; a change needs one.`);
  if (facts.kind === 'revision' && options.head === undefined) throw new ConfigError(`${path} is a bare repository; name the head with --head.`);
  const target = options.base === undefined ? await defaultTarget(root, facts.defaultBranch) : await commitOf(root, options.base);
  const head = await commitOf(root, options.head ?? 'HEAD');
  const base = await mergeBase(root, target, head, facts.shallow);

  const client = options.gitHub && gitHubClient({ apiUrl: defaultApiUrl, ...options.gitHub });
  const host = client ? await hostOf(located.source, client) : silentHost({ kind: 'not-asked', message: 'no token was given' });
  const sources = {
    base: revisionSource(root, base),
    target: target === base ? undefined : revisionSource(root, target),
    head: options.head === undefined ? located.source : revisionSource(root, head),
  };
  const close = async (): Promise<void> => {
    await Promise.all([sources.base.close(), sources.target?.close(), sources.head.close()]);
  };
  try {
    const configuration = await chooseConfiguration(sources.target ?? sources.base, options);
    const [baseRepository, headRepository, targetRepository] = await Promise.all([
      createRepository(sources.base, configuration, host),
      createRepository(sources.head, configuration, host),
      sources.target && createRepository(sources.target, configuration, host),
    ]);
    const { commits, unknown } = await readCommits(root, base, head);
    const parts = { base: baseRepository, head: headRepository, target: targetRepository ?? baseRepository };
    const change = await createChange({
      ...parts,
      commits,
      ...(unknown === undefined ? {} : { commitsUnknown: unknown }),
      pullRequest: options.pullRequest ?? noPullRequest,
    });
    return { ...parts, change, ...(client ? { gitHubUsage: () => client.usage() } : {}), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Where changes usually go, when nobody says. */
async function defaultTarget(
  root: string,
  defaultBranch: Awaited<ReturnType<Awaited<ReturnType<typeof locate>>['source']['facts']>>['defaultBranch'],
): Promise<string> {
  const names = defaultBranch.state === 'known' ? [defaultBranch.value] : ['main', 'master'];
  for (const ref of names.flatMap((name) => [`refs/remotes/origin/${name}`, `refs/heads/${name}`])) {
    const commit = await findCommit(root, ref);
    if (commit) return commit;
  }
  throw new ConfigError('It is not clear which branch the change goes to; name it with --base.');
}

async function commitOf(root: string, revision: string): Promise<string> {
  const commit = await findCommit(root, revision);
  if (commit) return commit;
  throw new SourceError(
    `There is no commit "${revision}" in this clone; fetch it first (actions/checkout: fetch-depth: 0, and \`git fetch origin\` for the base branch).`,
  );
}

async function findCommit(root: string, revision: string): Promise<string | undefined> {
  const { exitCode, stdout } = await runGit(root, ['rev-parse', '--verify', '-q', '--end-of-options', `${revision}^{commit}`]);
  const oid = stdout.toString('utf8').trim();
  return exitCode === 0 && /^[0-9a-f]{40,64}$/.test(oid) ? oid : undefined;
}

async function mergeBase(root: string, target: string, head: string, shallow: boolean): Promise<string> {
  const { exitCode, stdout } = await runGit(root, ['merge-base', target, head]);
  const oid = stdout.toString('utf8').trim().split('\n')[0] ?? '';
  if (exitCode === 0 && /^[0-9a-f]{40,64}$/.test(oid)) return oid;
  const why = shallow ? 'the history of this clone is cut off; fetch all of it (actions/checkout: fetch-depth: 0)' : 'they have no commit in common';
  throw new SourceError(`The change cannot be compared with its base (${target.slice(0, 10)}..${head.slice(0, 10)}): ${why}.`);
}
