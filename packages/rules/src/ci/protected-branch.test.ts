import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { ciProtectedBranch } from './protected-branch.ts';

const ruleset = (rules: string, more = ''): Record<string, string> => ({
  '.github/rulesets/main.json': `{ "name": "main", "enforcement": "active", "conditions": { "ref_name": { "include": ["~DEFAULT_BRANCH"] } }, "rules": [${rules}]${more} }`,
});

testRule({ describe, it }, ciProtectedBranch, [
  {
    name: 'accepts a ruleset with all three, and says that it is only declared',
    files: ruleset('{ "type": "pull_request" }, { "type": "non_fast_forward" }, { "type": "deletion" }, { "type": "of_tomorrow" }'),
    evidence: ['a pull request is required (declared in ruleset "main" in .github/rulesets/main.json; not verified)', 'deletion is blocked'],
  },
  {
    name: 'accepts what several rulesets require together',
    files: {
      ...ruleset('{ "type": "pull_request" }'),
      '.github/rulesets/history.json':
        '{ "name": "history", "enforcement": "active", "conditions": { "ref_name": { "include": ["~ALL"] } }, "rules": [{ "type": "non_fast_forward" }, { "type": "deletion" }] }',
    },
  },
  {
    name: 'reports what is not required, at the ruleset',
    files: {
      '.github/rulesets/main.json':
        '{ "name": "«««main»»»", "enforcement": "active", "conditions": { "ref_name": { "include": ["refs/heads/main"] } }, "rules": [{ "type": "required_signatures" }] }',
    },
    findings: ['noPullRequest', 'forcePush', { id: 'deletion', confidence: 'medium' }],
  },
  {
    name: 'reads classic protection of the Settings app, which blocks force pushes by itself',
    files: {
      '.github/settings.yml':
        'branches:\n  - name: main\n    protection:\n      required_pull_request_reviews:\n        required_approving_review_count: 1\n      required_status_checks:\n      enforce_admins: true\n      restrictions:\n',
    },
  },
  { name: 'cannot know without files', files: { 'README.md': '' }, state: 'unknown', reason: 'no file here declares the protection' },
  {
    name: 'counts nothing of a disabled ruleset',
    files: { '.github/rulesets/main.json': '{ "name": "main", "enforcement": "disabled", "rules": [{ "type": "pull_request" }] }' },
    state: 'unknown',
    reason: '"main" is written down but disabled',
  },
  { name: 'counts nothing of a ruleset for tags', files: ruleset('{ "type": "deletion" }', ', "target": "tag"'), state: 'unknown' },
  { name: 'survives a file that is no ruleset', files: { '.github/rulesets/main.json': '{"rules": [[[' }, state: 'unknown' },
]);
