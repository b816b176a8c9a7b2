import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { ciRequiredChecks } from './required-checks.ts';

const ruleset = (rules: string): Record<string, string> => ({
  '.github/rulesets/main.json': `{ "name": "main", "enforcement": "active", "conditions": { "ref_name": { "include": ["~DEFAULT_BRANCH"] } }, "rules": [${rules}] }`,
});
const checks = (...contexts: readonly string[]): string =>
  `{ "type": "required_status_checks", "parameters": { "required_status_checks": [${contexts.map((context) => `{ "context": "${context}" }`).join()}] } }`;
const workflow = (lint = 'lint'): Record<string, string> => ({
  '.github/workflows/ci.yml': `on: pull_request
jobs:
  ${lint}:
    runs-on: ubuntu-latest
    steps:
      - run: npx eslint .
  test:
    runs-on: ubuntu-latest
    steps:
      - run: npx vitest run
  all:
    needs: [lint, test]
    if: always()
    runs-on: ubuntu-latest
    steps:
      - run: echo done
`,
});

testRule({ describe, it }, ciRequiredChecks, [
  {
    name: 'accepts that tests and lint are required',
    files: { ...workflow(), ...ruleset(checks('lint', 'test')) },
    evidence: ['required: lint, test (declared', 'tests: a required check covers it', 'lint: a required check covers it'],
  },
  { name: 'accepts one job that needs the others', files: { ...workflow(), ...ruleset(checks('all')) }, evidence: ['tests: a required check covers it'] },
  {
    name: 'reports a kind of check that none of the required ones covers',
    files: { ...workflow('«lint»'), ...ruleset(checks('test')) },
    findings: [{ id: 'notRequired', text: 'covers lint: lint may fail', confidence: 'medium' }],
  },
  { name: 'says nothing of what is missing where another system reports', files: { ...workflow(), ...ruleset(checks('test', 'jenkins')) } },
  { name: 'accepts a required workflow', files: ruleset('{ "type": "workflows", "parameters": { "workflows": [] } }'), evidence: ['a required workflow runs'] },
  {
    name: 'reports that no check is required',
    files: {
      '.github/rulesets/main.json':
        '{ "name": "«main»", "enforcement": "active", "conditions": { "ref_name": { "include": ["~ALL"] } }, "rules": [{ "type": "pull_request" }] }',
    },
    findings: [{ id: 'none', confidence: 'medium' }],
  },
  { name: 'cannot know without files', files: workflow(), state: 'unknown' },
]);
