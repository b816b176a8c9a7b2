import type { Octokit } from '@octokit/core';
import { SourceError } from '../errors.ts';
import { isRecord, numberAt } from './answer.ts';
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
  usage(): GitHubUsage;
}

/** Waits longer than this are not worth an audit: the fact stays unknown. Seconds. */
const longestWait = 60;
const limitRetries = 2;

/**
 * Talks to one GitHub. Octokit is loaded by the first question only.
 *
 * @throws {SourceError} When the API's address is no `https:` URL (`http:` is allowed on this machine only).
 */
export function gitHubClient(options: GitHubClientOptions): GitHubClient {
  const apiUrl = checkedUrl(options.apiUrl);
  let octokit: Promise<Octokit> | undefined;
  let points = 0;
  let graphqlRequests = 0;
  let restRequests = 0;
  const load = (): Promise<Octokit> => {
    octokit ??= loadOctokit({ ...options, apiUrl });
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
          points += costOf(data);
          return { data, errors: [] };
        } catch (error) {
          const wait = attempt < limitRetries ? hiddenLimit(error) : undefined;
          if (wait !== undefined && wait <= longestWait) {
            options.onWait?.(wait, 'GitHub’s secondary rate limit');
            await sleep(wait * (options.second ?? 1000));
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
        return { data: response.data as unknown, errors: [] };
      } catch (error) {
        return { failure: failureOf(error) };
      }
    },
    usage: () => ({ points, graphqlRequests, restRequests }),
  };
}

function checkedUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isLocal = url !== undefined && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (!url || !(url.protocol === 'https:' || (url.protocol === 'http:' && isLocal)) || url.username !== '' || url.password !== '')
    throw new SourceError(`${text} is no address of a GitHub API: https://api.github.com, or https://HOST/api/v3 of an Enterprise Server.`);
  return `${url.origin}${url.pathname.replace(/\/$/, '')}`;
}

async function loadOctokit({ apiUrl, token, recording, onWait, second = 1000 }: GitHubClientOptions): Promise<Octokit> {
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
    request: { fetch: hostFetch(apiUrl, recording), retryAfterBaseValue: second },
    retry: { retryAfterBaseValue: second },
    throttle: {
      onRateLimit: wait('GitHub’s rate limit'),
      onSecondaryRateLimit: wait('GitHub’s secondary rate limit'),
      retryAfterBaseValue: second,
      // The plugin holds GraphQL calls apart by a second, as if each were a write; ours only read.
      write: new Bottleneck.Group({ maxConcurrent: 4 }),
    },
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  });
}

/** A secondary limit that comes with status 200, which the plugin does not see. Seconds to wait. */
function hiddenLimit(error: unknown): number | undefined {
  if (!(error instanceof Error) || error.name !== 'GraphqlResponseError' || !/secondary rate/i.test(error.message)) return undefined;
  const { headers } = error as Error & { headers?: Record<string, unknown> };
  const seconds = Number(headers?.['retry-after']);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : longestWait;
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
  if (transport instanceof TransportError) return { kind: transport.kind === 'too-large' ? 'malformed' : 'unreachable', message: transport.message };
  if (error.name === 'GraphqlResponseError') {
    const { errors } = error as Error & { errors?: unknown };
    const [first] = Array.isArray(errors) ? errors : [];
    return isRecord(first) ? graphqlFailure(first) : { kind: 'malformed', message: firstLine(error.message) };
  }
  const { status, response } = error as Error & { status?: unknown; response?: { headers?: Record<string, unknown> } };
  if (typeof status !== 'number') return { kind: 'malformed', message: firstLine(error.message) };
  const headers = response?.headers ?? {};
  if (status === 418) return { kind: 'unreachable', message: 'the recording does not hold this answer' };
  if (status === 401) return { kind: 'bad-token' };
  if (status === 404) return { kind: 'not-found', message: firstLine(error.message) };
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
