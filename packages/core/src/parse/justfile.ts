import type { Task } from '../model/task.ts';
import { parentOf } from '../path/relative.ts';
import { replaceBetween } from './interpolation.ts';
import type { TaskFile } from './task-file.ts';
import { textPositions } from './text-position.ts';

const textLimit = 1024 * 1024;

/**
 * Reads a justfile: recipes with their parameters left out, dependencies and aliases.
 * Facts: https://just.systems/man/en/
 *
 * @throws Never.
 */
export function parseJustfile(path: string, text: string): TaskFile {
  if (text.length > textLimit) return { tasks: [], open: 'the file is too large', diagnostics: [] };
  const positions = textPositions(path, text);
  const tasks: Task[] = [];
  const aliases: { name: string; target: string; start: number }[] = [];
  const includes: string[] = [];
  let open: string | undefined;
  let offset = 0;
  let current: { name: string; dependencies: readonly string[]; start: number; body: string[]; end: number } | undefined;
  const finish = (): void => {
    if (!current) return;
    const command = shellOf(current.body);
    tasks.push({
      runner: 'just',
      name: current.name,
      ...(command === undefined ? {} : { command: { value: command, location: positions.location(current.start, current.end) } }),
      dependencies: current.dependencies,
      directory: parentOf(path),
      location: positions.location(current.start, current.start + current.name.length),
    });
    current = undefined;
  };
  for (const raw of text.split('\n')) {
    const line = raw.replace(/\r$/, '');
    const start = offset;
    offset += raw.length + 1;
    if (current && (/^\s/.test(line) || line === '')) {
      current.body.push(line);
      if (line.trim() !== '') current.end = start + line.length;
      continue;
    }
    if (line.trim() === '' || /^[#[]/.test(line)) continue;
    finish();
    const include = /^import\??\s+(['"])(.+)\1/.exec(line);
    if (include?.[2]) includes.push(include[2]);
    if (/^mod\??\s/.test(line)) open ??= 'it has modules';
    const alias = /^alias\s+([\w-]+)\s*:=\s*([\w-]+)/.exec(line);
    if (alias?.[1] && alias[2]) aliases.push({ name: alias[1], target: alias[2], start: start + line.indexOf(alias[1], 5) });
    if (/^(?:import|mod|alias|set|export|unexport)\b/.test(line) && !/^[\w-]+\s*:(?!=)/.test(line)) continue;
    const recipe = /^@?([A-Za-z_][\w-]*)/.exec(line);
    const name = recipe?.[1];
    const colon = recipeColon(line);
    if (name === undefined || colon < 0) continue;
    current = {
      name,
      dependencies: [
        ...line
          .slice(colon + 1)
          .replace(/#.*$/s, '')
          .matchAll(/(?:^|[\s(])([A-Za-z_][\w-]*)/g),
      ].flatMap((match) => (match[1] ? [match[1]] : [])),
      start: start + line.indexOf(name),
      body: [],
      end: start + line.length,
    };
  }
  finish();
  for (const alias of aliases) {
    tasks.push({
      runner: 'just',
      name: alias.name,
      dependencies: [alias.target],
      directory: parentOf(path),
      location: positions.location(alias.start, alias.start + alias.name.length),
    });
  }
  return { tasks, includes, diagnostics: [], ...(open === undefined ? {} : { open }) };
}

/** The colon that ends a recipe's head: not `:=`, not inside a default value's quotes. */
function recipeColon(line: string): number {
  let quote = '';
  for (let index = 0; index < line.length; index++) {
    const character = line[index] ?? '';
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'" || character === '`') quote = character;
    else if (character === ':') return line[index + 1] === '=' ? -1 : index;
  }
  return -1;
}

function shellOf(body: readonly string[]): string | undefined {
  const lines = body.filter((line) => line.trim() !== '');
  const first = lines[0]?.trim() ?? '';
  if (first === '') return undefined;
  if (first.startsWith('#!')) return /\b(?:ba|da|z|k)?sh\b/.test(first) ? `set +e\n${lines.slice(1).map(plainLine).join('\n')}` : undefined;
  return joinContinued(lines)
    .map((line) => {
      const marks = /^[\s@-]*/.exec(line)?.[0] ?? '';
      const shell = plainLine(line.slice(marks.length));
      const guarded = marks.includes('-') ? `{ ${shell}\n} || true` : shell;
      return /(?:^|[;&({\s])(?:cd|pushd)\s/.test(shell) ? `( ${guarded}\n)` : guarded;
    })
    .join('\n');
}

function joinContinued(lines: readonly string[]): readonly string[] {
  const joined: string[] = [];
  let open = false;
  for (const line of lines) {
    if (open) joined[joined.length - 1] += `\n${line}`;
    else joined.push(line);
    open = line.endsWith('\\');
  }
  return joined;
}

/** `{{ expression }}` is just's own: for the shell it is some word. */
function plainLine(line: string): string {
  return replaceBetween(line, '{{', '}}', '$_just');
}
