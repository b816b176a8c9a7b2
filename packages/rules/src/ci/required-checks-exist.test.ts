import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { requiredChecksExist } from './required-checks-exist.ts';

const requires = (check: string): Record<string, string> => ({
  '.github/rulesets/main.json': `{ "name": "main", "target": "branch", "enforcement": "active", "conditions": { "ref_name": { "include": ["~DEFAULT_BRANCH"] } }, "rules": [{ "type": "required_status_checks", "parameters": { "required_status_checks": [${check}] } }] }`,
});
const workflow = (text: string, on = 'pull_request'): Record<string, string> => ({ '.github/workflows/ci.yml': `on: ${on}\njobs:\n${text}` });
const unit = '  unit:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n';

testRule({ describe, it }, requiredChecksExist, [
  {
    name: 'does not apply where no check is required',
    files: { 'README.md': '' },
    protection: { rules: [{ type: 'deletion' }], bypass: [] },
    state: 'not-applicable',
  },
  {
    name: 'passes a name that a job reports',
    files: { ...requires('{ "context": "unit" }'), ...workflow(unit) },
    evidence: ['"unit" is reported by job unit'],
  },
  {
    name: 'reports a name that no job reports, and the nearest',
    files: { ...requires('{ "context": "units", "integration_id": 15368 }'), ...workflow(unit) },
    findings: [{ id: 'stale', text: 'require "unit", which a job reports' }],
  },
  {
    name: 'reports a job that pull requests do not start',
    files: { ...requires('{ "context": "unit" }'), ...workflow(unit, '{ push: { branches: [main] } }') },
    findings: ['notOnPullRequests'],
  },
  {
    name: 'accepts the check of an app',
    files: { ...requires('{ "context": "DCO" }, { "context": "anything", "integration_id": 4711 }'), ...workflow(unit) },
    evidence: ['"DCO"', 'bound to app 4711'],
  },
  {
    name: 'does not know names that expressions hide',
    files: {
      ...requires('{ "context": "oven" }'),
      ...workflow('  a:\n    name: ${{ inputs.name }}\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n'),
    },
    state: 'unknown',
    reason: 'hidden',
  },
  { name: 'does not know what is a setting', files: workflow(unit), state: 'unknown' },
]);
