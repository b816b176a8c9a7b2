import type { Diagnostic } from '../model/diagnostic.ts';
import type { Location } from '../model/location.ts';
import type { IssueFormField, IssueTemplate, IssueTemplateConfig } from '../model/template.ts';
import { parseYaml, type YamlMap, type YamlNode } from './yaml.ts';

// https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms
const topKeys = new Set(['name', 'description', 'body', 'title', 'labels', 'assignees', 'projects', 'type']);
const fieldTypes = new Set(['markdown', 'input', 'textarea', 'dropdown', 'checkboxes', 'upload']);
const withOptions = new Set(['dropdown', 'checkboxes']);

type IssueForm = Extract<IssueTemplate, { kind: 'form' }>;

/**
 * Reads a GitHub issue form. GitHub shows nothing at all of a form that breaks its schema, so every such place is a
 * problem.
 *
 * @param path - Repository-relative path, for the locations.
 * @throws Never.
 */
export function parseIssueForm(path: string, text: string): IssueForm {
  const file = parseYaml(path, text);
  const problems: Diagnostic[] = [...file.diagnostics];
  const problem = (code: string, message: string, location: Location): void =>
    void problems.push({ path, severity: 'error', code, message, range: location.range });
  const start = file.positions.location(0, 0);
  const root = file.root;
  if (root?.kind !== 'map') {
    if (file.diagnostics.length === 0) problem('issue-form-not-a-map', 'The form has no top-level keys; GitHub does not show it.', start);
    return { kind: 'form', path, name: '', description: '', labels: [], fields: [], problems, location: start };
  }
  for (const key of ['name', 'description', 'body'])
    if (!root.get(key)) problem('issue-form-missing-key', `The form has no "${key}", which GitHub requires; it does not show the form.`, start);
  for (const { key, keyLocation } of root.entries)
    if (!topKeys.has(key)) problem('issue-form-unknown-key', `"${key}" is no key of an issue form; GitHub does not show a form that has it.`, keyLocation);

  const ids = new Set<string>();
  const body = root.get('body');
  const items = body?.kind === 'sequence' ? body.items : [];
  if (body && body.kind !== 'sequence') problem('issue-form-body', '"body" is not a list of fields; GitHub does not show the form.', body.location);
  const fields = items.flatMap((item) => {
    if (item.kind === 'map') return [readField(item, ids, problem)];
    problem('issue-form-body', 'An entry of "body" is not a field with "type" and "attributes".', item.location);
    return [];
  });
  if (body?.kind === 'sequence' && !fields.some((field) => field.type !== 'markdown'))
    problem('issue-form-no-field', 'The form asks for nothing: it has no field besides "markdown".', body.location);
  return {
    kind: 'form',
    path,
    name: textOf(root.get('name')),
    description: textOf(root.get('description')),
    labels: namesOf(root.get('labels')),
    fields,
    problems,
    location: root.get('name')?.location ?? start,
  };
}

function readField(item: YamlMap, ids: Set<string>, problem: (code: string, message: string, location: Location) => void): IssueFormField {
  const type = textOf(item.get('type'));
  const attributes = item.get('attributes');
  const label = attributes?.kind === 'map' ? attributes.get('label') : undefined;
  const idNode = item.get('id');
  const id = textOf(idNode);
  if (!fieldTypes.has(type)) {
    problem('issue-form-field-type', type === '' ? 'A field has no "type".' : `"${type}" is no type of field.`, item.get('type')?.location ?? item.location);
  } else if (type !== 'markdown' && textOf(label) === '') problem('issue-form-no-label', `A field of type "${type}" has no "label".`, item.location);
  if (idNode) {
    if (!/^[A-Za-z0-9_-]+$/.test(id)) problem('issue-form-id', `The id "${id}" has characters besides letters, digits, - and _.`, idNode.location);
    else if (ids.has(id)) problem('issue-form-id', `The id "${id}" is used twice.`, idNode.location);
    ids.add(id);
  }
  const optionNode = attributes?.kind === 'map' ? attributes.get('options') : undefined;
  const options = optionNode?.kind === 'sequence' ? optionNode.items : [];
  if (withOptions.has(type) && options.length === 0) problem('issue-form-no-options', `A field of type "${type}" has no "options".`, item.location);
  const validations = item.get('validations');
  const required = isTrue(validations?.kind === 'map' ? validations.get('required') : undefined);
  return {
    type,
    ...(idNode ? { id } : {}),
    label: textOf(label),
    description: attributes?.kind === 'map' ? textOf(attributes.get(type === 'markdown' ? 'value' : 'description')) : '',
    required: required || options.some((option) => option.kind === 'map' && isTrue(option.get('required'))),
    options: options.map((option) => textOf(option.kind === 'map' ? option.get('label') : option)),
    location: label?.location ?? item.location,
  };
}

/**
 * Reads `.github/ISSUE_TEMPLATE/config.yml`.
 *
 * @returns The settings, and a diagnostic for each thing that could not be read.
 */
export function parseIssueConfig(path: string, text: string): { readonly config: IssueTemplateConfig; readonly diagnostics: readonly Diagnostic[] } {
  const file = parseYaml(path, text);
  const root = file.root?.kind === 'map' ? file.root : undefined;
  const blank = root?.get('blank_issues_enabled');
  const links = root?.get('contact_links');
  return {
    config: {
      path,
      ...(blank?.kind === 'scalar' && typeof blank.value === 'boolean' ? { blankIssuesEnabled: { value: blank.value, location: blank.location } } : {}),
      contactLinks: (links?.kind === 'sequence' ? links.items : []).flatMap((link) =>
        link.kind === 'map' ? [{ name: textOf(link.get('name')), url: textOf(link.get('url')), location: link.location }] : [],
      ),
    },
    diagnostics: file.diagnostics,
  };
}

/** Names of a YAML list, or of a comma-separated text, as GitHub takes labels. */
export function namesOf(node: YamlNode | undefined): readonly string[] {
  const names = node?.kind === 'sequence' ? node.items.map(textOf) : textOf(node).split(',');
  return names.map((name) => name.trim()).filter((name) => name !== '');
}

export function textOf(node: YamlNode | undefined): string {
  return node?.kind === 'scalar' ? node.text.trim() : '';
}

function isTrue(node: YamlNode | undefined): boolean {
  return node?.kind === 'scalar' && node.value === true;
}
