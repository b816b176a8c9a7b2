import { testChangeRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { agentBranch } from './agent-branch.ts';

const files = { base: { 'a.ts': '1\n' }, head: { 'a.ts': '2\n' } };

testChangeRule({ describe, it }, agentBranch, [
  {
    name: 'passes a branch of its own',
    example: true,
    ...files,
    pullRequest: { headBranch: 'warm-oven', isFromFork: false, baseBranch: 'main' },
    evidence: ['warm-oven'],
  },
  {
    name: 'reports the default branch',
    example: true,
    ...files,
    pullRequest: { headBranch: 'main', isFromFork: false, baseBranch: 'main' },
    findings: [{ id: 'shared', verdict: 'review' }],
  },
  { name: 'reports a release branch', ...files, pullRequest: { headBranch: 'release/2.x', isFromFork: false, baseBranch: 'main' }, findings: ['shared'] },
  { name: 'lets a fork use its default branch', ...files, pullRequest: { headBranch: 'main', isFromFork: true, baseBranch: 'main' } },
  { name: 'takes a branch that begins like one for its own', ...files, pullRequest: { headBranch: 'release-notes', isFromFork: false, baseBranch: 'main' } },
  { name: 'does not know the branch before there is a pull request', ...files, state: 'unknown' },
]);
