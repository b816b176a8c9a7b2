import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { ownershipOwnersExist } from './owners-exist.ts';

testRule({ describe, it }, ownershipOwnersExist, [
  { name: 'cannot know from files', files: { CODEOWNERS: '* @baker @Baker @acme/bakers\n' }, state: 'unknown', reason: 'the 2 owners in CODEOWNERS' },
  { name: 'does not apply without owners', files: { CODEOWNERS: '/docs/\n' }, state: 'not-applicable' },
  { name: 'does not apply without a file', files: {}, state: 'not-applicable' },
]);
