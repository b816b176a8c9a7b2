import { tokenize } from './glob.ts';
import { matchesPath, type PathPattern, pathPattern } from './path-pattern.ts';

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
 * Source: https://git-scm.com/docs/gitignore
 */
export function compileGitignore(text: string): IgnoreFile {
  const rules = text.split(/\r?\n/).flatMap(compileLine);
  return (segments, isDirectory) => {
    for (let index = rules.length - 1; index >= 0; index--) {
      const rule = rules[index];
      if (rule && (isDirectory || !rule.directoryOnly) && matchesPath(rule.pattern, segments)) return rule.negated ? 'kept' : 'ignored';
    }
    return undefined;
  };
}

function compileLine(line: string): IgnoreRule[] {
  if (line.startsWith('#')) return [];
  let body = trimUnescaped(line);
  const negated = body.startsWith('!');
  if (negated) body = body.slice(1);
  const directoryOnly = body.endsWith('/') && !body.endsWith('\\/');
  if (directoryOnly) body = body.slice(0, -1);
  if (body === '' || body === '/') return [];
  const anchored = body.includes('/');
  if (body.startsWith('/')) body = body.slice(1);
  const segments = body.split('/').map((segment) => (segment === '**' ? ('globstar' as const) : tokenize(segment)));
  return [{ pattern: pathPattern(anchored ? segments : ['globstar', ...segments], 'exact'), negated, directoryOnly }];
}

/** Trailing blanks go, unless a backslash keeps one. */
function trimUnescaped(line: string): string {
  let end = line.length;
  while (end > 0 && line[end - 1] === ' ' && line[end - 2] !== '\\') end--;
  return line.slice(0, end);
}
