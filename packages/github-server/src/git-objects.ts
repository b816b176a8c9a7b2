import { createHash } from 'node:crypto';
import { DATE } from './date.ts';
import type { FileContent, Files } from './scenario.ts';

export interface Blob {
  readonly kind: 'blob';
  readonly sha: string;
  readonly bytes: Buffer;
}

export interface TreeEntry {
  readonly mode: '100644' | '120000' | '040000' | '160000';
  readonly name: string;
  readonly sha: string;
}

export interface Tree {
  readonly kind: 'tree';
  readonly sha: string;
  readonly entries: readonly TreeEntry[];
}

export interface Commit {
  readonly kind: 'commit';
  readonly sha: string;
  readonly tree: string;
  readonly message: string;
  readonly date: string;
}

export type GitObject = Blob | Tree | Commit;

export interface ObjectStore {
  readonly objects: ReadonlyMap<string, GitObject>;
  /** Commit id by branch name. */
  readonly branches: ReadonlyMap<string, string>;
  readonly defaultBranch: string;
}

/** What a tree entry leads to. */
export const entryType = (entry: TreeEntry): 'blob' | 'tree' | 'commit' => (entry.mode === '040000' ? 'tree' : entry.mode === '160000' ? 'commit' : 'blob');

/** One commit per branch, with the ids that git would give. */
export function buildObjects(defaultBranch: string, branches: Readonly<Record<string, Files>>): ObjectStore {
  const objects = new Map<string, GitObject>();
  const heads = Object.entries(branches).map(([name, files]) => [name, addCommit(addTree(nest(files), objects), name, objects)] as const);
  return { objects, branches: new Map(heads), defaultBranch };
}

/** Finds `revision` or `revision:path`, where a revision is `HEAD`, a branch, a full ref or an object id. */
export function resolveExpression(store: ObjectStore, expression: string): GitObject | null {
  const colon = expression.indexOf(':');
  const object = resolveRevision(store, colon === -1 ? expression : expression.slice(0, colon));
  if (colon === -1 || object === null) return object;
  const found = entryAt(store, object, expression.slice(colon + 1));
  return found === null ? null : (store.objects.get(found.sha) ?? null);
}

/** The entry at a path below a commit or tree; the empty path is the tree itself. */
export function entryAt(store: ObjectStore, from: GitObject, path: string): TreeEntry | null {
  const root = treeOf(store, from);
  if (root === null) return null;
  let entry: TreeEntry = { mode: '040000', name: '', sha: root.sha };
  for (const name of path.split('/').filter((part) => part !== '')) {
    const tree = store.objects.get(entry.sha);
    const next = tree?.kind === 'tree' ? tree.entries.find((candidate) => candidate.name === name) : undefined;
    if (next === undefined) return null;
    entry = next;
  }
  return entry;
}

/** The tree itself, or the tree of a commit. */
export function treeOf(store: ObjectStore, object: GitObject): Tree | null {
  const tree = object.kind === 'commit' ? store.objects.get(object.tree) : object;
  return tree?.kind === 'tree' ? tree : null;
}

/** All entries below a tree, in git's order, directories before what is in them. */
export function* walk(store: ObjectStore, tree: Tree, prefix = ''): Generator<{ readonly path: string; readonly entry: TreeEntry }> {
  for (const entry of tree.entries) {
    yield { path: prefix + entry.name, entry };
    const child = entryType(entry) === 'tree' ? store.objects.get(entry.sha) : undefined;
    if (child?.kind === 'tree') yield* walk(store, child, `${prefix}${entry.name}/`);
  }
}

export function resolveRevision(store: ObjectStore, revision: string): GitObject | null {
  const branch = revision === 'HEAD' ? store.defaultBranch : revision.replace(/^(?:refs\/)?heads\//, '');
  return store.objects.get(store.branches.get(branch) ?? revision) ?? null;
}

type Directory = Map<string, FileContent | Directory>;

function nest(files: Files): Directory {
  const root: Directory = new Map();
  for (const [path, content] of Object.entries(files)) {
    const names = path.split('/');
    const last = names.pop() ?? '';
    let directory = root;
    for (const name of names) {
      const known = directory.get(name);
      const next = known instanceof Map ? known : new Map();
      directory.set(name, next);
      directory = next;
    }
    directory.set(last, content);
  }
  return root;
}

function addTree(directory: Directory, objects: Map<string, GitObject>): string {
  // Git sorts a directory as if its name ended with a slash.
  const sortKey = (entry: TreeEntry): Buffer => Buffer.from(entry.mode === '040000' ? `${entry.name}/` : entry.name);
  const entries = [...directory]
    .map(([name, content]) => addEntry(name, content, objects))
    .sort((first, second) => Buffer.compare(sortKey(first), sortKey(second)));
  const body = Buffer.concat(
    entries.map(({ mode, name, sha }) => Buffer.concat([Buffer.from(`${mode.replace(/^0/, '')} ${name}\0`), Buffer.from(sha, 'hex')])),
  );
  const sha = objectId('tree', body);
  objects.set(sha, { kind: 'tree', sha, entries });
  return sha;
}

function addEntry(name: string, content: FileContent | Directory, objects: Map<string, GitObject>): TreeEntry {
  if (content instanceof Map) return { mode: '040000', name, sha: addTree(content, objects) };
  if (typeof content === 'string' || content instanceof Uint8Array) return { mode: '100644', name, sha: addBlob(Buffer.from(content), objects) };
  if ('link' in content) return { mode: '120000', name, sha: addBlob(Buffer.from(content.link), objects) };
  return { mode: '160000', name, sha: content.submodule };
}

function addBlob(bytes: Buffer, objects: Map<string, GitObject>): string {
  const sha = objectId('blob', bytes);
  objects.set(sha, { kind: 'blob', sha, bytes });
  return sha;
}

function addCommit(tree: string, branch: string, objects: Map<string, GitObject>): string {
  const seconds = Date.parse(DATE) / 1000;
  const message = `Bake ${branch}`;
  const who = `Baker <baker@users.noreply.github.com> ${seconds} +0000`;
  const sha = objectId('commit', Buffer.from(`tree ${tree}\nauthor ${who}\ncommitter ${who}\n\n${message}\n`));
  objects.set(sha, { kind: 'commit', sha, tree, message, date: DATE });
  return sha;
}

const objectId = (kind: string, body: Buffer): string => createHash('sha1').update(`${kind} ${body.length}\0`).update(body).digest('hex');
