import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { tokenPermissions } from './token-permissions.ts';

const path = '.github/workflows/oven.yml';
const job = 'runs-on: x, steps: [{run: make}]';

testRule({ describe, it }, tokenPermissions, [
  { name: 'accepts permissions of the workflow', files: { [path]: `on: push\npermissions: {contents: read}\njobs: {a: {${job}}}` }, evidence: [path] },
  { name: 'accepts permissions of every job', files: { [path]: `on: push\njobs: {a: {${job}, permissions: {}}, b: {${job}, permissions: read-all}}` } },
  { name: 'reports a workflow without any, once', files: { [path]: `«on»: push\njobs: {a: {${job}}, b: {${job}}}` }, findings: ['workflow'] },
  {
    name: 'reports jobs that were left out, once for a file',
    files: { [path]: `on: push\njobs:\n  a: {${job}, permissions: {}}\n  «b»: {${job}}\n  c: {${job}}\n` },
    findings: [{ id: 'some', text: '2 of 3 jobs here declare no permissions (b, c)' }],
  },
  {
    name: 'accepts a call of a workflow that declares them itself',
    files: {
      [path]: 'on: push\njobs: {a: {uses: ./.github/workflows/called.yml}}',
      '.github/workflows/called.yml': `on: workflow_call\npermissions: {}\njobs: {b: {${job}}}`,
    },
  },
  {
    name: 'follows calls to where permissions are declared, through several workflows',
    files: {
      [path]: 'on: push\njobs: {a: {uses: ./.github/workflows/outer.yml}}',
      '.github/workflows/outer.yml': 'on: workflow_call\njobs: {b: {uses: ./.github/workflows/inner.yml}}',
      '.github/workflows/inner.yml': `on: workflow_call\njobs: {c: {${job}, permissions: {}}}`,
    },
  },
  {
    name: 'reports calls that end at a job without permissions, and loops',
    files: {
      [path]: '«on»: push\njobs: {a: {uses: ./.github/workflows/outer.yml}, l: {uses: ./.github/workflows/loop.yml}}',
      '.github/workflows/outer.yml': 'on: workflow_call\njobs: {b: {uses: ./.github/workflows/inner.yml}}',
      '.github/workflows/inner.yml': `on: workflow_call\njobs: {c: {${job}, permissions: {}}, d: {${job}}}`,
      '.github/workflows/loop.yml': 'on: workflow_call\njobs: {e: {uses: ./.github/workflows/loop.yml}}',
    },
    findings: ['workflow'],
  },
  { name: 'leaves workflows alone that are only called', files: { [path]: `on: workflow_call\njobs: {a: {${job}}}` }, state: 'not-applicable' },
  { name: 'does not apply without workflows', files: { '.gitlab-ci.yml': '' }, state: 'not-applicable' },
  { name: 'does not judge what cannot be read', files: { [path]: 'on: [' }, state: 'not-applicable' },
]);
