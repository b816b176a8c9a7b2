import { type CodeOwnersRule, compileGlobs, type FileIndex, type Owner } from '@ten-point/core/rule';

/** A risk area of the policy, as far as it exists here. */
export interface RiskyFiles {
  readonly title: string;
  readonly paths: readonly string[];
  /** All of its files were found by the name of a folder somewhere, such as `auth`, which may mean something else. */
  readonly byFolderName: boolean;
}

const folderNamePattern = /^\*\*\/[^*]+\/\*\*$/;
/** Folders and kinds of files that talk about a matter, or try it out, without deciding it. */
const aside =
  /(?:^|\/)(?:docs?|documentation|website|tests?|__tests__|testing|specs?|e2e|benches|benchmarks?)\/|\.(?:mdx?|rst|adoc|svg|png)$|[._-](?:test|spec)\.[a-z]+$/i;

/**
 * Finds the repository's own files of each risk area; areas without any are left out.
 *
 * @param areas - Kinds of risky work with their globs.
 * @param notCounted - Paths that belong to no area, e.g. copies of CODEOWNERS without effect.
 */
export function riskyFiles(
  files: FileIndex,
  areas: readonly { readonly title: string; readonly paths: readonly string[] }[],
  notCounted: ReadonlySet<string>,
): readonly RiskyFiles[] {
  const matchers = areas.map(({ title, paths }) => ({
    title,
    named: compileGlobs(paths.filter((pattern) => !folderNamePattern.test(pattern))),
    byFolder: compileGlobs(paths.filter((pattern) => folderNamePattern.test(pattern))),
    paths: new Set<string>(),
    hasNamed: false,
  }));
  const isRisky = compileGlobs(areas.flatMap(({ paths }) => paths));
  for (const { path } of files.entries) {
    if (!isRisky(path)) continue;
    for (const area of matchers) {
      const isNamed = area.named(path);
      if (!isNamed && (aside.test(path) || !area.byFolder(path))) continue;
      if (files.role(path) !== 'own' || notCounted.has(path)) continue;
      area.paths.add(path);
      if (isNamed) area.hasNamed = true;
    }
  }
  return matchers.flatMap(({ title, paths, hasNamed }) => (paths.size > 0 ? [{ title, paths: [...paths], byFolderName: !hasNamed }] : []));
}

/** Names the places that hold most of these paths: whole directories first, three at most. */
export function largestPlaces(paths: readonly string[]): string {
  const places = new Map<string, string[]>();
  for (const path of paths) {
    const directory = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : path;
    places.set(directory, [...(places.get(directory) ?? []), path]);
  }
  const sorted = [...places].sort(([left, inLeft], [right, inRight]) => inRight.length - inLeft.length || (left < right ? -1 : 1));
  const named = sorted.slice(0, 3).map(([place, inside]) => (inside.length === 1 ? (inside[0] ?? place) : `${place} (${inside.length} files)`));
  return named.join(', ') + (sorted.length > 3 ? ', …' : '');
}

/** `1 file`, `28 files`. */
export function countFiles(count: number): string {
  return count === 1 ? '1 file' : `${count} files`;
}

/** Owners by name, each once, in order. */
export function ownerNames(rules: Iterable<Pick<CodeOwnersRule, 'owners'>>): readonly string[] {
  const byName = new Map<string, Owner>();
  for (const { owners } of rules) for (const owner of owners) if (!byName.has(owner.name.toLowerCase())) byName.set(owner.name.toLowerCase(), owner);
  return [...byName.values()].map(({ name }) => name);
}
