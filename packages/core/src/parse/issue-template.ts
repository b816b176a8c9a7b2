import type { IssueTemplate } from '../model/template.ts';
import { namesOf, textOf } from './issue-form.ts';
import { parseMarkdown } from './markdown.ts';
import { templatePrompts } from './template-prompts.ts';
import { textPositions } from './text-position.ts';
import { parseYaml } from './yaml.ts';

/**
 * Reads a Markdown issue template, with or without front matter (`name`, `about`, `labels`).
 *
 * @throws Never.
 */
export function parseIssueTemplate(path: string, text: string): Extract<IssueTemplate, { kind: 'markdown' }> {
  const document = parseMarkdown(path, text);
  const front = document.frontMatter?.language === 'yaml' ? parseYaml(path, document.frontMatter.text).root : undefined;
  const fields = front?.kind === 'map' ? front : undefined;
  return {
    kind: 'markdown',
    path,
    name: textOf(fields?.get('name')),
    description: textOf(fields?.get('about')),
    labels: namesOf(fields?.get('labels')),
    document,
    prompts: templatePrompts(document),
    location: document.headings[0]?.location ?? document.frontMatter?.location ?? textPositions(path, text).location(0, 0),
  };
}
