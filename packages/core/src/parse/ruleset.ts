import type { Diagnostic } from '../model/diagnostic.ts';
import type { Located, Location } from '../model/location.ts';
import type { BypassActor, RequiredCheck, RequiredReviewer } from '../model/protection.ts';
import { booleanAt, type DataMap, type DataNode, entriesAt, type JsonValue, nodeAt, numberAt, plainValue, textAt, textsOf } from './data-node.ts';
import { parseJson } from './json.ts';
import { type ParameterKind, ruleTypes } from './rule-types.ts';

/** What one ruleset or classic rule says of a branch; what it does not say is absent. */
export interface ProtectionSettings {
  readonly requiresPullRequest?: Located<boolean>;
  readonly requiredApprovals?: Located<number>;
  readonly requiresCodeOwnerReview?: Located<boolean>;
  readonly dismissesStaleReviews?: Located<boolean>;
  readonly requiresLastPushApproval?: Located<boolean>;
  readonly requiredChecks?: readonly (RequiredCheck & { readonly location: Location })[];
  readonly strictChecks?: Located<boolean>;
  readonly blocksForcePush?: Located<boolean>;
  readonly blocksDeletion?: Located<boolean>;
  readonly mergeQueue?: Located<boolean>;
  readonly requiresConversationResolution?: Located<boolean>;
  readonly requiresSignatures?: Located<boolean>;
  readonly requiresLinearHistory?: Located<boolean>;
  readonly allowedMergeMethods?: Located<readonly string[]>;
  readonly requiredReviewers?: readonly RequiredReviewer[];
  readonly restrictedPaths?: readonly Located<string>[];
  readonly otherRules?: readonly string[];
  readonly unknownRules?: readonly string[];
}

/** A rule of a ruleset. */
export interface RulesetRule {
  /** GitHub's type, e.g. `pull_request`. */
  readonly type: string;
  /** False for a type that this version does not know: its parameters are kept as they are. */
  readonly isKnown: boolean;
  /** As written; those of a known type whose values have the wrong kind are left out and reported. */
  readonly parameters: Readonly<Record<string, JsonValue>>;
  readonly location: Location;
}

/** A ruleset as an export, a REST answer or `settings.yml` writes it. */
export interface DeclaredRuleset {
  readonly name: string;
  /** The name's place, or the ruleset's. */
  readonly location: Location;
  readonly target: string;
  readonly enforcement: string;
  /** `owner/name` of the repository (or the name of the organisation) that it was exported from. */
  readonly source?: Located<string>;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Names of repositories that an organisation's ruleset is for; absent in a repository's own. */
  readonly repositories?: { readonly include: readonly string[]; readonly exclude: readonly string[] };
  readonly rules: readonly RulesetRule[];
  /** What the rules come to for a branch. */
  readonly settings: ProtectionSettings;
  /** Absent when the file does not say: GitHub leaves the list out for readers without the right to see it. */
  readonly bypassActors?: readonly BypassActor[];
}

/**
 * Reads rulesets: one object, or a list of them.
 *
 * Source: https://docs.github.com/en/rest/repos/rules
 *
 * @param path - The file, for diagnostics.
 * @param node - The file's value, or the `rulesets` list of `settings.yml`.
 * @returns The rulesets that could be read, and a diagnostic with its place for what could not.
 * @throws Never.
 */
export function readRulesets(path: string, node: DataNode): { rulesets: readonly DeclaredRuleset[]; diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const report = (code: string, message: string, location: Location): void => {
    diagnostics.push({ path, severity: 'warning', code, message, range: location.range });
  };
  const rulesets = (node.kind === 'sequence' ? node.items : [node]).flatMap((item): DeclaredRuleset[] => {
    const ruleset = item.kind === 'map' ? readRuleset(item, report) : undefined;
    if (!ruleset) report('ruleset-shape', 'This is no ruleset: an object with name, enforcement and rules is expected.', item.location);
    return ruleset ? [ruleset] : [];
  });
  return { rulesets, diagnostics };
}

/**
 * Reads a file of rulesets: an export, a list of them, or an answer of the REST API.
 *
 * Source: https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/managing-rulesets-for-a-repository (checked 2026-11-24)
 *
 * @throws Never.
 */
export function parseRulesetFile(path: string, text: string): { readonly rulesets: readonly DeclaredRuleset[]; readonly diagnostics: readonly Diagnostic[] } {
  const { value, diagnostics } = parseJson(path, text);
  const read = value ? readRulesets(path, value) : { rulesets: [], diagnostics: [] };
  return { rulesets: read.rulesets, diagnostics: [...diagnostics, ...read.diagnostics] };
}

/** Whether a value has the shape of a ruleset, or of a list of them. */
export function looksLikeRuleset(node: DataNode | undefined): boolean {
  const first = node?.kind === 'sequence' ? node.items[0] : node;
  return first?.kind === 'map' && first.get('enforcement') !== undefined && (first.get('rules') !== undefined || first.get('conditions') !== undefined);
}

type Report = (code: string, message: string, location: Location) => void;

function readRuleset(map: DataMap, report: Report): DeclaredRuleset | undefined {
  const name = textAt(map, 'name');
  const enforcement = textAt(map, 'enforcement');
  if (!name || !enforcement) return undefined;
  const source = textAt(map, 'source');
  const bypass = map.get('bypass_actors');
  const repositories = nodeAt(map, 'conditions', 'repository_name');
  return {
    name: name.value,
    location: name.location,
    target: textAt(map, 'target')?.value ?? 'branch',
    enforcement: enforcement.value,
    ...(source ? { source } : {}),
    include: textValues(nodeAt(map, 'conditions', 'ref_name', 'include')),
    exclude: textValues(nodeAt(map, 'conditions', 'ref_name', 'exclude')),
    ...(repositories ? { repositories: { include: textValues(nodeAt(repositories, 'include')), exclude: textValues(nodeAt(repositories, 'exclude')) } } : {}),
    rules: items(map.get('rules')).flatMap((rule) => readRule(rule, report)),
    settings: readSettings(map.get('rules'), report),
    ...(bypass?.kind === 'sequence' ? { bypassActors: bypass.items.flatMap((item) => readBypassActor(item, report)) } : {}),
  };
}

function textValues(node: DataNode | undefined): string[] {
  return textsOf(node).map(({ value }) => value);
}

function readBypassActor(node: DataNode, report: Report): BypassActor[] {
  const kind = textAt(node, 'actor_type');
  if (!kind) {
    report('ruleset-bypass-actor', 'A bypass actor needs an actor_type.', node.location);
    return [];
  }
  const id = numberAt(node, 'actor_id');
  const mode = textAt(node, 'bypass_mode')?.value;
  return [
    {
      kind: kind.value,
      ...(id ? { id: id.value } : {}),
      // The strongest mode is the default.
      mode: mode === 'pull_request' || mode === 'exempt' ? mode : 'always',
      location: node.location,
    },
  ];
}

function readRule(rule: DataNode, report: Report): RulesetRule[] {
  const type = textAt(rule, 'type');
  if (!type) {
    report('ruleset-rule', 'A rule of a ruleset needs a type.', rule.location);
    return [];
  }
  const known = ruleTypes.get(type.value)?.parameters;
  const parameters = entriesAt(rule, 'parameters').filter(({ key, keyLocation, value }) => {
    const kind = known && Object.hasOwn(known, key) ? known[key] : undefined;
    const isRight = kind === undefined || (value.kind === 'scalar' && value.value === null) || hasKind(value, kind);
    if (!isRight) report('ruleset-parameter', `The parameter ${key} of ${type.value} must be ${kindNames[kind]}.`, keyLocation);
    return isRight;
  });
  return [
    {
      type: type.value,
      isKnown: known !== undefined,
      parameters: Object.fromEntries(parameters.map(({ key, value }) => [key, plainValue(value)])),
      location: type.location,
    },
  ];
}

const kindNames: Readonly<Record<ParameterKind, string>> = {
  boolean: 'true or false',
  text: 'a text',
  number: 'a number',
  texts: 'a list of texts',
  objects: 'a list of objects',
  object: 'an object',
};

function hasKind(node: DataNode, kind: ParameterKind): boolean {
  switch (kind) {
    case 'boolean':
      return node.kind === 'scalar' && typeof node.value === 'boolean';
    case 'number':
      return node.kind === 'scalar' && typeof node.value === 'number';
    case 'text':
      return node.kind === 'scalar';
    case 'texts':
      return node.kind === 'sequence' && node.items.every((item) => item.kind === 'scalar');
    case 'objects':
      return node.kind === 'sequence' && node.items.every((item) => item.kind === 'map');
    case 'object':
      return node.kind === 'map';
    default:
      return kind satisfies never;
  }
}

function readSettings(node: DataNode | undefined, report: Report): ProtectionSettings {
  let settings: ProtectionSettings = {};
  for (const rule of items(node)) {
    const type = textAt(rule, 'type');
    if (type) settings = { ...settings, ...settingsOf(type, nodeAt(rule, 'parameters'), settings, report) };
  }
  return settings;
}

function settingsOf(type: Located<string>, parameters: DataNode | undefined, before: ProtectionSettings, report: Report): ProtectionSettings {
  const on: Located<boolean> = { value: true, location: type.location };
  const methods = nodeAt(parameters, 'allowed_merge_methods');
  switch (type.value) {
    case 'pull_request':
      return {
        requiresPullRequest: on,
        requiredApprovals: numberAt(parameters, 'required_approving_review_count') ?? { value: 0, location: type.location },
        requiresCodeOwnerReview: booleanAt(parameters, 'require_code_owner_review') ?? { value: false, location: type.location },
        dismissesStaleReviews: booleanAt(parameters, 'dismiss_stale_reviews_on_push') ?? { value: false, location: type.location },
        requiresLastPushApproval: booleanAt(parameters, 'require_last_push_approval') ?? { value: false, location: type.location },
        requiresConversationResolution: booleanAt(parameters, 'required_review_thread_resolution') ?? { value: false, location: type.location },
        ...(methods ? { allowedMergeMethods: { value: textValues(methods), location: methods.location } } : {}),
        requiredReviewers: items(nodeAt(parameters, 'required_reviewers')).map((reviewer) => ({
          filePatterns: textValues(nodeAt(reviewer, 'file_patterns')),
          minimumApprovals: numberAt(reviewer, 'minimum_approvals')?.value ?? 0,
          location: reviewer.location,
        })),
      };
    case 'required_status_checks': {
      const requiredChecks = items(nodeAt(parameters, 'required_status_checks')).flatMap((check) => {
        const context = textAt(check, 'context');
        const appId = numberAt(check, 'integration_id');
        if (!context) report('ruleset-status-check', 'A required status check needs a context.', check.location);
        return context ? [{ context: context.value, ...appOf(appId), location: context.location }] : [];
      });
      const strict = booleanAt(parameters, 'strict_required_status_checks_policy');
      return { requiredChecks, ...(strict ? { strictChecks: strict } : {}) };
    }
    case 'non_fast_forward':
      return { blocksForcePush: on };
    case 'deletion':
      return { blocksDeletion: on };
    case 'merge_queue':
      return { mergeQueue: on };
    case 'required_signatures':
      return { requiresSignatures: on };
    case 'required_linear_history':
      return { requiresLinearHistory: on };
    case 'file_path_restriction':
      return { restrictedPaths: textsOf(nodeAt(parameters, 'restricted_file_paths')) };
    default:
      return ruleTypes.has(type.value)
        ? { otherRules: [...(before.otherRules ?? []), type.value] }
        : { unknownRules: [...(before.unknownRules ?? []), type.value] };
  }
}

/** An app by its number; `-1` and `null` stand for any app. */
export function appOf(id: Located<number> | undefined): { readonly appId?: number } {
  return id && id.value > 0 ? { appId: id.value } : {};
}

function items(node: DataNode | undefined): readonly DataNode[] {
  return node?.kind === 'sequence' ? node.items : [];
}
