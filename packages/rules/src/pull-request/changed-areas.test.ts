import { testChangeRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { changedAreas } from './changed-areas.ts';

const base = { 'src/oven/heat.ts': '1\n', 'src/shop/till.ts': '1\n', 'db/migrations/001.sql': 'select 1;\n' };
const riskAreas = [{ id: 'migrations', title: 'Data migrations', paths: ['db/migrations/**'] }];

testChangeRule({ describe, it }, changedAreas, [
  {
    name: 'reports a risky area that is not spoken of',
    example: true,
    base,
    riskAreas,
    head: { 'src/oven/heat.ts': '2\n', 'db/migrations/001.sql': 'select 2;\n' },
    pullRequest: { body: 'Keeps the heat of the oven.' },
    findings: [{ id: 'risky', text: 'Data migrations', verdict: 'review' }],
  },
  {
    name: 'passes one that is named by a word',
    base,
    riskAreas,
    head: { 'db/migrations/001.sql': 'select 2;\n' },
    pullRequest: { body: 'The first migration, and all migrations behind it, select more.' },
    evidence: ['speaks of Data migrations'],
  },
  {
    name: 'passes one that is named by a file',
    base,
    riskAreas,
    head: { 'db/migrations/001.sql': 'select 2;\n' },
    pullRequest: { body: 'Changes 001.sql.' },
  },
  {
    name: 'compares quoted areas with what changed',
    base,
    riskAreas: [],
    head: { 'src/oven/heat.ts': '2\n', 'src/shop/till.ts': '2\n' },
    pullRequest: { body: '## Changed areas\n\n`src/oven/`' },
    findings: [{ id: 'others', text: 'src/shop/' }],
  },
  {
    name: 'takes a word for an area as named',
    base,
    riskAreas: [],
    head: { 'src/oven/heat.ts': '2\n', 'src/shop/till.ts': '2\n' },
    pullRequest: { body: '## Changed areas\n\n`src/oven/`, and the shop rings.' },
  },
  {
    name: 'leaves areas in prose to people',
    base,
    riskAreas: [],
    head: { 'src/oven/heat.ts': '2\n' },
    pullRequest: { body: '## Changed areas\n\nThe warm parts.' },
    state: 'not-applicable',
  },
  {
    name: 'leaves tests out',
    base: { ...base, 'test/shop.test.ts': '1\n' },
    riskAreas: [],
    head: { 'src/oven/heat.ts': '2\n', 'test/shop.test.ts': '2\n' },
    pullRequest: { body: '## Changed areas\n\n`src/oven/`' },
  },
  { name: 'does not know before there is a pull request', base, head: { 'src/oven/heat.ts': '2\n' }, state: 'unknown' },
]);
