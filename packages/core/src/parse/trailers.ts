import type { Trailer } from '../model/change.ts';

/** Trailers that git itself writes: with one of them, a paragraph may also hold other lines. */
const recognised: readonly string[] = ['signed-off-by: ', '(cherry picked from commit '];

/**
 * The trailers of a commit message by git's rules: the last paragraph, when all of it are trailers, or when at least a quarter are
 * and one of those is git's own. The title is never one. Folded lines are joined by a blank.
 *
 * Source: https://git-scm.com/docs/git-interpret-trailers (checked 2026-11-24) and its tests
 */
export function parseTrailers(message: string): readonly Trailer[] {
  const lines = withoutPatch(message.split('\n').map((line) => line.replace(/\r$/, '')));
  const end = lines.findLastIndex((line) => !isBlank(line) && !line.startsWith('#')) + 1;
  // The title is all up to the first blank line.
  const afterTitle = lines.findIndex(isBlank);
  if (afterTitle < 0) return [];
  let start = end;
  while (start > afterTitle && !isBlank(lines[start - 1] ?? '')) start--;
  if (start <= afterTitle || start >= end) return [];
  const block = lines.slice(start, end).filter((line) => !line.startsWith('#'));
  return isTrailerBlock(block) ? read(block) : [];
}

function isTrailerBlock(block: readonly string[]): boolean {
  let [trailers, others, known] = [0, 0, false];
  let isContinued = false;
  for (const line of block) {
    if (/^[ \t]/.test(line)) {
      // A folded line belongs to what it continues.
      if (!isContinued) others++;
      continue;
    }
    const lower = line.toLowerCase();
    const isKnown = recognised.some((prefix) => lower.startsWith(prefix));
    known ||= isKnown;
    if (isKnown || separatorOf(line) > 0) {
      trailers++;
      isContinued = true;
    } else {
      others++;
      isContinued = false;
    }
  }
  if (trailers > 0 && others === 0) return true;
  return known && trailers * 3 >= others;
}

function read(block: readonly string[]): readonly Trailer[] {
  const found: { key: string; value: string }[] = [];
  let current: { key: string; value: string } | undefined;
  for (const line of block) {
    if (/^[ \t]/.test(line)) {
      if (current) current.value = `${current.value} ${line.trim()}`.trim();
      continue;
    }
    const at = separatorOf(line);
    current = at > 0 ? { key: line.slice(0, at).trimEnd(), value: line.slice(at + 1).trim() } : undefined;
    if (current) found.push(current);
  }
  return found;
}

/** Where the colon stands behind a key of letters, digits and hyphens, blanks allowed in front of it; else -1. */
function separatorOf(line: string): number {
  let blank = false;
  for (let at = 0; at < line.length; at++) {
    const character = line[at] ?? '';
    if (character === ':') return at;
    if (!blank && /[A-Za-z0-9-]/.test(character)) continue;
    if (at > 0 && (character === ' ' || character === '\t')) {
      blank = true;
      continue;
    }
    return -1;
  }
  return -1;
}

/** `git format-patch` puts the patch behind a line of three dashes. */
function withoutPatch(lines: readonly string[]): readonly string[] {
  const at = lines.findIndex((line) => line === '---' || line.startsWith('--- ') || line.startsWith('---\t'));
  return at < 0 ? lines : lines.slice(0, at);
}

function isBlank(line: string): boolean {
  return line.trim() === '';
}
