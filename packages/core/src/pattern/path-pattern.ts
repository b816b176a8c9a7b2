import { compileSegment, literalOf, matchesSegment, type SegmentPattern, type SegmentToken } from './segment.ts';

/** Does a compiled pattern match this repository-relative path? */
export type PathMatcher = (path: string) => boolean;

/** `**` spans any number of whole segments, none included. */
export type PathSegment = 'globstar' | SegmentPattern;

/**
 * What a pattern covers once its segments are found at the start of a path: that path alone, what is below it, or both.
 */
export type Reach = 'exact' | 'below' | 'self-or-below';

/** A compiled pattern over the segments of a path. It ends in no globstar: that is said by `reach`. */
export interface PathPattern {
  readonly segments: readonly PathSegment[];
  readonly reach: Reach;
}

/**
 * Brings a list of segments into its shortest form: runs of globstars become one, and a final one becomes the reach
 * `below` (`a/**` covers what is in `a`, not `a` itself).
 *
 * @param reach - What the last segment covers when it is no globstar.
 */
export function pathPattern(segments: readonly ('globstar' | readonly SegmentToken[])[], reach: Reach): PathPattern {
  const compiled: PathSegment[] = [];
  for (const segment of segments) {
    if (segment !== 'globstar') compiled.push(compileSegment(segment));
    else if (compiled.at(-1) !== 'globstar') compiled.push(segment);
  }
  if (compiled.at(-1) !== 'globstar') return { segments: compiled, reach };
  compiled.pop();
  return { segments: compiled, reach: 'below' };
}

/**
 * Matches a path against a pattern. Globstars are treated as stars one level up: only the last one gives way, so the
 * time is at most segments of the pattern × segments of the path, whatever the pattern.
 *
 * @param path - The path, split at its slashes.
 * @param from - Segments of the path that are taken as matched already.
 */
export function matchesPath({ segments, reach }: PathPattern, path: readonly string[], from = 0): boolean {
  let s = 0;
  let p = from;
  let globstar = -1;
  let mark = 0;
  for (;;) {
    if (s === segments.length) {
      if (reach === 'exact' ? p === path.length : reach === 'below' ? p < path.length : true) return true;
      // The first match leaves the most segments below it: a later one cannot do better, except for `exact`.
      if (reach !== 'exact' || globstar < 0) return false;
    } else {
      const segment = segments[s];
      if (segment === 'globstar') {
        globstar = s++;
        mark = p;
        continue;
      }
      const name = path[p];
      if (name !== undefined && segment && matchesSegment(segment, name)) {
        s++;
        p++;
        continue;
      }
      if (globstar < 0) return false;
    }
    if (mark >= path.length) return false;
    s = globstar + 1;
    p = ++mark;
  }
}

/**
 * Joins patterns into one test: does any of them match? A pattern is tried only on paths that hold a literal part of it,
 * and what a directory calls for is looked up once for neighbours, so that many patterns on many sorted paths cost little.
 */
export function anyPath(patterns: readonly PathPattern[]): PathMatcher {
  const byTop = new Map<string, PathPattern[]>();
  const byDirectory = new Map<string, PathPattern[]>();
  const byName = new Map<string, PathPattern[]>();
  const others: { readonly start: string; readonly end: string; readonly pattern: PathPattern }[] = [];
  for (const pattern of patterns) {
    const literals = pattern.segments.map((segment) => (segment === 'globstar' ? undefined : literalOf(segment)));
    const last = pattern.reach === 'exact' ? literals.at(-1) : undefined;
    const [first] = literals;
    const any = literals.find((literal) => literal !== undefined);
    if (first !== undefined) {
      append(byTop, first, pattern);
      if (literals.length === 1) append(byName, first, pattern);
    } else if (last !== undefined) append(byName, last, pattern);
    else if (any !== undefined) {
      append(byDirectory, any, pattern);
      append(byName, any, pattern);
    } else others.push({ ...ends(pattern), pattern });
  }

  const calledFor = (directory: string): readonly PathPattern[] => {
    const names = directory.split('/');
    return [...(byTop.get(names[0] ?? '') ?? []), ...names.flatMap((name) => byDirectory.get(name) ?? [])];
  };
  let neighbours: { readonly directory: string; readonly patterns: readonly PathPattern[] } | undefined;
  return (path) => {
    const slash = path.lastIndexOf('/');
    const directory = slash < 0 ? '' : path.slice(0, slash);
    if (neighbours?.directory !== directory) neighbours = { directory, patterns: slash < 0 ? [] : calledFor(directory) };
    let segments: readonly string[] | undefined;
    const matches = (pattern: PathPattern): boolean => {
      segments ??= path.split('/');
      return matchesPath(pattern, segments);
    };
    return (
      neighbours.patterns.some(matches) ||
      byName.get(path.slice(slash + 1))?.some(matches) === true ||
      others.some(({ start, end, pattern }) => path.startsWith(start) && path.endsWith(end) && matches(pattern))
    );
  };
}

/** Literal text that every path begins and ends with which the pattern matches. */
function ends({ segments, reach }: PathPattern): { readonly start: string; readonly end: string } {
  const first = segments[0];
  const last = segments.at(-1);
  return {
    start: first === undefined || first === 'globstar' ? '' : first.prefix,
    end: reach !== 'exact' || last === undefined || last === 'globstar' ? '' : last.suffix,
  };
}

function append(lists: Map<string, PathPattern[]>, key: string, pattern: PathPattern): void {
  const list = lists.get(key);
  if (list) list.push(pattern);
  else lists.set(key, [pattern]);
}
