import type { Located } from '../model/location.ts';
import { compileGlob } from '../pattern/glob.ts';
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

/**
 * Whether patterns of the root `.gitignore` ignore a directory: it, or one above it, is matched; the last match decides.
 *
 * Source: https://git-scm.com/docs/gitignore
 */
export function ignoresDirectory(patterns: readonly string[], directory: string): boolean {
  const segments = directory.split('/');
  return segments.some((_, index) => {
    const path = segments.slice(0, index + 1).join('/');
    const last = patterns.findLast((pattern) => matches(pattern, path));
    return last !== undefined && !last.startsWith('!');
  });
}

function matches(written: string, path: string): boolean {
  // `x/**` and `x/*` ignore all that is in `x`: as good as `x` itself, as long as nothing in it is tracked.
  const pattern = written.replace(/^!/, '').replace(/\/\*{0,2}$/, '');
  const anchored = pattern.includes('/');
  return compileGlob(anchored ? pattern : `**/${pattern}`)(path);
}
