import { type GitHubServer, type GitHubServerOptions, type Scenario, startGitHubServer } from '../src/server.ts';

/** Whatever JSON holds: a test reads it as it expects it to be, and fails when it is not. */
type Json = ReturnType<typeof JSON.parse>;

interface RestResult {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Json;
}

interface GraphQLResult {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Json;
  readonly errors: Json;
  readonly message: Json;
}

/** Runs a test against a server, which must have been able to answer everything as GitHub would. */
export async function withServer(scenario: Scenario, test: (server: GitHubServer) => Promise<void>, options?: GitHubServerOptions): Promise<void> {
  const server = await startGitHubServer(scenario, options);
  try {
    await test(server);
    if (server.invalidAnswers.length > 0) throw new Error(server.invalidAnswers.join('\n'));
  } finally {
    await server.close();
  }
}

const authorization = { authorization: 'token flour' };

export async function get(server: GitHubServer, path: string, headers: Readonly<Record<string, string>> = authorization): Promise<RestResult> {
  const response = await fetch(path.startsWith('http') ? path : server.apiUrl + path, { headers, redirect: 'manual' });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '') && text !== '';
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
}

export async function query(
  server: GitHubServer,
  text: string,
  variables: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = authorization,
): Promise<GraphQLResult> {
  const url = `${server.apiUrl.replace(/\/api\/v3$/, '/api')}/graphql`;
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query: text, variables }) });
  const body = JSON.parse(await response.text());
  return { status: response.status, headers: response.headers, data: body.data, errors: body.errors ?? [], message: body.message };
}
