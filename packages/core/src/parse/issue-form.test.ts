import { describe, expect, it } from 'vitest';
import { parseIssueConfig, parseIssueForm } from './issue-form.ts';

const form = (body: string): string => `name: Bake request\ndescription: Something new for the oven\nbody:\n${body}`;

const codes = (text: string): string[] => parseIssueForm('form.yml', text).problems.map((problem) => `${problem.code}:${problem.range?.start.line}`);

describe('parseIssueForm', () => {
  it('reads fields with their places', () => {
    const text = form(
      '  - type: markdown\n    attributes: { value: Hello }\n  - type: textarea\n    id: done\n    attributes: { label: Acceptance criteria, description: When is it baked? }\n    validations: { required: true }\n',
    );
    const { fields, problems, name, labels } = parseIssueForm('form.yml', text);
    expect(problems).toEqual([]);
    expect({ name, labels }).toEqual({ name: 'Bake request', labels: [] });
    expect(fields[1]).toMatchObject({ type: 'textarea', id: 'done', label: 'Acceptance criteria', description: 'When is it baked?', required: true });
    const range = fields[1]?.location.range;
    expect(text.slice(range?.start.offset, range?.end.offset)).toBe('Acceptance criteria');
  });

  it('takes a required check box for a required field', () => {
    const { fields } = parseIssueForm(
      'form.yml',
      form('  - type: checkboxes\n    attributes:\n      label: Checks\n      options:\n        - label: Proofed\n          required: true\n'),
    );
    expect(fields[0]).toMatchObject({ required: true, options: ['Proofed'] });
  });

  it('reads what an issue starts with', () =>
    expect(
      parseIssueForm(
        'f.yml',
        `title: "[Bake] "\nassignees: ada, bob\nprojects: [bakery/3]\ntype: Task\n${form('  - { type: input, attributes: { label: A } }')}`,
      ),
    ).toMatchObject({ title: '[Bake]', assignees: ['ada', 'bob'], projects: ['bakery/3'], issueType: 'Task', problems: [] }));

  it('takes labels as a list and as text', () => {
    expect(parseIssueForm('f.yml', `labels: [bread, agent]\n${form('  []')}`).labels).toEqual(['bread', 'agent']);
    expect(parseIssueForm('f.yml', `labels: bread, agent\n${form('  []')}`).labels).toEqual(['bread', 'agent']);
  });

  it.each([
    ['body: []', ['issue-form-missing-key:1', 'issue-form-missing-key:1', 'issue-form-body:1']],
    [`oven: hot\n${form('  - type: input\n    attributes: { label: A }')}`, ['issue-form-unknown-key:1']],
    [form('  - type: slider\n    attributes: { label: A }'), ['issue-form-field-type:4']],
    [form('  - type: input\n    attributes: {}'), ['issue-form-no-label:4']],
    [form('  - type: dropdown\n    attributes: { label: A }'), ['issue-form-no-options:4']],
    [form('  - { type: input, id: a, attributes: { label: A } }\n  - { type: input, id: a, attributes: { label: B } }'), ['issue-form-id:5']],
    [form('  - { type: input, id: a b, attributes: { label: A } }'), ['issue-form-id:4']],
    [form('  - { type: input, id: a, attributes: { label: A }, validations: { required: true }, oven: 1 }'), ['issue-form-unknown-key:4']],
    [form('  - { type: input, attributes: { label: A, required: true } }'), ['issue-form-unknown-attribute:4']],
    [form('  - { type: input, attributes: { label: true } }'), ['issue-form-not-a-string:4']],
    [form('  - { type: input, attributes: { label: 1.5 } }'), ['issue-form-not-a-string:4']],
    [form('  - { type: input, attributes: { label: "1.5" } }'), []],
    [form('  - { type: markdown }\n  - { type: input, attributes: { label: A } }'), ['issue-form-no-label:4']],
    [form('  - { type: input, attributes: { label: Your password } }'), ['issue-form-forbidden-word:4']],
    [form('  - { type: input, attributes: { label: A } }\n  - { type: textarea, attributes: { label: A } }'), ['issue-form-label:5']],
    [form('  - { type: input, id: a1, attributes: { label: A } }\n  - { type: textarea, attributes: { label: A } }'), []],
    [form('  - { type: input, attributes: { label: Name? } }\n  - { type: input, id: name, attributes: { label: Other } }'), ['issue-form-label:5']],
    [form('  - { type: input, attributes: { label: 版本 } }\n  - { type: input, attributes: { label: 名前 } }'), []],
    [form('  - { type: upload, id: log, attributes: { label: A log }, validations: { required: true, accept: ".log" } }'), []],
    [form('  - { type: dropdown, attributes: { label: A, multiple: true, default: 0, options: [rye, rye] } }'), ['issue-form-option:4']],
    [form('  - { type: dropdown, attributes: { label: A, options: [rye, None] } }'), ['issue-form-option:4']],
    [form('  - { type: dropdown, attributes: { label: A, options: [Yes, "No"] } }'), ['issue-form-option:4']],
    [form('  - { type: checkboxes, attributes: { label: A, options: [{ label: B }, { required: true }] } }'), ['issue-form-option:4']],
    [
      form('  - { type: input, attributes: { label: A } }\n  - { type: checkboxes, attributes: { label: B, options: [{ label: A }] } }'),
      ['issue-form-label:5'],
    ],
    [form('  - { type: checkboxes, attributes: { label: B, options: [{ label: B }] } }'), []],
    [form('  - { type: input, attributes: { label: A } }').replace('Bake request', 'Bug'), ['issue-form-name:1']],
    [form('  - { type: input, attributes: { label: A } }').replace('Bake request', 'on'), ['issue-form-not-a-string:1']],
    [`title: ""\n${form('  - { type: input, attributes: { label: A } }')}`, ['issue-form-not-a-string:1']],
    [form('  - loaf'), ['issue-form-body:4', 'issue-form-no-field:4']],
    ['- a list', ['issue-form-not-a-map:1']],
    ['', ['issue-form-not-a-map:1']],
  ])('says where the schema is broken: %j', (text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  it('survives hostile text', () => {
    for (const text of ['body: &a [*a]', '{'.repeat(5_000), 'name: [\n', `${'a: '.repeat(2_000)}b`]) expect(() => parseIssueForm('f.yml', text)).not.toThrow();
  });
});

describe('parseIssueConfig', () => {
  it('reads the switch and the links', () => {
    const { config } = parseIssueConfig(
      'config.yml',
      'blank_issues_enabled: false\ncontact_links:\n  - name: Tracker\n    url: https://tracker.example/\n    about: All work\n',
    );
    expect(config.blankIssuesEnabled?.value).toBe(false);
    expect(config.contactLinks).toMatchObject([{ name: 'Tracker', url: 'https://tracker.example/' }]);
  });

  it.each([
    ['blank_issues_enabled: sometimes', ['issue-config-blank-issues']],
    ['contact_links:\n  - name: a\n    url: https://a.example', ['issue-config-links']],
    ['contact_links: none', ['issue-config-links']],
    ['blank_issues: false', ['issue-config-key']],
    ['- a', ['issue-config-shape']],
    ['', []],
  ])('says what is wrong with %j', (text, expected) => expect(parseIssueConfig('config.yml', text).diagnostics.map(({ code }) => code)).toEqual(expected));

  it('leaves out what is no switch', () => {
    expect(parseIssueConfig('config.yml', 'blank_issues_enabled: sometimes\n').config.blankIssuesEnabled).toBeUndefined();
    expect(parseIssueConfig('config.yml', '').config.contactLinks).toEqual([]);
  });
});
