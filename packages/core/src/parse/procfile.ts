import type { Diagnostic } from '../model/diagnostic.ts';
import type { Located } from '../model/location.ts';
import { textPositions } from './text-position.ts';

/** A process type of a Procfile and the command that it runs. `web` is given a port in `$PORT`. */
export interface ProcfileProcess {
  readonly name: string;
  readonly command: Located<string>;
}

export interface Procfile {
  readonly processes: readonly ProcfileProcess[];
  /** Lines that are no process, and names that are there twice. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a Procfile: `name: command` lines, comments behind `#` at the start of a line.
 *
 * Source: https://devcenter.heroku.com/articles/procfile (November 2026); comments as foreman, overmind and hivemind read them.
 *
 * @throws Never.
 */
export function parseProcfile(path: string, text: string): Procfile {
  const positions = textPositions(path, text);
  const processes: ProcfileProcess[] = [];
  const diagnostics: Diagnostic[] = [];
  const names = new Set<string>();
  for (let line = 1; line <= positions.lineCount; line++) {
    const start = positions.lineStart(line) + (line === 1 && text.startsWith('\ufeff') ? 1 : 0);
    const content = text.slice(start, line < positions.lineCount ? positions.lineStart(line + 1) : text.length).trimEnd();
    const trimmed = content.trimStart();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const [, name, command] = /^([A-Za-z0-9_-]+):\s*(\S.*)$/.exec(content) ?? [];
    const report = (code: string, message: string): void => {
      diagnostics.push({ path, range: positions.range(start, start + content.length), severity: 'warning', code, message });
    };
    if (name === undefined || command === undefined) {
      report('procfile-syntax', 'This line is no "name: command" and starts nothing.');
      continue;
    }
    if (names.has(name)) report('procfile-duplicate', `The process ${name} is there twice.`);
    names.add(name);
    processes.push({ name, command: { value: command, location: positions.location(start + content.length - command.length, start + content.length) } });
  }
  return { processes, diagnostics };
}
