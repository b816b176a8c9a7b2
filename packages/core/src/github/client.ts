import type { Octokit } from '@octokit/core';
import { ConfigError } from '../errors.ts';
import { isRecord, listAt, numberAt, textAt } from '../parse/json-value.ts';
import type { Failure } from './failure.ts';
import type { Recording } from './recording.ts';
import { hostFetch, TransportError } from './transport.ts';

export interface GitHubClientOptions {
  /** Base of the REST API: `https://api.github.com`, or `https://HOST/api/v3` of an Enterprise Server. */
  readonly apiUrl: string;
  readonly token?: string;
  readonly recording?: Recording;
  /** Told when the client waits, e.g. for a rate limit: seconds, and why. */
  readonly onWait?: (seconds: number, reason: string) => void;
  /** A part of a second for tests; 1000 otherwise. Milliseconds that a second of waiting lasts. */
  readonly second?: number;
  /** Milliseconds after which an answer comes too late; 30,000 otherwise. */
  readonly timeout?: number;
}

/** What a question gave: data (perhaps with holes where `errors` point), or why there is none. */
export type Answer = { readonly data: unknown; readonly errors: readonly FieldError[]; readonly failure?: undefined } | { readonly failure: Failure };

/** A part of a GraphQL answer that is missing, and why. */
export interface FieldError {
  /** Path into the answer, joined by dots, e.g. `repository.branchProtectionRules`. */
  readonly path: string;
  readonly failure: Failure;
}

export interface GitHubUsage {
  /** Points that GraphQL queries cost, as GitHub counted them. */
  readonly points: number;
  readonly graphqlRequests: number;
  readonly restRequests: number;
}

export interface GitHubClient {
  readonly apiUrl: string;
  /** False without a token: GraphQL answers nothing then, and REST only what everyone may see of a public repository. */
  readonly canAskAll: boolean;
  graphql(query: string, variables: Readonly<Record<string, unknown>>): Promise<Answer>;
  /**
   * A GET request.
   *
   * @param path - With the values in place, each escaped, e.g. `/repos/octo/bakery/actions/permissions`.
   * @param accept - Media type, where not JSON: the data is then the text of the answer.
   */
  rest(path: string, accept?: string): Promise<Answer>;
  /** A request that writes; only for what the user asked to be written. */
  send(method: 'POST' | 'PATCH', path: string, body: Readonly<Record<string, unknown>>): Promise<Answer>;
  usage(): GitHubUsage;
}

const notJson: Answer = { failure: { kind: 'malformed', message: 'the answer is not JSON' } };

/** Waits longer than this are not worth an audit: the fact stays unknown. Seconds. */
const longestWait = 60;
const limitRetries = 2;
const hourlyLimit = 'GitHub’s rate limit';
const secondaryLimit = 'GitHub’s secondary rate limit';

/**
 * Talks to one GitHub. Octokit is loaded by the first question only.
 *
 * @throws {ConfigError} When the API's address is no `https:` URL (`http:` is allowed on this machine only).
 */
export function gitHubClient(options: GitHubClientOptions): GitHubClient {
  const apiUrl = checkApiUrl(options.apiUrl);
  // A recorded answer gets no better by waiting.
  const second = options.recording?.replays ? 0 : (options.second ?? 1000);
  let octokit: Promise<Octokit> | undefined;
  let points = 0;
  let graphqlRequests = 0;
  let restRequests = 0;
  const load = (): Promise<Octokit> => {
    octokit ??= loadOctokit({ ...options, apiUrl, second });
    return octokit;
  };

  return {
    apiUrl,
    canAskAll: options.token !== undefined || options.recording?.replays === true,
    async graphql(query, variables) {
      if (options.token === undefined && options.recording?.replays !== true) return { failure: { kind: 'no-token' } };
      graphqlRequests++;
      for (let attempt = 0; ; attempt++) {
        try {
          const data = await (await load()).graphql<unknown>(query, variables);
          if (!isRecord(data)) return notJson;
          points += costOf(data);
          return { data, errors: [] };
        } catch (error) {
          const limit = attempt < limitRetries ? hiddenLimit(error) : undefined;
          if (limit && limit.seconds <= longestWait) {
            options.onWait?.(limit.seconds, limit.reason);
            await sleep(limit.seconds * second);
            continue;
          }
          const partial = partialData(error);
          if (partial) points += costOf(partial.data);
          return partial ?? { failure: failureOf(error) };
        }
      }
    },
    async rest(path, accept) {
      restRequests++;
      try {
        const response = await (await load()).request(`GET ${path}`, accept === undefined ? {} : { headers: { accept } });
        const data: unknown = response.data;
        // Octokit gives the text of what it cannot parse.
        return accept === undefined && (typeof data !== 'object' || data === null) ? notJson : { data, errors: [] };
      } catch (error) {
        return { failure: failureOf(error) };
      }
    },
    async send(method, path, body) {
      restRequests++;
      try {
        const { data } = await (await load()).request(`${method} ${path}`, body);
        return { data, errors: [] };
      } catch (error) {
        return { failure: failureOf(error) };
      }
    },
    usage: () => ({ points, graphqlRequests, restRequests }),
  };
}

/**
 * The address of an API, without a slash at its end.
 *
 * @throws {ConfigError} When a token must not be sent there: no `https:` (`http:` is allowed on this machine only), or no address at all.
 */
export function checkApiUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isLocal = url !== undefined && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (!url || !(url.protocol === 'https:' || (url.protocol === 'http:' && isLocal)) || url.username !== '' || url.password !== '')
    throw new ConfigError(`${text} is no address of a GitHub API: https://api.github.com, or https://HOST/api/v3 of an Enterprise Server.`);
  return `${url.origin}${url.pathname.replace(/\/$/, '')}`;
}

async function loadOctokit({
  apiUrl,
  token,
  recording,
  onWait,
  second,
  timeout = 30_000,
}: GitHubClientOptions & { readonly second: number }): Promise<Octokit> {
  const [{ Octokit: Core }, { throttling }, { retry }, { default: Bottleneck }] = await Promise.all([
    import('@octokit/core'),
    import('@octokit/plugin-throttling'),
    import('@octokit/plugin-retry'),
    import('bottleneck/light.js'),
  ]);
  const wait = (reason: string) => (seconds: number, _request: unknown, _octokit: unknown, count: number) => {
    if (seconds > longestWait || count >= limitRetries) return false;
    onWait?.(seconds, reason);
    return true;
  };
  const quiet = (): void => {};
  return new (Core.plugin(throttling, retry))({
    baseUrl: apiUrl,
    userAgent: 'agent-readiness',
    ...(token === undefined ? {} : { auth: token }),
    request: { fetch: hostFetch({ apiUrl, token, recording, timeout }), retryAfterBaseValue: second },
    // After one and after four seconds.
    retry: { retries: 2, retryAfterBaseValue: second },
    throttle: {
      onRateLimit: wait(hourlyLimit),
      onSecondaryRateLimit: wait(secondaryLimit),
      retryAfterBaseValue: second,
      // The plugin holds GraphQL calls apart by a second, as if each were a write; ours only read.
      write: new Bottleneck.Group({ maxConcurrent: 4 }),
    },
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  });
}

/** A limit that comes with status 200 and that the plugin does not see: the secondary one, and on an Enterprise Server the hourly one. */
function hiddenLimit(error: unknown): { readonly seconds: number; readonly reason: string } | undefined {
  if (!(error instanceof Error) || error.name !== 'GraphqlResponseError') return undefined;
  const { headers, errors } = error as Error & { headers?: Record<string, unknown>; errors?: unknown };
  const [first] = Array.isArray(errors) ? errors : [];
  if (/secondary rate/i.test(error.message)) return { seconds: positive(headers?.['retry-after']) ?? longestWait, reason: secondaryLimit };
  if (textAt(first, 'type') !== 'RATE_LIMITED') return undefined;
  const reset = positive(headers?.['x-ratelimit-reset']);
  return reset === undefined ? undefined : { seconds: Math.max(1, Math.ceil(reset - Date.now() / 1000) + 1), reason: hourlyLimit };
}

function positive(header: unknown): number | undefined {
  const number = Number(header);
  return Number.isFinite(number) && number > 0 ? number : undefined;
}

function partialData(error: unknown): Extract<Answer, { data: unknown }> | undefined {
  if (!(error instanceof Error) || error.name !== 'GraphqlResponseError') return undefined;
  const { data, errors } = error as Error & { data?: unknown; errors?: unknown };
  if (typeof data !== 'object' || data === null || !Array.isArray(errors) || errors.length === 0) return undefined;
  return { data, errors: errors.flatMap((entry: unknown) => (isRecord(entry) ? [fieldError(entry)] : [])) };
}

function fieldError(entry: Record<string, unknown>): FieldError {
  const path = Array.isArray(entry['path']) ? entry['path'].join('.') : '';
  return { path, failure: graphqlFailure(entry) };
}

function graphqlFailure({ type, message }: Record<string, unknown>): Failure {
  const text = typeof message === 'string' ? message : '';
  switch (type) {
    case 'NOT_FOUND':
      return { kind: 'not-found' };
    case 'FORBIDDEN':
    case 'INSUFFICIENT_SCOPES':
      return { kind: 'forbidden', message: text };
    case 'RATE_LIMITED':
      return { kind: 'rate-limit' };
    default:
      break;
  }
  if (/resource not accessible|must have (?:push|admin)/i.test(text)) return { kind: 'forbidden', message: text };
  // The words of GitHub's validator for a field, type or argument that its schema lacks.
  if (/doesn't exist on type|can't be spread inside|doesn't accept argument|isn't a defined input type|No such type/i.test(text))
    return { kind: 'unsupported', message: text };
  if (/rate limit/i.test(text)) return { kind: 'rate-limit' };
  if (/SAML|single sign-on/i.test(text)) return { kind: 'single-sign-on' };
  return { kind: 'unreachable', message: firstLine(text) };
}

/** The one place that says what an exception of octokit means. */
function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { kind: 'unreachable', message: 'unknown error' };
  const transport = causeOf(error, (cause) => cause instanceof TransportError);
  if (transport instanceof TransportError)
    return { kind: transport.kind === 'too-large' || transport.kind === 'too-deep' ? 'malformed' : 'unreachable', message: transport.message };
  if (error.name === 'GraphqlResponseError') {
    const { errors } = error as Error & { errors?: unknown };
    const [first] = Array.isArray(errors) ? errors : [];
    return isRecord(first) ? graphqlFailure(first) : { kind: 'malformed', message: firstLine(error.message) };
  }
  const { status, response } = error as Error & { status?: unknown; response?: { headers?: Record<string, unknown>; data?: unknown } };
  // The throttling plugin has an error of its own for the hourly limit of GraphQL.
  const [limited] = listAt(response?.data, 'errors') ?? [];
  if (typeof status !== 'number' && isRecord(limited)) return graphqlFailure(limited);
  if (typeof status === 'number' && !response) return { kind: 'unreachable', message: firstLine(error.message) };
  if (typeof status !== 'number') return { kind: 'malformed', message: firstLine(error.message) };
  const headers = response?.headers ?? {};
  if (status === 418) return { kind: 'unreachable', message: 'the recording does not hold this answer' };
  if (status === 401) return { kind: 'bad-token' };
  // 409 for a repository without a commit, 422 for a commit that is not there.
  if (status === 404 || status === 409 || status === 422) return { kind: 'not-found', message: firstLine(error.message) };
  if (headers['x-github-sso'] !== undefined) return { kind: 'single-sign-on' };
  if ((status === 403 || status === 429) && (headers['x-ratelimit-remaining'] === '0' || /rate limit/i.test(error.message))) return { kind: 'rate-limit' };
  if (status === 403 && /upgrade to/i.test(error.message)) return { kind: 'plan' };
  if (status === 403 || status === 451) return { kind: 'forbidden', message: firstLine(error.message) };
  if (status >= 200 && status < 300) return { kind: 'malformed', message: firstLine(error.message) };
  return { kind: 'unreachable', message: `status ${status}` };
}

function causeOf(error: Error, found: (cause: unknown) => boolean): unknown {
  let cause: unknown = error;
  for (let depth = 0; depth < 5; depth++) {
    if (found(cause)) return cause;
    if (!(cause instanceof Error)) return undefined;
    ({ cause } = cause);
  }
  return undefined;
}

function costOf(data: unknown): number {
  return numberAt(data, 'rateLimit', 'cost') ?? 0;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]?.slice(0, 200) ?? '';
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
