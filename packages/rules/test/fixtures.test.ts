import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AuditReport, audit, directorySource, jsonReport, openRepository, sarifReport, textReport } from '@ten-point/core';
import { rules } from '@ten-point/rules';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { multitool, validateWithMultitool } from '../../core/test/sarif-multitool.ts';

const fixtures = join(import.meta.dirname, '../../../fixtures');
const names = readdirSync(fixtures, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();

const auditFixture = async (name: string): Promise<AuditReport> => {
  const repo = await openRepository(directorySource(join(fixtures, name)));
  return audit(repo, { rules, today: '2026-11-24' });
};

const text = (report: AuditReport): string => textReport(report, rules, { colour: false, unicode: true, width: 100, verbose: false });

describe('fixtures', () => {
  it.each(names)('%s is judged as reviewed', async (name) => {
    const report = await auditFixture(name);
    expect(report.ruleFailures).toEqual([]);
    // What would reveal an unknown is a sentence that a user can follow.
    const reveals = report.outcomes.flatMap((outcome) => outcome.unknowns.map(({ reveal }) => reveal));
    expect(reveals.filter((reveal) => !/^[A-Z].*\.$/s.test(reveal))).toEqual([]);
    await expect(text(report)).toMatchFileSnapshot(`__snapshots__/${name}.txt`);
  });

  it('the exemplary repository has no finding, and meets every item that files can decide', async () => {
    const report = await auditFixture('exemplary');
    expect(report.findings.map((finding) => `${finding.rule} ${finding.location.path}: ${finding.message}`)).toEqual([]);
    expect(report.items.filter((item) => item.state !== 'met').map((item) => item.id)).toEqual([]);
  });

  it.each(names)('the JSON of %s passes the published schema', async (name) => {
    const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../core/schema/audit-report-1.json'), 'utf8'));
    const validate = new Ajv2020({ strict: false }).compile(schema);
    expect(validate(JSON.parse(jsonReport(await auditFixture(name), '0.1.0'))) || validate.errors).toBe(true);
  });

  it.skipIf(!multitool)('the SARIF of every fixture has no error and no warning', { timeout: 60_000 }, async () => {
    const logs: Record<string, string> = {};
    for (const name of names) logs[name] = sarifReport(await auditFixture(name), rules, '0.1.0');
    expect(validateWithMultitool(multitool ?? '', logs)).toEqual(Object.fromEntries(names.map((name) => [name, []])));
  });
});

describe('rules', () => {
  it('have ids of their own, each in the folder of its item', () => {
    expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length);
  });

  it('number at least two for each item', () => {
    const counts = rules.reduce((count, rule) => count.set(rule.item, (count.get(rule.item) ?? 0) + 1), new Map<string, number>());
    expect([...counts.values()].every((count) => count >= 2)).toBe(true);
    expect(counts.size).toBe(10);
  });

  it.each(rules.map((rule) => [rule.id, rule] as const))('%s is documented in full', (_, rule) => {
    expect(rule.why.length).toBeGreaterThan(40);
    expect(rule.howToFix.length).toBeGreaterThan(20);
    expect(rule.limits?.length).toBeGreaterThan(20);
    expect(rule.sources.length).toBeGreaterThan(0);
    expect(rule.title).not.toMatch(/\.$/);
  });
});
