import { headCommit, testChangeRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { tierApprovals } from './tier-approvals.ts';

const files = { base: { 'src/oven.ts': '1\n', 'db/001.sql': 'a\n' }, head: { 'src/oven.ts': '2\n' } };
const riskAreas = [{ id: 'migrations', title: 'Data migrations', paths: ['db/**'] }];
const review = (login: string) => ({
  author: { login, kind: 'human' as const },
  state: 'approved' as const,
  body: '',
  commit: headCommit,
  submittedAt: '2026-11-25T10:00:00Z',
});
const known = { author: { login: 'ada', kind: 'human' as const }, committers: [], requesters: [], pushers: [], headCommit };

testChangeRule({ describe, it }, tierApprovals, [
  { name: 'passes one approval of an ordinary change', ...files, riskAreas, pullRequest: { ...known, reviews: [review('grace')] }, evidence: ['@grace'] },
  {
    name: 'wants two for a risky one',
    example: true,
    ...files,
    riskAreas,
    head: { 'db/001.sql': 'b\n' },
    pullRequest: { ...known, reviews: [review('grace')] },
    findings: [{ id: 'few', text: '1 of 2', verdict: 'review' }],
  },
  {
    name: 'passes two',
    example: true,
    ...files,
    riskAreas,
    head: { 'db/001.sql': 'b\n' },
    pullRequest: { ...known, reviews: [review('grace'), review('mary')] },
  },
  { name: 'does not count the author', ...files, riskAreas, pullRequest: { ...known, reviews: [review('ada')] }, findings: ['none'] },
  { name: 'takes numbers', ...files, riskAreas, options: { approvals: 0 }, pullRequest: { ...known, reviews: [] } },
  {
    name: 'does not know whose approval counts',
    ...files,
    riskAreas,
    pullRequest: { ...known, pushers: { unknown: 'hidden' }, reviews: [review('grace')] },
    state: 'unknown',
  },
  { name: 'does not know before there is a pull request', ...files, state: 'unknown' },
]);
