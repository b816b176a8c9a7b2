import type { Account } from '../model/pull-request.ts';
import { numberAt, textAt } from '../parse/json-value.ts';

/** An account of either API: `__typename` of GraphQL or `type` of REST. A `null` one is an account that is gone. */
export function accountOf(node: unknown): Account {
  const login = textAt(node, 'login');
  if (login === undefined) return { login: 'ghost', kind: 'unknown' };
  const type = textAt(node, '__typename') ?? textAt(node, 'type');
  const id = numberAt(node, 'databaseId') ?? numberAt(node, 'id');
  return { login: login.replace(/\[bot\]$/, ''), kind: kindOf(type, login), ...(id === undefined ? {} : { id }) };
}

function kindOf(type: string | undefined, login: string): Account['kind'] {
  if (type === 'Bot' || login.endsWith('[bot]')) return 'bot';
  return type === 'User' ? 'human' : 'unknown';
}
