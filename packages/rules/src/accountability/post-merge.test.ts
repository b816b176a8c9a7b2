import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { postMerge } from './post-merge.ts';

testRule({ describe, it }, postMerge, [
  { name: 'accepts a security contact', files: { '.github/SECURITY.md': 'Write to us.\n' }, evidence: ['.github/SECURITY.md'] },
  { name: 'accepts maintainers', files: { MAINTAINERS: 'Ada\n' }, evidence: ['MAINTAINERS'] },
  { name: 'accepts code owners', files: { CODEOWNERS: '* @ada\n' }, evidence: ['CODEOWNERS names owners'] },
  { name: 'accepts a statement', files: { 'CONTRIBUTING.md': 'The team on call reverts a change that causes an incident.\n' }, evidence: ['The team on call'] },
  { name: 'reports that nobody is named', files: { 'README.md': 'Bread.\n' }, findings: [{ id: 'none', confidence: 'medium' }] },
  { name: 'does not take a CODEOWNERS without owners for one', files: { CODEOWNERS: '*\n' }, findings: ['none'] },
  { name: 'does not take a broken oven for a procedure', files: { 'README.md': 'The oven is broken.\n' }, findings: ['none'] },
  { name: 'does not take a vendored contact for its own', files: { 'vendor/oven/SECURITY.md': 'x\n' }, findings: ['none'] },
  { name: 'survives hostile text', files: { 'README.md': 'incident '.repeat(20_000) }, findings: ['none'] },
  {
    name: 'accepts a configured phrase, in any language',
    files: { 'CONTRIBUTING.md': 'Pohotovost vrací změny, které rozbijí pec.\n' },
    options: { phrases: ['pohotovost vrací'] },
    evidence: ['Pohotovost vrací'],
  },
  { name: 'knows no other language by itself', files: { 'CONTRIBUTING.md': 'Pohotovost vrací změny, které rozbijí pec.\n' }, findings: ['none'] },
]);
