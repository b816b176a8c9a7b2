import { gitSegment } from './git-segment.ts';
import { type PathPattern, pathPattern } from './path-pattern.ts';

/**
 * Compiles a pattern as git reads it in `.gitattributes`: as in `.gitignore`, but a directory does not stand for what is
 * in it (`dir/` matches nothing, `dir/**` is needed) and there is no negation. Braces are plain characters.
 *
 * Source: https://git-scm.com/docs/gitattributes, checked 2026-11-25
 *
 * @returns The pattern; undefined for a pattern that git refuses or that matches nothing.
 */
export function compileGitAttributesPattern(pattern: string): PathPattern | undefined {
  if (pattern === '' || pattern.startsWith('!') || pattern.endsWith('/')) return undefined;
  return gitPathPattern(pattern);
}

/**
 * A pattern of git without its trailing slash: anchored when there is a slash at its start or inside, else found at every
 * depth. Undefined when it matches nothing.
 */
export function gitPathPattern(pattern: string): PathPattern | undefined {
  const floats = !pattern.includes('/');
  const segments: ('globstar' | NonNullable<ReturnType<typeof gitSegment>>)[] = floats ? ['globstar'] : [];
  for (const name of (pattern.startsWith('/') ? pattern.slice(1) : pattern).split('/')) {
    const segment = name === '**' && !floats ? 'globstar' : gitSegment(name);
    if (!segment) return undefined;
    segments.push(segment);
  }
  return pathPattern(segments, 'exact');
}
