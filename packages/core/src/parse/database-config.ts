import type { DatabaseAddress, DatabaseUse } from '../model/environment.ts';
import type { Located } from '../model/location.ts';
import { jsProperties } from './js-properties.ts';
import { type TextPositions, textPositions } from './text-position.ts';

/** What a configuration file of a framework says of its database. */
export interface DatabaseConfig {
  readonly use: DatabaseUse;
  readonly addresses: readonly DatabaseAddress[];
  /** What its framework gives tests by itself. */
  readonly testDatabase?: Located<string>;
}

interface Format {
  readonly name: string;
  /** File name, and a part of the path that must be there too. */
  readonly file: RegExp;
  read(text: string, positions: TextPositions, path: string): DatabaseConfig | undefined;
}

const formats: readonly Format[] = [
  { name: 'Prisma', file: /(?:^|\/)[\w.-]*\.prisma$/, read: readPrisma },
  { name: 'Rails', file: /(?:^|\/)config\/database\.yml$/, read: readRails },
  { name: 'Laravel', file: /(?:^|\/)config\/database\.php$/, read: readLaravel },
  { name: 'Django', file: /(?:^|\/)settings(?:\/\w+)?\.py$/, read: readDjango },
  { name: 'Spring', file: /(?:^|\/)src\/main\/resources\/application[\w-]*\.(?:properties|ya?ml)$/, read: readSpring },
  { name: 'Drizzle', file: /(?:^|\/)drizzle\.config\.[cm]?[jt]s$/, read: readJsConfig('Drizzle') },
  { name: 'Knex', file: /(?:^|\/)knexfile\.[cm]?[jt]s$/, read: readJsConfig('Knex') },
];

/** Whether a path is a database configuration of a known framework. */
export function isDatabaseConfig(path: string): boolean {
  // `test/dummy` is the application that a Rails engine is tested with.
  return formats.some((format) => format.file.test(path)) && !/(?:^|\/)(?:dummy|smoke-tests?)\//.test(path);
}

/** Reads the database configuration of a known framework; undefined when the file configures none. */
export function databaseConfig(path: string, text: string): DatabaseConfig | undefined {
  const format = formats.find((candidate) => candidate.file.test(path));
  return format?.read(text, textPositions(path, text), path);
}

function config(name: string, positions: TextPositions, start: number, end: number, addresses: readonly DatabaseAddress[]): DatabaseConfig {
  return { use: { kind: 'configuration', name, location: positions.location(start, end) }, addresses };
}

/** https://www.prisma.io/docs/orm/reference/prisma-schema-reference#datasource */
function readPrisma(text: string, positions: TextPositions): DatabaseConfig | undefined {
  const opening = /\bdatasource\s+\w+\s*\{/.exec(text);
  const close = opening ? text.indexOf('}', opening.index) : -1;
  if (!opening || close < 0) return undefined;
  const block = { index: opening.index, text: text.slice(opening.index, close) };
  const url = /^[ \t]*url\s*=\s*([^\n]*)$/m.exec(block.text);
  const [, value = ''] = url ?? [];
  const start = block.index + (url ? url.index + url[0].length - value.length : 0);
  const location = positions.location(start, start + Math.max(1, value.trimEnd().length));
  if (!url) return config('Prisma', positions, block.index, block.index + 10, []);
  const source = value.startsWith('env(') ? 'environment' : /^"file:/.test(value) ? 'local-file' : 'literal';
  const description =
    source === 'environment'
      ? `Prisma reads ${/"(\w+)"/.exec(value)?.[1] ?? 'the environment'}`
      : source === 'local-file'
        ? 'a SQLite file'
        : 'the address in the Prisma schema';
  return config('Prisma', positions, block.index, block.index + 10, [{ source, description, location }]);
}

/** DATABASE_URL is merged over the file: https://guides.rubyonrails.org/configuring.html#configuring-a-database */
function readRails(text: string, positions: TextPositions): DatabaseConfig | undefined {
  const entry = /^(?:development|default|test)\b/m.exec(text);
  if (!entry) return undefined;
  const location = positions.location(entry.index, entry.index + entry[0].length);
  const test = /^test:/m.exec(text);
  return {
    ...config('Rails', positions, entry.index, entry.index + entry[0].length, [
      { source: 'environment', description: 'Rails takes DATABASE_URL before config/database.yml', location },
    ]),
    ...(test ? { testDatabase: { value: 'config/database.yml has a test database', location: positions.location(test.index, test.index + 4) } } : {}),
  };
}

function readLaravel(text: string, positions: TextPositions): DatabaseConfig | undefined {
  const connections = text.indexOf("'connections'");
  if (connections < 0) return undefined;
  const call = /\benv\(\s*'(DB_\w+|DATABASE_URL)'/.exec(text);
  return config(
    'Laravel',
    positions,
    connections,
    connections + 13,
    call
      ? [{ source: 'environment', description: `config/database.php reads ${call[1]}`, location: positions.location(call.index, call.index + call[0].length) }]
      : [],
  );
}

function readDjango(text: string, positions: TextPositions): DatabaseConfig | undefined {
  const start = /^DATABASES\b.*?=/m.exec(text)?.index;
  if (start === undefined) return undefined;
  const block = balanced(text, start, 4000);
  const location = positions.location(start, start + 9);
  const address = (): DatabaseAddress | undefined => {
    if (/\benviron\b|\bgetenv\b|\benv\b|\bconfig\(|dj_database_url|\bDJANGO_/.test(block))
      return { source: 'environment', description: 'DATABASES is made from the environment', location };
    if (/sqlite3/.test(block)) {
      const home = /["'](?:~\/|\/home\/|\/var\/|\/tmp\/)[^"']*["']/.exec(block);
      if (home)
        return {
          source: 'home-file',
          description: 'a SQLite file outside the checkout',
          location: positions.location(start + home.index, start + home.index + home[0].length),
        };
      return { source: 'local-file', description: 'a SQLite file in the checkout', location };
    }
    const name = /["']NAME["']\s*:\s*(["'])([^"']+)\1/.exec(block);
    if (!name) return undefined;
    const at = start + name.index + name[0].length - (name[2]?.length ?? 0) - 1;
    return { source: 'literal', description: `Django database ${name[2]}`, location: positions.location(at, at + (name[2]?.length ?? 0)) };
  };
  const found = address();
  return {
    ...config('Django', positions, start, start + 9, found ? [found] : []),
    testDatabase: { value: 'Django makes a test database of its own', location },
  };
}

/** SPRING_DATASOURCE_URL overrides the file: https://docs.spring.io/spring-boot/reference/features/external-config.html */
function readSpring(text: string, positions: TextPositions): DatabaseConfig | undefined {
  const match = /spring\.datasource\.url|\bdatasource\s*:/.exec(text);
  if (!match) return undefined;
  const location = positions.location(match.index, match.index + match[0].length);
  return config('Spring', positions, match.index, match.index + match[0].length, [
    { source: 'environment', description: 'Spring takes SPRING_DATASOURCE_URL before its configuration file', location },
  ]);
}

function readJsConfig(name: string): Format['read'] {
  return (text, positions) => {
    const property = jsProperties(text).find(({ path }) => /^(?:url|connectionString|connection|database)$/.test(path.at(-1) ?? ''));
    const location = property ? positions.location(property.start, property.end) : positions.location(0, 0);
    if (/process\.env/.test(text))
      return config(name, positions, 0, 0, [{ source: 'environment', description: `the ${name} configuration reads the environment`, location }]);
    if (property?.kind !== 'string') return config(name, positions, 0, 0, []);
    const local = /^(?:file:|\.|:memory:)|\.(?:db|sqlite3?)$/.test(property.value);
    const description = local ? 'a SQLite file' : `the address in the ${name} configuration`;
    return config(name, positions, 0, 0, [{ source: local ? 'local-file' : 'literal', description, location }]);
  };
}

/** Text from an offset to where its brackets close again; at most `limit` characters. */
function balanced(text: string, start: number, limit: number): string {
  let depth = 0;
  for (let index = start; index < Math.min(text.length, start + limit); index++) {
    const character = text[index];
    if (character === '{' || character === '(' || character === '[') depth++;
    else if ((character === '}' || character === ')' || character === ']') && --depth <= 0) return text.slice(start, index + 1);
    else if (character === '\n' && depth === 0 && index > start) return text.slice(start, index);
  }
  return text.slice(start, start + limit);
}
