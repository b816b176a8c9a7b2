import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { ownershipNotASinglePoint } from './not-a-single-point.ts';

const tree = { '.github/workflows/ci.yml': '', 'AGENTS.md': '' };

testRule({ describe, it }, ownershipNotASinglePoint, [
  { name: 'accepts a team', files: { ...tree, CODEOWNERS: '* @acme/bakers\n' }, evidence: ['3 files of risky areas'] },
  { name: 'accepts two people', files: { ...tree, CODEOWNERS: '* @baker @oven\n' } },
  {
    name: 'reports one person at the line that names them, once for all areas',
    files: { ...tree, CODEOWNERS: '* @acme/bakers\n«/.github/» @baker\n«AGENTS.md» baker@acme.example\n' },
    findings: [
      { id: 'onePerson', text: '@baker alone owns 1 file of risky areas (CI configuration)' },
      { id: 'onePerson', text: 'Agent instructions' },
    ],
  },
  { name: 'does not apply where risky areas have no owner', files: { ...tree, CODEOWNERS: '/docs/ @baker\n' }, state: 'not-applicable' },
  {
    name: 'does not judge a stand-in that approves for others',
    files: { ...tree, CODEOWNERS: '* @approver\n', '.codeowners': '*.ts @acme/bakers\n' },
    state: 'not-applicable',
    reason: 'Codeowners Plus',
  },
  { name: 'does not apply without a file', files: tree, state: 'not-applicable' },
]);
