import { testChangeRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { provenance } from './provenance.ts';

const files = { base: { 'a.ts': '1\n' }, head: { 'a.ts': '2\n' } };

testChangeRule({ describe, it }, provenance, [
  {
    name: 'tells of an agent',
    example: true,
    ...files,
    commits: [{ message: 'Bake\n\nCo-Authored-By: Claude <noreply@anthropic.com>' }],
    evidence: ['agent-assisted (Claude Code)'],
  },
  { name: 'never says that a person made it', ...files, state: 'unknown', reason: 'no trace' },
]);
