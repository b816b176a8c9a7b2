import { describe, expect, it } from 'vitest';
import { databaseAddresses, isDatabaseVariable } from './database-address.ts';
import { databaseConfig } from './database-config.ts';
import { databaseOfImage, testDatabaseNote } from './database-names.ts';
import { environmentReads, isPlatformVariable } from './source-reads.ts';
import { textPositions } from './text-position.ts';

const reads = (path: string, text: string): string[] =>
  environmentReads(path, text, textPositions(path, text)).map(
    ({ name, hasDefault, location }) => `${name}${hasDefault ? '?' : ''}@${location.range.start.line}:${location.range.start.column}`,
  );
const addresses = (path: string, text: string): string[] =>
  databaseAddresses(path, text, textPositions(path, text)).map(({ source, description }) => `${source} ${description}`);

describe('environmentReads', () => {
  it.each([
    ['a.ts', 'f(process.env.A, process.env["B"], import.meta.env.VITE_C, Deno.env.get("D"))', ['A@1:15', 'VITE_C@1:52', 'B@1:31', 'D@1:74']],
    ['a.ts', "x = process.env.A || 1; y = process.env.B ?? ''; if (!process.env.C) z();", ['A?@1:17', 'B?@1:41', 'C?@1:67']],
    ['a.ts', '// process.env.A\nprocess.env.B = "1";\n', []],
    ['a.ts', 'c(process.env.A);\nif (process.env.A) b();\n', ['A?@2:17']],
    ['a.py', 'a = os.environ["A"]\nb = os.environ.get("B", 1)\nc = os.getenv("C")', ['A@1:17', 'B?@2:21', 'C@3:16']],
    ['a.go', 'a := os.Getenv("A")', ['A@1:17']],
    ['a.rb', 'ENV["A"]; ENV.fetch("B") { 1 }', ['A@1:6', 'B?@1:22']],
    ['a.php', "env('A'); env('B', 1);", ['A@1:6', 'B?@1:16']],
    ['a.rs', 'std::env::var("A").unwrap_or("x".into())', ['A?@1:16']],
    ['a.cs', 'Environment.GetEnvironmentVariable("A")', ['A@1:37']],
    ['a.txt', 'process.env.A', []],
  ])('%s %s', (path, text, expected) => expect(reads(path, text)).toEqual(expected));
  it('reads one long line', () => {
    expect(reads('a.js', 'process.env.x;'.repeat(14_000))).toEqual(['x@1:13']);
    expect(addresses('a.js', "db = 'postgres://localhost/bakery';".repeat(5000))).toHaveLength(5000);
  });
  it('knows the variables of platforms', () =>
    expect(['CI', 'GITHUB_TOKEN', 'npm_config_x', 'FLOUR_KEY'].map(isPlatformVariable)).toEqual([true, true, true, false]));
});

describe('databaseAddresses', () => {
  it('is not excused by a variable of the next statement', () =>
    expect(addresses('a.ts', "dbUrl = 'postgres://user:secret@localhost:5432/bakery';\nconst oven = process.env.OVEN;\n")).toEqual([
      'literal postgres on localhost, database bakery',
    ]));
  it('sees a literal address', () =>
    expect(addresses('a.ts', "dbUrl = 'postgres://user:secret@localhost:5432/bakery'")).toEqual(['literal postgres on localhost, database bakery']));
  it.each([
    "// db = 'postgres://localhost/bakery'",
    "db = 'postgres://db.example.com/bakery'",
    'db = `postgres://localhost/${x}`',
    "see('postgres://localhost/bakery')",
    "db = 'mongodb://127.0.0.1'",
  ])('finds none in %s', (text) => expect(addresses('a.ts', text)).toEqual([]));
  it('knows names of variables', () =>
    expect(['DATABASE_URL', 'APP_DB_HOST', 'DB_TIMEOUT', 'MONGODB_URI'].map(isDatabaseVariable)).toEqual([true, true, false, true]));
});

describe('databaseConfig', () => {
  it.each([
    ['prisma/schema.prisma', 'generator x {}\n'],
    ['config/database.yml', '# nothing\n'],
    ['a/settings.py', 'DATABASES_X = 1\n'],
    ['src/main/resources/application.yml', 'server: 1\n'],
    ['README.md', 'x'],
  ])('finds none in %s', (path, text) => expect(databaseConfig(path, text)).toBeUndefined());
  it('survives an open bracket', () => expect(databaseConfig('a/settings.py', `DATABASES = ${'{'.repeat(50_000)}`)?.addresses).toEqual([]));
});

describe('database names', () => {
  it.each([
    ['postgres:17', 'postgres'],
    ['bitnami/postgresql', 'postgres'],
    ['mcr.microsoft.com/mssql/server', 'mssql'],
    ['mongo-express', undefined],
    ['redis', undefined],
  ])('%s', (image, name) => expect(databaseOfImage(image)).toBe(name));
  it('knows families of packages', () =>
    expect([testDatabaseNote('@testcontainers/redis'), testDatabaseNote('left-pad')]).toEqual(['Testcontainers starts one for each run', undefined]));
});
