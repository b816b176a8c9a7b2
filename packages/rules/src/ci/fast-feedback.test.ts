import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { fastFeedback } from './fast-feedback.ts';

const cancel = 'concurrency:\n  group: ci-${{ github.ref }}\n  cancel-in-progress: true\n';
const workflow = (options: { head?: string; job?: string; setup?: string; mark?: string }): Record<string, string> => ({
  'package.json': '{"scripts":{"test":"vitest"}}',
  '.github/workflows/ci.yml': `on: pull_request\n${options.head ?? cancel}jobs:\n  unit:\n    runs-on: ubuntu-latest\n${options.job ?? '    timeout-minutes: 10\n'}    steps:\n      - uses: actions/setup-node@v4\n${options.setup ?? '        with:\n          cache: npm\n'}      - run: npm ci\n      - run: npm test\n`,
});

testRule({ describe, it }, fastFeedback, [
  {
    name: 'passes a workflow with timeout, cancelling and cache',
    files: workflow({}),
    evidence: ['all 1 check jobs have a timeout', 'cancel runs of older pushes', 'restore a cache'],
  },
  { name: 'reports a job without a timeout', files: workflow({ job: '' }), findings: [{ id: 'timeout', text: '1 of 1' }] },
  { name: 'reports runs that are not cancelled', files: workflow({ head: '' }), findings: ['concurrency'] },
  { name: 'reports installs without a cache', files: workflow({ setup: '' }), findings: [{ id: 'cache', text: 'npm ci' }] },
  {
    name: 'accepts concurrency of the job, an expression, and a cache action',
    files: workflow({
      head: '',
      job: "    timeout-minutes: 5\n    concurrency:\n      group: x\n      cancel-in-progress: ${{ github.event_name == 'pull_request' }}\n",
      setup: '      - uses: actions/cache@v5\n',
    }),
    evidence: ['older pushes'],
  },
  { name: 'does not apply without checks', files: { 'README.md': 'x' }, state: 'not-applicable' },
  {
    name: 'does not take the installation of one tool for an install without a cache',
    files: {
      '.github/workflows/ci.yml': `on: pull_request\n${cancel}jobs:\n  unit:\n    runs-on: ubuntu-latest\n    timeout-minutes: 10\n    steps:\n      - run: pip install tox\n      - run: echo npm ci\n      - run: pytest\n`,
    },
    evidence: ['all 1 check jobs have a timeout'],
  },
  {
    name: 'does not judge checks that pull requests do not start, nor jobs that check nothing',
    files: {
      '.github/workflows/night.yml': 'on:\n  schedule: [{ cron: 0 3 * * * }]\njobs:\n  unit:\n    runs-on: ubuntu-latest\n    steps:\n      - run: pytest\n',
      '.github/workflows/hello.yml': 'on: pull_request\njobs:\n  hello:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo npm test\n',
    },
    state: 'not-applicable',
  },
]);
