import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { testDatabase } from './test-database.ts';

const compose = { 'compose.yaml': 'services:\n  db:\n    image: postgres:17\n' };

testRule({ describe, it }, testDatabase, [
  {
    name: 'accepts Testcontainers',
    files: { ...compose, 'package.json': '{ "devDependencies": { "@testcontainers/postgresql": "11" } }' },
    evidence: ['Testcontainers starts one'],
  },
  {
    name: 'accepts a set-up that is keyed by worker',
    files: { ...compose, 'conftest.py': 'def db(worker_id):\n    return worker_id\n' },
    evidence: ['keys it by worker_id'],
  },
  {
    name: 'accepts a service container in CI',
    files: {
      ...compose,
      '.github/workflows/ci.yml':
        'on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    services:\n      db:\n        image: postgres:17\n    steps:\n      - run: npm test\n',
    },
    evidence: ['job test in CI starts postgres'],
  },
  {
    name: 'accepts an env file for tests',
    files: { ...compose, '.env.test': 'DATABASE_URL=postgres://localhost/bakery_test\n' },
    evidence: ['.env.test names a database'],
  },
  { name: 'accepts the test database of Rails', files: { 'config/database.yml': 'development:\n  a: 1\ntest:\n  database: bakery_test\n' } },
  { name: 'accepts a Compose file that is for tests', files: { 'test/compose.yaml': compose['compose.yaml'] } },
  { name: 'accepts the database of a dev container', files: { '.devcontainer/compose.yaml': compose['compose.yaml'] }, evidence: ['each dev container has'] },
  {
    name: 'reports a database without one for tests',
    files: { 'compose.yaml': 'services:\n  db:\n    image: «postgres:17»\n' },
    findings: [{ id: 'none', text: 'postgres (service db) is used' }],
  },
  {
    name: 'does not take a database’s tools for a database',
    files: { 'compose.yaml': 'services:\n  ui:\n    image: mongo-express\n  cache:\n    image: redis\n' },
    state: 'not-applicable',
  },
  { name: 'does not apply where only a driver is a dependency', files: { 'package.json': '{ "dependencies": { "pg": "8" } }' }, state: 'not-applicable' },
  { name: 'does not apply to a library', files: { 'package.json': '{}' }, state: 'not-applicable' },
]);
