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
    name: 'offers to declare reading where the jobs visibly need no more, spaced and indented as the file is',
    files: {
      [path]:
        '# Ovens\r\n«on»: [push, pull_request]\r\n\r\n# All of them\r\njobs:\r\n    a: # bake\r\n        runs-on: x\r\n        steps:\r\n            - uses: actions/checkout@v7\r\n            - run: make\r\n',
      '.github/workflows/tight.yml':
        '«on»: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: actions/checkout@v7\n        with:\n          persist-credentials: false\n      - run: make\n',
    },
    findings: ['workflow', 'workflow'],
    fixed: {
      [path]:
        '# Ovens\r\non: [push, pull_request]\r\n\r\npermissions:\r\n    contents: read\r\n\r\n# All of them\r\njobs:\r\n    a: # bake\r\n        runs-on: x\r\n        steps:\r\n            - uses: actions/checkout@v7\r\n            - run: make\r\n',
      '.github/workflows/tight.yml':
        'on: push\npermissions:\n  contents: read\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: actions/checkout@v7\n        with:\n          persist-credentials: false\n      - run: make\n',
    },
  },
  {
    name: 'offers nothing where a job may need to write',
    files: Object.fromEntries(
      [
        ['      - run: gh release create v1\n', 'pull_request'],
        ['      - run: git push\n', 'pull_request'],
        ['      - uses: actions/labeler@v5\n', 'pull_request'],
        ['      - uses: ./.github/actions/bake\n', 'pull_request'],
        ['      - run: make\n        env: { T: "${{ secrets.GITHUB_TOKEN }}" }\n', 'pull_request'],
        ['      - run: echo "${{ toJSON(github) }}"\n', 'pull_request'],
        // The checkout keeps its credentials, and the script may push with them.
        ['      - uses: actions/checkout@v7\n      - run: make crumbs\n', 'schedule'],
        ['      - run: make\n', 'workflow_call, push'],
      ].map(([steps, event], index) => [`.github/workflows/${index}.yml`, `«on»: [${event}]\njobs:\n  a:\n    runs-on: x\n    steps:\n${steps}`]),
    ),
    findings: Array.from({ length: 8 }, () => 'workflow'),
    fixed: {},
  },
  {
    name: 'offers nothing where the workflow hands its jobs the token, where a job calls a workflow that asks for more, and in braces',
    files: {
      '.github/workflows/a.yml': '«on»: push\nenv:\n  T: ${{ github.token }}\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: make\n',
      '.github/workflows/b.yml': 'on: push\njobs:\n  «a»:\n    runs-on: x\n    steps:\n      - run: make\n  b:\n    uses: ./.github/workflows/c.yml\n',
      '.github/workflows/c.yml': 'on: workflow_call\njobs:\n  a:\n    permissions:\n      issues: write\n    runs-on: x\n    steps:\n      - run: make\n',
      '.github/workflows/d.yml': `«on»: push\njobs: {a: {runs-on: x, steps: [{run: make}]}}`,
    },
    findings: ['workflow', 'some', 'workflow'],
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
