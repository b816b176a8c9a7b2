import { headCommit, testChangeRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { ownersReviewed } from './owners-reviewed.ts';

const files = { base: { '.github/CODEOWNERS': '/src/ @grace\n/docs/ @mary\n', 'src/oven.ts': '1\n', 'lib/till.ts': '1\n' }, head: { 'src/oven.ts': '2\n' } };
const review = (login: string, commit = headCommit) => ({
  author: { login, kind: 'human' as const },
  state: 'approved' as const,
  body: '',
  commit,
  submittedAt: '2026-11-25T10:00:00Z',
});

testChangeRule({ describe, it }, ownersReviewed, [
  {
    name: 'passes the approval of an owner',
    example: true,
    ...files,
    pullRequest: { headCommit, reviews: [review('grace')] },
    evidence: ['@grace approved src/oven.ts'],
  },
  {
    name: 'names who must still approve',
    example: true,
    ...files,
    pullRequest: { headCommit, reviews: [review('mary')] },
    findings: [{ id: 'missing', text: '@grace', verdict: 'review' }],
  },
  {
    name: 'does not count an approval of an earlier head',
    ...files,
    pullRequest: { headCommit, reviews: [review('grace', 'f'.repeat(40))] },
    findings: ['missing'],
  },
  {
    name: 'asks the owners of both names of a moved file',
    ...files,
    head: { 'src/oven.ts': null, 'docs/oven.ts': '1\n' },
    pullRequest: { headCommit, reviews: [review('grace')] },
    findings: [{ id: 'missing', text: '@mary' }],
  },
  {
    name: 'takes the owners of the target branch',
    ...files,
    head: { ...files.head, '.github/CODEOWNERS': '* @eve\n' },
    pullRequest: { headCommit, reviews: [review('eve')] },
    findings: [{ id: 'missing', text: '@grace' }],
  },
  { name: 'names the owners before there is a pull request', ...files, findings: [{ id: 'missing', text: '@grace' }] },
  {
    name: 'does not know what it cannot read',
    ...files,
    pullRequest: { headCommit, reviews: { unknown: 'the token may not read reviews' } },
    state: 'unknown',
    reason: 'may not read reviews',
  },
  {
    name: 'does not apply to files that nobody owns',
    ...files,
    head: { 'lib/till.ts': '2\n' },
    pullRequest: { headCommit, reviews: [] },
    state: 'not-applicable',
  },
  { name: 'does not apply without CODEOWNERS', base: { 'a.ts': '1\n' }, head: { 'a.ts': '2\n' }, state: 'not-applicable' },
]);
