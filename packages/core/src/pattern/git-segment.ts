import type { CharacterRange, SegmentToken } from './segment.ts';

/**
 * The tokens of one path segment as git's matcher reads it: `*`, `?`, `[…]` with `!` or `^`, ranges, escapes and POSIX
 * classes. A set that is not closed, an unknown class and a backslash at the end make the whole pattern match nothing.
 *
 * Source: https://git-scm.com/docs/gitignore, and git's own answers (`git check-ignore`), checked 2026-11-25
 *
 * @returns The tokens; undefined when the segment matches nothing.
 */
export function gitSegment(segment: string): readonly SegmentToken[] | undefined {
  const characters = [...segment];
  const tokens: SegmentToken[] = [];
  for (let index = 0; index < characters.length; index++) {
    const character = characters[index] ?? '';
    if (character === '*') {
      if (tokens.at(-1)?.kind !== 'star') tokens.push({ kind: 'star' });
    } else if (character === '?') tokens.push({ kind: 'any' });
    else if (character === '[') {
      const set = readSet(characters, index + 1);
      if (!set) return undefined;
      tokens.push(set.token);
      index = set.end;
    } else if (character === '\\') {
      const escaped = characters[++index];
      if (escaped === undefined) return undefined;
      tokens.push({ kind: 'literal', character: escaped });
    } else tokens.push({ kind: 'literal', character });
  }
  return tokens;
}

function readSet(characters: readonly string[], start: number): { readonly token: SegmentToken; readonly end: number } | undefined {
  const negated = characters[start] === '!' || characters[start] === '^';
  const first = start + (negated ? 1 : 0);
  const ranges: CharacterRange[] = [];
  /** The character before a dash; none after a range or a class. */
  let low: number | undefined;
  let index = first;
  const next = (): number | undefined => {
    if (characters[index] === '\\') index++;
    return characters[index++]?.codePointAt(0);
  };
  // Looked for again only once it is passed: at each `[:` anew it would be quadratic.
  let close = -1;
  const closesClass = (from: number): boolean => {
    if (close < from) close = characters.indexOf(']', from);
    if (close < 0) close = characters.length;
    return close < characters.length && close > from && characters[close - 1] === ':';
  };
  while (index < characters.length) {
    if (characters[index] === ']' && index > first) return { token: { kind: 'set', negated, ranges }, end: index };
    const follows = characters[index + 1];
    if (characters[index] === '-' && low !== undefined && follows !== undefined && follows !== ']') {
      index++;
      const high = next();
      if (high === undefined) return undefined;
      ranges.push([low, high]);
      low = undefined;
    } else if (characters[index] === '[' && follows === ':' && closesClass(index + 2)) {
      const members = posixClasses.get(characters.slice(index + 2, close - 1).join(''));
      if (!members) return undefined;
      ranges.push(...members);
      low = undefined;
      index = close + 1;
    } else {
      low = next();
      if (low === undefined) return undefined;
      ranges.push([low, low]);
    }
  }
  return undefined;
}

const range = (first: string, last: string): CharacterRange => [first.charCodeAt(0), last.charCodeAt(0)];
const [upper, lower, digit] = [range('A', 'Z'), range('a', 'z'), range('0', '9')];
const punctuation = [range('!', '/'), range(':', '@'), range('[', '`'), range('{', '~')];

/** The classes of the C locale, which git uses. */
const posixClasses: ReadonlyMap<string, readonly CharacterRange[]> = new Map([
  ['alnum', [upper, lower, digit]],
  ['alpha', [upper, lower]],
  ['blank', [range('\t', '\t'), range(' ', ' ')]],
  ['cntrl', [range('\0', '\x1f'), range('\x7f', '\x7f')]],
  ['digit', [digit]],
  ['graph', [range('!', '~')]],
  ['lower', [lower]],
  ['print', [range(' ', '~')]],
  ['punct', punctuation],
  ['space', [range('\t', '\r'), range(' ', ' ')]],
  ['upper', [upper]],
  ['xdigit', [digit, range('A', 'F'), range('a', 'f')]],
]);
