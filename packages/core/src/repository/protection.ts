import type { Diagnostic } from '../model/diagnostic.ts';
import type { Knowledge } from '../model/knowledge.ts';
import type { Located, Location } from '../model/location.ts';
import type { BranchProtection, BypassActor, BypassList, Effective, PlannedProtection, Protection, RequiredCheck } from '../model/protection.ts';
import type { FileIndex } from '../model/repository.ts';
import { parseJson } from '../parse/json.ts';
import { type DeclaredRuleset, looksLikeRuleset, type ProtectionSettings, readRulesets } from '../parse/ruleset.ts';
import { type DeclaredBranchRule, parseSettingsFile } from '../parse/settings-file.ts';
import { compileGlob } from '../pattern/glob.ts';
import type { RepositoryFacts } from '../sources/source.ts';
import type { FacetLoader } from './facet.ts';

const settingsPath = '.github/settings.yml';

/** One declared source of protection of the default branch. */
interface Source {
  readonly label: string;
  readonly location: Location;
  readonly settings: ProtectionSettings;
  readonly bypassActors?: readonly BypassActor[];
}

/** Reads protection that files declare: exported rulesets, and the Settings app's file. What the host really enforces is another matter. */
export const loadProtection: FacetLoader<Protection> = async ({ files, facts, readTexts, report }) => {
  const rulesetPaths = rulesetFiles(files);
  const texts = await readTexts([...rulesetPaths, ...(files.has(settingsPath) ? [settingsPath] : [])]);
  const rulesets: DeclaredRuleset[] = [];
  for (const path of rulesetPaths) {
    const content = texts.get(path);
    if (!content) continue;
    const json = parseJson(path, content.text);
    // `rulesets/` at the root may hold rules of some other tool: only what has the shape of GitHub's is read there.
    const isGithubs = path.startsWith('.github/') || looksLikeRuleset(json.value);
    if (!isGithubs) continue;
    const read = json.value ? readRulesets(path, json.value) : { rulesets: [], diagnostics: [] };
    report([...json.diagnostics, ...read.diagnostics]);
    rulesets.push(...read.rulesets);
  }
  const settingsText = texts.get(settingsPath)?.text;
  const settings = settingsText === undefined ? undefined : parseSettingsFile(settingsPath, settingsText);
  if (settings) {
    report(settings.diagnostics);
    rulesets.push(...settings.rulesets);
  }

  const own = rulesets.filter((ruleset) => isForRepository(ruleset, facts, report));
  const active = own.filter((ruleset) => ruleset.enforcement === 'active');
  const branchRules = (settings?.branches ?? []).filter((rule) => rule.branch === 'default' || isDefaultBranch(rule.branch, facts));
  report(branchRules.flatMap(incompleteRule));
  const sources: Source[] = [
    ...active.filter((ruleset) => ruleset.target === 'branch' && coversDefaultBranch(ruleset, facts)).map(rulesetSource),
    ...branchRules.filter((rule) => rule.missing.length === 0).map(branchSource),
  ];
  return {
    branch: effectiveProtection(sources, settings?.extends),
    planned: [
      ...own
        .filter((ruleset) => ruleset.enforcement !== 'active')
        .map(({ name, enforcement, location }): PlannedProtection => ({ name, enforcement, location })),
      ...branchRules.filter((rule) => rule.missing.length > 0).map(({ branch, location }) => ({ name: branch, enforcement: 'incomplete', location })),
    ],
    requiredReviewers: sources.flatMap((source) => source.settings.requiredReviewers ?? []),
    restrictedPaths: active.filter((ruleset) => ruleset.target === 'push').flatMap((ruleset) => ruleset.settings.restrictedPaths ?? []),
  };
};

function rulesetFiles(files: FileIndex): string[] {
  const inFolders = ['.github/rulesets', 'rulesets'].flatMap((directory) => files.under(directory).filter((path) => path.endsWith('.json')));
  const beside = files
    .children('.github')
    .filter((name) => name.startsWith('ruleset') && name.endsWith('.json'))
    .map((name) => `.github/${name}`);
  return [...inFolders, ...beside].filter((path) => files.has(path) && files.role(path) === 'own');
}

function incompleteRule({ branch, missing, location }: DeclaredBranchRule): Diagnostic[] {
  if (missing.length === 0) return [];
  const message = `The protection of ${branch} lacks ${missing.join(', ')}; the Settings app applies nothing unless each is there (null will do).`;
  return [{ path: location.path, range: location.range, severity: 'warning', code: 'settings-protection-incomplete', message }];
}

function isForRepository({ source, repositories }: DeclaredRuleset, facts: RepositoryFacts, report: (diagnostics: Iterable<Diagnostic>) => void): boolean {
  const { origin } = facts;
  if (repositories) return origin !== undefined && matchesAny(repositories.include, origin.name) && !matchesAny(repositories.exclude, origin.name);
  if (!source?.value.includes('/') || !origin || source.value.toLowerCase() === `${origin.owner}/${origin.name}`.toLowerCase()) return true;
  const message = `The ruleset was exported from ${source.value}; it says nothing of ${origin.owner}/${origin.name} and was left out.`;
  report([{ path: source.location.path, range: source.location.range, severity: 'warning', code: 'ruleset-other-repository', message }]);
  return false;
}

function matchesAny(patterns: readonly string[], name: string): boolean {
  return patterns.some((pattern) => pattern === '~ALL' || compileGlob(pattern)(name));
}

/**
 * Whether a ruleset is for the default branch. Patterns are those of fnmatch over full refs.
 *
 * Source: https://docs.github.com/en/rest/repos/rules (conditions)
 */
function coversDefaultBranch({ include, exclude }: DeclaredRuleset, facts: RepositoryFacts): boolean {
  const covers = (pattern: string): boolean => pattern === '~ALL' || pattern === '~DEFAULT_BRANCH' || isDefaultBranch(pattern, facts);
  // Nothing included and something excluded means everything else.
  const included = include.length === 0 ? exclude.length > 0 : include.some(covers);
  return included && !exclude.some(covers);
}

// Where the default branch cannot be told, the two names that nearly every repository uses are taken for it.
const usualDefaultBranches = ['main', 'master'];

function isDefaultBranch(pattern: string, { defaultBranch }: RepositoryFacts): boolean {
  const matches = compileGlob(pattern.startsWith('refs/heads/') ? pattern.slice('refs/heads/'.length) : pattern);
  return (defaultBranch.state === 'known' ? [defaultBranch.value] : usualDefaultBranches).some(matches);
}

function rulesetSource({ name, location, settings, bypassActors }: DeclaredRuleset): Source {
  return { label: `ruleset "${name}" in ${location.path}`, location, settings, ...(bypassActors ? { bypassActors } : {}) };
}

function branchSource({ branch, location, settings, bypassActors }: DeclaredBranchRule): Source {
  return { label: `branch "${branch}" in ${location.path}`, location, settings, bypassActors };
}

/** All sources apply together, and where they differ the most restrictive wins. */
function effectiveProtection(sources: readonly Source[], parent: Located<string> | undefined): Knowledge<BranchProtection> {
  const [first] = sources;
  if (!first) {
    const inherited = parent ? `; ${settingsPath} takes settings over from ${parent.value}, which is not part of this repository` : '';
    return {
      state: 'unknown',
      reason: `protection of the default branch is a setting of GitHub, and no file here declares it${inherited}`,
      reveal: 'Export the ruleset to .github/rulesets/ (Settings → Rules → Rulesets), then it counts as declared.',
    };
  }
  type Flag =
    | 'requiresPullRequest'
    | 'requiresCodeOwnerReview'
    | 'dismissesStaleReviews'
    | 'requiresLastPushApproval'
    | 'blocksForcePush'
    | 'blocksDeletion'
    | 'mergeQueue';
  const flag = (name: Flag): Effective<boolean> => anyOf(sources.map(({ settings }) => settings[name])) ?? { value: false, location: first.location };
  const approvals = sources.flatMap(({ settings }) => settings.requiredApprovals ?? []);
  const withChecks = sources.filter(({ settings }) => (settings.requiredChecks?.length ?? 0) > 0);
  return {
    state: 'known',
    basis: 'declared',
    sources: sources.map(({ label }) => label),
    value: {
      requiresPullRequest: flag('requiresPullRequest'),
      requiredApprovals: approvals.reduce((best, next) => (next.value > best.value ? next : best), approvals[0] ?? { value: 0, location: first.location }),
      requiresCodeOwnerReview: flag('requiresCodeOwnerReview'),
      dismissesStaleReviews: flag('dismissesStaleReviews'),
      requiresLastPushApproval: flag('requiresLastPushApproval'),
      requiredChecks: distinctChecks(withChecks.flatMap(({ settings }) => settings.requiredChecks ?? [])),
      strictChecks: anyOf(withChecks.map(({ settings }) => settings.strictChecks)) ?? { value: false, location: (withChecks[0] ?? first).location },
      blocksForcePush: flag('blocksForcePush'),
      blocksDeletion: flag('blocksDeletion'),
      mergeQueue: flag('mergeQueue'),
      bypass: sources.map(bypassOf),
      otherRules: [...new Set(sources.flatMap(({ settings }) => settings.otherRules ?? []))],
      unknownRules: [...new Set(sources.flatMap(({ settings }) => settings.unknownRules ?? []))],
      locations: sources.map(({ location }) => location),
    },
  };
}

/** The first that is on, else the first that is written down. */
function anyOf(values: readonly (Located<boolean> | undefined)[]): Located<boolean> | undefined {
  return values.find((entry) => entry?.value) ?? values.find((entry) => entry !== undefined);
}

function distinctChecks(checks: readonly RequiredCheck[]): RequiredCheck[] {
  return [...new Map(checks.map((check) => [`${check.context} ${check.appId ?? ''}`, check])).values()];
}

function bypassOf({ label, location, bypassActors }: Source): BypassList {
  return {
    source: label,
    location,
    actors: bypassActors
      ? { state: 'known', value: bypassActors, basis: 'declared', sources: [label] }
      : {
          state: 'unknown',
          reason: `the ${label} does not say who may bypass it`,
          reveal: 'Export the ruleset as someone who may edit it: GitHub leaves bypass_actors out for others.',
        },
  };
}
