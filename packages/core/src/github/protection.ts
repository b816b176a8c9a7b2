import type { Knowledge } from '../model/knowledge.ts';
import type { BypassActor } from '../model/protection.ts';
import type { HostRuleset } from '../model/settings.ts';
import { parseJson } from '../parse/json.ts';
import { at, booleanAt, isRecord, listAt, numberAt, textAt } from '../parse/json-value.ts';
import { type DeclaredRuleset, readRulesets } from '../parse/ruleset.ts';
import { type Failure, unknownBecause } from './failure.ts';
import type { GitHubRepository } from './repository.ts';
import { bypassActorsOf, hiddenFromReader, listedRulesets, readBypassActor } from './settings.ts';

/** A ruleset in force, or the classic rule, as it bears on the default branch. */
export interface HostRules {
  /** Absent for classic protection. */
  readonly rulesetId?: number;
  /** For people, e.g. `ruleset "main" of octo/bakery`. */
  readonly label: string;
  /** The rules, in the shape of an exported ruleset. */
  readonly ruleset: DeclaredRuleset;
  readonly bypass: Knowledge<readonly BypassActor[]>;
}

/** What protects the default branch, as GitHub enforces it. */
export interface HostProtection {
  /** Rules of all active rulesets, whoever owns them: every reader sees them. */
  readonly rulesets: Knowledge<readonly HostRules[]>;
  /**
   * Classic protection: none is an empty list. `unknown` when only administrators could tell; a reader may still see parts of it,
   * which then stand in `classicSeen`.
   */
  readonly classic: Knowledge<readonly HostRules[]>;
  readonly classicSeen: readonly HostRules[];
  /** Rulesets for branches that are set up and not in force. */
  readonly planned: readonly { readonly name: string; readonly enforcement: string }[];
}

const permission = 'Administration: read';
const place = 'Settings → Branches and Settings → Rules';
const pageLimit = 5;

/** Protection that nobody could read, for one reason. */
export function unknownProtection(failure: Failure): HostProtection {
  const unknown = unknownBecause(failure, 'The protection of the default branch', permission, place);
  return { rulesets: unknown, classic: unknown, classicSeen: [], planned: [] };
}

/**
 * Asks for the rules of the default branch.
 *
 * Sources: https://docs.github.com/en/rest/repos/rules, https://docs.github.com/en/graphql/reference/objects#branchprotectionrule
 *
 * @throws Never.
 */
export async function readProtection(repository: GitHubRepository): Promise<HostProtection> {
  const branch = await defaultBranch(repository);
  if (branch.state === 'failed') return unknownProtection(branch.failure);
  const listed = listRulesets(repository);
  const [rulesets, classic, all] = await Promise.all([readRulesOf(repository, branch.name, listed), readClassic(repository, branch.name), listed]);
  return { rulesets, ...classic, planned: all.flatMap(plannedRuleset) };
}

async function listRulesets(repository: GitHubRepository): Promise<readonly HostRuleset[]> {
  const listed = listedRulesets(...(await Promise.all([repository.profile(), repository.administrator()])));
  return listed.state === 'known' ? listed.value : [];
}

function plannedRuleset({ name, enforcement, target }: HostRuleset): HostProtection['planned'] {
  return enforcement === 'active' || target !== 'branch' ? [] : [{ name, enforcement }];
}

async function defaultBranch(repository: GitHubRepository): Promise<{ state: 'known'; name: string } | { state: 'failed'; failure: Failure }> {
  const profile = await repository.profile();
  if (profile.state === 'known') {
    const name = textAt(profile.data, 'defaultBranchRef', 'name');
    return name === undefined ? { state: 'failed', failure: { kind: 'not-found' } } : { state: 'known', name };
  }
  if (profile.failure.kind !== 'no-token') return profile;
  // Without a token GraphQL is closed, while REST tells the little that everyone may see.
  const general = await repository.general();
  if (general.failure) return { state: 'failed', failure: general.failure };
  const name = textAt(general.data, 'default_branch');
  return name === undefined ? { state: 'failed', failure: { kind: 'malformed', message: 'no default branch' } } : { state: 'known', name };
}

async function readRulesOf(repository: GitHubRepository, branch: string, listed: Promise<readonly HostRuleset[]>): Promise<Knowledge<readonly HostRules[]>> {
  const rules: unknown[] = [];
  for (let page = 1; page <= pageLimit; page++) {
    const answer = await repository.rest(`/rules/branches/${encodeURIComponent(branch)}?per_page=100&page=${page}`);
    if (answer.failure?.kind === 'plan') return nothing(noPlan);
    // Where the repository is visible, only a server without rulesets answers so.
    if (answer.failure?.kind === 'not-found' && (await isOlderServer(repository))) return nothing('this GitHub server has no rulesets');
    if (answer.failure) return unknownBecause(answer.failure, 'The rules of the default branch', 'Metadata: read', 'Settings → Rules → Rulesets');
    const found = listAt(answer.data);
    if (!found) return unknownBecause({ kind: 'malformed', message: 'no list of rules' }, 'The rules of the default branch', 'Metadata: read', place);
    rules.push(...found);
    if (found.length < 100) break;
  }
  const byRuleset = new Map<number, unknown[]>();
  for (const rule of rules) {
    const id = numberAt(rule, 'ruleset_id') ?? 0;
    byRuleset.set(id, [...(byRuleset.get(id) ?? []), rule]);
  }
  const [administrator, all] = await Promise.all([repository.administrator(), listed]);
  const names = new Map(all.map(({ id, name }) => [id, name]));
  const value = [...byRuleset].flatMap(([id, own]): HostRules[] => {
    const [first] = own;
    const name = names.get(id) ?? String(id);
    const owner = textAt(first, 'ruleset_source');
    const label = `ruleset "${name}"${owner === undefined ? '' : ` of ${owner}`}`;
    return rulesFrom({ rulesetId: id, label, bypass: bypassActorsOf(id, administrator) }, name, own);
  });
  return { state: 'known', value, basis: 'observed', sources: value.map(({ label }) => label) };
}

const noPlan = 'the plan of this account has no protection for private repositories';

function nothing(source: string): Knowledge<readonly HostRules[]> {
  return { state: 'known', value: [], basis: 'observed', sources: [source] };
}

async function isOlderServer({ profile }: GitHubRepository): Promise<boolean> {
  const known = await profile();
  return known.state === 'known' && !known.isCurrent;
}

/** Rules as the REST API spells them, through the parser that reads exported rulesets. */
export function rulesFrom(rest: Omit<HostRules, 'ruleset'>, name: string, rules: readonly unknown[]): HostRules[] {
  const text = JSON.stringify({ name, target: 'branch', enforcement: 'active', rules });
  const { value } = parseJson('github', text);
  const [ruleset] = value ? readRulesets('github', value).rulesets : [];
  return ruleset ? [{ ...rest, ruleset }] : [];
}

async function readClassic(repository: GitHubRepository, branch: string): Promise<Pick<HostProtection, 'classic' | 'classicSeen'>> {
  const [profile, administrator] = await Promise.all([repository.profile(), repository.administrator()]);
  const label = `classic protection of "${branch}"`;
  const rule = administrator.failure ? undefined : at(administrator.data, 'repository', 'defaultBranchRef', 'branchProtectionRule');
  const hidden = hiddenFromReader(administrator, 'defaultBranchRef');
  if (isRecord(rule) && !hidden) {
    const value = rulesFrom({ label, bypass: classicBypass(rule) }, label, classicRules(fromGraphql(rule)));
    return { classic: { state: 'known', value, basis: 'observed', sources: [label] }, classicSeen: [] };
  }
  // Administrators see that there is none.
  if (!hidden) return { classic: nothing('GitHub'), classicSeen: [] };
  // A fine-grained token may read administration without being an administrator: GraphQL hides the rule from it, REST does not.
  const rest = repository.client.canAskAll ? await repository.rest(`/branches/${encodeURIComponent(branch)}/protection`) : undefined;
  if (rest && !rest.failure && isRecord(rest.data)) {
    const value = rulesFrom({ label, bypass: restBypass(rest.data) }, label, classicRules(fromRest(rest.data)));
    return { classic: { state: 'known', value, basis: 'observed', sources: [label] }, classicSeen: [] };
  }
  const none: Pick<HostProtection, 'classic' | 'classicSeen'> = { classic: nothing('GitHub'), classicSeen: [] };
  if (rest?.failure?.kind === 'plan') return { classic: nothing(noPlan), classicSeen: [] };
  // "Not Found" is what a token without the right gets; these words come only to one that may read.
  if (rest?.failure?.kind === 'not-found' && /branch not protected/i.test(rest.failure.message ?? '')) return none;
  const classic = unknownBecause(hidden, 'Classic protection of the default branch', permission, 'Settings → Branches');
  const seen = profile.state === 'known' ? at(profile.data, 'defaultBranchRef', 'refUpdateRule') : undefined;
  if (isRecord(seen)) {
    const bypass = unknownBecause(hidden, 'Who may bypass classic protection', permission, 'Settings → Branches');
    return { classic, classicSeen: rulesFrom({ label: `${label}, as far as a reader sees it`, bypass }, label, seenRules(seen)) };
  }
  // A branch that says itself that nothing protects it has no classic rule. (It says true for rulesets as well.)
  const flag = await repository.rest(`/branches/${encodeURIComponent(branch)}`);
  if (!flag.failure && booleanAt(flag.data, 'protected') === false) return none;
  return { classic, classicSeen: [] };
}

/** What a classic rule demands, however the API spells it. */
interface ClassicRule {
  readonly reviews?: {
    readonly approvals: number;
    readonly codeOwners: boolean;
    readonly dismissesStale: boolean;
    readonly lastPush: boolean;
    readonly conversations: boolean;
  };
  readonly checks?: { readonly strict: boolean; readonly required: readonly { readonly context: string | undefined; readonly app: number | null }[] };
  readonly forcePushes: boolean;
  readonly deletions: boolean;
  readonly linearHistory: boolean;
  readonly signatures: boolean;
  readonly deployments: boolean;
  readonly restricted: boolean;
}

/** https://docs.github.com/en/rest/branches/branch-protection */
function fromRest(protection: unknown): ClassicRule {
  const on = (...path: readonly string[]): boolean => booleanAt(protection, ...path) === true;
  const enabled = (name: string): boolean => on(name, 'enabled');
  const reviews = 'required_pull_request_reviews';
  const checks = at(protection, 'required_status_checks');
  return {
    ...(isRecord(at(protection, reviews))
      ? {
          reviews: {
            approvals: numberAt(protection, reviews, 'required_approving_review_count') ?? 0,
            codeOwners: on(reviews, 'require_code_owner_reviews'),
            dismissesStale: on(reviews, 'dismiss_stale_reviews'),
            lastPush: on(reviews, 'require_last_push_approval'),
            conversations: enabled('required_conversation_resolution'),
          },
        }
      : {}),
    ...(isRecord(checks)
      ? {
          checks: {
            strict: on('required_status_checks', 'strict'),
            required: (listAt(checks, 'checks') ?? []).map((check) => ({ context: textAt(check, 'context'), app: numberAt(check, 'app_id') ?? null })),
          },
        }
      : {}),
    forcePushes: enabled('allow_force_pushes'),
    deletions: enabled('allow_deletions'),
    linearHistory: enabled('required_linear_history'),
    signatures: enabled('required_signatures'),
    // REST does not tell of them.
    deployments: false,
    restricted: at(protection, 'restrictions') !== undefined || enabled('lock_branch'),
  };
}

function restBypass(protection: unknown): Knowledge<readonly BypassActor[]> {
  const listed = at(protection, 'required_pull_request_reviews', 'bypass_pull_request_allowances');
  const of = (key: string, kind: string, nameKey: string): BypassActor[] =>
    (listAt(listed, key) ?? []).map((actor) => {
      const name = textAt(actor, nameKey);
      return { kind, ...(name === undefined ? {} : { name }), mode: 'always' };
    });
  const actors = [...of('apps', 'Integration', 'slug'), ...of('teams', 'Team', 'slug'), ...of('users', 'User', 'login')];
  return allowances(booleanAt(protection, 'enforce_admins', 'enabled') === true, actors);
}

/** https://docs.github.com/en/graphql/reference/objects#branchprotectionrule */
function fromGraphql(rule: unknown): ClassicRule {
  const on = (name: string): boolean => booleanAt(rule, name) === true;
  return {
    ...(on('requiresApprovingReviews')
      ? {
          reviews: {
            approvals: numberAt(rule, 'requiredApprovingReviewCount') ?? 0,
            codeOwners: on('requiresCodeOwnerReviews'),
            dismissesStale: on('dismissesStaleReviews'),
            lastPush: on('requireLastPushApproval'),
            conversations: on('requiresConversationResolution'),
          },
        }
      : {}),
    ...(on('requiresStatusChecks')
      ? {
          checks: {
            // Without required checks GitHub answers true here, whatever is set.
            strict: on('requiresStrictStatusChecks'),
            required: (listAt(rule, 'requiredStatusChecks') ?? []).map((check) => ({
              context: textAt(check, 'context'),
              app: numberAt(check, 'app', 'databaseId') ?? null,
            })),
          },
        }
      : {}),
    forcePushes: on('allowsForcePushes'),
    deletions: on('allowsDeletions'),
    linearHistory: on('requiresLinearHistory'),
    signatures: on('requiresCommitSignatures'),
    deployments: on('requiresDeployments'),
    restricted: on('restrictsPushes') || on('lockBranch'),
  };
}

/** A classic rule in the words of a ruleset. */
function classicRules({ reviews, checks, ...rule }: ClassicRule): unknown[] {
  return [
    ...(reviews
      ? [
          {
            type: 'pull_request',
            parameters: {
              required_approving_review_count: reviews.approvals,
              require_code_owner_review: reviews.codeOwners,
              dismiss_stale_reviews_on_push: reviews.dismissesStale,
              require_last_push_approval: reviews.lastPush,
              required_review_thread_resolution: reviews.conversations,
            },
          },
        ]
      : []),
    ...(checks
      ? [
          {
            type: 'required_status_checks',
            parameters: {
              strict_required_status_checks_policy: checks.strict,
              required_status_checks: checks.required.map(({ context, app }) => ({ context, integration_id: app })),
            },
          },
        ]
      : []),
    ...(rule.forcePushes ? [] : [{ type: 'non_fast_forward' }]),
    ...(rule.deletions ? [] : [{ type: 'deletion' }]),
    ...(rule.linearHistory ? [{ type: 'required_linear_history' }] : []),
    ...(rule.signatures ? [{ type: 'required_signatures' }] : []),
    ...(rule.deployments ? [{ type: 'required_deployments' }] : []),
    ...(rule.restricted ? [{ type: 'update' }] : []),
  ];
}

/** What a reader without the right to administer sees of it. */
function seenRules(rule: unknown): unknown[] {
  const approvals = numberAt(rule, 'requiredApprovingReviewCount');
  const contexts = listAt(rule, 'requiredStatusCheckContexts') ?? [];
  return [
    ...(approvals === undefined
      ? []
      : [
          {
            type: 'pull_request',
            parameters: { required_approving_review_count: approvals, require_code_owner_review: booleanAt(rule, 'requiresCodeOwnerReviews') === true },
          },
        ]),
    ...(contexts.length === 0 ? [] : [{ type: 'required_status_checks', parameters: { required_status_checks: contexts.map((context) => ({ context })) } }]),
    ...(booleanAt(rule, 'allowsForcePushes') === false ? [{ type: 'non_fast_forward' }] : []),
    ...(booleanAt(rule, 'allowsDeletions') === false ? [{ type: 'deletion' }] : []),
    ...(booleanAt(rule, 'requiresLinearHistory') === true ? [{ type: 'required_linear_history' }] : []),
    ...(booleanAt(rule, 'requiresSignatures') === true ? [{ type: 'required_signatures' }] : []),
  ];
}

function classicBypass(rule: unknown): Knowledge<readonly BypassActor[]> {
  const actors = (listAt(rule, 'bypassPullRequestAllowances') ?? []).map(readBypassActor);
  return allowances(booleanAt(rule, 'isAdminEnforced') === true, actors);
}

/** Who may pass a classic rule by: administrators unless they are bound, and those on its list. */
function allowances(bindsAdministrators: boolean, actors: readonly BypassActor[]): Knowledge<readonly BypassActor[]> {
  const administrators: readonly BypassActor[] = bindsAdministrators ? [] : [{ kind: 'Admins', mode: 'always' }];
  return { state: 'known', value: [...administrators, ...actors], basis: 'observed', sources: ['GitHub'] };
}
