import type { CommandMention, PathMention } from '../model/instructions.ts';
import { placeholderMark } from '../model/instructions.ts';
import type { Location } from '../model/location.ts';
import type { CodeBlock, CodeSpan, MarkdownDocument, Sentence } from '../model/markdown.ts';
import { bareCommands, quotedPrograms, sessionLanguages, shellLanguages } from './command-programs.ts';
import { parseShell } from './shell.ts';
import { type TextPositions, textPositions } from './text-position.ts';

/** What a document quotes: commands and paths. */
export interface Mentions {
  readonly commands: readonly CommandMention[];
  readonly paths: readonly PathMention[];
}

/**
 * Finds commands and paths that a document quotes: inline code, shell fences, links. Output, comments and prompts in a
 * fence are no commands.
 *
 * @throws Never.
 */
export function findMentions(document: MarkdownDocument): Mentions {
  const positions = textPositions(document.path, document.text);
  const contextOf = contexts(document);
  return {
    commands: [
      ...document.codeSpans.flatMap((span) => spanCommands(document, span, positions, contextOf)),
      ...document.codeBlocks.flatMap((block) => fenceCommands(document, block, positions, contextOf)),
    ].sort((left, right) => left.location.range.start.offset - right.location.range.start.offset),
    paths: findPaths(document, contextOf),
  };
}

const longestSpan = 400;

function spanCommands(document: MarkdownDocument, span: CodeSpan, positions: TextPositions, contextOf: ContextOf): CommandMention[] {
  const { start, end } = span.location.range;
  const source = document.text.slice(start.offset, end.offset);
  if (source.length > longestSpan || /[\r\n|]\s*>/.test(source)) return [];
  const text = hidePlaceholders(stripPrompt(source));
  if (!startsCommand(text)) return [];
  return commandsOf(text, start.offset, positions).map((command) => mention(document, command, 'span', span.headings, contextOf(span.location)?.text ?? ''));
}

/** Whether inline code reads as a command rather than a name: a known program with an argument, or a script with a path. */
function startsCommand(text: string): boolean {
  const words = text.trim().split(/\s+/);
  const first = words.find((word) => !/^[A-Z_][A-Z0-9_]*=/.test(word)) ?? '';
  const rest = words.slice(words.indexOf(first) + 1);
  if (/^\.{1,2}\/[\w./-]+$/.test(first)) return /\.(?:sh|bash|py|rb|js|mjs|cjs|ts|pl|php|ps1)$/.test(first) || rest.length > 0 || /\/[\w-]+$/.test(first);
  if (!quotedPrograms.has(first)) return false;
  const [argument] = rest;
  if (argument === undefined) return bareCommands.has(first);
  // `make`, `just` and the like before punctuation or an equals sign are names or assignments.
  return /^[\w@.$:/+\-{["'\uFFFC]/.test(argument);
}

const sessionPrompt = /^[ \t]*(?:\([\w.-]+\)[ \t]*)?(?:[\w.@~:/-]{0,60})?[$%❯][ \t]+(?=\S)/;

function fenceCommands(document: MarkdownDocument, block: CodeBlock, positions: TextPositions, contextOf: ContextOf): CommandMention[] {
  const language = block.language ?? '';
  const { start, end } = block.location.range;
  const source = document.text.slice(start.offset, end.offset);
  const prompts = source.split('\n').some((line) => /^[ \t]*\$[ \t]+\S/.test(line));
  const isSession = sessionLanguages.has(language) || ((shellLanguages.has(language) || language === '') && prompts);
  if (!isSession && !shellLanguages.has(language) && language !== '') return [];
  const text = hidePlaceholders(stripQuoteMarks(isSession ? keepPrompted(source) : source));
  if (!isSession && language === '' && !everyLineIsCommand(text)) return [];
  return commandsOf(text, start.offset, positions).map((command) => mention(document, command, 'fence', block.headings, contextOf(block.location)?.text ?? ''));
}

/** In a session only what stands behind a prompt was typed; without any prompt every line was. */
function keepPrompted(source: string): string {
  const lines = source.split('\n');
  if (!lines.some((line) => sessionPrompt.test(line))) return source;
  let goesOn = false;
  return lines
    .map((line) => {
      const prompt = sessionPrompt.exec(line);
      const typed = prompt ? ' '.repeat(prompt[0].length) + line.slice(prompt[0].length) : goesOn ? line : ' '.repeat(line.length);
      goesOn = (prompt !== null || goesOn) && /\\\r?$/.test(line);
      return typed;
    })
    .join('\n');
}

/** A fence without a language holds anything: trees, output, prose. Only when every line starts a known program it is shell. */
function everyLineIsCommand(text: string): boolean {
  const lines = text
    .replace(/\\\r?\n/g, '  ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  return lines.length > 0 && lines.every((line) => startsCommand(line) && !/[.!?:]$/.test(line));
}

function stripPrompt(source: string): string {
  return source.replace(/^(\s*)\$(?=\s+\S)/, '$1 ');
}

/** Block quote marks inside a fence's range stand on every line but the first. */
function stripQuoteMarks(source: string): string {
  const lines = source.split('\n');
  if (lines.length < 2 || !lines.slice(1).every((line) => /^\s*>/.test(line))) return source;
  return lines.map((line, index) => (index === 0 ? line : line.replace(/^\s*(?:>[ \t]?)+/, (mark) => ' '.repeat(mark.length)))).join('\n');
}

// `<file>`, `<your-package>`, `{name}`, `[options]`, `...`: the shell would read redirections, groups and globs.
const placeholder = /<[A-Za-z][^<>\r\n]{0,60}>|\{[A-Za-z][\w -]{0,40}\}|\[[A-Za-z-][^[\]\r\n]{0,60}\]|\.{3,}|…/g;

function hidePlaceholders(text: string): string {
  return text.replace(placeholder, (source, offset: number, whole: string) => {
    // `./...` is Go's own pattern, `${name}` a variable, `[[ … ]]` and `$[…]` shell.
    if (source === '...' && whole[offset - 1] === '/') return source;
    if (whole[offset - 1] === '$' || whole[offset - 1] === '[') return source;
    return placeholderMark.repeat(source.length);
  });
}

function commandsOf(text: string, offset: number, positions: TextPositions) {
  const script = parseShell(text, (start, end) => positions.location(offset + start, offset + end), { errexit: false });
  return script.commands.filter((command) => command.text.trim() !== '');
}

function mention(
  document: MarkdownDocument,
  command: CommandMention['command'],
  form: CommandMention['form'],
  headings: readonly string[],
  context: string,
): CommandMention {
  const { start, end } = command.location.range;
  const text = document.text.slice(start.offset, end.offset).replace(/\\\r?\n\s*/g, ' ');
  return { text, location: command.location, form, context, headings, command };
}

type ContextOf = (location: Location) => Sentence | undefined;

/** The sentence that a place lies in, or the last one before it. */
function contexts({ sentences }: MarkdownDocument): ContextOf {
  const ordered = [...sentences].sort((left, right) => left.location.range.start.offset - right.location.range.start.offset);
  return (location) => {
    const { offset } = location.range.start;
    let low = 0;
    let high = ordered.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ordered[middle]?.location.range.start.offset ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const sentence = ordered[low - 1];
    return sentence?.kind === 'table-cell' ? { ...sentence, text: rowOf(ordered, low - 1) } : sentence;
  };
}

const rowCells = 20;

/** A cell is explained by the others of its row. */
function rowOf(ordered: readonly Sentence[], index: number): string {
  const line = ordered[index]?.location.range.start.line;
  const inRow = (candidate: Sentence | undefined): boolean => candidate?.kind === 'table-cell' && candidate.location.range.start.line === line;
  // A row of a thousand cells is no table that someone reads: a few on either side explain as much as all.
  let first = index;
  while (index - first < rowCells && inRow(ordered[first - 1])) first--;
  let last = index;
  while (last - first + 1 < rowCells && inRow(ordered[last + 1])) last++;
  return ordered
    .slice(first, last + 1)
    .map((cell) => cell.text)
    .join(' | ');
}

/** Endings of files that repositories keep. A name with another ending may be a host, a version or a member (`a.b`). */
const fileEnding =
  /\.(?:ts|tsx|mts|cts|js|jsx|mjs|cjs|py|pyi|rs|go|java|kt|kts|scala|rb|rake|php|cs|fs|vb|csproj|sln|slnx|props|targets|c|cc|cpp|cxx|h|hh|hpp|m|mm|swift|zig|ex|exs|erl|hs|ml|lua|dart|r|jl|clj|sh|bash|zsh|fish|ps1|bat|cmd|sql|prisma|proto|graphql|gql|html|htm|css|scss|sass|less|vue|svelte|astro|md|mdx|mdc|rst|adoc|txt|json|jsonc|json5|yml|yaml|toml|ini|cfg|conf|xml|csv|lock|gradle|tf|tfvars|hcl|nix|cmake|mk|bzl|bazel|snap|svg|png|ico|wasm|ipynb|tpl|tmpl|j2|hbs|ejs|liquid|gni?|plist|xcconfig|entitlements|patch|diff|rbs|lean|v|sv|env|example|sample)$/i;

/** Whether inline code looks like a path of a repository. Existence is not looked at. */
function pathIn(code: string): string | undefined {
  const plain = code
    .trim()
    .replace(/^(?:\.\/)+/, '')
    .replace(/(?::\d+(?:[-:]\d+)?|#L\d+(?:-L?\d+)?)$/, '');
  if (plain.length === 0 || plain.length > 200) return undefined;
  // White space, globs, placeholders, variables, URLs, code.
  if (/[\s*?<>{}()[\]|$%"'`,;=&!^\\\uFFFC…]/.test(plain) || /\.{3}|:|@/.test(plain)) return undefined;
  if (/^[~/\-+#]/.test(plain) || plain.includes('//')) return undefined;
  if (!plain.includes('/')) return undefined;
  if (!/^[\w.][\w./+-]*$/.test(plain)) return undefined;
  return plain;
}

/** Whether the last segment of a path has an ending that files have. */
export function looksLikeFile(path: string): boolean {
  return fileEnding.test(path);
}

function findPaths(document: MarkdownDocument, contextOf: ContextOf): PathMention[] {
  const mentions: PathMention[] = [];
  const add = (path: string | undefined, location: Location, form: PathMention['form']): void => {
    if (path === undefined) return;
    const sentence = contextOf(location);
    mentions.push({ path, location, form, context: sentence?.text ?? '', headings: sentence?.headings ?? [] });
  };
  for (const span of document.codeSpans) add(pathIn(span.value), span.location, 'span');
  for (const link of document.links) add(linkPath(link.url), link.location, 'link');
  return mentions.sort((left, right) => left.location.range.start.offset - right.location.range.start.offset);
}

/** The path of a relative link; undefined for URLs, anchors and templates. */
function linkPath(url: string): string | undefined {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/|#)/i.test(url)) return undefined;
  const path = url.replace(/[?#].*$/s, '');
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  if (decoded === '' || decoded.length > 300 || /[\s<>{}$*|"'`]/.test(decoded)) return undefined;
  return decoded.replace(/^(?:\.\/)+/, '') || undefined;
}
