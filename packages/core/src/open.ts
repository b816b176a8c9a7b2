import { existsSync, realpathSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { configurationPaths, loadConfiguration, type ReadConfiguration } from './configuration/load.ts';
import { ConfigError, SourceError } from './errors.ts';
import { type GitHubClient, type GitHubUsage, gitHubClient } from './github/client.ts';
import { describeFailure } from './github/failure.ts';
import { gitHubHost, type Host, silentHost } from './github/host.ts';
import type { Recording } from './github/recording.ts';
import { gitHubRepository } from './github/repository.ts';
import { gitHubSource, webHost } from './github/source.ts';
import type { Configuration, PresetName } from './model/configuration.ts';
import { createRepository, type Repository } from './repository/repository.ts';
import { directorySource } from './sources/directory.ts';
import { GitMissing, runGit } from './sources/git.ts';
import { memorySource } from './sources/memory.ts';
import { overlaySource } from './sources/overlay.ts';
import { revisionSource } from './sources/revision.ts';
import type { RepositorySource } from './sources/source.ts';
import { worktreeSource } from './sources/worktree.ts';

export interface OpenOptions {
  /** Read this commit instead of the work tree. */
  readonly revision?: string;
  /**
   * Which configuration holds: the repository's own (default), none, or a file on this machine. Comments in the repository
   * that waive findings hold with its own only. A preset given here wins over the file's.
   */
  readonly configuration?: 'repository' | 'none' | { readonly file: string };
  readonly preset?: PresetName;
  /** Also read what GitHub knows of the repository. Nothing is asked, and nothing of the network loaded, without it. */
  readonly gitHub?: GitHubAccess;
}

/** How to reach GitHub. */
export interface GitHubAccess {
  /** Sent to the API's host only. Without it, little is visible: see docs/github.md. */
  readonly token?: string;
  /** Default `https://api.github.com`; `https://HOST/api/v3` for an Enterprise Server. */
  readonly apiUrl?: string;
  /** Takes the answers down, or gives those of an earlier run back. */
  readonly recording?: Recording;
  /** Told when a rate limit makes the run wait: seconds, and why. */
  readonly onWait?: (seconds: number, reason: string) => void;
}

/** A repository on GitHub, by its address. */
export interface GitHubAddress {
  readonly owner: string;
  readonly name: string;
}

/** An open repository, and the path inside it that was asked for. */
export interface OpenedRepository extends Repository {
  /** Repository-relative path that was named, when it was not the root: findings can be narrowed to it. */
  readonly focus?: string;
  /** Questions asked of GitHub so far; absent when it is not asked. */
  gitHubUsage?(): GitHubUsage;
  /** The same repository as it would be with these texts (path → text); with the configuration that holds now. Nothing is written. */
  withTexts(texts: ReadonlyMap<string, string>): Promise<Repository>;
}

/**
 * Opens a repository: a git work tree (any path inside it), a bare repository, a directory without git, or one on GitHub.
 *
 * @param target - A path on this machine, an address on GitHub, or a source of your own, e.g. {@link memorySource}.
 * @throws {ConfigError} When the path does not exist, or the configuration is wrong.
 * @throws {SourceError} When the repository cannot be read.
 */
export async function openRepository(target: string | GitHubAddress | RepositorySource, options: OpenOptions = {}): Promise<OpenedRepository> {
  const client = options.gitHub && gitHubClient({ apiUrl: defaultApiUrl, ...options.gitHub });
  const { source, focus, host } = await openTarget(target, options, client);
  try {
    const configuration = await chooseConfiguration(source, options);
    return await openedOver(source, configuration, host, { ...(focus ? { focus } : {}), ...(client ? { gitHubUsage: () => client.usage() } : {}) });
  } catch (error) {
    await source.close();
    throw error;
  }
}

/**
 * Opens the settings of a repository on GitHub, and none of its files. Without a token it tells what everyone may see of a public one.
 *
 * @throws {SourceError} When the repository is not there, or the token may not see it.
 */
export async function openSettings(address: GitHubAddress, access: GitHubAccess): Promise<OpenedRepository> {
  const client = gitHubClient({ apiUrl: defaultApiUrl, ...access });
  const onGitHub = gitHubRepository(client, address.owner, address.name);
  const profile = client.canAskAll ? await onGitHub.profile() : { state: 'known' };
  const general = client.canAskAll ? undefined : await onGitHub.general();
  const failure = 'failure' in profile ? profile.failure : general?.failure;
  if (failure) throw new SourceError(`${address.owner}/${address.name} cannot be read from ${new URL(client.apiUrl).host}: ${describeFailure(failure)}`);
  const configuration = await loadConfiguration(undefined, async () => undefined);
  return openedOver(memorySource({}), configuration, gitHubHost(onGitHub), { gitHubUsage: () => client.usage() });
}

async function openedOver(
  source: RepositorySource,
  configuration: Configuration,
  host: Host,
  more: Pick<OpenedRepository, 'focus' | 'gitHubUsage'>,
): Promise<OpenedRepository> {
  const repository = await createRepository(source, configuration, host);
  return { ...repository, ...more, withTexts: (texts) => createRepository(overlaySource(source, texts), configuration, host) };
}

export const defaultApiUrl = 'https://api.github.com';

async function openTarget(
  target: string | GitHubAddress | RepositorySource,
  { revision }: OpenOptions,
  client: GitHubClient | undefined,
): Promise<{ readonly source: RepositorySource; readonly focus?: string | undefined; readonly host: Host }> {
  if (typeof target === 'object' && 'owner' in target) {
    const repository = gitHubRepository(client ?? gitHubClient({ apiUrl: defaultApiUrl }), target.owner, target.name);
    return { source: gitHubSource(repository, revision), host: gitHubHost(repository) };
  }
  const opened = typeof target === 'string' ? await locate(target, revision) : { source: target, focus: undefined };
  return { ...opened, host: client ? await hostOf(opened.source, client) : silentHost({ kind: 'not-asked', message: 'no token was given' }) };
}

/** The host of a local repository, when its `origin` is on the GitHub that we may ask. The token goes nowhere else. */
export async function hostOf(source: RepositorySource, client: GitHubClient): Promise<Host> {
  const { origin } = await source.facts();
  const here = webHost(client.apiUrl);
  if (!origin) return silentHost({ kind: 'not-asked', message: 'this repository has no remote on GitHub' });
  // ssh.github.com is GitHub's SSH on the port of HTTPS.
  if (origin.host.toLowerCase().replace(/^ssh\./, '') !== here)
    return silentHost({ kind: 'not-asked', message: `the remote is on ${origin.host}, while ${here} was to be asked` });
  return gitHubHost(gitHubRepository(client, origin.owner, origin.name));
}

export async function locate(path: string, revision: string | undefined): Promise<{ source: RepositorySource; focus: string | undefined }> {
  const absolute = resolve(path);
  const stat = statSync(absolute, { throwIfNoEntry: false });
  if (!stat) throw new ConfigError(`There is no file or directory ${path}.`);
  const real = realpathSync.native(absolute);
  const directory = stat.isDirectory() ? real : dirname(real);
  const within = (root: string): string | undefined => relative(root, real).split(sep).join('/') || undefined;
  const plain = (): { source: RepositorySource; focus: string | undefined } => {
    if (revision !== undefined) throw new ConfigError(`${path} is not in a git repository, so there is no revision ${revision}.`);
    return { source: directorySource(directory), focus: within(directory) };
  };

  const asked = await runGit(directory, ['rev-parse', '--is-bare-repository', '--is-inside-git-dir', '--show-toplevel']).catch((error: unknown) => {
    if (error instanceof GitMissing) return undefined;
    throw error;
  });
  if (!asked) return plain();
  const [bare, insideGit, topLevel] = asked.stdout.toString('utf8').split(/\r?\n/);
  if (bare === 'true') return { source: revisionSource(directory, revision), focus: undefined };
  if (bare === undefined || bare === '') {
    // git says nothing: this is no repository, unless it is one that git cannot read.
    if (/not a git repository/i.test(asked.stderr) && !existsSync(join(directory, '.git'))) return plain();
    throw new SourceError(`git cannot read the repository at ${path}: ${asked.stderr.split('\n')[0] ?? ''}`);
  }
  if (insideGit === 'true') throw new ConfigError(`${path} is inside a git directory; name the work tree.`);
  const root = topLevel ? realpathSync.native(topLevel) : '';
  // `core.worktree` of a hostile repository could point anywhere: a work tree has a `.git` of its own and holds the path.
  if (root === '' || relative(root, directory).startsWith('..') || !existsSync(join(root, '.git')))
    throw new SourceError(`The git configuration of ${path} names a work tree elsewhere${topLevel ? ` (${topLevel})` : ''}; it was not followed.`);
  return { source: revision === undefined ? worktreeSource(root) : revisionSource(root, revision), focus: within(root) };
}

export async function chooseConfiguration(source: RepositorySource, options: OpenOptions): Promise<Configuration> {
  const choice = options.configuration ?? 'repository';
  if (choice === 'none') return loadConfiguration(undefined, async () => undefined, options.preset);
  if (choice !== 'repository') return loadConfiguration(choice.file, fromDisk, options.preset);
  const listed = new Set((await source.list()).map((entry) => entry.path));
  const present = configurationPaths.filter((path) => listed.has(path));
  if (present.length > 1) throw new ConfigError(`There are several configuration files: ${present.join(' and ')}. Keep one.`);
  // Comments of the repository are part of its policy: they hold where its own configuration does.
  return { ...(await loadConfiguration(present[0], fromSource(source), options.preset)), suppressionComments: true };
}

const fromDisk: ReadConfiguration = async (path) => readFile(path, 'utf8').catch(() => undefined);

function fromSource(source: RepositorySource): ReadConfiguration {
  return async (path) => {
    const content = (await source.read([path])).get(path);
    return content?.state === 'text' ? content.text : undefined;
  };
}
