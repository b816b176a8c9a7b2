import { testChangeRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { testsEvidence } from './tests-evidence.ts';

const base = { 'package.json': '{"scripts": {"test": "vitest run", "e2e": "playwright test"}}', 'a.ts': '1\n' };
const head = { 'a.ts': '2\n' };
const failed = { name: 'unit tests', conclusion: 'failure', isRequired: true } as const;

testChangeRule({ describe, it }, testsEvidence, [
  {
    name: 'passes commands that exist',
    example: true,
    base,
    head,
    pullRequest: { body: '## Tests run\n\n`npm test` and `npm run e2e`' },
    evidence: ['`npm test` is defined', '`npm run e2e` is defined'],
  },
  {
    name: 'reports a command that does not exist',
    example: true,
    base,
    head,
    pullRequest: { body: '## Tests run\n\n`npm run test:oven`: 12 passed' },
    findings: [{ id: 'missingCommand', text: 'package script `test:oven`', verdict: 'review' }],
  },
  { name: 'reports a claim without anything', base, head, pullRequest: { body: '## Testing\n\nAll tests pass.' }, findings: ['noEvidence'] },
  { name: 'takes figures for a result', base, head, pullRequest: { body: '## Testing\n\nAll 41 tests pass.' } },
  { name: 'takes output for a result', base, head, pullRequest: { body: '## Testing\n\n```\nTests  41 passed\n```' } },
  { name: 'takes what was done by hand for a result', base, head, pullRequest: { body: '## Testing\n\nBaked two loaves manually and they were both warm.' } },
  {
    name: 'reports a claim that the checks contradict',
    base,
    head,
    pullRequest: { body: '## Testing\n\nAll tests pass with `npm test`.', checks: [failed] },
    findings: [{ id: 'contradicted', text: 'unit tests failed' }],
  },
  { name: 'takes a denial for no claim', base, head, pullRequest: { body: '## Testing\n\n`npm test`: the oven tests do not pass yet.', checks: [failed] } },
  {
    name: 'does not hold a failed deployment against the tests',
    base,
    head,
    pullRequest: { body: '## Testing\n\nAll tests pass with `npm test`.', checks: [{ name: 'deploy', conclusion: 'failure' }] },
  },
  { name: 'does not apply where nothing is said', base, head, pullRequest: { body: 'Bakes bread.' }, state: 'not-applicable' },
  { name: 'does not know before there is a pull request', base, head, state: 'unknown' },
]);
