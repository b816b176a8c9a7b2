import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { ownershipAutomatedReview } from './automated-review.ts';

const codeql = {
  '.github/workflows/codeql.yml': 'on: pull_request\njobs:\n  scan:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: github/codeql-action/analyze@v4\n',
};
const ruleset = (rules: string): Record<string, string> => ({
  '.github/rulesets/main.json': `{ "name": "main", "enforcement": "active", "conditions": { "ref_name": { "include": ["~ALL"] } }, "rules": [${rules}] }`,
});

testRule({ describe, it }, ownershipAutomatedReview, [
  { name: 'finds code scanning in a workflow', files: codeql, evidence: ['code scanning reviews changes'] },
  { name: 'finds the configuration of a review app', files: { '.coderabbit.yaml': 'language: en\n' }, evidence: ['CodeRabbit'] },
  {
    name: 'finds a rule that asks for a review',
    files: ruleset('{ "type": "pull_request", "parameters": { "required_approving_review_count": 1 } }, { "type": "copilot_code_review" }'),
  },
  {
    name: 'reports that no person must approve beside it',
    files: { ...codeql, ...ruleset('{ "type": "pull_request", "parameters": { "required_approving_review_count": «0» } }') },
    findings: [{ id: 'onlyAutomated', confidence: 'medium' }],
  },
  { name: 'cannot know what leaves no file', files: { 'README.md': '' }, state: 'unknown', reason: 'leave no file' },
  {
    name: 'takes no other action for a review',
    files: {
      '.github/workflows/ci.yml': 'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v6\n      - uses: ./review\n',
    },
    state: 'unknown',
  },
]);
