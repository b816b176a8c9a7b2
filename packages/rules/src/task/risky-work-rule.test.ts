import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { riskyWorkRule } from './risky-work-rule.ts';

const workflow = { '.github/workflows/ci.yml': 'on: push\n' };

testRule({ describe, it }, riskyWorkRule, [
  {
    name: 'accepts a statement for the area that exists',
    files: { ...workflow, 'AGENTS.md': 'Never edit workflows without approval.\n' },
    evidence: ['CI configuration: "Never edit workflows'],
  },
  { name: 'takes the care from the heading', files: { ...workflow, 'AGENTS.md': '## Ask first\n\n- Changing GitHub Actions workflows\n' } },
  {
    name: 'takes the care from the lead-in',
    files: {
      ...workflow,
      'db/migrations/1.sql': '',
      'AGENTS.md': 'Get approval before you touch:\n\n- CI workflows: any change\n- database migrations: any change\n',
    },
  },
  {
    name: 'reports one finding when no area is named',
    files: { ...workflow, 'db/migrations/001.sql': 'create table bread ();\n', 'AGENTS.md': 'Run the tests.\n' },
    findings: [{ id: 'none', text: 'CI configuration, Data migrations', confidence: 'medium' }],
  },
  {
    name: 'reports the area that is left out',
    files: { ...workflow, 'db/migrations/001.sql': '', 'AGENTS.md': 'Ask before you change a workflow.\n' },
    findings: [{ id: 'unnamed', text: 'db/migrations/001.sql' }],
  },
  {
    name: 'accepts an area that is named by its path only',
    files: {
      ...workflow,
      'infra/oven.tf': '',
      'AGENTS.md': 'Wait for an approval before you change `.github/`.\n\n## Ask first\n\n- Changing `infra/**`\n',
    },
    evidence: ['CI configuration: "Wait for an approval', 'Deployment and infrastructure: "Changing infra/'],
  },
  {
    name: 'does not take care with another folder, or with documentation of the area, for care',
    files: {
      ...workflow,
      'src/oven.ts': '',
      'docs/auth/login.md': '',
      'AGENTS.md': 'Never change `src/oven.ts`. Ask before you change `docs/auth/login.md`. Checks are in `.github/`.\n',
    },
    findings: ['none'],
  },
  {
    name: 'reads areas from the configuration',
    files: { 'recipes/secret.txt': '', 'AGENTS.md': 'Do not change secret recipes.\n' },
    riskAreas: [{ id: 'recipes', title: 'Secret recipes', paths: ['recipes/**'] }],
  },
  {
    name: 'accepts instructions that lie in the area',
    files: { ...workflow, '.github/workflows/AGENTS.md': '# Ovens\n\nA check fails a change in here unless its author is trusted.\n' },
    evidence: ['unless its author is trusted'],
  },
  {
    name: 'reports instructions in the area that ask for no care',
    files: { ...workflow, '.github/workflows/AGENTS.md': '# Ovens\n\nOne file for each oven. It does not bake by itself, and two reviewers change shifts.\n' },
    findings: ['none'],
  },
  {
    name: 'does not take care in another directory for care here',
    files: { ...workflow, 'recipes/AGENTS.md': 'Never change the sourdough.\n' },
    findings: ['none'],
  },
  {
    name: 'does not take "CI must pass" for care',
    files: { ...workflow, 'AGENTS.md': 'Make sure CI passes before you ask for a review.\n' },
    findings: ['none'],
  },
  {
    name: 'does not take reports of vulnerabilities for care',
    files: { 'src/auth/login.ts': '', 'CONTRIBUTING.md': 'Do not report security vulnerabilities by changing public issues.\n' },
    findings: ['none'],
  },
  {
    name: 'sees no risky area in documentation, tests, fixtures and development containers',
    files: { 'docs/auth/login.md': '', 'tests/auth/login.ts': '', 'fixtures/migrations/1.sql': '', '.devcontainer/Dockerfile': '' },
    state: 'not-applicable',
  },
  { name: 'has nothing to say without risky files', files: { 'README.md': 'Bread.\n' }, state: 'not-applicable', reason: 'no file here' },
  { name: 'survives hostile text', files: { ...workflow, 'AGENTS.md': 'workflow change '.repeat(20_000) }, findings: ['none'] },
  {
    name: 'accepts the configured title of an area with a configured phrase, in any language',
    files: { 'db/migrations/1.sql': '', 'AGENTS.md': '## Vorher fragen\n\n- Datenmigrationen\n' },
    riskAreas: [{ id: 'migrations', title: 'Datenmigrationen', paths: ['db/migrations/**'] }],
    options: { carePhrases: ['vorher fragen'] },
    evidence: ['Datenmigrationen: "Datenmigrationen"'],
  },
  {
    name: 'knows no other language by itself',
    files: { 'db/migrations/1.sql': '', 'AGENTS.md': '## Vorher fragen\n\n- Datenmigrationen\n' },
    riskAreas: [{ id: 'migrations', title: 'Datenmigrationen', paths: ['db/migrations/**'] }],
    findings: ['none'],
  },
  {
    name: 'does not take a configured phrase about something else for care with the area',
    files: { 'db/migrations/1.sql': '', 'AGENTS.md': 'Bei neuem Brot vorher fragen.\n\nDatenmigrationen liegen in `db`.\n' },
    riskAreas: [{ id: 'migrations', title: 'Datenmigrationen', paths: ['db/migrations/**'] }],
    options: { carePhrases: ['vorher fragen'] },
    findings: ['none'],
  },
]);
