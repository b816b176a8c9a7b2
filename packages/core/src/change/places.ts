import type { ChangedFile } from '../model/change.ts';
import type { Location } from '../model/location.ts';

/**
 * The place of a line of a changed file, from its first character that is no blank to its end.
 *
 * @param side - `before`: at the base, under the path that the file had there.
 * @param line - Starts at 1.
 * @returns `undefined` when there is no text on that side.
 */
export function lineOf(file: ChangedFile, side: 'before' | 'after', line: number): Location | undefined {
  const content = file[side];
  if (content?.state !== 'text') return undefined;
  const path = side === 'before' ? (file.previousPath ?? file.path) : file.path;
  let start = 0;
  for (let count = 1; count < line; count++) {
    const end = content.text.indexOf('\n', start);
    if (end < 0) break;
    start = end + 1;
  }
  const end = content.text.indexOf('\n', start);
  const text = content.text.slice(start, end < 0 ? undefined : end).trimEnd();
  const indent = text.length - text.trimStart().length;
  return {
    path,
    range: {
      start: { line, column: indent + 1, offset: start + indent },
      end: { line, column: text.length + 1, offset: start + text.length },
    },
  };
}

/** The first changed line of a file on one side; its first line where nothing of that side changed. */
export function firstChangedLine(file: ChangedFile, side: 'before' | 'after'): Location | undefined {
  const hunk = file.hunks.find((candidate) => candidate[side].count > 0) ?? file.hunks[0];
  return lineOf(file, side, Math.max(1, hunk?.[side].start ?? 1));
}
