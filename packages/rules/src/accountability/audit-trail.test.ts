import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { auditTrail } from './audit-trail.ts';

testRule({ describe, it }, auditTrail, [
  { name: 'does not know the merge settings of a checkout', files: { 'README.md': 'Bread.\n' }, state: 'unknown', reason: 'squash merge' },
]);
