import { closeSync, constants, openSync, writeFileSync } from 'node:fs';
import { OutputError } from './describe-error.ts';

// Never through a symbolic link: an audited repository could have planted one where the report goes.
const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | (constants.O_NOFOLLOW ?? 0);

/**
 * Writes a report to a file, or to standard output.
 *
 * @throws {OutputError} When the file cannot be written.
 */
export async function writeOutput(text: string, file: string | undefined): Promise<void> {
  if (file === undefined) {
    // A pipe takes part of a long text at a time: wait for the rest, or the process would end before it.
    if (!process.stdout.write(text)) await new Promise((resolve) => process.stdout.once('drain', resolve));
    return;
  }
  let handle: number | undefined;
  try {
    handle = openSync(file, flags, 0o644);
    writeFileSync(handle, text);
  } catch (cause) {
    const link = cause instanceof Error && 'code' in cause && cause.code === 'ELOOP' ? ' (it is a symbolic link)' : '';
    throw new OutputError(`The report cannot be written to ${file}${link}`, { cause });
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}
