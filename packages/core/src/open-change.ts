import { readCommits } from './change/commits.ts';
import { type ChangeParts, createChange } from './change/create-change.ts';
import type { OpenedChange } from './engine/gate.ts';
import { ConfigError, SourceError } from './errors.ts';
import { type GitHubUsage, gitHubClient } from './github/client.ts';
import { commentMarker, writeComment } from './github/comment.ts';
import { compareCommits } from './github/compare.ts';
import { describeFailure } from './github/failure.ts';
import { gitHubHost, type Host, silentHost } from './github/host.ts';
import { readPullRequest } from './github/pull-request.ts';
import { type GitHubRepository, gitHubRepository } from './github/repository.ts';
import { accountRights } from './github/rights.ts';
import { gitHubSource, webHost } from './github/source.ts';
import type { AccountRights, PullRequest } from './model/pull-request.ts';
import { chooseConfiguration, defaultApiUrl, type GitHubAccess, type GitHubAddress, hostOf, locate, type OpenOptions } from './open.ts';
import { noPullRequest } from './parse/unknown-pull-request.ts';
import { createRepository } from './repository/repository.ts';
import { runGit } from './sources/git.ts';
import { revisionSource } from './sources/revision.ts';
import type { RepositoryFacts, RepositorySource } from './sources/source.ts';

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

export interface OpenPullRequestOptions extends Pick<OpenOptions, 'configuration' | 'preset'> {
  readonly gitHub: GitHubAccess;
  /** Commit that is judged; default: the head of the pull request. A workflow names the one that it runs for. */
  readonly head?: string;
}

/** An open change; `close` ends what is still running. */
export interface OpenChange extends OpenedChange {
  gitHubUsage?(): GitHubUsage;
  /**
   * Writes a comment on the pull request, or brings ours up to date; only for a pull request on GitHub.
   *
   * @returns What went wrong, as a sentence.
   */
  comment?(markdown: string): Promise<string | undefined>;
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
  const { root, facts } = await repositoryAt(located.source, path);
  if (facts.kind === 'revision' && options.head === undefined) throw new ConfigError(`${path} is a bare repository; name the head with --head.`);
  const target = options.base === undefined ? await defaultTarget(root, facts.defaultBranch) : await commitOf(root, options.base);
  const head = await commitOf(root, options.head ?? 'HEAD');
  const client = options.gitHub && gitHubClient({ apiUrl: defaultApiUrl, ...options.gitHub });
  const host = client ? await hostOf(located.source, client) : silentHost({ kind: 'not-asked', message: 'no token was given' });
  const opened = await openLocal(root, facts, {
    target,
    head,
    workTree: options.head === undefined ? located.source : undefined,
    host,
    pullRequest: options.pullRequest ?? noPullRequest,
    options,
  });
  return { ...opened, ...(client ? { gitHubUsage: () => client.usage() } : {}) };
}

/**
 * Opens the change that a pull request brings, with what GitHub knows of it. The files come from the clone where it has both
 * commits, else from GitHub.
 *
 * @param target - A clone, or the address of the repository.
 * @throws {ConfigError} When the clone has no remote on GitHub, or the configuration of the target branch is wrong.
 * @throws {SourceError} When the pull request cannot be read.
 */
export async function openPullRequest(target: string | GitHubAddress, number: number, options: OpenPullRequestOptions): Promise<OpenChange> {
  const client = gitHubClient({ apiUrl: defaultApiUrl, ...options.gitHub });
  const located = typeof target === 'string' ? await locate(target, undefined) : undefined;
  const local = located && (await repositoryAt(located.source, typeof target === 'string' ? target : ''));
  const origin = local?.facts.origin;
  if (local && (!origin || origin.host.replace(/^ssh\./, '') !== webHost(client.apiUrl)))
    throw new ConfigError(`This clone has no remote on ${webHost(client.apiUrl)}; name the pull request by its address.`);
  const address = typeof target === 'string' ? { owner: origin?.owner ?? '', name: origin?.name ?? '' } : target;
  const repository = gitHubRepository(client, address.owner, address.name);
  const { pullRequest, baseCommit, headCommit } = await readPullRequest(repository, number);
  const head = options.head ?? headCommit;
  if (baseCommit === undefined || head === undefined) {
    const { title } = pullRequest;
    throw new SourceError(
      `The pull request ${address.owner}/${address.name}#${number} cannot be read${title.state === 'unknown' ? `: ${title.reason}. ${title.reveal}` : '.'}`,
    );
  }
  const host = gitHubHost(repository);
  const rights = accountRights(repository);
  const usage = {
    gitHubUsage: () => client.usage(),
    comment: (markdown: string) => writeComment(repository, number, markdown, commentMarker),
  };
  if (local && (await findCommit(local.root, baseCommit)) && (await findCommit(local.root, head)))
    return { ...(await openLocal(local.root, local.facts, { target: baseCommit, head, host, pullRequest, rights, options })), ...usage };
  return { ...(await openRemote(repository, { target: baseCommit, head, host, pullRequest, rights, options })), ...usage };
}

interface Opening {
  /** Commit ids. */
  readonly target: string;
  readonly head: string;
  /** Read instead of the head commit. */
  readonly workTree?: RepositorySource | undefined;
  readonly host: Host;
  readonly pullRequest: PullRequest;
  readonly rights?: AccountRights;
  readonly options: Pick<OpenOptions, 'configuration' | 'preset'>;
}

async function openLocal(root: string, facts: RepositoryFacts, opening: Opening): Promise<OpenChange> {
  const base = await mergeBase(root, opening.target, opening.head, facts.shallow);
  const { commits, unknown } = await readCommits(root, base, opening.head);
  const source = (commit: string): RepositorySource => revisionSource(root, commit);
  return openBetween({ ...opening, base, source }, { commits, ...(unknown === undefined ? {} : { commitsUnknown: unknown }) });
}

async function openRemote(repository: GitHubRepository, opening: Opening): Promise<OpenChange> {
  const compared = await compareCommits(repository, opening.target, opening.head);
  if ('failure' in compared) throw new SourceError(`The change cannot be compared with its base: ${describeFailure(compared.failure)}`);
  const source = (commit: string): RepositorySource => gitHubSource(repository, commit);
  return openBetween({ ...opening, base: compared.mergeBase, source }, compared);
}

async function openBetween(
  {
    base,
    target,
    head,
    workTree,
    source,
    host,
    pullRequest,
    rights,
    options,
  }: Opening & { readonly base: string; readonly source: (commit: string) => RepositorySource },
  told: Pick<ChangeParts, 'commits' | 'commitsUnknown'>,
): Promise<OpenChange> {
  const sources = { base: source(base), target: target === base ? undefined : source(target), head: workTree ?? source(head) };
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
    const parts = { base: baseRepository, head: headRepository, target: targetRepository ?? baseRepository };
    const { commits, commitsUnknown } = told;
    const change = await createChange({ ...parts, commits, ...(commitsUnknown === undefined ? {} : { commitsUnknown }), pullRequest });
    return { ...parts, change, ...(rights ? { rights } : {}), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function repositoryAt(source: RepositorySource, path: string): Promise<{ readonly root: string; readonly facts: RepositoryFacts }> {
  const facts = await source.facts();
  if (facts.root === undefined || (facts.kind !== 'worktree' && facts.kind !== 'revision'))
    throw new ConfigError(`${path} is not in a git repository; a change needs one.`);
  return { root: facts.root, facts };
}

/** Where changes usually go, when nobody says. */
async function defaultTarget(root: string, defaultBranch: RepositoryFacts['defaultBranch']): Promise<string> {
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
  const oid = stdout.toString('utf8').trim().split('\n').at(-1) ?? '';
  return exitCode === 0 && /^[0-9a-f]{40,64}$/.test(oid) ? oid : undefined;
}

async function mergeBase(root: string, target: string, head: string, shallow: boolean): Promise<string> {
  const { exitCode, stdout } = await runGit(root, ['merge-base', target, head]);
  const oid = stdout.toString('utf8').trim().split('\n')[0] ?? '';
  if (exitCode === 0 && /^[0-9a-f]{40,64}$/.test(oid)) return oid;
  const why = shallow ? 'the history of this clone is cut off; fetch all of it (actions/checkout: fetch-depth: 0)' : 'they have no commit in common';
  throw new SourceError(`The change cannot be compared with its base (${target.slice(0, 10)}..${head.slice(0, 10)}): ${why}.`);
}
