import type { MarkdownDocument, Sentence } from '../model/markdown.ts';
import type { TemplatePrompt } from '../model/template.ts';
import { parseMarkdown } from './markdown.ts';
import { textPositions } from './text-position.ts';

// A template has a handful; what is behind the cap is no guidance for anybody.
const commentLimit = 100;

/**
 * Reads what a template asks: headings, bold labels, sentences, check boxes, and the guidance in HTML comments, which is
 * where most templates put their questions.
 *
 * @returns In the order of the text, each with the visible heading or label above it.
 */
export function templatePrompts(document: MarkdownDocument): readonly TemplatePrompt[] {
  const visible = document.sentences.map((sentence) => ({ text: promptText(sentence.text), form: formOf(document, sentence), location: sentence.location }));
  const prompts = [...visible, ...commentPrompts(document)].sort((left, right) => left.location.range.start.offset - right.location.range.start.offset);
  let section = '';
  return prompts.map((prompt): TemplatePrompt => {
    const above = section;
    if (prompt.form === 'heading' || prompt.form === 'label') section = prompt.text;
    return { ...prompt, section: above };
  });
}

function formOf(document: MarkdownDocument, sentence: Sentence): TemplatePrompt['form'] {
  if (sentence.kind === 'heading') return 'heading';
  if (sentence.checked !== undefined || document.text.startsWith('[]', sentence.location.range.start.offset)) return 'check-box';
  return document.text.startsWith('**', sentence.location.range.start.offset) ? 'label' : 'sentence';
}

function promptText(text: string): string {
  return text.replace(/^\[[ xX]?\]\s*/, '');
}

/** Comments hold Markdown of their own; its sentences get their places in the file. */
function commentPrompts(document: MarkdownDocument): Omit<TemplatePrompt, 'section'>[] {
  const positions = textPositions(document.path, document.text);
  return document.comments.slice(0, commentLimit).flatMap((comment) => {
    const start = comment.location.range.start.offset + '<!--'.length;
    return parseMarkdown(document.path, comment.value).sentences.map(({ text, location }) => ({
      text: promptText(text),
      form: 'comment' as const,
      location: positions.location(start + location.range.start.offset, start + location.range.end.offset),
    }));
  });
}
