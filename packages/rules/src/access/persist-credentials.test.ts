import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { persistCredentials } from './persist-credentials.ts';

const agent = '      - uses: anthropics/claude-code-action@v1\n        with:\n          prompt: Look for crumbs\n';
const workflow = (steps: string, permissions = 'contents: read'): string =>
  `on: issue_comment\npermissions:\n  ${permissions}\njobs:\n  tidy:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`;
const files = (text: string): Record<string, string> => ({ '.github/workflows/tidy.yml': text });

testRule({ describe, it }, persistCredentials, [
  {
    name: 'accepts a checkout that keeps nothing',
    files: files(workflow(`      - uses: actions/checkout@v7\n        with:\n          persist-credentials: false\n${agent}`)),
    evidence: ['keeps no credentials'],
  },
  {
    name: 'reports a checkout that keeps its token beside an agent',
    files: files(workflow(`      - «uses»: actions/checkout@v7 # to look around\n${agent}`)),
    findings: [{ id: 'kept', confidence: 'medium' }],
    fixed: files(workflow(`      - uses: actions/checkout@v7 # to look around\n        with:\n          persist-credentials: false\n${agent}`)),
  },
  {
    name: 'adds to the inputs that are there, in a step with a name',
    files: files(workflow(`      - name: Code\n        «uses»: actions/checkout@v7\n        with:\n          # all of it\n          fetch-depth: 0\n${agent}`)),
    findings: ['kept'],
    fixed: files(
      workflow(
        `      - name: Code\n        uses: actions/checkout@v7\n        with:\n          # all of it\n          persist-credentials: false\n          fetch-depth: 0\n${agent}`,
      ),
    ),
  },
  {
    name: 'offers no edit where a later step fetches, where something else is said, and in braces',
    files: {
      '.github/workflows/a.yml': workflow(`      - «uses»: actions/checkout@v7\n      - run: git fetch origin main\n${agent}`),
      '.github/workflows/b.yml': workflow(`      - «uses»: actions/checkout@v7\n        with: { persist-credentials: true }\n${agent}`),
      '.github/workflows/c.yml': workflow(`      - { «uses»: actions/checkout@v7 }\n${agent}`),
      '.github/workflows/d.yml': workflow(`      - «uses»: actions/checkout@v7\n        with: { fetch-depth: 0 }\n${agent}`),
    },
    findings: ['kept', 'kept', 'kept', 'kept'],
    fixed: {},
  },
  {
    name: 'leaves an agent alone that is meant to push',
    files: files(workflow(`      - uses: actions/checkout@v7\n${agent}`, 'contents: write')),
    evidence: ['tidy pushes'],
  },
  { name: 'leaves a job alone that pushes', files: files(workflow(`      - uses: actions/checkout@v7\n${agent}      - run: git push origin crumbs\n`)) },
  {
    name: 'leaves a checkout alone that comes after the agent',
    files: files(workflow(`${agent}      - uses: actions/checkout@v7\n`)),
    state: 'not-applicable',
  },
  {
    name: 'leaves a model alone that can do nothing',
    files: files(workflow('      - uses: actions/checkout@v7\n      - uses: actions/ai-inference@v2\n        with: {prompt: Say hello}\n')),
    state: 'not-applicable',
  },
  { name: 'does not apply without an agent', files: files(workflow('      - uses: actions/checkout@v7\n')), state: 'not-applicable' },
]);
