import { coversBranch, matchesPattern } from './ref-pattern.ts';
import type { Area, BypassActor, ClassicRule, Level, Permissions, Rule, Ruleset, Scenario, Viewer } from './scenario.ts';

/** A refused request or field, in GitHub's words. */
export interface Refusal {
  readonly status: 401 | 403 | 404;
  readonly message: string;
}

export type Shown<Value> = { readonly shown: Value } | { readonly refused: Refusal };

/** What one viewer may see. Both APIs answer from this, so that they cannot tell different stories. */
export interface View {
  readonly token: 'none' | 'classic' | 'fine-grained' | 'app';
  readonly seesRepository: boolean;
  readonly canPush: boolean;
  readonly canAdminister: boolean;
  /** The viewer's role; app tokens have none. */
  readonly role: 'ADMIN' | 'WRITE' | 'READ' | null;
  /** Undefined when allowed. `hides` are the endpoints that answer a person without administration with 404 instead of 403. */
  readonly refusal: (area: Area, level?: Level, hides?: 'hides') => Refusal | undefined;
  /** Classic rules as GraphQL gives them: an empty list, not an error, for people without administration. */
  readonly classicRules: Shown<readonly ClassicRule[]>;
  /** The rule that `Ref.refUpdateRule` shows, which is made for people who are not administrators. */
  readonly refUpdateRule: (branch: string) => ClassicRule | undefined;
  readonly rulesets: readonly Ruleset[];
  /** Undefined when the viewer may not know who may bypass. */
  readonly bypassActors: (ruleset: Ruleset) => readonly BypassActor[] | undefined;
  readonly deployKeys: Shown<Scenario['settings']['deployKeys']>;
  /** REST's answer to a plan without protection. */
  readonly planRefusal: Refusal | undefined;
}

const NOT_FOUND: Refusal = { status: 404, message: 'Not Found' };
const UNAUTHENTICATED: Refusal = { status: 401, message: 'Requires authentication' };
const NOT_AN_ADMIN: Refusal = { status: 403, message: 'Must have admin rights to Repository.' };
const BY_APP: Refusal = { status: 403, message: 'Resource not accessible by integration' };
const BY_PERSONAL_TOKEN: Refusal = { status: 403, message: 'Resource not accessible by personal access token' };
const NO_PLAN: Refusal = { status: 403, message: 'Upgrade to GitHub Pro or make this repository public to enable this feature.' };

/** What everybody may read of a public repository. */
const PUBLIC_AREAS: Permissions = { metadata: 'read', contents: 'read', actions: 'read', pull_requests: 'read', issues: 'read' };
const WRITE_AREAS: Permissions = { metadata: 'read', contents: 'write', actions: 'write', pull_requests: 'write', issues: 'write' };
const ADMIN_AREAS: Permissions = { ...WRITE_AREAS, administration: 'write', copilot_agent_settings: 'write' };

const order: readonly Level[] = ['none', 'read', 'write'];
const atLeast = (held: Level, wanted: Level): boolean => order.indexOf(held) >= order.indexOf(wanted);

/** The view of the scenario's viewer, or of an anonymous one when the request carries no token. */
export function viewOf(scenario: Scenario, hasToken: boolean): View {
  const { repository, settings } = scenario;
  const viewer: Viewer = hasToken ? scenario.viewer : { kind: 'anonymous' };
  const isPublic = repository.visibility === 'public';
  const token = tokenOf(viewer);
  const granted = grantedTo(viewer);
  const held = (area: Area): Level => {
    const own = granted[area] ?? 'none';
    const open = isPublic ? (PUBLIC_AREAS[area] ?? 'none') : 'none';
    return atLeast(own, open) ? own : open;
  };
  const administers = atLeast(held('administration'), 'read');
  const canPush = atLeast(held('contents'), 'write');
  const canAdminister = atLeast(held('administration'), 'write');
  const refusedHere = { none: UNAUTHENTICATED, classic: NOT_AN_ADMIN, 'fine-grained': BY_PERSONAL_TOKEN, app: BY_APP }[token];
  const adminOnly = <Value>(value: Value, otherwise: Value): Shown<Value> => {
    if (administers) return { shown: value };
    return token === 'app' || token === 'fine-grained' ? { refused: refusedHere } : { shown: otherwise };
  };

  return {
    token,
    seesRepository: viewer.kind !== 'forbidden' && (isPublic || viewer.kind !== 'anonymous'),
    canPush,
    canAdminister,
    // A guess for fine-grained tokens: the role of the least of people who could have made it.
    role: token === 'app' || token === 'none' ? null : canAdminister ? 'ADMIN' : canPush ? 'WRITE' : 'READ',
    refusal: (area, level = 'read', hides) => {
      if (atLeast(held(area), level)) return undefined;
      return hides === 'hides' && token === 'classic' ? NOT_FOUND : refusedHere;
    },
    classicRules: adminOnly(settings.planProtects ? settings.classicRules : [], []),
    // Also null for administrators, who have branchProtectionRule: https://github.com/fpicalausa/remove-stale-branches/issues/76
    refUpdateRule: (branch) => (administers || !settings.planProtects ? undefined : classicRuleFor(settings.classicRules, branch)),
    rulesets: settings.planProtects ? settings.rulesets : [],
    bypassActors: (ruleset) => {
      const ownsLevel = ruleset.level === 'Repository' || (viewer.kind === 'admin' && viewer.organizationOwner === true && ruleset.level === 'Organization');
      return canAdminister && ownsLevel ? ruleset.bypass : undefined;
    },
    deployKeys: adminOnly(settings.deployKeys, []),
    planRefusal: settings.planProtects ? undefined : NO_PLAN,
  };
}

/** The classic rule of a branch: one with its very name goes before patterns. */
export function classicRuleFor(rules: readonly ClassicRule[], branch: string): ClassicRule | undefined {
  return rules.find((rule) => rule.pattern === branch) ?? rules.find((rule) => matchesPattern(rule.pattern, branch));
}

/** The rules in force on a branch, from active branch rulesets of every level. */
export function rulesInForce(
  rulesets: readonly Ruleset[],
  branch: string,
  defaultBranch: string,
): readonly { readonly rule: Rule; readonly ruleset: Ruleset }[] {
  return rulesets
    .filter(({ target, enforcement, refs }) => target === 'branch' && enforcement === 'active' && coversBranch(refs, branch, defaultBranch))
    .flatMap((ruleset) => ruleset.rules.map((rule) => ({ rule, ruleset })));
}

function tokenOf(viewer: Viewer): View['token'] {
  switch (viewer.kind) {
    case 'anonymous':
      return 'none';
    case 'actions':
    case 'app':
      return 'app';
    case 'fine-grained':
      return 'fine-grained';
    default:
      return 'classic';
  }
}

function grantedTo(viewer: Viewer): Permissions {
  switch (viewer.kind) {
    case 'admin':
      return ADMIN_AREAS;
    case 'write':
      return WRITE_AREAS;
    case 'read':
      return PUBLIC_AREAS;
    case 'actions':
      return { metadata: 'read', contents: 'read', ...viewer.permissions };
    case 'app':
    case 'fine-grained':
      return { metadata: 'read', ...viewer.permissions };
    case 'anonymous':
    case 'forbidden':
      return {};
    default:
      return viewer satisfies never;
  }
}
