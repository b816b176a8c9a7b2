import type { Located } from '../model/location.ts';
import type { Lockfile, Manifest, Workspace, WorkspaceFile } from '../model/task.ts';
import { joinPath, nameOf, parentOf } from '../path/relative.ts';
import { compileGlob } from '../pattern/glob.ts';

/**
 * Resolves what manifests and workspace files say of members to the manifests that are there. A pattern means the
 * directory of a manifest, or the manifest itself.
 *
 * @param paths - Files of the repository: a pattern for examples or fixtures, which are no members here, is answered by them.
 * @param files - Workspace files; where one and a manifest in the same directory both name members, it is the one that counts.
 * @returns In path order.
 */
export function workspacesOf(manifests: readonly Manifest[], files: readonly WorkspaceFile[], paths: readonly string[] = []): readonly Workspace[] {
  const declared = files.flatMap(({ ecosystem, path, directory, members }) => (members ? [{ ecosystem, path, directory, patterns: members }] : []));
  // A pnpm workspace reads nothing of the field in package.json.
  const isOverridden = (manifest: Manifest): boolean =>
    declared.some(({ ecosystem, directory }) => ecosystem === manifest.ecosystem && directory === manifest.directory);
  const own = manifests.flatMap((manifest) =>
    manifest.workspaces.length > 0 && !isOverridden(manifest) ? [{ ...manifest, patterns: manifest.workspaces }] : [],
  );
  return [...declared, ...own]
    .sort((left, right) => (left.path < right.path ? -1 : 1))
    .map(({ ecosystem, path, directory, patterns }): Workspace => {
      const candidates = manifests.filter((manifest) => manifest.ecosystem === ecosystem && isMemberOf(nameOf(path), nameOf(manifest.path)));
      const wanted = patterns.filter(({ value }) => !value.startsWith('!')).map((pattern) => ({ pattern, matches: memberMatcher(directory, pattern.value) }));
      const excluding = patterns.flatMap(({ value }) => (value.startsWith('!') ? [memberMatcher(directory, value.slice(1))] : []));
      const isExcluded = (manifest: Manifest): boolean => excluding.some((matches) => matches(manifest.path));
      const used = new Set<Located<string>>();
      const members = new Set<Manifest>();
      for (const manifest of candidates) {
        const matching = wanted.filter(({ matches }) => matches(manifest.path));
        for (const { pattern } of matching) used.add(pattern);
        const isRoot = manifest.directory === directory && !listsAll.test(path);
        if (isRoot || (matching.length > 0 && !isExcluded(manifest))) members.add(manifest);
      }
      if (ecosystem === 'rust') addPathDependencies(members, candidates, directory, isExcluded);
      return {
        ecosystem,
        path,
        directory,
        members: [...members].sort((left, right) => (left.path < right.path ? -1 : 1)),
        unmatched: wanted.flatMap(({ pattern, matches }) =>
          used.has(pattern) || paths.some((other) => isMemberOf(nameOf(path), nameOf(other)) && matches(other)) ? [] : [pattern],
        ),
      };
    });
}

/** Files that list every member: what stands beside them is none by that. */
const listsAll = /(?:^|\/)go\.work$|\.slnx?$/;

/** Which manifests a declaring file means, by their names; others mean files of their own name. */
const memberNames: readonly (readonly [declaring: RegExp, member: RegExp])[] = [
  [/^pnpm-workspace\.yaml$/, /^package\.json$/],
  [/^go\.work$/, /^go\.mod$/],
  [/^settings\.gradle/, /^build\.gradle/],
  [/^deno\.jsonc?$/, /^deno\.jsonc?$/],
  [/\.slnx?$/, /proj$/],
];

function isMemberOf(declaring: string, member: string): boolean {
  const names = memberNames.find(([pattern]) => pattern.test(declaring));
  return names ? names[1].test(member) : member === declaring;
}

/** Lockfiles that hold a manifest's dependencies: beside it, else beside the root of its workspace. */
export function lockfilesOf(manifest: Manifest, lockfiles: readonly Lockfile[], workspaces: readonly Workspace[]): readonly Lockfile[] {
  const beside = (directory: string): readonly Lockfile[] =>
    lockfiles.filter((lockfile) => lockfile.ecosystem === manifest.ecosystem && lockfile.directory === directory);
  const own = beside(manifest.directory);
  if (own.length > 0) return own;
  return workspaces
    .filter(({ ecosystem, members }) => ecosystem === manifest.ecosystem && members.includes(manifest))
    .flatMap(({ directory }) => beside(directory));
}

/** Whether a manifest at a path, or its directory, answers to a pattern of a workspace in a directory. */
function memberMatcher(directory: string, pattern: string): (path: string) => boolean {
  const up = leadingParents(pattern);
  const base = up.count === 0 ? directory : joinPath(directory, '../'.repeat(up.count));
  if (base === undefined) return () => false;
  const glob = up.rest.replace(/^(?:\.\/)+/, '');
  const plain = glob.endsWith('/') ? glob.slice(0, -1) : glob;
  if (plain === '' || plain === '.') return (path) => parentOf(path) === base;
  const matches = /[*?{[\\]/.test(plain) ? compileGlob(plain) : (path: string) => path === plain;
  return (path) =>
    [parentOf(path), path].some((candidate) => {
      const below = base === '' ? candidate : candidate.startsWith(`${base}/`) ? candidate.slice(base.length + 1) : '';
      return below !== '' && matches(below);
    });
}

/** `../` in front: members may stand beside the root (`go.work`, Maven, solutions). */
function leadingParents(pattern: string): { readonly count: number; readonly rest: string } {
  let rest = pattern;
  let count = 0;
  while (rest === '..' || rest.startsWith('../')) {
    rest = rest.slice(3);
    count++;
  }
  return { count, rest };
}

/** Cargo takes every path dependency below the root of a workspace for a member: https://doc.rust-lang.org/cargo/reference/workspaces.html#the-members-and-exclude-fields */
function addPathDependencies(members: Set<Manifest>, candidates: readonly Manifest[], directory: string, isExcluded: (manifest: Manifest) => boolean): void {
  const byDirectory = new Map(candidates.map((manifest) => [manifest.directory, manifest]));
  // A set that grows while it is walked is walked to its end.
  for (const member of members)
    for (const { path } of member.dependencies) {
      const target = path === undefined ? undefined : joinPath(member.directory, path);
      const found = target === undefined ? undefined : byDirectory.get(target);
      if (found && (directory === '' || found.directory.startsWith(`${directory}/`)) && !isExcluded(found)) members.add(found);
    }
}
