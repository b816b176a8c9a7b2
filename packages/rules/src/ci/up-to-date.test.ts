import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { ciUpToDate } from './up-to-date.ts';

const ruleset = (rules: string): Record<string, string> => ({
  '.github/rulesets/main.json': `{ "name": "main", "enforcement": "active", "conditions": { "ref_name": { "include": ["~ALL"] } }, "rules": [${rules}] }`,
});
const checks = (strict: string, list = '{ "context": "build" }'): string =>
  `{ "type": "required_status_checks", "parameters": { "strict_required_status_checks_policy": ${strict}, "required_status_checks": [${list}] } }`;

testRule({ describe, it }, ciUpToDate, [
  { name: 'accepts strict checks', files: ruleset(checks('true')), evidence: ['branches must be up to date'] },
  { name: 'accepts a merge queue', files: ruleset(`${checks('false')}, { "type": "merge_queue" }`), evidence: ['a merge queue'] },
  { name: 'reports loose checks, at the setting', files: ruleset(checks('«false»')), findings: ['loose'] },
  { name: 'knows that strictness without checks has no effect', files: ruleset(checks('true', '')), state: 'not-applicable' },
  { name: 'cannot know without files', files: {}, state: 'unknown' },
]);
