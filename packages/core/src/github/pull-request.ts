import type { Knowledge } from '../model/knowledge.ts';
import type { Account, CheckConclusion, CheckRun, LinkedIssue, PullRequest, Review, ReviewState } from '../model/pull-request.ts';
import { agentIdentities, identityOf, identityOfLogin, isAgentIdentity, isAgentLogin } from '../parse/agent-identities.ts';
import { at, booleanAt, listAt, numberAt, textAt } from '../parse/json-value.ts';
import { unknownPullRequest } from '../parse/unknown-pull-request.ts';
import { accountOf } from './account.ts';
import type { Answer } from './client.ts';
import { type Failure, unknownBecause } from './failure.ts';
import { failureAt, wholeList } from './list.ts';
import { checksQuery, conversationQuery, type PullRequestList, pullRequestPageQuery, pullRequestQuery } from './pull-request-query.ts';
import { readPushers } from './pushers.ts';
import type { GitHubRepository } from './repository.ts';
import { assigningRequesters, conversationRequesters } from './requesters.ts';

/** A pull request as GitHub has it, with the commits that it lies between. */
export interface ReadPullRequest {
  readonly pullRequest: PullRequest;
  /** Tip of the base branch, and head commit; absent when the pull request could not be read. */
  readonly baseCommit?: string;
  readonly headCommit?: string;
}

type Unknown = Extract<Knowledge<never>, { state: 'unknown' }>;
type List = Knowledge<readonly unknown[]>;

const place = ['repository', 'pullRequest'] as const;

/**
 * Reads a pull request: two queries, a call for the pushes, and further pages where lists are long; one query more for a change by
 * an agent. What fails is unknown, each with its reason.
 */
export async function readPullRequest(repository: GitHubRepository, number: number): Promise<ReadPullRequest> {
  const { client, owner, name } = repository;
  const variables = { owner, name, number };
  const [answer, checks] = await Promise.all([client.graphql(pullRequestQuery, variables), readChecks(repository, number)]);
  const identity = { number, repository: textAt(dataOf(answer), 'repository', 'nameWithOwner') ?? `${owner}/${name}` };
  const found = at(dataOf(answer), ...place);
  if (answer.failure || numberAt(found, 'number') === undefined) {
    const failure = failureAt(answer, place) ?? { kind: 'not-found' };
    const unknown = unknownBecause(failure, `The pull request ${number}`, 'Pull requests: read', 'the pull request');
    return { pullRequest: { ...unknownPullRequest('github', unknown), ...identity } };
  }

  const because = (field: string, failure: Failure): Unknown =>
    unknownBecause(failure, `The ${field} of the pull request`, 'Pull requests: read', 'the pull request');
  const fact = <Value>(field: string, read: (value: unknown) => Value | undefined): Knowledge<Value> => {
    const failure = failureAt(answer, [...place, field]);
    const value = failure ? undefined : read(at(found, field));
    return value === undefined ? because(field, failure ?? { kind: 'malformed', message: `no ${field}` }) : known(value);
  };
  const list = (field: PullRequestList, first: Answer = answer): Promise<List> =>
    wholeList(
      first,
      [...place, field],
      (cursor) => client.graphql(pullRequestPageQuery(field), { ...variables, cursor }),
      (failure) => because(field, failure),
    );
  const [reviews, commits, timeline] = await Promise.all([list('reviews'), list('commits'), list('timelineItems')]);
  const author = fact('author', accountOf);
  const headBranch = fact('headRefName', text);
  const assigning = mapped(timeline, assigningRequesters);
  const readRequesters = async (): Promise<Knowledge<readonly Account[]>> => {
    if (assigning.state === 'unknown' || !isByAgent(author, headBranch, commits)) return assigning;
    const conversation = await client.graphql(conversationQuery, variables);
    const asking = conversationRequesters(conversation, await list('comments', conversation));
    return mapped(asking, (accounts) => [...assigning.value, ...accounts]);
  };
  const [pushers, requesters] = await Promise.all([readPushers(repository, found, timeline), readRequesters()]);
  const baseCommit = textAt(found, 'baseRefOid');
  const headCommit = textAt(found, 'headRefOid');
  const pullRequest: PullRequest = {
    basis: 'github',
    ...identity,
    title: fact('title', text),
    body: fact('body', text),
    isDraft: fact('isDraft', flag),
    author,
    labels: fact('labels', (labels) => listAt(labels)?.flatMap((label) => textAt(label, 'name') ?? [])),
    assignees: fact('assignees', (assignees) => listAt(assignees)?.map(accountOf)),
    headBranch,
    isFromFork: fact('isCrossRepository', flag),
    baseBranch: fact('baseRefName', text),
    headCommit: fact('headRefOid', text),
    linkedIssues: readIssues(answer, repository),
    reviews: mapped(reviews, (nodes) => nodes.flatMap(reviewOf)),
    checks,
    pushers,
    requesters,
    committers: committersOf(commits, numberAt(found, 'commits', 'totalCount')),
  };
  return { pullRequest, ...(baseCommit ? { baseCommit } : {}), ...(headCommit ? { headCommit } : {}) };
}

function known<Value>(value: Value): Knowledge<Value> {
  return { state: 'known', value, basis: 'observed', sources: ['GitHub'] };
}

function mapped<From, To>(knowledge: Knowledge<From>, map: (value: From) => To): Knowledge<To> {
  return knowledge.state === 'unknown' ? knowledge : { ...knowledge, value: map(knowledge.value) };
}

function dataOf(answer: Answer): unknown {
  return answer.failure ? undefined : answer.data;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
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
  const authorCanPush = booleanAt(node, 'authorCanPushToRepository');
  const review = { author: accountOf(at(node, 'author')), state, body: textAt(node, 'body') ?? '', submittedAt };
  return [{ ...review, ...(commit ? { commit } : {}), ...(authorCanPush === undefined ? {} : { authorCanPush }) }];
}

/** The issues that the pull request would close: those that the token may not see are holes, each for itself. */
function readIssues(answer: Answer, repository: GitHubRepository): Knowledge<readonly LinkedIssue[]> {
  const path = [...place, 'closingIssuesReferences'];
  const because = (failure: Failure): Unknown => unknownBecause(failure, 'The issues that the pull request closes', 'Issues: read', 'the pull request');
  const nodes = listAt(dataOf(answer), ...path);
  if (!nodes) return because(failureAt(answer, path) ?? { kind: 'malformed', message: 'no issues' });
  const issues = nodes.flatMap((node) => issueOf(node, repository));
  return issues.length === 0 && nodes.length > 0 ? because(failureAt(answer, path) ?? { kind: 'forbidden', message: '' }) : known(issues);
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
      assignees: fact(listAt(node, 'assignees')?.map(accountOf)),
    },
  ];
}

/** The accounts behind the commits: authors with co-authors, and committers. */
function committersOf(commits: List, total: number | undefined): Knowledge<readonly Account[]> {
  if (commits.state === 'unknown') return commits;
  // GitHub lists the first 250.
  if (commits.value.length !== total)
    return {
      state: 'unknown',
      reason: `GitHub lists ${commits.value.length} of the ${total} commits of the pull request`,
      reveal: 'Bring the change in several pull requests, or in fewer commits.',
    };
  const accounts: Account[] = [];
  for (const node of commits.value) {
    const authors = listAt(node, 'commit', 'authors');
    if (!authors || authors.length !== numberAt(node, 'commit', 'authors', 'totalCount'))
      return { state: 'unknown', reason: 'a commit has more authors than GitHub tells of at once', reveal: 'Name its authors on several commits.' };
    for (const person of [...authors, at(node, 'commit', 'committer')]) accounts.push(...accountBehind(person));
  }
  return known(accounts);
}

/** The account of an author or committer; by the address where GitHub has none for it. */
function accountBehind(person: unknown): readonly Account[] {
  if (textAt(person, 'user', 'login') !== undefined) return [accountOf(at(person, 'user'))];
  const [name = '', address = ''] = [textAt(person, 'name'), textAt(person, 'email')?.trim()];
  // The address that GitHub gives an account: of an app with `[bot]`, of which there is no user.
  const [, login, bot] = /^(?:\d{1,12}\+)?([A-Za-z0-9_-]{1,39})(\[bot\])?@users\.noreply\./.exec(address) ?? [];
  if (login !== undefined) return [{ login, kind: bot || identityOfLogin(login) ? 'bot' : 'human' }];
  // Nobody reads the mail of an agent, and nobody is behind an address such as that of GitHub's own web committer.
  if (address === '' || identityOf(name, address) || /^(?:no-?reply|bot)@/i.test(address)) return [];
  return [{ login: address, kind: 'unknown' }];
}

/** Whether an agent opened the pull request, had a part in its commits, or named its branch. */
function isByAgent(author: Knowledge<Account>, headBranch: Knowledge<string>, commits: List): boolean {
  if (author.state === 'known' && identityOfLogin(author.value.login)) return true;
  if (author.state === 'known' && author.value.kind === 'bot') return true;
  const branch = headBranch.state === 'known' ? headBranch.value.toLowerCase() : '';
  if (agentIdentities.some(({ isAutomation, branches = [] }) => !isAutomation && branches.some((prefix) => branch.startsWith(prefix)))) return true;
  const people =
    commits.state === 'known' ? commits.value.flatMap((node) => [...(listAt(node, 'commit', 'authors') ?? []), at(node, 'commit', 'committer')]) : [];
  return people.some((person) => {
    return isAgentLogin(textAt(person, 'user', 'login') ?? '') || isAgentIdentity(textAt(person, 'name') ?? '', textAt(person, 'email') ?? '');
  });
}

async function readChecks({ client, owner, name }: GitHubRepository, number: number): Promise<Knowledge<readonly CheckRun[]>> {
  const because = (failure: Failure): Unknown => unknownBecause(failure, 'The checks of the head commit', 'Checks: read', 'the pull request');
  const ask = (cursor: string | null): Promise<Answer> => client.graphql(checksQuery, { owner, name, number, cursor });
  const first = await ask(null);
  const failure = failureAt(first, place);
  if (failure) return because(failure);
  const pullRequest = at(dataOf(first), ...place);
  if (pullRequest === undefined || pullRequest === null) return because({ kind: 'not-found' });
  // Without a check there is no roll-up.
  if (at(pullRequest, 'statusCheckRollup') === null) return known([]);
  return mapped(await wholeList(first, [...place, 'statusCheckRollup', 'contexts'], ask, because), (nodes) => nodes.flatMap(checkOf));
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
