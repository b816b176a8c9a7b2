import type { Knowledge } from '../model/knowledge.ts';
import { booleanAt, listAt, textAt } from '../parse/json-value.ts';
import type { Answer } from './client.ts';
import type { Failure } from './failure.ts';

/** Pages of one list that are read at most. */
const mostPages = 20;

type Unknown = Extract<Knowledge<never>, { state: 'unknown' }>;

/**
 * Reads a list of GraphQL to its end. One with a hole is unknown as a whole: what is not there may be what matters.
 *
 * @param first - An answer with the first page.
 * @param path - Where the list is in each answer.
 * @param next - Asks for the page behind a cursor.
 */
export async function wholeList(
  first: Answer,
  path: readonly string[],
  next: (cursor: string) => Promise<Answer>,
  because: (failure: Failure) => Unknown,
): Promise<Knowledge<readonly unknown[]>> {
  const malformed = because({ kind: 'malformed', message: `no ${path.at(-1)}` });
  const nodes: unknown[] = [];
  let answer = first;
  for (let page = 0; page < mostPages; page++) {
    const failure = answer.failure ?? failureAt(answer, path);
    if (failure) return because(failure);
    const { data } = answer as Extract<Answer, { data: unknown }>;
    const found = listAt(data, ...path);
    const hasNextPage = booleanAt(data, ...path, 'pageInfo', 'hasNextPage');
    if (!found || hasNextPage === undefined || found.some((node) => node === null || node === undefined)) return malformed;
    nodes.push(...found);
    if (!hasNextPage) return { state: 'known', value: nodes, basis: 'observed', sources: ['GitHub'] };
    const cursor = textAt(data, ...path, 'pageInfo', 'endCursor');
    if (cursor === undefined) return malformed;
    answer = await next(cursor);
  }
  return { state: 'unknown', reason: `there are more than ${nodes.length} ${path.at(-1)}`, reveal: 'Bring the change in a pull request of its own.' };
}

/** Why a part of an answer, or something in it, is missing. An error that names no place may concern any. */
export function failureAt(answer: Answer, path: readonly string[]): Failure | undefined {
  if (answer.failure) return answer.failure;
  const place = path.join('.');
  return answer.errors.find((error) => error.path === '' || error.path === place || error.path.startsWith(`${place}.`))?.failure;
}
