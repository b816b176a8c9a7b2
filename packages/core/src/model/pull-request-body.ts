import type { CommandMention, PathMention } from './instructions.ts';
import type { MarkdownDocument, Sentence } from './markdown.ts';

/** A part of a pull request's text under one heading or bold label. */
export interface BodySection {
  /** Of the heading or label; empty for what stands before the first one. */
  readonly title: string;
  /** Sentences that the template does not have; no comments, nothing inside code blocks. */
  readonly sentences: readonly Sentence[];
  /** Contents of code spans and blocks that the template does not have. */
  readonly code: readonly string[];
  /** Commands and paths in them, and paths of links. */
  readonly commands: readonly CommandMention[];
  readonly paths: readonly PathMention[];
  /** Whether it says more than that there is nothing: neither empty nor `n/a`. */
  readonly isAnswered: boolean;
  /** Whether it says that there is nothing, e.g. `none` or `n/a`: an answer to some questions. */
  readonly saysNone: boolean;
  /** Boxes of this section, also the template's own: ticking them is an answer. */
  readonly boxes: readonly { readonly text: string; readonly checked: boolean }[];
}

/** The text of a pull request, as a reviewer sees it: without comments, and with what the template brought set apart. */
export interface PullRequestBody {
  readonly document: MarkdownDocument;
  readonly sections: readonly BodySection[];
  /** Sentences of all sections that the template does not have. */
  readonly sentences: readonly Sentence[];
  /** Code spans and blocks that the template does not have. */
  readonly code: readonly string[];
  readonly commands: readonly CommandMention[];
  readonly paths: readonly PathMention[];
}
