import type { Located } from '../model/location.ts';
import type { Dependency } from '../model/task.ts';
import { parentOf } from '../path/relative.ts';
import type { TaskFile } from './task-file.ts';
import { textPositions } from './text-position.ts';

/** Reads a `go.mod`: https://go.dev/ref/mod#go-mod-file. Never throws. */
export function parseGoMod(path: string, text: string): TaskFile {
  const positions = textPositions(path, text);
  const dependencies: Dependency[] = [];
  const toolchain: Located<string>[] = [];
  let name: string | undefined;
  let block = '';
  let offset = 0;
  for (const raw of text.split('\n')) {
    const line = raw.trimEnd();
    const location = positions.location(offset + line.length - line.trimStart().length, offset + line.length);
    offset += raw.length + 1;
    const words = line
      .replace(/\/\/.*$/, '')
      .trim()
      .split(/\s+/);
    const directive = block === '' ? (words[0] ?? '') : block;
    const [first = '', second = ''] = block === '' ? words.slice(1) : words;
    if (block !== '' && words[0] === ')') block = '';
    else if (block === '' && words[1] === '(') block = words[0] ?? '';
    else if (directive === 'module') name = first;
    else if (directive === 'go' || directive === 'toolchain') toolchain.push({ value: directive === 'go' ? `go ${first}` : first, location });
    else if (directive === 'require' && first !== '') {
      dependencies.push({ name: first, requirement: second, group: line.includes('// indirect') ? 'optional' : 'production', location });
    }
  }
  return {
    manifest: { ecosystem: 'go', path, directory: parentOf(path), ...(name === undefined ? {} : { name }), dependencies, workspaces: [], toolchain },
    tasks: [],
    diagnostics: [],
  };
}
