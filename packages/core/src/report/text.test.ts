import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AuditReport } from '../model/report.ts';
import { auditBakery, bakery, bakeryRules, place } from './bakery.test-data.ts';
import { displayWidth } from './terminal.ts';
import { type TextReportOptions, textReport } from './text.ts';

const plain: TextReportOptions = { colour: false, unicode: true, width: 80, verbose: false };

function lines(report: AuditReport, options: Partial<TextReportOptions> = {}): string {
  return textReport(report, bakeryRules, { ...plain, ...options });
}

const weeks = Object.fromEntries(Array.from({ length: 9 }, (_, week) => [`orders/week-${week + 1}.yml`, 'flour\n']));

describe('textReport', () => {
  it('begins with the verdict, then the ten items, findings, unknowns and what helps most', async () => {
    expect(lines(await auditBakery())).toMatchInlineSnapshot(`
      "github.com/octo/bakery, main at 3f2a1c9d0b, 6 files

      5.0 / 10 (up to 7.0: 1 check could not be read)
      2 warnings, 1 note in 3 files.

       1  Scope, acceptance criteria, owner                    not applicable
       2  Isolated branch, worktree, sandbox                   not applicable
       3  Isolated runtime state                               not applicable
       4  Repository instructions                  ██████████  met      100 %
       5  The pull request explains itself                     not applicable
       6  Required CI, not weakened                            not applicable
       7  Secrets and workflow execution approved  ▒▒▒▒▒▒░░░░  unknown  0–62 %
       8  Owners review risky areas                            not applicable
       9  Reuse checked                            █████░░░░░  partial  50 %
      10  A human is accountable                               not applicable

      7 Secrets and workflow execution approved

        warning  access/pinned-flour: Flour is ordered by lot number
          orders/monday.yml:3:9
            orders/monday.yml orders flour by its brand, which the mill can change;
            write the lot number.
          orders/tuesday.yml:3:9
            orders/tuesday.yml orders flour by its brand, which the mill can change;
            write the lot number.
          Fix: Write the lot number, and the brand in a comment.
          Docs: docs/rules/access/pinned-flour.md

      9 Reuse checked

        note  reuse/dough: Yesterday’s dough is used first
          wheat/dough.txt:1:1 (low confidence)
            wheat/dough.txt may be a second dough; use the first.
          Fix: Ask for it in the template.
          Docs: docs/rules/reuse/dough.md

      Could not be read: 1 check, counted neither as passed nor as failed
        Who holds the key is a setting. Give a token with Administration: read.
            access/cellar-key

      What would raise the score most
        +1.7  minutes  Yesterday’s dough is used first (reuse/dough)
        +1.3  minutes  Flour is ordered by lot number (access/pinned-flour)

      agent-readiness explain <rule> says why a rule exists and how it can be wrong.
      5.0 / 10 (up to 7.0: 1 check could not be read)
      "
    `);
  });

  it('summarises a repository that has prepared nothing as such', async () => {
    const text = lines(await auditBakery({ 'README.md': '# Bakery\n' }));
    expect(text.split('\n').slice(0, 5).join('\n')).toMatchInlineSnapshot(`
      "github.com/octo/bakery, main at 3f2a1c9d0b, 1 file

      Not prepared for agents yet: no instructions for them were found. What follows
      is what to prepare, not a list of mistakes.
      3.3 / 10 (up to 6.6: 1 check could not be read)"
    `);
    expect(text).toContain('Where to start');
  });

  it('folds a rule with many findings, and unfolds it with verbose', async () => {
    const report = await auditBakery({ ...bakery, ...weeks });
    const folded = lines(report);
    expect(folded).toContain('    and 8 more: orders/week-2.yml,');
    expect(folded).toContain('and 3 other files');
    expect(folded).toContain('--verbose lists every place.');
    expect(folded).not.toContain('orders/week-9.yml:3:9');
    expect(lines(report, { verbose: true })).toContain('orders/week-9.yml:3:9');
  });

  it('prints a message that several places share once', async () => {
    const report = await auditBakery();
    const findings = report.findings.map((finding) => ({ ...finding, message: 'Write the lot number.' }));
    expect(lines({ ...report, findings })).toContain(
      '    orders/monday.yml:3:9\n    orders/tuesday.yml:3:9\n      Write the lot number.\n    Fix: Write the lot number, and the brand in a comment.\n',
    );
  });

  it('prints a place once that several messages are about', async () => {
    const report = await auditBakery();
    const findings = report.findings.map((finding) => ({
      ...finding,
      rule: 'access/pinned-flour',
      item: 'access' as const,
      location: place('mill.yml', 1, 1),
    }));
    const text = lines({ ...report, findings: [...findings, ...findings] });
    expect(text).toContain('    mill.yml:1:1\n      orders/monday.yml orders flour');
    expect(text).toContain('    and 3 more in mill.yml\n');
  });

  it('says with verbose what passed, what does not apply, what did not run and what was read', async () => {
    const report = await auditBakery(bakery, { rules: { 'reuse/dough': { severity: 'off' } }, path: 'agent-readiness.yml' });
    const text = lines({ ...report, filesRead: ['AGENTS.md'] }, { verbose: true });
    expect(text.slice(text.indexOf('What passed'), text.indexOf('What would'))).toMatchInlineSnapshot(`
      "What passed, and why
        instructions/recipe
            AGENTS.md is there (AGENTS.md:1:1)

      Does not apply
        runtime/oven-port: no oven in compose.yml

      Did not run
        reuse/dough: switched off by the configuration

      What was read
        Policy: preset recommended, agent-readiness.yml
        Source: memory, 6 files; 1 read:
            ./: AGENTS.md

      "
    `);
    expect(lines(report)).not.toContain('What was read');
  });

  it('gives both scores when the configuration changes the score', async () => {
    const text = lines(await auditBakery(bakery, { rules: { 'access/pinned-flour': { severity: 'off' } } }));
    expect(text).toContain('5.0 / 10 (up to 8.3: 1 check could not be read)\nBy the default policy: 5.0 / 10 (up to 7.0: 1 check could not be read).');
  });

  it('gives no total when only some rules ran', async () => {
    const text = lines(await auditBakery(bakery, {}, { only: ['reuse'] }));
    expect(text).toContain('\nNo total: only some of the rules ran.\n1 note in 1 file.\n');
    expect(text).not.toContain('Not prepared');
  });

  it('says that findings are those of a path, the score that of the whole', async () => {
    expect(lines(await auditBakery(bakery, {}, { path: 'orders' }))).toContain(
      '2 warnings in 2 files under orders (the score is that of the whole repository).',
    );
  });

  it('lists what is waived apart, by kind, and suppressions without effect', async () => {
    const suppression = { rule: 'access/pinned-flour', reason: 'One mill only', location: place('agent-readiness.yml', 4, 5) };
    const text = lines(
      await auditBakery(
        bakery,
        {
          suppressions: [
            { ...suppression, paths: ['orders/monday.yml'], kind: 'accepted-risk', owner: '@miller', expires: '2027-01-01' },
            { ...suppression, paths: ['orders/tuesday.yml'], kind: 'false-positive' },
            { ...suppression, paths: ['orders/sunday.yml'], kind: 'accepted-risk' },
            { ...suppression, kind: 'accepted-risk', expires: '2026-01-01' },
          ],
        },
        { today: '2026-11-24' },
      ),
    );
    expect(text.slice(text.indexOf('Waived'), text.indexOf('What would'))).toMatchInlineSnapshot(`
      "Waived as accepted risk (still counted as failed)
        access/pinned-flour, 1 finding: One mill only. (@miller, until 2027-01-01)

      Waived as false positive (counted as not known)
        access/pinned-flour, 1 finding: One mill only.

      Suppressions without effect
        agent-readiness.yml:4:5: access/pinned-flour matches no finding; remove it.
        agent-readiness.yml:4:5: access/pinned-flour expired on 2026-01-01; fix the
          finding, or renew it with a reason.

      "
    `);
    expect(text).toContain('up to 7.7: 1 check could not be read, 1 finding waived as false');
  });

  it('shows what could not be read as written, and that a rule failed', async () => {
    const report = await auditBakery();
    const text = lines({
      ...report,
      diagnostics: [
        { path: 'compose.yml', range: place('compose.yml', 2, 3).range, severity: 'error', code: 'yaml-syntax', message: 'A tab cannot indent.' },
        { path: 'bread.bin', severity: 'warning', code: 'file-binary', message: 'The file is binary.' },
      ],
      ruleFailures: [{ rule: 'reuse/dough', message: 'burnt' }],
    });
    expect(text).toContain('Not read as written\n  compose.yml:2:3: error: A tab cannot indent.\n  bread.bin: warning: The file is binary.\n');
    expect(text).toContain('The report is incomplete. The rule reuse/dough failed,');
  });

  it('uses colour only where it is wanted', async () => {
    const report = await auditBakery();
    expect(lines(report)).not.toContain('\u001b');
    expect(lines(report, { colour: true })).toContain('\u001b[33mwarning ');
    expect(lines(report, { colour: true }).replace(/\u001b\[\d+m/g, '')).toBe(lines(report));
  });

  it('is ASCII where the terminal does not show UTF-8', async () => {
    const text = lines(await auditBakery({ ...bakery, 'orders/müesli.yml': '' }), { unicode: false });
    expect(text).toMatch(/^[\x20-\x7e\n]*$/);
    expect(text).toContain('orders/m\\u{fc}esli.yml:3:9');
    expect(text).toContain('??????....');
  });

  it.each([40, 60, 80, 200])('keeps to a width of %i', async (width) => {
    const text = lines(await auditBakery({ ...bakery, ...weeks }), { width, verbose: true });
    for (const line of text.split('\n')) expect(displayWidth(line), line).toBeLessThanOrEqual(width);
  });

  it('shows no control character and no secret, whatever the repository holds', async () => {
    const report = await auditBakery();
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, text, fc.boolean(), (hostile, path, unicode) => {
        const findings = report.findings.map((finding) => ({ ...finding, message: hostile, location: { ...finding.location, path } }));
        const outcomes = report.outcomes.map((outcome) => ({ ...outcome, evidence: [{ text: hostile, location: place(path, 1, 1) }] }));
        const repository = { ...report.repository, branch: hostile, origin: path };
        const shown = lines({ ...report, repository, findings, outcomes, filesRead: [path] }, { unicode, verbose: true });
        return !/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]|\p{Cs}/u.test(shown);
      }),
    );
    const token = `ghp_${'aB3dE6gH9k'.repeat(4)}`;
    expect(lines(await auditBakery({ ...bakery, [`orders/${token}.yml`]: '' }))).not.toContain(token);
  });
});
