import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { userBody, viewerLogin } from './account.ts';
import { DATE } from './date.ts';
import { type Fault, FaultQueue, playFault } from './faults.ts';
import { buildObjects } from './git-objects.ts';
import { answerQuery, type GraphQLRequest } from './graphql.ts';
import { loadDescription } from './openapi.ts';
import { Budget, hourlyLimit } from './rate-limit.ts';
import { answerRest } from './rest.ts';
import { failure } from './rest-answer.ts';
import type { Scenario } from './scenario.ts';
import { loadSchema } from './schema.ts';
import { viewOf } from './visibility.ts';

export type { Fault, FaultKind } from './faults.ts';
export type * from './scenario.ts';
export * as scenarios from './scenarios.ts';

/** A request as it came, with what became of it. */
export interface ReceivedRequest {
  readonly method: string;
  /** With its query string, and with the prefix of Enterprise Server. */
  readonly path: string;
  readonly authorization: string | undefined;
  readonly userAgent: string | undefined;
  readonly graphql: GraphQLRequest | undefined;
  /** Name of the GraphQL operation, which a query with one operation need not be told beside. */
  readonly operation: string | undefined;
  /** 0 when the connection was broken off. */
  readonly status: number;
  /** GraphQL points that it cost, or 1 for a REST call. */
  readonly points: number;
}

export interface GitHubServer {
  /** Where REST is, as `GITHUB_API_URL` says it: without a slash at its end. GraphQL is where GitHub has it beside that. */
  readonly apiUrl: string;
  /** Every answered request, in order of their answers. */
  readonly requests: readonly ReceivedRequest[];
  /** Why queries are none that GitHub would run: a test of a client expects this to be empty. */
  readonly invalidQueries: readonly string[];
  /** Where this server could not answer as GitHub does, because of a fixture or for what it does not model: always expected to be empty. */
  readonly invalidAnswers: readonly string[];
  /** Comments of pull requests, those of the scenario first. */
  readonly comments: readonly { readonly id: number; readonly login: string; readonly body: string }[];
  /** Lets more go wrong from now on. */
  readonly addFaults: (...faults: readonly Fault[]) => void;
  /** Breaks open connections off and frees the port. */
  readonly close: () => Promise<void>;
}

export interface GitHubServerOptions {
  readonly faults?: readonly Fault[];
  /** The only token that is valid; absent when any is. */
  readonly token?: string;
}

interface Outcome {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly points: number;
}

/**
 * Starts a GitHub with one repository in it on a free port of 127.0.0.1.
 *
 * @param scenario - The repository, its settings and who asks; `scenarios` has some.
 */
export async function startGitHubServer(scenario: Scenario, options: GitHubServerOptions = {}): Promise<GitHubServer> {
  const { repository, enterprise } = scenario;
  const store = buildObjects(repository.defaultBranch, { ...repository.branches, [repository.defaultBranch]: repository.files });
  const paths = enterprise ? { rest: '/api/v3', graphql: '/api/graphql' } : { rest: '', graphql: '/graphql' };
  const limit = hourlyLimit(scenario.viewer);
  const budgets = { core: new Budget('core', limit), graphql: new Budget('graphql', limit) };
  const faults = new FaultQueue(options.faults);
  const requests: ReceivedRequest[] = [];
  const invalidQueries: string[] = [];
  const invalidAnswers: string[] = [];

  const answerGraphQL = (request: GraphQLRequest | undefined, hasToken: boolean): Outcome => {
    if (!hasToken) return { ...failure(401, 'This endpoint requires you to be authenticated.'), points: 1 };
    if (request === undefined) return { ...failure(400, 'Problems parsing JSON'), points: 1 };
    const answer = answerQuery(loadSchema(enterprise?.lacks), scenario, store, viewOf(scenario, true), budgets.graphql, request);
    invalidQueries.push(...answer.invalid);
    invalidAnswers.push(...answer.unmodelled.map((field) => `${field} is not modelled`));
    return { status: 200, body: answer.body, headers: budgets.graphql.headers(), points: answer.points };
  };

  const answerGet = (url: URL, accept: string, hasToken: boolean): Outcome => {
    const description = loadDescription(enterprise ? `ghes-${enterprise.version}` : 'api.github.com');
    const context = { scenario, store, view: viewOf(scenario, hasToken) };
    const request = { query: url.searchParams, accept, base: apiUrl, url: url.origin + url.pathname };
    const answer = answerRest(description, context, budgets.core, url.pathname.slice(paths.rest.length), request);
    if (answer.invalid !== undefined) invalidAnswers.push(answer.invalid);
    return { ...answer, headers: { ...budgets.core.headers(), ...answer.headers }, points: 1 };
  };

  const comments: { readonly id: number; readonly issue: string; readonly login: string; body: string }[] = [];
  const addComment = (issue: string, login: string, body: string): void => {
    comments.push({ id: comments.length + 1, issue, login, body });
  };
  for (const pull of scenario.pulls) for (const { author, body } of pull.comments ?? []) addComment(`${pull.number}`, author, body);
  const shownComment = ({ id, login, body }: (typeof comments)[number]): object => ({
    id,
    node_id: `IC_${id}`,
    body,
    user: userBody(login),
    created_at: DATE,
    updated_at: DATE,
  });
  /** Comments of issues and pull requests: the one thing that can be written here. */
  const answerComments = (message: IncomingMessage, { pathname, searchParams }: URL, body: string): Outcome | undefined => {
    const path = pathname.slice(paths.rest.length);
    const { owner, name } = repository;
    const prefix = `/repos/${owner}/${name}/issues/`;
    if (!path.startsWith(prefix)) return undefined;
    const [, issue] = /^(\d+)\/comments$/.exec(path.slice(prefix.length)) ?? [];
    const [, id] = /^comments\/(\d+)$/.exec(path.slice(prefix.length)) ?? [];
    if (issue === undefined && id === undefined) return undefined;
    if (message.method === 'GET') {
      const size = Number(searchParams.get('per_page') ?? 30);
      const start = (Number(searchParams.get('page') ?? 1) - 1) * size;
      const found = comments.filter((comment) => comment.issue === issue).slice(start, start + size);
      return { status: 200, body: found.map(shownComment), points: 1 };
    }
    const refusal = viewOf(scenario, true).refusal('pull_requests', 'write');
    if (refusal) return { ...failure(refusal.status, refusal.message), points: 1 };
    const written = String(JSON.parse(body).body);
    const known = comments.find((comment) => `${comment.id}` === id);
    if (message.method === 'PATCH' && known) known.body = written;
    if (message.method === 'POST' && issue !== undefined) addComment(issue, viewerLogin(scenario.viewer), written);
    const shown = known ?? comments.at(-1);
    return { status: message.method === 'POST' ? 201 : 200, body: shown ? shownComment(shown) : {}, points: 1 };
  };

  const answer = (message: IncomingMessage, url: URL, graphql: GraphQLRequest | undefined, body: string): Outcome => {
    const { authorization, accept = '' } = message.headers;
    if (message.headers['user-agent'] === undefined)
      return { ...failure(403, 'Request forbidden by administrative rules. Please make sure your request has a User-Agent header.'), points: 0 };
    const isValid = scenario.viewer.kind !== 'anonymous' && (options.token === undefined || authorization?.replace(/^\w+ /, '') === options.token);
    if (authorization !== undefined && !isValid) return { ...failure(401, 'Bad credentials'), points: 1 };
    if (url.pathname === paths.graphql && message.method === 'POST') return answerGraphQL(graphql, authorization !== undefined);
    const commented = authorization === undefined ? undefined : answerComments(message, url, body);
    if (commented) return commented;
    if (message.method !== 'GET' || !url.pathname.startsWith(paths.rest)) return { ...failure(404, 'Not Found'), points: 1 };
    return answerGet(url, accept, authorization !== undefined);
  };

  const handle = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(message);
    const path = message.url ?? '/';
    const url = new URL(path, origin);
    const isGraphQL = url.pathname === paths.graphql;
    const graphql = isGraphQL ? readQuery(body) : undefined;
    const record = ({ status, points }: Pick<Outcome, 'status' | 'points'>): void => {
      const { authorization, 'user-agent': userAgent } = message.headers;
      requests.push({ method: message.method ?? '', path, authorization, userAgent, graphql, operation: nameOf(graphql), status, points });
    };
    const fault = faults.take(isGraphQL ? '/graphql' : url.pathname.slice(paths.rest.length));
    if (fault !== undefined) {
      const status = await playFault(fault, response, isGraphQL);
      if (status !== undefined) return record({ status, points: 0 });
    }
    const outcome = answer(message, url, graphql, body);
    record(outcome);
    response.writeHead(outcome.status, {
      'content-type': 'application/json; charset=utf-8',
      'x-github-request-id': `BAKE:${requests.length}`,
      ...(enterprise ? { 'x-github-enterprise-version': `enterprise-server@${enterprise.version}.0` } : {}),
      ...outcome.headers,
    });
    response.end(outcome.body === undefined || Buffer.isBuffer(outcome.body) ? outcome.body : JSON.stringify(outcome.body));
  };

  const server = createServer((message, response) => {
    handle(message, response).catch((error: unknown) => {
      if (message.destroyed && !message.complete) return;
      invalidAnswers.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('The server has no port');
  const origin = `http://127.0.0.1:${address.port}`;
  const apiUrl = origin + paths.rest;

  return {
    apiUrl,
    requests,
    invalidQueries,
    invalidAnswers,
    comments,
    addFaults: (...more) => faults.add(...more),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

const nameOf = (request: GraphQLRequest | undefined): string | undefined => request?.operationName ?? /\bquery\s+(\w+)/.exec(request?.query ?? '')?.[1];

function readQuery(body: string): GraphQLRequest | undefined {
  try {
    const request: unknown = JSON.parse(body);
    if (typeof request !== 'object' || request === null || !('query' in request) || typeof request.query !== 'string') return undefined;
    const variables =
      'variables' in request && typeof request.variables === 'object' && request.variables !== null
        ? Object.fromEntries(Object.entries(request.variables))
        : {};
    const operationName = 'operationName' in request && typeof request.operationName === 'string' ? request.operationName : undefined;
    return { query: request.query, variables, operationName };
  } catch {
    return undefined;
  }
}
