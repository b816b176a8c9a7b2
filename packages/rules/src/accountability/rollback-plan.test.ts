import { testChangeRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { rollbackPlan } from './rollback-plan.ts';

const files = { base: { 'terraform/oven.tf': 'a\n', 'src/oven.ts': '1\n' }, head: { 'terraform/oven.tf': 'b\n' } };

testChangeRule({ describe, it }, rollbackPlan, [
  {
    name: 'asks for a plan',
    example: true,
    ...files,
    pullRequest: { body: 'A larger oven.' },
    findings: [{ id: 'missing', text: 'terraform/oven.tf', verdict: 'review' }],
  },
  { name: 'passes a plan', example: true, ...files, pullRequest: { body: '## Rollback\n\nApply the old version; nothing is stored.' }, evidence: ['Rollback'] },
  { name: 'passes a sentence', ...files, pullRequest: { body: 'Roll back by deploying the previous version.' } },
  { name: 'takes an empty part for none', ...files, pullRequest: { body: '## Rollback\n\nN/A' }, findings: ['missing'] },
  {
    name: 'asks for one of a migration',
    base: {},
    head: { 'db/migrations/1.sql': 'create table a (b int);\n' },
    pullRequest: { body: 'x' },
    findings: ['missing'],
  },
  { name: 'does not apply to other work', ...files, head: { 'src/oven.ts': '2\n' }, pullRequest: { body: 'x' }, state: 'not-applicable' },
  { name: 'does not know before there is a pull request', ...files, state: 'unknown' },
]);
