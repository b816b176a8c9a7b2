import type { Diagnostic } from './diagnostic.ts';
import type { Located, Location } from './location.ts';
import type { MarkdownDocument } from './markdown.ts';

export interface PullRequestTemplate {
  readonly path: string;
  /** The one GitHub fills in by itself; those in a `PULL_REQUEST_TEMPLATE/` directory only by a query parameter. */
  readonly isDefault: boolean;
  readonly document: MarkdownDocument;
}

export interface IssueFormField {
  readonly type: string;
  readonly id?: string;
  readonly label: string;
  readonly description: string;
  readonly required: boolean;
  readonly options: readonly string[];
  readonly location: Location;
}

export type IssueTemplate =
  | {
      readonly kind: 'form';
      readonly path: string;
      readonly name: string;
      readonly labels: readonly string[];
      readonly fields: readonly IssueFormField[];
      readonly problems: readonly Diagnostic[];
    }
  | { readonly kind: 'markdown'; readonly path: string; readonly name: string; readonly labels: readonly string[]; readonly document: MarkdownDocument };

export interface IssueTemplateConfig {
  readonly path: string;
  readonly blankIssuesEnabled?: Located<boolean>;
  readonly contactLinks: readonly { readonly name: string; readonly url: string; readonly location: Location }[];
}

export interface Templates {
  readonly pullRequest: readonly PullRequestTemplate[];
  readonly issues: readonly IssueTemplate[];
  readonly issueConfig?: IssueTemplateConfig;
}
