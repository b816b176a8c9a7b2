import { closeSync, constants, fstatSync, openSync, readFileSync, realpathSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import type { FileContent, UnreadableReason } from '../model/file.ts';
import { decodeFile } from './decode.ts';
import { fileSizeLimit } from './source.ts';

// A pipe or device would block or never end: open without waiting, and look before reading.
const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

/**
 * Reads a file below a root. Links are followed as long as they stay below the root and out of git's own directories,
 * which hold remote addresses with credentials.
 *
 * @param root - Absolute, with links resolved.
 * @param path - Repository-relative.
 */
export function readBelow(root: string, path: string): FileContent {
  const unreadable = (reason: UnreadableReason): FileContent => ({ state: 'unreadable', path, reason });
  let real: string;
  try {
    real = realpathSync.native(join(root, path));
  } catch (error) {
    return unreadable(reasonOf(error));
  }
  const below = relative(root, real);
  if (below.startsWith('..') || isAbsolute(below)) return unreadable('outside-repository');
  const resolvedPath = below.split(sep).join('/');
  if (resolvedPath.split('/').includes('.git')) return unreadable('outside-repository');
  let handle: number | undefined;
  try {
    handle = openSync(real, openFlags);
    const stat = fstatSync(handle);
    if (stat.isDirectory()) return unreadable('directory');
    if (!stat.isFile()) return unreadable('not-a-file');
    if (stat.size > fileSizeLimit) return { state: 'too-large', path, byteSize: stat.size, limit: fileSizeLimit };
    return decodeFile(path, resolvedPath, readFileSync(handle));
  } catch (error) {
    return unreadable(reasonOf(error));
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

function reasonOf(error: unknown): UnreadableReason {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENAMETOOLONG':
      return 'missing';
    case 'ELOOP':
      return 'link-loop';
    case 'EISDIR':
      return 'directory';
    case 'ENXIO':
      return 'not-a-file';
    default:
      return 'permission';
  }
}
