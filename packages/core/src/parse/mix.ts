import type { Dependency, Task } from '../model/task.ts';
import { parentOf } from '../path/relative.ts';
import { closingBrackets, type SourceSyntax, type SourceToken, sourceTokens } from './source-tokens.ts';
import type { TaskFile } from './task-file.ts';
import { textPositions } from './text-position.ts';
import { toolVersions } from './tool-version.ts';

const elixirSyntax: SourceSyntax = { lineComment: '#', blockComments: false, quotes: '"', interpolation: ['#{'] };

/**
 * Reads what is literal in a `mix.exs`: the application, its dependencies, its aliases, the applications of an umbrella.
 * Dependencies define other tasks, so the file is always open.
 *
 * Source: https://hexdocs.pm/mix/Mix.Project.html, https://hexdocs.pm/mix/Mix.Tasks.Deps.html (checked 2026-11-25)
 *
 * @throws Never.
 */
export function parseMixExs(path: string, text: string): TaskFile {
  const positions = textPositions(path, text);
  const tokens = sourceTokens(text, elixirSyntax);
  const closing = closingBrackets(tokens);
  const directory = parentOf(path);
  const located = ({ value, start, end }: SourceToken) => ({ value, location: positions.location(start + 1, end - 1) });
  const setting = (key: string): SourceToken | undefined => tokens.find((_, index) => keyAt(tokens, index - 2) === key);

  const app = setting('app');
  const name = app?.value === ':' ? tokens[tokens.indexOf(app) + 1] : undefined;
  const version = setting('version');
  // Commonly a module attribute: `@version "1.2.3"`.
  const versionText =
    version?.kind === 'word' && version.value.startsWith('@')
      ? tokens.find((_, index) => tokens[index - 1]?.value === version.value && tokens[index]?.kind === 'string')
      : version;
  const elixir = setting('elixir');
  const umbrella = setting('apps_path');
  return {
    manifest: {
      ecosystem: 'elixir',
      path,
      directory,
      ...(name?.kind === 'word' ? { name: name.value } : {}),
      ...(versionText?.kind === 'string' ? { version: versionText.value } : {}),
      dependencies: listOf(tokens, closing, 'deps', (index) => dependencyAt(tokens, index, closing.get(index), positions.location)),
      workspaces: umbrella?.kind === 'string' ? [{ value: `${umbrella.value}/*`, location: located(umbrella).location }] : [],
      toolchain: toolVersions('elixir', elixir?.kind === 'string' ? located(elixir) : undefined),
    },
    tasks: listOf(tokens, closing, 'aliases', (index) => aliasAt(tokens, closing, index, { directory, location: positions.location })),
    open: 'dependencies define Mix tasks',
    diagnostics: [],
  };
}

/** The key that stands at an index: `name:` or `"name":`. */
function keyAt(tokens: readonly SourceToken[], index: number): string | undefined {
  const token = tokens[index];
  const colon = tokens[index + 1];
  const isKey = token !== undefined && token.kind !== 'mark' && colon?.value === ':' && colon.kind === 'mark' && colon.start === token.end;
  // `a: :b` has a key, `::` has none.
  return isKey && tokens[index + 2]?.start !== colon.end ? token.value : undefined;
}

/** What is read at each index of the lists of a name: of `def name do [ … ]`, and of the key `name: [ … ]`. */
function listOf<Value>(
  tokens: readonly SourceToken[],
  closing: ReadonlyMap<number, number>,
  name: string,
  read: (index: number) => Value | undefined,
): readonly Value[] {
  const start = tokens.findIndex(
    ({ value, kind }, index) => kind === 'word' && value === name && (/^defp?$/.test(tokens[index - 1]?.value ?? '') || tokens[index + 2]?.value === '['),
  );
  const open = start < 0 ? -1 : tokens.findIndex(({ value, kind }, index) => index > start && kind === 'mark' && value === '[');
  const end = closing.get(open) ?? tokens.length;
  const found: Value[] = [];
  if (open < 0) return found;
  for (let index = open + 1; index < end; index++) {
    const value = read(index);
    if (value === undefined) continue;
    found.push(value);
    // Past what was read: a list, a tuple, a string.
    const last = [index, index + 2].find((at) => closing.has(at));
    index = last === undefined ? index : (closing.get(last) ?? index);
  }
  return found;
}

type LocationAt = (start: number, end: number) => Dependency['location'];

/** `{:name, "~> 1.0", only: [:dev, :test], path: "../name"}` */
function dependencyAt(tokens: readonly SourceToken[], open: number, end: number | undefined, location: LocationAt): Dependency | undefined {
  const name = tokens[open + 2];
  const first = tokens[open];
  if (end === undefined || first?.value !== '{' || first.kind !== 'mark' || tokens[open + 1]?.value !== ':' || name?.kind !== 'word') return undefined;
  const parts = tokens.slice(open, end);
  const requirement = parts[3]?.value === ',' && parts[4]?.kind === 'string' && keyAt(parts, 4) === undefined ? parts[4].value : '';
  const option = (key: string): readonly SourceToken[] => {
    const at = parts.findIndex((_, index) => keyAt(parts, index) === key);
    const rest = at < 0 ? [] : parts.slice(at + 2);
    const next = rest.findIndex((token, index) => token.kind === 'mark' && token.value === ',' && keyAt(rest, index + 1) !== undefined);
    return next < 0 ? rest : rest.slice(0, next);
  };
  const only = option('only').filter(({ kind }) => kind === 'word');
  const path = option('path').find(({ kind }) => kind === 'string');
  const isDevelopment = only.length > 0 && only.every(({ value }) => value !== 'prod');
  return {
    name: name.value,
    requirement,
    group: isDevelopment ? 'development' : option('optional').some(({ value }) => value === 'true') ? 'optional' : 'production',
    ...(path ? { path: path.value } : {}),
    location: location(name.start, name.end),
  };
}

/** `setup: ["deps.get", "ecto.setup"]` or `lint: "credo"`: what is no string is code. */
function aliasAt(
  tokens: readonly SourceToken[],
  closing: ReadonlyMap<number, number>,
  index: number,
  { directory, location }: { readonly directory: string; readonly location: LocationAt },
): Task | undefined {
  const name = keyAt(tokens, index);
  const key = tokens[index];
  const value = tokens[index + 2];
  if (name === undefined || !key || !value) return undefined;
  const commands = value.value === '[' && value.kind === 'mark' ? tokens.slice(index + 3, closing.get(index + 2) ?? index) : [value];
  const command = commands.flatMap(({ kind, value: text }) => (kind === 'string' ? [`mix ${text}`] : [])).join('\n');
  const start = key.kind === 'string' ? key.start + 1 : key.start;
  const place = location(start, start + name.length);
  return { runner: 'mix', name, ...(command === '' ? {} : { command: { value: command, location: place } }), dependencies: [], directory, location: place };
}
