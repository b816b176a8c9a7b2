import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { auditTrail } from './audit-trail.ts';

const merge = {
  mergeCommit: false,
  squash: true,
  rebase: false,
  autoMerge: false,
  squashMessage: 'PR_BODY',
  squashTitle: 'PR_TITLE',
  requiresWebSignoff: false,
} as const;

testRule({ describe, it }, auditTrail, [
  { name: 'does not know the merge settings of a checkout', files: { 'README.md': 'Bread.\n' }, state: 'unknown', reason: 'squash merge' },
  { name: 'passes a message with the description', files: {}, settings: { merge }, evidence: ['description'] },
  {
    name: 'passes a message with the commits',
    files: {},
    settings: { merge: { ...merge, squashMessage: 'COMMIT_MESSAGES' } },
    evidence: ['messages of the commits'],
  },
  { name: 'finds an empty message', files: {}, settings: { merge: { ...merge, squashMessage: 'BLANK' } }, findings: ['blank'] },
  {
    name: 'asks nothing of squash merges that are off',
    files: {},
    settings: { merge: { ...merge, squash: false, squashMessage: 'BLANK' } },
    evidence: ['off'],
  },
  { name: 'does not know what an older server leaves out', files: {}, settings: { merge: { ...merge, squashMessage: undefined } }, state: 'unknown' },
]);
