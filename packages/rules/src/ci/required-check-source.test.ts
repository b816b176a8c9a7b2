import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { ciRequiredCheckSource } from './required-check-source.ts';

const ruleset = (checks: string): Record<string, string> => ({
  '.github/rulesets/main.json': `{ "name": "main", "enforcement": "active", "conditions": { "ref_name": { "include": ["~ALL"] } },
  "rules": [{ "type": "required_status_checks", "parameters": { "required_status_checks": [${checks}] } }] }`,
});

testRule({ describe, it }, ciRequiredCheckSource, [
  {
    name: 'accepts a check of another app, as GitHub tells it',
    files: { 'README.md': '' },
    protection: {
      rules: [{ type: 'required_status_checks', parameters: { required_status_checks: [{ context: 'scan', integration_id: 42 }] } }],
      bypass: [],
    },
  },
  { name: 'accepts a bound check', files: ruleset('{ "context": "build", "integration_id": 15368 }'), evidence: ['build is bound to an app (declared'] },
  {
    name: 'reports a check that anyone may report, at its name',
    files: ruleset('{ "context": "build", "integration_id": 15368 }, { "context": "«lint»" }, { "context": "«docs»", "integration_id": -1 }'),
    findings: [{ id: 'anySource', text: 'lint may be reported by anyone' }, 'anySource'],
  },
  {
    name: 'reads contexts and checks of the Settings app',
    files: {
      '.github/settings.yml':
        'branches:\n  - name: main\n    protection:\n      required_pull_request_reviews:\n      required_status_checks:\n        contexts: [«build»]\n        checks:\n          - context: lint\n            app_id: 15368\n      enforce_admins: true\n      restrictions:\n',
    },
    findings: ['anySource'],
  },
  { name: 'does not apply without checks', files: ruleset(''), state: 'not-applicable' },
  { name: 'cannot know without files', files: {}, state: 'unknown' },
]);
