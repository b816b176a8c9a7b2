import type { MarkdownDocument } from './markdown.ts';

export type GuideKind =
  | 'contributing'
  | 'ai-policy'
  | 'governance'
  | 'security'
  | 'readme'
  | 'runbook'
  | 'release'
  | 'review-guide'
  | 'maintainers'
  | 'architecture'
  | 'decision-record'
  | 'dco'
  | 'support';

/** A document for people that says how work is done here. */
export interface Guide {
  readonly kind: GuideKind;
  readonly path: string;
  /** Parsed when it is first read. */
  readonly document: MarkdownDocument;
}

export interface Guides {
  readonly guides: readonly Guide[];
  /** Documents of a kind, in path order. */
  of(kind: GuideKind): readonly Guide[];
}
