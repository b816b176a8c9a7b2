import type { Located, Location } from './location.ts';

export interface Heading {
  readonly depth: 1 | 2 | 3 | 4 | 5 | 6;
  readonly text: string;
  readonly location: Location;
}

/** Inline code. `location` covers the code between the backticks. */
export interface CodeSpan {
  readonly value: string;
  readonly location: Location;
  /** Texts of the headings above, outermost first. */
  readonly headings: readonly string[];
}

/** A fenced or indented code block. `location` covers its content, without the fences. */
export interface CodeBlock {
  /** First word of the info string, lower case; absent when none. */
  readonly language?: string;
  readonly value: string;
  readonly location: Location;
  readonly headings: readonly string[];
}

export interface MarkdownLink {
  readonly url: string;
  readonly text: string;
  readonly location: Location;
  readonly kind: 'link' | 'image' | 'definition';
}

/** A sentence of prose (or a heading, list item, table cell): the unit in which statements are looked for. */
export interface Sentence {
  /** Source text without emphasis marks and backticks, white space folded. */
  readonly text: string;
  readonly location: Location;
  readonly kind: 'paragraph' | 'list-item' | 'heading' | 'table-cell';
  readonly headings: readonly string[];
  /** For task-list items: whether the box is ticked. */
  readonly checked?: boolean;
}

/** A Markdown file, read once with CommonMark and GFM. */
export interface MarkdownDocument {
  readonly path: string;
  readonly text: string;
  readonly byteSize: number;
  readonly lineCount: number;
  /** Set when a part of the file was not parsed: which, and why. */
  readonly unread?: string;
  readonly frontMatter?: { readonly language: 'yaml' | 'toml'; readonly text: string; readonly location: Location };
  readonly headings: readonly Heading[];
  readonly codeSpans: readonly CodeSpan[];
  readonly codeBlocks: readonly CodeBlock[];
  readonly links: readonly MarkdownLink[];
  /** HTML comments, `value` without the `<!--` and `-->`. Readers do not see them, agents may. */
  readonly comments: readonly Located<string>[];
  /** Other raw HTML, tags included. */
  readonly html: readonly Located<string>[];
  readonly sentences: readonly Sentence[];
}
