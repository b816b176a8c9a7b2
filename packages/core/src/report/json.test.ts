import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checklistItems } from '../model/configuration.ts';
import type { AuditReport } from '../model/report.ts';
import { auditBakery, bakery, place } from './bakery.test-data.ts';
import { auditReportVersion, jsonReport } from './json.ts';

const schema: Record<string, unknown> = JSON.parse(readFileSync(new URL('../../schema/audit-report-1.json', import.meta.url), 'utf8'));
const options = { allErrors: true, strict: true, strictTypes: false, strictTuple: false, strictRequired: false } as const;
const validate = new Ajv2020(options).compile(schema);
// The published schema lets later minor versions add keys; ours must describe every key that is printed now.
const validateClosed = new Ajv2020(options).compile(closed({ ...schema, $id: 'urn:agent-readiness:test:closed' }));

/** The same schema, in which an object has no keys beside the described ones. Definitions are closed where they are used, as `allOf` joins them with more keys. */
function closed(part: Record<string, unknown>): Record<string, unknown> {
  const isUse = part['type'] === 'object' || '$ref' in part;
  return { ...closedParts(part), ...(isUse ? { unevaluatedProperties: false } : {}) };
}

function closedParts(part: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(part).map(([key, value]): [string, unknown] => {
      if (key === 'allOf' || !isObject(value)) return [key, Array.isArray(value) && key === 'anyOf' ? value.map(closed) : value];
      if (key === '$defs') return [key, Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, isObject(entry) ? closedParts(entry) : entry]))];
      return [key, closed(value)];
    }),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function check(report: AuditReport): Record<string, unknown> {
  const document = JSON.parse(jsonReport(report, '1.2.3'));
  expect(validate(document) || validate.errors).toBe(true);
  return document;
}

const waived = {
  suppressions: [
    {
      rule: 'access/pinned-flour',
      paths: ['orders/monday.yml'],
      kind: 'accepted-risk',
      reason: 'One mill only.',
      location: place('agent-readiness.yml', 4, 5),
    },
    {
      rule: 'instructions/recipe',
      kind: 'false-positive',
      reason: 'It is on paper.',
      owner: '@miller',
      expires: '2026-12-24',
      location: place('agent-readiness.yml', 8, 5),
    },
  ],
} as const;

describe('jsonReport', () => {
  it('gives score, the ten items in order, outcomes and findings', async () => {
    const document = check(await auditBakery());
    expect(document).toMatchObject({
      schemaVersion: auditReportVersion,
      tool: { name: 'agent-readiness', version: '1.2.3' },
      repository: { origin: 'github.com/octo/bakery', branch: 'main', files: 6 },
      score: { low: 5, high: 7.0833 },
      defaultScore: null,
      prepared: true,
      complete: true,
      summary: { errors: 0, warnings: 2, notes: 1, suppressed: 0, unknownChecks: 1 },
    });
    expect(document['items']).toMatchObject(checklistItems.map(({ id }) => ({ id })));
    expect(document['items']).toContainEqual(expect.objectContaining({ id: 'runtime', state: 'not-applicable', low: null, high: null }));
    expect(document['items']).toContainEqual(expect.objectContaining({ id: 'access', state: 'unknown', low: 0, high: 0.625 }));
    expect(document['outcomes']).toContainEqual(
      expect.objectContaining({ rule: 'instructions/recipe', state: 'pass', evidence: [{ text: 'AGENTS.md is there', location: place('AGENTS.md', 1, 1) }] }),
    );
    expect(document['findings']).toContainEqual(
      expect.objectContaining({
        rule: 'access/pinned-flour',
        severity: 'warning',
        confidence: 'high',
        place: 'file',
        location: place('orders/monday.yml', 3, 9),
      }),
    );
  });

  it('lists waived findings apart, with their suppression', async () => {
    const document = check(await auditBakery(bakery, waived));
    expect(document).toMatchObject({
      findings: [{ rule: 'access/pinned-flour', location: { path: 'orders/tuesday.yml' } }, { rule: 'reuse/dough' }],
      suppressed: [{ rule: 'access/pinned-flour', suppression: { kind: 'accepted-risk', reason: 'One mill only.', owner: null } }],
      idleSuppressions: [{ rule: 'instructions/recipe', problem: 'unused' }],
    });
  });

  it('has no total when only some rules ran, and says which did not', async () => {
    const document = check(await auditBakery(bakery, {}, { only: ['access'] }));
    expect(document).toMatchObject({ score: null, prepared: null });
    expect(document['notRun']).toContainEqual({ rule: 'reuse/dough', reason: 'not chosen (--only, --skip)' });
  });

  it('says when nothing is prepared for agents', async () => {
    expect(check(await auditBakery({ 'README.md': '# Bakery\n' }))).toMatchObject({ prepared: false });
  });

  it('gives the default score when the configuration changes it', async () => {
    const document = check(await auditBakery(bakery, { rules: { 'access/pinned-flour': { severity: 'off' } }, path: 'agent-readiness.yml' }));
    expect(document['defaultScore']).toEqual({ low: 5, high: 7.0833 });
  });

  it('describes every printed key in the schema', async () => {
    const documents = [await auditBakery(bakery, waived), await auditBakery({ 'README.md': '# Bakery\n' })];
    const failing = { ...(await auditBakery()), ruleFailures: [{ rule: 'reuse/dough', message: 'burnt' }] };
    const read = {
      ...failing,
      diagnostics: [{ path: 'compose.yml', severity: 'error' as const, code: 'yaml-syntax', message: 'A tab.' }],
      filesRead: ['compose.yml'],
    };
    const fix = {
      description: 'Write it',
      edits: [
        { ...place('compose.yml', 1, 1), replacement: 'x' },
        { path: 'lots.md', content: '17\n' },
      ],
    };
    const mendable = { ...failing, findings: failing.findings.map((finding) => ({ ...finding, fix })) };
    expect(JSON.parse(jsonReport(mendable, '1.2.3')).findings[0].fix.edits).toEqual([
      { ...place('compose.yml', 1, 1), replacement: 'x' },
      { path: 'lots.md', range: null, replacement: '17\n' },
    ]);
    for (const report of [...documents, read, mendable]) {
      const document = JSON.parse(jsonReport(report, '1.2.3'));
      expect(validateClosed(document) || validateClosed.errors).toBe(true);
    }
  });

  it('gives the same bytes for the same repository', async () => {
    expect(jsonReport(await auditBakery(), '1.2.3')).toBe(jsonReport(await auditBakery(), '1.2.3'));
  });

  it('takes secrets out, wherever they stand', async () => {
    const token = `ghp_${'aB3dE6gH9k'.repeat(4)}`;
    const report = await auditBakery({ ...bakery, [`orders/${token}.yml`]: 'flour\n' });
    const leaking = { ...report, diagnostics: [{ path: 'a.yml', severity: 'error' as const, code: 'yaml-syntax', message: `key: ${token}` }] };
    expect(jsonReport(leaking, '1.2.3')).not.toContain(token);
  });

  it('is valid for any text and path', async () => {
    const report = await auditBakery();
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, text, (message, path) => {
        const findings = report.findings.map((finding) => ({ ...finding, message, location: { ...finding.location, path: `a${path}` } }));
        return validate(JSON.parse(jsonReport({ ...report, findings }, '1.2.3')));
      }),
    );
  });
});
