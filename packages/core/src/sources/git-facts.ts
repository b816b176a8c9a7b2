import type { Knowledge } from '../model/knowledge.ts';
import { runGit } from './git.ts';
import type { RepositoryFacts } from './source.ts';

/** What git knows around the files, asked in one go. */
export async function gitFacts(directory: string): Promise<Pick<RepositoryFacts, 'commit' | 'branch' | 'defaultBranch' | 'shallow' | 'origin'>> {
  const [head, remoteHead, origin, shallow] = await Promise.all([
    // `--verify -q` prints nothing on an unborn branch.
    runGit(directory, ['rev-parse', '--verify', '-q', 'HEAD^{commit}']),
    runGit(directory, ['for-each-ref', '--format=%(symref:short)', 'refs/remotes/origin/HEAD']),
    runGit(directory, ['config', '--get', 'remote.origin.url']),
    runGit(directory, ['rev-parse', '--is-shallow-repository', '--symbolic-full-name', '--abbrev-ref', 'HEAD']),
  ]);
  const symbolic = await runGit(directory, ['symbolic-ref', '-q', '--short', 'HEAD']);
  const commit = text(head.stdout);
  const branch = text(symbolic.stdout);
  const remote = text(remoteHead.stdout).replace(/^origin\//, '');
  const defaultBranch: Knowledge<string> =
    remote !== ''
      ? { state: 'known', value: remote, basis: 'observed', sources: ['refs/remotes/origin/HEAD'] }
      : { state: 'unknown', reason: 'this clone does not record the default branch of its remote', reveal: 'Run `git remote set-head origin --auto`.' };
  const address = parseRemote(text(origin.stdout));
  return {
    ...(/^[0-9a-f]{40,64}$/.test(commit) ? { commit } : {}),
    ...(branch === '' ? {} : { branch }),
    defaultBranch,
    shallow: text(shallow.stdout).startsWith('true'),
    ...(address ? { origin: address } : {}),
  };
}

function text(bytes: Buffer): string {
  return bytes.toString('utf8').trim();
}

/** `https://host/owner/name.git`, `git@host:owner/name`, `ssh://git@host/owner/name` → address; anything else is none. Credentials are dropped. */
function parseRemote(url: string): { host: string; owner: string; name: string } | undefined {
  const match = /^(?:(?:https?|ssh|git):\/\/(?:[^@/]*@)?([^/:]+)(?::\d+)?\/|(?:[^@/\s]+@)?([A-Za-z0-9.-]+):)([^/\s]+)\/([^/\s]+?)(?:\.git)?\/?$/.exec(url);
  const host = match?.[1] ?? match?.[2];
  const [owner, name] = [match?.[3], match?.[4]];
  return host && owner && name ? { host: host.toLowerCase(), owner, name } : undefined;
}
