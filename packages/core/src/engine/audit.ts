import { ConfigError, RuleError } from '../errors.ts';
import { type Configuration, checklistItems, type Severity, type Suppression } from '../model/configuration.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Fix } from '../model/fix.ts';
import type { Location } from '../model/location.ts';
import type { AuditReport, Finding, Improvement, Interval, RuleFailure, RuleOutcome, SuppressedFinding } from '../model/report.ts';
import type { FacetName, RepositoryFacets, RepositoryView } from '../model/repository.ts';
import { nearest } from '../nearest.ts';
import { compileGlobs } from '../pattern/glob.ts';
import { compareDiagnostics, type Repository } from '../repository/repository.ts';
import type { Policy, RepositoryRule, Rule } from './define-rule.ts';
import { evaluate, type RawFinding, type RawOutcome } from './evaluate.ts';
import { fingerprinter } from './fingerprint.ts';
import { draftPaths, resolveFix } from './fix-draft.ts';
import { outcomeValue, type ScoredOutcome, scoreItems, severityWeight, totalScore } from './score.ts';
import { type RuleSettings, resolveSettings } from './settings.ts';
import { readSuppressionComments } from './suppression-comments.ts';
import { isExpired, type WaiverOf, waivers } from './waivers.ts';

export interface AuditOptions {
  readonly rules: readonly Rule[];
  /** Rule or item ids: only these run. No total is given then. */
  readonly only?: readonly string[];
  /** Rule or item ids that do not run. No total is given then. */
  readonly skip?: readonly string[];
  /** Repository-relative path: findings elsewhere are left out; the score is that of the whole repository. */
  readonly path?: string;
  /** ISO date that expiry dates of suppressions are judged by; without it none expires. */
  readonly today?: string;
  /** Called with the milliseconds that each facet and rule took. */
  readonly onTiming?: (subject: string, milliseconds: number) => void;
}

/**
 * Judges a repository by the checklist.
 *
 * @param repo - From `openRepository`.
 * @throws {ConfigError} When configuration or options name a rule or item that does not exist, or options of a rule do not fit its schema.
 * @throws {SourceError} When the repository cannot be read.
 */
export async function audit(repo: Repository, options: AuditOptions): Promise<AuditReport> {
  const { configuration } = repo;
  const rules = options.rules.filter((rule) => rule.scope === 'repository');
  const settings = await resolveSettings(options.rules, configuration);
  const chosen = chooseRules(options.rules, options);
  const time = async <Value>(subject: string, work: () => Promise<Value> | Value): Promise<Value> => {
    const start = performance.now();
    const value = await work();
    options.onTiming?.(subject, performance.now() - start);
    return value;
  };

  const willRun = rules.filter((rule) => chosen.has(rule.id) && (settings.get(rule.id)?.runs || rule.preset === 'recommended'));
  const facets: { [Name in FacetName]?: RepositoryFacets[Name] } = {};
  const needed = [...new Set(willRun.flatMap((rule) => rule.needs))];
  // What facets ask a remote source for at the same time is one question to it.
  if (repo.facts.kind === 'remote') await Promise.all(needed.map((name) => repo.facet(name)));
  for (const name of needed) await time(`facet ${name}`, () => loadFacet(repo, facets, name));
  const diagnostics = repo.diagnostics();
  const policy: Policy = { riskAreas: configuration.riskAreas };

  const ruleFailures: RuleFailure[] = [];
  const notRun: { rule: string; reason: string }[] = [];
  const configured: RuleOutcome[] = [];
  const configuredScores: ScoredOutcome[] = [];
  const defaultScores: ScoredOutcome[] = [];
  const used = new Set<Suppression>();
  const anchor = anchorOf(repo);
  const fingerprint = fingerprinter();
  const overrides = configuration.overrides.map((override) => ({ matches: compileGlobs(override.paths), rules: override.rules }));
  const comments = await readSuppressionComments(repo, new Set(options.rules.map((rule) => rule.id)));
  const waiverOf = waivers(configuration.suppressions, comments, options.today);

  for (const rule of rules) {
    const setting = settings.get(rule.id);
    if (!chosen.has(rule.id)) {
      notRun.push({ rule: rule.id, reason: 'not chosen (--only, --skip)' });
      continue;
    }
    if (!setting) continue;
    if (!setting.runs) notRun.push({ rule: rule.id, reason: setting.origin });
    if (!setting.runs && rule.preset !== 'recommended') continue;
    try {
      const view = viewFor(rule, repo, facets, diagnostics);
      const raw = await time(`rule ${rule.id}`, () => evaluate(rule, view, setting.options, policy));
      const fixOf = await fixesOf(repo, raw);
      const outcome = judge(rule, setting, raw, { overrides, waiverOf, used, anchor, fingerprint, fixOf });
      if (setting.runs) {
        configured.push(outcome.outcome);
        configuredScores.push(outcome.score);
      }
      if (rule.preset === 'recommended') {
        const same = !setting.optionsChanged && overrides.length === 0;
        const plain: RuleSettings = { ...setting, severity: rule.severity };
        const byDefault = same
          ? { ...outcome.score, severity: rule.severity }
          : judge(rule, plain, setting.optionsChanged ? evaluate(rule, view, setting.defaultOptions, policy) : raw, {
              overrides: [],
              waiverOf,
              used: new Set(),
              anchor,
              fingerprint: fingerprinter(),
              fixOf: () => undefined,
            }).score;
        defaultScores.push(byDefault);
      }
    } catch (error) {
      if (!(error instanceof RuleError)) throw error;
      ruleFailures.push({ rule: rule.id, message: error.message });
    }
  }

  const items = scoreItems(configuredScores);
  const partial = options.only !== undefined || options.skip !== undefined;
  const score = partial ? undefined : totalScore(items);
  const defaultScore = partial ? undefined : totalScore(scoreItems(defaultScores));
  const within = narrowTo(options.path);
  const findings = configured
    .flatMap((outcome) => outcome.findings)
    .filter(within)
    .sort(compareFindings);
  const suppressed = configured.flatMap((outcome) => outcome.suppressed).filter(({ finding }) => within(finding));
  const idle = [...configuration.suppressions, ...comments.answeredFor].flatMap((suppression): AuditReport['idleSuppressions'][number][] => {
    if (isExpired(suppression, options.today)) return [{ suppression, problem: 'expired' }];
    // A rule that did not run cannot have used its suppressions.
    return used.has(suppression) || !configured.some((outcome) => outcome.rule === suppression.rule) ? [] : [{ suppression, problem: 'unused' }];
  });

  return {
    repository: {
      kind: repo.facts.kind,
      ...(repo.facts.commit ? { commit: repo.facts.commit } : {}),
      ...(repo.facts.branch ? { branch: repo.facts.branch } : {}),
      ...(repo.facts.origin ? { origin: `${repo.facts.origin.host}/${repo.facts.origin.owner}/${repo.facts.origin.name}` } : {}),
      files: repo.files.entries.length,
      untrackedFiles: repo.files.entries.filter((entry) => !entry.tracked).length,
    },
    configuration: { preset: configuration.preset, ...(configuration.path ? { path: configuration.path } : {}) },
    ...(score ? { score } : {}),
    ...(score && defaultScore && differs(score, defaultScore) ? { defaultScore } : {}),
    unknownChecks: configured.filter((outcome) => outcome.unknowns.length > 0).length,
    items,
    outcomes: configured,
    findings,
    suppressed,
    idleSuppressions: idle,
    notRun,
    improvements: partial ? [] : improvementsOf(rules, configured, items),
    diagnostics: [...repo.diagnostics(), ...comments.diagnostics].sort(compareDiagnostics),
    filesRead: repo.filesRead(),
    ruleFailures,
    ...(options.path ? { path: options.path } : {}),
  };
}

async function loadFacet<Name extends FacetName>(repo: Repository, into: { [Key in Name]?: RepositoryFacets[Key] }, name: Name): Promise<void> {
  into[name] = await repo.facet(name);
}

function chooseRules(rules: readonly Rule[], options: Pick<AuditOptions, 'only' | 'skip'>): ReadonlySet<string> {
  const known: string[] = [...checklistItems.map((item) => item.id), ...rules.map((rule) => rule.id)];
  for (const name of [...(options.only ?? []), ...(options.skip ?? [])]) {
    const rule = rules.find(({ id }) => id === name);
    if (rule?.scope === 'change') throw new ConfigError(`${name} judges a change, not a repository: \`agent-readiness gate\` runs it.`);
    if (known.includes(name)) continue;
    const suggestion = nearest(name, known);
    throw new ConfigError(`There is no rule or item "${name}".${suggestion ? ` Did you mean "${suggestion}"?` : ''}`);
  }
  const names = (list: readonly string[], rule: Rule): boolean => list.includes(rule.id) || list.includes(rule.item);
  return new Set(rules.filter((rule) => (!options.only || names(options.only, rule)) && !(options.skip && names(options.skip, rule))).map((rule) => rule.id));
}

/** A view in which only the facets that the rule named can be reached. */
function viewFor(
  rule: RepositoryRule,
  repo: Repository,
  facets: { readonly [Name in FacetName]?: RepositoryFacets[Name] },
  diagnostics: readonly Diagnostic[],
): RepositoryView<FacetName> {
  const view: Record<string, unknown> = {
    files: repo.files,
    diagnosticsOf: (path: string) => diagnostics.filter((diagnostic) => diagnostic.path === path),
  };
  for (const name of rule.needs) view[name] = () => facets[name];
  return view as unknown as RepositoryView<FacetName>;
}

/** The fixes that a rule drafted, in terms of the files' texts. */
async function fixesOf(repo: Repository, raw: RawOutcome): Promise<(found: RawFinding) => Fix | undefined> {
  const paths = raw.findings.flatMap(({ fix }) => (fix ? draftPaths(fix) : [])).filter((path) => repo.files.has(path));
  if (paths.length === 0 && !raw.findings.some(({ fix }) => fix)) return () => undefined;
  const texts = await repo.readTexts(paths);
  return ({ fix }) =>
    fix &&
    resolveFix(
      fix,
      (path) => texts.get(path),
      (path) => repo.files.has(path),
    );
}

interface JudgeContext {
  readonly overrides: readonly { readonly matches: (path: string) => boolean; readonly rules: Configuration['rules'] }[];
  readonly waiverOf: WaiverOf;
  readonly used: Set<Suppression>;
  readonly anchor: Location;
  readonly fingerprint: (rule: string, path: string, subject: string) => string;
  readonly fixOf: (found: RawFinding) => Fix | undefined;
}

/** Turns what a rule reported into findings by the configuration, sets waived ones apart, and values the rest. */
function judge(rule: RepositoryRule, setting: RuleSettings, raw: RawOutcome, context: JudgeContext): { outcome: RuleOutcome; score: ScoredOutcome } {
  const base = { rule: rule.id, item: rule.item, severity: setting.severity } as const;
  if (raw.notApplicable !== undefined) {
    return {
      outcome: { ...base, state: 'not-applicable', reason: raw.notApplicable, evidence: [], unknowns: [], findings: [], suppressed: [] },
      score: { item: rule.item, severity: setting.severity, failed: false },
    };
  }
  const findings: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  for (const found of raw.findings) {
    const location = found.location ?? context.anchor;
    let severity: Severity | 'off' = setting.severity;
    for (const override of context.overrides) if (found.location && override.matches(location.path)) severity = override.rules[rule.id]?.severity ?? severity;
    if (severity === 'off') continue;
    const fix = context.fixOf(found);
    const finding: Finding = {
      rule: rule.id,
      item: rule.item,
      // A finding that is likely wrong never fails a run.
      severity: found.confidence === 'low' ? 'note' : severity,
      confidence: found.confidence,
      messageId: found.messageId,
      message: found.message,
      location,
      place: found.location ? 'file' : 'repository',
      fingerprint: context.fingerprint(rule.id, found.location ? location.path : '', found.subject),
      related: found.related,
      ...(fix ? { fix } : {}),
    };
    const suppression = context.waiverOf(rule.id, found.location);
    if (suppression) {
      context.used.add(suppression);
      suppressed.push({ finding, suppression });
    } else findings.push(finding);
  }
  const doubted = suppressed.filter(({ suppression }) => suppression.kind === 'false-positive').length;
  const counts = { passed: raw.evidence.length, failed: findings.length + suppressed.length - doubted, unknown: raw.unknowns.length + doubted };
  const subjects = counts.passed + counts.failed + counts.unknown;
  const state = counts.failed > 0 ? 'fail' : counts.unknown > 0 ? 'unknown' : subjects > 0 ? 'pass' : 'not-applicable';
  const value = subjects > 0 ? outcomeValue(counts) : undefined;
  return {
    outcome: {
      ...base,
      state,
      ...(state === 'not-applicable' ? { reason: 'every place is switched off by the configuration' } : {}),
      ...(value ? { value } : {}),
      evidence: raw.evidence,
      unknowns: raw.unknowns,
      findings,
      suppressed,
    },
    score: { item: rule.item, severity: setting.severity, failed: counts.failed > 0, ...(value ? { value } : {}) },
  };
}

function narrowTo(path: string | undefined): (finding: Finding) => boolean {
  if (path === undefined || path === '') return () => true;
  return (finding) => finding.place === 'file' && (finding.location.path === path || finding.location.path.startsWith(`${path}/`));
}

const severityOrder: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

function compareFindings(left: Finding, right: Finding): number {
  return (
    severityOrder[left.severity] - severityOrder[right.severity] ||
    (left.rule < right.rule ? -1 : left.rule > right.rule ? 1 : 0) ||
    (left.location.path < right.location.path ? -1 : left.location.path > right.location.path ? 1 : 0) ||
    left.location.range.start.offset - right.location.range.start.offset ||
    (left.message < right.message ? -1 : left.message > right.message ? 1 : 0)
  );
}

/** Code scanning refuses a whole upload for one result without a file, so a finding about the repository gets one that exists. */
function anchorOf(repo: Repository): Location {
  const candidates = ['README.md', 'readme.md', 'README.rst', 'README'];
  const path = candidates.find((candidate) => repo.files.has(candidate)) ?? repo.files.entries.find((entry) => entry.kind === 'file')?.path ?? 'README.md';
  const start = { line: 1, column: 1, offset: 0 };
  return { path, range: { start, end: start } };
}

function differs(left: Interval, right: Interval): boolean {
  return Math.abs(left.low - right.low) > 1e-9 || Math.abs(left.high - right.high) > 1e-9;
}

/** Rules by what they would add to the low end of the total, most first. */
function improvementsOf(rules: readonly Rule[], outcomes: readonly RuleOutcome[], items: AuditReport['items']): Improvement[] {
  const applicable = items.filter((item) => item.value).length;
  const weights = new Map<string, number>();
  for (const outcome of outcomes) if (outcome.value) weights.set(outcome.item, (weights.get(outcome.item) ?? 0) + severityWeight[outcome.severity]);
  return outcomes
    .flatMap((outcome): Improvement[] => {
      const rule = rules.find((candidate) => candidate.id === outcome.rule);
      if (!rule || !outcome.value || outcome.value.low >= 1) return [];
      const gain = (10 * severityWeight[outcome.severity] * (1 - outcome.value.low)) / (weights.get(outcome.item) ?? 1) / applicable;
      return [{ rule: rule.id, title: rule.title, gain, effort: rule.effort, kind: outcome.state === 'fail' ? 'fix' : 'reveal' }];
    })
    .sort((left, right) => right.gain - left.gain || (left.rule < right.rule ? -1 : 1));
}
