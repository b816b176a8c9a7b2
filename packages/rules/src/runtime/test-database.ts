import { defineRule, type RepositoryRule } from '@ten-point/core/rule';
import { isCollection } from './compose-files.ts';

export const testDatabase: RepositoryRule = defineRule({
  id: 'runtime/test-database',
  scope: 'repository',
  severity: 'note',
  needs: ['environment', 'compose'],
  title: 'Tests get a database of their own',
  why: 'Tests that share the development database, or one fixed test database, fail for reasons of another agent’s run. A failure that nobody can reproduce is soon a test that is skipped.',
  howToFix:
    'Start one for each run (Testcontainers), keep it in memory (PGlite, mongodb-memory-server, SQLite), or key its name by checkout and worker (`JEST_WORKER_ID`, `VITEST_POOL_ID`, pytest-xdist’s `worker_id`).',
  limits:
    'Evidence is a dependency, a framework’s own habit, a set-up file that reads the worker’s number, an env file for tests, or a service container in CI. The last one separates runs in CI only.',
  effort: 'hours',
  sources: [
    { url: 'https://testcontainers.com/', checked: '2026-11-24' },
    { url: 'https://docs.github.com/actions/tutorials/use-containerized-services', checked: '2026-11-24' },
  ],
  messages: {
    none: '{database} is used, and nothing shows that tests get one of their own; start one for each run, keep it in memory, or key its name by worker.',
  },
  check({ repo, outcome }) {
    const { databases, testDatabases, envFiles } = repo.environment();
    const used = databases.filter(({ kind }) => kind !== 'driver');
    const [first] = used;
    if (!first) return outcome.notApplicable('no database: no configuration and no Compose service');
    if (isCollection(repo.compose())) return outcome.notApplicable('the Compose files are a collection of samples');
    const forTests = envFiles.find(({ path }) => /(?:^|[.-])test(?:$|[.-])/.test(path.slice(path.lastIndexOf('/') + 1)));
    const local = repo.environment().databaseAddresses.find(({ source }) => source === 'local-file');
    const seen = new Set<string>();
    for (const { note, location } of testDatabases) if (!seen.has(note) && seen.add(note)) outcome.pass(note, location);
    if (testDatabases.length > 0) return;
    if (forTests?.variables.some(({ name }) => /DATABASE|DB|POSTGRES|MYSQL|MONGO/.test(name))) outcome.pass(`${forTests.path} names a database for tests`);
    else if (local) outcome.pass(`${local.description}, of which each checkout has its own`, local.location);
    else if (first.location.path.startsWith('.devcontainer/')) outcome.pass(`each dev container has ${first.name} of its own`, first.location);
    else if (/test/i.test(first.location.path)) outcome.pass(`${first.location.path} runs ${first.name} for tests`, first.location);
    else outcome.fail('none', { database: first.name }, first.location, { confidence: 'medium' });
  },
});
