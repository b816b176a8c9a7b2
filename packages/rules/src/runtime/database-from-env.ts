import { defineRule, type EnvFile, isDatabaseVariable, type Location, type RepositoryRule } from '@ten-point/core/rule';

export const databaseFromEnv: RepositoryRule = defineRule({
  id: 'runtime/database-from-env',
  scope: 'repository',
  severity: 'warning',
  needs: ['environment'],
  title: 'The database comes from the environment',
  why: 'One server may well serve several checkouts, one database may not: a migration of one agent breaks the other’s tests, and both see rows that they did not write. A database (or schema) for each checkout is only possible when its address is not written into the code.',
  howToFix:
    'Read the address or the name from a variable (`DATABASE_URL`), with a local default if you like, and let the worktree’s set-up choose the name. A SQLite file belongs in the checkout.',
  limits:
    'Looks at configuration of Prisma, Rails, Laravel, Django, Spring, Drizzle and Knex, at the variables that code reads, and for literal addresses of this machine in the repository’s own sources (a bounded search). A driver among the dependencies alone proves no database.',
  effort: 'hours',
  sources: [
    { url: 'https://www.prisma.io/docs/orm/reference/prisma-schema-reference', checked: '2026-11-24' },
    { url: 'https://guides.rubyonrails.org/configuring.html', checked: '2026-11-24', note: 'DATABASE_URL is merged over database.yml' },
    { url: 'https://docs.spring.io/spring-boot/reference/features/external-config.html', checked: '2026-11-24' },
  ],
  messages: {
    literal: 'The database is fixed here ({description}), so all checkouts share it; read it from a variable such as DATABASE_URL.',
    home: 'The database is {description}, so all checkouts share it; keep the file in the checkout or name it by a variable.',
    sameForTests: '{path} points tests at the same database as {other} ({name}); give tests a database of their own.',
  },
  check({ repo, outcome }) {
    const environment = repo.environment();
    const { databaseAddresses, databases, envFiles } = environment;
    const used = databases.filter(({ kind }) => kind !== 'driver');
    for (const { source, description, location } of databaseAddresses) {
      if (source === 'environment') outcome.pass(description, location);
      else if (source === 'local-file') outcome.pass(`${description}, inside the checkout`, location);
      else if (source === 'home-file') outcome.fail('home', { description }, location, { subject: description });
      else outcome.fail('literal', { description }, location, { confidence: 'medium', subject: description });
    }
    const shared = sharedWithTests(envFiles);
    for (const { path, other, name, location } of shared)
      outcome.fail('sameForTests', { path, other, name }, location, { confidence: 'medium', subject: `${path} ${name}` });
    if (databaseAddresses.length > 0 || shared.length > 0) return;

    const read = environment.reads.find(({ name }) => isDatabaseVariable(name));
    const listed = envFiles
      .flatMap(({ path, variables }) => variables.map(({ name, location }) => ({ path, name, location })))
      .find(({ name }) => isDatabaseVariable(name));
    if (read) outcome.pass(`code reads ${read.name}`, read.location);
    else if (listed && used.length > 0) outcome.pass(`${listed.path} lists ${listed.name}`, listed.location);
    else if (used.length === 0) {
      const [driver] = databases;
      outcome.notApplicable(
        driver ? `no database is configured here; ${driver.name} is a dependency only` : 'no database: no driver, no configuration, no Compose service',
      );
    } else
      outcome.unknown(
        `${used[0]?.name ?? 'a database'} is used, but what connects to it was not found`,
        'Name the variable that carries its address in an example env file.',
        used[0]?.location,
      );
  },
});

/** Test env files whose database is, to the letter, that of development. */
function sharedWithTests(
  envFiles: readonly EnvFile[],
): readonly { readonly path: string; readonly other: string; readonly name: string; readonly location: Location }[] {
  return envFiles.flatMap((file) => {
    if (!/(?:^|[.-])test(?:$|[.-])/.test(file.path.slice(file.path.lastIndexOf('/') + 1))) return [];
    return file.variables.flatMap(({ name, value, location }) => {
      if (!isDatabaseVariable(name) || !/:\/\/.+\/\w/.test(value.slice(0, 500)) || value.includes('$')) return [];
      const other = envFiles.find(
        (candidate) =>
          candidate.path !== file.path &&
          candidate.directory === file.directory &&
          !/test/.test(candidate.path) &&
          candidate.variables.some((variable) => variable.name === name && variable.value === value),
      );
      return other ? [{ path: file.path, other: other.path, name, location }] : [];
    });
  });
}
