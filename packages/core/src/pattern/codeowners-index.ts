import { type CodeOwnersPattern, parseCodeOwnersPattern } from './codeowners-pattern.ts';
import { matchesPath, type PathPattern, type PathSegment, type Reach } from './path-pattern.ts';
import { literalOf, matchesSegment, type SegmentPattern } from './segment.ts';

/** Many CODEOWNERS patterns, compiled together. Patterns are known by their place in the list. */
export interface CodeOwnersIndex {
  /** The last pattern that matches, or -1. */
  lastMatch(path: string): number;
  /** Every pattern that matches, in no particular order; of patterns that say the same only the last. */
  matches(path: string): readonly number[];
  /** For each pattern the last one that says the same: itself, when there is no later one. */
  readonly lastTwins: readonly number[];
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

/** What goes on with a globstar after some segments. */
interface Search {
  readonly index: number;
  /** Segments before the first globstar. */
  readonly head: readonly SegmentPattern[];
  /** The globstar and what follows. */
  readonly tail: PathPattern;
  /**
   * The look-up in which the head was found. A globstar finds what follows from the first place on as well as from a
   * later one, so one search is enough for a path, however often the head occurs in it.
   */
  lookUp: number;
}

/** A place in the tree of literal segments: the patterns that end here, and those that go on with a wildcard. */
interface Place {
  readonly children: Map<string, Place>;
  readonly ends: End[];
  readonly rest: Rest[];
  readonly searches: Search[];
}

/**
 * Compiles patterns into an index by shape: a tree over the literal segments that a pattern begins with (one for
 * anchored patterns, one for floating ones), a table for `*.extension`, and short lists for what goes on with a wildcard.
 * The work for a path grows with its depth and with the patterns near it, not with the number of patterns; no pattern
 * costs more than its segments × those of the path.
 *
 * @param patterns - In file order.
 * @returns The index; undefined when more than {@link wildcardLimit} patterns begin with a wildcard at one place.
 */
export function codeOwnersIndex(patterns: readonly string[]): CodeOwnersIndex | undefined {
  const anchored = place();
  const floating = place();
  const extensions = new Map<string, End[]>();
  const lastOfText = new Map<string, number>();
  const lastTwins: number[] = patterns.map((_, index) => index);
  // From the last line up, so that every list is sorted by precedence and an earlier twin is dropped.
  for (let index = patterns.length - 1; index >= 0; index--) {
    const text = patterns[index] ?? '';
    const twin = lastOfText.get(text) ?? insertPattern(parseCodeOwnersPattern(text), index);
    if (twin === undefined) return undefined;
    lastOfText.set(text, twin);
    lastTwins[index] = twin;
  }

  function insertPattern(pattern: CodeOwnersPattern, index: number): number | undefined {
    const extension = extensionOf(pattern);
    if (extension === undefined) return insert(pattern.floating ? floating : anchored, pattern, index);
    return addEnd(listOf(extensions, extension), { index, reach: pattern.reach });
  }

  let lookUp = 0;
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
      for (const search of current.searches) {
        if (!isWanted(search.index)) break;
        if (search.lookUp === lookUp || !isHere(search.head, path, depth)) continue;
        search.lookUp = lookUp;
        if (matchesPath(search.tail, path, depth + search.head.length)) found(search.index);
      }
      const name = path[depth];
      current = name === undefined ? undefined : current.children.get(name);
    }
  };

  const visit = (path: string, isWanted: (index: number) => boolean, found: (index: number) => void): void => {
    const segments = path.split('/');
    lookUp++;
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
    lastTwins,
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
  return { children: new Map(), ends: [], rest: [], searches: [] };
}

/** @returns The place of the last pattern that says the same; undefined at a place with too many wildcards. */
function insert(root: Place, { segments, reach }: CodeOwnersPattern, index: number): number | undefined {
  let current = root;
  for (const [position, segment] of segments.entries()) {
    const literal = segment === 'globstar' ? undefined : literalOf(segment);
    if (literal === undefined) {
      addWild(current, { segments: segments.slice(position), reach }, index);
      return current.rest.length + current.searches.length <= wildcardLimit ? index : undefined;
    }
    let next = current.children.get(literal);
    if (!next) {
      next = place();
      current.children.set(literal, next);
    }
    current = next;
  }
  return addEnd(current.ends, { index, reach });
}

function addWild({ rest, searches }: Place, pattern: PathPattern, index: number): void {
  const globstar = pattern.segments.indexOf('globstar');
  if (globstar < 0) rest.push({ index, pattern });
  else {
    const head = pattern.segments.slice(0, globstar).filter(isName);
    searches.push({ index, head, tail: { ...pattern, segments: pattern.segments.slice(globstar) }, lookUp: 0 });
  }
}

/** Other spellings of one pattern (`/a`, `a/b` and `/a/b`, …) meet here; of each reach the last line is enough. */
function addEnd(ends: End[], end: End): number {
  const twin = ends.find(({ reach }) => reach === end.reach);
  if (!twin) ends.push(end);
  return (twin ?? end).index;
}

function isName(segment: PathSegment): segment is SegmentPattern {
  return segment !== 'globstar';
}

function isHere(head: readonly SegmentPattern[], path: readonly string[], start: number): boolean {
  return head.every((segment, position) => {
    const name = path[start + position];
    return name !== undefined && matchesSegment(segment, name);
  });
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

function listOf<Key, Value>(lists: Map<Key, Value[]>, key: Key): Value[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}
