import { connection } from './connection.ts';
import { DATE } from './date.ts';
import type { ObjectStore } from './git-objects.ts';
import { type Fields, forbidden } from './graphql-fields.ts';
import type { PullRequest, Scenario } from './scenario.ts';
import type { View } from './visibility.ts';

/** A `PullRequest`; what a viewer without the right asks for is a field error, as GitHub gives it. */
export function pullRequestFields(pull: PullRequest, { repository, issues }: Scenario, store: ObjectStore, view: View): Fields {
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
      pull.reviews.map(({ author, state, commit, submittedAt }) => ({
        state,
        body: '',
        submittedAt: submittedAt ?? DATE,
        author: accountFields(author),
        commit: { oid: commit ?? head },
      })),
    ),
    closingIssuesReferences: (page: object) => {
      if (refusal) throw forbidden(refusal.message);
      const linked = issues.filter(({ number }) => pull.closes?.includes(number));
      return connection(
        linked.map(({ number, title, body }) => ({ number, title, body: body ?? '', repository: { nameWithOwner }, assignees: connection([]) })),
      )(page);
    },
    commits: connection(
      pull.commits.map(({ author, coAuthors = [] }, index) => ({
        commit: {
          oid: `${index + 1}`.padStart(40, '0'),
          authors: connection([author, ...coAuthors].map(gitActor)),
          committer: gitActor(author),
        },
      })),
    ),
    timelineItems: connection(
      (pull.assigned ?? []).map(({ by, to }) => ({ __typename: 'AssignedEvent', actor: accountFields(by), assignee: accountFields(to) })),
    ),
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
  return { __typename: isBot ? 'Bot' : 'User', login: login.replace(/\[bot\]$/, ''), databaseId: 1 };
}

function gitActor(login: string): Fields {
  return { name: login, email: `${login}@users.noreply.github.com`, user: { login, databaseId: 1 } };
}
