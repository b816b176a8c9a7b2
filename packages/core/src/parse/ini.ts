import type { Located, Location } from '../model/location.ts';
import { textPositions } from './text-position.ts';

export interface IniEntry {
  readonly key: string;
  /** Continuation lines (indented) are joined by newlines. */
  readonly value: Located<string>;
  readonly keyLocation: Location;
}

export interface IniSection {
  readonly name: string;
  readonly location: Location;
  readonly entries: readonly IniEntry[];
  get(key: string): Located<string> | undefined;
}

/** Reads an INI file as Python's configparser does (`tox.ini`, `setup.cfg`). Never throws. */
export function parseIni(path: string, text: string): readonly IniSection[] {
  const positions = textPositions(path, text);
  const sections: { name: string; location: Location; entries: { key: string; keyLocation: Location; lines: string[]; start: number; end: number }[] }[] = [];
  let offset = 0;
  for (const raw of text.split('\n')) {
    const line = raw.replace(/\r$/, '');
    const start = offset;
    offset += raw.length + 1;
    if (/^\s*[#;]/.test(line) || line.trim() === '') continue;
    const header = /^\[([^\]]+)\]/.exec(line)?.[1];
    if (header !== undefined) {
      sections.push({ name: header.trim(), location: positions.location(start + 1, start + 1 + header.length), entries: [] });
      continue;
    }
    const section = sections.at(-1);
    if (!section) continue;
    const open = section.entries.at(-1);
    if (/^\s/.test(line)) {
      if (open) {
        open.lines.push(line.trim());
        open.end = start + line.trimEnd().length;
      }
      continue;
    }
    const equals = line.search(/[=:]/);
    if (equals < 0) continue;
    const key = line.slice(0, equals).trim();
    section.entries.push({
      key: key.toLowerCase(),
      keyLocation: positions.location(start, start + key.length),
      lines: [line.slice(equals + 1).trim()],
      start,
      end: start + line.trimEnd().length,
    });
  }
  return sections.map(({ name, location, entries }) => {
    const read = entries.map((entry) => ({
      key: entry.key,
      keyLocation: entry.keyLocation,
      value: { value: entry.lines.join('\n').trim(), location: positions.location(entry.start, entry.end) },
    }));
    return { name, location, entries: read, get: (key) => read.find((entry) => entry.key === key)?.value };
  });
}
