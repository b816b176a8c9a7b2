import { testChangeRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { touched } from './touched.ts';

const workflow = 'on: pull_request\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm test\n';

testChangeRule({ describe, it }, touched, [
  {
    name: 'names a workflow that changed',
    example: true,
    base: { '.github/workflows/ci.yml': workflow },
    head: { '.github/workflows/ci.yml': workflow.replace('npm test', 'npm run test') },
    findings: [{ id: 'changed', text: '+1 −1', verdict: 'review' }],
  },
  {
    name: 'names one that is gone, and one that moved',
    base: { '.github/workflows/ci.yml': workflow, '.github/workflows/old.yml': `name: old\n${workflow}` },
    head: { '.github/workflows/ci.yml': null, '.github/workflows/test.yml': workflow, '.github/workflows/old.yml': null },
    findings: [
      { id: 'changed', text: 'deleted' },
      { id: 'changed', text: 'moved from .github/workflows/ci.yml' },
    ],
  },
  { name: 'does not apply to other files', base: { 'a.ts': '1\n' }, head: { 'a.ts': '2\n' }, state: 'not-applicable', reason: 'no workflow' },
]);
