import { testChangeRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { checksPassed } from './checks-passed.ts';

const files = { base: { 'a.ts': '1\n' }, head: { 'a.ts': '2\n' } };

testChangeRule({ describe, it }, checksPassed, [
  {
    name: 'passes what passed',
    example: true,
    ...files,
    pullRequest: { checks: [{ name: 'test', conclusion: 'success', isRequired: true }] },
    evidence: ['test passed'],
  },
  {
    name: 'stops a required check that failed',
    example: true,
    ...files,
    pullRequest: { checks: [{ name: 'test', conclusion: 'failure', isRequired: true }] },
    findings: [{ id: 'failed', verdict: 'stop' }],
  },
  {
    name: 'looks at others that failed',
    ...files,
    pullRequest: { checks: [{ name: 'preview', conclusion: 'timed-out', isRequired: false }] },
    findings: [{ id: 'notRequired', verdict: 'review' }],
  },
  {
    name: 'names a required one that was skipped',
    ...files,
    pullRequest: { checks: [{ name: 'test', conclusion: 'skipped', isRequired: true }] },
    findings: [{ id: 'skipped', verdict: 'review' }],
  },
  {
    name: 'does not know what still runs',
    ...files,
    pullRequest: { checks: [{ name: 'test', conclusion: 'pending', isRequired: true }] },
    state: 'unknown',
    reason: 'not ended',
  },
  { name: 'leaves its own check out', ...files, pullRequest: { checks: [{ name: 'Gate', conclusion: 'pending', isRequired: true }] }, state: 'not-applicable' },
  { name: 'does not know before there is a pull request', ...files, state: 'unknown' },
]);
