import type { Location } from '../model/location.ts';
import { parseMarkdown } from './markdown.ts';

/** Characters that a reason has at least: a word alone is none. */
const shortestReason = 20;

/** Keys stand alone: not within a longer word, as in a commit id. */
const keys = /(?<![0-9A-Za-z])[0-9a-f]{12}(?![0-9A-Za-z])/g;

/**
 * The keys that a pull request's text explains: each on a line with a reason, or in front of a paragraph that gives one. What a
 * reader does not see (comments, tags, link definitions), code blocks, pictures and quotes explain nothing.
 *
 * @param text - Markdown, as its author wrote it.
 * @returns Nothing when the text is such that it is not clear what a reader sees.
 * @throws Never.
 */
export function explainedKeys(text: string): ReadonlySet<string> {
  const explained = new Set<string>();
  const lines = visibleLines(text);
  lines.forEach((line, index) => {
    const named = line.match(keys);
    if (named && hasReason([line, ...paragraphBehind(lines, index)].join(' '))) for (const key of named) explained.add(key);
  });
  return explained;
}

function hasReason(text: string): boolean {
  // Letters and digits only: neither rows of dashes nor further keys give a reason.
  const words = text.replace(keys, ' ').replace(/[^\p{L}\p{N}]+/gu, ' ');
  return words.trim().length >= shortestReason;
}

function paragraphBehind(lines: readonly string[], index: number): readonly string[] {
  const paragraph: string[] = [];
  for (let at = index + 1; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (/^ {0,3}#{1,6}(?:\s|$)/.test(line) || line.search(keys) >= 0) break;
    if (line.trim() !== '') paragraph.push(line);
    else if (paragraph.length > 0) break;
  }
  return paragraph;
}

/** The lines of a text, with blanks for what its reader does not see or what somebody else said. */
function visibleLines(text: string): readonly string[] {
  const { unread, comments, html, codeBlocks, links } = parseMarkdown('pull request', text);
  if (unread !== undefined) return [];
  const offsets = ({ location: { range } }: { readonly location: Location }): readonly [number, number] => [range.start.offset, range.end.offset];
  const hidden = [
    ...[...comments, ...html, ...codeBlocks].map(offsets),
    // Of a link its reader sees the text.
    ...links.map((link): readonly [number, number] => {
      const [start, end] = offsets(link);
      return link.kind === 'link' ? [text[start] === '[' ? start + 1 + link.text.length : end, end] : [start, end];
    }),
  ];
  const parts: string[] = [];
  let from = 0;
  for (const [start, end] of hidden.sort(([left], [right]) => left - right)) {
    if (end <= from) continue;
    parts.push(text.slice(from, start), text.slice(Math.max(from, start), end).replace(/[^\n]/g, ' '));
    from = end;
  }
  parts.push(text.slice(from));
  const lines = parts.join('').split('\n');
  // The line of a fence may have words beside it, which are not shown.
  return lines.map((line) => (/^[\s\d.*+-]*(?:>|`{3}|~{3})/.test(line) ? '' : line));
}
