import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { ownershipOwnersExist } from './owners-exist.ts';

const problem = {
  path: 'CODEOWNERS',
  line: 2,
  column: 8,
  kind: 'Unknown owner',
  message: 'Unknown owner on line 2: make sure the team @acme/gone exists and has write access',
};

testRule({ describe, it }, ownershipOwnersExist, [
  { name: 'cannot know from files', files: { CODEOWNERS: '* @baker @Baker @acme/bakers\n' }, state: 'unknown', reason: 'only GitHub knows' },
  {
    name: 'believes GitHub when it complains of nothing',
    files: { CODEOWNERS: '* @baker\n' },
    settings: { ownerProblems: [] },
    evidence: ['@baker exists and may write'],
  },
  {
    name: 'names the owner whom GitHub does not know, at its place',
    files: { CODEOWNERS: '* @baker\n/ovens «@acme/gone»\n' },
    settings: { ownerProblems: [problem] },
    findings: [{ id: 'unknownOwner', text: '@acme/gone' }],
  },
  {
    name: 'leaves bad patterns to the rule about syntax',
    files: { CODEOWNERS: '* @baker\n' },
    settings: { ownerProblems: [{ ...problem, kind: 'Invalid pattern' }] },
  },
  { name: 'does not apply without owners', files: { CODEOWNERS: '/docs/\n' }, state: 'not-applicable' },
  { name: 'does not apply without a file', files: {}, state: 'not-applicable' },
]);
