import type { Dependency, Task } from '../model/task.ts';
import { parentOf } from '../path/relative.ts';
import { entriesAt, textAt } from './data-node.ts';
import { tomlDependency } from './pyproject.ts';
import { type TaskFile, unreadTaskFile } from './task-file.ts';
import { parseToml } from './toml.ts';
import { toolVersions } from './tool-version.ts';

/** Tables of a Pipfile that are no category of packages. */
const otherTables: ReadonlySet<string> = new Set(['source', 'requires', 'scripts', 'pipenv']);

/**
 * Reads a `Pipfile`: packages by category, scripts, the Python version.
 *
 * Source: https://pipenv.pypa.io/en/latest/pipfile.html (checked 2026-11-25)
 *
 * @throws Never.
 */
export function parsePipfile(path: string, text: string): TaskFile {
  const { root, diagnostics } = parseToml(path, text);
  if (!root) return unreadTaskFile(diagnostics);
  const directory = parentOf(path);
  const groupOf = (category: string): Dependency['group'] =>
    category === 'packages' ? 'production' : category === 'dev-packages' ? 'development' : 'optional';
  return {
    manifest: {
      ecosystem: 'python',
      path,
      directory,
      dependencies: root.entries
        .filter(({ key }) => !otherTables.has(key))
        .flatMap(({ key }) => entriesAt(root, key).map((entry) => tomlDependency(entry, groupOf(key)))),
      workspaces: [],
      toolchain: toolVersions('python', textAt(root, 'requires', 'python_full_version') ?? textAt(root, 'requires', 'python_version')),
    },
    tasks: entriesAt(root, 'scripts').map((entry): Task => {
      const command = textAt(entry.value) ?? textAt(entry.value, 'cmd');
      return { runner: 'pipenv', name: entry.key, ...(command ? { command } : {}), dependencies: [], directory, location: entry.keyLocation };
    }),
    diagnostics,
  };
}
