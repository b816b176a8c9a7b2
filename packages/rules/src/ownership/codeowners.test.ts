import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { ownershipCodeowners } from './codeowners.ts';

testRule({ describe, it }, ownershipCodeowners, [
  { name: 'accepts one file with owners', files: { '.github/CODEOWNERS': '* @acme/bakers\n' }, evidence: ['names owners in 1 line'] },
  { name: 'accepts OWNERS of Prow', files: { OWNERS: 'approvers:\n  - baker\n' }, evidence: ['OWNERS declares owners for Prow'] },
  { name: 'accepts the assignments of triagebot', files: { 'triagebot.toml': '[assign.owners]\n"*" = ["@baker"]\n' }, evidence: ['triagebot'] },
  { name: 'accepts a link from a second place', files: { CODEOWNERS: '* @baker\n', 'docs/CODEOWNERS': { link: '../CODEOWNERS' } } },
  { name: 'accepts a copy that says the same', files: { CODEOWNERS: '* @baker\n', 'docs/CODEOWNERS': '* @baker\n' } },
  { name: 'reports a repository without owners, once', files: { 'README.md': '# Bakery\n' }, findings: ['missing'] },
  {
    name: 'does not take any file called OWNERS for owners',
    files: { OWNERS: 'The bakery belongs to all of us.\n' },
    findings: ['missing'],
  },
  {
    name: 'reports a second file that has no effect',
    files: { '.github/CODEOWNERS': '* @baker\n', CODEOWNERS: '«»* @oven\n' },
    findings: [{ id: 'shadowed', text: 'reads .github/CODEOWNERS first' }],
  },
  { name: 'reports a file of comments', files: { CODEOWNERS: '«»# Owners follow later.\n' }, findings: ['noOwners'] },
  { name: 'reports a file that only un-owns', files: { CODEOWNERS: '«»/docs/\n' }, findings: ['noOwners'] },
  { name: 'reports a file in the wrong case', files: { '.github/codeowners': '«»* @baker\n' }, findings: ['misplaced'] },
  { name: 'does not judge the file of GitLab', files: { '.gitlab/CODEOWNERS': '* @baker\n' }, state: 'unknown', reason: 'GitLab' },
  { name: 'reports a file of more than 3 MB', files: { CODEOWNERS: `* @baker\n${'# crumbs\n'.repeat(400_000)}` }, findings: ['notLoaded'] },
]);
