import { type Recording, withoutToken } from './recording.ts';

/** Largest answer that is read: a recursive tree of 100,000 paths has about 25 MB. */
const answerSizeLimit: number = 64 * 1024 * 1024;
/** What is shorter is a stand-in, such as `test`, whose letters an answer may well hold. */
const shortestToken = 16;
/** Deepest nesting of an answer that is read; those of GitHub have about ten levels. */
const nestingLimit = 100;
const redirectLimit = 3;

/** An answer that broke a rule of the transport: too large, too deep, too late, a redirect that leaves the host, or no way to it. */
export class TransportError extends Error {
  // The one name after which octokit does not ask again: none of these gets better by it.
  override readonly name = 'AbortError';
  readonly kind: 'too-large' | 'too-deep' | 'other-host' | 'timeout' | 'no-connection';
  constructor(kind: TransportError['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

interface HostFetchOptions {
  /** The only origin that is asked. */
  readonly apiUrl: string;
  /** Goes into no text that is returned or recorded. */
  readonly token: string | undefined;
  /** Takes down each answer, or gives the ones it holds instead of the network. */
  readonly recording: Recording | undefined;
  /** Milliseconds that an answer may take. */
  readonly timeout: number;
}

/**
 * A `fetch` for one host. The token goes to no other: a redirect is followed only while it stays on the host (GitHub answers so
 * for renamed repositories). Answers are read whole, up to {@link answerSizeLimit} and {@link nestingLimit}, and in
 * time. Where one repeats the token, that is taken out.
 *
 * @throws {TransportError} By the returned function, beside what `fetch` throws.
 */
export function hostFetch({ apiUrl, recording, timeout, ...options }: HostFetchOptions): typeof fetch {
  const { origin } = new URL(apiUrl);
  const token = options.token && options.token.length >= shortestToken ? options.token : undefined;
  return async (input, init) => {
    const url = new URL(typeof input === 'string' || input instanceof URL ? input : input.url);
    if (url.origin !== origin) throw new TransportError('other-host', `the request leaves ${origin}`);
    const body = typeof init?.body === 'string' ? init.body : undefined;
    const question = { method: init?.method ?? 'GET', path: `${url.pathname}${url.search}`, ...(body === undefined ? {} : { body }) };
    const replayed = recording?.find(question);
    if (replayed) {
      checkNesting(replayed.body, replayed.headers['content-type']);
      return new Response(replayed.status === 204 || replayed.status === 304 ? null : replayed.body, replayed);
    }
    const response = await inTime(timeout, async (signal) => {
      const { status, headers, body: stream } = await follow(url, token, { ...init, signal });
      return { status, headers: keptHeaders(headers, token), whole: await readWhole(stream) };
    });
    const { status, headers } = response;
    checkNesting(response.whole, headers['content-type']);
    const text = token ? withoutToken(response.whole, token) : response.whole;
    recording?.add(question, { status, headers, body: text });
    return new Response(status === 204 || status === 304 ? null : text, { status, headers });
  };
}

/** Codes of a failure that another attempt a second later would meet again: no network, no such name, nobody there, no trust. */
const noWay = /^(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|EHOSTUNREACH|EADDRNOTAVAIL|ERR_TLS_.*|CERT_.*|.*_CERT|.*_CERT_.*|.*_SIGNATURE)$/;

/** Ends what takes too long, the reading of the answer included. */
async function inTime<Value>(milliseconds: number, work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
  try {
    return await work(AbortSignal.timeout(milliseconds));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'TimeoutError') throw new TransportError('timeout', `no answer within ${milliseconds / 1000} seconds`);
    throw error;
  }
}

async function follow(start: URL, token: string | undefined, init: RequestInit): Promise<Response> {
  let url = start;
  for (let hops = 0; hops <= redirectLimit; hops++) {
    const response = await fetch(url, { ...init, redirect: 'manual' }).catch((error: unknown) => {
      const code = error instanceof Error && error.cause instanceof Error && 'code' in error.cause ? error.cause.code : undefined;
      throw typeof code === 'string' && noWay.test(code) ? new TransportError('no-connection', `no connection to ${start.host}: ${code}`) : error;
    });
    const location = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || response.status === 304 || location === null) return response;
    await response.body?.cancel();
    const next = new URL(location, url);
    if (next.origin !== start.origin) {
      const repeatsToken = token && next.host.includes(token.toLowerCase());
      throw new TransportError('other-host', `GitHub redirects to ${repeatsToken ? 'another host' : next.host}, which was not followed`);
    }
    url = next;
  }
  throw new TransportError('other-host', `GitHub redirects more than ${redirectLimit} times`);
}

async function readWhole(body: Response['body']): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    // Leaving the loop ends the connection.
    if (size > answerSizeLimit) throw new TransportError('too-large', `the answer is larger than ${answerSizeLimit} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** A parser of JSON calls itself for each level: an answer could have as many as it takes to end the process. */
function checkNesting(text: string, contentType: string | undefined): void {
  if (!contentType?.includes('json')) return;
  let depth = 0;
  let inText = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (inText) {
      if (character === '\\') index++;
      else if (character === '"') inText = false;
    } else if (character === '"') inText = true;
    else if (character === '[' || character === '{') depth++;
    else if (character === ']' || character === '}') depth--;
    if (depth > nestingLimit) throw new TransportError('too-deep', `the answer is nested deeper than ${nestingLimit} levels`);
  }
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

function keptHeaders(headers: Headers, token: string | undefined): Record<string, string> {
  return Object.fromEntries(
    wantedHeaders.flatMap((name) => {
      const value = headers.get(name);
      return value === null ? [] : [[name, token ? withoutToken(value, token) : value]];
    }),
  );
}
