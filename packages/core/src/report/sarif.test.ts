import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { multitool, validateWithMultitool } from '../../test/sarif-multitool.ts';
import type { AuditReport, Finding } from '../model/report.ts';
import { auditBakery, bakery, bakeryRules, place } from './bakery.test-data.ts';
import { sarifReport } from './sarif.ts';

interface PhysicalLocation {
  readonly artifactLocation: { readonly uri: string };
  readonly region: { readonly startLine: number; readonly startColumn?: number; readonly endLine?: number; readonly endColumn?: number };
}

/** The part of a SARIF log that the assertions below look at. */
interface Log {
  readonly runs: readonly {
    readonly automationDetails: { readonly id: string };
    readonly tool: {
      readonly driver: {
        readonly rules: readonly {
          readonly id: string;
          readonly name: string;
          readonly shortDescription: { readonly text: string };
          readonly fullDescription: { readonly text: string };
          readonly help: { readonly text: string; readonly markdown: string };
          readonly defaultConfiguration: { readonly level: string };
          readonly properties: { readonly tags: readonly string[]; readonly 'security-severity'?: unknown; readonly 'problem.severity'?: unknown };
        }[];
      };
    };
    readonly invocations: readonly {
      readonly executionSuccessful: boolean;
      readonly toolExecutionNotifications: readonly {
        readonly level: string;
        readonly descriptor: { readonly id: string };
        readonly message: { readonly text: string };
      }[];
    }[];
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly locations: readonly { readonly physicalLocation: PhysicalLocation; readonly logicalLocations?: readonly { readonly name: string }[] }[];
      readonly relatedLocations?: readonly { readonly physicalLocation: PhysicalLocation; readonly message: { readonly text: string } }[];
      readonly partialFingerprints: { readonly primaryLocationLineHash: string };
      readonly suppressions?: unknown;
    }[];
  }[];
}

function parse(sarif: string): Log {
  return JSON.parse(sarif);
}

function runOf(report: AuditReport) {
  const [run] = parse(sarifReport(report, bakeryRules, '1.2.3')).runs;
  if (!run) throw new Error('The log has no run.');
  return run;
}

/** What GitHub refuses or ignores, and neither the JSON schema nor the multitool finds; see the limits in its documentation. */
function checkForCodeScanning(sarif: string): void {
  const log = parse(sarif);
  expect(gzipSync(sarif).byteLength).toBeLessThan(10_000_000);
  expect(log.runs).toHaveLength(1);
  for (const run of log.runs) {
    expect(run.automationDetails.id).toMatch(/^agent-readiness\/.*\/$/);
    const { rules } = run.tool.driver;
    expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length);
    for (const rule of rules) {
      expect(rule.name.length).toBeLessThanOrEqual(255);
      for (const text of [rule.shortDescription.text, rule.fullDescription.text]) expect([...text].length > 0 && text.length <= 1024).toBe(true);
      expect(rule.help.text && rule.help.markdown).toBeTruthy();
      expect(['note', 'warning', 'error']).toContain(rule.defaultConfiguration.level);
      expect(rule.properties.tags.length).toBeLessThanOrEqual(10);
      const score = rule.properties['security-severity'];
      if (score === undefined) expect(['error', 'warning', 'recommendation']).toContain(rule.properties['problem.severity']);
      else expect(typeof score === 'string' && Number(score) > 0 && Number(score) <= 10).toBe(true);
    }
    expect(run.results.length).toBeLessThanOrEqual(5000);
    const fingerprints = run.results.map((result) => `${result.ruleId} ${result.partialFingerprints.primaryLocationLineHash}`);
    expect(new Set(fingerprints).size).toBe(fingerprints.length);
    expect(run.results.flatMap((result) => problemsOf(result, rules[result.ruleIndex]?.id))).toEqual([]);
  }
}

function problemsOf(result: Log['runs'][number]['results'][number], ruleAtIndex: string | undefined): string[] {
  const related = result.relatedLocations ?? [];
  const problems: readonly (readonly [what: string, isFine: boolean])[] = [
    ['ruleIndex', ruleAtIndex === result.ruleId],
    ['level', ['note', 'warning', 'error'].includes(result.level)],
    ['message', result.message.text !== ''],
    ['fingerprint', /^[0-9a-f]+:\d+$/.test(result.partialFingerprints.primaryLocationLineHash)],
    ['suppressions', !('suppressions' in result)],
    ['locations', result.locations.length === 1],
    ['relatedLocations', related.length <= 100],
    ...[...result.locations, ...related].map(({ physicalLocation }) => [JSON.stringify(physicalLocation), isPlace(physicalLocation)] as const),
  ];
  return problems.flatMap(([what, isFine]) => (isFine ? [] : [`${result.ruleId}: ${what}`]));
}

function isPlace({ artifactLocation: { uri }, region: { startLine, startColumn, endLine, endColumn } }: PhysicalLocation): boolean {
  if (!/^(?:[A-Za-z0-9._~!'()*/-]|%[0-9A-F]{2})+$/.test(uri)) return false;
  if (uri.split('/').some((segment) => segment === '' || segment === '.' || segment === '..')) return false;
  if (startLine < 1 || (startColumn ?? 1) < 1) return false;
  return (
    endLine === undefined || endColumn === undefined || startColumn === undefined || endLine > startLine || (endLine === startLine && endColumn > startColumn)
  );
}

/** As if the rule had found something else, at another place. */
function changed(report: AuditReport, change: (finding: Finding, index: number) => Partial<Finding>): AuditReport {
  return { ...report, findings: report.findings.map((finding, index) => ({ ...finding, ...change(finding, index) })) };
}

describe('sarifReport', () => {
  it('gives each finding a rule, a level, a place, a stable fingerprint and related places', async () => {
    const report = await auditBakery();
    const { results, tool } = runOf(report);
    checkForCodeScanning(sarifReport(report, bakeryRules, '1.2.3'));
    expect(results[0]).toEqual({
      ruleId: 'access/pinned-flour',
      ruleIndex: 2,
      level: 'warning',
      message: { text: 'orders/monday.yml orders flour by its brand, which the mill can change; write the lot number.' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'orders/monday.yml' },
            region: { startLine: 3, startColumn: 9, endLine: 3, endColumn: 13 },
          },
        },
      ],
      relatedLocations: [
        {
          id: 1,
          physicalLocation: { artifactLocation: { uri: 'mills.yml' }, region: { startLine: 2, startColumn: 1, endLine: 2, endColumn: 5 } },
          message: { text: 'The mill.' },
        },
      ],
      partialFingerprints: { primaryLocationLineHash: report.findings[0]?.fingerprint },
      properties: { item: 'access', confidence: 'high', place: 'file' },
    });
    expect(tool.driver.rules[2]).toMatchObject({
      name: 'AccessPinnedFlour',
      defaultConfiguration: { level: 'warning' },
      properties: { tags: ['agent-readiness', 'access', 'security'], 'security-severity': '6.5' },
    });
    expect(tool.driver.rules[4]?.properties).toEqual({ tags: ['agent-readiness', 'reuse'], 'problem.severity': 'recommendation' });
    expect(results.at(-1)).toMatchObject({ level: 'note', properties: { confidence: 'low' } });
  });

  it('offers a fix of text as replacements by file, and leaves one that makes a file to the command line', async () => {
    const lot = { ...place('orders/monday.yml', 3, 9), replacement: '17 # miller' };
    const line = {
      path: 'mills.yml',
      range: { start: place('mills.yml', 2, 1).range.start, end: place('mills.yml', 2, 1).range.start },
      replacement: 'lot: 17\n',
    };
    const report = await auditBakery();
    const withFix = (fix: NonNullable<Finding['fix']>): AuditReport => changed(report, (_, index) => (index === 0 ? { fix } : {}));
    const offered = withFix({ description: 'Write the lot number', edits: [lot, line] });
    checkForCodeScanning(sarifReport(offered, bakeryRules, '1.2.3'));
    const parsed = JSON.parse(sarifReport(offered, bakeryRules, '1.2.3'));
    expect(parsed.runs[0].results[0].fixes).toEqual([
      {
        description: { text: 'Write the lot number.' },
        artifactChanges: [
          {
            artifactLocation: { uri: 'orders/monday.yml' },
            replacements: [{ deletedRegion: { startLine: 3, startColumn: 9, endLine: 3, endColumn: 13 }, insertedContent: { text: '17 # miller' } }],
          },
          {
            artifactLocation: { uri: 'mills.yml' },
            replacements: [{ deletedRegion: { startLine: 2, startColumn: 1, endLine: 2, endColumn: 1 }, insertedContent: { text: 'lot: 17\n' } }],
          },
        ],
      },
    ]);
    const making = withFix({ description: 'Write it down', edits: [lot, { path: 'lots.md', content: '17\n' }] });
    expect(JSON.parse(sarifReport(making, bakeryRules, '1.2.3')).runs[0].results[0].fixes).toBeUndefined();
  });

  it('keeps the fingerprint when the place moves', async () => {
    const before = await auditBakery();
    const after = await auditBakery({ ...bakery, 'orders/friday.yml': 'flour\n' });
    const hashes = (report: AuditReport) => runOf(report).results.map((result) => result.partialFingerprints.primaryLocationLineHash);
    expect(hashes(after)).toEqual(expect.arrayContaining(hashes(before)));
  });

  it('anchors a finding about the repository at a file, and says so', async () => {
    const { results } = runOf(await auditBakery({ 'README.md': '# Bakery\n' }));
    expect(results).toMatchObject([
      {
        message: { text: 'No AGENTS.md was found; write one. (This is about the repository, not about this line.)' },
        locations: [
          {
            physicalLocation: { artifactLocation: { uri: 'README.md' }, region: { startLine: 1 } },
            logicalLocations: [{ name: 'github.com/octo/bakery', kind: 'repository' }],
          },
        ],
      },
    ]);
  });

  it('leaves waived findings and unknowns out of the results', async () => {
    const run = runOf(
      await auditBakery(bakery, {
        suppressions: [{ rule: 'access/pinned-flour', kind: 'accepted-risk', reason: 'One mill.', location: place('agent-readiness.yml', 4, 5) }],
      }),
    );
    expect(run.results.map((result) => result.ruleId)).toEqual(['reuse/dough']);
    expect(run.invocations[0]?.toolExecutionNotifications).toEqual([
      {
        level: 'note',
        descriptor: { id: 'not-known' },
        message: { text: 'access/cellar-key: Who holds the key is a setting. Give a token with Administration: read.' },
        associatedRule: { id: 'access/cellar-key', index: 3 },
      },
    ]);
  });

  it('is a valid upload without any finding, which closes earlier alerts', async () => {
    const report = await auditBakery({ 'AGENTS.md': '# Recipe\n' });
    expect(runOf(report).results).toEqual([]);
    checkForCodeScanning(sarifReport(report, bakeryRules, '1.2.3'));
  });

  it('gives an audit of one path a category of its own', async () => {
    expect(runOf(await auditBakery()).automationDetails.id).toBe('agent-readiness/repo/');
    expect(runOf(await auditBakery(bakery, {}, { path: 'orders' })).automationDetails.id).toBe('agent-readiness/repo/orders/');
  });

  it('cuts results at what code scanning keeps, most severe first, and says so', { timeout: 20_000 }, async () => {
    const report = await auditBakery();
    const [finding] = report.findings;
    if (!finding) throw new Error('The bakery has no finding.');
    const findings = Array.from({ length: 5200 }, (_, index) => ({ ...finding, fingerprint: `${index.toString(16)}:1` }));
    const many = { ...report, findings };
    const sarif = sarifReport(many, bakeryRules, '1.2.3');
    checkForCodeScanning(sarif);
    const [run] = parse(sarif).runs;
    expect(run?.results).toHaveLength(5000);
    expect(run?.invocations[0]?.toolExecutionNotifications[0]).toMatchObject({
      level: 'warning',
      descriptor: { id: 'results-cut' },
      message: { text: '5200 findings; the 5000 most severe are in this file, as many as code scanning keeps.' },
    });
  });

  it('leaves out, and announces, what has no file', async () => {
    const run = runOf(changed(await auditBakery(), (finding, index) => (index === 0 ? { location: { ...finding.location, path: '../bakery' } } : {})));
    expect(run.results).toHaveLength(2);
    expect(run.invocations[0]?.toolExecutionNotifications[0]?.descriptor.id).toBe('results-without-place');
  });

  it('says that it is incomplete when a rule failed', async () => {
    const run = runOf({ ...(await auditBakery()), ruleFailures: [{ rule: 'reuse/dough', message: 'burnt' }] });
    expect(run.invocations[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [{ level: 'error', message: { text: 'reuse/dough failed: burnt' } }, {}],
    });
  });

  it('makes no link, hides no character and shows no secret of the repository', async () => {
    const token = `ghp_${'aB3dE6gH9k'.repeat(4)}`;
    const { results } = runOf(changed(await auditBakery(), () => ({ message: `see [here](https://example.com/) \u202e${token}` })));
    expect(results[0]?.message.text).toBe('see [here] (https://example.com/) \\u{202e}ghp_…[redacted]');
  });

  it('encodes paths as relative addresses', async () => {
    const { results } = runOf(changed(await auditBakery(), (finding) => ({ location: { ...finding.location, path: 'c:/100 % rye/käse#1?.yml' } })));
    expect(results[0]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe('c%3A/100%20%25%20rye/k%C3%A4se%231%3F.yml');
  });

  it('gives the same bytes for the same repository', async () => {
    expect(sarifReport(await auditBakery(), bakeryRules, '1.2.3')).toBe(sarifReport(await auditBakery(), bakeryRules, '1.2.3'));
  });

  it('is fit for code scanning for any text, path and place', { timeout: 20_000 }, async () => {
    const report = await auditBakery();
    const text = fc.string({ unit: 'binary' });
    const number = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(text, text, number, number, number, number, (message, path, ...numbers) => {
        const [line, column, endLine, endColumn] = numbers;
        const range = { start: { line, column, offset: 0 }, end: { line: endLine, column: endColumn, offset: 0 } };
        checkForCodeScanning(
          sarifReport(
            changed(report, () => ({ message, location: { path, range } })),
            bakeryRules,
            '1.2.3',
          ),
        );
      }),
    );
  });
});

describe.skipIf(!multitool)('SARIF reports', { timeout: 60_000 }, () => {
  const hostile = `\u001b[31m {0} {x} $\{{ secrets.A }} [a](b) \u202e \ud800 <script> %41 \\ " 烘焙`;

  const reports = async (): Promise<Readonly<Record<string, string>>> => {
    const bakeryReport = await auditBakery();
    const path = `orders/${hostile.replaceAll('/', '')}`;
    const hostileReport: AuditReport = {
      ...changed(bakeryReport, (finding) => ({ message: hostile, location: { ...finding.location, path } })),
      ruleFailures: [{ rule: 'reuse/dough', message: hostile }],
      diagnostics: [{ path: hostile, severity: 'error', code: 'yaml-syntax', message: hostile }],
    };
    const all = {
      'of-a-bakery': bakeryReport,
      'of-nothing-prepared': await auditBakery({ 'README.md': '# Bakery\n' }),
      'without-findings': await auditBakery({ 'AGENTS.md': '# Recipe\n' }),
      'of-hostile-text': hostileReport,
      'with-fixes': changed(bakeryReport, () => ({
        fix: { description: 'Write the lot number', edits: [{ ...place('orders/monday.yml', 3, 9), replacement: '17' }] },
      })),
    };
    return Object.fromEntries(Object.entries(all).map(([name, report]) => [name, sarifReport(report, bakeryRules, '1.2.3')]));
  };

  it('fit the schema of SARIF 2.1.0', async () => {
    const schema = JSON.parse(readFileSync(join(dirname(multitool ?? ''), 'sarif-2.1.0.json'), 'utf8'));
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
    for (const [name, sarif] of Object.entries(await reports())) expect(validate(JSON.parse(sarif)) || validate.errors, name).toBe(true);
  });

  it('have no error and no warning in the multitool, which finds those of a broken one', async () => {
    const broken = '{ "version": "2.1.0", "runs": [{ "tool": { "driver": { "name": "bakery" } } }] }';
    const { broken: found, ...ours } = validateWithMultitool(multitool ?? '', { ...(await reports()), broken });
    expect(ours).toEqual({ 'of-a-bakery': [], 'of-nothing-prepared': [], 'without-findings': [], 'of-hostile-text': [], 'with-fixes': [] });
    expect(found?.join('\n')).toMatch(/GH1014[\s\S]*GH1018/);
  });
});
