import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { blankIssues } from './blank-issues.ts';

const form = { '.github/ISSUE_TEMPLATE/bake.md': '## Scope\n' };
const config = '.github/ISSUE_TEMPLATE/config.yml';

testRule({ describe, it }, blankIssues, [
  { name: 'accepts blank issues switched off', files: { ...form, [config]: 'blank_issues_enabled: false\n' }, evidence: ['switches blank issues off'] },
  { name: 'reports the switch', files: { ...form, [config]: 'blank_issues_enabled: «true»\n' }, findings: ['enabled'] },
  { name: 'reports the default', files: { ...form, [config]: 'contact_links: []\n' }, findings: ['byDefault'] },
  { name: 'reports the default without a configuration', files: form, findings: ['byDefault'] },
  { name: 'has nothing to say without templates', files: { 'README.md': 'Bread.\n' }, state: 'not-applicable' },
  { name: 'has nothing to say about the older single template', files: { 'ISSUE_TEMPLATE.md': '## Scope\n' }, state: 'not-applicable' },
  { name: 'survives a broken configuration', files: { ...form, [config]: '{{{{' }, findings: ['byDefault'] },
]);
