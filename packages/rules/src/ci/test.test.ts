import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { test } from './test.ts';

const manifest = { 'package.json': '{"scripts":{"test":"vitest run"}}' };
const workflow = (run: string, on = 'pull_request'): Record<string, string> => ({
  '.github/workflows/ci.yml': `on: ${on}\njobs:\n  checks:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${run}\n`,
});

testRule({ describe, it }, test, [
  {
    name: 'passes on a test command that a package script stands for',
    files: { ...manifest, ...workflow('npm test') },
    evidence: ['job checks of .github/workflows/ci.yml runs npm test (through package.json test) on pull_request'],
  },
  {
    name: 'follows a composite action and a reusable workflow of the repository',
    files: {
      ...manifest,
      '.github/workflows/ci.yml': 'on: pull_request\njobs:\n  all:\n    uses: ./.github/workflows/checks.yml\n',
      '.github/workflows/checks.yml': 'on: workflow_call\njobs:\n  t:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: ./.github/actions/t\n',
      '.github/actions/t/action.yml': 'runs:\n  using: composite\n  steps:\n    - run: npm test\n      shell: bash\n',
    },
    evidence: ['npm test'],
  },
  {
    name: 'counts pushes to branches of any name, and says what they leave out',
    files: { ...manifest, ...workflow('npm test', 'push') },
    evidence: ['for branches of this repository only'],
  },
  {
    name: 'reads what a step runs inside a container or a retry',
    files: { ...manifest, ...workflow("docker compose run --rm app sh -c 'cd /srv && vendor/bin/phpunit'") },
    evidence: ['phpunit'],
  },
  {
    name: 'reads a program that the environment of the job names',
    files: {
      'Cargo.toml': '[package]\nname = "oven"\n',
      '.github/workflows/ci.yml':
        'on: pull_request\njobs:\n  t:\n    runs-on: ubuntu-latest\n    env: {CARGO: cargo}\n    steps:\n      - run: ${{ env.CARGO }} test --workspace ${{ env.FLAGS }}\n',
    },
    evidence: ['${{ env.CARGO }} test'],
  },
  {
    name: 'does not know what a program does whose name is made at run time',
    files: { ...manifest, ...workflow('$TOOL test') },
    state: 'unknown',
    reason: '$TOOL runs on pull requests',
  },
  {
    name: 'takes a workflow that fork guards and path filters limit',
    files: {
      ...manifest,
      '.github/workflows/ci.yml':
        "on:\n  pull_request:\n    paths: ['src/**']\njobs:\n  t:\n    if: github.event_name != 'push' || github.repository == 'acme/oven'\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm test\n",
    },
    evidence: ['npm test'],
  },
  {
    name: 'reports tests that only pushes to the default branch start',
    files: {
      ...manifest,
      '.github/workflows/ci.yml': '«on»:\n  push:\n    branches: [main]\njobs:\n  t:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm test\n',
    },
    findings: ['notOnPullRequests'],
  },
  {
    name: 'reports a job that its condition keeps from pull requests',
    files: {
      ...manifest,
      '.github/workflows/ci.yml':
        "«on»: [push, pull_request]\njobs:\n  t:\n    if: github.event_name == 'push'\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm test\n",
    },
    findings: ['notOnPullRequests'],
  },
  {
    name: 'reports pull requests that start something else',
    files: { ...manifest, '.github/workflows/ci.yml': '«on»: pull_request\njobs:\n  t:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm run lint\n' },
    findings: [{ id: 'noJob', confidence: 'medium' }],
  },
  {
    name: 'does not take an echo, a version or an uploaded report for a test',
    files: { 'package.json': '{"scripts":{"test":"echo \\"no tests\\" && exit 0"}}', ...workflow('"npm test && cargo --version && echo pytest"') },
    findings: ['noJob'],
  },
  { name: 'reports a repository without any workflow', files: manifest, findings: [{ id: 'noCi', text: '`npm test`' }] },
  {
    name: 'does not know a workflow of another repository',
    files: { ...manifest, '.github/workflows/ci.yml': 'on: pull_request\njobs:\n  t:\n    uses: acme/shared/.github/workflows/node.yml@v1\n' },
    state: 'unknown',
    reason: 'acme/shared/.github/workflows/node.yml@v1',
  },
  { name: 'does not know another CI system', files: { ...manifest, '.circleci/config.yml': 'version: 2.1\n' }, state: 'unknown', reason: 'CircleCI' },
  { name: 'does not know a script in another language', files: { ...manifest, ...workflow('./build.ps1') }, state: 'unknown', reason: './build.ps1' },
  { name: 'does not apply where nothing can be tested', files: { 'README.md': '# Recipes\n' }, state: 'not-applicable' },
  {
    name: 'survives a hostile workflow',
    files: { ...manifest, '.github/workflows/ci.yml': `on: pull_request\njobs:\n  t:\n    steps:\n      - run: |\n          ${'$('.repeat(3000)}\n` },
    findings: ['noJob'],
  },
]);
