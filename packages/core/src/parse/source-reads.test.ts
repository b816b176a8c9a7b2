import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { databaseAddresses, isDatabaseVariable } from './database-address.ts';
import { databaseConfig } from './database-config.ts';
import { databaseOfImage, testDatabaseNote } from './database-names.ts';
import { isPlatformVariable, readEnvironmentNames } from './source-reads.ts';
import { textPositions } from './text-position.ts';

const reads = (path: string, text: string): string[] =>
  readEnvironmentNames(path, text).map(
    ({ name, hasDefault, location }) => `${name}${hasDefault ? '?' : ''}@${location.range.start.line}:${location.range.start.column}`,
  );
const addresses = (path: string, text: string): string[] =>
  databaseAddresses(path, text, textPositions(path, text)).map(({ source, description }) => `${source} ${description}`);

describe('readEnvironmentNames', () => {
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
    ['a.__proto__', 'process.env.A', []],
    ['a.js', 'process.env.hasOwnProperty("A")', []],
    ['a.js', 'const { A, B = 1, C: c } = process.env;', ['A@1:9', 'B?@1:12', 'C@1:19']],
    ['a.js', 'x(`${process.env.A}` + Bun.env.B + import.meta.env["C"])', ['A@1:18', 'B@1:32', 'C@1:53']],
    ['a.js', "log('set process.env.A'); /* process.env.B */ f(process.env.C)", ['C@1:61']],
    ['a.js', "s.replace(/['\"`]/g, ''); f(process.env.A) // `", ['A@1:40']],
    ['a.jsx', "<p>Don't</p>\n<b>{process.env.A}</b>", ['A@2:17']],
    ['a.jsx', '<a></a>{process.env.A}</p>', ['A@1:21']],
    ['a.ts', 'process.env.A ||= "x"; process.env.B === "1"', ['A?@1:13', 'B?@1:36']],
    ['a.py', '"""os.environ["A"]"""\n# os.environ["B"]\nf(f"{os.environ[\'C\']}", "os.getenv(\'D\')")', ['C@3:18']],
    ['a.py', 'from os import environ\nenviron["A"]\nenv.bool("B", default=False)\nconfig("C", cast=int)\n', ['A@2:10', 'B?@3:11', 'C@4:9']],
    [
      'a.py',
      'class Settings(BaseSettings):\n    flour: str\n    oven: int = 1\n    key: str = Field(alias="OVEN_KEY")\n    salt: str = Field("x")\n    model_config = SettingsConfigDict(env_prefix="BAKE_")\n\n    def f(self) -> None:\n        x: int = 1\n\nother: str\n',
      ['BAKE_FLOUR@2:5', 'BAKE_OVEN?@3:5', 'OVEN_KEY@4:5', 'BAKE_SALT?@5:5'],
    ],
    ['a.rb', '=begin\nENV["A"]\n=end\n"#{ENV["B"]}" if ENV.key?("C"); ENV["D"] = "1"', ['B@4:9', 'C?@4:28']],
    [
      'a.go',
      'type c struct {\n\tA string `env:"A"`\n\tB int `env:"B" envDefault:"1"`\n\tC int `env:"C, default=2"`\n}\n// os.Getenv("D")',
      ['A@2:17', 'B?@3:14', 'C?@4:14'],
    ],
    ['a.rs', 'env!("A"); option_env!("B"); #[arg(long, env = "C")]', ['A@1:7', 'B?@1:25', 'C?@1:49']],
    [
      'a.kt',
      'System.getenv("A") ?: "x"; System.getenv()["B"]; System.getenv().getOrDefault("C", "x"); "${System.getenv("D")}"',
      ['A?@1:16', 'D@1:108', 'B@1:45', 'C?@1:80'],
    ],
    ['a.php', "$this->env('A'); $_ENV['B_C']; # getenv('D')\ngetenv('E') ?: 1", ['E?@2:9', 'B_C@1:25']],
    ['a.cs', 'Environment.GetEnvironmentVariable("A") ?? "x"; // GetEnvironmentVariable("B")', ['A?@1:37']],
    ['a.exs', 'System.get_env("A") || "x"; System.fetch_env!("B"); System.get_env("C", "d")', ['A?@1:17', 'B@1:48', 'C?@1:69']],
    ['a.swift', 'ProcessInfo.processInfo.environment["A"] ?? "x"', ['A?@1:38']],
  ])('%s %s', (path, text, expected) => expect(reads(path, text)).toEqual(expected));
  it('never throws, and names stand where it says', () => {
    const piece = fc.constantFrom(
      ...[
        'process.env.A',
        'os.environ["A"]',
        'ENV["A"]',
        'env:"A"',
        '`',
        '${',
        '}',
        '{',
        '"',
        "'",
        '"""',
        '//',
        '/*',
        '*/',
        '#',
        '#{',
        '\\',
        '\n',
        '/',
        ' ',
        'f"',
      ],
      ...['class S(BaseSettings):\n', '    a: x\n', '= '],
    );
    const extension = fc.constantFrom('js', 'py', 'rb', 'go', 'php', 'kt', 'rs', 'cs', 'ex', 'swift');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), extension, (pieces, kind) => {
        const text = pieces.join('');
        for (const { name, location } of readEnvironmentNames(`a.${kind}`, text))
          expect(text.slice(location.range.start.offset, location.range.end.offset).toUpperCase()).toBe(name.toUpperCase());
      }),
      { numRuns: 500 },
    );
  });
  it.each(['`${', '/', 'f"{', '"""', 'class S(BaseSettings):\n', '} = process.env;', '{} = process.env;', 'env(', 'process.env[ '])(
    'reads %j over and over',
    (part) => {
      for (const kind of ['js', 'py', 'rb', 'swift']) expect(readEnvironmentNames(`a.${kind}`, `${part.repeat(20_000)}\nprocess.env`)).toEqual([]);
    },
  );
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
