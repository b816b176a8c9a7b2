import type { Dependency, Task } from '../model/task.ts';
import { parentOf } from '../path/relative.ts';
import { booleanAt, type DataEntry, entriesAt, nodeAt, textAt, textsOf } from './data-node.ts';
import { tomlDependency } from './pyproject.ts';
import { type TaskFile, unreadTaskFile } from './task-file.ts';
import { parseToml } from './toml.ts';
import { toolVersions } from './tool-version.ts';

const groups = [
  ['dependencies', 'production'],
  ['dev-dependencies', 'development'],
  ['build-dependencies', 'build'],
] as const;

/**
 * Reads a `Cargo.toml`: the package, dependencies (those of targets and of the workspace too), and workspace members.
 *
 * Source: https://doc.rust-lang.org/cargo/reference/manifest.html, https://doc.rust-lang.org/cargo/reference/workspaces.html (checked 2026-11-25)
 *
 * @throws Never.
 */
export function parseCargoToml(path: string, text: string): TaskFile {
  const { root, diagnostics } = parseToml(path, text);
  if (!root) return unreadTaskFile(diagnostics);
  const name = textAt(root, 'package', 'name');
  // `version.workspace = true` takes it from the root.
  const version = textAt(root, 'package', 'version') ?? (nodeAt(root, 'workspace') ? textAt(root, 'workspace', 'package', 'version') : undefined);
  const rust = textAt(root, 'package', 'rust-version') ?? textAt(root, 'workspace', 'package', 'rust-version');
  const targets = entriesAt(root, 'target').map((entry) => entry.value);
  return {
    manifest: {
      ecosystem: 'rust',
      path,
      directory: parentOf(path),
      ...(name ? { name: name.value } : {}),
      ...(version ? { version: version.value } : {}),
      dependencies: [
        ...[root, ...targets].flatMap((table) => groups.flatMap(([key, group]) => entriesAt(table, key).map((entry) => dependencyOf(entry, group)))),
        ...entriesAt(root, 'workspace', 'dependencies').map((entry) => dependencyOf(entry, 'production')),
      ],
      workspaces: [
        ...textsOf(nodeAt(root, 'workspace', 'members')),
        ...textsOf(nodeAt(root, 'workspace', 'exclude')).map(({ value, location }) => ({ value: `!${value}`, location })),
      ],
      toolchain: toolVersions('rust', rust),
    },
    tasks: [],
    diagnostics,
  };
}

/** A dependency may be renamed: the key is then what the code calls it, `package` what it is. */
function dependencyOf(entry: DataEntry, group: Dependency['group']): Dependency {
  const isOptional = group === 'production' && booleanAt(entry.value, 'optional')?.value === true;
  const dependency = tomlDependency(entry, isOptional ? 'optional' : group);
  return { ...dependency, name: textAt(entry.value, 'package')?.value ?? dependency.name };
}

/** Reads the aliases of a `.cargo/config.toml`; they hold for the directory above `.cargo`. Never throws. */
export function parseCargoConfig(path: string, text: string): TaskFile {
  const { root, diagnostics } = parseToml(path, text);
  if (!root) return unreadTaskFile(diagnostics);
  const directory = parentOf(parentOf(path));
  const tasks = entriesAt(root, 'alias').map(
    (entry): Task => ({
      runner: 'cargo-alias',
      name: entry.key,
      command: {
        value: `cargo ${textsOf(entry.value)
          .map((word) => word.value)
          .join(' ')}`,
        location: entry.value.location,
      },
      dependencies: [],
      directory,
      location: entry.keyLocation,
    }),
  );
  return { tasks, diagnostics };
}
