import type { MarkdownDocument } from '@ten-point/core/rule';

/**
 * References to issues in a text: `#12`, `owner/name#12`, the address of an issue on GitHub, GitLab or Jira, or a key such as
 * `SHOP-12` behind a word that names it as the task. Comments and code blocks hold none.
 *
 * Source: https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/linking-a-pull-request-to-an-issue (checked 2026-11-24)
 */
export function issueReferences(document: MarkdownDocument): readonly string[] {
  const texts = [...document.sentences.map(({ text }) => text), ...document.links.map(({ url }) => url)];
  return texts.flatMap((text) => [...text.matchAll(reference)].map(([found]) => found.trim()));
}

const reference =
  /(?<![\w&/#])(?:[A-Za-z0-9][\w.-]{0,38}\/[\w.-]{1,100})?#\d{1,7}(?![\w-])|\bGH-\d{1,7}\b|https?:\/\/[^\s/()<>]{1,100}\/[^\s()<>]{1,200}?\/(?:issues|work_items|browse|issue|discussions)\/[A-Za-z0-9-]{1,40}|\b(?:fix(?:e[sd])?|close[sd]?|resolve[sd]?|implements?|refs?|part of|task|ticket|issue)[:\s]{1,3}[A-Z][A-Z0-9]{1,9}-\d{1,6}\b|\[[A-Z][A-Z0-9]{1,9}-\d{1,6}\]/gi;
