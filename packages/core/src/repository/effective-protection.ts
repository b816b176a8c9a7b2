import type { Knowledge } from '../model/knowledge.ts';
import type { Located, Location } from '../model/location.ts';
import type { BranchProtection, BypassActor, BypassList, Effective, RequiredCheck } from '../model/protection.ts';
import type { ProtectionSettings } from '../parse/ruleset.ts';

/** One source of protection of a branch that is in force: a ruleset, or a classic rule. */
export interface ProtectionSource {
  /** For people; stands in `Effective.sources`. */
  readonly label: string;
  /** Absent for what GitHub itself tells: its values then have no place either. */
  readonly location?: Location;
  readonly settings: ProtectionSettings;
  /** Who may pass it by; absent when a file does not say. */
  readonly bypass?: Knowledge<readonly BypassActor[]>;
}

/**
 * Joins the sources that are in force for one branch: all apply together, and where they differ the most restrictive wins.
 *
 * Source: https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/about-rulesets#about-rule-layering (checked 2026-11-25)
 *
 * @returns Without any source: a branch that nothing protects.
 */
export function effectiveProtection(sources: readonly ProtectionSource[]): BranchProtection {
  const [first] = sources;
  type Flag = {
    [Key in keyof ProtectionSettings]-?: NonNullable<ProtectionSettings[Key]> extends Located<boolean> ? Key : never;
  }[keyof ProtectionSettings];
  const said = <Key extends keyof ProtectionSettings>(key: Key): readonly Said<NonNullable<ProtectionSettings[Key]>>[] =>
    sources.flatMap(({ label, location, settings }) => {
      const value = settings[key];
      return value === undefined ? [] : [{ label, value, isDeclared: location !== undefined }];
    });
  const flag = (name: Flag): Effective<boolean> => strictest(said(name), Number) ?? { value: false, ...placeOf(first), sources: [] };
  const withChecks = sources.filter(({ settings }) => (settings.requiredChecks?.length ?? 0) > 0);
  const strict = withChecks.flatMap(({ label, location, settings }) =>
    settings.strictChecks ? [{ label, value: settings.strictChecks, isDeclared: location !== undefined }] : [],
  );
  const methods = allowedMethods(said('allowedMergeMethods'));
  return {
    requiresPullRequest: flag('requiresPullRequest'),
    requiredApprovals: strictest(said('requiredApprovals'), Number) ?? { value: 0, ...placeOf(first), sources: [] },
    requiresCodeOwnerReview: flag('requiresCodeOwnerReview'),
    dismissesStaleReviews: flag('dismissesStaleReviews'),
    requiresLastPushApproval: flag('requiresLastPushApproval'),
    requiredChecks: distinctChecks(withChecks.flatMap(checksOf)),
    strictChecks: strictest(strict, Number) ?? { value: false, ...placeOf(withChecks[0] ?? first), sources: [] },
    blocksForcePush: flag('blocksForcePush'),
    blocksDeletion: flag('blocksDeletion'),
    mergeQueue: flag('mergeQueue'),
    requiresConversationResolution: flag('requiresConversationResolution'),
    requiresSignatures: flag('requiresSignatures'),
    requiresLinearHistory: flag('requiresLinearHistory'),
    ...(methods ? { allowedMergeMethods: methods } : {}),
    bypass: sources.map(bypassOf),
    otherRules: [...new Set(sources.flatMap(({ settings }) => settings.otherRules ?? []))],
    unknownRules: [...new Set(sources.flatMap(({ settings }) => settings.unknownRules ?? []))],
    locations: sources.flatMap(({ location }) => location ?? []),
  };
}

/** What one source says. */
interface Said<Value> {
  readonly label: string;
  readonly value: Value;
  readonly isDeclared: boolean;
}

function placeOf(source: ProtectionSource | undefined): { readonly location?: Location } {
  return source?.location ? { location: source.location } : {};
}

function checksOf({ location, settings }: ProtectionSource): readonly RequiredCheck[] {
  const checks = settings.requiredChecks ?? [];
  return location ? checks : checks.map(({ location: _, ...check }) => check);
}

/** The highest of what sources say, with all that say it; the place is the first one's. */
function strictest<Value>(said: readonly Said<Located<Value>>[], rank: (value: Value) => number): Effective<Value> | undefined {
  const [first] = said;
  if (!first) return undefined;
  const best = said.reduce((highest, next) => (rank(next.value.value) > rank(highest.value.value) ? next : highest), first);
  const agreeing = said.filter(({ value }) => value.value === best.value.value);
  return { value: best.value.value, ...(best.isDeclared ? { location: best.value.location } : {}), sources: agreeing.map(({ label }) => label) };
}

/** Methods that all sources allow. */
function allowedMethods(said: readonly Said<Located<readonly string[]>>[]): Effective<readonly string[]> | undefined {
  const [first, ...rest] = said;
  if (!first) return undefined;
  const value = first.value.value.filter((method) => rest.every((other) => other.value.value.includes(method)));
  return { value, ...(first.isDeclared ? { location: first.value.location } : {}), sources: said.map(({ label }) => label) };
}

function distinctChecks(checks: readonly RequiredCheck[]): RequiredCheck[] {
  return [...new Map(checks.map((check) => [`${check.context} ${check.appId ?? ''}`, check])).values()];
}

function bypassOf({ label, location, bypass }: ProtectionSource): BypassList {
  return {
    source: label,
    ...(location ? { location } : {}),
    actors: bypass ?? {
      state: 'unknown',
      reason: `the ${label} does not say who may bypass it`,
      reveal: 'Export the ruleset as someone who may edit it: GitHub leaves bypass_actors out for others.',
    },
  };
}
