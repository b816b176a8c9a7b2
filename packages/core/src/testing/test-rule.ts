import { defaultConfiguration } from '../configuration/defaults.ts';
import { audit } from '../engine/audit.ts';
import type { RepositoryRule } from '../engine/define-rule.ts';
import { planFixes } from '../engine/plan-fixes.ts';
import { type Host, silentHost } from '../github/host.ts';
import { rulesFrom } from '../github/protection.ts';
import type { Configuration, RiskArea } from '../model/configuration.ts';
import type { LastChange } from '../model/history.ts';
import type { Knowledge } from '../model/knowledge.ts';
import type { BypassActor } from '../model/protection.ts';
import type { Evidence, Finding, OutcomeState, UnknownSubject } from '../model/report.ts';
import type { HostSettings } from '../model/settings.ts';
import { createRepository, type Repository } from '../repository/repository.ts';
import { type MemoryFile, memorySource } from '../sources/memory.ts';
import { overlaySource } from '../sources/overlay.ts';
import type { RepositoryFacts } from '../sources/source.ts';

/** One row: a tiny repository, and what the rule must say of it. */
export interface RuleCase {
  /** A sentence: what this row shows. */
  readonly name: string;
  /** Shown on the rule's page; otherwise the first rows that are short are. */
  readonly example?: true;
  /** Path → content. In text files `«…»` marks a place that must be reported; nothing else in the file may be. The marks are removed. */
  readonly files: Readonly<Record<string, MemoryFile>>;
  readonly facts?: Partial<RepositoryFacts>;
  /** Path → when it was last changed, and the directories of that time. */
  readonly lastChanges?: Readonly<Record<string, LastChange>>;
  /** What GitHub says, fact by fact: a value, or why it is unknown. Facts that are not named are unknown. */
  readonly settings?: { readonly [Name in keyof HostSettings]?: Told<HostSettings[Name]> };
  /** Protection that GitHub enforces; without it only files declare any. */
  readonly protection?: ObservedProtection;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly riskAreas?: readonly RiskArea[];
  /** Expected state; default `fail` when `findings` has entries, else `pass`. */
  readonly state?: OutcomeState;
  /** Expected message ids, in order of place; `{id, text}` also wants the text inside the message. */
  readonly findings?: readonly (string | { readonly id: string; readonly text?: string; readonly confidence?: Finding['confidence'] })[];
  /** Parts of the evidence, each of which must be quoted by some pass. */
  readonly evidence?: readonly string[];
  /** Part of the reason of `not-applicable` or of an unknown. */
  readonly reason?: string;
  /** Path → text of every file that the fixes of the findings change; other files must stay as they are. Unless given, fixes must only mend their findings. */
  readonly fixed?: Readonly<Record<string, string>>;
}

type Told<Fact> = Fact extends Knowledge<infer Value> ? Value | { readonly unknown: string } : never;

/** Rules as the REST API spells them, e.g. `{ type: 'pull_request', parameters: { required_approving_review_count: 1 } }`. */
export interface ObservedProtection {
  /** Of an active ruleset; default none. */
  readonly rules?: readonly object[];
  /** Who may bypass that ruleset; hidden when left out. */
  readonly bypass?: readonly BypassActor[];
  /** Of the classic rule; `hidden` when only an administrator could see whether there is one. Default none. */
  readonly classic?: readonly object[] | 'hidden';
}

export interface RuleResult {
  readonly state: OutcomeState;
  readonly reason?: string;
  readonly findings: readonly Finding[];
  readonly evidence: readonly Evidence[];
  readonly unknowns: readonly UnknownSubject[];
}

export interface Mark {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** Takes the `«»` marks out of a text. Marks nest. */
export function unmark(path: string, marked: string): { text: string; marks: Mark[] } {
  const marks: Mark[] = [];
  const open: number[] = [];
  let text = '';
  for (const character of marked) {
    if (character === '«') open.push(text.length);
    else if (character === '»') marks.push({ path, start: open.pop() ?? 0, end: text.length });
    else text += character;
  }
  return { text, marks };
}

/** Runs one rule over one row. */
export async function runRule(
  rule: RepositoryRule,
  row: RuleCase,
): Promise<{ result: RuleResult; marks: readonly Mark[]; fixed: Readonly<Record<string, string>> }> {
  const marks: Mark[] = [];
  const files = Object.fromEntries(
    Object.entries(row.files).map(([path, file]): [string, MemoryFile] => {
      if (typeof file !== 'string') return [path, file];
      const plain = unmark(path, file);
      marks.push(...plain.marks);
      return [path, plain.text];
    }),
  );
  const source = memorySource(files, { ...(row.facts ? { facts: row.facts } : {}), ...(row.lastChanges ? { lastChanges: row.lastChanges } : {}) });
  const configuration: Configuration = {
    ...defaultConfiguration,
    preset: 'strict',
    ...(row.riskAreas ? { riskAreas: row.riskAreas } : {}),
    rules: row.options ? { [rule.id]: { options: row.options } } : {},
  };
  const repo = await createRepository(source, configuration, hostOf(row));
  const report = await audit(repo, { rules: [rule] });
  const [failure] = report.ruleFailures;
  if (failure) throw new Error(`${failure.rule}: ${failure.message}`);
  const [outcome] = report.outcomes;
  if (!outcome) throw new Error(`${rule.id} did not run`);
  const findings = [...outcome.findings].sort(
    (left, right) =>
      (left.location.path < right.location.path ? -1 : left.location.path > right.location.path ? 1 : 0) ||
      left.location.range.start.offset - right.location.range.start.offset,
  );
  return {
    result: { state: outcome.state, ...(outcome.reason ? { reason: outcome.reason } : {}), findings, evidence: outcome.evidence, unknowns: outcome.unknowns },
    marks,
    fixed: findings.some((finding) => finding.fix)
      ? await fixedFiles(rule, repo, (texts) => createRepository(overlaySource(source, texts), configuration, hostOf(row)))
      : {},
  };
}

/** What the fixes make of the files. A fix that does not mend its finding is a bug of the rule. */
async function fixedFiles(
  rule: RepositoryRule,
  repo: Repository,
  withTexts: (texts: ReadonlyMap<string, string>) => Promise<Repository>,
): Promise<Record<string, string>> {
  const plan = await planFixes(repo, withTexts, { rules: [rule] });
  const [failed] = plan.failed;
  if (failed)
    throw new Error(
      `the fix "${failed.fix?.description}" does not mend "${failed.message}", or breaks ${failed.fix?.edits.map((edit) => edit.path).join(', ')}`,
    );
  return Object.fromEntries(plan.changes.map((change) => [change.path, change.after]));
}

/** What GitHub would say of a repository, for tests. Facts that are not named are unknown. */
export type GitHubFacts = Pick<RuleCase, 'settings' | 'protection'>;

/** A host that answers with these facts. */
export function hostOf({ settings, protection }: GitHubFacts): Host {
  const silent = silentHost({ kind: 'not-asked', message: 'the test does not say' });
  return {
    async settings() {
      const told = Object.entries(settings ?? {}).map(([name, value]) => [name, knowledgeOf(value)] as const);
      return { ...(await silent.settings()), ...Object.fromEntries(told) };
    },
    async protection() {
      if (!protection) return silent.protection();
      const { rules = [], bypass, classic = [] } = protection;
      const known = <Value>(value: Value): Knowledge<Value> => ({ state: 'known', value, basis: 'observed', sources: ['GitHub'] });
      const hidden: Knowledge<never> = { state: 'unknown', reason: 'the token may not read it', reveal: 'Run with a token that has Administration: read.' };
      return {
        rulesets: known(rulesFrom({ rulesetId: 1, label: 'ruleset "main"', bypass: bypass ? known(bypass) : hidden }, 'main', rules)),
        classic:
          classic === 'hidden' ? hidden : known(classic.length > 0 ? rulesFrom({ label: 'classic protection', bypass: known([]) }, 'classic', classic) : []),
        classicSeen: [],
        planned: [],
      };
    },
  };
}

function knowledgeOf(told: unknown): Knowledge<unknown> {
  if (typeof told === 'object' && told !== null && 'unknown' in told && typeof told.unknown === 'string')
    return { state: 'unknown', reason: told.unknown, reveal: 'Run with a token that has Administration: read.' };
  return { state: 'known', value: told, basis: 'observed', sources: ['GitHub'] };
}

/** The parts of a test framework that the kit uses; vitest, jest and node:test in their `describe`/`it` forms all fit. */
export interface TestFramework {
  describe(name: string, body: () => void): void;
  it(name: string, body: () => Promise<void>): void;
}

/**
 * Tests a rule by a table of tiny repositories.
 *
 * @param framework - `describe` and `it` of the test framework in use.
 */
export function testRule(framework: TestFramework, rule: RepositoryRule, rows: readonly RuleCase[]): void {
  framework.describe(rule.id, () => {
    for (const row of rows) framework.it(row.name, () => checkRow(rule, row));
    if (rule.fixes !== undefined && !rows.some((row) => row.fixed))
      framework.it('shows what its fixes make', () => Promise.reject(new Error('no row has `fixed`')));
  });
}

async function checkRow(rule: RepositoryRule, row: RuleCase): Promise<void> {
  const { result, marks, fixed } = await runRule(rule, row);
  const expected = row.findings ?? [];
  const state = row.state ?? (expected.length > 0 ? 'fail' : 'pass');
  const said = [
    ...result.findings.map(
      (finding) =>
        `${finding.messageId} ${finding.location.path}:${finding.location.range.start.line}:${finding.location.range.start.column} ${finding.message}`,
    ),
    ...result.unknowns.map((unknown) => `unknown: ${unknown.reason}`),
    ...(result.reason ? [`not applicable: ${result.reason}`] : []),
    ...result.evidence.map((evidence) => `pass: ${evidence.text}`),
  ].join('\n');
  const fail = (what: string): never => {
    throw new Error(`${what}\nThe rule said:\n${said}`);
  };
  if (result.state !== state) fail(`expected ${state}, got ${result.state}`);
  const ids = result.findings.map((finding) => finding.messageId);
  const wanted = expected.map((entry) => (typeof entry === 'string' ? entry : entry.id));
  if (ids.join() !== wanted.join()) fail(`expected findings [${wanted.join(', ')}], got [${ids.join(', ')}]`);
  expected.forEach((entry, index) => {
    const finding = result.findings[index];
    if (typeof entry === 'string' || !finding) return;
    if (entry.text !== undefined && !finding.message.includes(entry.text)) fail(`expected "${entry.text}" in "${finding.message}"`);
    if (entry.confidence !== undefined && finding.confidence !== entry.confidence) fail(`expected confidence ${entry.confidence}, got ${finding.confidence}`);
  });
  if (marks.length > 0) {
    const key = (place: Mark): string => `${place.path}[${place.start},${place.end})`;
    const places = result.findings
      .filter((finding) => finding.place === 'file')
      .map((finding) => ({ path: finding.location.path, start: finding.location.range.start.offset, end: finding.location.range.end.offset }));
    const left = marks.map(key).sort().join(' ');
    const right = places.map(key).sort().join(' ');
    if (left !== right) fail(`expected places ${left}, got ${right}`);
  }
  for (const path of row.fixed ? new Set([...Object.keys(fixed), ...Object.keys(row.fixed)]) : [])
    if (fixed[path] !== row.fixed?.[path])
      fail(`expected the fix to make of ${path}:\n${row.fixed?.[path] ?? '(no change)'}\ngot:\n${fixed[path] ?? '(no change)'}`);
  for (const part of row.evidence ?? []) if (!result.evidence.some((evidence) => evidence.text.includes(part))) fail(`expected evidence with "${part}"`);
  if (row.reason !== undefined) {
    const reasons = [result.reason ?? '', ...result.unknowns.map((unknown) => unknown.reason)];
    if (!reasons.some((reason) => reason.includes(row.reason ?? ''))) fail(`expected the reason "${row.reason}"`);
  }
}
