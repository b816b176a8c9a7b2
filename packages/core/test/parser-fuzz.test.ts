import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Position, Range } from '../src/model/location.ts';
import { interpolationsOf, maskInterpolations } from '../src/parse/compose-interpolation.ts';
import { parseShortPort } from '../src/parse/compose-port.ts';
import { findExpressions, parseExpression } from '../src/parse/expression.ts';
import { findHiddenText } from '../src/parse/hidden-text.ts';
import { findImports } from '../src/parse/imports.ts';
import { jsProperties } from '../src/parse/js-properties.ts';
import { parseMarkdown } from '../src/parse/markdown.ts';
import { findMentions } from '../src/parse/mentions.ts';
import { parseShell } from '../src/parse/shell.ts';
import { shellHabits } from '../src/parse/shell-habits.ts';
import { templatePrompts } from '../src/parse/template-prompts.ts';
import { textPositions } from '../src/parse/text-position.ts';
import { compileActionsFilter, compileActionsPattern } from '../src/pattern/actions-filter.ts';
import { compileGitAttributesPattern } from '../src/pattern/gitattributes-pattern.ts';
import { compileGitignore } from '../src/pattern/gitignore.ts';
import { compileGlob, compileGlobs } from '../src/pattern/glob.ts';
import { compileScopeGlobs, splitGlobList } from '../src/pattern/scope-globs.ts';
import { parseManifest } from '../src/repository/task-files.ts';
import { parserSamples } from './parser-samples.ts';

type Parser = (path: string, text: string) => unknown;

/** Functions with other parameters than a path and a text. */
const others: Readonly<Record<string, Parser>> = {
  parseExpression: (_, text) => parseExpression(text),
  findExpressions: (_, text) => findExpressions(text),
  interpolationsOf: (_, text) => interpolationsOf(text),
  maskInterpolations: (_, text) => maskInterpolations(text),
  parseShortPort: (_, text) => parseShortPort(text),
  jsProperties: (_, text) => jsProperties(text),
  parseShell: (path, text) => parseShell(text, textPositions(path, text).location),
  shellHabits: (path, text) => shellHabits(text, textPositions(path, text).location, { owner: 'bread' }),
  findHiddenText: (path, text) => findHiddenText(text, textPositions(path, text)),
  findMentions: (path, text) => findMentions(parseMarkdown(path, text)),
  findImports: (path, text) => findImports(parseMarkdown(path, text)),
  templatePrompts: (path, text) => templatePrompts(parseMarkdown(path, text)),
  parseManifest: (path, text) => parseManifest(path, text),
  compileGlob: (path, text) => compileGlob(text)(path),
  compileGlobs: (path, text) => compileGlobs(text.split('\n'))(path),
  compileActionsPattern: (path, text) => compileActionsPattern(text)(path),
  compileActionsFilter: (path, text) => compileActionsFilter(text.split('\n')).includes(path),
  compileScopeGlobs: (path, text) => compileScopeGlobs(splitGlobList(text), 'vscode')(path),
  compileGitAttributesPattern: (_, text) => compileGitAttributesPattern(text),
  compileGitignore: (path, text) => compileGitignore(text)(path.split('/'), false),
};

/** What a further required parameter of a parser gets, by its name. */
const further: Readonly<Record<string, (path: string, text: string) => unknown>> = {
  positions: textPositions,
  directory: () => '',
  ruleIds: () => new Set(['runtime/fixed-host-port', 'access/pinned-actions']),
};

const source = join(import.meta.dirname, '../src');
const modules = (folder: string): string[] =>
  readdirSync(join(source, folder))
    .filter((name) => name.endsWith('.ts') && !/\.test(?:-data)?\.ts$/.test(name))
    .map((name) => join(source, folder, name));

/** Every exported function of a file whose first parameters are a path and a text: a new parser is fuzzed from its first day. */
async function parsersIn(file: string): Promise<[name: string, parser: Parser][]> {
  const signatures = [...readFileSync(file, 'utf8').matchAll(/^export function (\w+)\(\s*path: string,\s*text: string,?([^)]*)/gm)];
  if (signatures.length === 0) return [];
  const module: Readonly<Record<string, unknown>> = await import(file);
  return signatures.map(([, name = '', parameters = '']) => {
    const call = module[name];
    if (typeof call !== 'function') throw new Error(`${name} of ${file} is no function`);
    // Optional parameters are left out.
    const required = [...parameters.matchAll(/(\w+)(\??): (?:[^,={]|=>|\{[^}]*\})*(=?)/g)].filter(
      ([, , optional, byDefault]) => optional === '' && byDefault === '',
    );
    const values = required.map(([, parameter = '']) => {
      const make = further[parameter];
      if (!make) throw new Error(`${name} of ${file}: say in this test what its parameter ${parameter} gets`);
      return make;
    });
    return [name, (path, text) => call(path, text, ...values.map((make) => make(path, text)))];
  });
}

const found = (await Promise.all(modules('parse').map(parsersIn))).flat().filter(([name]) => name !== 'textPositions');
const parsers = new Map([...found, ...Object.entries(others)]);

const nasty = [
  ...['\u0000', '\ufeff', '\r', '\r\n', '\n', '\t', ' ', '\u00a0', '\u2028', '\u0085', '\u3000', '\v', '\f', '\ud800', '\udc00', '😀', '\u202e', '\u200b'],
  ...['${{', '}}', '---\n', '`', '```\n', '[', ']', '{', '}', '(', ')', '&a ', '*a', '"', "'", '<!--', '-->', '<', '>', '|', '\\', '\\\n', '@', '#'],
  ...[': ', '- ', '? ', '$(', '${', '<<EOF\n', '%', '!', ',', '=', '*', '**/', '../', '/', '"""', "'''", '/*', '//', '[[', ']]', '<<: ', '!!binary ', '~'],
  ...['0x', '1e999', '__proto__', 'constructor', 'toString', '\x1b[31m', '\\u0000', '&#0;', '%00'],
];

const at = fc.double({ min: 0, max: 1, noNaN: true });
const length = fc.nat(120);

/** A change of a text; places are fractions of its length. */
const mutation: fc.Arbitrary<(text: string) => string> = fc.oneof(
  fc.tuple(at, length).map(([from, size]) => replaced(from, size, () => '')),
  fc.tuple(at, fc.constantFrom(...nasty), fc.constantFrom(1, 1, 1, 1, 2, 40, 400)).map(([from, piece, count]) => replaced(from, 0, () => piece.repeat(count))),
  fc.tuple(at, fc.constantFrom(...nasty)).map(([from, piece]) => replaced(from, 1, () => piece)),
  fc.tuple(at, length, fc.constantFrom(2, 3, 60)).map(([from, size, count]) => replaced(from, size, (chunk) => chunk.repeat(count))),
  fc.tuple(at, fc.nat(7)).map(([from, bit]) => replaced(from, 1, (unit) => String.fromCharCode(unit.charCodeAt(0) ^ (1 << bit)))),
  fc
    .tuple(at, length, fc.constantFrom(...parserSamples), at)
    .map(([from, size, { text }, start]) => replaced(from, size, () => text.slice(Math.floor(start * text.length)).slice(0, size))),
  fc.tuple(at, fc.string({ unit: 'binary', maxLength: 20 })).map(([from, piece]) => replaced(from, 3, () => piece)),
  fc.constantFrom(
    (text: string) => text.replaceAll('\n', '\r\n'),
    (text: string) => text.replaceAll('\n', '\r'),
    (text: string) => `\ufeff${text}`,
    (text: string) => text.trimEnd(),
    (text: string) => text.replaceAll('  ', '\t'),
    (text: string) => text.replaceAll(' ', '\u00a0'),
    (text: string) => text.slice(text.indexOf('\n') + 1),
    () => '',
  ),
);

function replaced(from: number, size: number, by: (chunk: string) => string): (text: string) => string {
  return (text) => {
    const start = Math.floor(from * text.length);
    return text.slice(0, start) + by(text.slice(start, start + size)) + text.slice(start + size);
  };
}

const longest = 30_000;

/** Mutations of the samples of one parser, now and then of any other format. The text is made here, so that a failure prints it. */
function hostileText(parser: string): fc.Arbitrary<{ readonly path: string; readonly text: string }> {
  const own = parserSamples.filter((sample) => sample.parsers.includes(parser));
  const sample = fc.constantFrom(...Array.from({ length: own.length > 0 ? 200 : 0 }, (_, index) => own[index % own.length]), ...parserSamples);
  return fc.tuple(sample, fc.array(mutation, { maxLength: 5 })).map(([start, mutations]) => ({
    path: (start && own.includes(start) ? start : own[0])?.path ?? 'bread',
    text: mutations.reduce((text, mutate) => mutate(text).slice(0, longest), start?.text ?? ''),
  }));
}

/** Copies everything that can be read from a result, lazily computed parts too, and checks every place on the way. Functions are left out. */
function readAll(result: unknown, text: string): unknown {
  const positions = textPositions('', text);
  const seen = new Map<object, number>();
  const check = ({ line, column, offset }: Position): void => {
    if (!(offset >= 0 && offset <= text.length)) throw new Error(`offset ${offset} is outside the text of ${text.length}`);
    const expected = positions.position(offset);
    if (expected.line !== line || expected.column !== column) throw new Error(`offset ${offset} is ${expected.line}:${expected.column}, not ${line}:${column}`);
  };
  const read = (value: unknown): unknown => {
    if (typeof value === 'function') return 'function';
    if (typeof value !== 'object' || value === null) return value;
    const known = seen.get(value);
    if (known !== undefined) return `object ${known}`;
    seen.set(value, seen.size);
    if (isPosition(value)) check(value);
    if (isSpan(value) && !(value.start >= 0 && value.start <= value.end && value.end <= text.length))
      throw new Error(`${value.start} to ${value.end} is outside the text of ${text.length}`);
    if (isRange(value) && value.start.offset > value.end.offset) throw new Error(`a range ends at ${value.end.offset}, before its start ${value.start.offset}`);
    if (isDiagnostic(value) && (value.code === '' || value.message === '')) throw new Error('a diagnostic without code or message');
    if (value instanceof Map) return [...value].map(([key, entry]) => [read(key), read(entry)]);
    if (value instanceof Set) return [...value].map(read);
    if (Array.isArray(value)) return value.map(read);
    return Object.entries(value).map(([key, entry]) => [key, read(entry)]);
  };
  return read(result);
}

function isPosition(value: object): value is Position {
  return 'line' in value && 'column' in value && 'offset' in value && typeof value.offset === 'number';
}

function isRange(value: object): value is Range {
  return 'start' in value && 'end' in value && isPositionLike(value.start) && isPositionLike(value.end);
}

/** Two offsets, as expressions have them. */
function isSpan(value: object): value is { readonly start: number; readonly end: number } {
  return 'start' in value && 'end' in value && typeof value.start === 'number' && typeof value.end === 'number';
}

function isPositionLike(value: unknown): boolean {
  return typeof value === 'object' && value !== null && isPosition(value);
}

function isDiagnostic(value: object): value is { readonly code: string; readonly message: string } {
  return 'code' in value && 'message' in value && 'severity' in value;
}

// A fixed seed: a run of CI says something about the change, not about luck. FUZZ_SEED and FUZZ_RUNS look further.
const parameters = { numRuns: Number(process.env['FUZZ_RUNS'] ?? 60), seed: Number(process.env['FUZZ_SEED'] ?? 1) };

describe('every parser reads hostile text, gives places inside it, and the same result twice', () => {
  it.each([...parsers])('%s', { timeout: 600_000 }, (name, parse) => {
    fc.assert(
      fc.property(hostileText(name), ({ path, text }) => {
        const first = readAll(parse(path, text), text);
        expect(readAll(parse(path, text), text)).toEqual(first);
      }),
      parameters,
    );
  });

  it('knows every parser and compiler of the public subpaths', async () => {
    const names = await Promise.all(modules('exports').map(async (file): Promise<string[]> => Object.keys(await import(file))));
    expect(names.flat().filter((name) => /^(?:parse|find|compile)[A-Z]/.test(name) && !parsers.has(name))).toEqual([]);
  });
});
