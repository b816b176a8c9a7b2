import type { Diagnostic } from './diagnostic.ts';
import type { Located, Location } from './location.ts';
import type { MarkdownDocument } from './markdown.ts';

/** Something that a template puts before the person who fills it in. */
export interface TemplatePrompt {
  /** Without marks of emphasis. */
  readonly text: string;
  /** `label` is bold text that starts a line; a `comment` shows only while the text is being edited. */
  readonly form: 'heading' | 'label' | 'sentence' | 'check-box' | 'comment';
  /** The visible heading or label above; empty when there is none. */
  readonly section: string;
  readonly location: Location;
}

export interface PullRequestTemplate {
  readonly path: string;
  /** The one GitHub fills in by itself; those in a `PULL_REQUEST_TEMPLATE/` directory only by a query parameter. */
  readonly isDefault: boolean;
  readonly document: MarkdownDocument;
  readonly prompts: readonly TemplatePrompt[];
}

export interface IssueFormField {
  readonly type: string;
  readonly id?: string;
  readonly label: string;
  readonly description: string;
  /** For check boxes: whether any of them is required. GitHub honours it in public repositories only. */
  readonly required: boolean;
  readonly options: readonly string[];
  /** The field's label where it has one, else the whole field. */
  readonly location: Location;
}

export type IssueTemplate =
  | {
      readonly kind: 'form';
      readonly path: string;
      readonly name: string;
      readonly description: string;
      readonly labels: readonly string[];
      readonly fields: readonly IssueFormField[];
      /** Why GitHub does not show the form, or not as written. */
      readonly problems: readonly Diagnostic[];
      /** The form's `name`, or the file's start. */
      readonly location: Location;
    }
  | {
      readonly kind: 'markdown';
      readonly path: string;
      readonly name: string;
      readonly description: string;
      readonly labels: readonly string[];
      readonly document: MarkdownDocument;
      readonly prompts: readonly TemplatePrompt[];
      readonly location: Location;
    };

export interface IssueTemplateConfig {
  readonly path: string;
  readonly blankIssuesEnabled?: Located<boolean>;
  readonly contactLinks: readonly { readonly name: string; readonly url: string; readonly location: Location }[];
}

export interface Templates {
  /** The default one first. */
  readonly pullRequest: readonly PullRequestTemplate[];
  readonly issues: readonly IssueTemplate[];
  readonly issueConfig?: IssueTemplateConfig;
}
