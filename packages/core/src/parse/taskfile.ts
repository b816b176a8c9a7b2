import type { Task } from '../model/task.ts';
import { parentOf } from '../path/relative.ts';
import { type DataNode, entriesAt, nodeAt, textsOf } from './data-node.ts';
import { replaceBetween } from './interpolation.ts';
import { type TaskFile, unreadTaskFile } from './task-file.ts';
import { parseYaml } from './yaml.ts';

/**
 * Reads a Taskfile: https://taskfile.dev/docs/reference/schema
 *
 * @throws Never.
 */
export function parseTaskfile(path: string, text: string): TaskFile {
  const { root, diagnostics } = parseYaml(path, text);
  if (root?.kind !== 'map') return unreadTaskFile(diagnostics);
  const tasks: Task[] = entriesAt(root, 'tasks').flatMap((entry) => {
    const commands = commandsOf(entry.value);
    const text = commands.flatMap((command) => (command.kind === 'shell' ? [command.text] : [])).join('\n');
    const task: Task = {
      runner: 'task',
      name: entry.key,
      ...(text === '' ? {} : { command: { value: text, location: entry.value.location } }),
      dependencies: [...namesOf(nodeAt(entry.value, 'deps')), ...commands.flatMap((command) => (command.kind === 'task' ? [command.name] : []))],
      directory: parentOf(path),
      location: entry.keyLocation,
    };
    return [task, ...textsOf(nodeAt(entry.value, 'aliases')).map((alias) => ({ ...task, name: alias.value, location: alias.location }))];
  });
  const open = entriesAt(root, 'includes').length > 0 ? 'it includes other Taskfiles' : undefined;
  return { tasks, diagnostics, ...(open === undefined ? {} : { open }) };
}

type TaskCommand = { readonly kind: 'shell'; readonly text: string } | { readonly kind: 'task'; readonly name: string };

function commandsOf(node: DataNode): readonly TaskCommand[] {
  if (node.kind === 'scalar') return node.value === null ? [] : [{ kind: 'shell', text: shellOf(node.text) }];
  if (node.kind === 'sequence') return node.items.flatMap(commandOf);
  const list = node.get('cmds') ?? node.get('cmd');
  if (!list) return [];
  return list.kind === 'sequence' ? list.items.flatMap(commandOf) : commandOf(list);
}

function commandOf(node: DataNode): readonly TaskCommand[] {
  if (node.kind === 'scalar') return [{ kind: 'shell', text: shellOf(node.text) }];
  if (node.kind !== 'map') return [];
  const task = node.get('task');
  if (task?.kind === 'scalar') return [{ kind: 'task', name: task.text }];
  const command = node.get('cmd') ?? node.get('defer');
  if (command?.kind !== 'scalar') return [];
  const ignored = node.get('ignore_error');
  const text = shellOf(command.text);
  return [{ kind: 'shell', text: ignored?.kind === 'scalar' && ignored.value === true ? `{ ${text}\n} || true` : text }];
}

function namesOf(node: DataNode | undefined): readonly string[] {
  if (node?.kind !== 'sequence') return [];
  return node.items.flatMap((item) => {
    const name = item.kind === 'map' ? item.get('task') : item;
    return name?.kind === 'scalar' ? [name.text] : [];
  });
}

/** Template expressions are some word for the shell. */
function shellOf(text: string): string {
  return replaceBetween(text, '{{', '}}', '$_task');
}
