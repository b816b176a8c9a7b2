import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { secretsScope } from './secrets-scope.ts';

const path = '.github/workflows/oven.yml';
const two = 'jobs: {a: {runs-on: x, steps: [{run: make}]}, b: {runs-on: x, steps: [{run: make}]}}';

testRule({ describe, it }, secretsScope, [
  {
    name: 'accepts a secret of one step',
    files: { [path]: 'on: push\njobs: {a: {runs-on: x, steps: [{run: make, env: {KEY: "${{ secrets.OVEN }}"}}]}}' },
    evidence: ['1 uses'],
  },
  {
    name: 'reports a secret of the whole workflow',
    files: { [path]: `on: push\nenv:\n  KEY: \${{ «secrets.OVEN» }}\n${two}` },
    findings: [{ id: 'workflowEnv', text: 'all 2 jobs' }],
  },
  {
    name: 'accepts it where there is one job',
    files: { [path]: 'on: push\nenv: {KEY: "${{ secrets.OVEN }}"}\njobs: {a: {runs-on: x, steps: [{run: make}]}}' },
  },
  { name: "does not count GitHub's own token", files: { [path]: `on: push\nenv: {KEY: "\${{ secrets.GITHUB_TOKEN }}"}\n${two}` }, state: 'not-applicable' },
  {
    name: 'reports inherit to another repository',
    files: { [path]: 'on: push\njobs:\n  a:\n    uses: shop/bake/.github/workflows/a.yml@v1\n    secrets: «inherit»\n' },
    findings: ['inherit'],
  },
  {
    name: 'grades inherit to the same owner low',
    files: { [path]: 'on: push\njobs:\n  a:\n    uses: shop/bake/.github/workflows/a.yml@v1\n    secrets: «inherit»\n' },
    facts: { origin: { host: 'github.com', owner: 'shop', name: 'oven' } },
    findings: [{ id: 'inherit', confidence: 'low' }],
  },
  {
    name: 'accepts inherit inside the repository',
    files: {
      [path]: 'on: push\njobs: {a: {uses: ./.github/workflows/b.yml, secrets: inherit}}',
      '.github/workflows/b.yml': 'on: workflow_call\njobs: {b: {runs-on: x, steps: [{run: make}]}}',
    },
  },
  {
    name: 'reports the whole context',
    files: { [path]: 'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: make\n        env:\n          ALL: ${{ toJSON(«secrets») }}\n' },
    findings: ['whole'],
  },
  {
    name: 'accepts a key that the matrix chooses',
    files: { [path]: 'on: push\njobs: {a: {runs-on: x, steps: [{run: make, env: {KEY: "${{ secrets[matrix.key] }}"}}]}}' },
  },
  {
    name: 'reports a secret beside code of a pull request',
    files: {
      [path]:
        'on: issue_comment\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: gh pr checkout 1\n      - run: make\n        env:\n          KEY: ${{ «secrets.OVEN» }}\n',
    },
    findings: [{ id: 'withForeignCode', confidence: 'high' }],
  },
  { name: 'does not apply without secrets', files: { [path]: `on: push\n${two}` }, state: 'not-applicable' },
]);
