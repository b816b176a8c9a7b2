import type { Knowledge } from '../model/knowledge.ts';
import type { Account, CheckConclusion, CheckRun, LinkedIssue, PullRequest, Review, ReviewState } from '../model/pull-request.ts';
import { identityOfLogin } from '../parse/agent-identities.ts';
import { at, booleanAt, listAt, numberAt, textAt } from '../parse/json-value.ts';
import { type Failure, unknownBecause } from './failure.ts';
import { pullRequestChecksQuery, pullRequestQuery } from './pull-request-query.ts';
import type { GitHubRepository } from './repository.ts';

/** A pull request as GitHub has it, with the commits that it lies between. */
export interface ReadPullRequest {
  readonly pullRequest: PullRequest;
  /** Tip of the base branch, and head commit; absent when the pull request could not be read. */
  readonly baseCommit?: string;
  readonly headCommit?: string;
}

type Unknown = Extract<Knowledge<never>, { state: 'unknown' }>;

/** Reads a pull request: two queries, and one call for the pushes. What fails is unknown, each with its reason. */
export async function readPullRequest(repository: GitHubRepository, number: number): Promise<ReadPullRequest> {
  const variables = { owner: repository.owner, name: repository.name, number };
  const [answer, checks] = await Promise.all([repository.client.graphql(pullRequestQuery, variables), readChecks(repository, variables)]);
  const found = answer.failure ? undefined : at(answer.data, 'repository', 'pullRequest');
  const unknown = unknownBecause(answer.failure ?? { kind: 'not-found' }, `The pull request ${number}`, 'Pull requests: read', 'the pull request');
  if (answer.failure || numberAt(found, 'number') === undefined) return { pullRequest: unread(repository, number, unknown) };

  const missing = (path: string): Failure | undefined => answer.errors.find((error) => error.path === `repository.pullRequest.${path}`)?.failure;
  const fact = <Value>(path: string, value: Value | undefined): Knowledge<Value> =>
    value === undefined
      ? unknownBecause(
          missing(path) ?? { kind: 'malformed', message: `no ${path}` },
          `The ${path} of the pull request`,
          'Pull requests: read',
          'the pull request',
        )
      : known(value);
  const author = accountOf(at(found, 'author'));
  const headCommit = textAt(found, 'headRefOid');
  const baseCommit = textAt(found, 'baseRefOid');
  const commits = listAt(found, 'commits');
  const isComplete = commits !== undefined && commits.length === (numberAt(found, 'commits', 'totalCount') ?? -1);
  const timeline = listAt(found, 'timelineItems');
  const pullRequest: PullRequest = {
    basis: 'github',
    number,
    repository: textAt(at(answer.data, 'repository'), 'nameWithOwner') ?? `${repository.owner}/${repository.name}`,
    title: fact('title', textAt(found, 'title')),
    body: fact('body', textAt(found, 'body')),
    isDraft: fact('isDraft', booleanAt(found, 'isDraft')),
    // The account of a deleted author is null.
    author: fact('author', author),
    labels: fact(
      'labels',
      listAt(found, 'labels')?.flatMap((label) => textAt(label, 'name') ?? []),
    ),
    assignees: fact('assignees', accounts(listAt(found, 'assignees'))),
    headBranch: fact('headRefName', textAt(found, 'headRefName')),
    isFromFork: fact('isCrossRepository', booleanAt(found, 'isCrossRepository')),
    baseBranch: fact('baseRefName', textAt(found, 'baseRefName')),
    headCommit: fact('headRefOid', headCommit),
    linkedIssues: fact(
      'closingIssuesReferences',
      listAt(found, 'closingIssuesReferences')?.flatMap((issue) => issueOf(issue, repository)),
    ),
    reviews: fact('reviews', listAt(found, 'reviews')?.flatMap(reviewOf)),
    checks,
    pushers: await readPushers(repository, found, timeline),
    requesters: fact('timelineItems', timeline?.flatMap(requesterOf)),
    committers: isComplete
      ? known(commits.flatMap(committersOf))
      : { state: 'unknown', reason: 'the pull request has more commits than were read', reveal: 'Split the pull request: it has more than 100 commits.' },
  };
  return { pullRequest, ...(baseCommit ? { baseCommit } : {}), ...(headCommit ? { headCommit } : {}) };
}

function known<Value>(value: Value): Knowledge<Value> {
  return { state: 'known', value, basis: 'observed', sources: ['GitHub'] };
}

function unread({ owner, name }: GitHubRepository, number: number, unknown: Unknown): PullRequest {
  return {
    basis: 'github',
    number,
    repository: `${owner}/${name}`,
    title: unknown,
    body: unknown,
    isDraft: unknown,
    author: unknown,
    labels: unknown,
    assignees: unknown,
    headBranch: unknown,
    isFromFork: unknown,
    baseBranch: unknown,
    headCommit: unknown,
    linkedIssues: unknown,
    reviews: unknown,
    checks: unknown,
    pushers: unknown,
    requesters: unknown,
    committers: unknown,
  };
}

/** An actor of GraphQL; a `null` one is an account that is gone. */
function accountOf(node: unknown): Account {
  const login = textAt(node, 'login');
  if (login === undefined) return { login: 'ghost', kind: 'unknown' };
  const type = textAt(node, '__typename');
  const id = numberAt(node, 'databaseId');
  return { login: login.replace(/\[bot\]$/, ''), kind: kindOf(type, login), ...(id === undefined ? {} : { id }) };
}

function kindOf(type: string | undefined, login: string): Account['kind'] {
  if (type === 'Bot' || login.endsWith('[bot]')) return 'bot';
  return type === 'User' ? 'human' : 'unknown';
}

function accounts(nodes: readonly unknown[] | undefined): readonly Account[] | undefined {
  return nodes?.map(accountOf);
}

const reviewStates: Readonly<Record<string, ReviewState>> = {
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'changes-requested',
  COMMENTED: 'commented',
  DISMISSED: 'dismissed',
  PENDING: 'pending',
};

function reviewOf(node: unknown): readonly Review[] {
  const state = reviewStates[textAt(node, 'state') ?? ''];
  const submittedAt = textAt(node, 'submittedAt');
  // A review that is being written has no time yet.
  if (!state || submittedAt === undefined) return [];
  const commit = textAt(node, 'commit', 'oid');
  return [{ author: accountOf(at(node, 'author')), state, body: textAt(node, 'body') ?? '', submittedAt, ...(commit ? { commit } : {}) }];
}

function issueOf(node: unknown, { owner, name }: GitHubRepository): readonly LinkedIssue[] {
  const number = numberAt(node, 'number');
  if (number === undefined) return [];
  const repository = textAt(node, 'repository', 'nameWithOwner');
  const fact = <Value>(value: Value | undefined): Knowledge<Value> =>
    value === undefined ? unknownBecause({ kind: 'forbidden', message: '' }, `The issue ${number}`, 'Issues: read', 'the issue') : known(value);
  return [
    {
      number,
      ...(repository && repository.toLowerCase() !== `${owner}/${name}`.toLowerCase() ? { repository } : {}),
      title: fact(textAt(node, 'title')),
      body: fact(textAt(node, 'body')),
      assignees: fact(accounts(listAt(node, 'assignees'))),
    },
  ];
}

/** Accounts behind a commit: authors with co-authors, and the committer. GitHub's own web committer is nobody. */
function committersOf(node: unknown): readonly Account[] {
  const commit = at(node, 'commit');
  const people = [...(listAt(commit, 'authors') ?? []), at(commit, 'committer')];
  return people.flatMap((person) => {
    const login = textAt(person, 'user', 'login');
    if (login === undefined) return [];
    const id = numberAt(person, 'user', 'databaseId');
    return [
      { login: login.replace(/\[bot\]$/, ''), kind: login.endsWith('[bot]') ? ('bot' as const) : ('human' as const), ...(id === undefined ? {} : { id }) },
    ];
  });
}

/** Who assigned the change to an agent. */
function requesterOf(node: unknown): readonly Account[] {
  const assignee = textAt(node, 'assignee', 'login');
  const isAgent = textAt(node, 'assignee', '__typename') === 'Bot' || (assignee !== undefined && identityOfLogin(assignee) !== undefined);
  return textAt(node, '__typename') === 'AssignedEvent' && isAgent ? [accountOf(at(node, 'actor'))] : [];
}

/**
 * Who pushed to the head branch: GitHub's activity of the branch, and the force pushes of the timeline.
 * https://docs.github.com/en/rest/repos/repos#list-repository-activities (2026-11-24)
 */
async function readPushers(
  { client }: GitHubRepository,
  pullRequest: unknown,
  timeline: readonly unknown[] | undefined,
): Promise<Knowledge<readonly Account[]>> {
  const repository = textAt(pullRequest, 'headRepository', 'nameWithOwner');
  const branch = textAt(pullRequest, 'headRefName');
  if (repository === undefined || branch === undefined)
    return {
      state: 'unknown',
      reason: 'the repository that the pull request comes from is gone',
      reveal: 'Push the branch again, and open another pull request.',
    };
  const ref = encodeURIComponent(`refs/heads/${branch}`);
  const answer = await client.rest(`/repos/${repository.split('/').map(encodeURIComponent).join('/')}/activity?ref=${ref}&per_page=100`);
  if (answer.failure) return unknownBecause(answer.failure, 'Who pushed to the branch', 'Contents: read', 'the activity of the branch');
  const pushes = Array.isArray(answer.data) ? answer.data : [];
  const forced = (timeline ?? []).filter((node) => textAt(node, '__typename') === 'HeadRefForcePushedEvent').map((node) => accountOf(at(node, 'actor')));
  const pushed = pushes.map((push) => {
    const login = textAt(push, 'actor', 'login');
    const type = textAt(push, 'actor', 'type');
    const id = numberAt(push, 'actor', 'id');
    return login === undefined
      ? accountOf(undefined)
      : { login: login.replace(/\[bot\]$/, ''), kind: kindOf(type, login), ...(id === undefined ? {} : { id }) };
  });
  if (pushes.length >= 100) return { state: 'unknown', reason: 'the branch has more than 100 pushes', reveal: 'Open a pull request from a new branch.' };
  return known([...pushed, ...forced]);
}

async function readChecks({ client }: GitHubRepository, variables: Readonly<Record<string, unknown>>): Promise<Knowledge<readonly CheckRun[]>> {
  const answer = await client.graphql(pullRequestChecksQuery, variables);
  const because = (failure: Failure): Unknown => unknownBecause(failure, 'The checks of the head commit', 'Checks: read', 'the pull request');
  if (answer.failure) return because(answer.failure);
  const [error] = answer.errors;
  if (error) return because(error.failure);
  const pullRequest = at(answer.data, 'repository', 'pullRequest');
  if (pullRequest === undefined || pullRequest === null) return because({ kind: 'not-found' });
  const contexts = listAt(pullRequest, 'statusCheckRollup', 'contexts');
  // Without a check there is no roll-up.
  if (contexts === undefined) return known([]);
  if (contexts.length < (numberAt(pullRequest, 'statusCheckRollup', 'contexts', 'totalCount') ?? 0))
    return { state: 'unknown', reason: 'the head commit has more than 100 checks', reveal: 'Look at the checks of the pull request.' };
  return known(contexts.flatMap(checkOf));
}

const conclusions: Readonly<Record<string, CheckConclusion>> = {
  SUCCESS: 'success',
  FAILURE: 'failure',
  ERROR: 'failure',
  NEUTRAL: 'neutral',
  SKIPPED: 'skipped',
  CANCELLED: 'cancelled',
  TIMED_OUT: 'timed-out',
  ACTION_REQUIRED: 'action-required',
  STALE: 'stale',
  STARTUP_FAILURE: 'startup-failure',
};

function checkOf(node: unknown): readonly CheckRun[] {
  const isRequired = booleanAt(node, 'isRequired');
  const required = isRequired === undefined ? {} : { isRequired };
  const context = textAt(node, 'context');
  if (context !== undefined) {
    const source = textAt(node, 'creator', 'login');
    return [{ name: context, conclusion: conclusions[textAt(node, 'state') ?? ''] ?? 'pending', ...(source ? { source } : {}), ...required }];
  }
  const name = textAt(node, 'name');
  if (name === undefined) return [];
  const source = textAt(node, 'checkSuite', 'app', 'slug');
  const workflow = textAt(node, 'checkSuite', 'workflowRun', 'workflow', 'name');
  const conclusion = textAt(node, 'status') === 'COMPLETED' ? (conclusions[textAt(node, 'conclusion') ?? ''] ?? 'pending') : 'pending';
  return [{ name, conclusion, ...(source ? { source } : {}), ...(workflow ? { workflow } : {}), ...required }];
}
