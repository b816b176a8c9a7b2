import type { DatabaseAddress } from '../model/environment.ts';
import { mayReadEnvironment } from './source-reads.ts';
import type { TextPositions } from './text-position.ts';

const addressUrl = /\b(postgres(?:ql)?|mysql|mariadb|mongodb|cockroachdb|mssql|sqlserver)(?:\+\w+)?:\/\/([^\s'"`<>\\)]{1,300})/g;
const sharedHost = /^(?:[^@/]*@)?(localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]|host\.docker\.internal)(?::\d+)?(?:\/([\w.-]*))?/i;

/** What stands in front of an address that is put to use: a key or a variable for it, or a call that connects. */
const usedAs =
  /(?:(?:database|db|connection|conn|mongo(?:db)?|postgres(?:ql)?|pg|mysql|sqlalchemy)\w*["']?\s*[:=][^;]*|\b(?:create_engine|create_async_engine|connect|connectAsync|createConnection|createPool|MongoClient|Sequelize|Pool|Client|drizzle|postgres|sql\.Open|Database)\([^;]*)$/i;

/**
 * Finds database addresses in source code that point at this machine: a literal one, or a default beside an environment
 * variable. Examples in comments and help texts, and addresses with placeholders, are none.
 *
 * @throws Never. Credentials are not part of the answer.
 */
export function databaseAddresses(path: string, text: string, positions: TextPositions): readonly DatabaseAddress[] {
  if (!text.includes('://')) return [];
  const found: DatabaseAddress[] = [];
  const inDocstring = path.endsWith('.py') ? tripleQuoted(text) : () => false;
  const readsByItself = /\bBaseSettings\b|\benvvar\s*=|\bz\.object\b|createEnv\(/.test(text);
  for (const match of text.matchAll(addressUrl)) {
    const [whole, engine = '', rest = ''] = match;
    const host = sharedHost.exec(rest);
    if (!host || /[${}%*]|\.\.\.|example/.test(rest)) continue;
    const { line, column } = positions.position(match.index);
    const lineStart = match.index - column + 1;
    const before = text.slice(Math.max(lineStart, match.index - 160), match.index);
    if (
      /^\s*(?:\/\/|#|\*|\/\*|>>>|--|\.\.|;)/.test(before) ||
      !usedAs.test(before.trimEnd().replace(/["'`(]+$/, (quotes) => (quotes.includes('(') ? '(' : '')))
    )
      continue;
    const database = host[2] ?? '';
    // Without a name it is a server, which checkouts may well share.
    if (database === '' || placeholderName.test(database) || inDocstring(match.index)) continue;
    found.push({
      source: readsByItself || mayReadEnvironment(around(text, positions, line, match.index)) ? 'environment' : 'literal',
      description: `${engine} on ${host[1]}, database ${database}`,
      location: positions.location(match.index, match.index + whole.length),
    });
  }
  return found;
}

const placeholderName = /^(?:db_?name|database(?:_?name)?|your\w*|my_?(?:db|database|app)|name|test_?db_?name|example\w*)$/i;

/** Says whether an offset is inside a docstring: an odd number of triple quotes stands in front of it. */
function tripleQuoted(text: string): (offset: number) => boolean {
  const quotes = [...text.matchAll(/"""|'''/g)].map((match) => match.index);
  return (offset) => {
    const before = quotes.findIndex((quote) => quote > offset);
    return (before < 0 ? quotes.length : before) % 2 === 1;
  };
}

/** The line of an offset with two lines on each side, of the same statement, cut where they are very long: where a fallback would be written. */
function around(text: string, positions: TextPositions, line: number, offset: number): string {
  const before = text.slice(Math.max(positions.lineStart(Math.max(1, line - 2)), offset - 600), offset);
  const after = text.slice(offset, Math.min(positions.lineStart(line + 3), offset + 900));
  const end = after.search(/;\s*$/m);
  return before.slice(before.lastIndexOf(';') + 1) + (end < 0 ? after : after.slice(0, end));
}

/** Names of variables that carry a database's address. */
const addressVariable =
  /^(?:\w+_)?(?:DATABASE|DB|POSTGRES(?:QL)?|PG|MYSQL|MARIADB|MONGO(?:DB)?|SQL)_?(?:URL|URI|DSN|HOST|NAME|DATABASE|CONNECTION(?:_\w+)?|DB)$/;

/** Whether a variable carries a database's address or name. */
export function isDatabaseVariable(name: string): boolean {
  return addressVariable.test(name);
}
