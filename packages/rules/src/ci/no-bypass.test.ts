import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { ciNoBypass } from './no-bypass.ts';

const ruleset = (bypass: string): Record<string, string> => ({
  '.github/rulesets/main.json': `{ "name": "main", "enforcement": "active", "conditions": { "ref_name": { "include": ["~ALL"] } }, "rules": [{ "type": "pull_request" }]${bypass} }`,
});

testRule({ describe, it }, ciNoBypass, [
  { name: 'accepts an empty list', files: ruleset(', "bypass_actors": []'), evidence: ['nobody may bypass the ruleset "main"'] },
  {
    name: 'accepts people by pull requests',
    files: ruleset(', "bypass_actors": [{ "actor_id": 5, "actor_type": "RepositoryRole", "bypass_mode": "pull_request" }]'),
    evidence: ['1 may bypass the ruleset "main" in .github/rulesets/main.json by pull requests only'],
  },
  { name: 'never takes a hidden list for an empty one', files: ruleset(''), state: 'unknown', reason: 'does not say who may bypass it' },
  {
    name: 'reports machines, modes and exemptions, each at its actor',
    files: ruleset(
      ', "bypass_actors": [«{ "actor_id": 42, "actor_type": "Integration", "bypass_mode": "pull_request" }», «{ "actor_id": 5, "actor_type": "RepositoryRole", "bypass_mode": "always" }», «{ "actor_id": 7, "actor_type": "Team", "bypass_mode": "exempt" }», «{ "actor_type": "DeployKey" }»]',
    ),
    findings: [
      { id: 'machine', text: 'App 42 may bypass the ruleset "main"' },
      { id: 'always', text: 'The role Admin may bypass' },
      { id: 'exempt', text: 'Team 7 is exempt' },
      { id: 'machine', text: 'A deploy key' },
    ],
  },
  {
    name: 'reports classic protection that leaves administrators out',
    files: {
      '.github/settings.yml':
        'branches:\n  - name: main\n    protection:\n      required_pull_request_reviews: {}\n      required_status_checks:\n      enforce_admins: «false»\n      restrictions:\n',
    },
    findings: [{ id: 'admins', confidence: 'medium' }],
  },
  { name: 'cannot know without files', files: {}, state: 'unknown' },
]);
