import type { MarkdownIssueTemplate } from '../model/template.ts';
import { templateDefaults, textOf } from './issue-form.ts';
import { parseMarkdown } from './markdown.ts';
import { templatePrompts } from './template-prompts.ts';
import { textPositions } from './text-position.ts';
import { parseYaml } from './yaml.ts';

/**
 * Reads a Markdown issue template, with or without front matter (`name`, `about`, `title`, `labels`, `assignees`, `type`).
 *
 * @throws Never.
 */
export function parseIssueTemplate(path: string, text: string): MarkdownIssueTemplate {
  const document = parseMarkdown(path, text);
  const front = document.frontMatter?.language === 'yaml' ? parseYaml(path, document.frontMatter.text).root : undefined;
  const fields = front?.kind === 'map' ? front : undefined;
  return {
    kind: 'markdown',
    path,
    name: textOf(fields?.get('name')),
    description: textOf(fields?.get('about')),
    ...templateDefaults(fields),
    document,
    prompts: templatePrompts(document),
    location: document.headings[0]?.location ?? document.frontMatter?.location ?? textPositions(path, text).location(0, 0),
  };
}
