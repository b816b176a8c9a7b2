import { describe, expect, it } from 'vitest';
import { buildObjects } from '../../src/git-objects.ts';
import { ovens } from '../../src/scenarios.ts';
import type { PullRequest, Scenario } from '../../src/server.ts';
import { asking, type Run, run, serve } from './run.ts';

const test = "it('is warm', () => {\n  expect(heat).toBe(220);\n});\n";
const files = {
  'README.md': '# Ovens\n',
  '.github/CODEOWNERS': '/src/ @bakery/bakers\n/test/ @baker\n',
  'src/oven.ts': 'export const heat = 220;\n',
  'test/oven.test.ts': test,
};
const changed = { ...files, 'test/oven.test.ts': test.replace('it(', 'it.skip(') };
const head = buildObjects('main', { main: files, skip: changed }).branches.get('skip') ?? '';

function scenario(pull: Partial<PullRequest> = {}, more: Partial<Scenario> = {}): Scenario {
  return ovens({
    repository: { files, branches: { skip: changed } },
    pulls: [
      {
        number: 7,
        title: 'Skip the heat',
        body: 'Fixes #3',
        author: 'apprentice',
        draft: false,
        labels: [],
        base: 'main',
        head: 'skip',
        files: [],
        reviews: [],
        commits: [{ message: 'Skip it', author: 'apprentice' }],
        ...pull,
      },
    ],
    ...more,
  });
}

interface Gate {
  readonly verdict: string;
  readonly change: { readonly head: string; readonly commits: number; readonly pullRequest: { readonly number: number; readonly basis: string } };
  readonly findings: readonly {
    readonly rule: string;
    readonly verdict: string;
    readonly key: string;
    readonly lifting: { readonly state: string; readonly missing: readonly string[] } | null;
  }[];
  readonly lifted: readonly { readonly rule: string; readonly lifting: { readonly by: string } }[];
  readonly outcomes: readonly { readonly rule: string; readonly state: string; readonly unknowns: readonly { readonly reason: string }[] }[];
}

function gateOf({ stdout, stderr }: Run): Gate {
  try {
    return JSON.parse(stdout);
  } catch {
    throw new Error(`no JSON: ${stdout.slice(0, 300)}\n${stderr}`);
  }
}

async function gate(of: Scenario): Promise<{ report: Gate; status: number | null }> {
  const server = await serve(of);
  const result = await run(['gate', '--pr', `${of.repository.owner}/${of.repository.name}#7`, '--format', 'json'], { env: asking(server) });
  expect(server.invalidQueries).toEqual([]);
  expect(server.invalidAnswers).toEqual([]);
  return { report: gateOf(result), status: result.status };
}

const keyOf = ({ findings }: Gate): string => findings.find(({ rule }) => rule === 'ci/weakened-tests')?.key ?? '';
const hardStops = ({ findings }: Gate) => findings.filter(({ verdict }) => verdict === 'hard-stop').map(({ rule }) => rule);

describe('gate of a pull request on GitHub', () => {
  it('stops it, and is lifted by an explanation and the approval of an owner', async () => {
    const first = await gate(scenario());
    expect(first).toMatchObject({ status: 1, report: { verdict: 'stop', change: { head, commits: 1, pullRequest: { number: 7, basis: 'github' } } } });
    expect(hardStops(first.report)).toEqual(['ci/weakened-tests']);
    const body = `Fixes #3\n\n${keyOf(first.report)}: the thermometer is broken until Monday.`;

    const explained = await gate(scenario({ body }));
    expect(explained.report.findings.find(({ rule }) => rule === 'ci/weakened-tests')?.lifting).toMatchObject({
      state: 'not-lifted',
      missing: [expect.stringContaining('Nobody approved the current head')],
    });

    const approved = await gate(scenario({ body, reviews: [{ author: 'baker', state: 'APPROVED' }] }));
    expect(hardStops(approved.report)).toEqual([]);
    expect(approved.report.lifted).toMatchObject([{ rule: 'ci/weakened-tests', lifting: { by: '@baker' } }]);
  });

  it.each<[string, Partial<PullRequest>, RegExp]>([
    ['an approval of an earlier commit', { reviews: [{ author: 'baker', state: 'APPROVED', commit: '1'.repeat(40) }] }, /Nobody approved/],
    [
      'an approval that was followed by a refusal',
      {
        reviews: [
          { author: 'baker', state: 'APPROVED' },
          { author: 'baker', state: 'CHANGES_REQUESTED', submittedAt: '2099-01-01T00:00:00Z' },
        ],
      },
      /Nobody approved/,
    ],
    ['the owner who pushed it', { reviews: [{ author: 'baker', state: 'APPROVED' }], pushers: ['apprentice', 'baker'] }, /pushed to its branch/],
    [
      'the owner who asked an agent',
      { author: 'claude[bot]', reviews: [{ author: 'baker', state: 'APPROVED' }], assigned: [{ by: 'baker', to: 'copilot-swe-agent[bot]' }] },
      /asked an agent/,
    ],
    [
      'a co-author',
      { reviews: [{ author: 'baker', state: 'APPROVED' }], commits: [{ message: 'Skip it', author: 'apprentice', coAuthors: ['baker'] }] },
      /author or committer/,
    ],
    ['a bot', { reviews: [{ author: 'baker[bot]', state: 'APPROVED' }] }, /a program/],
    ['somebody else', { reviews: [{ author: 'taster', state: 'APPROVED' }] }, /no owner/],
  ])('is not lifted by %s', async (_, pull, reason) => {
    const { report: first } = await gate(scenario());
    const { report } = await gate(scenario({ body: `${keyOf(first)}: the thermometer is broken until Monday.`, ...pull }));
    expect(report.verdict).toBe('stop');
    expect(report.findings.find(({ rule }) => rule === 'ci/weakened-tests')?.lifting?.missing.join(' ')).toMatch(reason);
  });

  it('asks for the members of a team, and says when it cannot see them', async () => {
    const team = (secret: boolean): Scenario => {
      const plain = scenario({ reviews: [{ author: 'mary', state: 'APPROVED' }] });
      return {
        ...plain,
        repository: { ...plain.repository, branches: { skip: { ...files, 'src/oven.ts': 'export const heat = 230;\n' } } },
        viewer: { kind: 'write' },
        settings: { ...plain.settings, teams: [{ slug: 'bakers', permission: 'push', secret, members: ['mary'] }] },
      };
    };
    const stateOf = ({ report }: { report: Gate }) => report.outcomes.find(({ rule }) => rule === 'ownership/owners-reviewed')?.state;
    expect(stateOf(await gate(team(false)))).toBe('pass');
    expect(stateOf(await gate(team(true)))).toBe('unknown');
  });

  it('writes one comment, and brings it up to date', async () => {
    const server = await serve(scenario({}, { viewer: { kind: 'write' } }));
    const comment = () => run(['gate', '--pr', 'bakery/ovens#7', '--comment'], { env: asking(server) });
    expect((await comment()).stderr).toBe('');
    expect((await comment()).stderr).toBe('');
    expect(server.comments).toHaveLength(1);
    expect(server.comments[0]?.body).toMatch(/^<!-- agent-readiness gate -->\n## agent-readiness: ⛔ Stop/);
    expect(server.requests.filter(({ method }) => method === 'PATCH')).toHaveLength(1);

    const reader = await serve(scenario({}, { viewer: { kind: 'read' } }));
    const refused = await run(['gate', '--pr', 'bakery/ovens#7', '--comment'], { env: asking(reader) });
    expect(refused.stderr).toContain('The comment was not written: the token may not write to pull requests');
    expect(refused.status).toBe(1);
  });

  it('knows the checks, and leaves its own pending one out', async () => {
    const checks = [
      { name: 'bake', conclusion: 'FAILURE', required: true },
      { name: 'gate', conclusion: null, required: true },
    ] as const;
    const { report } = await gate(scenario({ checks }));
    const outcome = report.outcomes.find(({ rule }) => rule === 'ci/checks-passed');
    expect(outcome).toMatchObject({ state: 'fail', unknowns: [] });
  });

  it('says what a token may not read, and lifts nothing then', async () => {
    const { report } = await gate(scenario({}, { viewer: { kind: 'actions', permissions: { contents: 'read', pull_requests: 'read', metadata: 'read' } } }));
    expect(report.verdict).toBe('stop');
    const server = await serve(scenario({}, { viewer: { kind: 'forbidden' } }));
    const refused = await run(['gate', '--pr', 'bakery/ovens#7'], { env: asking(server) });
    expect(refused.status).toBe(3);
    expect(refused.stderr).toMatch(/bakery\/ovens#7 cannot be read/);
  });
});
