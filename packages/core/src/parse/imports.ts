import type { Location } from '../model/location.ts';
import type { MarkdownDocument } from '../model/markdown.ts';
import { textPositions } from './text-position.ts';

/** An `@path` in the text of an instruction file, outside code and comments. */
export interface ImportToken {
  /** Without the `@`, escapes resolved. */
  readonly raw: string;
  readonly location: Location;
}

// The path ends at white space; `\ ` is a blank in a name. Quoted paths are no imports.
const token = /(?<![^\s(*_])@((?:\\ |[^\s`"'<>()[\]{}@,;*])+)/g;

/**
 * Whether a text may hold an import: cheap, so that other files need not be parsed for it.
 *
 * @param leadsOn - Whether a path, without its `@`, is worth a look.
 */
export function mayImport(text: string, leadsOn: (raw: string) => boolean): boolean {
  for (const match of text.matchAll(token)) {
    const path = pathOf(match);
    if (path !== undefined && leadsOn(path.raw)) return true;
  }
  return false;
}

/** The path that a token is for; undefined for a handle, a bare word or a wall of characters. */
function pathOf(match: RegExpMatchArray): { readonly raw: string; readonly length: number } | undefined {
  const found = match[1] ?? '';
  if (found.length > 300) return undefined;
  const written = found.replace(/[.:!?_]+$/, '');
  const raw = written.replaceAll('\\ ', ' ');
  return /[./]/.test(raw) ? { raw, length: written.length } : undefined;
}

/**
 * Finds `@path` imports as Claude Code and Gemini CLI expand them: anywhere in the text, not in code spans, fences and
 * HTML comments. Handles (`@octocat`), packages (`@scope/name`), decorators and addresses are left out unless they end as
 * a document does.
 *
 * Sources: https://code.claude.com/docs/en/memory, https://github.com/google-gemini/gemini-cli/blob/main/docs/reference/memport.md
 */
export function findImports(document: MarkdownDocument): readonly ImportToken[] {
  const positions = textPositions(document.path, document.text);
  const covered = [...document.codeSpans, ...document.codeBlocks, ...document.comments, ...(document.frontMatter ? [document.frontMatter] : [])]
    .map(({ location }) => location.range)
    .sort((left, right) => left.start.offset - right.start.offset);
  const imports: ImportToken[] = [];
  let cursor = 0;
  for (const match of document.text.matchAll(token)) {
    const start = match.index;
    while (cursor < covered.length && (covered[cursor]?.end.offset ?? 0) <= start) cursor++;
    const range = covered[cursor];
    if (range && range.start.offset <= start) continue;
    const path = pathOf(match);
    if (path) imports.push({ raw: path.raw, location: positions.location(start, start + 1 + path.length) });
  }
  return imports;
}

/** Whether a token that leads to no file was meant as a path: it names a document, or is written as a relative or home path. */
export function isMeantAsPath(raw: string): boolean {
  if (/^(?:\.{1,2}|~)\//.test(raw)) return true;
  return /\.(?:md|mdc|mdx|markdown|txt|rst|adoc)$/i.test(raw) && !/^[\w-]+\.[\w-]+\.[\w.-]+$/.test(raw);
}
