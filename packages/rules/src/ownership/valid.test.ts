import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { ownershipValid } from './valid.ts';

testRule({ describe, it }, ownershipValid, [
  {
    name: 'accepts every form of line',
    files: { CODEOWNERS: '# bread\n* @baker @acme/bakers baker@acme.example # all\n/docs/\n/my\\ oven/ @baker\n*.\\[ @baker\n' },
    evidence: ['4 lines are valid'],
  },
  { name: 'accepts a line without owners', files: { CODEOWNERS: '* @baker\n/docs/\n' } },
  { name: 'accepts routes in escaped brackets', files: { CODEOWNERS: '/app/\\[locale\\]/ @baker\n' } },
  {
    name: 'reports routes in plain brackets, which GitHub refuses, though the path is there',
    files: { CODEOWNERS: '«/app/[locale]/» @baker\n', 'app/[locale]/page.tsx': '' },
    findings: [{ id: 'skipped', text: 'write /app/\\[locale\\]/' }],
  },
  {
    name: 'reports what GitHub skips, at the word it complains of',
    files: { CODEOWNERS: '* @baker\n*.txt «docs@»\n«***/a» @baker\n«!docs/» @baker\n«\\#notes» @baker\n/x @baker «acme/bakers»\n' },
    findings: [
      { id: 'skipped', text: 'Invalid owner: docs@ is no owner' },
      { id: 'skipped', text: 'Invalid pattern: ***/a holds three stars' },
      { id: 'skipped', text: 'no negation' },
      { id: 'skipped', text: 'escapes a leading #' },
      { id: 'skipped', text: 'write @acme/bakers' },
    ],
  },
  {
    name: 'reports an app as owner',
    files: { CODEOWNERS: '* «@helper[bot]»\n' },
    findings: [{ id: 'skipped', text: 'apps cannot own code' }],
  },
  {
    name: 'reports ranges and sections of GitLab',
    files: { CODEOWNERS: '«v[0-9]/» @baker\n«[Bread]» @baker\n' },
    findings: [
      { id: 'skipped', text: 'Invalid pattern: v[0-9]/ holds [ ], which gives no range here' },
      { id: 'skipped', text: 'GitLab section' },
    ],
  },
  {
    name: 'reports a team where the pattern belongs, less surely',
    files: { CODEOWNERS: '«@acme/bakers»\n' },
    findings: [{ id: 'literal', confidence: 'medium', text: 'put a pattern in front of it' }],
  },
  { name: 'does not apply without a file', files: {}, state: 'not-applicable', reason: 'no CODEOWNERS file' },
  { name: 'does not apply to a file of comments', files: { CODEOWNERS: '# later\n' }, state: 'not-applicable' },
  { name: 'survives a hostile file', files: { CODEOWNERS: `${'*'.repeat(100_000)}\n` }, findings: ['skipped'] },
]);
