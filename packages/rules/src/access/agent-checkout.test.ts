import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { agentCheckout } from './agent-checkout.ts';

const workflow = (on: string, steps: string): Record<string, string> => ({
  '.github/workflows/review.yml': `on: ${on}\njobs:\n  review:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`,
});
const head = '${{ github.event.pull_request.head.sha }}';
const gemini = '      - uses: google-github-actions/run-gemini-cli@v0\n';
const open = "      - uses: anthropics/claude-code-action@v1\n        with:\n          allowed_non_write_users: '*'\n";

testRule({ describe, it }, agentCheckout, [
  {
    name: 'reports the head at the root',
    files: workflow('pull_request_target', `      - uses: actions/checkout@v4.1.0\n        with:\n          ref: «${head}»\n${gemini}`),
    findings: [{ id: 'head', confidence: 'high' }],
  },
  {
    name: 'grades an action that puts instructions back medium',
    files: workflow(
      'pull_request_target',
      `      - uses: actions/checkout@v7\n        with:\n          ref: «${head}»\n          allow-unsafe-pr-checkout: true\n${open}`,
    ),
    findings: [{ id: 'head', confidence: 'medium' }],
  },
  {
    name: 'grades an agent that only maintainers start low',
    files: workflow('issue_comment', '      - run: «gh pr checkout 3»\n      - uses: anthropics/claude-code-action@v1\n'),
    findings: [{ id: 'head', confidence: 'low' }],
  },
  {
    name: 'accepts the head in a directory',
    files: workflow('pull_request_target', `      - uses: actions/checkout@v4.1.0\n        with:\n          ref: ${head}\n          path: head\n${gemini}`),
    evidence: ['starts in the base'],
  },
  { name: 'accepts the base', files: workflow('pull_request_target', `      - uses: actions/checkout@v4\n${gemini}`) },
  {
    name: 'accepts a checkout that refuses forks',
    files: workflow('pull_request_target', `      - uses: actions/checkout@v7\n        with:\n          ref: ${head}\n${gemini}`),
  },
  {
    name: 'accepts a checkout after the agent',
    files: workflow('pull_request_target', `${gemini}      - uses: actions/checkout@v4.1.0\n        with:\n          ref: ${head}\n`),
  },
  {
    name: 'accepts a plain pull request',
    files: workflow('pull_request', `      - uses: actions/checkout@v4.1.0\n        with:\n          ref: ${head}\n${gemini}`),
  },
  { name: 'does not apply without agents', files: workflow('issues', '      - run: make\n'), state: 'not-applicable' },
]);
