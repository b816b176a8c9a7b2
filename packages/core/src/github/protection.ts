import type { Knowledge } from '../model/knowledge.ts';
import type { BypassActor } from '../model/protection.ts';
import { parseJson } from '../parse/json.ts';
import { type DeclaredRuleset, readRulesets } from '../parse/ruleset.ts';
import { at, booleanAt, isRecord, listAt, numberAt, textAt } from './answer.ts';
import type { Failure } from './failure.ts';
import { unknownBecause } from './failure.ts';
import type { GitHubRepository } from './repository.ts';
import { bypassActorsOf, hiddenFromReader, readAdministrator } from './settings.ts';

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
  const [rulesets, classic, profile] = await Promise.all([readRulesOf(repository, branch.name), readClassic(repository, branch.name), repository.profile()]);
  return { rulesets, ...classic, planned: profile.state === 'known' ? plannedRulesets(profile.data) : [] };
}

function plannedRulesets(profile: unknown): HostProtection['planned'] {
  return (listAt(profile, 'rulesets') ?? []).flatMap((entry) => {
    const name = textAt(entry, 'name');
    const enforcement = textAt(entry, 'enforcement')?.toLowerCase();
    const isForBranches = (textAt(entry, 'target') ?? 'BRANCH') === 'BRANCH';
    return name === undefined || enforcement === undefined || enforcement === 'active' || !isForBranches ? [] : [{ name, enforcement }];
  });
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

async function readRulesOf(repository: GitHubRepository, branch: string): Promise<Knowledge<readonly HostRules[]>> {
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
  const [profile, administrator] = await Promise.all([repository.profile(), readAdministrator(repository)]);
  const names = new Map(
    (profile.state === 'known' ? (listAt(profile.data, 'rulesets') ?? []) : []).map((entry) => [numberAt(entry, 'databaseId'), textAt(entry, 'name')]),
  );
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
  const [profile, administrator] = await Promise.all([repository.profile(), readAdministrator(repository)]);
  const label = `classic protection of "${branch}"`;
  const rule = administrator.failure ? undefined : at(administrator.data, 'repository', 'defaultBranchRef', 'branchProtectionRule');
  const hidden = hiddenFromReader(administrator, 'defaultBranchRef');
  if (isRecord(rule) && !hidden) {
    const value = rulesFrom({ label, bypass: classicBypass(rule) }, label, classicRules(rule));
    return { classic: { state: 'known', value, basis: 'observed', sources: [label] }, classicSeen: [] };
  }
  // Administrators see that there is none.
  if (!hidden) return { classic: nothing('GitHub'), classicSeen: [] };
  // A fine-grained token may read administration without being an administrator: GraphQL hides the rule from it, REST does not.
  const rest = repository.client.canAskAll ? await repository.rest(`/branches/${encodeURIComponent(branch)}/protection`) : undefined;
  if (rest && !rest.failure && isRecord(rest.data)) {
    const value = rulesFrom({ label, bypass: restBypass(rest.data) }, label, restRules(rest.data));
    return { classic: { state: 'known', value, basis: 'observed', sources: [label] }, classicSeen: [] };
  }
  const none: Pick<HostProtection, 'classic' | 'classicSeen'> = { classic: nothing('GitHub'), classicSeen: [] };
  // "Not Found" is what a token without the right gets; these words come only to one that may read.
  if (rest?.failure?.kind === 'plan') return { classic: nothing(noPlan), classicSeen: [] };
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

/** Classic protection as REST tells it: https://docs.github.com/en/rest/branches/branch-protection */
function restRules(protection: unknown): unknown[] {
  const on = (name: string): boolean => booleanAt(protection, name, 'enabled') === true;
  const reviews = at(protection, 'required_pull_request_reviews');
  const checks = at(protection, 'required_status_checks');
  return [
    ...(isRecord(reviews)
      ? [
          {
            type: 'pull_request',
            parameters: {
              required_approving_review_count: numberAt(reviews, 'required_approving_review_count') ?? 0,
              require_code_owner_review: booleanAt(reviews, 'require_code_owner_reviews') === true,
              dismiss_stale_reviews_on_push: booleanAt(reviews, 'dismiss_stale_reviews') === true,
              require_last_push_approval: booleanAt(reviews, 'require_last_push_approval') === true,
              required_review_thread_resolution: on('required_conversation_resolution'),
            },
          },
        ]
      : []),
    ...(isRecord(checks)
      ? [
          {
            type: 'required_status_checks',
            parameters: {
              strict_required_status_checks_policy: booleanAt(checks, 'strict') === true,
              required_status_checks: (listAt(checks, 'checks') ?? []).map((check) => ({
                context: textAt(check, 'context'),
                integration_id: numberAt(check, 'app_id') ?? null,
              })),
            },
          },
        ]
      : []),
    ...(on('allow_force_pushes') ? [] : [{ type: 'non_fast_forward' }]),
    ...(on('allow_deletions') ? [] : [{ type: 'deletion' }]),
    ...(on('required_linear_history') ? [{ type: 'required_linear_history' }] : []),
    ...(on('required_signatures') ? [{ type: 'required_signatures' }] : []),
    ...(at(protection, 'restrictions') !== undefined || on('lock_branch') ? [{ type: 'update' }] : []),
  ];
}

function restBypass(protection: unknown): Knowledge<readonly BypassActor[]> {
  const allowances = at(protection, 'required_pull_request_reviews', 'bypass_pull_request_allowances');
  const of = (key: string, kind: string, nameKey: string): BypassActor[] =>
    (listAt(allowances, key) ?? []).map((actor) => {
      const name = textAt(actor, nameKey);
      return { kind, ...(name === undefined ? {} : { name }), mode: 'always' };
    });
  const value: BypassActor[] = [
    ...(booleanAt(protection, 'enforce_admins', 'enabled') === true ? [] : [{ kind: 'Admins', mode: 'always' as const }]),
    ...of('apps', 'Integration', 'slug'),
    ...of('teams', 'Team', 'slug'),
    ...of('users', 'User', 'login'),
  ];
  return { state: 'known', value, basis: 'observed', sources: ['GitHub'] };
}

/** A classic rule in the words of a ruleset. */
function classicRules(rule: unknown): unknown[] {
  const on = (name: string): boolean => booleanAt(rule, name) === true;
  return [
    ...(on('requiresApprovingReviews')
      ? [
          {
            type: 'pull_request',
            parameters: {
              required_approving_review_count: numberAt(rule, 'requiredApprovingReviewCount') ?? 0,
              require_code_owner_review: on('requiresCodeOwnerReviews'),
              dismiss_stale_reviews_on_push: on('dismissesStaleReviews'),
              require_last_push_approval: on('requireLastPushApproval'),
              required_review_thread_resolution: on('requiresConversationResolution'),
            },
          },
        ]
      : []),
    ...(on('requiresStatusChecks')
      ? [
          {
            type: 'required_status_checks',
            parameters: {
              // Without required checks GitHub answers true here, whatever is set.
              strict_required_status_checks_policy: on('requiresStrictStatusChecks'),
              required_status_checks: (listAt(rule, 'requiredStatusChecks') ?? []).map((check) => ({
                context: textAt(check, 'context'),
                integration_id: numberAt(check, 'app', 'databaseId') ?? null,
              })),
            },
          },
        ]
      : []),
    ...(on('allowsForcePushes') ? [] : [{ type: 'non_fast_forward' }]),
    ...(on('allowsDeletions') ? [] : [{ type: 'deletion' }]),
    ...(on('requiresLinearHistory') ? [{ type: 'required_linear_history' }] : []),
    ...(on('requiresCommitSignatures') ? [{ type: 'required_signatures' }] : []),
    ...(on('requiresDeployments') ? [{ type: 'required_deployments' }] : []),
    ...(on('restrictsPushes') || on('lockBranch') ? [{ type: 'update' }] : []),
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
  const actors = listAt(rule, 'bypassPullRequestAllowances') ?? [];
  const value: BypassActor[] = [
    ...(booleanAt(rule, 'isAdminEnforced') === true ? [] : [{ kind: 'Admins', mode: 'always' as const }]),
    ...actors.map((entry): BypassActor => {
      const type = textAt(entry, 'actor', '__typename') ?? 'unknown';
      const name = textAt(entry, 'actor', 'slug') ?? textAt(entry, 'actor', 'combinedSlug') ?? textAt(entry, 'actor', 'login');
      const id = numberAt(entry, 'actor', 'databaseId');
      return { kind: type === 'App' ? 'Integration' : type, ...(id === undefined ? {} : { id }), ...(name === undefined ? {} : { name }), mode: 'always' };
    }),
  ];
  return { state: 'known', value, basis: 'observed', sources: ['GitHub'] };
}
