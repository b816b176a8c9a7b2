import type { Located } from '../model/location.ts';
import { textPositions } from './text-position.ts';

/** A process type of a Procfile and the command that it runs. */
export interface ProcfileProcess {
  readonly name: string;
  readonly command: Located<string>;
}

/**
 * Reads a Procfile: `name: command` lines.
 *
 * Source: https://devcenter.heroku.com/articles/procfile
 */
export function parseProcfile(path: string, text: string): readonly ProcfileProcess[] {
  const positions = textPositions(path, text);
  const processes: ProcfileProcess[] = [];
  for (let line = 1; line <= positions.lineCount; line++) {
    const start = positions.lineStart(line);
    const content = text.slice(start, line < positions.lineCount ? positions.lineStart(line + 1) : text.length).trimEnd();
    const match = /^([A-Za-z0-9_-]+):\s*(\S.*)$/.exec(content);
    const [, name, command] = match ?? [];
    if (name === undefined || command === undefined) continue;
    processes.push({ name, command: { value: command, location: positions.location(start + content.length - command.length, start + content.length) } });
  }
  return processes;
}
