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
export function databaseAddresses(text: string, positions: TextPositions): readonly DatabaseAddress[] {
  if (!text.includes('://')) return [];
  const found: DatabaseAddress[] = [];
  for (const match of text.matchAll(addressUrl)) {
    const [whole, engine = '', rest = ''] = match;
    const host = sharedHost.exec(rest);
    if (!host || /[${}%*]|\.\.\.|example/.test(rest)) continue;
    const lineStart = text.lastIndexOf('\n', match.index) + 1;
    const before = text.slice(Math.max(lineStart, match.index - 160), match.index);
    if (
      /^\s*(?:\/\/|#|\*|\/\*|>>>|--|\.\.|;)/.test(before) ||
      !usedAs.test(before.trimEnd().replace(/["'`(]+$/, (quotes) => (quotes.includes('(') ? '(' : '')))
    )
      continue;
    const database = host[2] ?? '';
    // Without a name it is a server, which checkouts may well share.
    if (database === '') continue;
    found.push({
      source: isDefaultOfVariable(text, match.index, match.index + whole.length) ? 'environment' : 'literal',
      description: `${engine} on ${host[1]}, database ${database}`,
      location: positions.location(match.index, match.index + whole.length),
    });
  }
  return found;
}

/** Looks at the statement around: the line and the two on each side; settings classes read the environment by themselves. */
function isDefaultOfVariable(text: string, start: number, end: number): boolean {
  let from = start;
  for (let line = 0; line < 3; line++) from = Math.max(0, text.lastIndexOf('\n', from - 1));
  let to = end;
  for (let line = 0; line < 3; line++) to = nextLine(text, to);
  return (
    mayReadEnvironment(text.slice(Math.max(from, start - 600), Math.min(to, end + 600))) || /\bBaseSettings\b|\benvvar\s*=|\bz\.object\b|createEnv\(/.test(text)
  );
}

function nextLine(text: string, offset: number): number {
  const found = text.indexOf('\n', offset + 1);
  return found < 0 ? text.length : found;
}

/** Names of variables that carry a database's address. */
const addressVariable =
  /^(?:\w+_)?(?:DATABASE|DB|POSTGRES(?:QL)?|PG|MYSQL|MARIADB|MONGO(?:DB)?|SQL)_?(?:URL|URI|DSN|HOST|NAME|DATABASE|CONNECTION(?:_\w+)?|DB)$/;

/** Whether a variable carries a database's address or name. */
export function isDatabaseVariable(name: string): boolean {
  return addressVariable.test(name);
}
