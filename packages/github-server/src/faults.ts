import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';

/** What goes wrong instead of, or (`slow`) before, the true answer. */
export type FaultKind =
  /** GraphQL says it with 200, REST with 403 or (the newer way) 429. */
  | { readonly kind: 'primary-limit'; readonly status?: 403 | 429; readonly resetInSeconds?: number }
  | { readonly kind: 'secondary-limit'; readonly status: 200 | 403 | 429; readonly retryAfter?: number }
  | { readonly kind: 'status'; readonly status: 500 | 502 | 503 | 504; readonly body?: 'html' | 'json' }
  /** A GraphQL answer that holds this error and no data. */
  | { readonly kind: 'graphql-error'; readonly message: string; readonly type?: string }
  | { readonly kind: 'truncated-json' }
  | { readonly kind: 'wrong-content-type' }
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /** The connection breaks without an answer. */
  | { readonly kind: 'reset' }
  /** To an address of your own, for instance that of another server. */
  | { readonly kind: 'redirect'; readonly status: 301 | 302 | 307 | 308; readonly location: string }
  /** JSON of at least so many bytes, streamed. */
  | { readonly kind: 'huge'; readonly bytes: number }
  /** JSON arrays in one another. */
  | { readonly kind: 'nested'; readonly depth: number };

export type Fault = FaultKind & {
  /** Part of the path that a request must have, without the prefix of Enterprise Server; absent for every request. */
  readonly on?: string;
  /** How many requests meet it: one when absent. */
  readonly times?: number;
};

/** Faults that are still to come, in their order. */
export class FaultQueue {
  readonly #waiting: { readonly fault: Fault; left: number }[] = [];

  constructor(faults: readonly Fault[] = []) {
    this.add(...faults);
  }

  add(...faults: readonly Fault[]): void {
    for (const fault of faults) this.#waiting.push({ fault, left: fault.times ?? 1 });
  }

  /** The first fault for a path, which is then used up once. */
  take(path: string): Fault | undefined {
    const index = this.#waiting.findIndex(({ fault }) => fault.on === undefined || path.includes(fault.on));
    const found = this.#waiting[index];
    if (found === undefined) return undefined;
    found.left--;
    if (found.left <= 0) this.#waiting.splice(index, 1);
    return found.fault;
  }
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
const HTML = '<!DOCTYPE html><html><head><title>Unicorn! &middot; GitHub</title></head><body><p>This page is taking too long to load.</p></body></html>';
const SECONDARY = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';

/**
 * Plays a fault.
 *
 * @returns The status sent, 0 for none, or undefined when the true answer has still to be sent.
 */
export async function playFault(fault: FaultKind, response: ServerResponse, isGraphQL: boolean): Promise<number | undefined> {
  switch (fault.kind) {
    case 'slow':
      await wait(fault.milliseconds, undefined, { ref: false });
      return undefined;
    case 'reset':
      response.socket?.resetAndDestroy();
      return 0;
    case 'primary-limit': {
      const headers = {
        'x-ratelimit-limit': '5000',
        'x-ratelimit-used': '5000',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': `${Math.ceil(Date.now() / 1000) + (fault.resetInSeconds ?? 1)}`,
        'x-ratelimit-resource': isGraphQL ? 'graphql' : 'core',
      };
      const message = 'API rate limit exceeded for user ID 1.';
      return isGraphQL
        ? sendJson(response, 200, { errors: [{ type: 'RATE_LIMITED', message }] }, headers)
        : sendJson(response, fault.status ?? 403, { message, documentation_url: 'https://docs.github.com/rest' }, headers);
    }
    case 'secondary-limit': {
      const headers = fault.retryAfter === undefined ? {} : { 'retry-after': `${fault.retryAfter}` };
      const body = { message: SECONDARY, documentation_url: 'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits' };
      return sendJson(response, fault.status, fault.status === 200 ? { errors: [{ message: SECONDARY }] } : body, headers);
    }
    case 'status':
      return fault.body === 'json'
        ? sendJson(response, fault.status, { message: 'Server Error' })
        : send(response, fault.status, HTML, { 'content-type': 'text/html; charset=utf-8' });
    case 'graphql-error':
      return sendJson(response, 200, { data: null, errors: [{ message: fault.message, ...(fault.type === undefined ? {} : { type: fault.type }) }] });
    case 'truncated-json':
      return send(response, 200, '{"data":{"repository":{"name":"ov', JSON_TYPE);
    case 'wrong-content-type':
      return send(response, 200, HTML, { 'content-type': 'text/html; charset=utf-8' });
    case 'redirect':
      return sendJson(response, fault.status, { message: 'Moved', url: fault.location }, { location: fault.location });
    case 'huge':
      await sendHuge(response, fault.bytes);
      return 200;
    case 'nested':
      return send(response, 200, '['.repeat(fault.depth) + ']'.repeat(fault.depth), JSON_TYPE);
    default:
      return fault satisfies never;
  }
}

function send(response: ServerResponse, status: number, body: string, headers: Readonly<Record<string, string>>): number {
  response.writeHead(status, headers).end(body);
  return status;
}

const sendJson = (response: ServerResponse, status: number, body: object, headers: Readonly<Record<string, string>> = {}): number =>
  send(response, status, JSON.stringify(body), { ...JSON_TYPE, ...headers });

async function sendHuge(response: ServerResponse, bytes: number): Promise<void> {
  response.writeHead(200, JSON_TYPE);
  // A client that has had enough hangs up, which is no failure here.
  await pipeline(Readable.from(padding(bytes)), response).catch(() => {});
}

function* padding(bytes: number): Generator<string> {
  const chunk = 'a'.repeat(64 * 1024);
  yield '{"padding":"';
  for (let sent = 0; sent < bytes; sent += chunk.length) yield chunk;
  yield '"}';
}
