/** Folders that hold migrations of a database: path segments that say so, and the files in them. Tests and fixtures are told apart by their role. */
export const migrationFiles: readonly string[] = [
  '**/migrations/**/*.sql',
  '**/migrations/**/[0-9]*.{py,rb,php,ts,js,mjs,cs,go,kt,java,exs}',
  '**/db/migrate/*.rb',
  '**/db/migration/*.{sql,java,kt}',
  '**/alembic/versions/*.py',
  '**/_migrations/versions/**/*.py',
  '**/migrations/versions/**/*.py',
];

/** Not the repository's own database: code of a migration tool, tests of one, documentation. */
export const otherMigrations: readonly string[] = [
  '**/test/**',
  '**/tests/**',
  '**/spec/**',
  '**/*-test/**',
  '**/*-tests/**',
  '**/*_test/**',
  '**/__tests__/**',
  'docs/**',
  '**/docs/**',
  '**/*.test.*',
  '**/*.spec.*',
  '**/node_modules/**',
];

/** Files that are, or hold by the convention of their tool, the way back. */
export const downMigrations: readonly { readonly paths: readonly string[]; readonly how: string }[] = [
  {
    paths: ['**/*.down.sql', '**/*_down.sql', '**/down.sql', '**/down/*.sql', '**/*rollback*.sql', '**/U[0-9]*__*.sql'],
    how: 'a down script beside each migration',
  },
  { paths: ['**/db/migrate/*.rb', 'db/migrate/*.rb'], how: 'Active Record migrations, which `db:rollback` takes back' },
  { paths: ['**/alembic/versions/*.py', '**/migrations/versions/*.py', '**/_migrations/versions/**/*.py'], how: 'Alembic revisions, each with a downgrade' },
  { paths: ['**/migrations/[0-9][0-9][0-9][0-9]_*.py'], how: 'Django migrations, which `migrate <app> <name>` takes back' },
  { paths: ['**/database/migrations/*.php'], how: 'Laravel migrations, each with a down method' },
  { paths: ['**/Migrations/*.cs'], how: 'Entity Framework migrations, each with a Down method' },
];

/** Dependencies whose SQL files hold both directions, each under a comment of its own. */
export const bothDirections: ReadonlySet<string> = new Set([
  'node-pg-migrate',
  'dbmate',
  'github.com/amacneil/dbmate/v2',
  'github.com/pressly/goose/v3',
  'github.com/rubenv/sql-migrate',
]);

/** Words of a task's name that takes migrations back: one of each pair. `db:down` stops a database. */
export const backTasks: readonly (readonly [of: ReadonlySet<string>, back: ReadonlySet<string>])[] = [
  [new Set(['migrate', 'migration', 'migrations']), new Set(['down', 'rollback', 'revert', 'undo'])],
  [new Set(['db', 'database', 'schema']), new Set(['rollback', 'revert', 'undo'])],
];

/** Words of an environment, job, command or workflow file with which nothing of the product is deployed: packages, pages, previews, tests. */
export const noDeployment: readonly string[] = [
  'pages',
  'pypi',
  'npm',
  'crates',
  'cargo',
  'release',
  'releases',
  'publish',
  'docs',
  'nuget',
  'maven',
  'rubygems',
  'test',
  'tests',
  'testing',
  'cleanup',
  'review',
  'label',
  'benchmark',
  'preview',
  'previews',
  'marketplace',
];
