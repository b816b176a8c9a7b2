export type { Diagnostic } from '../model/diagnostic.ts';
export type { Located, Location } from '../model/location.ts';
export type {
  DiscussionForm,
  IssueForm,
  IssueFormField,
  IssueTemplateConfig,
  MarkdownIssueTemplate,
  PullRequestTemplate,
  TemplateDefaults,
  TemplatePrompt,
} from '../model/template.ts';
export { parseDiscussionForm, parseIssueConfig, parseIssueForm } from '../parse/issue-form.ts';
export { parseIssueTemplate } from '../parse/issue-template.ts';
export { parsePullRequestTemplate } from '../parse/pull-request-template.ts';
