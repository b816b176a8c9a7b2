import type { Task } from '../model/task.ts';
import { parentOf } from '../path/relative.ts';
import { type DataEntry, entriesAt, nodeAt, textsOf } from './data-node.ts';
import { type IniSection, parseIni } from './ini.ts';
import { replaceBetween } from './interpolation.ts';
import { type TaskFile, unreadTaskFile } from './task-file.ts';
import { parseToml } from './toml.ts';

/** Environments above which a generated list is cut. */
const environmentLimit = 200;

/** Reads a `tox.ini`: an environment is a task. Never throws. */
export function parseToxIni(path: string, text: string): TaskFile {
  return { tasks: toxIniTasks(path, text, parentOf(path)), diagnostics: [] };
}

/** Environments of a tox configuration in INI form; `[testenv]`, which every other one inherits from, is the task `testenv`. */
export function toxIniTasks(path: string, text: string, directory: string): readonly Task[] {
  const sections = parseIni(path, text);
  const base = sections.find((section) => section.name === 'testenv');
  const task = (name: string, section: IniSection): Task => {
    const commands = section.get('commands') ?? base?.get('commands');
    const value = commands && shellOf(commands.value);
    return {
      runner: 'tox',
      name,
      ...(value ? { command: { value, location: commands.location } } : {}),
      dependencies: [],
      directory,
      location: section.location,
    };
  };
  const tasks = new Map<string, Task>();
  for (const section of sections) {
    if (section.name === 'testenv') tasks.set('testenv', task('testenv', section));
    else if (section.name.startsWith('testenv:')) for (const name of expandNames(section.name.slice(8))) tasks.set(name, task(name, section));
  }
  const root = sections.find((section) => section.name === 'tox');
  const list = root?.get('envlist') ?? root?.get('env_list');
  for (const name of list ? expandNames(list.value) : [])
    if (base && !tasks.has(name)) tasks.set(name, { ...task(name, base), location: list?.location ?? base.location });
  return [...tasks.values()];
}

/** `- cmd` ignores the failure; `{posargs:…}` and `{toxinidir}` are filled in by tox; `factor: cmd` runs under that factor. */
function shellOf(commands: string): string {
  return commands
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .map((line) => {
      const plain = replaceBetween(line.replace(/^!?[\w.,{}-]+:\s+/, '').trim(), '{', '}', '$_tox');
      return /^-\s*\S/.test(plain) ? `${plain.slice(1).trim()} || true` : plain;
    })
    .filter((line) => line !== '')
    .join('\n');
}

/** `py{310,311}-{unit,web}, lint` → every name. */
function expandNames(text: string): readonly string[] {
  const names: string[] = [];
  for (const word of splitOutsideBraces(text)) {
    // Nobody writes longer ones, and unclosed braces would be searched again and again.
    if (word.length > 500) continue;
    let partial = [''];
    for (const part of word.split(/(\{[^}]*\})/)) {
      const choices = part.startsWith('{')
        ? part
            .slice(1, -1)
            .split(',')
            .map((choice) => choice.trim())
        : [part];
      partial = partial.flatMap((prefix) => choices.map((choice) => prefix + choice)).slice(0, environmentLimit);
    }
    names.push(...partial.filter((name) => name !== ''));
  }
  return names.slice(0, environmentLimit);
}

function splitOutsideBraces(text: string): readonly string[] {
  const words: string[] = [];
  let depth = 0;
  let word = '';
  for (const character of text) {
    if (character === '{') depth++;
    if (character === '}') depth = Math.max(0, depth - 1);
    if (depth === 0 && /[\s,]/.test(character)) {
      if (word !== '') words.push(word);
      word = '';
    } else word += character;
  }
  return word === '' ? words : [...words, word];
}

/** tox 4 lists commands as lists of words: https://tox.wiki/en/latest/config.html */
export function toxTask(entry: DataEntry, directory: string): Task {
  const commands = nodeAt(entry.value, 'commands');
  const lines = (commands?.kind === 'sequence' ? commands.items : []).map((item) =>
    textsOf(item)
      .map((word) => word.value)
      .join(' '),
  );
  return {
    runner: 'tox',
    name: entry.key,
    ...(commands && lines.length > 0 ? { command: { value: lines.join('\n'), location: commands.location } } : {}),
    dependencies: [],
    directory,
    location: entry.keyLocation,
  };
}

/** Reads a `tox.toml`. Never throws. */
export function parseToxToml(path: string, text: string): TaskFile {
  const { root, diagnostics } = parseToml(path, text);
  if (!root) return unreadTaskFile(diagnostics);
  const directory = parentOf(path);
  const base = root.get('env_run_base');
  const tasks = entriesAt(root, 'env').map((entry) => toxTask(entry, directory));
  return {
    tasks: base ? [...tasks, { ...toxTask({ key: 'testenv', keyLocation: base.location, value: base }, directory) }] : tasks,
    diagnostics,
  };
}
