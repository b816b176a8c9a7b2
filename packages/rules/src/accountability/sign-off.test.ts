import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { signOff } from './sign-off.ts';

const dco = { DCO: 'Developer Certificate of Origin\n' };
const agents = (text: string): Record<string, string> => ({ 'AGENTS.md': `# Bakery\n\n${text}\n` });

testRule({ describe, it }, signOff, [
  {
    name: 'takes a list of what the submitter does for no order to agents',
    files: {
      'CONTRIBUTING.md': 'Sign off every commit (`git commit -s`).\n',
      'AGENTS.md':
        'Agents must not add Signed-off-by tags. The human submitter is responsible for:\n\n- Reading all code\n- Adding their own Signed-off-by tag to certify the DCO\n',
    },
    evidence: ['must not add'],
  },
  { name: 'accepts instructions that forbid it', files: { ...dco, ...agents('Never add a `Signed-off-by` line.') }, evidence: ['Never add a Signed-off-by'] },
  { name: 'accepts a guide that leaves it to humans', files: { ...dco, 'CONTRIBUTING.md': 'Only a human can certify the DCO.\n' } },
  { name: 'accepts a command that is quoted to forbid it', files: { ...dco, ...agents('Do not use `git commit -s` and do not add a sign-off.') } },
  {
    name: 'reports a DCO that agents are not told of',
    files: { ...dco, ...agents('Run the tests.') },
    findings: [{ id: 'notSaid', text: 'DCO', confidence: 'medium' }],
  },
  {
    name: 'sees a DCO in the contributing guide',
    files: { 'CONTRIBUTING.rst': 'Each commit must be signed off under the DCO.\n' },
    findings: [{ id: 'notSaid', text: 'CONTRIBUTING.rst' }],
  },
  {
    name: 'sees a DCO in a guide that explains the sign-off',
    files: {
      'CONTRIBUTING.md':
        '## Sign your work\n\nThe sign-off is one line at the end of the explanation of the patch: you certify that you may pass it on.\n\n    Signed-off-by: Ada Baker <ada@bakery.example>\n',
    },
    findings: [{ id: 'notSaid', text: 'The sign-off is one line' }],
  },
  {
    name: 'sees a DCO check in a workflow',
    files: { '.github/workflows/dco.yml': 'on: pull_request\njobs:\n  dco:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: tim-actions/dco@v1\n' },
    findings: ['notSaid'],
  },
  {
    name: 'reports a sentence that tells agents to sign off',
    files: { ...dco, ...agents('«Always add a Signed-off-by line to your commits.»') },
    findings: [{ id: 'toldToSign', text: 'Always add' }],
  },
  { name: 'reports a command that signs off', files: { ...dco, ...agents('```sh\n«git commit -sm "Bake"»\n```') }, findings: ['toldToSign'] },
  {
    name: 'reports a workflow that signs for an agent',
    files: {
      ...dco,
      ...agents('Never add a sign-off.'),
      '.github/workflows/agent.yml':
        'on: workflow_dispatch\njobs:\n  bake:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: anthropics/claude-code-action@v1\n      - uses: peter-evans/create-pull-request@v7\n        with:\n          signoff: true\n',
    },
    findings: [{ id: 'workflowSigns', text: 'anthropics/claude-code-action' }],
  },
  { name: 'has nothing to say without a DCO', files: agents('Always use `git commit -s`.'), state: 'not-applicable', reason: 'no sign-off is asked for' },
  { name: 'does not take a CLA for a DCO', files: { 'CONTRIBUTING.md': 'Sign the CLA before your first contribution.\n' }, state: 'not-applicable' },
  {
    name: 'does not take the sign-off on a design for a DCO',
    files: { 'CONTRIBUTING.md': 'A maintainer signs off on the design.\n' },
    state: 'not-applicable',
  },
  { name: 'does not take signed commits for a DCO', files: { 'CONTRIBUTING.md': 'All commits must be signed with GPG.\n' }, state: 'not-applicable' },
  { name: 'survives hostile text', files: { ...dco, ...agents('sign off '.repeat(20_000)) }, findings: ['toldToSign'] },
  {
    name: 'accepts a configured phrase, in any language',
    files: { ...dco, ...agents('Alleen mensen tekenen af.') },
    options: { humanPhrases: ['alleen mensen tekenen af'] },
    evidence: ['Alleen mensen'],
  },
  { name: 'knows no other language by itself', files: { ...dco, ...agents('Alleen mensen tekenen af.') }, findings: ['notSaid'] },
  {
    name: 'sees by a configured phrase that commits are signed off',
    files: { 'CONTRIBUTING.md': 'Elke wijziging is afgetekend.\n' },
    options: { signOffPhrases: ['is afgetekend'] },
    findings: [{ id: 'notSaid', text: 'Elke wijziging' }],
  },
]);
