import type { Dependency, Task } from '../model/task.ts';
import { parentOf } from '../path/relative.ts';
import { entriesAt, nodeAt, textAt, textsOf } from './data-node.ts';
import { type TaskFile, unreadTaskFile } from './task-file.ts';
import { parseToml } from './toml.ts';

const groups = [
  ['dependencies', 'production'],
  ['dev-dependencies', 'development'],
  ['build-dependencies', 'build'],
] as const;

/** Reads a `Cargo.toml`: https://doc.rust-lang.org/cargo/reference/manifest.html. Never throws. */
export function parseCargoToml(path: string, text: string): TaskFile {
  const { root, diagnostics } = parseToml(path, text);
  if (!root) return unreadTaskFile(diagnostics);
  const name = textAt(root, 'package', 'name');
  const rust = textAt(root, 'package', 'rust-version') ?? textAt(root, 'workspace', 'package', 'rust-version');
  const dependencies = groups.flatMap(([key, group]): Dependency[] =>
    [...entriesAt(root, key), ...(key === 'dependencies' ? entriesAt(root, 'workspace', key) : [])].map((entry) => ({
      name: entry.key,
      requirement: (textAt(entry.value) ?? textAt(entry.value, 'version'))?.value ?? '',
      group,
      location: entry.keyLocation,
    })),
  );
  return {
    manifest: {
      ecosystem: 'rust',
      path,
      directory: parentOf(path),
      ...(name ? { name: name.value } : {}),
      dependencies,
      workspaces: textsOf(nodeAt(root, 'workspace', 'members')).map((member) => member.value),
      toolchain: rust ? [{ value: `rust ${rust.value}`, location: rust.location }] : [],
    },
    tasks: [],
    diagnostics,
  };
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
