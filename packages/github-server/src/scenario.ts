/** What is stored under a path: text, bytes, a symbolic link to `link`, or a submodule at commit `submodule`. */
export type FileContent = string | Uint8Array | { readonly link: string } | { readonly submodule: string };
export type Files = Readonly<Record<string, FileContent>>;

export interface RepositoryData {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly ownerKind: 'Organization' | 'User';
  readonly visibility: 'public' | 'private' | 'internal';
  readonly description: string | null;
  readonly topics: readonly string[];
  readonly archived: boolean;
  readonly disabled: boolean;
  readonly fork: boolean;
  readonly template: boolean;
  readonly defaultBranch: string;
  /** The tree of the default branch. */
  readonly files: Files;
  /** The trees of further branches. */
  readonly branches: Readonly<Record<string, Files>>;
  /** `owner/name` under which the repository was known: REST redirects, GraphQL finds it. */
  readonly formerNames: readonly string[];
  /** Entries after which a recursive tree is cut and says `truncated`; GitHub's own limit is 100,000. */
  readonly treeLimit: number;
  readonly labels: readonly { readonly name: string; readonly description: string | null }[];
}

export interface Actor {
  readonly kind: 'User' | 'Team' | 'App';
  /** Login of a user, slug of a team or an app. */
  readonly name: string;
}

/** A classic branch protection rule. An absent part is a switch that is off. */
export interface ClassicRule {
  /** A branch name, or a pattern with `*`, `**` and `?`. */
  readonly pattern: string;
  readonly reviews?: {
    readonly approvals: number;
    readonly codeOwners?: boolean;
    readonly dismissStale?: boolean;
    readonly lastPush?: boolean;
    readonly bypass?: readonly Actor[];
    readonly dismissers?: readonly Actor[];
  };
  readonly checks?: {
    readonly strict: boolean;
    readonly required: readonly { readonly context: string; readonly app?: { readonly id: number; readonly slug: string } }[];
  };
  readonly adminsBound?: boolean;
  readonly conversations?: boolean;
  readonly linearHistory?: boolean;
  readonly signatures?: boolean;
  readonly forcePushes?: boolean;
  readonly forcePushers?: readonly Actor[];
  readonly deletions?: boolean;
  readonly creationsBlocked?: boolean;
  readonly locked?: boolean;
  readonly forkSyncing?: boolean;
  readonly pushers?: readonly Actor[];
  readonly deployments?: readonly string[];
}

/** A rule as REST spells it; GraphQL answers are derived from it. A type that no description knows is served as it is. */
export interface Rule {
  readonly type: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

export interface BypassActor {
  readonly kind: 'Integration' | 'OrganizationAdmin' | 'RepositoryRole' | 'Team' | 'DeployKey' | 'User' | 'EnterpriseOwner';
  readonly id: number | null;
  /** Slug, login or name of the role. */
  readonly name?: string;
  readonly mode: 'always' | 'pull_request' | 'exempt';
}

export interface Ruleset {
  readonly id: number;
  readonly name: string;
  readonly level: 'Repository' | 'Organization' | 'Enterprise';
  readonly target: 'branch' | 'tag' | 'push';
  readonly enforcement: 'active' | 'evaluate' | 'disabled';
  readonly refs: { readonly include: readonly string[]; readonly exclude: readonly string[] };
  readonly rules: readonly Rule[];
  readonly bypass: readonly BypassActor[];
}

export interface Environment {
  readonly name: string;
  readonly waitMinutes?: number;
  readonly reviewers?: readonly Actor[];
  readonly preventSelfReview?: boolean;
  readonly adminsBypass?: boolean;
  /** Branch names (and patterns) that may deploy, those with protection, or (absent) every branch. */
  readonly branches?: 'protected' | readonly string[];
}

export interface ActionsSettings {
  readonly enabled: boolean;
  readonly allowed: 'all' | 'local_only' | 'selected';
  readonly shaPinning: boolean;
  readonly selected: { readonly githubOwned: boolean; readonly verified: boolean; readonly patterns: readonly string[] };
  readonly defaultToken: 'read' | 'write';
  readonly canApprovePullRequests: boolean;
  readonly forkApproval: 'first_time_contributors_new_to_github' | 'first_time_contributors' | 'all_external_contributors';
  readonly privateForks: { readonly run: boolean; readonly writeTokens: boolean; readonly secrets: boolean; readonly approval: boolean };
  readonly access: 'none' | 'user' | 'organization';
}

export interface MergeSettings {
  readonly mergeCommit: boolean;
  readonly squash: boolean;
  readonly rebase: boolean;
  readonly autoMerge: boolean;
  readonly deleteBranch: boolean;
  readonly updateBranch: boolean;
  readonly squashTitle: 'PR_TITLE' | 'COMMIT_OR_PR_TITLE';
  readonly squashMessage: 'PR_BODY' | 'COMMIT_MESSAGES' | 'BLANK';
  readonly signoff: boolean;
}

export interface SecuritySettings {
  /** Members of `security_and_analysis`, each enabled or disabled. */
  readonly analysis: Readonly<Record<string, boolean>>;
  readonly vulnerabilityAlerts: boolean;
  readonly automatedFixes: boolean;
  readonly privateReporting: boolean;
  readonly codeScanning: { readonly configured: boolean; readonly languages: readonly string[] };
}

export interface CopilotAgentSettings {
  readonly workflowApproval: boolean;
  readonly firewall: boolean;
  readonly recommendedAllowlist: boolean;
  readonly allowlist: readonly string[];
  readonly tools: { readonly codeql: boolean; readonly codeReview: boolean; readonly secretScanning: boolean; readonly dependencyChecks: boolean };
  readonly mcp: Readonly<Record<string, unknown>> | null;
  readonly automations: boolean;
  readonly writeAccessForTriggers: boolean;
}

export interface CodeOwnersError {
  readonly line: number;
  readonly column: number;
  readonly kind: string;
  readonly message: string;
  readonly source: string;
  readonly suggestion: string | null;
}

export interface Settings {
  /** Whether the plan lets this repository have branch protection and rulesets: false for private ones on a free plan. */
  readonly planProtects: boolean;
  readonly classicRules: readonly ClassicRule[];
  readonly rulesets: readonly Ruleset[];
  readonly environments: readonly Environment[];
  readonly actions: ActionsSettings;
  readonly merge: MergeSettings;
  readonly security: SecuritySettings;
  readonly deployKeys: readonly { readonly title: string; readonly readOnly: boolean }[];
  readonly teams: readonly {
    readonly slug: string;
    readonly permission: 'pull' | 'triage' | 'push' | 'maintain' | 'admin';
    readonly secret?: boolean;
    readonly members?: readonly string[];
  }[];
  readonly collaborators: Readonly<Record<string, 'read' | 'triage' | 'write' | 'maintain' | 'admin'>>;
  /** Null where the Copilot cloud agent is not available. */
  readonly copilot: CopilotAgentSettings | null;
  /** What GitHub finds wrong in the CODEOWNERS file, when there is one. */
  readonly codeOwnersErrors: readonly CodeOwnersError[];
  readonly interactionLimit: 'existing_users' | 'contributors_only' | 'collaborators_only' | null;
}

export type Area = 'metadata' | 'contents' | 'actions' | 'administration' | 'copilot_agent_settings' | 'pull_requests' | 'issues';
export type Level = 'none' | 'read' | 'write';
export type Permissions = Readonly<Partial<Record<Area, Level>>>;

/** Who asks. A request without a token is anonymous, whoever the scenario's viewer is. */
export type Viewer =
  /** A classic token of a repository administrator; an organization's owner sees the bypass lists of its rulesets as well. */
  | { readonly kind: 'admin'; readonly organizationOwner?: boolean }
  /** Classic tokens of people without administration. */
  | { readonly kind: 'write' | 'read' }
  /** A fine-grained personal token. */
  | { readonly kind: 'fine-grained'; readonly permissions: Permissions }
  /** `GITHUB_TOKEN` of a workflow: an app token that can never have administration. */
  | { readonly kind: 'actions'; readonly permissions?: Omit<Permissions, 'administration' | 'copilot_agent_settings'> }
  /** The installation token of a GitHub App. */
  | { readonly kind: 'app'; readonly permissions: Permissions }
  /** No token is valid: one that is sent is refused with 401. */
  | { readonly kind: 'anonymous' }
  /** A valid token without access to the repository. */
  | { readonly kind: 'forbidden' };

export interface EnterpriseServer {
  /** Which published REST description it follows. */
  readonly version: '3.17' | '3.18' | '3.19';
  /** GraphQL types (`Type`), their fields, values and members (`Type.member`), and REST paths (`/repos/{owner}/{repo}/…`) that it does not have yet. */
  readonly lacks: readonly string[];
}

export interface PullRequest {
  readonly number: number;
  readonly title: string;
  readonly body: string | null;
  readonly author: string;
  readonly draft: boolean;
  readonly labels: readonly string[];
  /** Names of branches of the repository. */
  readonly base: string;
  readonly head: string;
  readonly files: readonly {
    readonly path: string;
    readonly status: 'added' | 'removed' | 'modified';
    readonly additions: number;
    readonly deletions: number;
  }[];
  readonly reviews: readonly {
    readonly author: string;
    readonly state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED';
    /** Commit that was looked at; the head without it. */
    readonly commit?: string;
    readonly submittedAt?: string;
    /** Texts of its comments on lines. */
    readonly comments?: readonly string[];
  }[];
  readonly commits: readonly {
    readonly message: string;
    /** Login, or an address that belongs to no account. */
    readonly author: string;
    readonly coAuthors?: readonly string[];
    /** The viewer gets an error for its authors. */
    readonly unreadable?: true;
  }[];
  readonly comments?: readonly Comment[];
  readonly assignees?: readonly string[];
  /** Numbers of the issues that it closes. */
  readonly closes?: readonly number[];
  /** Who assigned it to whom. */
  readonly assigned?: readonly { readonly by: string; readonly to: string }[];
  /** Logins behind the pushes to its branch. */
  readonly pushers?: readonly string[];
  /** The activity of the branch ends before the push of its head. */
  readonly activityIsBehind?: true;
  /** Logins behind the force pushes. */
  readonly forcePushers?: readonly string[];
  /** Checks of the head; a conclusion of `null` has not ended. */
  readonly checks?: readonly { readonly name: string; readonly conclusion: 'SUCCESS' | 'FAILURE' | 'SKIPPED' | null; readonly required: boolean }[];
}

export interface Comment {
  readonly author: string;
  readonly body: string;
}

export interface Issue {
  readonly number: number;
  readonly title: string;
  readonly body: string | null;
  readonly state: 'open' | 'closed';
  readonly labels: readonly string[];
  readonly author: string;
  readonly comments?: readonly Comment[];
  readonly assignees?: readonly string[];
  /** Who assigned it to whom. */
  readonly assigned?: readonly { readonly by: string; readonly to: string }[];
}

/** Everything the server knows, as plain data. */
export interface Scenario {
  readonly repository: RepositoryData;
  readonly settings: Settings;
  readonly viewer: Viewer;
  readonly enterprise: EnterpriseServer | null;
  readonly pulls: readonly PullRequest[];
  readonly issues: readonly Issue[];
}
