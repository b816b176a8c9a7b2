import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { dependencyUpdates } from './dependency-updates.ts';

const dependabot = (updates: string): Record<string, string> => ({ '.github/dependabot.yml': `version: 2\nupdates:\n${updates}` });
const npm = '  - package-ecosystem: npm\n    directory: /\n    schedule: { interval: weekly }\n';

testRule({ describe, it }, dependencyUpdates, [
  { name: 'accepts entries that wait', files: dependabot(`${npm}    cooldown: { default-days: 7 }\n`), evidence: ['Dependabot waits'] },
  {
    name: 'reports entries that do not, once for a file',
    files: dependabot(`${npm.replace('npm', '«npm»')}  - package-ecosystem: cargo\n    directory: /\n`),
    findings: [{ id: 'hasty', text: 'npm, cargo', confidence: 'medium' }],
  },
  { name: 'reports a cooldown of no days', files: dependabot(`${npm.replace('npm', '«npm»')}    cooldown: { default-days: 0 }\n`), findings: ['hasty'] },
  {
    name: 'accepts a minimum age in Renovate, also for some packages',
    files: { 'renovate.json': '{ "packageRules": [{ "matchDatasources": ["npm"], "minimumReleaseAge": "3 days" }] }' },
  },
  {
    name: 'does not know what JSON5 says',
    files: { '.github/renovate.json5': '{\n  // ours\n  extends: ["config:best-practices"],\n}' },
    state: 'unknown',
    reason: 'could not be read',
  },
  { name: 'accepts such a preset in JSON', files: { 'renovate.json': '{ "extends": ["config:best-practices"] }' }, evidence: ['config:best-practices waits'] },
  {
    name: 'reports Renovate that does not wait',
    files: { 'renovate.json': '{ "«extends»": ["config:recommended", ":semanticCommits"] }' },
    findings: [{ id: 'hasty', text: 'every kind' }],
  },
  {
    name: 'cannot know the presets of others',
    files: { 'renovate.json': '{ "extends": ["github>bakery/renovate"] }' },
    state: 'unknown',
    reason: 'github>bakery/renovate',
  },
  {
    name: 'reports merges that look at no check',
    files: { 'renovate.json': '{ "minimumReleaseAge": "7 days", "automerge": true, "ignoreTests": «true» }' },
    findings: ['untested'],
  },
  { name: 'accepts merges behind checks', files: { 'renovate.json': '{ "minimumReleaseAge": "7 days", "automerge": true }' } },
  { name: 'does not apply without a bot', files: { 'package.json': '{}' }, state: 'not-applicable' },
  { name: 'survives a file that is none', files: { '.github/dependabot.yml': 'updates: [[[', 'renovate.json': '[]' }, state: 'unknown' },
]);
