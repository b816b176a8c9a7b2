import { describe, expect, it } from 'vitest';
import { type OpenOptions, openRepository } from '../open.ts';
import { jsonReport } from '../report/json.ts';
import { type MemoryFile, memorySource } from '../sources/memory.ts';
import { type AuditOptions, audit } from './audit.ts';
import { defineRule } from './define-rule.ts';

/** Every line of CODEOWNERS that owns by a team is a finding, and so is a repository without an oven. */
const people = defineRule({
  id: 'ownership/people',
  scope: 'repository',
  severity: 'error',
  needs: ['codeowners'],
  title: 'People own paths',
  why: 'A team answers no phone.',
  howToFix: 'Name a person.',
  effort: 'minutes',
  sources: [],
  messages: { team: '{pattern} is owned by a team; name a person.', cold: 'There is no oven; build one.' },
  check({ repo, outcome }) {
    for (const { pattern, owners, location } of repo.codeowners().file?.rules ?? []) {
      if (owners.some(({ kind }) => kind === 'team')) outcome.fail('team', { pattern }, location);
      else outcome.pass(pattern, location);
    }
    if (!repo.files.has('oven')) outcome.fail('cold', {});
  },
});

const menu = defineRule({
  ...people,
  id: 'task/menu',
  needs: [],
  messages: { missing: 'There is no menu; write one.' },
  check: ({ outcome }) => outcome.fail('missing', {}),
});

const comment = (kind: string, more = '') => `# agent-readiness-ignore ownership/people ${kind}: The bakers share one phone${more}`;

async function run(files: Readonly<Record<string, MemoryFile>>, options: Partial<AuditOptions> = {}, open: OpenOptions = {}) {
  return audit(await openRepository(memorySource({ oven: '', ...files }), open), { rules: [people], ...options });
}
const owners = (...lines: readonly string[]) => ({ CODEOWNERS: `${lines.join('\n')}\n` });

describe('suppressions in comments', () => {
  it('waive the finding on their line or on the next, and no other', async () => {
    const report = await run(owners(`/rye @octo/bakers ${comment('accepted-risk')}`, '/wheat @octo/bakers', comment('accepted-risk'), '/spelt @octo/bakers'));
    expect(report.findings.map(({ location }) => location.range.start.line)).toEqual([2]);
    expect(report.suppressed).toMatchObject([
      {
        finding: { location: { range: { start: { line: 1 } } } },
        suppression: {
          scope: 'line',
          kind: 'accepted-risk',
          reason: 'The bakers share one phone',
          location: { path: 'CODEOWNERS', range: { start: { line: 1 } } },
        },
      },
      { finding: { location: { range: { start: { line: 4 } } } }, suppression: { location: { range: { start: { line: 3 } } } } },
    ]);
    expect(report.idleSuppressions).toEqual([]);
  });

  it('waive a whole file, but nothing about the repository', async () => {
    const file = comment('accepted-risk').replace('ignore', 'ignore-file');
    const report = await run(owners(file, '', '/rye @octo/bakers', '/wheat @octo/bakers'));
    expect(report.findings).toEqual([]);
    expect(report.suppressed).toHaveLength(2);
    const { CODEOWNERS } = owners(file, '/rye @octo/bakers');
    const cold = await audit(await openRepository(memorySource({ CODEOWNERS })), { rules: [people] });
    expect(cold.findings).toMatchObject([{ place: 'repository' }]);
    expect(cold.suppressed).toHaveLength(1);
  });

  it('score like those of the configuration: an accepted risk failed, a false alarm is unknown', async () => {
    expect((await run(owners('/rye @octo/bakers'))).score).toEqual({ low: 0, high: 0 });
    expect((await run(owners(comment('accepted-risk'), '/rye @octo/bakers'))).score).toEqual({ low: 0, high: 0 });
    const doubted = await run(owners(comment('false-positive'), '/rye @octo/bakers'));
    expect(doubted.score).toEqual({ low: 0, high: 10 });
    const inConfiguration = await run({
      ...owners('/rye @octo/bakers'),
      'agent-readiness.yml': 'suppressions: [{ rule: ownership/people, kind: false-positive, reason: The bakers share one phone }]',
    });
    expect([doubted.score, doubted.defaultScore]).toEqual([inConfiguration.score, inConfiguration.defaultScore]);
  });

  it('leave the score by the default policy beside the configured one', async () => {
    const files = { ...owners(comment('false-positive'), '/rye @octo/bakers'), 'agent-readiness.yml': 'rules: { task/menu: off }' };
    const report = await run(files, { rules: [people, menu] });
    expect([report.score, report.defaultScore]).toEqual([
      { low: 0, high: 10 },
      { low: 0, high: 5 },
    ]);
  });

  it('are reported at their place when they are unused, expired or malformed', async () => {
    const lines = [comment('accepted-risk'), '/rye @baker', comment('accepted-risk', ' (expires 2026-01-31)'), '/wheat @octo/bakers', comment('accepted')];
    const late = await run(owners(...lines), { today: '2026-02-01' });
    expect(late.findings).toHaveLength(1);
    expect(late.idleSuppressions).toMatchObject([
      { problem: 'unused', suppression: { location: { path: 'CODEOWNERS', range: { start: { line: 1 } } } } },
      { problem: 'expired', suppression: { expires: '2026-01-31', location: { range: { start: { line: 3 } } } } },
    ]);
    expect(late.diagnostics).toMatchObject([{ path: 'CODEOWNERS', code: 'suppression-malformed', range: { start: { line: 5 } } }]);
    expect((await run(owners(...lines), { today: '2026-01-31' })).findings).toEqual([]);
  });

  it('are used before one of the configuration, which is then unused', async () => {
    const report = await run({
      ...owners(comment('accepted-risk'), '/rye @octo/bakers'),
      'agent-readiness.yml': 'suppressions: [{ rule: ownership/people, kind: false-positive, reason: The bakers share one phone }]',
    });
    expect(report.suppressed).toMatchObject([{ suppression: { kind: 'accepted-risk' } }]);
    expect(report.idleSuppressions).toMatchObject([{ problem: 'unused', suppression: { kind: 'false-positive' } }]);
  });

  it('hold only where the configuration of the repository does', async () => {
    const files = owners(comment('accepted-risk'), '/rye @octo/bakers', comment('accepted'));
    for (const configuration of ['none', { file: '/dev/null' }] as const) {
      const report = await run(files, {}, { configuration });
      expect(report.findings).toHaveLength(1);
      expect([report.suppressed, report.idleSuppressions, report.diagnostics]).toEqual([[], [], []]);
    }
  });

  it('count once when links lead to their file', async () => {
    const report = await run({ 'docs/CODEOWNERS': owners(comment('accepted-risk'), '/rye @octo/bakers').CODEOWNERS, CODEOWNERS: { link: 'docs/CODEOWNERS' } });
    expect(report.findings).toEqual([]);
    expect(report.suppressed).toHaveLength(1);
    expect(report.idleSuppressions).toEqual([]);
  });

  it('read no file for their own sake', async () => {
    const files = { ...owners('/rye @baker'), 'oven.yml': comment('accepted-risk') };
    const report = await run(files);
    expect(report.filesRead).not.toContain('oven.yml');
    expect(report.idleSuppressions).toEqual([]);
  });

  it('stand in the JSON report with their scope', async () => {
    const report = await run(owners(comment('accepted-risk', ' (owner @baker)'), '/rye @octo/bakers'));
    expect(JSON.parse(jsonReport(report, '1.0.0'))).toMatchObject({
      suppressed: [{ suppression: { scope: 'line', paths: null, owner: '@baker', location: { path: 'CODEOWNERS', range: { start: { line: 1 } } } } }],
    });
  });
});
