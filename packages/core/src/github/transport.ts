import type { Recording } from './recording.ts';

/** Largest answer that is read: a recursive tree of 100,000 paths has about 25 MB. */
const answerSizeLimit: number = 64 * 1024 * 1024;
const redirectLimit = 3;
const requestTimeout = 30_000;

/** An answer that broke a rule of the transport: too large, or a redirect that leaves the host. */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  readonly kind: 'too-large' | 'other-host' | 'timeout';
  constructor(kind: TransportError['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

/**
 * A `fetch` for one host. The token goes to no other: a redirect is followed only while it stays on the host (GitHub answers so
 * for renamed repositories). Answers are read whole, up to {@link answerSizeLimit}, and end after 30 seconds.
 *
 * @param apiUrl - The only origin that is asked.
 * @param recording - Takes down each answer, or gives the ones it holds instead of the network.
 */
export function hostFetch(apiUrl: string, recording: Recording | undefined): typeof fetch {
  const { origin } = new URL(apiUrl);
  return async (input, init) => {
    const url = new URL(typeof input === 'string' || input instanceof URL ? input : input.url);
    if (url.origin !== origin) throw new TransportError('other-host', `the request leaves ${origin}`);
    const body = typeof init?.body === 'string' ? init.body : undefined;
    const question = { method: init?.method ?? 'GET', path: `${url.pathname}${url.search}`, ...(body === undefined ? {} : { body }) };
    const replayed = recording?.find(question);
    if (replayed) return new Response(replayed.status === 204 || replayed.status === 304 ? null : replayed.body, replayed);
    const response = await follow(url, origin, init);
    const text = await readWhole(response);
    const headers = keptHeaders(response.headers);
    recording?.add(question, { status: response.status, headers, body: text });
    return new Response(response.status === 204 || response.status === 304 ? null : text, { status: response.status, headers });
  };
}

async function follow(start: URL, origin: string, init: RequestInit | undefined): Promise<Response> {
  let url = start;
  const signal = AbortSignal.timeout(requestTimeout);
  for (let hops = 0; hops <= redirectLimit; hops++) {
    const response = await fetch(url, { ...init, redirect: 'manual', signal }).catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'TimeoutError')
        throw new TransportError('timeout', `no answer within ${requestTimeout / 1000} seconds`);
      throw error;
    });
    const location = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || response.status === 304 || location === null) return response;
    await response.body?.cancel();
    const next = new URL(location, url);
    if (next.origin !== origin) throw new TransportError('other-host', `GitHub redirects to ${next.host}, which was not followed`);
    url = next;
  }
  throw new TransportError('other-host', `GitHub redirects more than ${redirectLimit} times`);
}

async function readWhole(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    // Leaving the loop ends the connection.
    if (size > answerSizeLimit) throw new TransportError('too-large', `the answer is larger than ${answerSizeLimit} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Headers that the client reads; nothing else is passed on or recorded. */
const wantedHeaders: readonly string[] = [
  'content-type',
  'link',
  'retry-after',
  'x-ratelimit-limit',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
  'x-ratelimit-resource',
  'x-github-sso',
];

function keptHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries(
    wantedHeaders.flatMap((name) => {
      const value = headers.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}
