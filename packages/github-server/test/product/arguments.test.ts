import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ovens } from '../../src/scenarios.ts';
import { scenarios } from '../../src/server.ts';
import { temporaryDirectory } from './checkout.ts';
import { asking, canary, commandLine, reportOf, run, serve } from './run.ts';

/** Arguments that are refused before anything is asked; `SERVER` stands for the address of the server's API. */
const refused: readonly (readonly [args: string, status: number, message: RegExp])[] = [
  ['audit https://github.com/bakery/ovens', 2, /github\.com is not the GitHub that would be asked \(127.*\)\. Add --api-url https:\/\/api\.github\.com\./],
  ['audit https://other.example/bakery/ovens', 2, /For an Enterprise Server add --api-url https:\/\/other\.example\/api\/v3\./],
  ['audit https://github.com/bakery/ovens/tree/rye --api-url https://api.github.com', 2, /name the repository, and a branch or commit by --revision/],
  ['audit https://github.com/bakery --api-url https://api.github.com', 2, /is not the address of a repository/],
  ['audit https://github.com/ba%20kery/ovens --api-url https://api.github.com', 2, /is not the address of a repository/],
  ['audit https://[ --api-url https://api.github.com', 2, /is not the address of a repository/],
  ['audit bakery/ovens --api-url oven', 2, /oven is no address of a GitHub API/],
  ['audit https://github.com/bakery/ovens --api-url oven', 2, /oven is no address of a GitHub API/],
  ['audit bakery/ovens --api-url http://github.example/api/v3', 2, /is no address of a GitHub API/],
  ['audit bakery/ovens --api-url http://localhost.example', 2, /is no address of a GitHub API/],
  ['audit bakery/ovens --api-url https://baker:bread@github.example', 2, /is no address of a GitHub API/],
  ['audit bakery/ovens --api-url file:///etc/passwd', 2, /is no address of a GitHub API/],
  ['audit bakery/ovens --gh --api-url oven', 2, /oven is no address of a GitHub API/],
  ['audit bakery/ovens --offline', 2, /--offline asks nothing of the network/],
  ['audit . --offline --record answers.json', 2, /--offline asks nothing/],
  ['audit . --record answers.json --api-url SERVER', 2, /there is no token to ask with/],
  ['audit bakery/ovens --api-url SERVER', 3, /that needs a token\. Set GITHUB_TOKEN, or clone the repository/],
  ['audit bakery/ovens --replay missing.json', 2, /missing\.json cannot be read/],
  ['settings .', 2, /set GITHUB_TOKEN, or use --gh or --replay/],
  ['settings . --offline', 2, /set GITHUB_TOKEN, or use --gh or --replay/],
];

describe('arguments', () => {
  it.each(refused)('%s', async (args, status, message) => {
    const { apiUrl, requests } = await serve(scenarios.admin);
    const needsToken = status === 3 || args.includes('.json') || args.startsWith('settings');
    const result = await run(
      args.split(' ').map((word) => (word === 'SERVER' ? apiUrl : word)),
      { cwd: temporaryDirectory(), env: needsToken ? {} : { GITHUB_TOKEN: canary, GITHUB_API_URL: apiUrl } },
    );
    expect(result.stderr).toMatch(message);
    expect(result.status).toBe(status);
    expect(requests).toEqual([]);
  });

  it.each([
    ['bakery/ovens.git', 0],
    ['BAKERY/ovens', 0],
    ['HOST/bakery/ovens', 0],
    ['HOST/bakery/ovens/?tab=readme#start', 0],
  ])('%s is the repository', async (target, status) => {
    const server = await serve(scenarios.admin);
    const result = await run(['settings', target.replace('HOST', server.apiUrl)], { env: asking(server) });
    expect(result.status).toBe(status);
  });

  it('a directory goes before a repository of the same name', async () => {
    const cwd = temporaryDirectory();
    mkdirSync(join(cwd, 'bakery/ovens'), { recursive: true });
    const server = await serve(scenarios.admin);
    const result = await run(['audit', 'bakery/ovens', '--format', 'json'], { cwd, env: asking(server) });
    expect(reportOf(result).repository.kind).toBe('directory');
    // A slip in a path is no question to GitHub either.
    expect((await run(['audit', 'bakery/oven'], { cwd, env: asking(server) })).stderr).toContain('There is no file or directory bakery/oven.');
    expect(server.requests).toEqual([]);
  });

  it.each([
    ['the token is stale', 'stale', true, /GitHub did not accept the token\. Check that it is complete and has not expired\./],
    ['nobody answers', canary, false, /GitHub does not answer \(no connection to 127\.0\.0\.1:\d+: ECONNREFUSED\)\./],
  ])('a repository that cannot be read ends the run: %s', async (_, GITHUB_TOKEN, isThere, message) => {
    const server = await serve(scenarios.admin);
    if (!isThere) await server.close();
    const { status, stderr } = await run(['audit', 'bakery/ovens'], { env: { GITHUB_API_URL: server.apiUrl, GITHUB_TOKEN } });
    expect(status).toBe(3);
    expect(stderr).toMatch(message);
  });

  it('--verbose tells what was asked', async () => {
    const server = await serve(scenarios.admin);
    const { stderr } = await run(['audit', 'bakery/ovens', '--verbose'], { env: asking(server) });
    expect(stderr).toBe('agent-readiness: asked GitHub 3 GraphQL queries (3 points) and 10 REST calls\n');
    expect(server.requests).toHaveLength(13);
  });

  it('a repository without a commit has no files', async () => {
    const server = await serve(ovens({ repository: { files: {} } }));
    const { status, stdout } = await run(['audit', 'bakery/ovens', '--format', 'json'], { env: asking(server) });
    expect(status).toBeLessThan(2);
    expect(JSON.parse(stdout).repository.files).toBe(0);
  });

  it('a revision that is not there ends the run', async () => {
    const { status, stderr } = await run(['audit', 'bakery/ovens', '--revision', 'rye'], { env: asking(await serve(scenarios.admin)) });
    expect({ status, stderr }).toEqual({
      status: 3,
      stderr: 'agent-readiness: bakery/ovens has no revision rye that can be read: it does not exist, or the token may not see it.\n',
    });
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('%s ends a run that waits for a rate limit at once', async (signal) => {
    const server = await serve(scenarios.admin, { faults: [{ kind: 'secondary-limit', status: 403, retryAfter: 50 }] });
    const child = spawn(process.execPath, [commandLine, 'audit', 'bakery/ovens'], {
      env: { PATH: process.env['PATH'] ?? '', ...asking(server) },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const [message] = await once(child.stderr, 'data');
    expect(String(message)).toBe('agent-readiness: waiting 50 s for GitHub’s secondary rate limit\n');
    child.kill(signal);
    const [status] = await once(child, 'exit');
    expect(status).toBe(signal === 'SIGINT' ? 130 : 143);
  });
});
