import type { Knowledge } from '../model/knowledge.ts';
import type { Account, CheckConclusion, CheckRun, LinkedIssue, PullRequest, Review, ReviewState } from '../model/pull-request.ts';
import { at, isRecord, listAt, textAt } from './json-value.ts';
import { unknownPullRequest } from './unknown-pull-request.ts';

/** The commits that an event is about, and what its payload says of the pull request. */
export interface EventFacts {
  readonly base: string;
  readonly head: string;
  readonly number?: number;
  /** `owner/name` of the repository that the event happened in. */
  readonly repository?: string;
  readonly pullRequest: PullRequest;
}

type Unknown = Extract<Knowledge<never>, { state: 'unknown' }>;

/**
 * Reads the payload of an event of GitHub Actions: of pull requests and their reviews, and of a merge queue.
 *
 * Source: https://docs.github.com/en/webhooks/webhook-events-and-payloads (checked 2026-11-24)
 *
 * @returns Why it is none, as the end of a sentence, for anything else.
 */
export function parseEvent(json: string): EventFacts | string {
  const payload = parse(json);
  if (typeof payload === 'string') return payload;
  const repository = textAt(payload, 'repository', 'full_name');
  const named = repository === undefined ? {} : { repository };
  const group = payload['merge_group'];
  if (isRecord(group)) {
    const [base, head] = [commitOf(group['base_sha']), commitOf(group['head_sha'])];
    if (base === undefined || head === undefined) return 'it names no commits of the merge queue';
    // The queue has no pull request of its own: its number is only in the name of the branch.
    const number = Number(/\/pr-(\d{1,9})-/.exec(textAt(group, 'head_ref') ?? '')?.[1]);
    const unknown: Unknown = {
      state: 'unknown',
      reason: 'the event of a merge queue does not say it',
      reveal: 'Run with a token that has Pull requests: read.',
    };
    return { base, head, ...named, ...(Number.isInteger(number) ? { number } : {}), pullRequest: unknownPullRequest('event', unknown) };
  }
  const found = payload['pull_request'];
  if (!isRecord(found)) return 'it is about no pull request and no merge queue';
  const [base, head] = [commitOf(at(found, 'base', 'sha')), commitOf(at(found, 'head', 'sha'))];
  if (base === undefined || head === undefined) return 'it names no commits';
  const unread: Unknown = { state: 'unknown', reason: 'the event does not say it', reveal: 'Run with a token that has Pull requests: read.' };
  const fact = <Value>(value: Value | undefined): Knowledge<Value> =>
    value === undefined ? unread : { state: 'known', value, basis: 'declared', sources: ['event'] };
  const number = integer(found['number']);
  const numbered = number === undefined ? {} : { number };
  const headRepository = textAt(found, 'head', 'repo', 'full_name');
  const pullRequest: PullRequest = {
    ...unknownPullRequest('event', unread),
    ...numbered,
    ...named,
    title: fact(textAt(found, 'title')),
    // A pull request without a description has `null`.
    body: fact(textAt(found, 'body') ?? ''),
    isDraft: fact(found['draft'] === true),
    author: fact(accountOf(found['user'])),
    labels: fact((listAt(found, 'labels') ?? []).flatMap((label) => textAt(label, 'name') ?? [])),
    assignees: fact((listAt(found, 'assignees') ?? []).map(accountOf)),
    headBranch: fact(textAt(found, 'head', 'ref')),
    isFromFork: fact(headRepository?.toLowerCase() !== repository?.toLowerCase()),
    baseBranch: fact(textAt(found, 'base', 'ref')),
    headCommit: fact(head),
  };
  return { base, head, ...named, ...numbered, pullRequest };
}

/**
 * Reads facts of a pull request from JSON in the shape of `gh pr view --json …`. Keys that are not there are unknown, those that
 * are not read are passed over. Whoever wrote the file may have made anything up: its reviews lift nothing.
 *
 * Source: https://cli.github.com/manual/gh_pr_view (checked 2026-11-24)
 *
 * @returns What is wrong with it, as the end of a sentence, when it is no such file.
 */
export function parsePullRequestFile(json: string): PullRequest | string {
  const found = parse(json);
  if (typeof found === 'string') return found;
  const unread: Unknown = { state: 'unknown', reason: 'the file does not say it', reveal: 'Add it to the file, or run with --pr.' };
  const wrong: string[] = [];
  const fact = <Value>(key: string, read: (value: unknown) => Value | undefined): Knowledge<Value> => {
    if (!(key in found)) return unread;
    const value = read(found[key]);
    if (value !== undefined) return { state: 'known', value, basis: 'declared', sources: ['file'] };
    wrong.push(key);
    return unread;
  };
  const list =
    <Value>(read: (entry: unknown) => readonly Value[]) =>
    (value: unknown): readonly Value[] | undefined =>
      Array.isArray(value) ? value.flatMap(read) : undefined;
  const flag = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined);
  const number = integer(found['number']);
  const pullRequest: PullRequest = {
    ...unknownPullRequest('file', unread),
    ...(number === undefined ? {} : { number }),
    title: fact('title', text),
    body: fact('body', (value) => (value === null ? '' : text(value))),
    isDraft: fact('isDraft', flag),
    author: fact('author', (value) => (isRecord(value) ? accountOf(value) : undefined)),
    labels: fact(
      'labels',
      list((label) => [textAt(label, 'name') ?? '']),
    ),
    assignees: fact(
      'assignees',
      list((entry) => [accountOf(entry)]),
    ),
    headBranch: fact('headRefName', text),
    isFromFork: fact('isCrossRepository', flag),
    baseBranch: fact('baseRefName', text),
    headCommit: fact('headRefOid', text),
    linkedIssues: fact('closingIssuesReferences', list(issueOf)),
    reviews: fact('reviews', list(reviewOf)),
    checks: fact('statusCheckRollup', list(checkOf)),
  };
  return wrong.length > 0 ? `its ${wrong.join(', ')} ${wrong.length === 1 ? 'has' : 'have'} another shape than \`gh pr view --json\` gives` : pullRequest;
}

function parse(json: string): Readonly<Record<string, unknown>> | string {
  try {
    const value: unknown = JSON.parse(json);
    return isRecord(value) ? value : 'it is no JSON object';
  } catch (error) {
    return `it is no JSON (${error instanceof Error ? error.message : String(error)})`;
  }
}

function issueOf(node: unknown): readonly LinkedIssue[] {
  const number = integer(at(node, 'number'));
  if (number === undefined) return [];
  const unread: Unknown = { state: 'unknown', reason: 'the file does not say it', reveal: 'Run with --pr.' };
  const told = (key: string): Knowledge<string> => {
    const value = textAt(node, key);
    return value === undefined ? unread : { state: 'known', value, basis: 'declared', sources: ['file'] };
  };
  return [{ number, title: told('title'), body: told('body'), assignees: unread }];
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
  if (!state) return [];
  const commit = textAt(node, 'commit', 'oid');
  const [author, body, submittedAt] = [accountOf(at(node, 'author')), textAt(node, 'body') ?? '', textAt(node, 'submittedAt') ?? ''];
  return [{ author, state, body, submittedAt, ...(commit ? { commit } : {}) }];
}

const conclusions: ReadonlySet<string> = new Set([
  'success',
  'failure',
  'neutral',
  'skipped',
  'cancelled',
  'timed-out',
  'action-required',
  'stale',
  'startup-failure',
]);

function checkOf(node: unknown): readonly CheckRun[] {
  const name = textAt(node, 'name') ?? textAt(node, 'context');
  if (name === undefined) return [];
  // A check that runs has an empty conclusion; a status has a state instead.
  const told = (textAt(node, 'conclusion') || textAt(node, 'state') || '').toLowerCase().replaceAll('_', '-');
  const conclusion = conclusions.has(told) ? (told as CheckConclusion) : told === 'error' ? 'failure' : 'pending';
  const workflow = textAt(node, 'workflowName');
  return [{ name, conclusion, ...(workflow ? { workflow } : {}) }];
}

/** An account of an event (`type`) or of `gh` (`is_bot`). */
function accountOf(node: unknown): Account {
  const login = textAt(node, 'login');
  if (login === undefined) return { login: 'ghost', kind: 'unknown' };
  const type = textAt(node, 'type');
  const id = integer(at(node, 'id'));
  const isBot = type === 'Bot' || at(node, 'is_bot') === true || login.endsWith('[bot]') || login.startsWith('app/');
  const isHuman = type === 'User' || at(node, 'is_bot') === false;
  const kind = isBot ? 'bot' : isHuman ? 'human' : 'unknown';
  return { login: login.replace(/\[bot\]$/, '').replace(/^app\//, ''), kind, ...(id === undefined ? {} : { id }) };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function integer(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
}

/** A whole commit id: anything else could be an option or a branch. */
function commitOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^[0-9a-f]{40,64}$/.test(value) ? value : undefined;
}
