/**
 * Matches one path segment against a pattern of literal text, `*` (any run) and `?` (any one character), in time linear
 * in both for each star: the two-pointer method, which never backtracks past the last star. No regular expression is
 * built, since the pattern comes from a repository.
 *
 * @param pattern - Tokens of the segment: `*`, `?`, or one literal character (a code point) each.
 * @param segment - The segment's characters.
 */
export function matchesSegment(pattern: readonly SegmentToken[], segment: readonly string[]): boolean {
  let p = 0;
  let s = 0;
  let star = -1;
  let mark = 0;
  while (s < segment.length) {
    const token = pattern[p];
    if (token !== undefined && token.kind === 'star') {
      star = p++;
      mark = s;
    } else if (token !== undefined && matchesOne(token, segment[s] ?? '')) {
      p++;
      s++;
    } else if (star >= 0) {
      p = star + 1;
      s = ++mark;
    } else return false;
  }
  while (pattern[p]?.kind === 'star') p++;
  return p === pattern.length;
}

export type SegmentToken =
  | { readonly kind: 'star' }
  | { readonly kind: 'any' }
  | { readonly kind: 'literal'; readonly character: string }
  | { readonly kind: 'set'; readonly negated: boolean; readonly ranges: readonly (readonly [string, string])[] };

function matchesOne(token: SegmentToken, character: string): boolean {
  switch (token.kind) {
    case 'star':
      return false;
    case 'any':
      return true;
    case 'literal':
      return token.character === character;
    case 'set':
      return token.ranges.some(([low, high]) => low <= character && character <= high) !== token.negated;
    default:
      return token satisfies never;
  }
}
