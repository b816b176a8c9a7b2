import type { Task } from '../model/task.ts';
import { parentOf } from '../path/relative.ts';
import { entriesAt, textAt, textsOf } from './data-node.ts';
import { parseJson } from './json.ts';
import { type TaskFile, unreadTaskFile } from './task-file.ts';
import { toolVersions } from './tool-version.ts';

/** Reads a `composer.json`: https://getcomposer.org/doc/articles/scripts.md. Never throws. */
export function parseComposer(path: string, text: string): TaskFile {
  const { root, diagnostics } = parseJson(path, text);
  if (!root) return unreadTaskFile(diagnostics);
  const directory = parentOf(path);
  const name = textAt(root, 'name');
  const version = textAt(root, 'version');
  const tasks = entriesAt(root, 'scripts').map((entry): Task => {
    const lines = textsOf(entry.value).map((line) => line.value);
    // `@other` calls a script, `@php` and `@composer` the programs; `Class::method` is code.
    const commands = lines.filter((line) => !/^@(?!php\b|composer\b|putenv\b)/.test(line) && !/^[\w\\]+::\w+$/.test(line));
    const command = commands.map((line) => line.replace(/^@(php|composer)\b/, '$1').replace(/^@putenv\s+/, 'export ')).join('\n');
    return {
      runner: 'composer',
      name: entry.key,
      ...(command === '' ? {} : { command: { value: command, location: entry.value.location } }),
      dependencies: lines.flatMap((line) => /^@(?!php\b|composer\b|putenv\b)([\w:-]+)/.exec(line)?.[1] ?? []),
      directory,
      location: entry.keyLocation,
    };
  });
  return {
    manifest: {
      ecosystem: 'php',
      path,
      directory,
      ...(name ? { name: name.value } : {}),
      ...(version ? { version: version.value } : {}),
      dependencies: (['require', 'require-dev'] as const).flatMap((key) =>
        entriesAt(root, key)
          .filter((entry) => entry.key.includes('/'))
          .map((entry) => ({
            name: entry.key,
            requirement: textAt(entry.value)?.value ?? '',
            group: key === 'require' ? ('production' as const) : ('development' as const),
            location: entry.keyLocation,
          })),
      ),
      workspaces: [],
      toolchain: toolVersions('php', textAt(root, 'require', 'php'), textAt(root, 'config', 'platform', 'php')),
    },
    tasks,
    diagnostics,
  };
}
