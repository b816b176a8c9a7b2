import type { Located } from '../model/location.ts';
import type { Dependency, Task } from '../model/task.ts';
import { parentOf } from '../path/relative.ts';
import { type DataMap, entriesAt, nodeAt, textAt, textsOf } from './data-node.ts';
import { parseJson } from './json.ts';
import { type TaskFile, unreadTaskFile } from './task-file.ts';

/** What `package.json` says: https://docs.npmjs.com/cli/v11/configuring-npm/package-json */
export interface PackageJson extends TaskFile {
  /** `pnpm`, `yarn`, `npm` or `bun`, from `packageManager` or `devEngines`. */
  readonly packageManager?: string;
}

const groups = [
  ['dependencies', 'production'],
  ['devDependencies', 'development'],
  ['peerDependencies', 'peer'],
  ['optionalDependencies', 'optional'],
] as const;

/**
 * Reads a `package.json`.
 *
 * @throws Never.
 */
export function parsePackageJson(path: string, text: string): PackageJson {
  const { root, diagnostics } = parseJson(path, text);
  if (!root) return unreadTaskFile(diagnostics);
  const directory = parentOf(path);
  const name = textAt(root, 'name')?.value;
  const manager = textAt(root, 'packageManager')?.value ?? textAt(root, 'devEngines', 'packageManager', 'name')?.value;
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
  return {
    manifest: {
      ecosystem: 'npm',
      path,
      directory,
      ...(name === undefined ? {} : { name }),
      dependencies: groups.flatMap(([key, group]) => dependenciesOf(root, key, group)),
      workspaces: (nodeAt(root, 'workspaces')?.kind === 'sequence' ? textsOf(nodeAt(root, 'workspaces')) : textsOf(nodeAt(root, 'workspaces', 'packages'))).map(
        (glob) => glob.value,
      ),
      toolchain: [
        ...[textAt(root, 'packageManager')].flatMap((pinned) => (pinned ? [pinned] : [])),
        ...entriesAt(root, 'engines').flatMap((entry) => named(entry.key, textsOf(entry.value))),
        ...entriesAt(root, 'volta').flatMap((entry) => named(entry.key, textsOf(entry.value))),
        ...entriesAt(root, 'devEngines').flatMap((entry) => named(entry.key, textsOf(nodeAt(entry.value, 'version')))),
      ],
    },
    tasks,
    diagnostics,
    ...(manager === undefined ? {} : { packageManager: manager.split('@')[0] ?? manager }),
  };
}

/** Scripts of the same package that Wireit runs first; those of other packages have a path in front. */
function wireitDependencies(root: DataMap, script: string): readonly string[] {
  return textsOf(nodeAt(root, 'wireit', script, 'dependencies'))
    .map((dependency) => dependency.value)
    .filter((dependency) => !/[:/]/.test(dependency));
}

function dependenciesOf(root: DataMap, key: string, group: Dependency['group']): readonly Dependency[] {
  return entriesAt(root, key).map((entry) => ({
    name: entry.key,
    requirement: entry.value.kind === 'scalar' ? entry.value.text : '',
    group,
    get location() {
      return entry.keyLocation;
    },
  }));
}

function named(tool: string, versions: readonly Located<string>[]): readonly Located<string>[] {
  return versions.map(({ value, location }) => ({ value: `${tool} ${value}`, location }));
}
