import { tokenize } from './glob.ts';
import { type PathPattern, pathPattern } from './path-pattern.ts';

/**
 * Compiles a pattern as git reads it in `.gitattributes`: as in `.gitignore`, but a directory does not stand for what is
 * in it (`dir/` matches nothing, `dir/**` is needed) and there is no negation. Braces are plain characters.
 *
 * Source: https://git-scm.com/docs/gitattributes
 *
 * @returns The pattern; undefined for a pattern that git refuses or that matches nothing.
 */
export function compileGitAttributesPattern(pattern: string): PathPattern | undefined {
  if (pattern === '' || pattern.startsWith('!') || pattern.endsWith('/')) return undefined;
  const names = (pattern.startsWith('/') ? pattern.slice(1) : pattern).split('/');
  const floats = names.length === 1 && !pattern.startsWith('/');
  const segments = names.map((name) => (name === '**' && !floats ? 'globstar' : tokenize(name)));
  return pathPattern(floats ? ['globstar', ...segments] : segments, 'exact');
}
