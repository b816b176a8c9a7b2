import { testChangeRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { planDrift } from './plan-drift.ts';

const base = { 'src/oven/heat.ts': '1\n', 'src/shop/till.ts': '1\n', 'docs/oven.md': 'a\n', 'src/oven/heat.test.ts': '1\n' };
const plan = '## Approach\n\nOnly `src/oven/` changes.';

testChangeRule({ describe, it }, planDrift, [
  { name: 'passes a change within the plan', example: true, base, head: { 'src/oven/heat.ts': '2\n' }, pullRequest: { body: plan }, evidence: ['src/oven/'] },
  {
    name: 'reports a file outside',
    example: true,
    base,
    head: { 'src/oven/heat.ts': '2\n', 'src/shop/till.ts': '2\n' },
    pullRequest: { body: plan },
    findings: [{ id: 'outside', text: '1 of 2 changed files', verdict: 'review' }],
  },
  {
    name: 'lets tests and documentation come along',
    base: { ...base, 'test/shop.test.ts': '1\n' },
    head: { 'src/oven/heat.ts': '2\n', 'docs/oven.md': 'b\n', 'test/shop.test.ts': '2\n' },
    pullRequest: { body: plan },
  },
  {
    name: 'understands globs and bare names',
    base,
    head: { 'src/oven/heat.ts': '2\n', 'src/shop/till.ts': '2\n' },
    pullRequest: { body: '## Plan\n\n`src/**/heat.ts` and `till.ts`.' },
  },
  {
    name: 'takes a moved file for planned under its old name',
    base,
    head: { 'src/oven/heat.ts': null, 'src/core/heat.ts': '1\n' },
    pullRequest: { body: plan },
  },
  {
    name: 'takes paths in other parts for no plan',
    base,
    head: { 'src/shop/till.ts': '2\n' },
    pullRequest: { body: '## Known gaps\n\n`src/oven/heat.ts` stays cold.' },
    state: 'not-applicable',
  },
  {
    name: 'does not apply without paths',
    base,
    head: { 'src/shop/till.ts': '2\n' },
    pullRequest: { body: 'Fixes #1' },
    state: 'not-applicable',
    reason: 'names a path',
  },
  { name: 'does not know before there is a pull request', base, head: { 'src/shop/till.ts': '2\n' }, state: 'unknown' },
]);
