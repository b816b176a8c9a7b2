import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Answer, gitHubClient } from '../../../core/src/github/client.ts';
import { repositoryQueries } from '../../../core/src/github/queries.ts';
import { ovens } from '../../src/scenarios.ts';
import { type Fault, type FaultKind, type Scenario, scenarios } from '../../src/server.ts';
import { canary, serve } from './run.ts';

/** An Enterprise Server has GraphQL at an address of its own, which octokit's plugins do not know. */
type Api = 'graphql' | 'enterprise graphql' | 'rest';

interface Asked {
  readonly answer: Answer;
  /** Seconds that the client said it would wait. */
  readonly waits: readonly number[];
  readonly requests: number;
}

/** Asks one question of a server on which things go wrong. A second lasts ten milliseconds. */
async function ask(
  api: Api,
  faults: readonly Fault[],
  scenario: Scenario = api === 'enterprise graphql' ? scenarios.oldEnterpriseServer : scenarios.admin,
  name = 'ovens',
): Promise<Asked> {
  const server = await serve(scenario, { faults });
  const waits: number[] = [];
  const timeout = faults.some(({ kind }) => kind === 'slow') ? 500 : 30_000;
  const client = gitHubClient({ apiUrl: server.apiUrl, token: canary, second: 10, timeout, onWait: (seconds) => waits.push(seconds) });
  const answer = api === 'rest' ? await client.rest(`/repos/bakery/${name}`) : await client.graphql(repositoryQueries[0] ?? '', { owner: 'bakery', name });
  return { answer, waits, requests: server.requests.length };
}

function outcomeOf(answer: Answer): string {
  if (!answer.failure) return 'known';
  return 'message' in answer.failure ? `${answer.failure.kind}: ${answer.failure.message}` : answer.failure.kind;
}

const always = { times: 100 };
const secondary = (status: 200 | 403 | 429, retryAfter?: number): FaultKind => ({
  kind: 'secondary-limit',
  status,
  ...(retryAfter === undefined ? {} : { retryAfter }),
});

/** What goes wrong, what comes of it, and how long it was waited for (in seconds; none stands for "not at all"). */
const cases: readonly (readonly [api: Api, what: string, fault: Fault, outcome: string, waits: readonly number[]])[] = [
  ['graphql', 'the hourly limit, soon over', { kind: 'primary-limit', resetInSeconds: 5 }, 'known', [6]],
  ['graphql', 'the hourly limit for long', { kind: 'primary-limit', resetInSeconds: 1800 }, 'rate-limit', []],
  ['graphql', 'the hourly limit for ever', { kind: 'primary-limit', resetInSeconds: 5, ...always }, 'rate-limit', [6, 6]],
  ['enterprise graphql', 'the hourly limit, soon over', { kind: 'primary-limit', resetInSeconds: 5 }, 'known', [6]],
  ['enterprise graphql', 'the hourly limit for long', { kind: 'primary-limit', resetInSeconds: 1800 }, 'rate-limit', []],
  ['enterprise graphql', 'the hourly limit for ever', { kind: 'primary-limit', resetInSeconds: 5, ...always }, 'rate-limit', [6, 6]],
  ['enterprise graphql', 'a secondary limit', secondary(403, 2), 'known', [2]],
  ['enterprise graphql', '502, then an answer', { kind: 'status', status: 502 }, 'known', []],
  ['enterprise graphql', 'a broken connection, then an answer', { kind: 'reset' }, 'known', []],
  ['rest', 'the hourly limit, soon over', { kind: 'primary-limit', resetInSeconds: 5 }, 'known', [6]],
  ['rest', 'the hourly limit as 429', { kind: 'primary-limit', status: 429, resetInSeconds: 5 }, 'known', [6]],
  ['rest', 'the hourly limit for long', { kind: 'primary-limit', resetInSeconds: 1800 }, 'rate-limit', []],
  ['rest', 'the hourly limit for ever', { kind: 'primary-limit', resetInSeconds: 5, ...always }, 'rate-limit', [6, 6]],
  ['graphql', 'a secondary limit', secondary(403, 2), 'known', [2]],
  ['graphql', 'a secondary limit with status 200', secondary(200, 2), 'known', [2]],
  ['graphql', 'a secondary limit that names no time', secondary(200), 'known', [60]],
  ['graphql', 'a secondary limit for ever', { ...secondary(200, 2), ...always }, 'rate-limit', [2, 2]],
  ['graphql', 'a secondary limit for long', secondary(403, 600), 'rate-limit', []],
  ['rest', 'a secondary limit', secondary(403, 2), 'known', [2]],
  ['rest', 'a secondary limit as 429', secondary(429, 2), 'known', [2]],
  ['rest', 'a secondary limit for ever', { ...secondary(403, 2), ...always }, 'rate-limit', [2, 2]],
  ['graphql', '502, then an answer', { kind: 'status', status: 502 }, 'known', []],
  ['rest', '502, then an answer', { kind: 'status', status: 502, body: 'json' }, 'known', []],
  ['graphql', '502 for ever', { kind: 'status', status: 502, ...always }, 'unreachable: status 502', []],
  ['rest', '502 for ever', { kind: 'status', status: 502, ...always }, 'unreachable: status 502', []],
  ['graphql', 'an error of the server in words', { kind: 'graphql-error', message: 'Something went wrong while executing your query.', times: 2 }, 'known', []],
  ['graphql', 'JSON that breaks off', { kind: 'truncated-json' }, 'malformed: the answer is not JSON', []],
  ['rest', 'JSON that breaks off', { kind: 'truncated-json' }, 'malformed: the answer is not JSON', []],
  ['graphql', 'a page instead of JSON', { kind: 'wrong-content-type' }, 'malformed: the answer is not JSON', []],
  ['rest', 'a page instead of JSON', { kind: 'wrong-content-type' }, 'malformed: the answer is not JSON', []],
  ['graphql', 'no answer in time', { kind: 'slow', milliseconds: 2000 }, 'unreachable: no answer within 0.5 seconds', []],
  ['rest', 'no answer in time', { kind: 'slow', milliseconds: 2000 }, 'unreachable: no answer within 0.5 seconds', []],
  ['graphql', 'a broken connection, then an answer', { kind: 'reset' }, 'known', []],
  ['rest', 'a broken connection, then an answer', { kind: 'reset' }, 'known', []],
  ['rest', 'a broken connection for ever', { kind: 'reset', ...always }, 'unreachable: read ECONNRESET', []],
  ['graphql', 'an answer without end', { kind: 'huge', bytes: 1e12 }, 'malformed: the answer is larger than 67108864 bytes', []],
  ['rest', 'deep nesting', { kind: 'nested', depth: 200_000 }, 'malformed: the answer is nested deeper than 100 levels', []],
  [
    'rest',
    'a redirect in a circle',
    { kind: 'redirect', status: 302, location: '/repos/bakery/ovens', ...always },
    'unreachable: GitHub redirects more than 3 times',
    [],
  ],
  ['rest', 'a redirect on the host', { kind: 'redirect', status: 307, location: '/repos/bakery/ovens' }, 'known', []],
];

describe('a GitHub on which something goes wrong', () => {
  it.each(cases)('%s: %s', async (api, _what, fault, outcome, waits) => {
    const asked = await ask(api, [fault]);
    expect(outcomeOf(asked.answer)).toBe(outcome);
    // When a limit ends is told in whole seconds.
    expect(asked.waits).toEqual(waits.map((seconds) => expect.toSatisfy((waited: number) => Math.abs(waited - seconds) <= 1)));
    // Whatever happens is not asked again without end.
    expect(asked.requests).toBeLessThanOrEqual(4);
  });

  it.each(['graphql', 'rest'] as const)('%s: a redirect to another host is not followed, and the token stays', async (api) => {
    const received: unknown[] = [];
    const other = createServer((message, response) => {
      received.push(message.headers);
      response.end('{}');
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const address = other.address();
    const host = typeof address === 'object' && address ? `127.0.0.1:${address.port}` : '';
    const { answer, requests } = await ask(api, [{ kind: 'redirect', status: 307, location: `http://${host}/steal` }]);
    expect(outcomeOf(answer)).toBe(`unreachable: GitHub redirects to ${host}, which was not followed`);
    expect(received).toEqual([]);
    expect(requests).toBe(1);
  });

  it.each(['graphql', 'rest'] as const)('%s: finds a repository under its former name', async (api) => {
    const renamed = ovens({ repository: { formerNames: ['bakery/stoves'] } });
    expect(outcomeOf((await ask(api, [], renamed, 'stoves')).answer)).toBe('known');
  });

  it('takes the token out of whatever repeats it', async () => {
    const { answer } = await ask('rest', [], ovens({ repository: { description: `Who knows ${canary} may bake.` } }));
    expect(JSON.stringify(answer)).toContain('Who knows [redacted] may bake.');
    const { answer: refused } = await ask('graphql', [{ kind: 'graphql-error', message: `The token ${canary} is odd` }]);
    expect(outcomeOf(refused)).toBe('unreachable: The token [redacted] is odd');
  });
});
