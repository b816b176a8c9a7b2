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

  it('takes labels as a list and as text', () => {
    expect(parseIssueForm('f.yml', `labels: [bread, agent]\n${form('  []')}`).labels).toEqual(['bread', 'agent']);
    expect(parseIssueForm('f.yml', `labels: bread, agent\n${form('  []')}`).labels).toEqual(['bread', 'agent']);
  });

  it.each([
    ['body: []', ['issue-form-missing-key:1', 'issue-form-missing-key:1', 'issue-form-no-field:1']],
    [`oven: hot\n${form('  - type: input\n    attributes: { label: A }')}`, ['issue-form-unknown-key:1']],
    [form('  - type: slider\n    attributes: { label: A }'), ['issue-form-field-type:4']],
    [form('  - type: input\n    attributes: {}'), ['issue-form-no-label:4']],
    [form('  - type: dropdown\n    attributes: { label: A }'), ['issue-form-no-options:4']],
    [form('  - { type: input, id: a, attributes: { label: A } }\n  - { type: input, id: a, attributes: { label: B } }'), ['issue-form-id:5']],
    [form('  - { type: input, id: a b, attributes: { label: A } }'), ['issue-form-id:4']],
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

  it('leaves out what is no switch', () => {
    expect(parseIssueConfig('config.yml', 'blank_issues_enabled: sometimes\n').config.blankIssuesEnabled).toBeUndefined();
    expect(parseIssueConfig('config.yml', '').config.contactLinks).toEqual([]);
  });
});
