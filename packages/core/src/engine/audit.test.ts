import { describe, expect, it } from 'vitest';
import { ConfigError } from '../errors.ts';
import { openRepository } from '../open.ts';
import { memorySource } from '../sources/memory.ts';
import { type AuditOptions, audit } from './audit.ts';
import { defineRule, type Rule } from './define-rule.ts';

const start = { line: 1, column: 1, offset: 0 };
const at = (path: string) => ({ path, range: { start, end: start } });

/** Reports each file by its name: `good*` passes, `bad*` fails, `dim*` is unknown, `doubtful*` fails with low confidence. */
const bread = defineRule({
  id: 'reuse/bread',
  scope: 'repository',
  severity: 'error',
  needs: [],
  title: 'Loaves are good',
  why: 'Nobody buys a bad loaf.',
  howToFix: 'Bake it again.',
  effort: 'minutes',
  sources: [],
  options: { ignored: { type: 'array', items: { type: 'string' }, default: [], description: 'Loaves that are not judged.' } },
  messages: { bad: 'The loaf {name} is bad; bake it again.' },
  check({ repo, options, outcome }) {
    const loaves = repo.files.entries.filter(({ path }) => path.endsWith('.loaf') && !options.ignored.includes(path));
    if (loaves.length === 0) return outcome.notApplicable('no loaves');
    for (const { path } of loaves) {
      const name = path.slice(path.lastIndexOf('/') + 1);
      if (name.startsWith('good')) outcome.pass(`${name} is good`, at(path));
      else if (name.startsWith('dim')) outcome.unknown('it is too dark', 'Switch the light on.', at(path));
      else outcome.fail('bad', { name }, at(path), name.startsWith('doubtful') ? { confidence: 'low' } : {});
    }
  },
});

const menu = defineRule({
  id: 'task/menu',
  scope: 'repository',
  severity: 'warning',
  needs: [],
  title: 'There is a menu',
  why: 'Guests ask for it.',
  howToFix: 'Write it.',
  effort: 'hours',
  sources: [],
  messages: { missing: 'There is no menu; write one.' },
  check({ repo, outcome }) {
    if (repo.files.has('menu')) outcome.pass('menu');
    else outcome.fail('missing', {});
  },
});

const broken: Rule = { ...menu, id: 'task/broken', check: () => JSON.parse('{') };
const silent: Rule = { ...menu, id: 'task/silent', check: () => {} };
const extra: Rule = { ...menu, id: 'task/extra', preset: 'strict' };

const run = async (files: Readonly<Record<string, string>>, options: Partial<AuditOptions> = {}) => {
  const repo = await openRepository(memorySource(files));
  return audit(repo, { rules: [bread, menu], ...options });
};

describe('audit', () => {
  it('reports findings with place, evidence, unknowns and an interval', async () => {
    const report = await run({ 'good.loaf': '', 'bad.loaf': '', 'dim.loaf': '', menu: '' });
    expect(report.findings).toMatchObject([
      {
        rule: 'reuse/bread',
        severity: 'error',
        confidence: 'high',
        message: 'The loaf bad.loaf is bad; bake it again.',
        place: 'file',
        location: { path: 'bad.loaf' },
      },
    ]);
    const [outcome] = report.outcomes;
    expect(outcome).toMatchObject({
      state: 'fail',
      value: { low: 1 / 3, high: 2 / 3 },
      evidence: [{ text: 'good.loaf is good' }],
      unknowns: [{ reason: 'it is too dark' }],
    });
    expect(report.score?.low).toBeCloseTo((10 * (1 / 3 + 1)) / 2);
    expect(report.score?.high).toBeCloseTo((10 * (2 / 3 + 1)) / 2);
    expect(report.unknownChecks).toBe(1);
    expect(report.defaultScore).toBeUndefined();
  });

  it('anchors a finding about the repository at a file that exists', async () => {
    expect((await run({ 'good.loaf': '', 'README.md': '' })).findings).toMatchObject([
      { rule: 'task/menu', place: 'repository', location: { path: 'README.md' } },
    ]);
    expect((await run({ 'good.loaf': '' })).findings).toMatchObject([{ place: 'repository', location: { path: 'good.loaf' } }]);
  });

  it('says not applicable with the reason, and leaves it out of the score', async () => {
    const report = await run({ menu: '' });
    expect(report.outcomes[0]).toMatchObject({ state: 'not-applicable', reason: 'no loaves' });
    expect(report.score).toEqual({ low: 10, high: 10 });
  });

  it('makes a doubtful finding a note', async () => {
    expect((await run({ 'doubtful.loaf': '', menu: '' })).findings).toMatchObject([{ severity: 'note', confidence: 'low' }]);
  });

  it('goes on when a rule throws or says nothing', async () => {
    const report = await run({ menu: '' }, { rules: [broken, silent, menu] });
    expect(report.ruleFailures).toMatchObject([{ rule: 'task/broken' }, { rule: 'task/silent', message: 'reported no outcome' }]);
    expect(report.outcomes.map((outcome) => outcome.rule)).toEqual(['task/menu']);
  });

  it('runs what is chosen, by rule or item, and then gives no total', async () => {
    const only = await run({ 'bad.loaf': '' }, { only: ['task'] });
    expect(only.outcomes.map((outcome) => outcome.rule)).toEqual(['task/menu']);
    expect(only.score).toBeUndefined();
    expect(only.notRun).toMatchObject([{ rule: 'reuse/bread' }]);
    expect((await run({ 'bad.loaf': '' }, { skip: ['reuse/bread'] })).outcomes.map((outcome) => outcome.rule)).toEqual(['task/menu']);
    await expect(run({}, { only: ['tsk'] })).rejects.toThrow(/no rule or item "tsk".*"task"/);
  });

  it('narrows findings to a path, and keeps the score', async () => {
    const files = { 'a/bad.loaf': '', 'ab/bad.loaf': '', 'b/bad.loaf': '' };
    const report = await run(files, { path: 'a' });
    expect(report.findings.map((finding) => finding.location.path)).toEqual(['a/bad.loaf']);
    expect(report.score).toEqual((await run(files)).score);
  });

  it('tells equal findings apart, and keeps their fingerprints when lines move', async () => {
    const [first] = (await run({ 'bad.loaf': '', menu: '' })).findings;
    const [second] = (await run({ 'bad.loaf': '\n\n', menu: '', 'good.loaf': '' })).findings;
    expect(first?.fingerprint).toBe(second?.fingerprint);
    const both = (await run({ 'a/bad.loaf': '', 'b/bad.loaf': '', menu: '' })).findings;
    expect(new Set(both.map((finding) => finding.fingerprint)).size).toBe(2);
  });

  it('names what would raise the score most', async () => {
    const { improvements } = await run({ 'bad.loaf': '', 'good.loaf': '' });
    expect(improvements).toMatchObject([
      { rule: 'task/menu', gain: 5, effort: 'hours', kind: 'fix' },
      { rule: 'reuse/bread', gain: 2.5, effort: 'minutes', kind: 'fix' },
    ]);
  });
});

describe('configuration', () => {
  const withConfig = (text: string, files: Readonly<Record<string, string>> = { 'bad.loaf': '', menu: '' }, options: Partial<AuditOptions> = {}) =>
    run({ ...files, 'agent-readiness.yml': text }, options);

  it('switches rules off, changes severities, and then gives the default score too', async () => {
    const off = await withConfig('rules: { reuse/bread: off }');
    expect(off.outcomes.map((outcome) => outcome.rule)).toEqual(['task/menu']);
    expect(off.score).toEqual({ low: 10, high: 10 });
    expect(off.defaultScore).toEqual({ low: 5, high: 5 });
    expect(off.notRun).toEqual([{ rule: 'reuse/bread', reason: 'switched off by the configuration' }]);
    expect((await withConfig('rules: { reuse/bread: note }')).findings).toMatchObject([{ severity: 'note' }]);
  });

  it('gives options to a rule, and judges the default score without them', async () => {
    const report = await withConfig('rules: { reuse/bread: { options: { ignored: [bad.loaf] } } }', { 'bad.loaf': '', 'good.loaf': '', menu: '' });
    expect(report.findings).toEqual([]);
    expect(report.score).toEqual({ low: 10, high: 10 });
    expect(report.defaultScore).toEqual({ low: 7.5, high: 7.5 });
  });

  it.each([
    ['an option that does not exist', 'rules: { reuse/bread: { options: { ignord: [] } } }', /no option "ignord".*"ignored"/],
    ['an option of a wrong type', 'rules: { reuse/bread: { options: { ignored: 3 } } }', /ignored must be array/],
    ['a rule that does not exist', 'rules: { reuse/bred: off }', /"reuse\/bred".*"reuse\/bread"/],
    ['a suppression of no rule', 'suppressions: [{ rule: reuse/bred, kind: accepted-risk, reason: It is a tradition }]', /"reuse\/bred"/],
  ])('refuses %s', async (_, text, message) => {
    const error = await withConfig(text).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConfigError);
    expect(String(error)).toMatch(message);
  });

  it('has other settings for some paths', async () => {
    const files = { 'a/bad.loaf': '', 'old/bad.loaf': '', menu: '' };
    const report = await withConfig('overrides: [{ paths: ["old/**"], rules: { reuse/bread: note } }]', files);
    expect(report.findings.map((finding) => [finding.location.path, finding.severity])).toEqual([
      ['a/bad.loaf', 'error'],
      ['old/bad.loaf', 'note'],
    ]);
    expect((await withConfig('overrides: [{ paths: ["**"], rules: { reuse/bread: off } }]', files)).outcomes[0]).toMatchObject({ state: 'not-applicable' });
  });

  it('runs rules of the strict preset only there', async () => {
    expect((await run({ menu: '' }, { rules: [menu, extra] })).outcomes.map((outcome) => outcome.rule)).toEqual(['task/menu']);
    expect((await withConfig('extends: strict', { menu: '' }, { rules: [menu, extra] })).outcomes).toHaveLength(2);
  });

  it('sets suppressed findings apart: an accepted risk still counts, a false alarm is unknown', async () => {
    const suppression = (kind: string, more = '') =>
      `suppressions: [{ rule: reuse/bread, paths: [bad.loaf], kind: ${kind}, reason: It is a tradition${more} }]`;
    const accepted = await withConfig(suppression('accepted-risk'));
    expect(accepted.findings).toEqual([]);
    expect(accepted.suppressed).toMatchObject([{ finding: { location: { path: 'bad.loaf' } }, suppression: { reason: 'It is a tradition' } }]);
    expect(accepted.score).toEqual({ low: 5, high: 5 });
    expect((await withConfig(suppression('false-positive'))).score).toEqual({ low: 5, high: 10 });
    const expired = await withConfig(suppression('accepted-risk', ', expires: 2026-01-31'), undefined, { today: '2026-02-01' });
    expect(expired.findings).toHaveLength(1);
    expect(expired.idleSuppressions).toMatchObject([{ problem: 'expired' }]);
    expect((await withConfig(suppression('accepted-risk', ', expires: 2026-02-01'), undefined, { today: '2026-02-01' })).findings).toEqual([]);
    expect((await withConfig(suppression('accepted-risk'), { 'good.loaf': '', menu: '' })).idleSuppressions).toMatchObject([{ problem: 'unused' }]);
  });
});
