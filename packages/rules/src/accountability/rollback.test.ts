import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { rollback } from './rollback.ts';

const deploy = {
  '.github/workflows/deploy.yml': 'on: push\njobs:\n  ship:\n    runs-on: ubuntu-latest\n    environment: production\n    steps:\n      - run: ./ship.sh\n',
};

testRule({ describe, it }, rollback, [
  { name: 'accepts a runbook', files: { ...deploy, 'docs/runbooks/rollback.md': '# Back\n' }, evidence: ['docs/runbooks/rollback.md'] },
  {
    name: 'accepts a section of a general runbook',
    files: { ...deploy, 'docs/runbook.md': '# Runbook\n\n## Rollback\n\nRun the Deploy workflow with the previous version.\n' },
    evidence: ['docs/runbook.md: "Rollback"'],
  },
  {
    name: 'accepts a sentence in the instructions',
    files: { ...deploy, 'AGENTS.md': 'To roll back a deployment, run the workflow with the previous version.\n' },
    evidence: ['To roll back'],
  },
  {
    name: 'accepts a workflow that takes back',
    files: {
      ...deploy,
      '.github/workflows/rollback.yml': 'on: workflow_dispatch\njobs:\n  back:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ./back.sh\n',
    },
    evidence: ['.github/workflows/rollback.yml'],
  },
  { name: 'accepts down scripts', files: { 'db/migrations/1_bread.up.sql': '', 'db/migrations/1_bread.down.sql': '' }, evidence: ['down script'] },
  { name: 'accepts migrations whose tool takes them back', files: { 'db/migrate/20260101_bread.rb': '' }, evidence: ['Active Record'] },
  {
    name: 'reports a deployment without a way back, at the environment',
    files: {
      '.github/workflows/deploy.yml':
        'on: push\njobs:\n  ship:\n    runs-on: ubuntu-latest\n    environment: «production»\n    steps:\n      - run: ./ship.sh\n',
    },
    findings: [{ id: 'deploys', text: 'environment production', confidence: 'medium' }],
  },
  {
    name: 'reports migrations without a way back',
    files: { 'prisma/migrations/1_bread/migration.sql': '' },
    findings: [{ id: 'migrates', text: 'prisma/migrations/1_bread/migration.sql' }],
  },
  {
    name: 'accepts a task that takes migrations back',
    files: { 'migrations/1-bread.sql': '', 'package.json': '{ "scripts": { "migrate": "bake up", "migrate:down": "bake down" } }' },
    evidence: ['migrate:down of package.json takes migrations back'],
  },
  {
    name: 'does not take a task of one package for the migrations of another',
    files: {
      'oven/migrations/1-bread.sql': '',
      'shop/migrations/1-till.sql': '',
      'oven/package.json': '{ "scripts": { "db:migrate:down": "bake down" } }',
    },
    findings: [{ id: 'migrates', text: 'shop/migrations/1-till.sql' }],
  },
  {
    name: 'does not take a task that stops the database for one',
    files: { 'migrations/1-bread.sql': '', Makefile: 'db-down:\n\tdocker compose down\nmigrate:\n\tbake up\n' },
    findings: ['migrates'],
  },
  {
    name: 'cannot know what SQL of a tool with both directions in one file holds',
    files: { 'migrations/1-bread.sql': '', 'go.mod': 'module bakery\n\ngo 1.25\n\nrequire github.com/pressly/goose/v3 v3.26.0\n' },
    state: 'unknown',
    reason: 'may hold its own down step',
  },
  { name: 'cannot know what a migration in code holds', files: { 'src/migrations/1-bread.ts': '' }, state: 'unknown', reason: 'may hold its own down step' },
  {
    name: 'does not take publishing or pages for a deployment',
    files: {
      '.github/workflows/release.yml':
        'on: push\njobs:\n  npm:\n    runs-on: ubuntu-latest\n    environment: npm-production\n    steps:\n      - run: npm publish\n  pages:\n    runs-on: ubuntu-latest\n    environment: github-pages\n    steps:\n      - uses: actions/deploy-pages@v4\n',
    },
    state: 'not-applicable',
  },
  {
    name: 'does not take migrations of tests and fixtures for its own',
    files: { 'tests/app/migrations/0001_initial.py': '', 'fixtures/migrations/1.sql': '' },
    state: 'not-applicable',
    reason: 'no deployment',
  },
  { name: 'does not take a rolled-back plan for a way back', files: { ...deploy, 'README.md': 'Undo your apron.\n' }, findings: ['deploys'] },
  { name: 'survives hostile workflows', files: { '.github/workflows/x.yml': `jobs: ${'{a: '.repeat(3_000)}` }, state: 'not-applicable' },
  {
    name: 'accepts a configured phrase, in any language',
    files: { ...deploy, 'docs/runbook.md': '# Печь\n\n## Откат версии\n\nСначала позвать пекаря.\n' },
    options: { phrases: ['откат*'] },
    evidence: ['docs/runbook.md: "Откат версии"'],
  },
  {
    name: 'knows no other language by itself',
    files: { ...deploy, 'docs/runbook.md': '# Печь\n\n## Откат версии\n\nСначала позвать пекаря.\n' },
    findings: ['deploys'],
  },
]);
