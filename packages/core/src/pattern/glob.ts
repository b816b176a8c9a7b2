import { anyPath, type PathMatcher, type PathPattern, pathPattern } from './path-pattern.ts';
import type { CharacterRange, SegmentToken } from './segment.ts';

export type { PathMatcher } from './path-pattern.ts';

/** Characters of one pattern; a longer one matches nothing. Paths of a file system end at 4,096 bytes. */
export const globLengthLimit: number = 4096;

/** Alternatives that the `{a,b}` groups of one pattern may expand to; a pattern with more matches nothing. */
const braceLimit: number = 1000;

/**
 * Compiles a glob of this tool's own configuration and of front matter: `**` any number of segments, `*` and `?` within
 * one, `{a,b}` alternatives, `[a-z]` sets. A pattern that ends in `/` means all below; matching is case-sensitive; a
 * leading `./` or `/` is dropped. Hidden files are matched as any other. Time is linear in the path for each segment of
 * the pattern.
 */
export function compileGlob(pattern: string): PathMatcher {
  return compileGlobs([pattern]);
}

/** Compiles several globs into one matcher: any of them. */
export function compileGlobs(patterns: readonly string[]): PathMatcher {
  if (patterns.length === 0) return () => false;
  return anyPath(patterns.flatMap(compileAlternatives));
}

function compileAlternatives(pattern: string): PathPattern[] {
  if (pattern.length > globLengthLimit) return [];
  return expandBraces(withoutRoot(pattern)).map((alternative) => {
    const segments = (alternative.endsWith('/') ? `${alternative}**` : alternative).split('/');
    return pathPattern(
      segments.map((segment) => (segment === '**' ? 'globstar' : tokenize(segment))),
      'exact',
    );
  });
}

function withoutRoot(pattern: string): string {
  let start = 0;
  while (pattern.startsWith('./', start)) start += 2;
  return pattern.slice(pattern[start] === '/' ? start + 1 : start);
}

/** The tokens of one segment of a shell pattern. */
function tokenize(segment: string): SegmentToken[] {
  const characters = [...segment];
  const tokens: SegmentToken[] = [];
  let isUnclosed = false;
  for (let index = 0; index < characters.length; index++) {
    const character = characters[index] ?? '';
    if (character === '*') {
      if (tokens.at(-1)?.kind !== 'star') tokens.push({ kind: 'star' });
    } else if (character === '?') tokens.push({ kind: 'any' });
    else if (character === '\\' && index + 1 < characters.length) tokens.push({ kind: 'literal', character: characters[++index] ?? '' });
    else if (character === '[') {
      const set: ReturnType<typeof readSet> = isUnclosed ? undefined : readSet(characters, index);
      // Where one set is not closed, none after it is: looking again each time would be quadratic.
      isUnclosed = !set;
      if (set) {
        tokens.push(set.token);
        index = set.end;
      } else tokens.push({ kind: 'literal', character });
    } else tokens.push({ kind: 'literal', character });
  }
  return tokens;
}

/**
 * Reads a `[…]` set of a shell pattern: `!` or `^` in front negates, `a-z` is a range, a `]` in first place is itself,
 * a backslash escapes.
 *
 * @param characters - The segment, by code points.
 * @param start - Where the `[` stands.
 * @returns The set and the index of its `]`; undefined when it is not closed, and `[` is plain text.
 */
function readSet(characters: readonly string[], start: number): { token: SegmentToken; end: number } | undefined {
  const negated = characters[start + 1] === '!' || characters[start + 1] === '^';
  const first = start + (negated ? 2 : 1);
  const members: { character: string; escaped: boolean }[] = [];
  let end = -1;
  for (let index = first; index < characters.length; index++) {
    const character = characters[index] ?? '';
    if (character === ']' && index > first) {
      end = index;
      break;
    }
    const escaped = character === '\\' && index + 1 < characters.length;
    members.push({ character: escaped ? (characters[++index] ?? '') : character, escaped });
  }
  if (end < 0) return undefined;
  const ranges: CharacterRange[] = [];
  for (let index = 0; index < members.length; index++) {
    const low = members[index]?.character.codePointAt(0) ?? 0;
    const dash = members[index + 1];
    const high = members[index + 2];
    if (dash?.character === '-' && !dash.escaped && high) {
      ranges.push([low, high.character.codePointAt(0) ?? 0]);
      index += 2;
    } else ranges.push([low, low]);
  }
  return { token: { kind: 'set', negated, ranges }, end };
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
