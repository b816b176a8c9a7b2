import { closeSync, constants, lstatSync, mkdirSync, openSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FileChange } from '@ten-point/core';
import { OutputError } from './describe-error.ts';

const noFollow = constants.O_NOFOLLOW ?? 0;
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Writes changed files into a work tree. All are looked at before the first is written. Nothing is written through a symbolic
 * link, and no file that is not as it was read.
 *
 * @param root - Absolute path of the work tree, with links resolved.
 * @throws {OutputError} When a file is not what the change was made for, or cannot be written.
 */
export function writeChanges(root: string, changes: readonly FileChange[]): void {
  const writes = changes.map((change) => ({ change, mark: readiness(root, change) }));
  for (const { change, mark } of writes) {
    const file = join(root, change.path);
    let handle: number | undefined;
    try {
      mkdirSync(dirname(file), { recursive: true });
      handle = openSync(file, constants.O_WRONLY | noFollow | (change.before === undefined ? constants.O_CREAT | constants.O_EXCL : constants.O_TRUNC), 0o644);
      writeFileSync(handle, Buffer.concat([mark, Buffer.from(change.after)]));
    } catch (cause) {
      throw new OutputError(`${change.path} cannot be written`, { cause });
    } finally {
      if (handle !== undefined) closeSync(handle);
    }
  }
}

/** Checks that a change may be written; gives the byte order mark that the file begins with. */
function readiness(root: string, { path, before }: FileChange): Buffer {
  const file = join(root, path);
  if (existing(dirname(file)) !== undefined && realpathSync.native(dirname(file)) !== dirname(file))
    throw new OutputError(`${path} is below a symbolic link; nothing was written.`);
  const stat = existing(file);
  if (before === undefined) {
    if (stat) throw new OutputError(`${path} is there already, though git ignores it; nothing was written.`);
    return Buffer.alloc(0);
  }
  if (!stat?.isFile()) throw new OutputError(`${path} is no ordinary file any more; nothing was written.`);
  const bytes = readFileSync(file);
  const mark = bytes.subarray(0, 3).equals(byteOrderMark) ? byteOrderMark : Buffer.alloc(0);
  // A text in another encoding, or with bytes that are none, would not come back as it was.
  if (!bytes.subarray(mark.length).equals(Buffer.from(before))) throw new OutputError(`${path} changed meanwhile, or is not UTF-8; nothing was written.`);
  return mark;
}

function existing(path: string): ReturnType<typeof lstatSync> | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}
