const account = '__typename login ... on User { databaseId } ... on Bot { databaseId }';
const user = '__typename login databaseId';
const person = 'name email user { __typename login databaseId }';
const assigned = `... on AssignedEvent { actor { ${account} } assignee { __typename ... on Bot { login databaseId } ... on User { login databaseId } } }`;

export type PullRequestList = 'reviews' | 'commits' | 'timelineItems' | 'comments';

interface List {
  readonly arguments: string;
  readonly fields: string;
}

/** The lists of a pull request that are read to their end: whoever could have a part in it must not be on a page that nobody turned. */
const lists: Readonly<Record<PullRequestList, List>> = {
  reviews: {
    arguments: 'first: 100',
    fields: `nodes { state body submittedAt authorCanPushToRepository author { ${account} } commit { oid } }`,
  },
  commits: {
    arguments: 'first: 100',
    fields: `totalCount nodes { commit { oid authors(first: 30) { totalCount nodes { ${person} } } committer { ${person} } } }`,
  },
  timelineItems: {
    arguments: 'first: 100, itemTypes: [HEAD_REF_FORCE_PUSHED_EVENT, ASSIGNED_EVENT]',
    fields: `nodes { __typename ... on HeadRefForcePushedEvent { actor { ${account} } } ${assigned} }`,
  },
  comments: {
    arguments: 'first: 100',
    fields: `nodes { body author { ${account} } }`,
  },
};

/** What a pull request says and who took part in it, with the first page of each list. */
export const pullRequestQuery: string = `query PullRequest($owner: String!, $name: String!, $number: Int!) {
  rateLimit { cost remaining }
  repository(owner: $owner, name: $name) {
    nameWithOwner
    pullRequest(number: $number) {
      number title body isDraft isCrossRepository headRefName headRefOid baseRefName baseRefOid
      headRepository { nameWithOwner }
      author { ${account} }
      labels(first: 100) { nodes { name } }
      assignees(first: 100) { nodes { ${user} } }
      closingIssuesReferences(first: 50) {
        nodes { number title body repository { nameWithOwner } assignees(first: 20) { nodes { ${user} } } }
      }
      ${list('reviews')}
      ${list('commits')}
      ${list('timelineItems')}
    }
  }
}`;

/** A further page of a list. */
export function pullRequestPageQuery(name: PullRequestList): string {
  return `query PullRequestPage($owner: String!, $name: String!, $number: Int!, $cursor: String!) {
  rateLimit { cost remaining }
  repository(owner: $owner, name: $name) { pullRequest(number: $number) { ${list(name, 'after: $cursor')} } }
}`;
}

/** Where people tell an agent what to do: comments of the pull request, reviews, and the issues that it closes. */
export const conversationQuery: string = `query PullRequestConversation($owner: String!, $name: String!, $number: Int!) {
  rateLimit { cost remaining }
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      ${list('comments')}
      reviews(last: 100) { nodes { author { ${account} } body comments(first: 20) { nodes { body } } } }
      closingIssuesReferences(first: 10) {
        nodes {
          comments(last: 50) { nodes { body author { ${account} } } }
          timelineItems(last: 50, itemTypes: [ASSIGNED_EVENT]) { nodes { __typename ${assigned} } }
        }
      }
    }
  }
}`;

/** The checks of the head commit, with what protection requires. Without a cursor the first page. */
export const checksQuery: string = `query PullRequestChecks($owner: String!, $name: String!, $number: Int!, $cursor: String) {
  rateLimit { cost remaining }
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      statusCheckRollup {
        contexts(first: 100, after: $cursor) {
          pageInfo { hasNextPage endCursor }
          nodes {
            __typename
            ... on CheckRun {
              name status conclusion isRequired(pullRequestNumber: $number)
              checkSuite { app { slug } workflowRun { workflow { name } } }
            }
            ... on StatusContext { context state isRequired(pullRequestNumber: $number) creator { login } }
          }
        }
      }
    }
  }
}`;

function list(name: PullRequestList, after = ''): string {
  const { arguments: page, fields } = lists[name];
  return `${name}(${page}${after && `, ${after}`}) { pageInfo { hasNextPage endCursor } ${fields} }`;
}
