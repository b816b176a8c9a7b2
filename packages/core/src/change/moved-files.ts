import type { FileContent } from '../model/file.ts';
import { nameOf } from '../path/relative.ts';

/** Share of lines that two files must have in common to be one file that moved; as git's `-M50%`. */
const leastSimilarity = 0.5;
/** Distinct lines of a file that are compared: the first ones of a longer file stand for it. */
const comparedLines = 3000;
/** A line that more files have says nothing about which of them moved. */
const commonLine = 40;

/**
 * Finds the deleted file that each added one was, by equal text first, then by the share of common lines, the best pairs first
 * and equal names before others.
 *
 * @returns New path → old path. An old path is used once.
 */
export function pairMoved(deleted: ReadonlyMap<string, FileContent>, added: ReadonlyMap<string, FileContent>): ReadonlyMap<string, string> {
  const moves = new Map<string, string>();
  const used = new Set<string>();
  const take = (path: string, previousPath: string): void => {
    moves.set(path, previousPath);
    used.add(previousPath);
  };

  const byText = new Map<string, string[]>();
  for (const [path, content] of deleted)
    if (content.state === 'text' && content.text.trim() !== '') byText.set(content.text, [...(byText.get(content.text) ?? []), path]);
  for (const [path, content] of added) {
    const same = content.state === 'text' ? (byText.get(content.text) ?? []).filter((candidate) => !used.has(candidate)) : [];
    const [first] = [...same].sort((left, right) => affinity(path, right) - affinity(path, left));
    if (first !== undefined) take(path, first);
  }

  // Which deleted files hold a line.
  const holders = new Map<string, string[]>();
  const weights = new Map<string, number>();
  for (const [path, content] of deleted) {
    if (content.state !== 'text' || used.has(path)) continue;
    const lines = linesOf(content.text);
    weights.set(path, lines.size);
    for (const line of lines) holders.set(line, [...(holders.get(line) ?? []), path]);
  }
  const scored: { readonly path: string; readonly previousPath: string; readonly score: number }[] = [];
  for (const [path, content] of added) {
    if (content.state !== 'text' || moves.has(path)) continue;
    const lines = linesOf(content.text);
    const common = new Map<string, number>();
    for (const line of lines) {
      const files = holders.get(line) ?? [];
      if (files.length <= commonLine) for (const file of files) common.set(file, (common.get(file) ?? 0) + 1);
    }
    for (const [previousPath, count] of common) {
      const score = count / Math.max(lines.size, weights.get(previousPath) ?? 0, 1);
      if (score >= leastSimilarity) scored.push({ path, previousPath, score: score + affinity(path, previousPath) });
    }
  }
  scored.sort((left, right) => right.score - left.score || (left.path < right.path ? -1 : 1));
  for (const { path, previousPath } of scored) if (!moves.has(path) && !used.has(previousPath)) take(path, previousPath);
  return moves;
}

/** Between equally similar files the one of the same name, or the same directory, is the likelier. */
function affinity(path: string, previousPath: string): number {
  if (nameOf(path) === nameOf(previousPath)) return 0.1;
  return path.slice(0, path.lastIndexOf('/') + 1) === previousPath.slice(0, previousPath.lastIndexOf('/') + 1) ? 0.05 : 0;
}

function linesOf(text: string): ReadonlySet<string> {
  const lines = new Set<string>();
  for (const line of text.split('\n')) {
    const written = line.trim();
    // Brackets alone are in every file.
    if (written.length > 2) lines.add(written);
    if (lines.size >= comparedLines) break;
  }
  return lines;
}
