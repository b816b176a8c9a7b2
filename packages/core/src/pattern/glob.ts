import { matchesSegment, type SegmentToken } from './segment.ts';

/** A compiled pattern: does it match this repository-relative path? */
export type PathMatcher = (path: string) => boolean;

type Segment = { readonly kind: 'globstar' } | { readonly kind: 'glob'; readonly tokens: readonly SegmentToken[] };

/** Alternatives that `{a,b}` groups of one pattern may expand to; a pattern with more matches nothing. */
export const braceLimit: number = 1000;

/**
 * Compiles a glob of this tool's own configuration and of front matter: `**` any number of segments, `*` and `?` within
 * one, `{a,b}` alternatives, `[a-z]` sets. A pattern that ends in `/` means all below; matching is case-sensitive; a
 * leading `./` or `/` is dropped. Hidden files are matched as any other. Time is linear in the path for each pattern.
 */
export function compileGlob(pattern: string): PathMatcher {
  const alternatives = expandBraces(pattern.replace(/^(?:\.\/)+/, '').replace(/^\//, ''));
  const compiled = alternatives.map((alternative) => compileSegments(alternative.endsWith('/') ? `${alternative}**` : alternative));
  return (path) => {
    const segments = path.split('/').map((segment) => [...segment]);
    return compiled.some((candidate) => matchesSegments(candidate, segments));
  };
}

/** Compiles several globs into one matcher: any of them. */
export function compileGlobs(patterns: readonly string[]): PathMatcher {
  const matchers = patterns.map(compileGlob);
  return (path) => matchers.some((matches) => matches(path));
}

function compileSegments(pattern: string): Segment[] {
  return pattern.split('/').map((segment): Segment => (segment === '**' ? { kind: 'globstar' } : { kind: 'glob', tokens: tokenize(segment) }));
}

function tokenize(segment: string): SegmentToken[] {
  const characters = [...segment];
  const tokens: SegmentToken[] = [];
  for (let index = 0; index < characters.length; index++) {
    const character = characters[index] ?? '';
    if (character === '*') {
      if (tokens.at(-1)?.kind !== 'star') tokens.push({ kind: 'star' });
    } else if (character === '?') tokens.push({ kind: 'any' });
    else if (character === '\\' && index + 1 < characters.length) tokens.push({ kind: 'literal', character: characters[++index] ?? '' });
    else if (character === '[') {
      const close = characters.indexOf(']', index + 2);
      if (close < 0) tokens.push({ kind: 'literal', character });
      else {
        const negated = characters[index + 1] === '!' || characters[index + 1] === '^';
        const ranges: [string, string][] = [];
        for (let inner = index + (negated ? 2 : 1); inner < close; inner++) {
          const low = characters[inner] ?? '';
          if (characters[inner + 1] === '-' && inner + 2 < close) {
            ranges.push([low, characters[inner + 2] ?? '']);
            inner += 2;
          } else ranges.push([low, low]);
        }
        tokens.push({ kind: 'set', negated, ranges });
        index = close;
      }
    } else tokens.push({ kind: 'literal', character });
  }
  return tokens;
}

/** `**` by the same two-pointer method as `*`, one level up: linear in the segments for each globstar. */
function matchesSegments(pattern: readonly Segment[], path: readonly (readonly string[])[]): boolean {
  let p = 0;
  let s = 0;
  let star = -1;
  let mark = 0;
  while (s < path.length) {
    const segment = pattern[p];
    if (segment?.kind === 'globstar') {
      star = p++;
      mark = s;
    } else if (segment && matchesSegment(segment.tokens, path[s] ?? [])) {
      p++;
      s++;
    } else if (star >= 0) {
      p = star + 1;
      s = ++mark;
    } else return false;
  }
  // `a/**` covers what is below `a`, not `a` itself; but `**/` in front matches zero segments.
  while (p < pattern.length && pattern[p]?.kind === 'globstar' && path.length > 0 && star === p - 1) p++;
  return p === pattern.length;
}

function expandBraces(pattern: string): string[] {
  const done: string[] = [];
  const queue = [pattern];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const group = innermostGroup(next);
    if (!group) done.push(next);
    else for (const choice of group.choices) queue.push(next.slice(0, group.start) + choice + next.slice(group.end));
    if (done.length + queue.length > braceLimit) return [];
  }
  return done.reverse();
}

function innermostGroup(pattern: string): { start: number; end: number; choices: string[] } | undefined {
  let start = -1;
  for (let index = 0; index < pattern.length; index++) {
    if (pattern[index] === '\\') index++;
    else if (pattern[index] === '{') start = index;
    else if (pattern[index] === '}' && start >= 0) {
      const body = pattern.slice(start + 1, index);
      // `{name}` without a comma is literal text, as in shells; mask it by escaping.
      if (!body.includes(',')) return { start, end: index + 1, choices: [`\\{${body}\\}`] };
      return { start, end: index + 1, choices: body.split(',') };
    }
  }
  return undefined;
}
