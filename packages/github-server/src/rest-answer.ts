import type { ObjectStore } from './git-objects.ts';
import type { Scenario } from './scenario.ts';
import type { Refusal, View } from './visibility.ts';

export interface RestAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, or bytes that are sent as they are. */
  readonly body?: unknown;
  /** The part of the body that the published description can judge, where the body holds something newer. */
  readonly described?: unknown;
}

export interface RestRequest {
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly accept: string;
  /** The API's own address, without a slash at its end. */
  readonly base: string;
  /** The address asked for, without its query. */
  readonly url: string;
}

export interface RestContext {
  readonly scenario: Scenario;
  readonly store: ObjectStore;
  readonly view: View;
}

export type Handler = (context: RestContext, request: RestRequest) => RestAnswer;

export const ok = (body: unknown): RestAnswer => ({ status: 200, body });

export const failure = (status: number, message: string): RestAnswer => ({
  status,
  body: { message, documentation_url: 'https://docs.github.com/rest', status: `${status}` },
});

export const refused = ({ status, message }: Refusal): RestAnswer => failure(status, message);
export const notFound: RestAnswer = failure(404, 'Not Found');

/** One page of a list, with GitHub's `link` header when there are more. */
export function page(request: RestRequest, items: readonly unknown[], wrap: (items: readonly unknown[]) => unknown = (part) => part): RestAnswer {
  const size = Math.min(100, Math.max(1, Number(request.query.get('per_page') ?? 30) || 30));
  const number = Math.max(1, Number(request.query.get('page') ?? 1) || 1);
  const last = Math.max(1, Math.ceil(items.length / size));
  const links: string[] = [];
  const link = (target: number, relation: string): void => {
    const query = new URLSearchParams(request.query);
    query.set('page', `${target}`);
    links.push(`<${request.url}?${query}>; rel="${relation}"`);
  };
  if (number > 1) link(number - 1, 'prev');
  if (number < last) link(number + 1, 'next');
  if (number < last) link(last, 'last');
  if (number > 1) link(1, 'first');
  return { ...ok(wrap(items.slice((number - 1) * size, number * size))), ...(links.length > 0 ? { headers: { link: links.join(', ') } } : {}) };
}

/** A handler behind administration; `hides` where GitHub says 404 instead of 403 to people. */
export const administered =
  (answer: (settings: Scenario['settings'], context: RestContext, request: RestRequest) => RestAnswer, hides?: 'hides'): Handler =>
  (context, request) => {
    const refusal = context.view.refusal('administration', 'read', hides);
    return refusal ? refused(refusal) : answer(context.scenario.settings, context, request);
  };
