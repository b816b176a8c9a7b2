import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { ownershipCoverage } from './coverage.ts';

testRule({ describe, it }, ownershipCoverage, [
  { name: 'accepts a line for everything', files: { CODEOWNERS: '* @baker\n', 'src/a.ts': '' }, evidence: ['100 % of 2 files'] },
  {
    name: 'does not count files of others, nor those un-owned on purpose',
    files: { CODEOWNERS: '/src/ @baker\nCODEOWNERS @baker\n/docs/\n', 'src/a.ts': '', 'docs/a.md': '', 'vendor/x/a.go': '', 'test/fixtures/a.json': '' },
  },
  {
    name: 'reports a low share with the largest places',
    files: { CODEOWNERS: '«»CODEOWNERS @baker\n', 'src/oven/a.ts': '', 'src/oven/b.ts': '', 'README.md': '' },
    findings: [{ id: 'low', text: '25 % of 4 files have an owner (80 % wanted). The largest places without: src/oven/ (2 files), README.md' }],
  },
  { name: 'takes another minimum', files: { CODEOWNERS: 'CODEOWNERS @baker\n', 'src/a.ts': '' }, options: { minimumPercent: 50 } },
  { name: 'does not apply without a file', files: {}, state: 'not-applicable' },
]);
