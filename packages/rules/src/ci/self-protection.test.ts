import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { ciSelfProtection } from './self-protection.ts';

const tree = { '.github/workflows/ci.yml': 'on: push\n', 'eslint.config.js': '', 'AGENTS.md': '' };
const ruleset = (review: string): Record<string, string> => ({
  '.github/rulesets/main.json': `{ "name": "main", "enforcement": "active", "conditions": { "ref_name": { "include": ["~ALL"] } },
  "rules": [{ "type": "pull_request", "parameters": { "require_code_owner_review": ${review} } }] }`,
});

testRule({ describe, it }, ciSelfProtection, [
  {
    name: 'accepts owners whose review is required',
    files: { ...tree, ...ruleset('true'), CODEOWNERS: '* @acme/bakers\n' },
    evidence: ['owners of 5 of the files must review (declared'],
  },
  {
    name: 'accepts a push ruleset that keeps the files from being pushed',
    files: {
      '.github/workflows/ci.yml': 'on: push\n',
      'rulesets/push.json':
        '{ "name": "push", "target": "push", "enforcement": "active", "conditions": null, "rules": [{ "type": "file_path_restriction", "parameters": { "restricted_file_paths": [".github/workflows/**"] } }] }',
    },
    evidence: ['keeps 1 of the files from being pushed'],
  },
  {
    name: 'reports all kinds without owners at once',
    files: { ...tree, CODEOWNERS: '«»/src/ @baker\n' },
    findings: [{ id: 'unguarded', text: 'workflows and local actions; CODEOWNERS; agent instructions; lint, test and coverage configuration' }],
  },
  {
    name: 'reports owners whose review is not required',
    files: { ...tree, ...ruleset('«false»'), CODEOWNERS: '* @acme/bakers\n' },
    findings: [{ id: 'notRequired', confidence: 'medium' }],
  },
  { name: 'cannot know whether the review is required', files: { ...tree, CODEOWNERS: '* @acme/bakers\n' }, state: 'unknown' },
  {
    name: 'leaves out examples and a second CODEOWNERS',
    files: { '.github/CODEOWNERS': '/.github/ @baker\n', CODEOWNERS: '', 'examples/a/eslint.config.js': '', ...ruleset('true') },
  },
  { name: 'leaves the missing file to another rule', files: tree, state: 'not-applicable', reason: 'no CODEOWNERS file' },
]);
