import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { noAgentPath } from './no-agent-path.ts';

const job = (condition: string, run = 'cargo test'): Record<string, string> => ({
  '.github/workflows/ci.yml': `on: pull_request\njobs:\n  unit:\n    if: ${condition}\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${run}\n`,
});

testRule({ describe, it }, noAgentPath, [
  {
    name: 'passes a job without a condition on the author',
    files: job("«github.repository == 'acme/oven'»".replace(/[«»]/g, '')),
    evidence: ['checks every author alike'],
  },
  {
    name: 'reports a coding agent that is left out',
    files: job("«github.actor != 'copilot-swe-agent[bot]'»"),
    findings: [{ id: 'account', text: 'copilot-swe-agent[bot]', confidence: 'high' }],
  },
  {
    name: 'grades a dependency bot lower',
    files: job("«github.event.pull_request.user.login != 'dependabot[bot]'»"),
    findings: [{ id: 'account', confidence: 'medium' }],
  },
  { name: "reports an agent's branches", files: job("«${{ !startsWith(github.head_ref, 'claude/') }}»"), findings: [{ id: 'branch', text: 'claude/' }] },
  {
    name: 'reports a label that skips tests',
    files: job("«${{ !contains(github.event.pull_request.labels.*.name, 'skip-tests') }}»"),
    findings: [{ id: 'label', text: 'skip-tests' }],
  },
  {
    name: 'reports a title that skips tests',
    files: job("«${{ !contains(github.event.pull_request.title, '[skip tests]') }}»"),
    findings: [{ id: 'text', text: 'title' }],
  },
  {
    name: 'reports a step that is skipped for an agent',
    files: {
      '.github/workflows/ci.yml':
        "on: pull_request\njobs:\n  unit:\n    runs-on: ubuntu-latest\n    steps:\n      - if: «github.actor != 'devin-ai-integration[bot]'»\n        run: cargo test\n",
    },
    findings: [{ id: 'account', text: 'A step of job unit' }],
  },
  {
    name: 'reports one label once, for all jobs that it skips',
    files: {
      '.github/workflows/ci.yml': `on: pull_request\njobs:\n${['a', 'b'].map((id, index) => `  ${id}:\n    if: ${index === 0 ? '«' : ''}\${{ !contains(github.event.pull_request.labels.*.name, 'fast') }}${index === 0 ? '»' : ''}\n    runs-on: ubuntu-latest\n    steps:\n      - run: cargo test -p ${id}\n`).join('')}`,
    },
    findings: [{ id: 'label', text: 'and 1 more' }],
  },
  {
    name: 'accepts a bot that runs the same check in another job',
    files: {
      '.github/workflows/ci.yml':
        "on: pull_request\njobs:\n  full:\n    if: github.actor != 'dependabot[bot]'\n    runs-on: ubuntu-latest\n    steps:\n      - run: cargo test\n  plain:\n    if: github.actor == 'dependabot[bot]'\n    runs-on: ubuntu-latest\n    steps:\n      - run: cargo test\n",
    },
    evidence: ['job full', 'job plain'],
  },
  {
    name: 'leaves deploys, labels that add checks and drafts alone',
    files: {
      '.github/workflows/ci.yml':
        "on: pull_request\njobs:\n  preview:\n    if: github.actor != 'dependabot[bot]'\n    runs-on: ubuntu-latest\n    steps:\n      - run: vercel deploy\n  slow:\n    if: contains(github.event.pull_request.labels.*.name, 'full')\n    runs-on: ubuntu-latest\n    steps:\n      - run: cargo test\n  ready:\n    if: github.event.pull_request.draft == false\n    runs-on: ubuntu-latest\n    steps:\n      - run: cargo test\n",
    },
    evidence: ['job slow', 'job ready'],
  },
  { name: 'does not apply without checks', files: { 'README.md': 'x' }, state: 'not-applicable' },
]);
