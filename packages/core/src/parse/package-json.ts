import type { Located } from '../model/location.ts';
import type { Catalog, Dependency, Task, ToolVersion } from '../model/task.ts';
import { parentOf } from '../path/relative.ts';
import { type DataMap, type DataNode, entriesAt, nodeAt, textAt, textsOf } from './data-node.ts';
import { parseJson } from './json.ts';
import { type TaskFile, unreadTaskFile } from './task-file.ts';
import { toolVersions } from './tool-version.ts';

const groups = [
  ['dependencies', 'production'],
  ['devDependencies', 'development'],
  ['peerDependencies', 'peer'],
  ['optionalDependencies', 'optional'],
] as const;

/**
 * Reads a `package.json`: the package, its scripts, its workspaces (both forms), and what pins its tools.
 *
 * Source: https://docs.npmjs.com/cli/v11/configuring-npm/package-json
 *
 * @throws Never.
 */
export function parsePackageJson(path: string, text: string): TaskFile {
  const { root, diagnostics } = parseJson(path, text);
  if (!root) return unreadTaskFile(diagnostics);
  const directory = parentOf(path);
  const name = textAt(root, 'name')?.value;
  const version = textAt(root, 'version')?.value;
  const tasks: Task[] = entriesAt(root, 'scripts').flatMap((entry) =>
    entry.value.kind === 'scalar' && typeof entry.value.value === 'string'
      ? [
          {
            runner: 'npm-script',
            name: entry.key,
            // Wireit keeps what a script runs beside `scripts`: https://github.com/google/wireit
            command: (entry.value.value === 'wireit' ? textAt(root, 'wireit', entry.key, 'command') : undefined) ?? {
              value: entry.value.value,
              location: entry.value.location,
            },
            dependencies: wireitDependencies(root, entry.key),
            directory,
            location: entry.keyLocation,
          },
        ]
      : [],
  );
  const workspaces = nodeAt(root, 'workspaces');
  // Bun keeps catalogs here: https://bun.com/docs/pm/catalogs
  const catalogs = catalogsOf(workspaces?.kind === 'map' && (workspaces.get('catalog') || workspaces.get('catalogs')) ? workspaces : root);
  return {
    manifest: {
      ecosystem: 'npm',
      path,
      directory,
      ...(name === undefined ? {} : { name }),
      ...(version === undefined ? {} : { version }),
      dependencies: groups.flatMap(([key, group]) => dependenciesOf(root, key, group)),
      workspaces: textsOf(workspaces?.kind === 'map' ? workspaces.get('packages') : workspaces),
      toolchain: [
        ...pinnedManager(textAt(root, 'packageManager')),
        ...entriesAt(root, 'engines').flatMap((entry) => toolVersions(entry.key, textAt(entry.value))),
        // `extends` names the file that Volta goes on with.
        ...entriesAt(root, 'volta').flatMap((entry) => (entry.key === 'extends' ? [] : toolVersions(entry.key, textAt(entry.value)))),
        ...entriesAt(root, 'devEngines').flatMap((entry) => devEngines(entry.key, entry.value)),
      ],
    },
    tasks,
    ...(catalogs.length > 0 ? { catalogs } : {}),
    diagnostics,
  };
}

/** `pnpm@12.21.0+sha512.…` */
function pinnedManager(pinned: Located<string> | undefined): readonly ToolVersion[] {
  const at = pinned?.value.indexOf('@', 1) ?? -1;
  if (!pinned || at < 0) return [];
  return [{ tool: pinned.value.slice(0, at), version: pinned.value.slice(at + 1), location: pinned.location }];
}

/** `devEngines.runtime` and its like hold one requirement or several: https://docs.npmjs.com/cli/v11/configuring-npm/package-json#devengines */
function devEngines(key: string, node: DataNode): readonly ToolVersion[] {
  const entries = node.kind === 'sequence' ? node.items : [node];
  return entries.flatMap((entry) => toolVersions(textAt(entry, 'name')?.value ?? key, textAt(entry, 'version')));
}

/** Scripts of the same package that Wireit runs first; those of other packages have a path in front. */
function wireitDependencies(root: DataMap, script: string): readonly string[] {
  return textsOf(nodeAt(root, 'wireit', script, 'dependencies'))
    .map((dependency) => dependency.value)
    .filter((dependency) => !/[:/]/.test(dependency));
}

function dependenciesOf(root: DataNode | undefined, key: string, group: Dependency['group']): readonly Dependency[] {
  return entriesAt(root, key).map((entry) => {
    const requirement = entry.value.kind === 'scalar' ? entry.value.text : '';
    const path = /^(?:file|link|portal):(.*)$/s.exec(requirement)?.[1];
    return {
      name: entry.key,
      requirement,
      group,
      ...(path === undefined ? {} : { path }),
      get location() {
        return entry.keyLocation;
      },
    };
  });
}

/** Versions under `catalog` (named `default`) and `catalogs.<name>`, as pnpm, Yarn and Bun write them. */
export function catalogsOf(root: DataNode | undefined): readonly Catalog[] {
  const own = dependenciesOf(root, 'catalog', 'production');
  const named = entriesAt(root, 'catalogs').map(({ key }): Catalog => ({ name: key, entries: dependenciesOf(nodeAt(root, 'catalogs'), key, 'production') }));
  return own.length > 0 ? [{ name: 'default', entries: own }, ...named] : named;
}

/**
 * The version that a dependency asks for, `catalog:` and `catalog:<name>` looked up.
 *
 * @returns The requirement as written when it names no catalog, undefined when the catalog lacks the entry.
 */
export function requirementOf(dependency: Dependency, catalogs: readonly Catalog[]): string | undefined {
  if (!dependency.requirement.startsWith('catalog:')) return dependency.requirement;
  const name = dependency.requirement.slice('catalog:'.length).trim() || 'default';
  return catalogs.find((catalog) => catalog.name === name)?.entries.find((entry) => entry.name === dependency.name)?.requirement;
}
