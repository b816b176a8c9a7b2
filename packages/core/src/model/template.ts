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
  /**
   * `default`: GitHub fills it in by itself. `shadowed`: it would, were there no other before it. `by-query`: only where
   * the address of a new pull request names it (`?template=…`), as for all in a `PULL_REQUEST_TEMPLATE/` directory.
   */
  readonly use: 'default' | 'shadowed' | 'by-query';
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

/** What an issue or discussion that is made from a template starts with. */
export interface TemplateDefaults {
  /** The issue's title. */
  readonly title: string;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  /** `owner/number` */
  readonly projects: readonly string[];
  /** Issue type of the organisation; empty when the template names none. */
  readonly issueType: string;
}

export interface IssueForm extends TemplateDefaults {
  readonly kind: 'form';
  readonly path: string;
  readonly name: string;
  readonly description: string;
  readonly fields: readonly IssueFormField[];
  /** Why GitHub does not show the form (errors), or not as its author may think (warnings). */
  readonly problems: readonly Diagnostic[];
  /** The form's `name`, or the file's start. */
  readonly location: Location;
}

export interface MarkdownIssueTemplate extends TemplateDefaults {
  readonly kind: 'markdown';
  readonly path: string;
  readonly name: string;
  readonly description: string;
  readonly document: MarkdownDocument;
  readonly prompts: readonly TemplatePrompt[];
  readonly location: Location;
}

export type IssueTemplate = IssueForm | MarkdownIssueTemplate;

/** A form in `.github/DISCUSSION_TEMPLATE/`. */
export interface DiscussionForm {
  readonly path: string;
  /** Slug of the category that it is for: the file's name. */
  readonly category: string;
  readonly title: string;
  readonly labels: readonly string[];
  readonly fields: readonly IssueFormField[];
  readonly problems: readonly Diagnostic[];
}

export interface IssueTemplateConfig {
  readonly path: string;
  readonly blankIssuesEnabled?: Located<boolean>;
  readonly contactLinks: readonly { readonly name: string; readonly url: string; readonly about: string; readonly location: Location }[];
}

export interface Templates {
  /** The default one first. */
  readonly pullRequest: readonly PullRequestTemplate[];
  readonly issues: readonly IssueTemplate[];
  readonly issueConfig?: IssueTemplateConfig;
  readonly discussions: readonly DiscussionForm[];
}
