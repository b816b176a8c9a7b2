import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { ciProtectionDrift } from './protection-drift.ts';

const ruleset = (rules: string): Record<string, string> => ({
  '.github/rulesets/main.json': `{"name": "main", "target": "branch", "enforcement": "active", "conditions": {"ref_name": {"include": ["~DEFAULT_BRANCH"], "exclude": []}}, "rules": [${rules}]}`,
});
const pullRequest = (approvals: number): object => ({
  type: 'pull_request',
  parameters: {
    required_approving_review_count: approvals,
    require_code_owner_review: false,
    dismiss_stale_reviews_on_push: false,
    require_last_push_approval: false,
    required_review_thread_resolution: false,
  },
});
const declared = (approvals: number, mark = ['', '']): string =>
  JSON.stringify(pullRequest(approvals)).replace(/"required_approving_review_count":(\d)/, `"required_approving_review_count":${mark[0]}$1${mark[1]}`);
const checks = (...contexts: string[]): object => ({
  type: 'required_status_checks',
  parameters: { strict_required_status_checks_policy: true, required_status_checks: contexts.map((context) => ({ context })) },
});

testRule({ describe, it }, ciProtectionDrift, [
  { name: 'passes what is enforced as declared', files: ruleset(declared(1)), protection: { rules: [pullRequest(1)] }, evidence: ['what GitHub enforces'] },
  {
    name: 'finds a setting that was weakened by hand, where the file declares it',
    files: ruleset(declared(2, ['«', '»'])),
    protection: { rules: [pullRequest(1)] },
    findings: [{ id: 'weaker', text: '2; GitHub enforces 1' }],
  },
  {
    name: 'finds a file that is behind',
    files: ruleset(declared(1)),
    protection: { rules: [pullRequest(2)] },
    findings: [{ id: 'stricter', confidence: 'medium' }],
  },
  {
    name: 'finds that nothing is enforced at all',
    files: ruleset('{"type": "«deletion»"}'),
    protection: {},
    findings: ['weaker'],
  },
  {
    name: 'compares required checks by name',
    files: ruleset(JSON.stringify(checks('oven', 'shop'))),
    protection: { rules: [checks('oven', 'till')] },
    findings: ['checkExtra', 'checkMissing'],
  },
  {
    name: 'takes what no file mentions for undeclared, not for off',
    files: ruleset('{"type": "deletion"}'),
    protection: { rules: [{ type: 'deletion' }, pullRequest(1)] },
  },
  {
    name: 'does not call a setting gone that classic protection may hold',
    files: ruleset(declared(2)),
    protection: { rules: [pullRequest(1)], classic: 'hidden' },
    state: 'unknown',
    reason: 'the token may not read it',
  },
  {
    name: 'joins classic protection with rulesets',
    files: ruleset('{"type": "deletion"}, {"type": "non_fast_forward"}'),
    protection: { rules: [{ type: 'deletion' }], classic: [{ type: 'non_fast_forward' }] },
  },
  { name: 'does not know what GitHub enforces when nobody asked', files: ruleset(declared(1)), state: 'unknown', reason: 'only GitHub knows' },
  { name: 'does not apply without declared protection', files: {}, protection: {}, state: 'not-applicable' },
]);
