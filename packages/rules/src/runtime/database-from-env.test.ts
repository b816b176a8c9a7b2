import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { databaseFromEnv } from './database-from-env.ts';

const manifest = { 'package.json': '{ "name": "bakery", "dependencies": { "pg": "8" } }' };
const compose = { 'compose.yaml': 'services:\n  db:\n    image: postgres:17\n' };

testRule({ describe, it }, databaseFromEnv, [
  {
    name: 'reports a literal address in the code',
    files: { ...manifest, ...compose, 'src/db.ts': "const pool = new Pool({ connectionString: '«postgres://baker:secret@localhost:5432/bakery»' });\n" },
    findings: [{ id: 'literal', text: 'postgres on localhost, database bakery', confidence: 'medium' }],
  },
  {
    name: 'reports a literal address in a Prisma schema, a Drizzle configuration and Django settings',
    files: {
      'prisma/schema.prisma': 'datasource db {\n  provider = "postgresql"\n  url      = «"postgresql://localhost/bakery"»\n}\n',
      'drizzle.config.ts': "export default defineConfig({ dbCredentials: { url: '«postgres://localhost/bakery»' } });\n",
      'bakery/settings.py': "DATABASES = {\n    'default': {'ENGINE': 'django.db.backends.postgresql', 'NAME': '«bakery»', 'HOST': 'localhost'},\n}\n",
    },
    findings: ['literal', 'literal', 'literal'],
  },
  {
    name: 'reports a SQLite file outside the checkout',
    files: { 'bakery/settings.py': "DATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': «'/var/bakery/db.sqlite3'»}}\n" },
    findings: ['home'],
  },
  {
    name: 'reports tests that are pointed at the database of development',
    files: { ...compose, '.env.development': 'DATABASE_URL=postgres://localhost/bakery\n', '.env.test': '«DATABASE_URL»=postgres://localhost/bakery\n' },
    findings: [{ id: 'sameForTests', text: '.env.test points tests at the same database as .env.development' }],
  },
  {
    name: 'accepts another database for tests',
    files: { ...compose, '.env.development': 'DATABASE_URL=postgres://localhost/bakery\n', '.env.test': 'DATABASE_URL=postgres://localhost/bakery_test\n' },
  },
  {
    name: 'accepts the environment, with a local default',
    files: {
      ...manifest,
      ...compose,
      'src/db.ts': "export const url =\n  process.env.DATABASE_URL ??\n  'postgres://localhost:5432/bakery';\nconnect(url);\n",
    },
    evidence: ['code reads DATABASE_URL'],
  },
  {
    name: 'accepts a settings class, which reads the environment itself',
    files: {
      'pyproject.toml': '[project]\nname = "bakery"\ndependencies = ["asyncpg"]\n',
      ...compose,
      'bakery/config.py': 'class Settings(BaseSettings):\n    database_url: str = "postgresql://localhost/bakery"\n',
    },
  },
  {
    name: 'accepts Prisma’s env() and a SQLite file in the checkout',
    files: {
      'prisma/schema.prisma': 'datasource db {\n  url = env("DATABASE_URL")\n}\n',
      'a/settings.py': "DATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': BASE_DIR / 'db.sqlite3'}}\n",
    },
    evidence: ['Prisma reads DATABASE_URL', 'inside the checkout'],
  },
  {
    name: 'accepts Rails, which takes DATABASE_URL first',
    files: { 'config/database.yml': 'development:\n  database: bakery\ntest:\n  database: bakery_test\n' },
    evidence: ['DATABASE_URL before config/database.yml'],
  },
  {
    name: 'does not take comments, docstrings, placeholders and other hosts for addresses',
    files: {
      ...manifest,
      'pyproject.toml': '[project]\nname = "bakery"\n',
      ...compose,
      'src/db.ts':
        "// const url = 'postgres://localhost/bakery'\nconst help = 'DATABASE_URL: postgres://user:pass@host/db';\nconst url = `postgres://localhost/${name}`;\nconst db = process.env.DATABASE_URL;\n",
      'bakery/store.py':
        'def connect():\n    """Connect.\n\n    conn_string = "postgresql://localhost/bakery"\n    """\n    db_url = "postgresql://localhost/dbname"\n',
    },
  },
  {
    name: 'does not judge addresses in tests',
    files: { ...manifest, 'tests/db.ts': "const url = 'postgres://localhost/bakery';" },
    state: 'not-applicable',
    reason: 'pg is a dependency only',
  },
  { name: 'does not apply to a library', files: { 'package.json': '{ "dependencies": { "chalk": "5" } }' }, state: 'not-applicable', reason: 'no database' },
  { name: 'cannot know what connects', files: compose, state: 'unknown', reason: 'postgres (service db) is used' },
]);
