import type { ChangeStatus } from '../model/change.ts';
import type { FileContent, FileEntry } from '../model/file.ts';
import type { Repository } from '../repository/repository.ts';
import { pairMoved } from './moved-files.ts';

/** A path of the change with what stands on both sides. */
export interface ChangedPath {
  readonly status: ChangeStatus;
  readonly path: string;
  readonly previousPath?: string;
  readonly entry: FileEntry;
  readonly before?: FileContent;
  readonly after?: FileContent;
}

/** Which files differ between two states of a repository, and which of them are the same file under another name; sorted by path. */
export async function changedPaths(base: Repository, head: Repository): Promise<readonly ChangedPath[]> {
  const [baseIds, headIds] = await Promise.all([base.contentIds(), head.contentIds()]);
  const [deleted, added, candidates]: [FileEntry[], FileEntry[], FileEntry[]] = [[], [], []];
  for (const entry of base.files.entries) if (!head.files.has(entry.path)) deleted.push(entry);
  for (const entry of head.files.entries) {
    const before = base.files.get(entry.path);
    if (!before) {
      added.push(entry);
      continue;
    }
    const [left, right] = [baseIds.get(entry.path), headIds.get(entry.path)];
    if (before.kind !== entry.kind || left === undefined || left !== right) candidates.push(entry);
  }
  const paths = candidates.map(({ path }) => path);
  const [beforeOf, afterOf, deletedOf, addedOf] = await Promise.all([
    base.read(paths),
    head.read(paths),
    base.read(deleted.map(({ path }) => path)),
    head.read(added.map(({ path }) => path)),
  ]);
  const moves = pairMoved(deletedOf, addedOf);
  const movedFrom = new Set(moves.values());
  const changed: ChangedPath[] = [];
  for (const entry of candidates) {
    const [before, after] = [beforeOf.get(entry.path), afterOf.get(entry.path)];
    // Without an id on one side the bytes decide.
    if (base.files.get(entry.path)?.kind === entry.kind && !(baseIds.has(entry.path) && headIds.has(entry.path)) && isSame(before, after)) continue;
    changed.push({ status: 'modified', path: entry.path, entry, ...contents(before, after) });
  }
  for (const entry of added) {
    const previousPath = moves.get(entry.path);
    const before = previousPath === undefined ? undefined : deletedOf.get(previousPath);
    const moved = previousPath === undefined ? { status: 'added' as const } : { status: 'renamed' as const, previousPath };
    changed.push({ ...moved, path: entry.path, entry, ...contents(before, addedOf.get(entry.path)) });
  }
  for (const entry of deleted)
    if (!movedFrom.has(entry.path)) changed.push({ status: 'deleted', path: entry.path, entry, ...contents(deletedOf.get(entry.path), undefined) });
  return changed.sort((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0));
}

function contents(before: FileContent | undefined, after: FileContent | undefined): Pick<ChangedPath, 'before' | 'after'> {
  return { ...(before ? { before } : {}), ...(after ? { after } : {}) };
}

/** Line endings do not count: a checkout may write others than the commit has. */
function isSame(before: FileContent | undefined, after: FileContent | undefined): boolean {
  if (before?.state === 'text' && after?.state === 'text') return before.text.replaceAll('\r\n', '\n') === after.text.replaceAll('\r\n', '\n');
  // What is on neither side for us to read is as it was: a submodule, a file that is not checked out.
  if (before?.state === 'unreadable' || after?.state === 'unreadable') return before?.state === after?.state || isLeftOut(after);
  return before?.state === 'binary' && after?.state === 'binary' && before.byteSize === after.byteSize;
}

function isLeftOut(content: FileContent | undefined): boolean {
  return content?.state === 'unreadable' && content.reason === 'not-checked-out';
}
