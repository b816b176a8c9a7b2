import type { EnvVariable } from '../model/environment.ts';
import { textPositions } from './text-position.ts';

/**
 * Reads a dotenv file: `NAME=value` lines, `export` in front, quotes, comments. A name that is commented out
 * (`# DB_PORT=5432`) counts in examples: it tells the reader that the variable exists.
 *
 * @throws Never: lines of another form are left out.
 */
export function parseEnvFile(path: string, text: string, commented: 'with-commented' | 'set-only'): readonly EnvVariable[] {
  const positions = textPositions(path, text);
  const variables: EnvVariable[] = [];
  for (let line = 1; line <= positions.lineCount; line++) {
    const start = positions.lineStart(line);
    const content = text.slice(start, line < positions.lineCount ? positions.lineStart(line + 1) : text.length).replace(/[\r\n]+$/, '');
    const match = /^(\s*(?:#\s*)?(?:export\s+)?)([A-Za-z_][A-Za-z0-9_.]*)\s*=(.*)$/.exec(content);
    const [, lead, name, rest] = match ?? [];
    if (lead === undefined || name === undefined || rest === undefined) continue;
    if (lead.includes('#') && (commented === 'set-only' || !/^[A-Z][A-Z0-9_]*$/.test(name))) continue;
    variables.push({ name, value: assignedValue(rest.trim()), location: positions.location(start + lead.length, start + lead.length + name.length) });
  }
  return variables;
}

function assignedValue(written: string): string {
  const quote = written[0];
  if (quote === '"' || quote === "'" || quote === '`') {
    const close = written.indexOf(quote, 1);
    return close > 0 ? written.slice(1, close) : written.slice(1);
  }
  const comment = written.search(/\s#/);
  return (comment >= 0 ? written.slice(0, comment) : written.startsWith('#') ? '' : written).trim();
}
