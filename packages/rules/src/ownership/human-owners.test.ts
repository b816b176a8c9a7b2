import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { ownershipHumanOwners } from './human-owners.ts';

testRule({ describe, it }, ownershipHumanOwners, [
  { name: 'accepts people, teams and addresses', files: { CODEOWNERS: '* @baker @acme/ci-bots ci@acme.example\n' }, evidence: ['3 of 3 owners'] },
  { name: 'does not take a name for a machine’s that only holds the letters', files: { CODEOWNERS: '* @abbott @botanist @cicero @lucille\n' } },
  { name: 'reports a known agent', files: { CODEOWNERS: '* @baker «@Copilot»\n/docs/ @copilot\n' }, findings: [{ id: 'machine', confidence: 'high' }] },
  {
    name: 'is less sure of a name',
    files: { CODEOWNERS: '* «@acme-bot» @baker\n' },
    findings: [{ id: 'maybeMachine', confidence: 'low' }],
  },
  { name: 'does not apply without owners', files: { CODEOWNERS: '/docs/\n' }, state: 'not-applicable' },
  {
    name: 'does not judge a stand-in that approves for others',
    files: { CODEOWNERS: '* @approve-bot\n', '.codeowners': '* @acme/web\n' },
    state: 'not-applicable',
  },
]);
