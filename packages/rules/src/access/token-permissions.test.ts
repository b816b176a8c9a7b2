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
    name: 'offers to declare reading where the jobs visibly need no more',
    files: {
      [path]: '# Ovens\r\n«on»: push\r\n\r\njobs:\r\n  a: # bake\r\n    runs-on: x\r\n    steps:\r\n      - uses: actions/checkout@v7\r\n      - run: make\r\n',
    },
    findings: ['workflow'],
    fixed: {
      [path]:
        '# Ovens\r\non: push\r\n\r\npermissions:\r\n  contents: read\r\n\r\njobs:\r\n  a: # bake\r\n    runs-on: x\r\n    steps:\r\n      - uses: actions/checkout@v7\r\n      - run: make\r\n',
    },
  },
  {
    name: 'offers nothing where a job may need to write',
    files: {
      '.github/workflows/a.yml': '«on»: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: gh release create v1\n',
      '.github/workflows/b.yml': '«on»: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: git push\n',
      '.github/workflows/c.yml': '«on»: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: actions/labeler@v5\n',
      '.github/workflows/d.yml': '«on»: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: make\n        env: { T: "${{ secrets.GITHUB_TOKEN }}" }\n',
      '.github/workflows/e.yml': '«on»: push\njobs:\n  a:\n    uses: octo/ovens/.github/workflows/x.yml@v1\n',
      '.github/workflows/f.yml': '«on»: push\njobs:\n  a:\n    runs-on: windows-latest\n    steps:\n      - run: Invoke-Bake\n',
    },
    findings: ['workflow', 'workflow', 'workflow', 'workflow', 'workflow', 'workflow'],
    fixed: {},
  },
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
