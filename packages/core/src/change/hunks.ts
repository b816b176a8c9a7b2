import { structuredPatch } from 'diff';
import type { Hunk } from '../model/change.ts';

// Beyond it two texts have little in common, and finding the shortest way between them takes long.
const longestEdit = 20_000;

/**
 * The changed runs of lines between two texts. Line endings do not count: a checkout may write others than the commit has.
 *
 * @returns One hunk over everything where the texts have too little in common to compare line by line.
 */
export function hunksBetween(before: string, after: string): readonly Hunk[] {
  const [left, right] = [plain(before), plain(after)];
  if (left === right) return [];
  const patch = structuredPatch('', '', left, right, undefined, undefined, { context: 0, maxEditLength: longestEdit });
  if (!patch) return [{ before: { start: 1, count: countLines(left) }, after: { start: 1, count: countLines(right) } }];
  return patch.hunks.map(({ oldStart, oldLines, newStart, newLines }) => ({
    before: { start: oldStart, count: oldLines },
    after: { start: newStart, count: newLines },
  }));
}

/** Lines of a text; a line break at its end begins none. */
export function countLines(text: string): number {
  if (text === '') return 0;
  let count = text.endsWith('\n') ? 0 : 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

function plain(text: string): string {
  return text.includes('\r') ? text.replaceAll('\r\n', '\n') : text;
}
