import { createHash } from 'node:crypto';

/**
 * A stable id for a finding: rule, path and subject, but no line, so that edits elsewhere in the file keep it.
 * Equal findings of one file are told apart by their order.
 */
export function fingerprinter(): (rule: string, path: string, subject: string) => string {
  const seen = new Map<string, number>();
  return (rule, path, subject) => {
    const hash = createHash('sha256').update(`${rule}\0${path}\0${subject}`).digest('hex').slice(0, 32);
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    return `${hash}:${count}`;
  };
}
