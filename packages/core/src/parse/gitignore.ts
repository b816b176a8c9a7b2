import type { Located } from '../model/location.ts';
import { compileGitignore, ignoresPath } from '../pattern/gitignore.ts';
import { textPositions } from './text-position.ts';

/** Patterns of a `.gitignore` file in file order, with their places; comments and blank lines left out. */
export function parseGitignore(path: string, text: string): readonly Located<string>[] {
  const positions = textPositions(path, text);
  const patterns: Located<string>[] = [];
  for (let line = 1; line <= positions.lineCount; line++) {
    const start = positions.lineStart(line);
    const content = text.slice(start, line < positions.lineCount ? positions.lineStart(line + 1) : text.length).trimEnd();
    if (content !== '' && !content.startsWith('#')) patterns.push({ value: content, location: positions.location(start, start + content.length) });
  }
  return patterns;
}

/** A file that no pattern is written for: only patterns for all that is in its directory match it. */
const anyFile = '\uE000';

/**
 * Whether patterns of a `.gitignore` ignore all that is in a directory: `x/**` and `x/*` do as well as `x` itself.
 *
 * @param directory - Its path relative to the directory of the `.gitignore`.
 */
export function ignoresDirectory(patterns: readonly string[], directory: string): boolean {
  return ignoresPath(compileGitignore(patterns.join('\n')), `${directory}/${anyFile}`);
}
