import { type CodeOwnersPattern, parseCodeOwnersPattern } from './codeowners-pattern.ts';
import { matchesPath, type PathPattern, type Reach } from './path-pattern.ts';
import { literalOf, type SegmentPattern } from './segment.ts';

/** Many CODEOWNERS patterns, compiled together. Patterns are known by their place in the list. */
export interface CodeOwnersIndex {
  /** The last pattern that matches, or -1. */
  lastMatch(path: string): number;
  /** Every pattern that matches, in no particular order; of equal patterns only the last. */
  matches(path: string): readonly number[];
}

/** Patterns that begin with a wildcard at the same place, above which a file is refused: each is tried on every path there. */
export const wildcardLimit: number = 2000;

interface End {
  readonly index: number;
  readonly reach: Reach;
}

interface Rest {
  readonly index: number;
  readonly pattern: PathPattern;
}

/** A place in the tree of literal segments: the patterns that end here, and those that go on with a wildcard. */
interface Place {
  readonly children: Map<string, Place>;
  readonly ends: End[];
  readonly rest: Rest[];
}

/**
 * Compiles patterns into an index by shape: a tree over the literal segments that a pattern begins with (one for
 * anchored patterns, one for floating ones), a table for `*.extension`, and short lists for what goes on with a wildcard.
 * The work for a path grows with its depth and with the patterns near it, not with the number of patterns.
 *
 * @param patterns - In file order.
 * @returns The index; undefined when more than {@link wildcardLimit} patterns begin with a wildcard at one place.
 */
export function codeOwnersIndex(patterns: readonly string[]): CodeOwnersIndex | undefined {
  const anchored = place();
  const floating = place();
  const extensions = new Map<string, End[]>();
  const seen = new Set<string>();
  // From the last line up, so that every list is sorted by precedence and an earlier twin is dropped.
  for (let index = patterns.length - 1; index >= 0; index--) {
    const text = patterns[index] ?? '';
    if (seen.has(text)) continue;
    seen.add(text);
    const pattern = parseCodeOwnersPattern(text);
    const extension = extensionOf(pattern);
    if (extension !== undefined) append(extensions, extension, { index, reach: pattern.reach });
    else if (isSearch(pattern)) {
      if (!insert(anchored, { ...pattern, segments: ['globstar', ...pattern.segments] }, index)) return undefined;
    } else if (!insert(pattern.floating ? floating : anchored, pattern, index)) return undefined;
  }

  const walk = (root: Place, path: readonly string[], start: number, isWanted: (index: number) => boolean, found: (index: number) => void): void => {
    let current: Place | undefined = root;
    for (let depth = start; current; depth++) {
      for (const { index, reach } of current.ends) {
        if (!isWanted(index)) break;
        if (reach === 'exact' ? depth === path.length : reach === 'below' ? depth < path.length : true) found(index);
      }
      for (const { index, pattern } of current.rest) {
        if (!isWanted(index)) break;
        if (matchesPath(pattern, path, depth)) found(index);
      }
      const name = path[depth];
      current = name === undefined ? undefined : current.children.get(name);
    }
  };

  const visit = (path: string, isWanted: (index: number) => boolean, found: (index: number) => void): void => {
    const segments = path.split('/');
    walk(anchored, segments, 0, isWanted, found);
    for (let start = 0; start < segments.length; start++) {
      walk(floating, segments, start, isWanted, found);
      if (extensions.size === 0) continue;
      const name = segments[start] ?? '';
      for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
        for (const { index, reach } of extensions.get(name.slice(dot)) ?? []) {
          if (!isWanted(index)) break;
          if (reach !== 'below' || start + 1 < segments.length) found(index);
        }
      }
    }
  };

  return {
    lastMatch(path) {
      let best = -1;
      const isBetter = (index: number): boolean => index > best;
      visit(path, isBetter, (index) => {
        best = index;
      });
      return best;
    },
    matches(path) {
      const found = new Set<number>();
      visit(
        path,
        () => true,
        (index) => found.add(index),
      );
      return [...found];
    },
  };
}

function place(): Place {
  return { children: new Map(), ends: [], rest: [] };
}

function insert(root: Place, { segments, reach }: CodeOwnersPattern, index: number): boolean {
  let current = root;
  for (const [position, segment] of segments.entries()) {
    const literal = segment === 'globstar' ? undefined : literalOf(segment);
    if (literal === undefined) {
      current.rest.push({ index, pattern: { segments: segments.slice(position), reach } });
      return current.rest.length <= wildcardLimit;
    }
    let next = current.children.get(literal);
    if (!next) {
      next = place();
      current.children.set(literal, next);
    }
    current = next;
  }
  // Other spellings of one pattern (`/a`, `a/**`, …) may meet here; of each reach the last line is enough.
  if (!current.ends.some((end) => end.reach === reach)) current.ends.push({ index, reach });
  return true;
}

/**
 * A floating pattern with a wildcard in front and a globstar further on. Tried at every segment, it would search the rest of
 * the path each time; with a globstar in front, one search does.
 */
function isSearch({ floating, segments }: CodeOwnersPattern): boolean {
  const [first] = segments;
  return floating && first !== undefined && first !== 'globstar' && literalOf(first) === undefined && segments.includes('globstar');
}

/** `.ts` for a floating `*.ts`, `.test.ts` for `*.test.ts`. */
function extensionOf({ floating, segments }: CodeOwnersPattern): string | undefined {
  const [only, ...others] = segments;
  if (!floating || only === undefined || only === 'globstar' || others.length > 0) return undefined;
  return isExtension(only) ? only.suffix : undefined;
}

function isExtension(segment: SegmentPattern): boolean {
  return segment.middle === 'star' && segment.prefix === '' && segment.suffix.startsWith('.');
}

function append<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
