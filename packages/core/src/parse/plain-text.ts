import type { Heading, MarkdownDocument, Sentence } from '../model/markdown.ts';
import { sentenceEnd } from './markdown.ts';
import { textPositions } from './text-position.ts';

// A title line that reStructuredText underlines, or an AsciiDoc title.
const underline = /^([=\-~^"'`#*+.:_])\1{2,}\s*$/;
const asciidocTitle = /^(={1,6})\s+(\S.*)$/;
const listMark = /^\s*(?:[-*+•]|\(?\d{1,3}[.)]|#\.)\s+/;

/** Above this size only the beginning of a text is read. */
const plainTextLimit = 512 * 1024;

/**
 * Reads prose that is not Markdown (reStructuredText, AsciiDoc, plain text) into headings and sentences, so that
 * statements are found in it as in Markdown. Markup inside lines stays as it is.
 *
 * @throws Never: every text is some prose.
 */
export function parsePlainText(path: string, text: string): MarkdownDocument {
  const positions = textPositions(path, text);
  const headings: Heading[] = [];
  const sentences: Sentence[] = [];
  const underlines: string[] = [];
  let above: readonly { readonly depth: number; readonly text: string }[] = [];

  const lines: { readonly offset: number; readonly text: string }[] = [];
  let offset = 0;
  for (const line of text.slice(0, plainTextLimit).split('\n')) {
    lines.push({ offset, text: line.replace(/\r$/, '') });
    offset += line.length + 1;
  }

  const addHeading = (line: { readonly offset: number; readonly text: string }, title: string, level: number): void => {
    const location = positions.location(line.offset, line.offset + line.text.trimEnd().length);
    const depth = clampDepth(level);
    above = above.filter((heading) => heading.depth < depth);
    sentences.push({ text: title, location, kind: 'heading', headings: above.map((heading) => heading.text) });
    headings.push({ depth, text: title, location });
    above = [...above, { depth, text: title }];
  };

  const addParagraph = (start: number, end: number, kind: Sentence['kind']): void => {
    const source = text.slice(start, end);
    let from = 0;
    const push = (until: number): void => {
      const raw = source.slice(from, until);
      const content = raw.replace(/[*`]+/g, '').replace(/\s+/g, ' ').trim();
      const lead = raw.length - raw.trimStart().length;
      if (content !== '')
        sentences.push({
          text: content,
          location: positions.location(start + from + lead, start + from + raw.trimEnd().length),
          kind,
          headings: above.map((heading) => heading.text),
        });
      from = until;
    };
    for (const match of source.matchAll(sentenceEnd)) push(match.index + match[0].length);
    push(source.length);
  };

  let open: { start: number; end: number; kind: Sentence['kind'] } | undefined;
  const close = (): void => {
    if (open) addParagraph(open.start, open.end, open.kind);
    open = undefined;
  };
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    if (!line) break;
    const next = lines[index + 1]?.text ?? '';
    const title = asciidocTitle.exec(line.text);
    if (line.text.trim() === '' || underline.test(line.text)) close();
    else if (title) {
      close();
      addHeading(line, title[2]?.trim() ?? '', title[1]?.length ?? 1);
    } else if (underline.test(next) && next.trim().length >= line.text.trim().length) {
      close();
      const mark = next.trim()[0] ?? '';
      if (!underlines.includes(mark)) underlines.push(mark);
      addHeading(line, line.text.trim(), underlines.indexOf(mark) + 1);
      index++;
    } else {
      const item = listMark.exec(line.text);
      if (item) {
        close();
        open = { start: line.offset + item[0].length, end: line.offset + line.text.length, kind: 'list-item' };
      } else if (open) open.end = line.offset + line.text.length;
      else open = { start: line.offset, end: line.offset + line.text.length, kind: 'paragraph' };
    }
  }
  close();
  return {
    path,
    text,
    byteSize: Buffer.byteLength(text),
    lineCount: text === '' ? 0 : positions.lineCount - (/[\r\n]$/.test(text) ? 1 : 0),
    headings,
    codeSpans: [],
    codeBlocks: [],
    links: [],
    comments: [],
    html: [],
    sentences,
  };
}

function clampDepth(level: number): Heading['depth'] {
  switch (level) {
    case 1:
      return 1;
    case 2:
      return 2;
    case 3:
      return 3;
    case 4:
      return 4;
    case 5:
      return 5;
    default:
      return 6;
  }
}
