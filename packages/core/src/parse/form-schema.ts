/** What a type of field may have under `attributes`. */
export interface FieldType {
  readonly attributes: ReadonlySet<string>;
  /** Those that it cannot do without. */
  readonly required: readonly string[];
}

const type = (required: readonly string[], ...optional: readonly string[]): FieldType => ({ required, attributes: new Set([...required, ...optional]) });

/**
 * Types of fields of issue and discussion forms.
 *
 * Source: https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema (checked 2026-11-25)
 */
export const fieldTypes: ReadonlyMap<string, FieldType> = new Map([
  ['markdown', type(['value'])],
  ['textarea', type(['label'], 'description', 'placeholder', 'value', 'render')],
  ['input', type(['label'], 'description', 'placeholder', 'value')],
  ['dropdown', type(['label', 'options'], 'description', 'multiple', 'default')],
  ['checkboxes', type(['label', 'options'], 'description')],
  ['upload', type(['label'], 'description')],
]);

export const fieldKeys: ReadonlySet<string> = new Set(['type', 'id', 'attributes', 'validations']);

/** Kinds of forms by their top-level keys. */
export const formKeys = {
  issue: {
    required: ['name', 'description', 'body'],
    optional: ['title', 'labels', 'assignees', 'projects', 'type'],
    source: 'https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms',
  },
  discussion: {
    required: ['body'],
    optional: ['title', 'labels'],
    source: 'https://docs.github.com/en/discussions/managing-discussions-for-your-community/syntax-for-discussion-category-forms',
  },
} as const;

export type FormKind = keyof typeof formKeys;

/** Plain words that GitHub's YAML reader (of YAML 1.1) takes for booleans, whatever YAML 1.2 says. */
export const booleanWord: RegExp = /^(?:yes|no|true|false|on|off)$/i;
