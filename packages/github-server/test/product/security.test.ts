import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ovens } from '../../src/scenarios.ts';
import { type Fault, type Files, type Scenario, scenarios } from '../../src/server.ts';
import { temporaryDirectory } from './checkout.ts';
import { asking, canary, type Run, reportOf, run, serve } from './run.ts';

const bakery: Files = scenarios.admin.repository.files;

/** A repository that repeats the token wherever it can. */
const echoing: Scenario = ovens({
  repository: {
    description: canary,
    files: {
      ...bakery,
      'README.md': `# Ovens\n\nThe key is ${canary}.\n`,
      'AGENTS.md': `# Ovens\n\nRun \`npm run ${canary}\`, then \`npm run bread\`.\n`,
      // Read by REST, in base64.
      '.github/copilot-instructions.md': Buffer.from(`# Öfen\n\nRun \`npm run ${canary}\`.\n`, 'latin1'),
      [`docs/${canary}/AGENTS.md`]: 'Run `npm run nothing`.\n',
    },
  },
  settings: {
    environments: [{ name: canary }],
    deployKeys: [{ title: canary, readOnly: false }],
    codeOwnersErrors: [{ line: 1, column: 3, kind: 'Unknown owner', message: `Unknown owner ${canary}`, source: canary, suggestion: canary }],
  },
});

const texts: readonly (readonly string[])[] = [
  ['audit', 'bakery/ovens', '--format', 'text', '--verbose'],
  ['audit', 'bakery/ovens', '--format', 'json'],
  ['audit', 'bakery/ovens', '--format', 'sarif'],
  ['settings', 'bakery/ovens'],
  ['settings', 'bakery/ovens', '--format', 'json'],
];

describe('the token', () => {
  // `run` throws when an output holds it.
  it.each(texts)('is in no output, also when GitHub repeats it: %s %s %s %s', async (...args) => {
    const file = join(temporaryDirectory(), 'answers.json');
    const server = await serve(echoing);
    const { status, stdout } = await run([...args, '--record', file], { env: asking(server) });
    expect(status).toBeLessThan(2);
    expect(stdout).toContain('[redacted]');
    expect(decodedRecording(file)).not.toContain(canary);
    expect(new Set(server.requests.map(({ authorization }) => authorization))).toEqual(new Set([`token ${canary}`]));
  });

  it.each<[string, Fault]>([
    ['an error of GraphQL', { kind: 'graphql-error', message: `What is ${canary}?`, on: '/graphql' }],
    ['an error with colours', { kind: 'graphql-error', message: `\u001b[31m${canary}\u0007`, on: '/graphql' }],
    ['a redirect', { kind: 'redirect', status: 302, location: `https://${canary}.example/`, on: '/graphql' }],
  ])('is in no message: %s', async (_, fault) => {
    const { status, stderr } = await run(['audit', 'bakery/ovens'], { env: asking(await serve(scenarios.admin, { faults: [fault] })) });
    expect(status).toBe(3);
    expect(stderr).toContain('bakery/ovens cannot be read');
    expect(unprintable(stderr)).toEqual([]);
  });

  it('is refused when it cannot stand in a header, and not shown', async () => {
    const { status, stderr } = await run(['audit', 'bakery/ovens'], { env: { GITHUB_TOKEN: `${canary}\n${canary}` } });
    expect({ status, stderr }).toEqual({ status: 2, stderr: 'agent-readiness: GITHUB_TOKEN holds characters that no token has.\n' });
  });
});

describe('a recording', () => {
  it.each(texts)('gives the same report again, without network and token: %s %s %s %s', async (...args) => {
    const file = join(temporaryDirectory(), 'answers.json');
    const server = await serve(scenarios.githubToken);
    const recorded = await run([...args, '--record', file], { env: asking(server) });
    await server.close();
    const replayed = await run([...args, '--replay', file]);
    expect({ ...replayed, stderr: '' }).toEqual({ ...recorded, stderr: '' });
  });

  it('knows only what was asked when it was made', async () => {
    const file = join(temporaryDirectory(), 'answers.json');
    await run(['settings', 'bakery/ovens', '--record', file], { env: asking(await serve(scenarios.admin)) });
    const { status, stderr } = await run(['audit', 'bakery/ovens', '--replay', file]);
    expect(status).toBe(3);
    expect(stderr).toContain('the recording does not hold this answer');
  });

  it.each<[string, (recording: Recording) => unknown]>([
    ['no JSON', () => undefined],
    ['another format', () => ({ hello: 'oven' })],
    ['another version', (recording) => ({ ...recording, version: 2 })],
    ['answers without a body', (recording) => ({ ...recording, answers: [{ question: { method: 'GET', path: '/' }, answer: { status: 200, headers: {} } }] })],
    ['a status that is none', (recording) => ({ ...recording, answers: [{ ...recording.answers[0], answer: { status: 99, headers: {}, body: '' } }] })],
    ['an address that is none', (recording) => ({ ...recording, apiUrl: 'oven' })],
    ['an address without TLS', (recording) => ({ ...recording, apiUrl: 'http://github.example' })],
  ])('with %s is refused', async (_, change) => {
    const file = join(temporaryDirectory(), 'answers.json');
    writeFileSync(file, JSON.stringify(change({ format: 'agent-readiness-recording', version: 1, apiUrl: 'https://api.github.com', answers: [] })) ?? 'oven');
    const { status, stderr } = await run(['audit', 'bakery/ovens', '--replay', file]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^agent-readiness: .*(?:is no recording that can be replayed|is no address of a GitHub API)/);
  });

  it('is not written through a symbolic link', async () => {
    const root = temporaryDirectory();
    const target = join(root, 'precious.txt');
    writeFileSync(target, 'precious');
    symlinkSync(target, join(root, 'answers.json'));
    const { status, stderr } = await run(['settings', 'bakery/ovens', '--record', join(root, 'answers.json')], { env: asking(await serve(scenarios.admin)) });
    expect(status).toBe(3);
    expect(stderr).toContain('(it is a symbolic link)');
    expect(readFileSync(target, 'utf8')).toBe('precious');
  });
});

/** Names that lead elsewhere on a disk, or act on a terminal. */
const hostileNames = [
  '/etc/oven/AGENTS.md',
  'a/../../AGENTS.md',
  'nul\0/AGENTS.md',
  'red\u001b[31m/AGENTS.md',
  'bell\u0007/AGENTS.md',
  'turn\u202e/AGENTS.md',
  'line\n/AGENTS.md',
];

describe('hostile names', () => {
  it.each(texts)('reach neither disk nor terminal: %s %s %s %s', async (...args) => {
    const cwd = temporaryDirectory();
    const scenario = ovens({
      repository: { files: { ...bakery, ...Object.fromEntries(hostileNames.map((name) => [name, 'Run `npm run nothing`.\n'])) } },
      settings: {
        rulesets: scenarios.admin.settings.rulesets.map((ruleset) => ({ ...ruleset, name: 'red\u001b[31m\u202e' })),
        environments: [{ name: 'red\u001b[31m' }],
        deployKeys: [{ title: 'red\u001b[31m', readOnly: false }],
      },
    });
    const result = await run(args, { cwd, env: asking(await serve(scenario)) });
    expect(result.status).toBeLessThan(2);
    expect(unprintable(result.stdout + result.stderr)).toEqual([]);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('leave the list of files, and what is listed twice is one file', async () => {
    const file = join(temporaryDirectory(), 'answers.json');
    await run(['audit', 'bakery/ovens', '--record', file], { env: asking(await serve(scenarios.admin)) });
    const recording: Recording = JSON.parse(readFileSync(file, 'utf8'));
    for (const { question, answer } of recording.answers) {
      if (!question.path.includes('/git/trees/')) continue;
      const body = JSON.parse(answer.body);
      const [first] = body.tree;
      body.tree.push(first, ...['', '/x', '../x', './x', 'a//b', 'a/..', 'x\0y'].map((path) => ({ ...first, path })), { ...first, path: 7 }, null, 'oven');
      answer.body = JSON.stringify(body);
    }
    writeFileSync(file, JSON.stringify(recording));
    const result = await run(['audit', 'bakery/ovens', '--format', 'json', '--replay', file]);
    expect(reportOf(result).repository.files).toBe(Object.keys(bakery).length);
  });
});

describe('an answer that cannot be read', () => {
  const brokenAt = async (on: string): Promise<Run> =>
    run(['audit', 'bakery/ovens', '--format', 'json'], { env: asking(await serve(scenarios.admin, { faults: [{ kind: 'truncated-json', on }] })) });

  it('leaves the fact unknown, and says why', async () => {
    const { outcomes } = reportOf(await brokenAt('/keys'));
    expect(outcomes.find(({ rule }) => rule === 'access/repository-access')?.state).toBe('pass');
    const { outcomes: broken } = reportOf(await brokenAt('/permissions/workflow'));
    expect(broken.find(({ rule }) => rule === 'access/default-token')).toMatchObject({
      state: 'unknown',
      unknowns: [{ reason: expect.stringContaining('GitHub’s answer could not be read (the answer is not JSON)') }],
    });
  });

  it.each(['/graphql', '/git/trees'])('ends the run when it is about the files: %s', async (on) => {
    const { status, stderr } = await brokenAt(on);
    expect(status).toBe(3);
    expect(stderr).toContain('the answer cannot be read (the answer is not JSON)');
  });
});

interface Recording {
  readonly format: string;
  readonly version: number;
  readonly apiUrl: string;
  readonly answers: readonly { readonly question: { readonly path: string }; readonly answer: { body: string } }[];
}

/** All texts of a recording, with the files that it holds in base64. */
function decodedRecording(file: string): string {
  expect(existsSync(file)).toBe(true);
  const text = readFileSync(file, 'utf8');
  const { answers }: Recording = JSON.parse(text);
  const blobs = answers.flatMap(({ question, answer }) =>
    question.path.includes('/git/blobs/') ? [Buffer.from(JSON.parse(answer.body).content, 'base64').toString('latin1')] : [],
  );
  return [text, ...blobs].join('\n');
}

function unprintable(text: string): string[] {
  return text.match(/(?!\n)[\p{Cc}\p{Cf}]/gu) ?? [];
}
