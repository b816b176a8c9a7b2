import type { Change, ChangeCommit, ChangedFile, ChangeKind, ChangeSize, RiskTier } from '../model/change.ts';
import type { RiskArea } from '../model/configuration.ts';
import type { PullRequest } from '../model/pull-request.ts';
import { parentOf } from '../path/relative.ts';
import { compileGlobs } from '../pattern/glob.ts';
import type { Repository } from '../repository/repository.ts';
import { changeKind } from './change-kind.ts';
import { type ChangedPath, changedPaths } from './changed-paths.ts';
import { hunksBetween } from './hunks.ts';
import { provenanceOf } from './provenance.ts';

/** The states of a repository that a change lies between, and what brings it. */
export interface ChangeParts {
  /** At the merge base. */
  readonly base: Repository;
  readonly head: Repository;
  /** At the tip of the branch that the change goes to; its configuration holds. The same object as `base` when nothing was added there since. */
  readonly target: Repository;
  /** Oldest first. */
  readonly commits: readonly ChangeCommit[];
  readonly commitsUnknown?: string;
  readonly pullRequest: PullRequest;
}

/** Builds the model of a change. */
export async function createChange({ base, head, target, commits, commitsUnknown, pullRequest }: ChangeParts): Promise<Change> {
  const files = (await changedPaths(base, head)).map((changed) => changedFile(changed, target));
  const byPath = new Map(files.flatMap((file) => [[file.path, file] as const, ...(file.previousPath ? [[file.previousPath, file] as const] : [])]));
  const movedTo = new Map(files.map((file) => [file.previousPath ?? file.path, file.status === 'deleted' ? undefined : file.path]));
  return {
    base: base.facts.commit ?? '',
    target: target.facts.commit ?? '',
    ...(head.facts.kind !== 'worktree' && head.facts.commit ? { head: head.facts.commit } : {}),
    files,
    commits,
    ...(commitsUnknown === undefined ? {} : { commitsUnknown }),
    pullRequest,
    provenance: provenanceOf(commits, pullRequest),
    size: sizeOf(files),
    tier: tierOf(files, target.configuration.riskAreas),
    fileAt: (path) => byPath.get(path),
    pathAtHead: (path) => (movedTo.has(path) ? movedTo.get(path) : head.files.has(path) ? path : undefined),
  };
}

function changedFile({ entry, status, path, previousPath, before, after }: ChangedPath, target: Repository): ChangedFile {
  const role = target.files.role(previousPath ?? path);
  const [left, right] = [textOf(before), textOf(after)];
  const hunks = (left === undefined && before) || (right === undefined && after) ? [] : hunksBetween(left ?? '', right ?? '');
  return {
    status,
    path,
    ...(previousPath === undefined ? {} : { previousPath }),
    kind: changeKind(path, role, after ?? before),
    entry: entry.kind,
    role,
    ...(before ? { before } : {}),
    ...(after ? { after } : {}),
    hunks,
    addedLines: hunks.reduce((sum, hunk) => sum + hunk.after.count, 0),
    removedLines: hunks.reduce((sum, hunk) => sum + hunk.before.count, 0),
  };
}

function textOf(content: ChangedFile['before']): string | undefined {
  return content?.state === 'text' ? content.text : undefined;
}

/** Kinds that nobody reads line by line. */
const unread: ReadonlySet<ChangeKind> = new Set(['lockfile', 'generated', 'vendored', 'snapshot', 'fixture', 'binary']);

function sizeOf(files: readonly ChangedFile[]): ChangeSize {
  const read = files.filter((file) => !unread.has(file.kind));
  const leftOut = new Map<ChangeKind, { files: number; lines: number }>();
  for (const { kind, addedLines, removedLines } of files) {
    if (!unread.has(kind)) continue;
    const before = leftOut.get(kind) ?? { files: 0, lines: 0 };
    leftOut.set(kind, { files: before.files + 1, lines: before.lines + addedLines + removedLines });
  }
  return {
    files: read.length,
    directories: new Set(read.map(({ path }) => parentOf(path))).size,
    hunks: read.reduce((sum, { hunks }) => sum + hunks.length, 0),
    addedLines: read.reduce((sum, { addedLines }) => sum + addedLines, 0),
    removedLines: read.reduce((sum, { removedLines }) => sum + removedLines, 0),
    leftOut: [...leftOut].map(([kind, counts]) => ({ kind, ...counts })).sort((left, right) => (left.kind < right.kind ? -1 : 1)),
  };
}

function tierOf(files: readonly ChangedFile[], riskAreas: readonly RiskArea[]): RiskTier {
  const areas = riskAreas.flatMap(({ id, title, paths }) => {
    const belongs = compileGlobs(paths);
    const touched = files
      .filter(({ kind }) => kind !== 'documentation' && kind !== 'fixture' && kind !== 'snapshot')
      .flatMap(({ path, previousPath }) => [path, ...(previousPath ? [previousPath] : [])])
      .filter(belongs);
    return touched.length > 0 ? [{ id, title, paths: touched }] : [];
  });
  return { level: areas.length > 0 ? 'high' : 'normal', areas };
}
