import { createTwoFilesPatch } from 'diff';
import { redact } from '../redact.ts';
import { printable } from './printable.ts';
import { paint, type Style, type Terminal } from './terminal.ts';

/** A file as it is and as it would be; without `before` it is new. */
export interface ComparedFile {
  readonly path: string;
  readonly before?: string;
  readonly after: string;
}

/**
 * Changes as a unified diff that `git apply` takes. Characters that could act on a terminal are shown as escapes, and values
 * that look like secrets are redacted: a diff of lines that hold some is for reading only.
 */
export function unifiedDiff(files: readonly ComparedFile[], terminal: Pick<Terminal, 'colour'>): string {
  return files.map((file) => diffOf(file, terminal)).join('');
}

function diffOf({ path, before, after }: ComparedFile, terminal: Pick<Terminal, 'colour'>): string {
  const name = printable(path);
  const patch = createTwoFilesPatch(before === undefined ? '/dev/null' : `a/${name}`, `b/${name}`, before ?? '', after, undefined, undefined, { context: 3 });
  // The library's own first line is a ruler; git wants to be told of a new file.
  const lines = patch.split('\n').filter((line, index) => index > 0 || !line.startsWith('==='));
  const head = [`diff --git a/${name} b/${name}`, ...(before === undefined ? ['new file mode 100644'] : [])];
  return [...head, ...lines].map((line) => paint(shown(line), styleOf(line), terminal)).join('\n');
}

/** A line without what could act on a terminal; tabs and the carriage return of its ending stay, since `git apply` compares them. */
function shown(line: string): string {
  const ending = line.endsWith('\r') ? '\r' : '';
  return (
    redact(
      line
        .slice(0, line.length - ending.length)
        .split('\t')
        .map(printable)
        .join('\t'),
    ) + ending
  );
}

function styleOf(line: string): Style | undefined {
  if (line.startsWith('+++') || line.startsWith('---') || line.startsWith('diff ')) return 'bold';
  if (line.startsWith('@@')) return 'cyan';
  return line.startsWith('+') ? 'green' : line.startsWith('-') ? 'red' : undefined;
}
