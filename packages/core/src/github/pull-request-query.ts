const account = '__typename login ... on User { databaseId } ... on Bot { databaseId }';

/**
 * What a pull request says and who took part in it. One point. Of reviews and events the last hundred: who approves now did so by
 * a late one.
 */
export const pullRequestQuery: string = `query PullRequest($owner: String!, $name: String!, $number: Int!) {
  rateLimit { cost remaining }
  repository(owner: $owner, name: $name) {
    nameWithOwner
    pullRequest(number: $number) {
      number title body isDraft isCrossRepository headRefName headRefOid baseRefName baseRefOid
      headRepository { nameWithOwner }
      author { ${account} }
      labels(first: 100) { nodes { name } }
      assignees(first: 100) { nodes { __typename login databaseId } }
      reviews(last: 100) {
        nodes { state body submittedAt author { ${account} } commit { oid } }
      }
      closingIssuesReferences(first: 20) {
        nodes { number title body repository { nameWithOwner } assignees(first: 20) { nodes { __typename login databaseId } } }
      }
      commits(last: 100) {
        totalCount
        nodes {
          commit {
            oid
            authors(first: 20) { nodes { name email user { login databaseId } } }
            committer { name email user { login databaseId } }
          }
        }
      }
      timelineItems(last: 100, itemTypes: [HEAD_REF_FORCE_PUSHED_EVENT, ASSIGNED_EVENT]) {
        nodes {
          __typename
          ... on HeadRefForcePushedEvent { actor { ${account} } }
          ... on AssignedEvent { actor { ${account} } assignee { __typename ... on Bot { login } ... on User { login } } }
        }
      }
    }
  }
}`;

/** The checks of the head commit, with what protection requires. One point. */
export const pullRequestChecksQuery: string = `query PullRequestChecks($owner: String!, $name: String!, $number: Int!) {
  rateLimit { cost remaining }
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      statusCheckRollup {
        contexts(first: 100) {
          totalCount
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
