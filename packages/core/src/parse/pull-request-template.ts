import type { PullRequestTemplate } from '../model/template.ts';
import { parseMarkdown } from './markdown.ts';
import { templatePrompts } from './template-prompts.ts';

/**
 * Reads a pull request template. It is Markdown and nothing else: pull requests have no forms, front matter is shown as
 * text, and nothing in it is ever required.
 *
 * Source: https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/creating-a-pull-request-template-for-your-repository (checked 2026-11-25)
 *
 * @throws Never.
 */
export function parsePullRequestTemplate(path: string, text: string): Omit<PullRequestTemplate, 'use'> {
  const document = parseMarkdown(path, text);
  return { path, document, prompts: templatePrompts(document) };
}
