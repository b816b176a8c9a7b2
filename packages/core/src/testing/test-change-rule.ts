import { createChange } from '../change/create-change.ts';
import { defaultConfiguration } from '../configuration/defaults.ts';
import type { ChangeRule } from '../engine/define-change-rule.ts';
import { gate } from '../engine/gate.ts';
import type { ChangeCommit } from '../model/change.ts';
import type { Configuration, RiskArea } from '../model/configuration.ts';
import type { ChangeFinding, ChangeRuleOutcome, GateReport, Verdict } from '../model/gate-report.ts';
import type { Knowledge } from '../model/knowledge.ts';
import type { AccountRights, PullRequest } from '../model/pull-request.ts';
import { parseTrailers } from '../parse/trailers.ts';
import { noPullRequest } from '../parse/unknown-pull-request.ts';
import { createRepository } from '../repository/repository.ts';
import { type MemoryFile, memorySource } from '../sources/memory.ts';
import { type GitHubFacts, hostOf, type Mark, type TestFramework, unmark } from './test-rule.ts';

/** Files by path; `null` takes one away. */
export type FileChanges = Readonly<Record<string, MemoryFile | null>>;

/** One row: a tiny change, and what the rule must say of it. */
export interface ChangeRuleCase extends GitHubFacts {
  /** A sentence: what this row shows. */
  readonly name: string;
  /** Shown on the rule's page; otherwise the first rows that are short are. */
  readonly example?: true;
  /**
   * Path → content at the merge base. In text files `«…»` marks a place that a finding must name as its `before`; nothing else in
   * the file may be named, when any mark is in a file of the base.
   */
  readonly base: Readonly<Record<string, MemoryFile>>;
  /** What is other at the head: `null` deletes. `«…»` marks a place that must be reported. */
  readonly head: FileChanges;
  /** What is other at the tip of the target branch than at the merge base. */
  readonly target?: FileChanges;
  /** Oldest first. Default: one commit by a person. */
  readonly commits?: readonly CommitFacts[];
  /** What is known of the pull request; facts that are not named are unknown. Default: there is none yet. */
  readonly pullRequest?: PullRequestFacts;
  readonly rights?: AccountRights;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly riskAreas?: readonly RiskArea[];
  /** Expected state; default `fail` when `findings` has entries, else `pass`. */
  readonly state?: ChangeRuleOutcome['state'];
  /** Expected findings, in order of place, by message id; the other parts must fit where they are given. */
  readonly findings?: readonly (
    | string
    | {
        readonly id: string;
        readonly text?: string;
        readonly verdict?: Verdict;
        readonly confidence?: ChangeFinding['confidence'];
        readonly operation?: string;
        readonly lifting?: 'lifted' | 'not-lifted' | 'unknown';
      }
  )[];
  /** Paths that the rule must call not analysed, each with the verdict that follows. */
  readonly notAnalysed?: Readonly<Record<string, Verdict>>;
  /** Parts of the evidence, each of which must be quoted by some pass. */
  readonly evidence?: readonly string[];
  /** Part of the reason of `not-applicable` or of an unknown. */
  readonly reason?: string;
}

/** A commit by its message; an identity is `Name <address>`. */
export interface CommitFacts {
  readonly message: string;
  readonly author?: string;
  readonly committer?: string;
}

type Told<Fact> = Fact extends Knowledge<infer Value> ? Value | { readonly unknown: string } : Fact;

/** Facts of a pull request: a value, or why it is unknown. */
export type PullRequestFacts = { readonly [Name in keyof PullRequest]?: Told<PullRequest[Name]> };

/** Runs one rule over one row. */
export async function runChangeRule(
  rule: ChangeRule,
  row: ChangeRuleCase,
): Promise<{ report: GateReport; outcome: ChangeRuleOutcome; marks: { readonly base: readonly Mark[]; readonly head: readonly Mark[] } }> {
  const marks = { base: [] as Mark[], head: [] as Mark[] };
  const baseFiles = plainFiles(row.base, marks.base);
  const headFiles = { ...baseFiles };
  apply(headFiles, row.head, marks.head);
  const targetFiles = { ...baseFiles };
  if (row.target) apply(targetFiles, row.target, []);
  const configuration: Configuration = {
    ...defaultConfiguration,
    preset: 'strict',
    ...(row.riskAreas ? { riskAreas: row.riskAreas } : {}),
    rules: row.options ? { [rule.id]: { options: row.options } } : {},
  };
  const open = (files: Readonly<Record<string, MemoryFile>>, commit: string) =>
    createRepository(memorySource(files, { facts: { kind: 'revision', commit } }), configuration, hostOf(row));
  const base = await open(baseFiles, 'b'.repeat(40));
  const head = await open(headFiles, headCommit);
  const target = row.target ? await open(targetFiles, 'c'.repeat(40)) : base;
  const change = await createChange({
    base,
    head,
    target,
    commits: (row.commits ?? [{ message: 'Change it' }]).map(commitOf),
    pullRequest: pullRequestOf(row.pullRequest),
  });
  const report = await gate({ change, base, head, target, ...(row.rights ? { rights: row.rights } : {}) }, { rules: [rule] });
  const [failure] = report.ruleFailures;
  if (failure) throw new Error(`${failure.rule}: ${failure.message}`);
  const [outcome] = report.outcomes;
  if (!outcome) throw new Error(`${rule.id} did not run`);
  return { report, outcome, marks };
}

/** The commit id of every row's head. */
export const headCommit: string = 'a'.repeat(40);

/**
 * Tests a change rule by a table of tiny changes.
 *
 * @param framework - `describe` and `it` of the test framework in use.
 */
export function testChangeRule(framework: TestFramework, rule: ChangeRule, rows: readonly ChangeRuleCase[]): void {
  framework.describe(rule.id, () => {
    for (const row of rows) framework.it(row.name, () => checkRow(rule, row));
  });
}

function plainFiles(files: Readonly<Record<string, MemoryFile>>, marks: Mark[]): Record<string, MemoryFile> {
  return Object.fromEntries(Object.entries(files).map(([path, file]) => [path, plainFile(path, file, marks)]));
}

function plainFile(path: string, file: MemoryFile, marks: Mark[]): MemoryFile {
  if (typeof file !== 'string') return file;
  const plain = unmark(path, file);
  marks.push(...plain.marks);
  return plain.text;
}

function apply(files: Record<string, MemoryFile>, changes: FileChanges, marks: Mark[]): void {
  for (const [path, file] of Object.entries(changes)) {
    if (file === null) delete files[path];
    else files[path] = plainFile(path, file, marks);
  }
}

function commitOf({ message, author = 'Ada Lovelace <ada@example.org>', committer }: CommitFacts, index: number): ChangeCommit {
  const identity = (text: string) => {
    const [, name = text, email = ''] = /^(.*?)\s*<(.*)>$/.exec(text) ?? [];
    return { name, email };
  };
  return {
    id: String(index + 1).padStart(40, '0'),
    parents: [],
    author: identity(author),
    committer: identity(committer ?? author),
    subject: message.split('\n')[0] ?? '',
    message,
    trailers: parseTrailers(message),
  };
}

/** A pull request of which these facts are known. */
export function pullRequestOf(facts: PullRequestFacts | undefined): PullRequest {
  if (!facts) return noPullRequest;
  const told = Object.entries(facts).map(([name, value]) => [name, plainFacts.has(name) ? value : knowledgeOf(value)] as const);
  const { basis } = facts;
  return { ...noPullRequest, basis: basis === undefined ? 'github' : basis, ...Object.fromEntries(told) } as PullRequest;
}

const plainFacts: ReadonlySet<string> = new Set(['basis', 'number', 'repository']);

function knowledgeOf(told: unknown): Knowledge<unknown> {
  if (typeof told === 'object' && told !== null && 'unknown' in told && typeof told.unknown === 'string')
    return { state: 'unknown', reason: told.unknown, reveal: 'Run with a token that may read pull requests.' };
  return { state: 'known', value: told, basis: 'observed', sources: ['GitHub'] };
}

async function checkRow(rule: ChangeRule, row: ChangeRuleCase): Promise<void> {
  const { report, outcome, marks } = await runChangeRule(rule, row);
  const found = [...report.findings, ...report.lifted];
  const placeOf = ({ place, before, location }: ChangeFinding) => (place === 'base' && before ? before : location);
  const findings = found.sort((left, right) => {
    const [a, b] = [placeOf(left), placeOf(right)];
    return (a.path < b.path ? -1 : a.path > b.path ? 1 : 0) || a.range.start.offset - b.range.start.offset;
  });
  const expected = row.findings ?? [];
  const state = row.state ?? (expected.length > 0 || row.notAnalysed ? 'fail' : 'pass');
  const said = [
    ...findings.map(
      ({ messageId, operation, verdict, location, message }) =>
        `${messageId} ${operation ?? ''} ${verdict} ${location.path}:${location.range.start.line}:${location.range.start.column} ${message}`,
    ),
    ...report.notAnalysed.map(({ path, reason, verdict }) => `not analysed (${verdict}): ${path}: ${reason}`),
    ...outcome.unknowns.map(({ reason }) => `unknown: ${reason}`),
    ...(outcome.reason ? [`not applicable: ${outcome.reason}`] : []),
    ...outcome.evidence.map(({ text }) => `pass: ${text}`),
  ].join('\n');
  const fail = (what: string): never => {
    throw new Error(`${what}\nThe rule said:\n${said}`);
  };
  if (outcome.state !== state) fail(`expected ${state}, got ${outcome.state}`);
  const ids = findings.map(({ messageId }) => messageId);
  const wanted = expected.map((entry) => (typeof entry === 'string' ? entry : entry.id));
  if (ids.join() !== wanted.join()) fail(`expected findings [${wanted.join(', ')}], got [${ids.join(', ')}]`);
  expected.forEach((entry, index) => {
    const finding = findings[index];
    if (typeof entry === 'string' || !finding) return;
    if (entry.text !== undefined && !finding.message.includes(entry.text)) fail(`expected "${entry.text}" in "${finding.message}"`);
    if (entry.verdict !== undefined && finding.verdict !== entry.verdict) fail(`expected verdict ${entry.verdict}, got ${finding.verdict}`);
    if (entry.confidence !== undefined && finding.confidence !== entry.confidence) fail(`expected confidence ${entry.confidence}, got ${finding.confidence}`);
    if (entry.operation !== undefined && finding.operation !== entry.operation) fail(`expected operation ${entry.operation}, got ${finding.operation}`);
    if (entry.lifting !== undefined && finding.lifting?.state !== entry.lifting)
      fail(`expected ${entry.lifting}, got ${finding.lifting?.state}: ${finding.lifting?.missing.join(' ')}`);
  });
  const key = ({ path, start, end }: Mark): string => `${path}[${start},${end})`;
  const compare = (side: string, left: readonly Mark[], right: readonly Mark[]): void => {
    const [a, b] = [left.map(key).sort().join(' '), right.map(key).sort().join(' ')];
    if (a !== b) fail(`expected places at the ${side} ${a}, got ${b}`);
  };
  const markOf = ({ path, range }: { path: string; range: { start: { offset: number }; end: { offset: number } } }): Mark => ({
    path,
    start: range.start.offset,
    end: range.end.offset,
  });
  if (marks.head.length > 0)
    compare(
      'head',
      marks.head,
      findings.filter(({ place }) => place === 'head').map(({ location }) => markOf(location)),
    );
  if (marks.base.length > 0)
    compare(
      'base',
      marks.base,
      findings.flatMap(({ before }) => (before ? [markOf(before)] : [])),
    );
  const analysed = report.notAnalysed.map(({ path, verdict }) => `${path} ${verdict}`).sort();
  const wantedAnalysed = Object.entries(row.notAnalysed ?? {}).map(([path, verdict]) => `${path} ${verdict}`);
  if (analysed.join() !== wantedAnalysed.sort().join()) fail(`expected not analysed [${wantedAnalysed.join(', ')}], got [${analysed.join(', ')}]`);
  for (const part of row.evidence ?? []) if (!outcome.evidence.some(({ text }) => text.includes(part))) fail(`expected evidence with "${part}"`);
  if (row.reason !== undefined) {
    const reasons = [outcome.reason ?? '', ...outcome.unknowns.map(({ reason }) => reason)];
    if (!reasons.some((reason) => reason.includes(row.reason ?? ''))) fail(`expected the reason "${row.reason}"`);
  }
}
