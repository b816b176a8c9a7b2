import type { Knowledge } from './knowledge.ts';
import type { BypassActor } from './protection.ts';

/** How GitHub grades who must approve a workflow run from a fork, from weak to strong. */
export type ForkApproval = 'first_time_contributors_new_to_github' | 'first_time_contributors' | 'all_external_contributors';

/** https://docs.github.com/en/rest/actions/permissions */
export interface ActionsPolicy {
  readonly enabled: boolean;
  readonly allowedActions: 'all' | 'local_only' | 'selected' | undefined;
  /** Undefined where the server does not tell. */
  readonly requiresPinnedActions: boolean | undefined;
}

export interface WorkflowToken {
  /** What a workflow without `permissions` gets. */
  readonly defaultPermissions: 'read' | 'write';
  readonly canApprovePullRequests: boolean;
}

/** https://docs.github.com/en/rest/deployments/environments */
export interface DeploymentEnvironment {
  readonly name: string;
  /** `@user` and `@team`; any one of them approves. */
  readonly reviewers: readonly string[];
  readonly preventsSelfReview: boolean;
  /** Minutes. */
  readonly waitTimer: number;
  /** Which branches may deploy: every one, those with classic protection, or those that match listed patterns. */
  readonly branches: 'any' | 'protected' | 'selected';
  /** Undefined where the answer does not tell. */
  readonly adminsCanBypass: boolean | undefined;
  /** Kinds of protection rules beside those above, e.g. gates of apps. */
  readonly otherRules: readonly string[];
}

/** A line of CODEOWNERS that GitHub itself complains about. */
export interface OwnerProblem {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** GitHub's word, e.g. `Unknown owner`. */
  readonly kind: string;
  readonly message: string;
}

/** How merges are written. */
export interface MergeSettings {
  readonly mergeCommit: boolean;
  readonly squash: boolean;
  readonly rebase: boolean;
  readonly autoMerge: boolean;
  /** What the message of a squash commit holds; undefined where the server does not tell. */
  readonly squashMessage: 'PR_BODY' | 'COMMIT_MESSAGES' | 'BLANK' | undefined;
  readonly squashTitle: 'PR_TITLE' | 'COMMIT_OR_PR_TITLE' | undefined;
  readonly requiresWebSignoff: boolean | undefined;
}

/** Switches of `security_and_analysis`: only administrators see them; those that the answer leaves out are absent. */
export type SecuritySwitches = ReadonlyMap<string, boolean>;

export interface DeployKey {
  readonly title: string;
  readonly canWrite: boolean;
}

/** https://docs.github.com/en/rest/copilot (public preview) */
export interface CopilotAgentSettings {
  readonly requiresWorkflowApproval: boolean;
  readonly firewallEnabled: boolean | undefined;
  readonly firewallAllowList: readonly string[];
  readonly automationsEnabled: boolean | undefined;
  readonly automationsNeedWriteAccess: boolean | undefined;
  /** Names of the servers that the agent may use; their configuration may hold secrets and is not kept. */
  readonly mcpServers: readonly string[];
}

export interface RepositoryProfile {
  readonly visibility: 'public' | 'private' | 'internal';
  readonly isArchived: boolean;
  readonly isFork: boolean;
  readonly isInOrganization: boolean;
  readonly hasIssues: boolean;
}

/** A ruleset as GitHub lists it, whether in force or not. */
export interface HostRuleset {
  readonly id: number;
  readonly name: string;
  /** Who owns it: `octo/bakery`, `octo`, or the name of an enterprise. */
  readonly owner: string;
  readonly level: 'repository' | 'organization' | 'enterprise' | 'unknown';
  readonly target: string;
  readonly enforcement: 'active' | 'evaluate' | 'disabled' | string;
  readonly bypassActors: Knowledge<readonly BypassActor[]>;
}

/** What GitHub says of one repository, beside its files. Each fact is known or says why it is not. */
export interface HostSettings {
  readonly profile: Knowledge<RepositoryProfile>;
  readonly merge: Knowledge<MergeSettings>;
  readonly actions: Knowledge<ActionsPolicy>;
  readonly workflowToken: Knowledge<WorkflowToken>;
  readonly forkApproval: Knowledge<ForkApproval>;
  readonly environments: Knowledge<readonly DeploymentEnvironment[]>;
  readonly security: Knowledge<SecuritySwitches>;
  readonly copilot: Knowledge<CopilotAgentSettings>;
  readonly ownerProblems: Knowledge<readonly OwnerProblem[]>;
  readonly deployKeys: Knowledge<readonly DeployKey[]>;
  readonly rulesets: Knowledge<readonly HostRuleset[]>;
}
