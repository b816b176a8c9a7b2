import type { Location } from '../model/location.ts';
import type { MarkdownDocument, Sentence } from '../model/markdown.ts';
import type { BodySection, PullRequestBody } from '../model/pull-request-body.ts';
import { parseMarkdown } from './markdown.ts';
import { findMentions } from './mentions.ts';

/** What says that there is nothing to say. */
const nothing =
  /^(?:[-–—.]*|n\.?\/?a\.?|none|no|nothing|nope|not applicable|not needed|not required|not relevant|tbd|todo|\?+|\.{2,}|see above|same as above|as above)(?: (?:yet|here|known|so far|for this (?:pr|change|pull request)))?[.!]?$/i;

/**
 * Reads the text of a pull request by sections.
 *
 * @param text - Markdown, as its author wrote it.
 * @param templates - Templates that it may have begun as: what stands in one of them is nobody's answer.
 * @throws Never.
 */
export function parsePullRequestBody(text: string, templates: readonly MarkdownDocument[]): PullRequestBody {
  const document = parseMarkdown('pull request', text);
  const given = new Set(templates.flatMap((template) => template.sentences.map(({ text: sentence }) => plain(sentence))));
  const givenCode = new Set(templates.flatMap((template) => [...template.codeBlocks, ...template.codeSpans].map(({ value }) => value.trim())));

  interface Open {
    readonly title: string;
    readonly start: number;
    readonly sentences: Sentence[];
    readonly none: string[];
    readonly boxes: { readonly text: string; readonly checked: boolean }[];
  }
  const first: Open = { title: '', start: 0, sentences: [], none: [], boxes: [] };
  const open: Open[] = [first];
  for (const sentence of document.sentences) {
    const current = open.at(-1) ?? first;
    const { offset } = sentence.location.range.start;
    const label = labelOf(document, sentence);
    if (label) {
      const next: Open = { title: label.title, start: offset, sentences: [], none: [], boxes: [] };
      open.push(next);
      if (label.rest !== '') take(next, { ...sentence, text: label.rest });
    } else take(current, sentence);
  }

  const code = [...document.codeBlocks, ...document.codeSpans].filter(({ value }) => value.trim() !== '' && !givenCode.has(value.trim()));
  const mentions = findMentions(document);
  const commands = mentions.commands.filter(({ text: command }) => !givenCode.has(command.trim()));
  const paths = mentions.paths.filter(({ path }) => !givenCode.has(path));
  const sections = open.map((section, index): BodySection => {
    const end = open[index + 1]?.start ?? document.text.length;
    const inside = ({ location: { range } }: { readonly location: Location }): boolean => range.start.offset >= section.start && range.start.offset < end;
    const own = code.filter(inside).map(({ value }) => value);
    const hasImage = document.links.some((link) => link.kind === 'image' && inside(link));
    const { title, sentences, none, boxes } = section;
    return {
      title,
      sentences,
      code: own,
      commands: commands.filter(inside),
      paths: paths.filter(inside),
      isAnswered: sentences.length > 0 || own.length > 0 || hasImage,
      saysNone: none.length > 0 && sentences.length === 0 && own.length === 0,
      boxes,
    };
  });
  return { document, sections, sentences: sections.flatMap((section) => section.sentences), code: code.map(({ value }) => value), commands, paths };

  function take(section: Open, sentence: Sentence): void {
    if (sentence.checked !== undefined) section.boxes.push({ text: sentence.text, checked: sentence.checked });
    if (nothing.test(sentence.text.trim())) section.none.push(sentence.text);
    else if (!given.has(plain(sentence.text))) section.sentences.push(sentence);
  }
}

/** A heading, or bold text that starts a line: `**Tests:** npm test`. */
function labelOf(document: MarkdownDocument, sentence: Sentence): { readonly title: string; readonly rest: string } | undefined {
  if (sentence.kind === 'heading') return { title: sentence.text, rest: '' };
  const { start, end } = sentence.location.range;
  const source = document.text.slice(start.offset, Math.min(end.offset, start.offset + longestLabel + 4));
  const [, , title] = /^(\*\*|__)([^*_\n]{1,80}?):?\1:?/.exec(source) ?? [];
  if (title === undefined) return undefined;
  const label = title.trim();
  return {
    title: label,
    rest: sentence.text
      .slice(label.length)
      .replace(/^[\s:.–—-]+/, '')
      .trim(),
  };
}

const longestLabel = 80;

/** Letters and digits only: an emoji, a colon or another case makes no text of one's own. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
