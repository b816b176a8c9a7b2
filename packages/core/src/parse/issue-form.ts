import type { Diagnostic } from '../model/diagnostic.ts';
import type { Location } from '../model/location.ts';
import type { DiscussionForm, IssueForm, IssueFormField, IssueTemplateConfig, TemplateDefaults } from '../model/template.ts';
import { nameOf } from '../path/relative.ts';
import { booleanWord, type FormKind, fieldKeys, fieldTypes, formKeys } from './form-schema.ts';
import { parseYaml, type YamlMap, type YamlNode } from './yaml.ts';

/**
 * Reads a GitHub issue form. GitHub shows nothing at all of a form that breaks its schema, so every such place is an
 * error. Messages begin with the place as GitHub's own do: `body[2]: …`, counted from 0.
 *
 * Source: https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/common-validation-errors-when-creating-issue-forms (checked 2026-11-25)
 *
 * @param path - Repository-relative path, for the locations.
 * @throws Never.
 */
export function parseIssueForm(path: string, text: string): IssueForm {
  const { root, fields, problems, start } = readForm('issue', path, text);
  return {
    kind: 'form',
    path,
    name: textOf(root?.get('name')),
    description: textOf(root?.get('description')),
    ...templateDefaults(root),
    fields,
    problems,
    location: root?.get('name')?.location ?? start,
  };
}

/**
 * Reads a form of a discussion category, `.github/DISCUSSION_TEMPLATE/<category>.yml`. Fields are those of issue forms.
 *
 * Source: https://docs.github.com/en/discussions/managing-discussions-for-your-community/syntax-for-discussion-category-forms (checked 2026-11-25)
 *
 * @throws Never.
 */
export function parseDiscussionForm(path: string, text: string): DiscussionForm {
  const { root, fields, problems } = readForm('discussion', path, text);
  const { title, labels } = templateDefaults(root);
  return { path, category: nameOf(path).replace(/\.ya?ml$/i, ''), title, labels, fields, problems };
}

/** The defaults that a form or the front matter of a Markdown template gives. */
export function templateDefaults(root: YamlMap | undefined): TemplateDefaults {
  return {
    title: textOf(root?.get('title')),
    labels: namesOf(root?.get('labels')),
    assignees: namesOf(root?.get('assignees')),
    projects: namesOf(root?.get('projects')),
    issueType: textOf(root?.get('type')),
  };
}

type Report = (code: string, message: string, location: Location, severity?: Diagnostic['severity']) => void;

interface FormFile {
  readonly root?: YamlMap;
  readonly fields: readonly IssueFormField[];
  readonly problems: readonly Diagnostic[];
  readonly start: Location;
}

function readForm(kind: FormKind, path: string, text: string): FormFile {
  const file = parseYaml(path, text);
  const problems: Diagnostic[] = [...file.diagnostics];
  const report: Report = (code, message, location, severity = 'error') => void problems.push({ path, severity, code, message, range: location.range });
  const start = file.positions.location(0, 0);
  const { root } = file;
  if (root?.kind !== 'map') {
    if (file.diagnostics.length === 0) report('issue-form-not-a-map', 'The form has no top-level keys; GitHub does not show it.', start);
    return { fields: [], problems, start };
  }
  checkTopLevel(kind, root, start, report);
  const body = root.get('body');
  const items = body?.kind === 'sequence' ? body.items : [];
  if (body && items.length === 0) report('issue-form-body', '"body" is no list of fields, or an empty one; GitHub does not show the form.', body.location);
  const read = items.map((item, index): ReadField | undefined => {
    if (item.kind === 'map') return readField(item, (code, message, location, severity) => report(code, `body[${index}]: ${message}`, location, severity));
    report('issue-form-body', `body[${index}]: it is no field with "type" and "attributes".`, item.location);
    return undefined;
  });
  const fields = read.flatMap((entry) => entry ?? []);
  if (body && items.length > 0 && fields.every(({ field }) => field.type === 'markdown'))
    report('issue-form-no-field', 'The form asks for nothing: it has no field besides "markdown".', body.location);
  checkReferences(fields, report);
  return { root, fields: fields.map(({ field }) => field), problems, start };
}

function checkTopLevel(kind: FormKind, root: YamlMap, start: Location, report: Report): void {
  const { required, optional } = formKeys[kind];
  const known = new Set<string>([...required, ...optional]);
  for (const key of required)
    if (!root.get(key)) report('issue-form-missing-key', `The form has no "${key}", which GitHub requires; it does not show the form.`, start);
  for (const { key, keyLocation, value } of root.entries) {
    if (!known.has(key)) report('issue-form-unknown-key', `"${key}" is no key of this kind of form; GitHub does not show a form that has it.`, keyLocation);
    else if (key === 'name' || key === 'description') checkText(key, value, report);
    // The documentation forbids empty texts here too, but forms that have them are in daily use.
    else if (key !== 'body' && value.kind === 'scalar' && value.text.trim() === '')
      report('issue-form-not-a-string', `"${key}" is empty; leave the key out.`, keyLocation, 'warning');
  }
  const name = root.get('name');
  // So the documentation of the template chooser; the list of validation errors does not have it.
  if (name && isText(name) && textOf(name).length <= 3)
    report(
      'issue-form-name',
      `"${textOf(name)}" is short for a name: GitHub may not show a form whose name has three characters or fewer.`,
      name.location,
      'warning',
    );
}

/** Whether GitHub reads a text where it wants one. */
function isText(node: YamlNode): boolean {
  if (node.kind !== 'scalar' || node.text.trim() === '') return false;
  return node.style !== 'plain' || (typeof node.value === 'string' && !booleanWord.test(node.text));
}

function checkText(key: string, node: YamlNode, report: Report): void {
  if (!isText(node))
    report('issue-form-not-a-string', `"${key}" must be a text that is not empty; quote what YAML takes for a boolean or a number.`, node.location);
}

interface ReadField {
  readonly field: IssueFormField;
  /** The `id`, or the label. */
  readonly place: Location;
}

function readField(item: YamlMap, report: Report): ReadField {
  const typeNode = item.get('type');
  const type = textOf(typeNode);
  const schema = fieldTypes.get(type);
  const attributesNode = item.get('attributes');
  const attributes = attributesNode?.kind === 'map' ? attributesNode : undefined;
  const label = attributes?.get('label');
  for (const { key, keyLocation } of item.entries) if (!fieldKeys.has(key)) report('issue-form-unknown-key', `"${key}" is no key of a field.`, keyLocation);
  if (!schema)
    report('issue-form-field-type', type === '' ? 'the field has no "type".' : `"${type}" is no type of field.`, typeNode?.location ?? item.location);
  else {
    for (const key of schema.required) checkRequired(type, key, attributes, item, report);
    for (const { key, keyLocation } of attributes?.entries ?? [])
      if (!schema.attributes.has(key)) report('issue-form-unknown-attribute', `"${key}" is no attribute of a field of type "${type}".`, keyLocation);
  }
  if (label && (type === 'input' || type === 'textarea') && /password/i.test(textOf(label)))
    report('issue-form-forbidden-word', 'the label asks for a password; GitHub shows no form that does.', label.location);
  const idNode = item.get('id');
  const id = textOf(idNode);
  if (idNode && !/^[A-Za-z0-9_-]+$/.test(id)) report('issue-form-id', `the id "${id}" has characters besides letters, digits, - and _.`, idNode.location);
  const optionNode = attributes?.get('options');
  const options = optionNode?.kind === 'sequence' ? optionNode.items : [];
  if (schema) checkOptions(type, options, report);
  const validations = item.get('validations');
  const required = isTrue(validations?.kind === 'map' ? validations.get('required') : undefined);
  return {
    field: {
      type,
      ...(idNode ? { id } : {}),
      label: textOf(label),
      description: textOf(attributes?.get(type === 'markdown' ? 'value' : 'description')),
      required: required || options.some((option) => option.kind === 'map' && isTrue(option.get('required'))),
      options: options.map(optionLabel),
      location: label?.location ?? item.location,
    },
    place: idNode?.location ?? label?.location ?? item.location,
  };
}

function checkRequired(type: string, key: string, attributes: YamlMap | undefined, item: YamlMap, report: Report): void {
  const node = attributes?.get(key);
  if (key === 'options') {
    if (node?.kind !== 'sequence' || node.items.length === 0) report('issue-form-no-options', `a field of type "${type}" has no "options".`, item.location);
  } else if (!node || textOf(node) === '') report('issue-form-no-label', `a field of type "${type}" has no "${key}".`, item.location);
  else checkText(key, node, report);
}

function checkOptions(type: string, options: readonly YamlNode[], report: Report): void {
  const seen = new Set<string>();
  for (const option of options) {
    const text = optionLabel(option);
    const node = option.kind === 'map' ? (option.get('label') ?? option) : option;
    if (text === '') report('issue-form-option', type === 'checkboxes' ? 'an option has no "label".' : 'an option has no text.', node.location);
    else if (seen.has(text)) report('issue-form-option', `the option "${text}" is there twice.`, node.location);
    if (type === 'dropdown' && text.toLowerCase() === 'none')
      report('issue-form-option', `"${text}" is reserved: GitHub adds it by itself where no choice is required.`, node.location);
    if (type === 'dropdown' && node.kind === 'scalar' && node.style === 'plain' && booleanWord.test(node.text))
      report('issue-form-option', `GitHub takes the option ${node.text} for a boolean; quote it.`, node.location);
    seen.add(text);
  }
}

/**
 * Ids must differ, and so must what GitHub derives from labels where there is no id. Single check boxes have no ids: their
 * labels must differ from those of other fields.
 * How it derives names from letters beyond ASCII is not documented: such labels are compared as they are.
 */
function checkReferences(fields: readonly ReadField[], report: Report): void {
  const ids = new Set<string>();
  const references = new Map<string, string>();
  const refer = (label: string, place: Location): void => {
    const reference = /^[\x20-\x7e]*$/.test(label) ? parameterized(label) : label;
    const other = references.get(reference);
    if (reference === '') return;
    if (other === undefined) references.set(reference, label);
    else if (other === label) report('issue-form-label', `The label "${label}" is used twice; give one of the fields an id.`, place);
    else report('issue-form-label', `The labels "${other}" and "${label}" are too similar; give one of the fields an id of its own.`, place);
  };
  for (const { field, place } of fields) {
    if (field.type === 'markdown') continue;
    if (field.id === undefined) refer(field.label, place);
    else if (ids.has(field.id)) report('issue-form-id', `The id "${field.id}" is used twice.`, place);
    else {
      ids.add(field.id);
      refer(field.id, place);
    }
  }
  const labels = new Set(
    fields.flatMap(({ field }) => (field.type === 'markdown' || field.type === 'checkboxes' || field.id !== undefined ? [] : [field.label])),
  );
  for (const { field, place } of fields)
    for (const option of field.type === 'checkboxes' ? field.options : [])
      if (labels.has(option)) report('issue-form-label', `The check box "${option}" has the label of another field; give that field an id.`, place);
}

/** As Rails makes a name for an address from a text. */
function parameterized(label: string): string {
  return label
    .toLowerCase()
    .split(/[^a-z0-9_-]+/)
    .filter((part) => part !== '')
    .join('-');
}

function optionLabel(option: YamlNode): string {
  return textOf(option.kind === 'map' ? option.get('label') : option);
}

const configKeys: ReadonlySet<string> = new Set(['blank_issues_enabled', 'contact_links']);

/**
 * Reads `.github/ISSUE_TEMPLATE/config.yml`.
 *
 * Source: https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/configuring-issue-templates-for-your-repository#configuring-the-template-chooser (checked 2026-11-25)
 *
 * @returns The settings, and a diagnostic for each thing that could not be read.
 * @throws Never.
 */
export function parseIssueConfig(path: string, text: string): { readonly config: IssueTemplateConfig; readonly diagnostics: readonly Diagnostic[] } {
  const file = parseYaml(path, text);
  const diagnostics: Diagnostic[] = [...file.diagnostics];
  const report = (code: string, message: string, { range }: Location): void => void diagnostics.push({ path, severity: 'warning', code, message, range });
  const root = file.root?.kind === 'map' ? file.root : undefined;
  if (file.root && !root) report('issue-config-shape', 'The file has no top-level keys.', file.root.location);
  for (const { key, keyLocation } of root?.entries ?? [])
    if (!configKeys.has(key)) report('issue-config-key', `"${key}" is no setting of the template chooser.`, keyLocation);
  const blank = root?.get('blank_issues_enabled');
  const isSwitch = blank?.kind === 'scalar' && typeof blank.value === 'boolean';
  if (blank && !isSwitch) report('issue-config-blank-issues', '"blank_issues_enabled" must be true or false.', blank.location);
  const links = root?.get('contact_links');
  if (links && links.kind !== 'sequence') report('issue-config-links', '"contact_links" is no list.', links.location);
  const contactLinks = (links?.kind === 'sequence' ? links.items : []).flatMap((link) => {
    const entry = (key: string): string => (link.kind === 'map' ? textOf(link.get(key)) : '');
    const missing = ['name', 'url', 'about'].filter((key) => entry(key) === '');
    if (missing.length > 0)
      report('issue-config-links', `The contact link has no ${missing.join(', ')}; each has a name, a url and what it is about.`, link.location);
    return link.kind === 'map' ? [{ name: entry('name'), url: entry('url'), about: entry('about'), location: link.location }] : [];
  });
  return {
    config: {
      path,
      ...(blank?.kind === 'scalar' && typeof blank.value === 'boolean' ? { blankIssuesEnabled: { value: blank.value, location: blank.location } } : {}),
      contactLinks,
    },
    diagnostics,
  };
}

/** Names of a YAML list, or of a comma-separated text, as GitHub takes labels. */
function namesOf(node: YamlNode | undefined): readonly string[] {
  const names = node?.kind === 'sequence' ? node.items.map(textOf) : textOf(node).split(',');
  return names.map((name) => name.trim()).filter((name) => name !== '');
}

export function textOf(node: YamlNode | undefined): string {
  return node?.kind === 'scalar' ? node.text.trim() : '';
}

function isTrue(node: YamlNode | undefined): boolean {
  return node?.kind === 'scalar' && node.value === true;
}
