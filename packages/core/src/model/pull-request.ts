import type { Knowledge } from './knowledge.ts';

/** Who is behind an account. `unknown`: deleted, or the service did not say. */
export type AccountKind = 'human' | 'bot' | 'unknown';

/** An account of the hosting service. */
export interface Account {
  /** Without `@`, and without the `[bot]` that some answers append. */
  readonly login: string;
  readonly kind: AccountKind;
  /** Number of the account, where the service gave it: logins can be renamed. */
  readonly id?: number;
}

/** An issue that the pull request would close or names. */
export interface LinkedIssue {
  readonly number: number;
  /** `owner/name` of its repository, when that is another one. */
  readonly repository?: string;
  readonly title: Knowledge<string>;
  readonly body: Knowledge<string>;
  readonly assignees: Knowledge<readonly Account[]>;
}

export type ReviewState = 'approved' | 'changes-requested' | 'commented' | 'dismissed' | 'pending';

/** One review. A person's standing is that of the latest one that approves, asks for changes or was dismissed. */
export interface Review {
  readonly author: Account;
  readonly state: ReviewState;
  readonly body: string;
  /** Commit that was looked at; absent when the service no longer has it. */
  readonly commit?: string;
  /** ISO time. */
  readonly submittedAt: string;
  /** Whether the author may push to the repository: anybody may approve in a public one. Absent when that was not told. */
  readonly authorCanPush?: boolean;
}

export type CheckConclusion =
  | 'success'
  | 'failure'
  | 'neutral'
  | 'skipped'
  | 'cancelled'
  | 'timed-out'
  | 'action-required'
  | 'stale'
  | 'startup-failure'
  | 'pending';

/** A check run or commit status of the head commit. */
export interface CheckRun {
  readonly name: string;
  readonly conclusion: CheckConclusion;
  /** Slug of the app that reported it, or login of who set the status. */
  readonly source?: string;
  readonly workflow?: string;
  /** Whether protection of the target branch requires it; absent when that is not known. */
  readonly isRequired?: boolean;
}

/** What may decide whose approval counts. Asked for the logins and teams that matter only. */
export interface AccountRights {
  /** `owner/name` permission of a login: `admin`, `maintain`, `write`, `triage`, `read`, `none`. */
  permissionOf(login: string): Promise<Knowledge<RepositoryRole>>;
  /** Whether a login is in `org/team`. */
  isMember(team: string, login: string): Promise<Knowledge<boolean>>;
}

export type RepositoryRole = 'admin' | 'maintain' | 'write' | 'triage' | 'read' | 'none';

/**
 * What is known of the pull request that brings a change. Each fact stands alone: an event payload has no reviews, a file given
 * by the user has what the user wrote, and before there is a pull request nothing is known.
 */
export interface PullRequest {
  /**
   * Where the facts come from. Only `github` was read from the service in this run, and only its reviews can lift a hard stop.
   * `none`: there is no pull request yet.
   */
  readonly basis: 'github' | 'event' | 'file' | 'none';
  readonly number?: number;
  /** `owner/name` of the repository that it is opened against. */
  readonly repository?: string;
  readonly title: Knowledge<string>;
  /** Markdown; empty when there is none. */
  readonly body: Knowledge<string>;
  readonly isDraft: Knowledge<boolean>;
  readonly author: Knowledge<Account>;
  readonly labels: Knowledge<readonly string[]>;
  readonly assignees: Knowledge<readonly Account[]>;
  /** Branch that it comes from, and whether that is in another repository (a fork). */
  readonly headBranch: Knowledge<string>;
  readonly isFromFork: Knowledge<boolean>;
  readonly baseBranch: Knowledge<string>;
  /** Head commit as the service has it. */
  readonly headCommit: Knowledge<string>;
  readonly linkedIssues: Knowledge<readonly LinkedIssue[]>;
  /** In order of submission. */
  readonly reviews: Knowledge<readonly Review[]>;
  readonly checks: Knowledge<readonly CheckRun[]>;
  /** Accounts that pushed to the head branch, as far as the service tells. */
  readonly pushers: Knowledge<readonly Account[]>;
  /** Accounts that asked an agent for this change: who assigned it, whom it assigned, who told it to in a comment. */
  readonly requesters: Knowledge<readonly Account[]>;
  /**
   * Accounts of the authors, committers and co-authors of the commits. Where an address belongs to no account, the address stands
   * for the login, and the kind is `unknown`; the addresses of agents and of nobody are left out.
   */
  readonly committers: Knowledge<readonly Account[]>;
}
