import { createHash } from 'node:crypto';
import { type ChangeFacetContext, changeFacetLoaders } from '../change/facets.ts';
import { RuleError } from '../errors.ts';
import type { Change } from '../model/change.ts';
import type { ChangeFacetName, ChangeFacets } from '../model/change-facets.ts';
import type { Severity, Suppression } from '../model/configuration.ts';
import type { ChangeFinding, ChangeRuleOutcome, GateReport, Verdict } from '../model/gate-report.ts';
import type { Location } from '../model/location.ts';
import type { AccountRights } from '../model/pull-request.ts';
import type { RuleFailure } from '../model/report.ts';
import type { FacetName, RepositoryFacets, RepositoryView } from '../model/repository.ts';
import { compileGlobs } from '../pattern/glob.ts';
import { compareDiagnostics, type Repository } from '../repository/repository.ts';
import type { ChangeRule } from './define-change-rule.ts';
import type { Policy, Rule } from './define-rule.ts';
import { evaluateChange, type RawChangeFinding, type RawChangeOutcome } from './evaluate-change.ts';
import { fingerprinter } from './fingerprint.ts';
import { lifter } from './lifting.ts';
import { type RuleSettings, resolveSettings } from './settings.ts';
import { waivers } from './waivers.ts';

/** A change with the three states of the repository that it lies between. */
export interface OpenedChange {
  readonly change: Change;
  readonly base: Repository;
  readonly head: Repository;
  /** Its configuration holds. */
  readonly target: Repository;
  /** Absent: GitHub is not asked, and nothing is lifted. */
  readonly rights?: AccountRights;
}

export interface GateOptions {
  /** Those of scope `repository` are left out. */
  readonly rules: readonly Rule[];
  /** ISO date that expiry dates of suppressions are judged by; without it none expires. */
  readonly today?: string;
  /** Called with the milliseconds that each facet and rule took. */
  readonly onTiming?: (subject: string, milliseconds: number) => void;
}

/**
 * Judges a change by the checklist. Policy is that of the target branch: what the change itself says about rules, suppressions and
 * owners holds for later changes.
 *
 * @throws {ConfigError} When the configuration of the target branch is wrong.
 * @throws {SourceError} When a state of the repository cannot be read.
 */
export async function gate(opened: OpenedChange, options: GateOptions): Promise<GateReport> {
  const { change, base, head, target } = opened;
  const { configuration } = target;
  const settings = await resolveSettings(options.rules, configuration);
  const rules = options.rules.filter((rule) => rule.scope === 'change');
  const time = async <Value>(subject: string, work: () => Promise<Value> | Value): Promise<Value> => {
    const start = performance.now();
    const value = await work();
    options.onTiming?.(subject, performance.now() - start);
    return value;
  };
  const running = rules.filter((rule) => settings.get(rule.id)?.runs);
  const needs = new Set(running.flatMap((rule) => rule.needs));
  const facetsOf = async (repo: Repository): Promise<LoadedFacets> => {
    const facets: LoadedFacets = {};
    for (const name of needs) await time(`facet ${name}`, () => loadFacet(repo, facets, name));
    return facets;
  };
  const baseFacets = await facetsOf(base);
  const headFacets = await facetsOf(head);
  const targetFacets = target === base ? baseFacets : await facetsOf(target);
  const changeFacets: { [Name in ChangeFacetName]?: ChangeFacets[Name] } = {};
  for (const name of new Set(running.flatMap((rule) => rule.changeNeeds)))
    await time(`facet ${name} of the change`, () => loadChangeFacet(opened, changeFacets, name));

  const policy: Policy = { riskAreas: configuration.riskAreas };
  const outcomes: ChangeRuleOutcome[] = [];
  const notAnalysed: (GateReport['notAnalysed'][number] & { verdict: Verdict })[] = [];
  const suppressed: GateReport['suppressed'][number][] = [];
  const ruleFailures: RuleFailure[] = [];
  const anchor = anchorOf(change, head);
  const fingerprint = fingerprinter();
  const overrides = configuration.overrides.map((override) => ({ matches: compileGlobs(override.paths), rules: override.rules }));
  // Comments in the changed files are written by the author of the change: here only the configuration of the target waives.
  const waiverOf = waivers(configuration.suppressions, { all: [], answeredFor: [], diagnostics: [], fileOf: ({ path }) => path }, options.today);

  for (const rule of running) {
    const setting = settings.get(rule.id);
    if (!setting) continue;
    try {
      const views = {
        change: { ...change, ...facetGetters(rule.changeNeeds, changeFacets) },
        base: viewOf(rule, base, baseFacets),
        head: viewOf(rule, head, headFacets),
        target: viewOf(rule, target, targetFacets),
      };
      const raw = await time(`rule ${rule.id}`, () => evaluateChange(rule, views, setting.options, policy));
      const findings: ChangeFinding[] = [];
      for (const found of raw.findings) {
        const finding = findingOf(rule, setting, found, { change, anchor, fingerprint });
        const place = found.location ?? found.before;
        let severity: Severity | 'off' = finding.severity;
        for (const override of overrides) if (place && override.matches(place.path)) severity = override.rules[rule.id]?.severity ?? severity;
        if (severity === 'off') continue;
        const suppression: Suppression | undefined = finding.verdict === 'hard-stop' ? undefined : waiverOf(rule.id, place);
        const judged = finding.confidence === 'low' ? finding : { ...finding, severity };
        if (suppression) suppressed.push({ finding: judged, suppression });
        else findings.push(judged);
      }
      for (const { path, reason, verdict } of raw.notAnalysed) notAnalysed.push({ path, reason, rule: rule.id, verdict });
      outcomes.push(outcomeOf(rule, setting, raw, findings));
    } catch (error) {
      if (!(error instanceof RuleError)) throw error;
      ruleFailures.push({ rule: rule.id, message: error.message });
    }
  }

  const lift = await lifter(opened);
  const all: ChangeFinding[] = [];
  for (const finding of outcomes.flatMap((outcome) => outcome.findings))
    all.push(finding.verdict === 'hard-stop' ? { ...finding, lifting: await lift(finding) } : finding);
  all.sort(compareFindings);
  const lifted = all.filter((finding) => finding.lifting?.state === 'lifted');
  const findings = all.filter((finding) => finding.lifting?.state !== 'lifted');
  const verdicts = [...findings.map(({ verdict }) => verdict), ...notAnalysed.map(({ verdict }) => verdict)];
  const { pullRequest } = change;
  return {
    verdict: verdicts.some((verdict) => verdict === 'hard-stop' || verdict === 'stop') ? 'stop' : verdicts.includes('review') ? 'review' : 'pass',
    change: {
      base: change.base,
      target: change.target,
      ...(change.head ? { head: change.head } : {}),
      provenance: change.provenance,
      size: change.size,
      tier: change.tier,
      files: change.files.length,
      commits: change.commits.length,
      ...(pullRequest.basis === 'none'
        ? {}
        : {
            pullRequest: {
              basis: pullRequest.basis,
              ...(pullRequest.number === undefined ? {} : { number: pullRequest.number }),
              ...(pullRequest.repository === undefined ? {} : { repository: pullRequest.repository }),
            },
          }),
    },
    configuration: { preset: configuration.preset, ...(configuration.path ? { path: configuration.path } : {}) },
    outcomes,
    findings,
    lifted,
    suppressed,
    notAnalysed: notAnalysed.map(({ path, reason, rule, verdict }) => ({ path, reason, rule, verdict })),
    notRun: rules.flatMap((rule) => {
      const setting = settings.get(rule.id);
      return setting && !setting.runs ? [{ rule: rule.id, reason: setting.origin }] : [];
    }),
    diagnostics: head
      .diagnostics()
      .filter(({ path }) => change.fileAt(path))
      .sort(compareDiagnostics),
    ruleFailures,
  };
}

type LoadedFacets = { [Name in FacetName]?: RepositoryFacets[Name] };

async function loadFacet<Name extends FacetName>(repo: Repository, into: { [Key in Name]?: RepositoryFacets[Key] }, name: Name): Promise<void> {
  into[name] = await repo.facet(name);
}

async function loadChangeFacet<Name extends ChangeFacetName>(
  context: ChangeFacetContext,
  into: { [Key in Name]?: ChangeFacets[Key] },
  name: Name,
): Promise<void> {
  into[name] = await changeFacetLoaders[name](context);
}

function viewOf(rule: ChangeRule, repo: Repository, facets: LoadedFacets): RepositoryView<FacetName> {
  const diagnostics = repo.diagnostics();
  const view = {
    files: repo.files,
    diagnosticsOf: (path: string) => diagnostics.filter((diagnostic) => diagnostic.path === path),
    ...facetGetters(rule.needs, facets),
  };
  return view as unknown as RepositoryView<FacetName>;
}

function facetGetters<Name extends string>(names: readonly Name[], facets: { readonly [Key in Name]?: unknown }): Record<string, () => unknown> {
  return Object.fromEntries(names.map((name) => [name, () => facets[name]]));
}

interface FindingContext {
  readonly change: Change;
  readonly anchor: Location;
  readonly fingerprint: (rule: string, path: string, subject: string) => string;
}

const verdictRank: Readonly<Record<Verdict, number>> = { 'hard-stop': 0, stop: 1, review: 2, note: 3 };

function findingOf(rule: ChangeRule, setting: RuleSettings, found: RawChangeFinding, { change, anchor, fingerprint }: FindingContext): ChangeFinding {
  const confidence = found.confidence ?? 'high';
  const asked = found.verdict ?? rule.verdict;
  const milder = verdictRank[asked] > verdictRank[rule.verdict] ? asked : rule.verdict;
  const subject = found.subject ?? found.message;
  const place = found.location ?? found.before;
  const content = found.content ?? { before: textAt(change, found.before, 'before'), after: textAt(change, found.location, 'after') };
  const key = createHash('sha256')
    .update([rule.id, place?.path ?? '', subject, content.before, content.after].join('\0'))
    .digest('hex')
    .slice(0, 12);
  return {
    rule: rule.id,
    item: rule.item,
    severity: confidence === 'low' ? 'note' : setting.severity,
    // A finding that is likely wrong stops nobody.
    verdict: confidence === 'low' ? 'note' : milder,
    confidence,
    messageId: found.messageId,
    message: found.message,
    location: found.location ?? standIn(change, found.before) ?? anchor,
    place: found.location ? 'head' : found.before ? 'base' : 'change',
    ...(found.before ? { before: found.before } : {}),
    related: found.related ?? [],
    ...(found.operation ? { operation: found.operation } : {}),
    fingerprint: fingerprint(rule.id, place?.path ?? '', subject),
    key,
  };
}

/** The lines of a place, without their indentation: moving a block does not change what was excused. */
function textAt(change: Change, location: Location | undefined, side: 'before' | 'after'): string {
  const content = location && change.fileAt(location.path)?.[side];
  if (content?.state !== 'text') return '';
  return content.text
    .slice(location?.range.start.offset, location?.range.end.offset)
    .split('\n')
    .map((line) => line.trim())
    .join('\n');
}

/** Where at the head a place of the base would be: behind the hunk that took it away. */
function standIn(change: Change, before: Location | undefined): Location | undefined {
  const file = before && change.fileAt(before.path);
  if (!file || file.status === 'deleted' || file.after?.state !== 'text') return undefined;
  let shift = 0;
  let line = before.range.start.line;
  for (const hunk of file.hunks) {
    if (hunk.before.start > line) break;
    if (hunk.before.start + hunk.before.count > line) {
      line = hunk.after.start;
      shift = 0;
      break;
    }
    shift = hunk.after.start + hunk.after.count - (hunk.before.start + hunk.before.count);
  }
  const lines = file.after.text.split('\n');
  const at = Math.max(1, Math.min(line + shift, lines.length));
  const offset = lines.slice(0, at - 1).reduce((sum, text) => sum + text.length + 1, 0);
  const position = { line: at, column: 1, offset };
  return { path: file.path, range: { start: position, end: position } };
}

/** Code scanning wants a file for every result: what is about the change as a whole stands at its first file. */
function anchorOf(change: Change, head: Repository): Location {
  const path = change.files.find((file) => file.status !== 'deleted')?.path ?? head.files.entries.find((entry) => entry.kind === 'file')?.path ?? 'README.md';
  const start = { line: 1, column: 1, offset: 0 };
  return { path, range: { start, end: start } };
}

function outcomeOf(rule: ChangeRule, setting: RuleSettings, raw: RawChangeOutcome, findings: readonly ChangeFinding[]): ChangeRuleOutcome {
  const failed = findings.length > 0 || raw.notAnalysed.length > 0;
  const state = raw.notApplicable !== undefined ? 'not-applicable' : failed ? 'fail' : raw.unknowns.length > 0 ? 'unknown' : 'pass';
  return {
    rule: rule.id,
    item: rule.item,
    severity: setting.severity,
    verdict: rule.verdict,
    state,
    ...(raw.notApplicable === undefined ? {} : { reason: raw.notApplicable }),
    evidence: raw.evidence,
    unknowns: raw.unknowns,
    findings,
  };
}

function compareFindings(left: ChangeFinding, right: ChangeFinding): number {
  return (
    verdictRank[left.verdict] - verdictRank[right.verdict] ||
    (left.rule < right.rule ? -1 : left.rule > right.rule ? 1 : 0) ||
    (left.location.path < right.location.path ? -1 : left.location.path > right.location.path ? 1 : 0) ||
    left.location.range.start.offset - right.location.range.start.offset ||
    (left.message < right.message ? -1 : left.message > right.message ? 1 : 0)
  );
}
