import { testChangeRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { agentSignedOff } from './agent-signed-off.ts';

const files = { base: { 'a.ts': '1\n' }, head: { 'a.ts': '2\n' } };
const claude = 'Claude <noreply@anthropic.com>';

testChangeRule({ describe, it }, agentSignedOff, [
  {
    name: 'stops the sign-off of an agent',
    example: true,
    ...files,
    commits: [{ message: `Bake\n\nSigned-off-by: ${claude}` }],
    findings: [{ id: 'agent', text: 'Claude', verdict: 'stop' }],
  },
  {
    name: 'reports one in the name of a person',
    ...files,
    commits: [{ message: 'Bake\n\nSigned-off-by: Ada <ada@example.org>', author: claude }],
    findings: [{ id: 'onBehalf', confidence: 'medium' }],
  },
  { name: 'passes a person', example: true, ...files, commits: [{ message: 'Bake\n\nSigned-off-by: Ada <ada@example.org>' }], evidence: ['Ada'] },
  {
    name: 'passes a person who commits what an agent wrote',
    ...files,
    commits: [{ message: 'Bake\n\nSigned-off-by: Ada <ada@example.org>', author: claude, committer: 'Ada <ada@example.org>' }],
  },
  {
    name: 'takes a quoted line for no sign-off',
    ...files,
    commits: [{ message: `Bake\n\nSigned-off-by: ${claude}\n\nwas in the old message.` }],
    state: 'not-applicable',
  },
  {
    name: 'passes a bot that raises dependencies',
    ...files,
    commits: [
      {
        message: 'Raise\n\nSigned-off-by: dependabot[bot] <support@github.com>',
        author: 'dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>',
      },
    ],
  },
]);
