import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { domainValidation } from './domain-validation.ts';

const workflow = (run: string): Record<string, string> => ({
  '.github/workflows/ci.yml': `on: pull_request\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${run}\n`,
});
const scripts = (text: string): Record<string, string> => ({ 'package.json': `{"scripts":{${text}}}` });

testRule({ describe, it }, domainValidation, [
  {
    name: 'passes a check that a job runs',
    files: { ...scripts('"schema:check":"node check.js"'), ...workflow('npm run schema:check') },
    evidence: ['`schema:check` of package.json (schema)'],
  },
  {
    name: 'passes a variant of it',
    files: { ...scripts('"test:e2e":"playwright test","test:e2e:ci":"playwright test --shard 1"'), ...workflow('npm run test:e2e:ci') },
    evidence: ['end-to-end'],
  },
  {
    name: 'passes the same runner called directly',
    files: { ...scripts('"test:e2e":"playwright test"'), ...workflow('npx playwright test --shard=1/3') },
    evidence: ['end-to-end'],
  },
  {
    name: 'reports one that no job runs',
    files: { ...scripts('"«license:check»":"license-checker"'), ...workflow('npm test') },
    findings: [{ id: 'notRun', text: '`license:check` (package.json)' }],
  },
  {
    name: 'does not know another CI system',
    files: { ...scripts('"check:api":"api-extractor run"'), '.gitlab-ci.yml': 'a: {}\n' },
    state: 'unknown',
    reason: 'GitLab CI',
  },
  {
    name: 'does not take tasks that only prepare for checks',
    files: { ...scripts('"e2e:install":"playwright install","migrate":"prisma migrate deploy","schema":"node print.js"'), ...workflow('npm test') },
    state: 'not-applicable',
  },
  {
    name: 'does not take tasks that only have a word of a check in their name',
    files: {
      ...scripts('"api":"node api.js","schema:generate":"node make.js","licence":"node print.js","e2e:report":"playwright show-report"'),
      ...workflow('npm test'),
    },
    state: 'not-applicable',
  },
  {
    name: 'accepts a check that another task runs for the job',
    files: { ...scripts('"schema:check":"node check.js","verify":"npm run schema:check"'), ...workflow('npm run verify') },
    evidence: ['`schema:check` of package.json (schema)'],
  },
]);
