import type { Nodes, Parents } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Located } from '../model/location.ts';
import type { CodeBlock, CodeSpan, Heading, MarkdownDocument, MarkdownLink, Sentence } from '../model/markdown.ts';
import { textPositions } from './text-position.ts';

/**
 * Above this size a Markdown file is cut before it is parsed (about 5 ms per KB on a slow core); what is behind the cut is
 * reported by the caller through `byteSize`. No instruction file that a tool reads whole is larger than this in practice.
 */
export const markdownParseLimit: number = 512 * 1024;

// Emphasis marks and backticks go; words in code stay, since statements name commands and paths in code.
const inlineMarks = /[*`]+|(?<![A-Za-z0-9])_+|_+(?![A-Za-z0-9])/g;

// A full stop inside a code span, a path (`a/b.ts`), an abbreviation or a number does not end a sentence.
const sentenceEnd = /(?<!\b(?:e\.g|i\.e|etc|vs|cf|approx|incl|No|Nr))[.!?]["')\]]*(?=\s+["'(`*_[]*[A-Z0-9"'(`*_[])/g;

/**
 * Reads a Markdown file with CommonMark and GFM (tables, task lists, autolinks) and front matter.
 *
 * @param path - Repository-relative path, for the locations.
 * @param text - The whole file, any line ending.
 * @returns Headings, code, links, comments and sentences with their places.
 * @throws Never: every text is some Markdown document.
 */
export function parseMarkdown(path: string, text: string): MarkdownDocument {
  const positions = textPositions(path, text);
  const parsed = text.length > markdownParseLimit ? text.slice(0, markdownParseLimit) : text;
  const tree = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter, ['yaml', 'toml']).parse(parsed);
  const headings: Heading[] = [];
  const codeSpans: CodeSpan[] = [];
  const codeBlocks: CodeBlock[] = [];
  const links: MarkdownLink[] = [];
  const comments: Located<string>[] = [];
  const html: Located<string>[] = [];
  const sentences: Sentence[] = [];
  let frontMatter: MarkdownDocument['frontMatter'];
  let above: readonly { depth: number; text: string }[] = [];
  const titles = (): readonly string[] => above.map((heading) => heading.text);

  const offsets = (node: Nodes): { start: number; end: number } => ({
    start: node.position?.start.offset ?? 0,
    end: node.position?.end.offset ?? 0,
  });

  const addSentences = (node: Parents, kind: Sentence['kind'], checked?: boolean): void => {
    const { start, end } = offsets(node);
    // Comments and tags inside a paragraph are no prose: blank them out, so that offsets stay true.
    let source = parsed.slice(start, end);
    const blank = (child: Nodes): void => {
      if (child.type === 'html') {
        const place = offsets(child);
        source = source.slice(0, place.start - start) + ' '.repeat(place.end - place.start) + source.slice(place.end - start);
      } else if ('children' in child) child.children.forEach(blank);
    };
    node.children.forEach(blank);
    let from = 0;
    const push = (until: number): void => {
      const raw = source.slice(from, until);
      const lead = raw.length - raw.trimStart().length;
      const sentence = raw
        .replace(inlineMarks, '')
        .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
        .replace(/\s+/g, ' ')
        .trim();
      if (sentence !== '') {
        sentences.push({
          text: sentence.replace(/^#+\s*/, '').replace(/^\[[ xX]\]\s*/, ''),
          location: positions.location(start + from + lead, start + from + raw.trimEnd().length),
          kind,
          headings: titles(),
          ...(checked === undefined ? {} : { checked }),
        });
      }
      from = until;
    };
    if (kind !== 'heading') for (const match of source.matchAll(sentenceEnd)) push(match.index + match[0].length);
    push(source.length);
  };

  const contentLocation = (node: Nodes & { value: string }): Located<string>['location'] => {
    const { start, end } = offsets(node);
    const source = parsed.slice(start, end);
    if (node.type === 'inlineCode') {
      const fence = /^`+/.exec(source)?.[0].length ?? 0;
      return positions.location(start + fence, end - fence);
    }
    // A fenced block: from the line after the opening fence to before the closing one.
    if (/^(`{3,}|~{3,})/.test(source)) {
      const firstLine = /\r?\n/.exec(source);
      const contentStart = firstLine ? start + firstLine.index + firstLine[0].length : end;
      const closing = /\r?\n[^\S\r\n]*(?:>[^\S\r\n]*)*(`{3,}|~{3,})[^\S\r\n]*$/.exec(source);
      return positions.location(contentStart, Math.max(contentStart, closing ? start + closing.index : end));
    }
    return positions.location(start, end);
  };

  // An explicit stack: a hostile file can nest block quotes and lists deeper than the call stack.
  const visit = (root: Nodes): void => {
    const stack: { node: Nodes; checked?: boolean; inItem: boolean }[] = [{ node: root, inItem: false }];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      const { node, checked, inItem } = next;
      switch (node.type) {
        case 'yaml':
        case 'toml' as never: {
          const { start, end } = offsets(node);
          const value = (node as { value: string }).value;
          const opening = /^[^\r\n]*\r?\n?/.exec(parsed.slice(start, end))?.[0].length ?? 0;
          const language = (node.type as string) === 'toml' ? 'toml' : 'yaml';
          frontMatter = { language, text: value, location: positions.location(start + opening, start + opening + value.length) };
          break;
        }
        case 'heading': {
          above = above.filter((heading) => heading.depth < node.depth);
          addSentences(node, 'heading');
          const { start, end } = offsets(node);
          const headingText = sentences.at(-1)?.location.range.start.offset === start ? (sentences.at(-1)?.text ?? '') : '';
          headings.push({ depth: node.depth, text: headingText, location: positions.location(start, end) });
          above = [...above, { depth: node.depth, text: headingText }];
          break;
        }
        case 'paragraph':
          addSentences(node, inItem ? 'list-item' : 'paragraph', checked);
          break;
        case 'tableCell':
          addSentences(node, 'table-cell');
          break;
        case 'inlineCode':
          codeSpans.push({ value: node.value, location: contentLocation(node), headings: titles() });
          break;
        case 'code': {
          const language = node.lang?.toLowerCase();
          codeBlocks.push({
            ...(language ? { language } : {}),
            value: node.value,
            location: contentLocation(node),
            headings: titles(),
          });
          break;
        }
        case 'link':
        case 'image':
        case 'definition': {
          const { start, end } = offsets(node);
          const label = node.type === 'link' ? parsed.slice(start + 1, node.children.at(-1)?.position?.end.offset ?? start + 1) : '';
          links.push({ url: node.url, text: label, location: positions.location(start, end), kind: node.type });
          break;
        }
        case 'html': {
          const { start, end } = offsets(node);
          const source = parsed.slice(start, end);
          let rest = 0;
          for (const match of source.matchAll(/<!--([\s\S]*?)(?:-->|$)/g)) {
            comments.push({ value: match[1] ?? '', location: positions.location(start + match.index, start + match.index + match[0].length) });
            if (source.slice(rest, match.index).trim() !== '')
              html.push({ value: source.slice(rest, match.index), location: positions.location(start + rest, start + match.index) });
            rest = match.index + match[0].length;
          }
          if (source.slice(rest).trim() !== '') html.push({ value: source.slice(rest), location: positions.location(start + rest, end) });
          break;
        }
        default:
          break;
      }
      if ('children' in node) {
        const box = node.type === 'listItem' && typeof node.checked === 'boolean' ? node.checked : checked;
        for (let index = node.children.length - 1; index >= 0; index--) {
          const child = node.children[index];
          if (child) stack.push({ node: child, inItem: inItem || node.type === 'listItem', ...(box === undefined ? {} : { checked: box }) });
        }
      }
    }
  };
  visit(tree);

  return {
    path,
    text,
    byteSize: Buffer.byteLength(text),
    lineCount: text === '' ? 0 : positions.lineCount - (/[\r\n]$/.test(text) ? 1 : 0),
    ...(frontMatter ? { frontMatter } : {}),
    headings,
    codeSpans,
    codeBlocks,
    links,
    comments,
    html,
    sentences,
  };
}
