import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { accountabilityApprovals } from './approvals.ts';

const ruleset = (parameters: string): Record<string, string> => ({
  '.github/rulesets/main.json': `{ "name": "main", "enforcement": "active", "conditions": { "ref_name": { "include": ["~ALL"] } },
  "rules": [{ "type": "pull_request", "parameters": { ${parameters} } }] }`,
});

testRule({ describe, it }, accountabilityApprovals, [
  {
    name: 'accepts an approval that stale pushes dismiss',
    files: ruleset('"required_approving_review_count": 1, "dismiss_stale_reviews_on_push": true'),
    evidence: ['approvals: 1 required (declared', 'stale approvals are dismissed'],
  },
  { name: 'accepts approval of the last push', files: ruleset('"required_approving_review_count": 2, "require_last_push_approval": true') },
  {
    name: 'accepts review from code owners for an approval',
    files: ruleset('"required_approving_review_count": 0, "require_code_owner_review": true, "dismiss_stale_reviews_on_push": true'),
  },
  {
    name: 'reports that none is required, and no more',
    files: ruleset('"required_approving_review_count": «0»'),
    findings: [{ id: 'noApproval', confidence: 'medium' }],
  },
  {
    name: 'reports an approval that outlives later pushes',
    files: ruleset('"required_approving_review_count": 1, "dismiss_stale_reviews_on_push": «false»'),
    findings: ['outlives'],
  },
  { name: 'cannot know without files', files: {}, state: 'unknown', reason: 'no file here declares the protection' },
]);
