import { SourceError } from '../errors.ts';
import type { FileContent, FileEntry } from '../model/file.ts';
import { at, booleanAt, isRecord, listAt, numberAt, textAt } from '../parse/json-value.ts';
import { parentOf } from '../path/relative.ts';
import { decodeFile } from '../sources/decode.ts';
import { resolveLinks } from '../sources/links.ts';
import { comparePaths, fileSizeLimit, type RepositoryFacts, type RepositorySource } from '../sources/source.ts';
import { describeFailure } from './failure.ts';
import { blobsQuery } from './queries.ts';
import type { GitHubRepository } from './repository.ts';

/** Blobs of one query, and their size together: well below what a query may take in GitHub's ten seconds. */
const batchCount = 300;
const batchSize = 6 * 1024 * 1024;
/** So few blobs are asked for one by one by REST, whose calls cost no points. */
const fewBlobs = 3;
/** GitHub cuts the text of larger blobs off; they are asked for one by one. */
const inlineSize = 500 * 1024;
/** Directories that are listed one by one when GitHub cuts the recursive listing off. */
const treeLimit = 400;
/** How often a batch that GitHub fails to answer is halved. */
const halvings = 3;

interface TreeEntry extends FileEntry {
  readonly oid: string;
  readonly byteSize: number;
}

/**
 * The files of a repository on GitHub at one commit, without a clone. Paths are listed by one call; contents are asked for in
 * batches, and a blob once, under however many paths it stands.
 *
 * @param revision - Branch, tag or commit; the head of the default branch without it.
 * @throws {SourceError} By its methods: the repository is not there or not visible, or GitHub does not answer.
 */
export function gitHubSource(repository: GitHubRepository, revision?: string): RepositorySource {
  const { client, owner, name } = repository;
  const address = `${owner}/${name}`;
  let start: Promise<{ facts: RepositoryFacts; tree: ReadonlyMap<string, TreeEntry> }> | undefined;
  const open = (): NonNullable<typeof start> => {
    start ??= openAt(repository, address, revision);
    return start;
  };
  const contents = blobReader(repository);

  const read = async (paths: readonly string[]): Promise<ReadonlyMap<string, FileContent>> => {
    const { tree } = await open();
    const links = await linkTargets(paths, tree, contents.read);
    const found = new Map<string, FileContent>();
    const wanted: { readonly path: string; readonly entry: TreeEntry }[] = [];
    for (const path of paths) {
      const resolved = resolveLinks(path, (candidate) => links.get(candidate));
      if (resolved.state !== 'resolved') {
        found.set(path, { state: 'unreadable', path, reason: resolved.state });
        continue;
      }
      const entry = tree.get(resolved.path);
      if (!entry) found.set(path, { state: 'unreadable', path, reason: hasBelow(tree, resolved.path) ? 'directory' : 'missing' });
      else if (entry.kind === 'submodule') found.set(path, { state: 'unreadable', path, reason: 'directory' });
      else if (entry.byteSize > fileSizeLimit) found.set(path, { state: 'too-large', path, byteSize: entry.byteSize, limit: fileSizeLimit });
      else wanted.push({ path, entry });
    }
    const blobs = await contents.read(wanted.map(({ entry }) => entry));
    for (const { path, entry } of wanted) {
      const bytes = blobs.get(entry.oid);
      if (bytes === undefined) throw new SourceError(`GitHub gave no content for ${path} of ${address}.`);
      found.set(path, decodeFile(path, entry.path, bytes));
    }
    return found;
  };

  return {
    facts: async () => (await open()).facts,
    list: async () => [...(await open()).tree.values()].map(({ path, kind, tracked }) => ({ path, kind, tracked })),
    read,
    contentIds: async () => new Map([...(await open()).tree].map(([path, { oid }]) => [path, oid])),
    close: async () => {},
  };

  async function openAt({ profile }: GitHubRepository, label: string, asked: string | undefined): Promise<Awaited<ReturnType<typeof open>>> {
    const known = await profile();
    if (known.state === 'failed') throw new SourceError(`${label} cannot be read from ${new URL(client.apiUrl).host}: ${describeFailure(known.failure)}`);
    const branch = textAt(known.data, 'defaultBranchRef', 'name');
    const commit = asked === undefined ? textAt(known.data, 'defaultBranchRef', 'target', 'oid') : await commitOf(repository, label, asked);
    return {
      facts: {
        kind: 'remote',
        shallow: true,
        ...(commit === undefined ? {} : { commit }),
        defaultBranch:
          branch === undefined
            ? { state: 'unknown', reason: 'the repository has no default branch yet', reveal: 'Push a first commit.' }
            : { state: 'known', value: branch, basis: 'observed', sources: ['GitHub'] },
        origin: { host: webHost(client.apiUrl), owner, name },
      },
      tree: commit === undefined ? new Map() : await listTree(repository, label, commit),
    };
  }
}

/** Name of the host of the web pages, as addresses of remotes have it: the API of github.com has one of its own. */
export function webHost(apiUrl: string): string {
  return new URL(apiUrl).hostname.replace(/^api\./, '');
}

async function commitOf({ rest }: GitHubRepository, address: string, revision: string): Promise<string> {
  const answer = await rest(`/commits/${encodeURIComponent(revision)}`, 'application/vnd.github.sha');
  if (answer.failure) throw new SourceError(`${address} has no revision ${revision} that can be read: ${describeFailure(answer.failure)}`);
  if (typeof answer.data !== 'string' || !isObjectId(answer.data))
    throw new SourceError(`GitHub’s answer for revision ${revision} of ${address} is no commit.`);
  return answer.data;
}

async function listTree({ rest }: GitHubRepository, address: string, commit: string): Promise<ReadonlyMap<string, TreeEntry>> {
  const entries: TreeEntry[] = [];
  const queue: { readonly oid: string; readonly prefix: string; readonly recursive: boolean }[] = [{ oid: commit, prefix: '', recursive: true }];
  let asked = 0;
  for (let next = queue.shift(); next; next = queue.shift()) {
    if (++asked > treeLimit) throw new SourceError(`${address} has more directories than can be listed through the API; clone it and audit the clone.`);
    const answer = await rest(`/git/trees/${next.oid}${next.recursive ? '?recursive=1' : ''}`);
    if (answer.failure) throw new SourceError(`The files of ${address} cannot be listed: ${describeFailure(answer.failure)}`);
    const tree = listAt(answer.data, 'tree');
    if (!tree) throw new SourceError(`GitHub’s list of files of ${address} has a shape that is not known.`);
    if (booleanAt(answer.data, 'truncated') === true) {
      if (!next.recursive)
        throw new SourceError(`${address} has a directory with more files than can be listed through the API; clone it and audit the clone.`);
      // Too much for one answer: this directory alone, then each below it.
      queue.push({ ...next, recursive: false });
      continue;
    }
    for (const node of tree) {
      const type = textAt(node, 'type');
      const oid = textAt(node, 'sha');
      const path = safePath(next.prefix, textAt(node, 'path'));
      if (oid === undefined || !isObjectId(oid) || path === undefined) continue;
      if (type === 'tree') {
        if (!next.recursive) queue.push({ oid, prefix: `${path}/`, recursive: true });
        continue;
      }
      entries.push({ path, kind: kindOf(textAt(node, 'mode'), type), tracked: true, oid, byteSize: numberAt(node, 'size') ?? 0 });
    }
  }
  return new Map(entries.sort(comparePaths).map((entry) => [entry.path, entry]));
}

/** A path as git would allow it; anything that could lead elsewhere is dropped. */
function safePath(prefix: string, path: string | undefined): string | undefined {
  if (path === undefined || path === '' || path.includes('\0')) return undefined;
  const whole = prefix + path;
  return whole.split('/').some((segment) => segment === '' || segment === '.' || segment === '..') ? undefined : whole;
}

function kindOf(mode: string | undefined, type: string | undefined): FileEntry['kind'] {
  if (type === 'commit') return 'submodule';
  return mode === '120000' ? 'symlink' : mode === '100755' ? 'executable' : 'file';
}

function isObjectId(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

const hopLimit = 40;

/** Targets of the links on the way of these paths: each hop is one round of reading. */
async function linkTargets(paths: readonly string[], tree: ReadonlyMap<string, TreeEntry>, read: BlobReader['read']): Promise<ReadonlyMap<string, string>> {
  const targets = new Map<string, string>();
  for (let hop = 0; hop < hopLimit; hop++) {
    const fresh = new Map<string, TreeEntry>();
    for (const path of paths) {
      const resolved = resolveLinks(path, (candidate) => targets.get(candidate));
      if (resolved.state !== 'resolved') continue;
      for (let prefix = resolved.path; prefix !== ''; prefix = parentOf(prefix)) {
        const entry = tree.get(prefix);
        if (entry?.kind === 'symlink' && !targets.has(prefix)) fresh.set(prefix, entry);
      }
    }
    if (fresh.size === 0) break;
    const blobs = await read([...fresh.values()]);
    for (const [path, { oid }] of fresh) {
      const bytes = blobs.get(oid);
      targets.set(path, bytes === undefined ? '' : new TextDecoder().decode(bytes));
    }
  }
  return targets;
}

function hasBelow(tree: ReadonlyMap<string, TreeEntry>, path: string): boolean {
  const start = path === '' ? '' : `${path}/`;
  for (const candidate of tree.keys()) if (candidate.startsWith(start)) return true;
  return false;
}

interface Job {
  readonly entry: TreeEntry;
  readonly resolve: (blob: Uint8Array) => void;
  readonly reject: (error: unknown) => void;
}

interface BlobReader {
  read(entries: readonly TreeEntry[]): Promise<ReadonlyMap<string, Uint8Array>>;
}

/** Reads blobs by object id. What several callers ask for in one turn of the event loop becomes one query. */
function blobReader({ client, owner, name, rest }: GitHubRepository): BlobReader {
  const known = new Map<string, Promise<Uint8Array>>();
  let waiting: Job[] = [];

  const flush = (): void => {
    const jobs = waiting;
    waiting = [];
    const isSmall = ({ entry }: Job): boolean => jobs.length > fewBlobs && entry.byteSize <= inlineSize;
    for (const job of jobs) if (!isSmall(job)) raw(job.entry).then(job.resolve, job.reject);
    for (const batch of batchesOf(jobs.filter(isSmall), ({ entry }) => entry.byteSize)) void settle(batch);
  };

  const settle = async (batch: readonly Job[]): Promise<void> => {
    try {
      const blobs = await askBatch(batch.map(({ entry }) => entry));
      for (const [index, job] of batch.entries()) job.resolve(blobs[index] ?? new Uint8Array());
    } catch (error) {
      for (const job of batch) job.reject(error);
    }
  };

  const raw = async (entry: TreeEntry): Promise<Uint8Array> => {
    const answer = await rest(`/git/blobs/${entry.oid}`);
    if (answer.failure) throw new SourceError(`${entry.path} of ${owner}/${name} cannot be read: ${describeFailure(answer.failure)}`);
    const content = textAt(answer.data, 'content');
    if (content === undefined || textAt(answer.data, 'encoding') !== 'base64')
      throw new SourceError(`GitHub’s answer for ${entry.path} of ${owner}/${name} is no blob.`);
    return Buffer.from(content, 'base64');
  };

  const askBatch = async (entries: readonly TreeEntry[], halved = 0): Promise<readonly Uint8Array[]> => {
    const variables = Object.fromEntries(entries.map(({ oid }, index) => [`o${index}`, oid]));
    const answer = await client.graphql(blobsQuery(entries.length), { owner, name, ...variables });
    if (answer.failure) {
      // Too much for GitHub's ten seconds, perhaps: halves are easier.
      const half = Math.ceil(entries.length / 2);
      if (entries.length > 1 && halved < halvings && (answer.failure.kind === 'unreachable' || answer.failure.kind === 'malformed'))
        return [...(await askBatch(entries.slice(0, half), halved + 1)), ...(await askBatch(entries.slice(half), halved + 1))];
      throw new SourceError(`Files of ${owner}/${name} cannot be read: ${describeFailure(answer.failure)}`);
    }
    const repository = at(answer.data, 'repository');
    return Promise.all(entries.map((entry, index) => blobOf(entry, at(repository, `b${index}`))));
  };

  const blobOf = async (entry: TreeEntry, node: unknown): Promise<Uint8Array> => {
    if (!isRecord(node)) return raw(entry);
    const text = textAt(node, 'text');
    // Also what GitHub takes for binary: it may be text in UTF-16.
    if (text === undefined || node['isTruncated'] === true) return raw(entry);
    const bytes = new TextEncoder().encode(text);
    // Another length: GitHub made text of bytes that are no UTF-8, or left a byte order mark out.
    return bytes.byteLength === entry.byteSize ? bytes : raw(entry);
  };

  return {
    async read(entries) {
      for (const entry of entries) {
        if (known.has(entry.oid)) continue;
        if (waiting.length === 0) setImmediate(flush);
        known.set(entry.oid, new Promise<Uint8Array>((resolve, reject) => waiting.push({ entry, resolve, reject })));
      }
      const blobs = await Promise.all(
        entries.map(async ({ oid }): Promise<[string, Uint8Array] | undefined> => {
          const blob = await known.get(oid);
          return blob === undefined ? undefined : [oid, blob];
        }),
      );
      return new Map(blobs.filter((pair) => pair !== undefined));
    },
  };
}

function batchesOf<Item>(items: readonly Item[], sizeOf: (item: Item) => number): readonly (readonly Item[])[] {
  const batches: Item[][] = [];
  let size = 0;
  for (const item of items) {
    const last = batches.at(-1);
    if (!last || last.length >= batchCount || size + sizeOf(item) > batchSize) {
      batches.push([item]);
      size = sizeOf(item);
    } else {
      last.push(item);
      size += sizeOf(item);
    }
  }
  return batches;
}
