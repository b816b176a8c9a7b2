import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { issueForm } from './issue-form.ts';

const form = (body: string): Record<string, string> => ({ '.github/ISSUE_TEMPLATE/bake.yml': `name: Bake\ndescription: New bread\nbody:\n${body}` });
const field = (label: string, required: boolean): string =>
  `  - type: textarea\n    attributes:\n      label: ${label}\n    validations:\n      required: ${required}\n`;

testRule({ describe, it }, issueForm, [
  {
    name: 'quotes the description where it is what asks',
    files: {
      '.github/ISSUE_TEMPLATE/bug.yml':
        'name: Bug\ndescription: d\nbody:\n  - type: textarea\n    attributes:\n      label: What happened?\n      description: Bread or cake? Also tell us what you expected to happen. Thanks.\n    validations: { required: true }\n',
    },
    evidence: ['asks what the work covers: "What happened?"', 'asks when the work is done: "What happened?: Also tell us what you expected'],
  },
  {
    name: 'accepts required fields for scope and acceptance criteria',
    files: form(field('Scope', true) + field('Acceptance criteria', true)),
    evidence: ['"Scope"', '"Acceptance criteria"'],
  },
  { name: 'accepts a bug form with what happened and what was expected', files: form(field('What happened?', true) + field('Expected behavior', true)) },
  {
    name: 'reads ids and descriptions as well',
    files: form(
      '  - type: textarea\n    id: problem\n    attributes: { label: Tell us, description: Start here }\n    validations: { required: true }\n  - type: textarea\n    attributes: { label: More, description: What did you expect to see? The expected bread. }\n    validations: { required: true }\n',
    ),
  },
  {
    name: 'accepts headings of a Markdown template',
    files: { '.github/ISSUE_TEMPLATE/bug.md': '---\nname: Bug\nabout: Burnt\n---\n\n**Describe the bug**\n\n**Expected behavior**\n' },
  },
  {
    name: 'reports fields that may be left empty',
    files: form(field('«Problem»', false) + field('Acceptance criteria', true)),
    findings: [{ id: 'notRequired', text: 'Problem', confidence: 'medium' }],
  },
  { name: 'reports what no form asks for', files: form(field('Problem', true)), findings: [{ id: 'notAsked', text: 'when the work is done' }] },
  {
    name: 'reports a form that GitHub does not show, at the place',
    files: { '.github/ISSUE_TEMPLATE/bake.yml': 'name: Bake\ndescription: d\n«colour»: brown\nbody:\n  - type: input\n    attributes: { label: Problem }\n' },
    findings: [{ id: 'invalid', text: 'colour' }],
  },
  {
    name: 'judges the other forms beside a broken one',
    files: { ...form(field('Scope', true) + field('Definition of done', true)), '.github/ISSUE_TEMPLATE/bad.yml': 'name: Bad\ndescription: d\nbody: «[]»\n' },
    findings: ['invalid'],
  },
  { name: 'reports none as not prepared', files: { 'README.md': 'Bread.\n' }, findings: [{ id: 'none', text: 'in this repository', confidence: 'medium' }] },
  {
    name: 'does not apply where issues are kept elsewhere',
    files: {
      '.github/ISSUE_TEMPLATE/config.yml':
        'blank_issues_enabled: false\ncontact_links:\n  - name: Tracker\n    url: https://tracker.example/bakery\n    about: All work\n',
    },
    state: 'not-applicable',
    reason: 'https://tracker.example/bakery',
  },
  {
    name: 'does not take a check box for acceptance criteria',
    files: form(
      `${field('Problem', true)}  - type: checkboxes\n    attributes:\n      label: Expected of you\n      options: [{ label: I searched, required: true }]\n`,
    ),
    findings: ['notAsked'],
  },
  { name: 'survives a hostile form', files: { '.github/ISSUE_TEMPLATE/bake.yml': `body: ${'['.repeat(3_000)}` }, findings: ['invalid'] },
  {
    name: 'accepts fields by configured phrases, in any language',
    files: form(field('Worum geht es?', true) + field('Fertig, wenn', true)),
    options: { scopePhrases: ['worum geht es'], acceptancePhrases: ['fertig, wenn'] },
    evidence: ['asks what the work covers: "Worum geht es?"', 'asks when the work is done: "Fertig, wenn"'],
  },
  {
    name: 'knows no other language by itself',
    files: form(field('Worum geht es?', true) + field('Fertig, wenn', true)),
    findings: ['notAsked', 'notAsked'],
  },
  {
    name: 'does not take the scope of a code of conduct, nor a version, for the scope of the work',
    files: form(field('Scope of the code of conduct', true) + field('Affected version', true) + field('Acceptance criteria', true)),
    findings: [{ id: 'notAsked', text: 'what the work covers' }],
  },
  {
    name: 'does not take single words of a description for a question',
    files: form(
      `${field('Scope', true)}  - type: textarea\n    attributes: { label: Oven, description: 'An expected delay and the requirements of the oven are normal.' }\n`,
    ),
    findings: [{ id: 'notAsked', text: 'when the work is done' }],
  },
]);
