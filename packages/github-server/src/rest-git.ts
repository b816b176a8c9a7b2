import { entryAt, entryType, type ObjectStore, resolveRevision, type Tree, type TreeEntry, treeOf, walk } from './git-objects.ts';
import { type Handler, notFound, ok, type RestAnswer, type RestRequest, refused } from './rest-answer.ts';

/** Bytes beyond which `contents` names a file and gives no content; beyond a hundred times that it refuses. */
const CONTENTS_LIMIT = 1024 * 1024;

const readsContents =
  (answer: Handler): Handler =>
  (context, request) => {
    const refusal = context.view.refusal('contents');
    return refusal ? refused(refusal) : answer(context, request);
  };

/** A commit by branch, ref or id, as REST writes it. */
export function commitBody(store: ObjectStore, revision: string): object | undefined {
  const commit = resolveRevision(store, revision);
  if (commit?.kind !== 'commit') return undefined;
  const who = { name: 'Baker', email: 'baker@users.noreply.github.com', date: commit.date };
  return {
    sha: commit.sha,
    node_id: `C_${commit.sha}`,
    url: `https://github.test/commits/${commit.sha}`,
    commit: {
      message: commit.message,
      author: who,
      committer: who,
      comment_count: 0,
      tree: { sha: commit.tree, url: `https://github.test/trees/${commit.tree}` },
    },
    author: null,
    committer: null,
    parents: [],
  };
}

const getCommit = readsContents(({ store }, { parameters, accept }) => {
  const revision = parameters['ref'] ?? '';
  const body = commitBody(store, revision);
  const sha = resolveRevision(store, revision)?.sha;
  if (body === undefined || sha === undefined)
    return { status: 422, body: { message: `No commit found for SHA: ${revision}`, documentation_url: 'https://docs.github.com/rest', status: '422' } };
  return /\bsha\b/.test(accept) ? raw(Buffer.from(sha), 'application/vnd.github.sha; charset=utf-8') : ok(body);
});

const getTree = readsContents(({ scenario, store }, { parameters, query, base }) => {
  const object = resolveRevision(store, parameters['tree_sha'] ?? '');
  const tree = object === null ? null : treeOf(store, object);
  if (tree === null) return notFound;
  // Any value of `recursive` counts, even 0.
  const all = query.has('recursive') ? [...walk(store, tree)] : tree.entries.map((entry) => ({ path: entry.name, entry }));
  const shown = all.slice(0, scenario.repository.treeLimit);
  return ok({
    sha: tree.sha,
    url: `${base}/repos/${scenario.repository.owner}/${scenario.repository.name}/git/trees/${tree.sha}`,
    tree: shown.map(({ path, entry }) => treeEntryBody(store, path, entry, base)),
    truncated: shown.length < all.length,
  });
});

function treeEntryBody(store: ObjectStore, path: string, entry: TreeEntry, base: string): object {
  const object = store.objects.get(entry.sha);
  const type = entryType(entry);
  return {
    path,
    mode: entry.mode,
    type,
    sha: entry.sha,
    ...(object?.kind === 'blob' ? { size: object.bytes.length } : {}),
    ...(type === 'commit' ? {} : { url: `${base}/git/${type}s/${entry.sha}` }),
  };
}

const getBlob = readsContents(({ store }, { parameters, accept, url }) => {
  const blob = store.objects.get(parameters['file_sha'] ?? '');
  if (blob?.kind !== 'blob') return notFound;
  if (wantsRaw(accept)) return raw(blob.bytes);
  return ok({ sha: blob.sha, node_id: `B_${blob.sha}`, size: blob.bytes.length, url, content: base64(blob.bytes), encoding: 'base64' });
});

const getContents = readsContents(({ store }, request) => {
  const start = resolveRevision(store, request.query.get('ref') ?? 'HEAD');
  const path = (request.parameters['path'] ?? '').replace(/\/+$/, '');
  const entry = start === null ? null : entryAt(store, start, path);
  if (entry === null) return notFound;
  const object = store.objects.get(entry.sha);
  if (object?.kind === 'tree') return ok(directoryBody(store, object, path, request));
  return contentBody(store, entry, path, request);
});

const directoryBody = (store: ObjectStore, tree: Tree, path: string, request: RestRequest): readonly object[] =>
  tree.entries.map((entry) => {
    const object = store.objects.get(entry.sha);
    // A submodule is called a file here: https://docs.github.com/en/rest/repos/contents (checked 2026-11-25).
    const type = entry.mode === '040000' ? 'dir' : entry.mode === '120000' ? 'symlink' : 'file';
    return { type, size: object?.kind === 'blob' ? object.bytes.length : 0, ...namedEntry(entry, path === '' ? entry.name : `${path}/${entry.name}`, request) };
  });

function contentBody(store: ObjectStore, entry: TreeEntry, path: string, request: RestRequest): RestAnswer {
  const common = namedEntry(entry, path, request);
  if (entry.mode === '160000') return ok({ type: 'submodule', size: 0, submodule_git_url: 'https://github.test/bakery/flour.git', ...common });
  const blob = store.objects.get(entry.sha);
  if (blob?.kind !== 'blob') return notFound;
  if (wantsRaw(request.accept)) return raw(blob.bytes);
  if (entry.mode === '120000') return ok({ type: 'symlink', size: blob.bytes.length, target: blob.bytes.toString('utf8'), ...common });
  const tooLarge = blob.bytes.length > CONTENTS_LIMIT;
  return ok({ type: 'file', size: blob.bytes.length, encoding: tooLarge ? 'none' : 'base64', content: tooLarge ? '' : base64(blob.bytes), ...common });
}

function namedEntry(entry: TreeEntry, path: string, { base }: RestRequest): object {
  const url = `${base}/contents/${encodeURI(path)}`;
  const git = `${base}/git/${entry.sha}`;
  return { name: entry.name, path, sha: entry.sha, url, git_url: git, html_url: url, download_url: null, _links: { self: url, git, html: url } };
}

/** GitHub breaks base64 after 60 characters. */
const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/.{1,60}/g, '$&\n');

const wantsRaw = (accept: string): boolean => /application\/vnd\.github\.(?:v3\.)?raw\b/.test(accept);
const raw = (bytes: Buffer, type = 'application/vnd.github.raw; charset=utf-8'): RestAnswer => ({
  status: 200,
  body: bytes,
  headers: { 'content-type': type },
});

/** Paths below `/repos/{owner}/{repo}`. */
export const gitRoutes: Readonly<Record<string, Handler>> = {
  '/commits/{ref}': getCommit,
  '/git/trees/{tree_sha}': getTree,
  '/git/blobs/{file_sha}': getBlob,
  '/contents/{path}': getContents,
};
