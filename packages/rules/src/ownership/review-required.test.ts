import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { ownershipReviewRequired } from './review-required.ts';

const ruleset = (value: string, enforcement = 'active'): Record<string, string> => ({
  CODEOWNERS: '* @baker\n',
  '.github/rulesets/main.json': `{ "name": "main", "enforcement": "${enforcement}", "conditions": { "ref_name": { "include": ["~DEFAULT_BRANCH"] } },
  "rules": [{ "type": "pull_request", "parameters": { "require_code_owner_review": ${value} } }] }`,
});

testRule({ describe, it }, ownershipReviewRequired, [
  {
    name: 'accepts what GitHub enforces, whatever files leave out',
    files: { CODEOWNERS: '* @baker\n' },
    protection: { rules: [{ type: 'pull_request', parameters: { required_approving_review_count: 0, require_code_owner_review: true } }], bypass: [] },
  },
  {
    name: 'does not apply where nobody owns anything, even when owners must review',
    files: { 'README.md': '' },
    protection: { rules: [{ type: 'pull_request', parameters: { require_code_owner_review: true } }], bypass: [] },
    state: 'not-applicable',
  },
  { name: 'accepts a ruleset that requires it', files: ruleset('true'), evidence: ['declared in ruleset "main" in .github/rulesets/main.json; not verified'] },
  { name: 'reports a ruleset that does not', files: ruleset('«false»'), findings: [{ id: 'notRequired', confidence: 'medium' }] },
  { name: 'cannot know where nothing is declared', files: { CODEOWNERS: '* @baker\n' }, state: 'unknown', reason: 'no file here declares the protection' },
  { name: 'counts nothing that is only evaluated', files: ruleset('true', 'evaluate'), state: 'unknown', reason: '"main" is written down but only evaluated' },
  { name: 'does not apply without a file', files: {}, state: 'not-applicable' },
]);
