/** One element of a segment's pattern; a literal is one character (code point). */
export type SegmentToken =
  | { readonly kind: 'star' }
  | { readonly kind: 'any' }
  | { readonly kind: 'literal'; readonly character: string }
  | { readonly kind: 'set'; readonly negated: boolean; readonly ranges: readonly CharacterRange[] };

/** First and last code point, both included. */
export type CharacterRange = readonly [first: number, last: number];

/** A compiled pattern for one path segment. */
export interface SegmentPattern {
  readonly tokens: readonly SegmentToken[];
  /** Literal text that every match begins with. */
  readonly prefix: string;
  /** Literal text that every match ends with; prefix and suffix never overlap in the pattern. */
  readonly suffix: string;
  /** What is left between prefix and suffix: nothing, one star, or something that needs the full method. */
  readonly middle: 'nothing' | 'star' | 'mixed';
}

/** Prepares tokens for matching. */
export function compileSegment(tokens: readonly SegmentToken[]): SegmentPattern {
  const firstWild = tokens.findIndex((token) => token.kind !== 'literal');
  if (firstWild < 0) return { tokens, prefix: literalText(tokens), suffix: '', middle: 'nothing' };
  const lastWild = tokens.findLastIndex((token) => token.kind !== 'literal');
  return {
    tokens,
    prefix: literalText(tokens.slice(0, firstWild)),
    suffix: literalText(tokens.slice(lastWild + 1)),
    middle: firstWild === lastWild && tokens[firstWild]?.kind === 'star' ? 'star' : 'mixed',
  };
}

function literalText(tokens: readonly SegmentToken[]): string {
  return tokens.map((token) => (token.kind === 'literal' ? token.character : '')).join('');
}

/** The text that a pattern without wildcards stands for. */
export function literalOf(pattern: SegmentPattern): string | undefined {
  return pattern.middle === 'nothing' ? pattern.prefix : undefined;
}

/**
 * Matches one path segment in time linear in the segment for each star: after a mismatch only the last star gives way,
 * so nothing grows with the number of stars. No regular expression is built, since the pattern comes from a repository.
 */
export function matchesSegment(pattern: SegmentPattern, text: string): boolean {
  if (pattern.middle === 'nothing') return text === pattern.prefix;
  if (text.length < pattern.prefix.length + pattern.suffix.length || !text.startsWith(pattern.prefix) || !text.endsWith(pattern.suffix)) return false;
  return pattern.middle === 'star' || matchesTokens(pattern.tokens, text);
}

function matchesTokens(tokens: readonly SegmentToken[], text: string): boolean {
  let token = 0;
  let offset = 0;
  let star = -1;
  let mark = 0;
  while (offset < text.length) {
    const current = tokens[token];
    const code = text.codePointAt(offset) ?? 0;
    if (current?.kind === 'star') {
      star = token++;
      mark = offset;
    } else if (current && matchesCharacter(current, code)) {
      token++;
      offset += width(code);
    } else if (star >= 0) {
      token = star + 1;
      mark += width(text.codePointAt(mark) ?? 0);
      offset = mark;
    } else return false;
  }
  while (tokens[token]?.kind === 'star') token++;
  return token === tokens.length;
}

function width(code: number): number {
  return code > 0xffff ? 2 : 1;
}

function matchesCharacter(token: SegmentToken, code: number): boolean {
  switch (token.kind) {
    case 'star':
      return false;
    case 'any':
      return true;
    case 'literal':
      return token.character.codePointAt(0) === code;
    case 'set':
      return inRanges(token.ranges, code) !== token.negated;
    default:
      return token satisfies never;
  }
}

/** Whether a code point lies in one of the ranges. */
export function inRanges(ranges: readonly CharacterRange[], code: number): boolean {
  return ranges.some(([first, last]) => first <= code && code <= last);
}

/** Tokens of literal text. */
export function literalTokens(text: string): SegmentToken[] {
  return [...text].map((character) => ({ kind: 'literal', character }));
}
