import { accountId } from './account.ts';
import { connection } from './connection.ts';
import { DATE } from './date.ts';
import type { ObjectStore } from './git-objects.ts';
import { type Fields, forbidden } from './graphql-fields.ts';
import type { Comment, PullRequest, Scenario, Settings } from './scenario.ts';
import type { View } from './visibility.ts';

/** A `PullRequest`; what a viewer without the right asks for is a field error, as GitHub gives it. */
export function pullRequestFields(pull: PullRequest, { repository, issues, settings }: Scenario, store: ObjectStore, view: View): Fields {
  const nameWithOwner = `${repository.owner}/${repository.name}`;
  const head = store.branches.get(pull.head) ?? '';
  const refusal = view.refusal('issues');
  return {
    id: `PR_${pull.number}`,
    number: pull.number,
    title: pull.title,
    body: pull.body ?? '',
    isDraft: pull.draft,
    isCrossRepository: false,
    headRefName: pull.head,
    headRefOid: head,
    baseRefName: pull.base,
    baseRefOid: store.branches.get(pull.base) ?? '',
    headRepository: { nameWithOwner },
    author: accountFields(pull.author),
    labels: connection(pull.labels.map((name) => ({ name }))),
    assignees: connection((pull.assignees ?? []).map(accountFields)),
    reviews: connection(
      pull.reviews.map(({ author, state, commit, submittedAt, comments = [] }) => ({
        state,
        body: '',
        submittedAt: submittedAt ?? DATE,
        author: accountFields(author),
        authorCanPushToRepository: canPush(author, settings),
        commit: { oid: commit ?? head },
        comments: connection(comments.map((body) => ({ body }))),
      })),
    ),
    closingIssuesReferences: (page: object) => {
      if (refusal) throw forbidden(refusal.message);
      const linked = issues.filter(({ number }) => pull.closes?.includes(number));
      return connection(
        linked.map(({ number, title, body, assignees = [], comments = [], assigned = [] }) => ({
          number,
          title,
          body: body ?? '',
          repository: { nameWithOwner },
          assignees: connection(assignees.map(accountFields)),
          comments: connection(comments.map(commentFields)),
          timelineItems: connection(assigned.map(assignedFields)),
        })),
      )(page);
    },
    commits: connection(
      pull.commits.map(({ author, coAuthors = [], unreadable }, index) => ({
        commit: {
          oid: `${index + 1}`.padStart(40, '0'),
          authors: (page: object) => {
            if (unreadable) throw forbidden('Resource not accessible by integration');
            return connection([author, ...coAuthors].map(gitActor))(page);
          },
          committer: gitActor(author),
        },
      })),
    ),
    comments: connection((pull.comments ?? []).map(commentFields)),
    timelineItems: connection([
      ...(pull.assigned ?? []).map(assignedFields),
      ...(pull.forcePushers ?? []).map((login) => ({ __typename: 'HeadRefForcePushedEvent', actor: accountFields(login) })),
    ]),
    statusCheckRollup: pull.checks
      ? {
          state: 'SUCCESS',
          contexts: connection(
            pull.checks.map(({ name, conclusion, required }) => ({
              __typename: 'CheckRun',
              name,
              status: conclusion === null ? 'IN_PROGRESS' : 'COMPLETED',
              conclusion,
              isRequired: required,
              checkSuite: { app: { slug: 'github-actions' }, workflowRun: null },
            })),
          ),
        }
      : null,
  };
}

function accountFields(login: string): Fields {
  const isBot = login.endsWith('[bot]');
  return { __typename: isBot ? 'Bot' : 'User', login: login.replace(/\[bot\]$/, ''), databaseId: accountId(login) };
}

function commentFields({ author, body }: Comment): Fields {
  return { body, author: accountFields(author) };
}

function assignedFields({ by, to }: { readonly by: string; readonly to: string }): Fields {
  return { __typename: 'AssignedEvent', actor: accountFields(by), assignee: accountFields(to) };
}

/** Apps and people without an account have no user. */
function gitActor(author: string): Fields {
  if (author.includes('@')) return { name: author.split('@')[0], email: author, user: null };
  const email = `${accountId(author)}+${author}@users.noreply.github.com`;
  return { name: author, email, user: author.endsWith('[bot]') ? null : accountFields(author) };
}

function canPush(login: string, { collaborators, teams }: Settings): boolean {
  const writing: ReadonlySet<string | undefined> = new Set(['write', 'push', 'maintain', 'admin']);
  return writing.has(collaborators[login]) || teams.some(({ permission, members = [] }) => writing.has(permission) && members.includes(login));
}
