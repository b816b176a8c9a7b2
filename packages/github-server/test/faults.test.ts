import { Octokit } from '@octokit/core';
import { describe, expect, it } from 'vitest';
import { type Fault, type GitHubServer, scenarios } from '../src/server.ts';
import { withServer } from './ask.ts';

const name = '{ repository(owner: "bakery", name: "ovens") { name } }';
const octokit = (server: GitHubServer): Octokit =>
  new Octokit({ auth: 'flour', baseUrl: server.apiUrl, request: { timeout: 5000 }, log: { debug() {}, info() {}, warn() {}, error() {} } });
const graphql = (server: GitHubServer) => octokit(server).graphql(name);
const rest = (server: GitHubServer) => octokit(server).request('GET /repos/{owner}/{repo}', { owner: 'bakery', repo: 'ovens' });
const withFault = (fault: Fault, test: (server: GitHubServer) => Promise<void>) => withServer(scenarios.admin, test, { faults: [fault] });

/** How octokit sees each fault. */
describe('faults', { timeout: 60_000 }, () => {
  it('primary limit: a GraphQL error with 200, a REST error with 403 or 429, both with headers', async () => {
    await withFault({ kind: 'primary-limit', times: 2 }, async (server) => {
      await expect(graphql(server)).rejects.toMatchObject({
        name: 'GraphqlResponseError',
        errors: [{ type: 'RATE_LIMITED' }],
        headers: { 'x-ratelimit-remaining': '0' },
      });
      await expect(rest(server)).rejects.toMatchObject({ name: 'HttpError', status: 403, response: { headers: { 'x-ratelimit-remaining': '0' } } });
      // Each fault is used up; then all is well.
      await expect(graphql(server)).resolves.toEqual({ repository: { name: 'ovens' } });
    });
  });

  it.each([403, 429] as const)('secondary limit with %i', async (status) => {
    await withFault({ kind: 'secondary-limit', status, retryAfter: 1 }, async (server) => {
      await expect(graphql(server)).rejects.toMatchObject({
        name: 'HttpError',
        status,
        message: expect.stringContaining('secondary rate limit'),
        response: { headers: { 'retry-after': '1' } },
      });
    });
  });

  it('secondary limit with 200', async () => {
    await withFault({ kind: 'secondary-limit', status: 200, retryAfter: 1 }, async (server) => {
      await expect(graphql(server)).rejects.toMatchObject({
        name: 'GraphqlResponseError',
        message: expect.stringContaining('secondary rate limit'),
        headers: { 'retry-after': '1' },
      });
    });
  });

  it.each([
    [502, 'html'],
    [504, 'html'],
    [502, 'json'],
  ] as const)('%i with %s, then success', async (status, body) => {
    await withFault({ kind: 'status', status, body }, async (server) => {
      await expect(rest(server)).rejects.toMatchObject({ name: 'HttpError', status });
      expect((await rest(server)).status).toBe(200);
    });
  });

  it('an error that GraphQL itself reports', async () => {
    await withFault({ kind: 'graphql-error', message: 'Something went wrong while executing your query.' }, async (server) => {
      await expect(graphql(server)).rejects.toMatchObject({ errors: [{ message: 'Something went wrong while executing your query.' }] });
    });
  });

  it('truncated JSON and a page instead of JSON come through as text', async () => {
    await withFault({ kind: 'truncated-json' }, async (server) => expect((await rest(server)).data).toBe('{"data":{"repository":{"name":"ov'));
    await withFault({ kind: 'wrong-content-type' }, async (server) => expect(String((await rest(server)).data)).toContain('<!DOCTYPE html>'));
  });

  it('slow is slow, and then right', async () => {
    await withFault({ kind: 'slow', milliseconds: 200 }, async (server) => {
      const start = performance.now();
      expect((await rest(server)).status).toBe(200);
      expect(performance.now() - start).toBeGreaterThan(190);
    });
  });

  it('a broken connection is an error without an answer', async () => {
    await withFault({ kind: 'reset' }, async (server) => {
      await expect(rest(server)).rejects.toMatchObject({ name: 'HttpError', status: 500 });
      expect(server.requests).toMatchObject([{ status: 0 }]);
    });
  });

  it('a redirect shows where the token goes', async () => {
    await withServer(scenarios.admin, async (stranger) => {
      await withServer(scenarios.admin, async (server) => {
        server.addFaults({ kind: 'redirect', status: 302, location: `${stranger.apiUrl}/repos/bakery/ovens` });
        expect((await rest(server)).status).toBe(200);
        expect(server.requests).toMatchObject([{ authorization: 'token flour', status: 302 }]);
        // Another port is another origin, to which fetch sends no authorization.
        expect(stranger.requests).toMatchObject([{ authorization: undefined, path: '/repos/bakery/ovens' }]);
      });
    });
  });

  it('a huge and a deep answer', async () => {
    await withFault({ kind: 'huge', bytes: 5_000_000 }, async (server) =>
      expect((await rest(server)).data).toMatchObject({ padding: expect.stringMatching(/^a{5000000,}$/) }),
    );
    await withFault({ kind: 'nested', depth: 3 }, async (server) => expect((await rest(server)).data).toEqual([[[]]]));
    await withFault({ kind: 'huge', bytes: 1e12 }, async (server) => {
      const abort = AbortSignal.timeout(200);
      await expect(fetch(`${server.apiUrl}/repos/bakery/ovens`, { signal: abort }).then((response) => response.text())).rejects.toThrow();
    });
  });

  it('waits for its path', async () => {
    await withFault({ kind: 'status', status: 502, on: '/rulesets' }, async (server) => {
      expect((await rest(server)).status).toBe(200);
      await expect(octokit(server).request('GET /repos/bakery/ovens/rulesets')).rejects.toMatchObject({ status: 502 });
    });
  });

  it('a permission that is missing: partial data on the error, and an HTTP error', async () => {
    await withServer(scenarios.githubToken, async (server) => {
      const query = '{ repository(owner: "bakery", name: "ovens") { name defaultBranchRef { branchProtectionRule { pattern } } } }';
      await expect(octokit(server).graphql(query)).rejects.toMatchObject({ errors: [{ type: 'FORBIDDEN' }], data: { repository: { name: 'ovens' } } });
      await expect(octokit(server).request('GET /repos/bakery/ovens/actions/permissions')).rejects.toMatchObject({
        status: 403,
        message: expect.stringContaining('Resource not accessible by integration'),
      });
    });
  });

  it('is closed although a client still waits', async () => {
    await withFault({ kind: 'slow', milliseconds: 60_000 }, async (server) => {
      const waiting = expect(rest(server)).rejects.toThrow();
      await new Promise((resolve) => setTimeout(resolve, 100));
      await server.close().then(() => waiting);
      await server.close();
    });
  });
});
