import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { envExample } from './env-example.ts';

const app = { 'package.json': '{ "name": "bakery", "scripts": { "dev": "next dev" } }', '.gitignore': '.env\n' };

testRule({ describe, it }, envExample, [
  {
    name: 'does not ask an example of a deployment to list what the application reads',
    files: { ...app, '.env.example': 'OVEN_URL=\n', 'podman/env.sample': 'IMAGE=\n', 'src/config.ts': 'a(process.env.OVEN_URL);\n' },
  },
  {
    name: 'accepts an example that lists what code reads',
    files: { ...app, '.env.example': 'FLOUR_KEY=\n# OVEN_URL=http://localhost\n', 'src/config.ts': 'a(process.env.FLOUR_KEY, process.env.OVEN_URL);\n' },
    evidence: ['.env.example lists 2 variables'],
  },
  {
    name: 'reports what the example leaves out, at the place that reads it',
    files: { ...app, '.env.example': 'FLOUR_KEY=\n', 'src/config.ts': 'a(process.env.FLOUR_KEY, process.env.«OVEN_URL»);\nb(process.env.SUGAR_KEY);\n' },
    findings: [{ id: 'unlisted', text: '.env.example does not list OVEN_URL, SUGAR_KEY, which src/config.ts reads without a default', confidence: 'medium' }],
    fixed: { '.env.example': 'FLOUR_KEY=\n\n# OVEN_URL=\n# SUGAR_KEY=\n' },
  },
  {
    name: 'reports that there is no example at all',
    files: { ...app, 'src/config.ts': 'a(process.env.«OVEN_URL»);\n' },
    findings: [{ id: 'none', text: 'add .env.example' }],
  },
  {
    name: 'reports a Compose variable without a default',
    files: { 'compose.yaml': 'services:\n  db:\n    image: postgres\n    environment:\n      PASSWORD: «${DB_PASSWORD}»\n      NAME: ${DB_NAME:-bakery}\n' },
    findings: [{ id: 'none', text: 'DB_PASSWORD' }],
  },
  {
    name: 'accepts a Compose variable that a committed file sets',
    files: { 'compose.yaml': 'services: { db: { image: "postgres:${PG_VERSION}" } }\n', '.env': 'PG_VERSION=17\n' },
    evidence: ['every variable of the Compose files'],
  },
  {
    name: 'asks for nothing that has a default, only switches something, or belongs to the platform',
    files: {
      ...app,
      '.env.example': 'FLOUR_KEY=\n',
      'src/config.ts':
        "const a = process.env.OVEN_URL ?? 'x';\nif (process.env.OVEN_DEBUG) b();\nconst c = process.env.NODE_ENV === 'x' || process.env.CI;\nconst d = first ?? process.env.OTHER_KEY;\nprocess.env.SET_HERE = '1';\n// process.env.COMMENTED\n",
    },
  },
  {
    name: 'reads other languages',
    files: {
      'pyproject.toml': '[project]\nname = "bakery"\n',
      'compose.yaml': 'services: { a: { image: x } }\n',
      '.env.example': 'A_KEY=\n',
      'bakery/config.py': 'import os\na = os.environ["«OVEN_URL»"]\nb = os.environ.get("B_URL", "x")\nc = os.getenv("C_URL") or "y"\n',
    },
    findings: ['unlisted'],
  },
  {
    name: 'does not look into tests, scripts and examples',
    files: {
      ...app,
      '.env.example': 'A_KEY=\n',
      'tests/a.ts': 'a(process.env.B_KEY)',
      'scripts/a.ts': 'a(process.env.C_KEY)',
      'examples/a.ts': 'a(process.env.D_KEY)',
      'src/a.test.ts': 'a(process.env.E_KEY)',
    },
  },
  {
    name: 'asks for nothing that code can do without in another place',
    files: { ...app, '.env.example': 'A_KEY=\n', 'src/a.ts': 'headers.set(process.env.TOKEN_KEY);\n', 'src/b.ts': 'if (process.env.TOKEN_KEY) use();\n' },
  },
  {
    name: 'does not hold the packages of a workspace against the example of the root',
    files: { ...app, '.env.example': 'A_KEY=\n', 'packages/oven/package.json': '{ "name": "oven" }', 'packages/oven/src/a.ts': 'a(process.env.B_KEY)' },
  },
  {
    name: 'grades what no application is low',
    files: { 'package.json': '{ "name": "tool" }', '.env.example': 'A_KEY=\n', 'src/a.ts': 'a(process.env.«B_KEY»)' },
    findings: [{ id: 'unlisted', confidence: 'low' }],
  },
  {
    name: 'does not apply to a library that reads its users’ variables',
    files: { 'package.json': '{ "name": "tool" }', '.gitignore': '.env\n', 'src/a.ts': 'a(process.env.B_KEY)' },
    state: 'not-applicable',
    reason: 'no env file',
  },
  { name: 'survives a hostile source', files: { ...app, 'src/a.ts': 'process.env.CI;'.repeat(10_000) } },
]);
