import type { Knowledge } from '../model/knowledge.ts';
import type { BypassActor } from '../model/protection.ts';
import type {
  ActionsPolicy,
  CopilotAgentSettings,
  DeployKey,
  DeploymentEnvironment,
  ForkApproval,
  HostRuleset,
  HostSettings,
  MergeSettings,
  OwnerProblem,
  RepositoryProfile,
  SecuritySwitches,
  WorkflowToken,
} from '../model/settings.ts';
import { at, booleanAt, isRecord, listAt, numberAt, textAt, textsAt } from '../parse/json-value.ts';
import type { Answer } from './client.ts';
import { type Failure, unknownBecause } from './failure.ts';
import type { GitHubRepository, Profile } from './repository.ts';

/** Of each fact: what it is called, what a fine-grained token needs to read it, and where a person finds it. */
const facts = {
  profile: { what: 'The visibility of the repository', permission: 'Metadata: read', place: 'Settings → General' },
  merge: { what: 'What a squash merge keeps of messages and co-authors', permission: 'Metadata: read', place: 'Settings → General → Pull Requests' },
  actions: { what: 'Which actions may run', permission: 'Administration: read', place: 'Settings → Actions → General' },
  workflowToken: { what: 'The default permissions of workflow tokens', permission: 'Administration: read', place: 'Settings → Actions → General' },
  forkApproval: { what: 'Whose workflow runs wait for approval', permission: 'Administration: read', place: 'Settings → Actions → General' },
  environments: { what: 'The protection of deployment environments', permission: 'Actions: read', place: 'Settings → Environments' },
  security: { what: 'The state of secret scanning', permission: 'the rights of an administrator', place: 'Settings → Advanced Security' },
  copilot: { what: 'The settings of the Copilot cloud agent', permission: 'Copilot agent settings: read', place: 'Settings → Copilot → Cloud agent' },
  ownerProblems: {
    what: 'Whether the code owners exist and may write',
    permission: 'Contents: read',
    place: 'the CODEOWNERS file on GitHub, which marks each bad line',
  },
  deployKeys: { what: 'The deploy keys', permission: 'Administration: read', place: 'Settings → Deploy keys' },
  rulesets: { what: 'The list of rulesets', permission: 'Metadata: read', place: 'Settings → Rules → Rulesets' },
  bypass: { what: 'Who may bypass the ruleset', permission: 'Administration: write', place: 'Settings → Rules → Rulesets' },
} as const;

/** Every fact unknown for one reason: settings that nobody asked for, or could. */
export function unknownSettings(failure: Failure): HostSettings {
  const unknown = (name: keyof HostSettings): Knowledge<never> => missing(failure, name);
  return {
    profile: unknown('profile'),
    merge: unknown('merge'),
    actions: unknown('actions'),
    workflowToken: unknown('workflowToken'),
    forkApproval: unknown('forkApproval'),
    environments: unknown('environments'),
    security: unknown('security'),
    copilot: unknown('copilot'),
    ownerProblems: unknown('ownerProblems'),
    deployKeys: unknown('deployKeys'),
    rulesets: unknown('rulesets'),
  };
}

/**
 * Asks GitHub for the settings of a repository: two GraphQL queries and six REST calls, side by side.
 *
 * @returns Facts, each known or with the reason why it is not. An empty answer to someone who may not see is never taken for "off".
 * @throws Never.
 */
export async function readSettings(repository: GitHubRepository): Promise<HostSettings> {
  // Nobody without a token sees these: the question would only be spent.
  const ask = async (path: string): Promise<Answer> => (repository.client.canAskAll ? repository.rest(path) : { failure: { kind: 'no-token' } });
  const [profile, administrator, general, actions, workflowToken, forkApproval, environments, copilot] = await Promise.all([
    repository.profile(),
    repository.administrator(),
    repository.general(),
    ask('/actions/permissions'),
    ask('/actions/permissions/workflow'),
    ask('/actions/permissions/fork-pr-contributor-approval'),
    repository.rest('/environments?per_page=100'),
    ask('/copilot/cloud-agent/configuration'),
  ]);
  return {
    profile: fromAnswer('profile', general, readProfile),
    merge: profile.state === 'known' ? fromValue('merge', profile.data, readMerge) : missing(profile.failure, 'merge'),
    actions: fromAnswer('actions', actions, readActions),
    workflowToken: fromAnswer('workflowToken', workflowToken, readWorkflowToken),
    forkApproval: fromAnswer('forkApproval', forkApproval, readForkApproval),
    environments: fromAnswer('environments', environments, readEnvironments),
    // GitHub leaves the key out for those who may not see it.
    security: general.failure
      ? missing(general.failure, 'security')
      : at(general.data, 'security_and_analysis') === undefined
        ? missing(repository.client.canAskAll ? { kind: 'forbidden', message: '' } : { kind: 'no-token' }, 'security')
        : fromAnswer('security', general, readSecurity),
    copilot: fromAnswer('copilot', copilot, readCopilot),
    ownerProblems: ownerProblems(profile),
    deployKeys: await deployKeys(repository, administrator, !actions.failure),
    rulesets: listedRulesets(profile, administrator),
  };
}

function missing(failure: Failure, name: keyof typeof facts): Extract<Knowledge<never>, { state: 'unknown' }> {
  const { what, permission, place } = facts[name];
  return unknownBecause(failure, what, permission, place);
}

function known<Value>(value: Value): Knowledge<Value> {
  return { state: 'known', value, basis: 'observed', sources: ['GitHub'] };
}

function fromAnswer<Value>(name: keyof typeof facts, answer: Answer, read: (data: unknown) => Value | undefined): Knowledge<Value> {
  return answer.failure ? missing(answer.failure, name) : fromValue(name, answer.data, read);
}

function fromValue<Value>(name: keyof typeof facts, data: unknown, read: (data: unknown) => Value | undefined): Knowledge<Value> {
  const value = read(data);
  return value === undefined ? missing({ kind: 'malformed', message: 'parts are missing' }, name) : known(value);
}

function readProfile(data: unknown): RepositoryProfile | undefined {
  const visibility = textAt(data, 'visibility') ?? (booleanAt(data, 'private') === true ? 'private' : 'public');
  if (textAt(data, 'full_name') === undefined || (visibility !== 'public' && visibility !== 'private' && visibility !== 'internal')) return undefined;
  return {
    visibility,
    isArchived: booleanAt(data, 'archived') ?? false,
    isFork: booleanAt(data, 'fork') ?? false,
    isInOrganization: textAt(data, 'owner', 'type') === 'Organization',
    hasIssues: booleanAt(data, 'has_issues') ?? true,
  };
}

function readMerge(data: unknown): MergeSettings | undefined {
  const mergeCommit = booleanAt(data, 'mergeCommitAllowed');
  const squash = booleanAt(data, 'squashMergeAllowed');
  const rebase = booleanAt(data, 'rebaseMergeAllowed');
  if (mergeCommit === undefined || squash === undefined || rebase === undefined) return undefined;
  const message = textAt(data, 'squashMergeCommitMessage');
  const title = textAt(data, 'squashMergeCommitTitle');
  return {
    mergeCommit,
    squash,
    rebase,
    autoMerge: booleanAt(data, 'autoMergeAllowed') ?? false,
    squashMessage: message === 'PR_BODY' || message === 'COMMIT_MESSAGES' || message === 'BLANK' ? message : undefined,
    squashTitle: title === 'PR_TITLE' || title === 'COMMIT_OR_PR_TITLE' ? title : undefined,
    requiresWebSignoff: booleanAt(data, 'webCommitSignoffRequired'),
  };
}

function readActions(data: unknown): ActionsPolicy | undefined {
  const enabled = booleanAt(data, 'enabled');
  const allowed = textAt(data, 'allowed_actions');
  if (enabled === undefined) return undefined;
  return {
    enabled,
    allowedActions: allowed === 'all' || allowed === 'local_only' || allowed === 'selected' ? allowed : undefined,
    requiresPinnedActions: booleanAt(data, 'sha_pinning_required'),
  };
}

function readWorkflowToken(data: unknown): WorkflowToken | undefined {
  const permissions = textAt(data, 'default_workflow_permissions');
  const canApprove = booleanAt(data, 'can_approve_pull_request_reviews');
  if ((permissions !== 'read' && permissions !== 'write') || canApprove === undefined) return undefined;
  return { defaultPermissions: permissions, canApprovePullRequests: canApprove };
}

function readForkApproval(data: unknown): ForkApproval | undefined {
  const policy = textAt(data, 'approval_policy');
  return policy === 'first_time_contributors_new_to_github' || policy === 'first_time_contributors' || policy === 'all_external_contributors'
    ? policy
    : undefined;
}

function readEnvironments(data: unknown): readonly DeploymentEnvironment[] | undefined {
  const listed = listAt(data, 'environments');
  // A further page was not read: nothing can be said of what it holds.
  if (!listed || (numberAt(data, 'total_count') ?? 0) > listed.length) return undefined;
  return listed.flatMap((entry) => readEnvironment(entry) ?? []);
}

function readEnvironment(data: unknown): DeploymentEnvironment | undefined {
  const name = textAt(data, 'name');
  if (name === undefined) return undefined;
  const rules = listAt(data, 'protection_rules') ?? [];
  const ofType = (type: string): unknown => rules.find((rule) => textAt(rule, 'type') === type);
  const reviewers = ofType('required_reviewers');
  const policy = at(data, 'deployment_branch_policy');
  return {
    name,
    reviewers: (listAt(reviewers, 'reviewers') ?? []).flatMap((entry) => {
      const login = textAt(entry, 'reviewer', 'login') ?? textAt(entry, 'reviewer', 'slug');
      return login === undefined ? [] : [`@${login}`];
    }),
    preventsSelfReview: booleanAt(reviewers, 'prevent_self_review') ?? false,
    waitTimer: numberAt(ofType('wait_timer'), 'wait_timer') ?? 0,
    branches: !isRecord(policy) ? 'any' : policy['protected_branches'] === true ? 'protected' : 'selected',
    adminsCanBypass: booleanAt(data, 'can_admins_bypass'),
    otherRules: rules.flatMap((rule) => {
      const type = textAt(rule, 'type');
      return type === undefined || ['required_reviewers', 'wait_timer', 'branch_policy'].includes(type) ? [] : [type];
    }),
  };
}

function readSecurity(data: unknown): SecuritySwitches | undefined {
  const switches = at(data, 'security_and_analysis');
  if (!isRecord(switches)) return undefined;
  return new Map(
    Object.entries(switches).flatMap(([name, value]): [string, boolean][] => {
      const status = textAt(value, 'status');
      return status === undefined ? [] : [[name, status === 'enabled']];
    }),
  );
}

function readCopilot(data: unknown): CopilotAgentSettings | undefined {
  const approval = booleanAt(data, 'require_actions_workflow_approval');
  if (approval === undefined) return undefined;
  const servers = at(data, 'mcp_configuration', 'mcpServers');
  return {
    requiresWorkflowApproval: approval,
    firewallEnabled: booleanAt(data, 'is_firewall_enabled'),
    firewallAllowList: textsAt(data, 'custom_allowlist'),
    automationsEnabled: booleanAt(data, 'is_automations_enabled'),
    automationsNeedWriteAccess: booleanAt(data, 'require_write_access_for_automation_triggers'),
    mcpServers: isRecord(servers) ? Object.keys(servers).sort() : [],
  };
}

function ownerProblems(profile: Profile): Knowledge<readonly OwnerProblem[]> {
  if (profile.state === 'failed') return missing(profile.failure, 'ownerProblems');
  const failure = failureAt(profile.missing, 'codeowners');
  if (failure) return missing(failure, 'ownerProblems');
  // null: there is no file, and so nothing wrong in it.
  if (at(profile.data, 'codeowners') === null) return known([]);
  const errors = listAt(profile.data, 'codeowners', 'errors');
  if (!errors) return missing({ kind: 'unsupported', message: '' }, 'ownerProblems');
  return known(
    errors.flatMap((entry): OwnerProblem[] => {
      const path = textAt(entry, 'path');
      const line = numberAt(entry, 'line');
      const kind = textAt(entry, 'kind');
      if (path === undefined || line === undefined || kind === undefined) return [];
      return [{ path, line, column: numberAt(entry, 'column') ?? 1, kind, message: textAt(entry, 'message') ?? kind }];
    }),
  );
}

async function deployKeys({ rest }: GitHubRepository, administrator: Answer, readsAdministration: boolean): Promise<Knowledge<readonly DeployKey[]>> {
  const hidden = hiddenFromReader(administrator, 'deployKeys');
  if (hidden) {
    // A token may read administration without being an administrator's: only REST says so.
    const answer: Answer = readsAdministration ? await rest('/keys?per_page=100') : { failure: hidden };
    return fromAnswer('deployKeys', answer, (data) => listAt(data)?.map((key) => readDeployKey(key, 'read_only')));
  }
  const keys = administrator.failure ? undefined : listAt(administrator.data, 'repository', 'deployKeys');
  return keys ? known(keys.map((key) => readDeployKey(key, 'readOnly'))) : missing({ kind: 'forbidden', message: '' }, 'deployKeys');
}

function readDeployKey(key: unknown, readOnly: 'read_only' | 'readOnly'): DeployKey {
  return { title: textAt(key, 'title') ?? '', canWrite: booleanAt(key, readOnly) === false };
}

/** Why an administrator's field says nothing: a failure, or a reader to whom GitHub shows empty lists. */
export function hiddenFromReader(administrator: Answer, field: string): Failure | undefined {
  if (administrator.failure) return administrator.failure;
  const failure = failureAt(new Map(administrator.errors.map((error) => [error.path, error.failure])), `repository.${field}`);
  if (failure) return failure;
  return booleanAt(administrator.data, 'repository', 'viewerCanAdminister') === true ? undefined : { kind: 'forbidden', message: '' };
}

/** The failure of a field, or of something around it. */
function failureAt(failures: ReadonlyMap<string, Failure>, field: string): Failure | undefined {
  for (const [path, failure] of failures) if (path === '' || field === path || field.startsWith(`${path}.`) || path.startsWith(`${field}.`)) return failure;
  return undefined;
}

/** The rulesets that GitHub lists, in force or not. */
export function listedRulesets(profile: Profile, administrator: Answer): Knowledge<readonly HostRuleset[]> {
  if (profile.state === 'failed') return missing(profile.failure, 'rulesets');
  if (!profile.isCurrent) return missing({ kind: 'unsupported', message: '' }, 'rulesets');
  const listed = listAt(profile.data, 'rulesets');
  if (!listed) return missing(failureAt(profile.missing, 'rulesets') ?? { kind: 'forbidden', message: '' }, 'rulesets');
  return known(
    listed.flatMap((entry): HostRuleset[] => {
      const id = numberAt(entry, 'databaseId');
      const name = textAt(entry, 'name');
      if (id === undefined || name === undefined) return [];
      return [
        {
          id,
          name,
          ...ownerOf(at(entry, 'source')),
          target: textAt(entry, 'target')?.toLowerCase() ?? 'branch',
          enforcement: textAt(entry, 'enforcement')?.toLowerCase() ?? 'unknown',
          bypassActors: bypassActorsOf(id, administrator),
        },
      ];
    }),
  );
}

function ownerOf(source: unknown): Pick<HostRuleset, 'owner' | 'level'> {
  switch (textAt(source, '__typename')) {
    case 'Repository':
      return { owner: textAt(source, 'nameWithOwner') ?? '', level: 'repository' };
    case 'Organization':
      return { owner: textAt(source, 'login') ?? '', level: 'organization' };
    case 'Enterprise':
      return { owner: textAt(source, 'slug') ?? '', level: 'enterprise' };
    default:
      return { owner: '', level: 'unknown' };
  }
}

/** Who may bypass a ruleset. A list that is not shown (null) is unknown, never "nobody". */
export function bypassActorsOf(id: number, administrator: Answer): Knowledge<readonly BypassActor[]> {
  const details = administrator.failure ? [] : (listAt(administrator.data, 'repository', 'rulesets') ?? []);
  const actors = listAt(
    details.find((entry) => numberAt(entry, 'databaseId') === id),
    'bypassActors',
  );
  if (!actors) return missing(administrator.failure ?? { kind: 'forbidden', message: '' }, 'bypass');
  return known(actors.map(readBypassActor));
}

/** An actor of a GraphQL answer: of a ruleset, or of a classic rule's list of allowances. */
export function readBypassActor(entry: unknown): BypassActor {
  const mode = textAt(entry, 'bypassMode')?.toLowerCase();
  const name =
    textAt(entry, 'actor', 'slug') ?? textAt(entry, 'actor', 'combinedSlug') ?? textAt(entry, 'actor', 'login') ?? textAt(entry, 'repositoryRoleName');
  const id = numberAt(entry, 'actor', 'databaseId') ?? numberAt(entry, 'repositoryRoleDatabaseId');
  return {
    kind: kindOfActor(entry),
    ...(id === undefined ? {} : { id }),
    ...(name === undefined ? {} : { name }),
    mode: mode === 'pull_request' || mode === 'exempt' ? mode : 'always',
  };
}

/** The REST API's word for it, which exported rulesets use as well. */
function kindOfActor(entry: unknown): string {
  const typename = textAt(entry, 'actor', '__typename');
  if (typename === 'App') return 'Integration';
  if (typename !== undefined) return typename;
  if (booleanAt(entry, 'organizationAdmin') === true) return 'OrganizationAdmin';
  if (booleanAt(entry, 'deployKey') === true) return 'DeployKey';
  return at(entry, 'repositoryRoleDatabaseId') === null || at(entry, 'repositoryRoleDatabaseId') === undefined ? 'unknown' : 'RepositoryRole';
}
