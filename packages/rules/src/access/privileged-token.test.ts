import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { privilegedToken } from './privileged-token.ts';

const path = '.github/workflows/oven.yml';
const workflow = (on: string, permissions: string, steps: string): Record<string, string> => ({
  [path]: `on: ${on}\njobs:\n  bake:\n    runs-on: ubuntu-latest\n${permissions}    steps:\n${steps}`,
});
const checkout = '      - uses: actions/checkout@v4.1.0\n        with:\n          ref: ${{ github.event.pull_request.head.sha }}\n      - run: make\n';
const gemini = '      - uses: google-github-actions/run-gemini-cli@v0\n';

testRule({ describe, it }, privilegedToken, [
  {
    name: 'reports write-all of a workflow and of a job',
    files: { [path]: 'on: push\npermissions: «write-all»\njobs:\n  a:\n    runs-on: x\n    permissions: «write-all»\n    steps: [{run: make}]\n' },
    findings: ['writeAll', 'writeAll'],
  },
  {
    name: 'reports writes beside code of a pull request',
    files: workflow('pull_request_target', '    «permissions»:\n      contents: write\n', checkout),
    findings: [{ id: 'code', confidence: 'high', text: 'contents' }],
  },
  {
    name: 'reports writes beside an agent that anybody starts',
    files: workflow('issues', '    «permissions»: {actions: write, issues: write}\n', gemini),
    findings: [{ id: 'agent', text: 'may write actions while' }],
  },
  {
    name: 'reports an undeclared token there, medium',
    files: { [path]: `on: issues\njobs:\n  «bake»:\n    runs-on: x\n    steps:\n${gemini}` },
    findings: [{ id: 'inherited', confidence: 'medium' }],
  },
  { name: 'accepts comments and labels', files: workflow('issues', '    permissions: {issues: write, pull-requests: write, id-token: write}\n', gemini) },
  { name: 'accepts writes where no stranger has a say', files: workflow('push', '    permissions: {contents: write}\n', '      - run: make\n') },
  {
    name: 'accepts an agent that turns strangers away',
    files: workflow('issue_comment', '    permissions: {contents: write}\n', '      - uses: anthropics/claude-code-action@v1\n'),
  },
  {
    name: 'accepts read-all',
    files: { [path]: 'on: push\npermissions: read-all\njobs: {a: {runs-on: x, steps: [{run: make}]}}' },
    evidence: ['no job in which'],
  },
  { name: 'does not apply without workflows', files: { 'README.md': '' }, state: 'not-applicable' },
]);
