import type { Diagnostic } from '../model/diagnostic.ts';
import type { EnvVariable } from '../model/environment.ts';
import { interpolate, invalidInterpolations } from './compose-interpolation.ts';
import { type TextPositions, textPositions } from './text-position.ts';

/**
 * Who reads the file: the npm package `dotenv` (whose rules most frameworks took over), Compose (`.env` and `env_file`), or
 * `docker run --env-file` (also Compose's `format: raw`).
 */
export type EnvReader = 'dotenv' | 'compose' | 'docker';

export interface ParsedEnvFile {
  readonly path: string;
  /** In file order; of a name that is there twice the last one counts. */
  readonly variables: readonly EnvVariable[];
  /** Names that are commented out (`# DB_PORT=5432`): in an example they tell the reader that the variable exists. */
  readonly commented: readonly EnvVariable[];
  /** Lines that the reader ignores or stops at. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads an env file: `NAME=value` lines with `export`, quotes, values of several lines, comments.
 *
 * Sources: https://github.com/motdotla/dotenv (version 17), https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/,
 * https://docs.docker.com/reference/cli/docker/container/run/#env (November 2026)
 *
 * @param path - Repository-relative path, for the places.
 * @param text - The whole file, any line ending, with or without byte order mark.
 * @param reader - Whose rules hold. Only Compose replaces variables in values, here by earlier lines of the same file.
 * @throws Never: what the reader cannot read is a diagnostic.
 */
export function parseEnvFile(path: string, text: string, reader: EnvReader = 'dotenv'): ParsedEnvFile {
  const file = new EnvText(path, text);
  const read = { dotenv: readDotenv, compose: readCompose, docker: readDocker }[reader];
  for (let offset = text.startsWith('\ufeff') ? 1 : 0; offset < text.length; ) offset = read(file, offset);
  return { path, variables: file.variables, commented: file.commented, diagnostics: file.diagnostics };
}

class EnvText {
  readonly variables: EnvVariable[] = [];
  readonly commented: EnvVariable[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly values = new Map<string, string>();
  readonly path: string;
  readonly text: string;
  readonly #positions: TextPositions;

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
    this.#positions = textPositions(path, text);
  }

  add(name: string, at: number, value: string, start: number, end: number): void {
    const { location } = this.#positions;
    this.variables.push({ name, value, location: location(at, at + name.length), valueLocation: location(start, end) });
    this.values.set(name, value);
  }

  inherit(name: string, at: number): void {
    const location = this.#positions.location(at, at + name.length);
    const end = this.#positions.location(at + name.length, at + name.length);
    this.variables.push({ name, value: '', inherited: true, location, valueLocation: end });
  }

  comment(start: number, end: number): void {
    const match = /^#+[^\S\n]*(?:export[^\S\n]+)?([A-Z][A-Z0-9_]*)[^\S\n]*=(.*)$/.exec(this.text.slice(start, end));
    const [whole, name, written] = match ?? [];
    if (whole === undefined || name === undefined || written === undefined) return;
    const at = start + whole.indexOf(name);
    const valueStart = end - written.length;
    const location = this.#positions.location(at, at + name.length);
    this.commented.push({ name, value: plainValue(written), location, valueLocation: this.#positions.location(valueStart, end) });
  }

  report(start: number, end: number, severity: Diagnostic['severity'], code: string, message: string): void {
    this.diagnostics.push({ path: this.path, range: this.#positions.range(start, end), severity, code, message });
  }

  /** Offset of the line end that follows, or of the end. */
  lineEnd(offset: number): number {
    for (let index = offset; index < this.text.length; index++) if (isLineEnd(this.text[index])) return index;
    return this.text.length;
  }

  /** First offset from here on at which there is no white space; line ends are white space only for `skip('all')`. */
  skip(offset: number, what: 'blanks' | 'all'): number {
    let index = offset;
    while (index < this.text.length && /\s/.test(this.text[index] ?? '') && (what === 'all' || !isLineEnd(this.text[index]))) index++;
    return index;
  }

  run(offset: number, character: RegExp): number {
    let index = offset;
    while (index < this.text.length && character.test(this.text[index] ?? '')) index++;
    return index;
  }
}

function isLineEnd(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}

/** A value behind a comment sign: quotes off, no more. */
function plainValue(written: string): string {
  const value = written.trim();
  const quote = value[0];
  if (quote !== undefined && '"\'`'.includes(quote)) {
    const close = value.indexOf(quote, 1);
    return close > 0 ? value.slice(1, close) : value.slice(1);
  }
  const comment = value.indexOf(' #');
  return (comment >= 0 ? value.slice(0, comment) : value).trim();
}

const lineBreaks = /\r\n?/g;

/** Where the next entry begins and its first line ends; behind a comment, or behind all, only the offset to go on from. */
function nextEntry(file: EnvText, offset: number): { readonly start: number; readonly lineEnd: number } | number {
  const start = file.skip(offset, 'all');
  if (start >= file.text.length) return file.text.length;
  const lineEnd = file.lineEnd(start);
  if (file.text[start] !== '#') return { start, lineEnd };
  file.comment(start, lineEnd);
  return lineEnd;
}

/** Reads what starts at an offset and gives the offset behind it. */
function readDotenv(file: EnvText, offset: number): number {
  const { text } = file;
  const entry = nextEntry(file, offset);
  if (typeof entry === 'number') return entry;
  const { start, lineEnd } = entry;
  const key = dotenvKey(file, start);
  if (!key) {
    file.report(start, lineEnd, 'warning', 'env-syntax', 'This line is no NAME=value, so dotenv ignores it.');
    return lineEnd;
  }
  const quoted = dotenvQuoted(file, file.skip(key.end, 'all'));
  if (quoted) {
    const inner = text.slice(quoted.start + 1, quoted.end - 1).replace(lineBreaks, '\n');
    file.add(key.name, key.start, text[quoted.start] === '"' ? expandLineBreaks(inner) : inner, quoted.start, quoted.end);
    return file.lineEnd(quoted.end);
  }
  const valueEnd = file.lineEnd(key.end);
  const comment = text.slice(key.end, valueEnd).indexOf('#');
  const written = text.slice(key.end, comment < 0 ? valueEnd : key.end + comment);
  const plain = written.trim();
  const from = plain === '' ? key.end : key.end + written.length - written.trimStart().length;
  const [quote = ''] = plain;
  const isOpen = /["'`]/.test(quote);
  // `"a" and "b"` loses the outer two; `"a" b` and an unclosed quote keep them all.
  const enclosed = isOpen && plain.length > 1 && plain.endsWith(quote);
  if (isOpen && !enclosed)
    file.report(from, from + plain.length, 'warning', 'env-quote', `The quotes around ${key.name} do not close at the end of the value, so dotenv keeps them.`);
  const value = enclosed ? plain.slice(1, -1) : plain;
  file.add(key.name, key.start, quote === '"' ? expandLineBreaks(value) : value, from, from + plain.length);
  return valueEnd;
}

function expandLineBreaks(value: string): string {
  return value.replaceAll('\\n', '\n').replaceAll('\\r', '\r');
}

interface Key {
  readonly name: string;
  readonly start: number;
  /** Behind the separator. */
  readonly end: number;
}

function dotenvKey(file: EnvText, start: number): Key | undefined {
  const exported = file.text.startsWith('export', start) ? file.skip(start + 6, 'all') : start;
  return (exported > start + 6 ? dotenvName(file, exported) : undefined) ?? dotenvName(file, start);
}

function dotenvName(file: EnvText, start: number): Key | undefined {
  const nameEnd = file.run(start, /[\w.-]/);
  if (nameEnd === start) return undefined;
  const name = file.text.slice(start, nameEnd);
  const separator = file.skip(nameEnd, 'all');
  if (file.text[separator] === '=') return { name, start, end: separator + 1 };
  // `NAME: value` needs the blank, which may be a line end.
  const blank = file.text.slice(nameEnd, nameEnd + 3);
  return /^:\s/.test(blank) ? { name, start, end: nameEnd + (blank === ':\r\n' ? 3 : 2) } : undefined;
}

/** A quoted value is one only when nothing but a comment follows it; a quote behind a backslash closes when no other does. */
function dotenvQuoted(file: EnvText, start: number): { readonly start: number; readonly end: number } | undefined {
  const { text } = file;
  const quote = text[start];
  if (quote !== '"' && quote !== "'" && quote !== '`') return undefined;
  const closes: number[] = [];
  for (let index = start + 1; index < text.length; index++) {
    if (text[index] === '\\' && text[index + 1] === quote) closes.push(++index);
    else if (text[index] === quote) {
      closes.push(index);
      break;
    }
  }
  const end = closes.findLast((close) => {
    const rest = file.skip(close + 1, 'blanks');
    return rest >= text.length || isLineEnd(text[rest]) || text[rest] === '#';
  });
  return end === undefined ? undefined : { start, end: end + 1 };
}

/** https://github.com/compose-spec/compose-go/blob/main/dotenv/parser.go: Compose stops at the first line that it cannot read. */
function readCompose(file: EnvText, offset: number): number {
  const { text } = file;
  const entry = nextEntry(file, offset);
  if (typeof entry === 'number') return entry;
  const { start, lineEnd } = entry;
  const exported = /^export\s/.test(text.slice(start, start + 7)) ? file.skip(start + 6, 'blanks') : start;
  const nameEnd = file.run(exported, /[\p{L}\p{N}_.[\]-]/u);
  const name = text.slice(exported, nameEnd);
  const separator = file.skip(nameEnd, 'blanks');
  const ends = separator >= text.length || isLineEnd(text[separator]);
  if (name === '' || !(ends || text[separator] === '=' || text[separator] === ':')) {
    file.report(start, lineEnd, 'error', 'env-syntax', 'Compose cannot read this line: it is no NAME=value, and nothing of the file is used.');
    return lineEnd;
  }
  if (ends) {
    file.inherit(name, exported);
    return lineEnd;
  }
  const from = file.skip(separator + 1, 'blanks');
  const quote = text[from];
  const expand = (written: string, shift: number): string => {
    for (const bad of invalidInterpolations(written))
      file.report(from + shift + bad.start, Math.min(from + shift + bad.end, text.length), 'error', 'compose-variable', 'Compose cannot read this variable.');
    return interpolate(written, (variable) => file.values.get(variable));
  };
  if (quote !== '"' && quote !== "'") {
    const line = text.slice(from, lineEnd);
    const comment = line.indexOf(' #');
    const written = (comment < 0 ? line : line.slice(0, comment)).trimEnd();
    // `NAME= # comment`: the blank in front of the comment went with the ones behind `=`.
    file.add(name, exported, expand(written, 0), from, from + written.length);
    return lineEnd;
  }
  const close = composeQuoteEnd(text, from);
  if (close < 0) {
    file.report(from, lineEnd, 'error', 'env-quote', `The quotes around ${name} do not close; Compose uses nothing of the file.`);
    return lineEnd;
  }
  const inner = text.slice(from + 1, close).replaceAll(`\\${quote}`, quote);
  file.add(name, exported, quote === '"' ? expand(expandEscapes(inner), 1) : inner, from, close + 1);
  return close + 1;
}

function composeQuoteEnd(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index++) {
    if (text[index] === '\\') index++;
    else if (text[index] === text[start]) return index;
  }
  return -1;
}

const escapes: Readonly<Record<string, string>> = { a: '\x07', b: '\b', c: '\\c', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', $: '$$', '"': '"', '\\': '\\' };

function expandEscapes(text: string): string {
  return text.replace(/\\([abcfnrtv$"\\]|0[0-7]{3})/g, (_, code: string) => escapes[code] ?? String.fromCharCode(Number.parseInt(code, 8)));
}

function readDocker(file: EnvText, offset: number): number {
  const { text } = file;
  const lineEnd = file.lineEnd(offset);
  const start = Math.min(file.skip(offset, 'blanks'), lineEnd);
  const next = Math.min(lineEnd + 1, text.length);
  if (start === lineEnd) return next;
  if (text[start] === '#') {
    file.comment(start, lineEnd);
    return next;
  }
  const line = text.slice(start, lineEnd);
  const equals = line.indexOf('=');
  const name = equals < 0 ? line.trimEnd() : line.slice(0, equals);
  if (name === '' || /\s/.test(name))
    file.report(start, lineEnd, 'error', 'env-syntax', 'Docker cannot read this line: the name is empty or has white space in it.');
  else if (equals < 0) file.inherit(name, start);
  else file.add(name, start, line.slice(equals + 1), start + equals + 1, lineEnd);
  return next;
}
