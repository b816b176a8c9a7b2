import { joinPath, parentOf } from '../path/relative.ts';

/** As many hops as Linux allows before it says ELOOP. */
const hopLimit = 40;

export type LinkResolution = { readonly state: 'resolved'; readonly path: string } | { readonly state: 'outside-repository' | 'link-loop' };

/**
 * Follows symbolic links inside a listing, directories that are links included.
 *
 * @param path - Repository-relative path.
 * @param target - What a path links to, relative to its directory; undefined for a path that is no link.
 */
export function resolveLinks(path: string, target: (path: string) => string | undefined): LinkResolution {
  let current = path;
  for (let hop = 0; hop <= hopLimit; hop++) {
    const link = firstLink(current, target);
    if (!link) return { state: 'resolved', path: current };
    const next = joinPath(parentOf(link.path), link.target);
    if (next === undefined) return { state: 'outside-repository' };
    current = link.rest === '' ? next : next === '' ? link.rest : `${next}/${link.rest}`;
  }
  return { state: 'link-loop' };
}

function firstLink(path: string, target: (path: string) => string | undefined): { path: string; target: string; rest: string } | undefined {
  for (let end = path.indexOf('/'); ; end = path.indexOf('/', end + 1)) {
    const prefix = end < 0 ? path : path.slice(0, end);
    const to = target(prefix);
    if (to !== undefined) return { path: prefix, target: to, rest: end < 0 ? '' : path.slice(end + 1) };
    if (end < 0) return undefined;
  }
}
