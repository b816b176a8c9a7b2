import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scenarios } from '../../src/server.ts';
import { checkout, temporaryDirectory } from './checkout.ts';
import { canary, reportOf, run, serve } from './run.ts';

const { files } = scenarios.admin.repository;

/** A `gh` that knows this machine's GitHub. */
function fakeGh(script: string): string {
  const directory = temporaryDirectory();
  writeFileSync(join(directory, 'gh'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(directory, 'gh'), 0o755);
  return `${directory}:${process.env['PATH'] ?? ''}`;
}

const signedIn = `[ "$*" = "auth token --hostname 127.0.0.1:$PORT" ] && echo ${canary}`;

interface Case {
  readonly origin?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  readonly gh?: string;
  /** Whether settings are asked for; without, not one request may be sent. */
  readonly asks: boolean;
  /** Ends the reason why the protection is unknown. */
  readonly because?: string;
}

const here = 'https://127.0.0.1/bakery/ovens.git';
const token = { GITHUB_TOKEN: canary };
const cases: Readonly<Record<string, Case>> = {
  'with a token': { origin: here, env: token, asks: true },
  'with an origin by SSH': { origin: 'git@127.0.0.1:bakery/ovens.git', env: token, asks: true },
  'with an origin by SSH on the port of HTTPS': { origin: 'ssh://git@ssh.127.0.0.1:443/bakery/ovens.git', env: token, asks: true },
  'with GH_TOKEN': { origin: here, env: { GH_TOKEN: canary }, asks: true },
  'with GH_TOKEN beside an empty GITHUB_TOKEN': { origin: here, env: { GITHUB_TOKEN: '', GH_TOKEN: canary }, asks: true },
  'with a token and a line break': { origin: here, env: { GITHUB_TOKEN: `${canary}\n` }, asks: true },
  'with the token of gh': { origin: here, args: ['--gh'], gh: signedIn, asks: true },
  'with a token, which goes before gh': { origin: here, env: token, args: ['--gh'], gh: 'exit 1', asks: true },
  'without a token': { origin: here, asks: false, because: 'no token was given' },
  'with an empty token': { origin: here, env: { GITHUB_TOKEN: ' ' }, asks: false, because: 'no token was given' },
  'without --gh, whoever is signed in': { origin: here, gh: signedIn, asks: false, because: 'no token was given' },
  'with --offline': { origin: here, env: token, args: ['--offline'], asks: false, because: 'no token was given' },
  'with --offline and --gh': { origin: here, args: ['--offline', '--gh'], gh: signedIn, asks: false, because: 'no token was given' },
  'with an origin elsewhere': {
    origin: 'https://gitlab.example/bakery/ovens.git',
    env: token,
    asks: false,
    because: 'the remote is on gitlab.example, while 127.0.0.1 was to be asked',
  },
  'with an origin on a name that begins alike': {
    origin: 'https://127.0.0.1.example/bakery/ovens',
    env: token,
    asks: false,
    because: 'the remote is on 127.0.0.1.example, while 127.0.0.1 was to be asked',
  },
  'with an origin that is a directory': { origin: '/srv/git/ovens.git', env: token, asks: false, because: 'this repository has no remote on GitHub' },
  'without an origin': { env: token, asks: false, because: 'this repository has no remote on GitHub' },
};

describe('audit of a clone', () => {
  it.each(Object.entries(cases))('%s', async (_, { origin, env, args = [], gh, asks, because }) => {
    const server = await serve(scenarios.admin);
    const { port } = new URL(server.apiUrl);
    const root = checkout(files, origin);
    const result = await run(['audit', root, '--format', 'json', ...args], {
      env: { GITHUB_API_URL: server.apiUrl, PORT: port, ...(gh === undefined ? {} : { PATH: fakeGh(gh) }), ...env },
    });
    const protection = reportOf(result).outcomes.find(({ rule }) => rule === 'ci/protected-branch');
    expect(protection?.state).toBe(asks ? 'pass' : 'unknown');
    if (because !== undefined) expect(protection?.unknowns[0]?.reason).toContain(because);
    expect(result.stderr).toBe('');
    // Files come from the disk in any case.
    expect(server.requests.filter(({ path }) => path.includes('/git/'))).toEqual([]);
    expect(server.requests.length > 0).toBe(asks);
    expect(server.invalidQueries).toEqual([]);
  });

  it.each([
    ['does not take the token', 'GitHub did not accept the token', 'stale', true],
    ['cannot be reached', 'GitHub did not answer (no connection to 127.0.0.1', canary, false],
  ])('says so, and judges the files, where GitHub %s', async (_, because, GITHUB_TOKEN, isThere) => {
    const server = await serve(scenarios.admin);
    if (!isThere) await server.close();
    const report = reportOf(await run(['audit', checkout(files, here), '--format', 'json'], { env: { GITHUB_API_URL: server.apiUrl, GITHUB_TOKEN } }));
    const protection = report.outcomes.find(({ rule }) => rule === 'ci/protected-branch');
    expect(protection?.state).toBe('unknown');
    expect(protection?.unknowns[0]?.reason).toContain(because);
    expect(report.findings.length).toBeGreaterThan(0);
  });

  it('ends with what to do when gh gives no token', async () => {
    const { status, stderr } = await run(['audit', checkout(files, here), '--gh'], { env: { PATH: fakeGh('echo "not signed in" >&2; exit 1') } });
    expect(status).toBe(3);
    expect(stderr).toMatch(/^agent-readiness: `gh auth token` gave no token: sign in with `gh auth login`, or set GITHUB_TOKEN/);
  });

  it('shows its settings', async () => {
    const { status, stdout } = await run(['settings', checkout(files, here)], { env: { GITHUB_API_URL: (await serve(scenarios.admin)).apiUrl, ...token } });
    expect(status).toBe(0);
    expect(stdout).toContain('ruleset "main" of bakery/ovens');
  });
});
