import type { Nodes, Parents, Root } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { type Data, type Processor, unified } from 'unified';
import type { Located } from '../model/location.ts';
import type { CodeBlock, CodeSpan, Heading, MarkdownDocument, MarkdownLink, Sentence } from '../model/markdown.ts';
import { textPositions } from './text-position.ts';

/**
 * UTF-16 units above which a Markdown file is cut before it is parsed (about 5 ms per KB on a slow core). No instruction
 * file that a tool reads whole is larger than this in practice.
 */
const markdownParseLimit = 512 * 1024;

// Emphasis marks and backticks go; words in code stay, since statements name commands and paths in code.
const inlineMarks = /[*`]+|(?<![A-Za-z0-9])_+|_+(?![A-Za-z0-9])/g;

// `[text](target)` keeps its text. No part may hold the bracket that opens it, or a row of `[` would cost its square.
const linkTarget = /!?\[([^[\]]*)\]\([^()\s]*(?:\s+"[^"()]*")?\)/g;

// A full stop inside a code span, a path (`a/b.ts`), an abbreviation or a number does not end a sentence; a full-width one always does.
export const sentenceEnd: RegExp =
  /(?<!\b(?:e\.g|i\.e|etc|vs|cf|approx|incl|No|Nr))[.!?]["')\]]*(?=\s+["'(`*_[]*[\p{Lu}\p{Lo}0-9"'(`*_[])|[。！？][」』）”’]*/gu;

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
  const { text: parsed, problem } = tameMarkdown(text.length > markdownParseLimit ? text.slice(0, markdownParseLimit) : text);
  const { tree, failed } = parseTree(parsed);
  const unread = failed ?? problem ?? (text.length > markdownParseLimit ? `only its first ${markdownParseLimit} characters were parsed` : undefined);
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
    const source = withoutHtml(node, parsed.slice(start, end), start);
    let from = 0;
    const push = (until: number): void => {
      const raw = source.slice(from, until);
      const lead = raw.length - raw.trimStart().length;
      const sentence = raw.replace(linkTarget, '$1').replace(inlineMarks, '').replace(/\s+/g, ' ').trim();
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
      const inner = source.slice(fence, source.length - fence);
      // CommonMark takes one space off either side of `` ` `` when both are there.
      const padding = /^[ \r\n]/.test(inner) && /[ \r\n]$/.test(inner) && inner.trim() !== '' ? 1 : 0;
      return positions.location(start + fence + padding, end - fence - padding);
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
  if (tree) visit(tree);

  return {
    path,
    text,
    byteSize: Buffer.byteLength(text),
    lineCount: text === '' ? 0 : positions.lineCount - (/[\r\n]$/.test(text) ? 1 : 0),
    ...(unread ? { unread } : {}),
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

type SyntaxExtension = NonNullable<Data['micromarkExtensions']>[number];
type Constructs = NonNullable<SyntaxExtension['text']>;

/**
 * Parts of GFM that cost much on every text, and what a text must hold to need them. The parser tries an address at each
 * letter and a table at each line: a text that needs neither takes about two fifths less time.
 */
const costlyConstructs: readonly { readonly name: string; readonly needs: RegExp }[] = [
  { name: 'emailAutolink', needs: /[\w.+-]@/ },
  { name: 'table', needs: /[|]|:-|-:/ },
];

const processors = new Map<string, Processor<Root>>();

function processorFor(text: string): Processor<Root> {
  const unneeded = costlyConstructs.filter(({ needs }) => !needs.test(text)).map(({ name }) => name);
  const key = unneeded.join(' ');
  let processor = processors.get(key);
  if (!processor) {
    processor = unified()
      .use(remarkParse)
      .use(remarkGfm)
      .use(remarkFrontmatter, ['yaml', 'toml'])
      .use(function () {
        const data = this.data();
        data.micromarkExtensions = (data.micromarkExtensions ?? []).map((extension) => withoutConstructs(extension, unneeded));
        // What a second search of the tree for addresses finds has no place in the text.
        data.fromMarkdownExtensions = (data.fromMarkdownExtensions ?? []).map((extension) => [extension].flat().map((one) => ({ ...one, transforms: [] })));
      })
      .freeze();
    processors.set(key, processor);
  }
  return processor;
}

function withoutConstructs(extension: SyntaxExtension, names: readonly string[]): SyntaxExtension {
  const rest = (constructs: Constructs | undefined): Constructs =>
    Object.fromEntries(
      Object.entries(constructs ?? {}).map(([code, found]) => [code, [found ?? []].flat().filter(({ name }) => name === undefined || !names.includes(name))]),
    );
  return { ...extension, flow: rest(extension.flow), text: rest(extension.text) };
}

function parseTree(text: string): { readonly tree?: Nodes; readonly failed?: string } {
  try {
    return { tree: processorFor(text).parse(text) };
  } catch {
    // The parser's own recursion ended; what leads there is tamed before, so this is the last resort.
    return { failed: 'the Markdown parser gave up on it' };
  }
}

/** Blanks out comments and tags inside a paragraph, which are no prose, so that offsets stay true. */
function withoutHtml(paragraph: Parents, source: string, start: number): string {
  const parts: string[] = [];
  let from = 0;
  const stack: Nodes[] = [...paragraph.children].reverse();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.type === 'html') {
      const low = (node.position?.start.offset ?? start) - start;
      const high = (node.position?.end.offset ?? start) - start;
      parts.push(source.slice(from, low), ' '.repeat(high - low));
      from = high;
    } else if ('children' in node) for (let index = node.children.length - 1; index >= 0; index--) stack.push(node.children[index] as Nodes);
  }
  return parts.length === 0 ? source : parts.join('') + source.slice(from);
}

// Measured on remark-parse 11: the cost grows with the cube of the containers opened on one line and of the emphasis marks in
// one paragraph (75 s for 52 KB). Nobody writes either; blanking such lines out, length kept, leaves all other places true.
const containerLimit = 24;
const indentLimit = 120;
const markLimit = 600;

const containerLead = /^(?:[ \t]|>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))*/;

/** Blanks out what would cost the parser more than it can be worth. */
function tameMarkdown(text: string): { readonly text: string; readonly problem?: string } {
  const parts: string[] = [];
  let problem: string | undefined;
  let block: string[] = [];
  let marks = 0;
  const flush = (): void => {
    if (marks > markLimit) {
      problem = 'a paragraph with too many emphasis marks or brackets was skipped';
      for (const line of block) parts.push(blanked(line));
    } else parts.push(...block);
    block = [];
    marks = 0;
  };
  let fence: string | undefined;
  for (const line of text.split(/(?<=\n|\r(?!\n))/)) {
    // Code in a fence is not parsed for marks. An indented fence may be none, so it is counted as prose.
    const tick = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[1];
    if (fence !== undefined || tick !== undefined) {
      if (fence === undefined) {
        flush();
        fence = tick;
      } else if (tick?.startsWith(fence) && line.trim() === tick) fence = undefined;
      parts.push(line);
      continue;
    }
    const lead = containerLead.exec(line)?.[0] ?? '';
    const containers = lead.replace(/[ \t\d]/g, '').length;
    if (containers > containerLimit || (containers > 0 && lead.length > indentLimit)) {
      problem = 'lines nested too deeply were skipped';
      flush();
      parts.push(blanked(line));
      continue;
    }
    if (containers > 0 || line.trim() === '') flush();
    block.push(line);
    const isTableRow = /^[ \t]*\|/.test(line);
    const count = countMarks(line);
    // A cell is parsed by itself; but rows without a table are one paragraph, which long single rows would hide in.
    marks += isTableRow ? Math.min(count, 8) : count;
  }
  flush();
  return { text: parts.join(''), ...(problem ? { problem } : {}) };
}

/** Delimiter runs that may open or close something: not those inside a word, as in `snake_case`. */
function countMarks(line: string): number {
  let count = 0;
  for (let index = 0; index < line.length; index++) {
    const character = line[index];
    if (character !== '*' && character !== '_' && character !== '[' && character !== '~') continue;
    const start = index;
    while (character !== '[' && line[index + 1] === character) index++;
    const inWord = character === '_' && /\w/.test(line[start - 1] ?? '') && /\w/.test(line[index + 1] ?? '');
    if (!inWord) count++;
  }
  return count;
}

function blanked(line: string): string {
  return line.replace(/[^\r\n]/g, ' ');
}
