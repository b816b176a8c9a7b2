import type { HostProtection, HostRules } from '../github/protection.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Knowledge } from '../model/knowledge.ts';
import type { Located } from '../model/location.ts';
import type { BranchProtection, BypassActor, PlannedProtection, Protection } from '../model/protection.ts';
import type { FileIndex } from '../model/repository.ts';
import { parseJson } from '../parse/json.ts';
import { type DeclaredRuleset, looksLikeRuleset, readRulesets } from '../parse/ruleset.ts';
import { type SafeSettingsFile, safeSettingsFor } from '../parse/safe-settings.ts';
import { type DeclaredBranchRule, parseSettingsFile } from '../parse/settings-file.ts';
import { parseTerraformProtection } from '../parse/terraform.ts';
import { compileGlob } from '../pattern/glob.ts';
import type { RepositoryFacts } from '../sources/source.ts';
import { effectiveProtection, type ProtectionSource } from './effective-protection.ts';
import type { FacetLoader } from './facet.ts';

const settingsPath = '.github/settings.yml';
/** Where an organisation's safe-settings may stand: by default in `.github` of its `admin` repository. */
const safeSettingsRoots = ['.github', '.github/safe-settings', 'safe-settings'];
/** Terraform files whose name says that they are about repositories; more of them are not looked at. */
const terraformFile = /(?:github|repo|branch|ruleset|protect)[^/]*\.tf$/i;
const terraformLimit = 50;

/** What protects the default branch: as GitHub enforces it, and as files declare it (exported rulesets, the files of settings apps). */
export const loadProtection: FacetLoader<Protection> = async ({ files, facts, host, readTexts, report }) => {
  const rulesetPaths = rulesetFiles(files);
  const safePaths = safeSettingsFiles(files, facts);
  const terraformPaths = files.entries.flatMap(({ path }) => (terraformFile.test(path) && files.role(path) === 'own' ? [path] : [])).slice(0, terraformLimit);
  const isAdministration = safeSettingsRoot(files) === '.github';
  const ownSettings = files.has(settingsPath) && !isAdministration ? [settingsPath] : [];
  const texts = await readTexts([...rulesetPaths, ...ownSettings, ...safePaths.map(({ path }) => path), ...terraformPaths]);
  const terraform = terraformPaths.flatMap((path) => parseTerraformProtection(path, texts.get(path)?.text ?? ''));
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
  const settingsText = isAdministration ? undefined : texts.get(settingsPath)?.text;
  const settings = settingsText === undefined ? undefined : parseSettingsFile(settingsPath, settingsText);
  const safe = safeSettingsFor(
    facts.origin?.name ?? '',
    safePaths.flatMap(({ path, level }) => {
      const text = texts.get(path)?.text;
      return text === undefined ? [] : [{ path, level, text }];
    }),
  );
  report([...(settings?.diagnostics ?? []), ...safe.diagnostics]);
  rulesets.push(...(settings?.rulesets ?? []), ...(safe.settings?.rulesets ?? []));

  const own = rulesets.filter((ruleset) => isForRepository(ruleset, facts, report));
  const active = own.filter((ruleset) => ruleset.enforcement === 'active');
  const branchRules = [...(settings?.branches ?? []), ...(safe.settings?.branches ?? [])].filter(
    (rule) => rule.branch === 'default' || isDefaultBranch(rule.branch, facts),
  );
  report(branchRules.flatMap(incompleteRule));
  const sources: ProtectionSource[] = [
    ...active.filter((ruleset) => ruleset.target === 'branch' && coversDefaultBranch(ruleset, facts)).map(rulesetSource),
    ...branchRules.filter((rule) => rule.missing.length === 0).map(branchSource),
  ];
  const hosted = await host.protection();
  const observed = observedProtection(hosted);
  const declared = declaredProtection(sources, settings?.extends, terraform);
  return {
    branch: observed.state === 'known' ? observed : declared.state === 'known' ? declared : neither(observed, declared),
    observed,
    declared,
    terraform,
    planned: [
      ...hosted.planned,
      ...own
        .filter((ruleset) => ruleset.enforcement !== 'active')
        .map(({ name, enforcement, location }): PlannedProtection => ({ name, enforcement, location })),
      ...branchRules.filter((rule) => rule.missing.length > 0).map(({ branch, location }) => ({ name: branch, enforcement: 'incomplete', location })),
    ],
    requiredReviewers: observed.state === 'known' ? reviewersOf(rulesOf(hosted)) : sources.flatMap((source) => source.settings.requiredReviewers ?? []),
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

function safeSettingsRoot(files: FileIndex): string | undefined {
  return safeSettingsRoots.find((root) => files.hasDirectory(`${root}/repos`) || files.hasDirectory(`${root}/suborgs`));
}

/** The files of safe-settings that can be for this repository. Without its name, none can. */
function safeSettingsFiles(files: FileIndex, { origin }: RepositoryFacts): readonly Omit<SafeSettingsFile, 'text'>[] {
  const root = safeSettingsRoot(files);
  if (root === undefined || !origin) return [];
  const wanted = [
    { path: `${root}/settings.yml`, level: 'organisation' as const },
    ...files.under(`${root}/suborgs`).map((path) => ({ path, level: 'suborganisation' as const })),
    { path: `${root}/repos/${origin.name}.yml`, level: 'repository' as const },
  ];
  return wanted.filter(({ path }) => path.endsWith('.yml') && files.has(path) && files.role(path) === 'own');
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

function rulesetSource({ name, location, settings, bypassActors }: DeclaredRuleset): ProtectionSource {
  const label = `ruleset "${name}" in ${location.path}`;
  return { label, location, settings, ...(bypassActors ? { bypass: declaredActors(bypassActors, label) } : {}) };
}

function branchSource({ branch, location, settings, bypassActors }: DeclaredBranchRule): ProtectionSource {
  const label = `branch "${branch}" in ${location.path}`;
  return { label, location, settings, bypass: declaredActors(bypassActors, label) };
}

function declaredActors(value: readonly BypassActor[], label: string): Knowledge<readonly BypassActor[]> {
  return { state: 'known', value, basis: 'declared', sources: [label] };
}

function rulesOf({ rulesets, classic, classicSeen }: HostProtection): readonly HostRules[] {
  return [...(rulesets.state === 'known' ? rulesets.value : []), ...(classic.state === 'known' ? classic.value : classicSeen)];
}

function reviewersOf(rules: readonly HostRules[]): Protection['requiredReviewers'] {
  return rules.flatMap(({ ruleset }) => (ruleset.settings.requiredReviewers ?? []).map(({ location: _, ...reviewer }) => reviewer));
}

/** What GitHub enforces. Where one kind of source could not be read, the other still tells what is certain. */
function observedProtection(hosted: HostProtection): Knowledge<BranchProtection> {
  const { rulesets, classic, classicSeen } = hosted;
  const rules = rulesOf(hosted);
  const unread = rulesets.state === 'unknown' ? rulesets : classic.state === 'unknown' ? classic : undefined;
  if (unread && rules.length === 0) return { state: 'unknown', reason: unread.reason, reveal: unread.reveal };
  const sources = rules.map(({ label, ruleset, bypass }): ProtectionSource => ({ label, settings: ruleset.settings, bypass }));
  const value = effectiveProtection(sources);
  return {
    state: 'known',
    basis: 'observed',
    sources: sources.map(({ label }) => label),
    value: unread ? { ...value, unread: { reason: classicSeen.length > 0 ? `${unread.reason} in full` : unread.reason, reveal: unread.reveal } } : value,
  };
}

function neither(observed: Knowledge<BranchProtection>, declared: Knowledge<BranchProtection>): Knowledge<BranchProtection> {
  if (observed.state === 'known' || declared.state === 'known') return observed;
  // Both speak of the same thing; said once.
  const why = observed.reason.replace(/^the protection of the default branch: /, '');
  return { state: 'unknown', reason: `${declared.reason}; ${why}`, reveal: `${observed.reveal} ${declared.reveal}` };
}

/** What files declare of the default branch, with what else they say of where it is set. */
function declaredProtection(
  sources: readonly ProtectionSource[],
  parent: Located<string> | undefined,
  terraform: readonly Located<string>[],
): Knowledge<BranchProtection> {
  if (sources.length > 0) return { state: 'known', basis: 'declared', sources: sources.map(({ label }) => label), value: effectiveProtection(sources) };
  const inherited = parent ? `; ${settingsPath} takes settings over from ${parent.value}, which is not part of this repository` : '';
  const [resource] = terraform;
  const elsewhere = resource ? `; ${resource.location.path} has ${resource.value}, and Terraform is not read` : '';
  return {
    state: 'unknown',
    reason: `no file here declares the protection of the default branch${inherited}${elsewhere}`,
    reveal: 'Or export the ruleset to .github/rulesets/ (Settings → Rules → Rulesets), then it counts as declared.',
  };
}
