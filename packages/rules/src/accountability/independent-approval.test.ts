import { headCommit, testChangeRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { independentApproval } from './independent-approval.ts';

const files = { base: { 'a.ts': '1\n' }, head: { 'a.ts': '2\n' } };
const review = (login: string) => ({
  author: { login, kind: 'human' as const },
  state: 'approved' as const,
  body: '',
  commit: headCommit,
  submittedAt: '2026-11-25T10:00:00Z',
});
const known = {
  author: { login: 'claude', kind: 'bot' as const },
  committers: [],
  requesters: [{ login: 'ada', kind: 'human' as const }],
  pushers: [],
  headCommit,
};

testChangeRule({ describe, it }, independentApproval, [
  { name: 'passes somebody who had no part in it', example: true, ...files, pullRequest: { ...known, reviews: [review('grace')] }, evidence: ['@grace'] },
  {
    name: 'does not count who asked the agent',
    example: true,
    ...files,
    pullRequest: { ...known, reviews: [review('ada')] },
    findings: [{ id: 'involved', text: 'asked an agent', verdict: 'review' }],
  },
  { name: 'names that nobody approved', ...files, pullRequest: { ...known, reviews: [] }, findings: ['nobody'] },
  { name: 'does not know who pushed', ...files, pullRequest: { ...known, pushers: { unknown: 'hidden' }, reviews: [review('grace')] }, state: 'unknown' },
  { name: 'does not know before there is a pull request', ...files, state: 'unknown' },
]);
