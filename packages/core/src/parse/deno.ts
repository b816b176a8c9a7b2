import type { Task } from '../model/task.ts';
import { parentOf } from '../path/relative.ts';
import { entriesAt, nodeAt, textAt, textsOf } from './data-node.ts';
import { parseJson } from './json.ts';
import { type TaskFile, unreadTaskFile } from './task-file.ts';

/** Reads a `deno.json` or `deno.jsonc`: https://docs.deno.com/runtime/fundamentals/configuration/. Never throws. */
export function parseDenoJson(path: string, text: string): TaskFile {
  const { root, diagnostics } = parseJson(path, text);
  if (!root) return unreadTaskFile(diagnostics);
  const directory = parentOf(path);
  const name = textAt(root, 'name');
  const version = textAt(root, 'version');
  const workspace = nodeAt(root, 'workspace');
  const tasks = entriesAt(root, 'tasks').map((entry): Task => {
    const command = textAt(entry.value) ?? textAt(entry.value, 'command');
    return {
      runner: 'deno',
      name: entry.key,
      ...(command ? { command } : {}),
      dependencies: textsOf(nodeAt(entry.value, 'dependencies')).map((dependency) => dependency.value),
      directory,
      location: entry.keyLocation,
    };
  });
  return {
    manifest: {
      ecosystem: 'deno',
      path,
      directory,
      ...(name ? { name: name.value } : {}),
      ...(version ? { version: version.value } : {}),
      dependencies: entriesAt(root, 'imports').map((entry) => ({
        name: entry.key,
        requirement: textAt(entry.value)?.value ?? '',
        group: 'production',
        location: entry.keyLocation,
      })),
      // The table form is the older one.
      workspaces: textsOf(workspace?.kind === 'map' ? workspace.get('members') : workspace),
      toolchain: [],
    },
    tasks,
    diagnostics,
  };
}
