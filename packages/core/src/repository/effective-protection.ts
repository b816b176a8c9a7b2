import type { Located, Location } from '../model/location.ts';
import type { BranchProtection, BypassActor, BypassList, Effective, RequiredCheck } from '../model/protection.ts';
import type { ProtectionSettings } from '../parse/ruleset.ts';

/** One source of protection of a branch that is in force: a ruleset, or a classic rule. */
export interface ProtectionSource {
  /** For people; stands in `Effective.sources`. */
  readonly label: string;
  readonly location: Location;
  readonly settings: ProtectionSettings;
  /** Absent when the source does not say who may pass it by. */
  readonly bypassActors?: readonly BypassActor[];
}

/**
 * Joins the sources that are in force for one branch: all apply together, and where they differ the most restrictive wins.
 *
 * Source: https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/about-rulesets#about-rule-layering (checked 2026-11-25)
 *
 * @returns Undefined when there is no source.
 */
export function effectiveProtection(sources: readonly ProtectionSource[]): BranchProtection | undefined {
  const [first] = sources;
  if (!first) return undefined;
  type Flag = {
    [Key in keyof ProtectionSettings]-?: NonNullable<ProtectionSettings[Key]> extends Located<boolean> ? Key : never;
  }[keyof ProtectionSettings];
  const said = <Key extends keyof ProtectionSettings>(key: Key): readonly Said<NonNullable<ProtectionSettings[Key]>>[] =>
    sources.flatMap(({ label, settings }) => {
      const value = settings[key];
      return value === undefined ? [] : [{ label, value }];
    });
  const flag = (name: Flag): Effective<boolean> => strictest(said(name), Number) ?? { value: false, location: first.location, sources: [] };
  const withChecks = sources.filter(({ settings }) => (settings.requiredChecks?.length ?? 0) > 0);
  const strict = withChecks.flatMap(({ label, settings }) => (settings.strictChecks ? [{ label, value: settings.strictChecks }] : []));
  const methods = allowedMethods(said('allowedMergeMethods'));
  return {
    requiresPullRequest: flag('requiresPullRequest'),
    requiredApprovals: strictest(said('requiredApprovals'), Number) ?? { value: 0, location: first.location, sources: [] },
    requiresCodeOwnerReview: flag('requiresCodeOwnerReview'),
    dismissesStaleReviews: flag('dismissesStaleReviews'),
    requiresLastPushApproval: flag('requiresLastPushApproval'),
    requiredChecks: distinctChecks(withChecks.flatMap(({ settings }) => settings.requiredChecks ?? [])),
    strictChecks: strictest(strict, Number) ?? { value: false, location: (withChecks[0] ?? first).location, sources: [] },
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
    locations: sources.map(({ location }) => location),
  };
}

/** What one source says. */
interface Said<Value> {
  readonly label: string;
  readonly value: Value;
}

/** The highest of what sources say, with all that say it; the place is the first one's. */
function strictest<Value>(said: readonly Said<Located<Value>>[], rank: (value: Value) => number): Effective<Value> | undefined {
  const [first] = said;
  if (!first) return undefined;
  const best = said.reduce((highest, next) => (rank(next.value.value) > rank(highest.value.value) ? next : highest), first);
  const agreeing = said.filter(({ value }) => value.value === best.value.value);
  return { ...best.value, sources: agreeing.map(({ label }) => label) };
}

/** Methods that all sources allow. */
function allowedMethods(said: readonly Said<Located<readonly string[]>>[]): Effective<readonly string[]> | undefined {
  const [first, ...rest] = said;
  if (!first) return undefined;
  const value = first.value.value.filter((method) => rest.every((other) => other.value.value.includes(method)));
  return { value, location: first.value.location, sources: said.map(({ label }) => label) };
}

function distinctChecks(checks: readonly RequiredCheck[]): RequiredCheck[] {
  return [...new Map(checks.map((check) => [`${check.context} ${check.appId ?? ''}`, check])).values()];
}

function bypassOf({ label, location, bypassActors }: ProtectionSource): BypassList {
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
