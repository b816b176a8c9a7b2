import { type CommentSyntax, frontMatterSyntax } from './comment-syntax.ts';
import type { TextPositions } from './text-position.ts';

/** One line of a file, by what stands on it. */
export interface CommentLine {
  /** `preamble` may stand before the first comment of a file: front matter, `#!`, `<?xml`, `---`. */
  readonly kind: 'blank' | 'comment' | 'content' | 'preamble';
  /** What is written in comments on this line, without their signs: offsets in the file. */
  readonly comments: readonly { readonly start: number; readonly end: number /** The format takes it as content. */; readonly misplaced: boolean }[];
}

/**
 * Finds the comments of a file, line by line, by their signs alone: it knows quotes that close on their line, code of Markdown
 * and front matter, but no language. Linear.
 *
 * @returns One entry per line, in order.
 */
export function commentLines(text: string, positions: TextPositions, syntax: CommentSyntax): readonly CommentLine[] {
  const lines: CommentLine[] = [];
  let close: string | undefined;
  let fence: Fence | undefined;
  let inFrontMatter = false;
  for (let number = 1; number <= positions.lineCount; number++) {
    const offset = positions.lineStart(number);
    const line = withoutLineEnd(text, offset, positions.lineStart(number + 1));
    if (syntax.literal === 'markdown' && close === undefined) {
      const marksFrontMatter = /^---[ \t]*$/.test(line) && (number === 1 || inFrontMatter);
      if (marksFrontMatter) {
        inFrontMatter = number === 1;
        lines.push({ kind: 'preamble', comments: [] });
        continue;
      }
      if (inFrontMatter) {
        const { kind, comments } = scan(line, offset, frontMatterSyntax, undefined);
        lines.push({ kind: kind === 'content' ? 'preamble' : kind, comments });
        continue;
      }
      const wasFenced = fence !== undefined;
      fence = nextFence(line, fence);
      if (wasFenced || fence) {
        lines.push({ kind: 'content', comments: [] });
        continue;
      }
    }
    const scanned = scan(line, offset, syntax, close);
    close = scanned.close;
    const kind = scanned.kind === 'content' && isPreamble(line, number) ? 'preamble' : scanned.kind;
    lines.push({ kind, comments: scanned.comments });
  }
  return lines;
}

function withoutLineEnd(text: string, start: number, next: number): string {
  let end = next;
  while (end > start && (text.charCodeAt(end - 1) === 10 || text.charCodeAt(end - 1) === 13)) end--;
  return text.slice(start, end);
}

function isPreamble(line: string, number: number): boolean {
  return (number === 1 && line.startsWith('#!')) || /^(?:<\?|<!doctype|---|%)/i.test(line);
}

interface Fence {
  readonly sign: string;
  readonly length: number;
}

/** The fence that is open after a line. */
function nextFence(line: string, open: Fence | undefined): Fence | undefined {
  const match = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}|~{3,})/.exec(line);
  const marks = match?.[1] ?? '';
  const rest = line.slice(match?.[0].length ?? 0);
  const sign = marks.charAt(0);
  if (open) return sign === open.sign && marks.length >= open.length && rest.trim() === '' ? undefined : open;
  return marks === '' || (sign === '`' && rest.includes('`')) ? undefined : { sign, length: marks.length };
}

interface ScannedLine extends CommentLine {
  /** End of a block that goes on after the line. */
  readonly close: string | undefined;
}

/** @param inBlock - End of the block comment that the line begins in. */
function scan(line: string, offset: number, syntax: CommentSyntax, inBlock: string | undefined): ScannedLine {
  const comments: CommentLine['comments'][number][] = [];
  const skip = syntax.literal === 'quotes' ? quotedSkip(line) : syntax.literal === 'markdown' ? codeSkip(line) : undefined;
  let close = inBlock;
  let hasComment = inBlock !== undefined;
  let hasContent = false;
  let at = 0;
  const comment = (end: number): void => {
    comments.push({ start: offset + at, end: offset + end, misplaced: hasContent && !syntax.trailing });
  };
  while (at < line.length) {
    if (close !== undefined) {
      const found = line.indexOf(close, at);
      comment(found < 0 ? line.length : found);
      if (found < 0) break;
      at = found + close.length;
      close = undefined;
      continue;
    }
    if (isSpace(line, at)) {
      at++;
      continue;
    }
    const block = syntax.blocks.find(({ open }) => line.startsWith(open, at));
    const sign = syntax.line.find((candidate) => beginsComment(line, at, candidate));
    if (block || sign !== undefined) hasComment = true;
    if (block) {
      at += block.open.length;
      close = block.close;
    } else if (sign !== undefined) {
      at += sign.length;
      comment(line.length);
      break;
    } else {
      hasContent = true;
      at = skip?.(at) ?? at + 1;
    }
  }
  return { kind: hasContent ? 'content' : hasComment ? 'comment' : 'blank', comments, close };
}

/** `#`, `;` and `--` are part of a word unless something blank stands before them. */
function beginsComment(line: string, at: number, sign: string): boolean {
  return line.startsWith(sign, at) && (sign === '//' || at === 0 || isSpace(line, at - 1));
}

function isSpace(line: string, at: number): boolean {
  const code = line.charCodeAt(at);
  return code === 32 || code === 9;
}

/** Steps over quoted text. A quote that does not close on the line is an apostrophe. */
function quotedSkip(line: string): (at: number) => number {
  const unclosed = new Set<string>();
  return (at) => {
    const quote = line.charAt(at);
    if ((quote !== '"' && quote !== "'" && quote !== '`') || unclosed.has(quote) || (at > 0 && /\w/.test(line.charAt(at - 1)))) return at + 1;
    for (let end = at + 1; end < line.length; end++) {
      if (line.charAt(end) === '\\') end++;
      else if (line.charAt(end) === quote) return end + 1;
    }
    unclosed.add(quote);
    return at + 1;
  };
}

/** Steps over code spans: backticks up to as many backticks. */
function codeSkip(line: string): (at: number) => number {
  const ends = new Map<number, number>();
  const nextOfLength = new Map<number, number>();
  for (const { index, 0: run } of [...line.matchAll(/`+/g)].reverse()) {
    const closing = nextOfLength.get(run.length);
    ends.set(index, (closing ?? index) + run.length);
    nextOfLength.set(run.length, index);
  }
  return (at) => ends.get(at) ?? at + 1;
}
