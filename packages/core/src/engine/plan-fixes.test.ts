import { describe, expect, it } from 'vitest';
import { openRepository } from '../open.ts';
import { memorySource } from '../sources/memory.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { planFixes } from './plan-fixes.ts';

const base = {
  scope: 'repository',
  severity: 'warning',
  needs: ['compose'],
  title: 'Bread is baked',
  why: 'x',
  howToFix: 'x',
  limits: 'x',
  effort: 'minutes',
  sources: [],
  messages: { stale: '{port} is stale.' },
} as const;

/** Reports every published port that `wrong` takes for wrong, and puts `right` in its place. */
const portRule = (id: `runtime/${string}`, wrong: (port: string) => boolean, right: (port: string) => string): Rule =>
  defineRule({
    ...base,
    id,
    check({ repo, outcome }) {
      outcome.pass('looked');
      for (const port of repo
        .compose()
        .projects.flatMap((project) => project.services)
        .flatMap((service) => service.ports)) {
        if (port.host.kind !== 'literal' || !wrong(port.host.value)) continue;
        const fix = { description: 'Move it', edits: [{ replaceScalar: port.location, with: `${right(port.host.value)}:80` }] };
        outcome.fail('stale', { port: port.host.value }, port.location, { fix });
      }
    },
  });

const files = { 'compose.yaml': 'services:\n  oven:\n    image: oven\n    ports: ["1:80", "2:80"] # hot\n' };
const plan = async (...rules: Rule[]) => {
  const repo = await openRepository(memorySource(files), { configuration: 'none' });
  return planFixes(repo, repo.withTexts, { rules });
};

describe('planFixes', () => {
  it('gives files as they are and as they would be', async () => {
    const result = await plan(
      portRule(
        'runtime/one',
        (port) => Number(port) < 9,
        (port) => `1${port}`,
      ),
    );
    expect(result.changes).toEqual([
      { path: 'compose.yaml', before: files['compose.yaml'], after: files['compose.yaml'].replace('"1:', '"11:').replace('"2:', '"12:') },
    ]);
    expect(result.fixed).toHaveLength(2);
    expect(result.failed).toEqual([]);
  });

  it('goes on with what the first pass uncovers', async () => {
    const result = await plan(
      portRule(
        'runtime/one',
        (port) => port === '1',
        () => '5',
      ),
      portRule(
        'runtime/five',
        (port) => port === '5',
        () => '6',
      ),
    );
    expect(result.fixed.map((finding) => finding.rule)).toEqual(['runtime/one', 'runtime/five']);
    expect(result.changes[0]?.after).toContain('["6:80", "2:80"] # hot');
  });

  it('takes back a fix that does not mend its finding, and keeps the others', async () => {
    const result = await plan(
      portRule(
        'runtime/one',
        (port) => port === '1' || port === '01',
        () => '01',
      ),
      portRule(
        'runtime/two',
        (port) => port === '2',
        () => '20',
      ),
    );
    expect(result.failed.map((finding) => finding.rule)).toEqual(['runtime/one']);
    expect(result.fixed.map((finding) => finding.rule)).toEqual(['runtime/two']);
    expect(result.changes[0]?.after).toContain('["1:80", "20:80"] # hot');
  });

  it('takes back a fix that breaks its file', async () => {
    const result = await plan(
      portRule(
        'runtime/one',
        (port) => port === '1',
        () => '"]}',
      ),
    );
    expect(result.failed).toHaveLength(1);
    expect(result.changes).toEqual([]);
  });

  it('takes back a fix that puts a fault in place of its finding', async () => {
    const result = await plan(
      portRule(
        'runtime/one',
        (port) => port === '1',
        () => '9:80"]\n    image: pan # ',
      ),
    );
    expect(result.failed).toHaveLength(1);
    expect(result.changes).toEqual([]);
  });

  it('ends when two rules undo each other', async () => {
    const up = portRule(
      'runtime/up',
      (port) => Number(port) % 2 === 1,
      (port) => `${Number(port) + 1}`,
    );
    const down = portRule(
      'runtime/down',
      (port) => Number(port) % 2 === 0,
      (port) => `${Number(port) + 1}`,
    );
    const result = await plan(up, down);
    expect(result.changes.length + result.failed.length).toBeGreaterThan(0);
  });
});
