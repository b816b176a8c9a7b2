import type { Task } from '../model/task.ts';
import { entriesAt, nodeAt, textAt, textsOf } from './data-node.ts';
import { replaceBetween } from './interpolation.ts';
import { type TaskFile, unreadTaskFile } from './task-file.ts';
import { parseToml } from './toml.ts';
import { sameTool, toolVersions } from './tool-version.ts';

/**
 * Reads a `mise.toml`: tasks and versions of tools.
 *
 * Source: https://mise.jdx.dev/tasks/toml-tasks.html, https://mise.jdx.dev/configuration.html (checked 2026-11-25)
 *
 * @param directory - Directory that the file configures: the one above for `.mise/config.toml` and `.config/mise.toml`.
 * @throws Never.
 */
export function parseMise(path: string, text: string, directory: string): TaskFile {
  const { root, diagnostics } = parseToml(path, text);
  if (!root) return unreadTaskFile(diagnostics);
  const tasks = entriesAt(root, 'tasks').map((entry): Task => {
    const run = entry.value.kind === 'map' ? entry.value.get('run') : entry.value;
    const steps = run?.kind === 'sequence' ? run.items : run ? [run] : [];
    const command = replaceBetween(steps.flatMap((step) => textsOf(step).map((line) => line.value)).join('\n'), '{{', '}}', '$_mise');
    return {
      runner: 'mise',
      name: entry.key,
      ...(run && command !== '' ? { command: { value: command, location: run.location } } : {}),
      dependencies: [
        ...textsOf(nodeAt(entry.value, 'depends')).map((dependency) => dependency.value),
        ...steps.flatMap((step) => textAt(step, 'task')?.value ?? []),
      ],
      directory,
      location: entry.keyLocation,
    };
  });
  // A version, a list of them, or a table with `version`.
  const tools = entriesAt(root, 'tools').flatMap(({ key, value }) =>
    toolVersions(sameTool.get(key) ?? key.toLowerCase(), ...textsOf(value.kind === 'map' ? value.get('version') : value)),
  );
  return { tasks, toolVersions: tools, diagnostics, ...(nodeAt(root, 'task_config', 'includes') ? { open: 'it includes other files of tasks' } : {}) };
}
