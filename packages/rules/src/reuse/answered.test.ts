import { testChangeRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { answered } from './answered.ts';

const files = { base: { 'a.ts': '1\n' }, head: { 'src/heat.ts': 'export const heat = 1;\n' } };

testChangeRule({ describe, it }, answered, [
  {
    name: 'passes an answer',
    example: true,
    ...files,
    pullRequest: { body: 'Builds on the existing helper for ovens; reuses its clock.' },
    evidence: ['existing helper'],
  },
  { name: 'passes that nothing was found', ...files, pullRequest: { body: '## Reuse\n\nSearched for a thermometer, found none.' } },
  { name: 'reports a new file without a word', example: true, ...files, pullRequest: { body: 'Adds heat.' }, findings: [{ id: 'missing', verdict: 'note' }] },
  { name: 'takes an empty part for no answer', ...files, pullRequest: { body: '## Reuse\n\n## Tests\n\nnpm test' }, findings: ['missing'] },
  { name: 'reads configured phrases', ...files, options: { phrases: ['wiederverwendet'] }, pullRequest: { body: 'Die Uhr wird wiederverwendet.' } },
  {
    name: 'does not apply where no source file is added',
    base: { 'a.ts': '1\n' },
    head: { 'a.ts': '2\n' },
    pullRequest: { body: 'x' },
    state: 'not-applicable',
  },
  { name: 'does not know before there is a pull request', ...files, state: 'unknown' },
]);
