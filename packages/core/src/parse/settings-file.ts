import type { Diagnostic } from '../model/diagnostic.ts';
import type { Located, Location } from '../model/location.ts';
import type { BypassActor } from '../model/protection.ts';
import { booleanAt, type DataMap, type DataNode, nodeAt, numberAt, textAt, textsOf } from './data-node.ts';
import { appOf, type DeclaredRuleset, type ProtectionSettings, readRulesets } from './ruleset.ts';
import { parseYaml } from './yaml.ts';

/** Classic protection of one branch, as the Settings app applies it. */
export interface DeclaredBranchRule {
  /** Branch name; `default` stands for the default branch. */
  readonly branch: string;
  readonly location: Location;
  /** Parts that the app needs, each at least `null`, that are not there: it applies nothing then. */
  readonly missing: readonly string[];
  readonly settings: ProtectionSettings;
  readonly bypassActors: readonly BypassActor[];
}

export interface SettingsFile {
  readonly branches: readonly DeclaredBranchRule[];
  readonly rulesets: readonly DeclaredRuleset[];
  /** Repository that settings are taken over from. */
  readonly extends?: Located<string>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads `.github/settings.yml` of the Settings app, or a file of safe-settings: of both the branches and the rulesets.
 *
 * Source: https://github.com/repository-settings/app, https://github.com/github/safe-settings (checked 2026-11-25)
 *
 * @throws Never.
 */
export function parseSettingsFile(path: string, text: string): SettingsFile {
  const yaml = parseYaml(path, text);
  const settings = readSettingsNode(path, yaml.root);
  return { ...settings, diagnostics: [...yaml.diagnostics, ...settings.diagnostics] };
}

/** Reads settings that were parsed, and perhaps merged, before. */
export function readSettingsNode(path: string, root: DataNode | undefined): SettingsFile {
  const rulesetsNode = nodeAt(root, 'rulesets');
  const { rulesets, diagnostics } = rulesetsNode?.kind === 'sequence' ? readRulesets(path, rulesetsNode) : { rulesets: [], diagnostics: [] };
  const parent = textAt(root, '_extends');
  return { branches: items(nodeAt(root, 'branches')).flatMap(readBranch), rulesets, ...(parent ? { extends: parent } : {}), diagnostics };
}

const neededParts: readonly string[] = ['required_pull_request_reviews', 'required_status_checks', 'enforce_admins', 'restrictions'];

function readBranch(node: DataNode): DeclaredBranchRule[] {
  const name = textAt(node, 'name');
  const protection = nodeAt(node, 'protection');
  // `protection: null` takes protection away.
  if (!name || protection?.kind !== 'map') return [];
  const admins = booleanAt(protection, 'enforce_admins');
  return [
    {
      branch: name.value,
      location: name.location,
      missing: neededParts.filter((part) => protection.get(part) === undefined),
      settings: readProtection(protection, name.location),
      // Without it, classic protection does not bind administrators.
      bypassActors: admins?.value === true ? [] : [{ kind: 'Admins', mode: 'always', location: admins?.location ?? name.location }],
    },
  ];
}

function readProtection(protection: DataMap, place: Location): ProtectionSettings {
  const reviews = protection.get('required_pull_request_reviews');
  const checks = protection.get('required_status_checks');
  const strict = booleanAt(checks, 'strict');
  const off: Located<boolean> = { value: false, location: place };
  const blocks = (key: string): Located<boolean> => {
    const allowed = booleanAt(protection, key);
    // Classic protection forbids force pushes and deletion unless it is told to allow them.
    return allowed ? { value: !allowed.value, location: allowed.location } : { value: true, location: place };
  };
  return {
    ...(reviews?.kind === 'map'
      ? {
          requiresPullRequest: { value: true, location: reviews.location },
          requiredApprovals: numberAt(reviews, 'required_approving_review_count') ?? { value: 1, location: reviews.location },
          requiresCodeOwnerReview: booleanAt(reviews, 'require_code_owner_reviews') ?? off,
          dismissesStaleReviews: booleanAt(reviews, 'dismiss_stale_reviews') ?? off,
          requiresLastPushApproval: booleanAt(reviews, 'require_last_push_approval') ?? off,
        }
      : {}),
    ...(checks?.kind === 'map'
      ? {
          requiredChecks: [
            ...textsOf(checks.get('contexts')).map(({ value, location }) => ({ context: value, location })),
            ...items(checks.get('checks')).flatMap((check) => {
              const context = textAt(check, 'context');
              const appId = numberAt(check, 'app_id');
              return context ? [{ context: context.value, ...appOf(appId), location: context.location }] : [];
            }),
          ],
          ...(strict ? { strictChecks: strict } : {}),
        }
      : {}),
    requiresLinearHistory: booleanAt(protection, 'required_linear_history') ?? off,
    requiresSignatures: booleanAt(protection, 'required_signatures') ?? off,
    requiresConversationResolution: booleanAt(protection, 'required_conversation_resolution') ?? off,
    blocksForcePush: blocks('allow_force_pushes'),
    blocksDeletion: blocks('allow_deletions'),
  };
}

function items(node: DataNode | undefined): readonly DataNode[] {
  return node?.kind === 'sequence' ? node.items : [];
}
