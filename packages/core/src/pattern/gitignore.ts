import { gitPathPattern } from './gitattributes-pattern.ts';
import { matchesPath, type PathPattern } from './path-pattern.ts';

interface IgnoreRule {
  readonly pattern: PathPattern;
  readonly negated: boolean;
  readonly directoryOnly: boolean;
}

/**
 * What a `.gitignore` says of a path: ignored, kept by a `!` line, or nothing. The last matching line wins.
 *
 * @param segments - The path relative to the file's directory, split at its slashes.
 */
export type IgnoreFile = (segments: readonly string[], isDirectory: boolean) => 'ignored' | 'kept' | undefined;

/**
 * Compiles a `.gitignore` file for linear matching. A pattern with a slash at its start or inside is anchored to the
 * file's directory, any other matches at every depth. Below an ignored directory nothing can be kept: the caller does
 * not descend.
 *
 * Source: https://git-scm.com/docs/gitignore, checked 2026-11-25
 */
export function compileGitignore(text: string): IgnoreFile {
  const rules = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .flatMap(compileLine);
  return (segments, isDirectory) => {
    for (let index = rules.length - 1; index >= 0; index--) {
      const rule = rules[index];
      if (rule && (isDirectory || !rule.directoryOnly) && matchesPath(rule.pattern, segments)) return rule.negated ? 'kept' : 'ignored';
    }
    return undefined;
  };
}

/**
 * Whether a `.gitignore` file ignores a file: it, or a directory above it. A directory above that is ignored cannot be
 * taken back by a later line.
 *
 * @param path - The file's path relative to the directory of the `.gitignore`; each directory on the way is judged, so that
 *   the time grows with the square of their number.
 */
export function ignoresPath(rules: IgnoreFile, path: string): boolean {
  const segments = path.split('/');
  return segments.some((_, index) => rules(segments.slice(0, index + 1), index + 1 < segments.length) === 'ignored');
}

function compileLine(line: string): IgnoreRule[] {
  if (line.startsWith('#')) return [];
  let body = withoutTrailingBlanks(line);
  const negated = body.startsWith('!');
  if (negated) body = body.slice(1);
  const directoryOnly = body.endsWith('/');
  if (directoryOnly) body = body.slice(0, -1);
  const pattern = body === '' ? undefined : gitPathPattern(body);
  return pattern ? [{ pattern, negated, directoryOnly }] : [];
}

/** Trailing blanks go, unless a backslash keeps one. */
function withoutTrailingBlanks(line: string): string {
  let end = 0;
  for (let index = 0; index < line.length; index++) {
    if (line[index] === ' ') continue;
    if (line[index] === '\\') index++;
    end = index + 1;
  }
  return line.slice(0, end);
}
