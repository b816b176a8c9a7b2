// GraphQL queries. Each is validated in tests against GitHub's published schema. What only administrators may read is a query of its
// own: one forbidden field that may not be null takes the whole repository out of the answer.

const repositoryQuery = (name: string, ...newer: readonly string[]): string => `query ${name}($owner: String!, $name: String!) {
  rateLimit { cost remaining }
  repository(owner: $owner, name: $name) {
    nameWithOwner visibility isArchived isFork isEmpty isInOrganization viewerPermission viewerCanAdminister hasIssuesEnabled
    defaultBranchRef {
      name
      target { oid }
      refUpdateRule {
        pattern allowsDeletions allowsForcePushes requiredApprovingReviewCount requiredStatusCheckContexts requiresCodeOwnerReviews
        requiresConversationResolution requiresLinearHistory requiresSignatures
      }
    }
    mergeCommitAllowed squashMergeAllowed rebaseMergeAllowed autoMergeAllowed deleteBranchOnMerge
    ${newer.join('\n    ')}
  }
}`;

const rulesets = `rulesets(first: 100, includeParents: true) {
      totalCount
      nodes {
        databaseId name target enforcement
        source { __typename ... on Repository { nameWithOwner } ... on Organization { login } }
        conditions { refName { include exclude } }
      }
    }`;
const owners = 'codeowners { errors { line column kind message path suggestion } }';
const messages = 'squashMergeCommitTitle squashMergeCommitMessage webCommitSignoffRequired';

/**
 * What every reader of the repository sees. One point. A server refuses a whole query for one field that it does not know: then
 * it is asked the next one, which leaves the newest parts out. Only the first asks for rulesets.
 */
export const repositoryQueries: readonly string[] = [
  repositoryQuery('Repository', rulesets, owners, messages),
  repositoryQuery('RepositoryWithoutRulesets', owners, messages),
  repositoryQuery('OldRepository'),
];

/** What needs the right to administer the repository. One point. */
export const administratorQuery: string = `query Administrator($owner: String!, $name: String!) {
  rateLimit { cost remaining }
  repository(owner: $owner, name: $name) {
    viewerCanAdminister
    hasVulnerabilityAlertsEnabled
    defaultBranchRef {
      branchProtectionRule {
        pattern isAdminEnforced allowsDeletions allowsForcePushes
        requiresApprovingReviews requiredApprovingReviewCount requiresCodeOwnerReviews dismissesStaleReviews requireLastPushApproval
        requiresStatusChecks requiresStrictStatusChecks
        requiredStatusChecks { context app { slug databaseId } }
        requiresConversationResolution requiresLinearHistory requiresCommitSignatures requiresDeployments restrictsPushes lockBranch
        bypassPullRequestAllowances(first: 100) { nodes { actor { __typename ... on App { slug databaseId } ... on Team { combinedSlug databaseId } ... on User { login databaseId } } } }
      }
    }
    rulesets(first: 100, includeParents: true) {
      nodes {
        databaseId
        bypassActors(first: 100) {
          nodes {
            bypassMode deployKey organizationAdmin repositoryRoleDatabaseId repositoryRoleName
            actor { __typename ... on App { slug databaseId } ... on Team { combinedSlug databaseId } }
          }
        }
      }
    }
    deployKeys(first: 100) { nodes { title readOnly } }
  }
}`;

/** Texts of blobs, by object id: as many as there are ids. One point each, however many ids. */
export function blobsQuery(count: number): string {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const variables = numbers.map((index) => `$o${index}: GitObjectID!`).join(', ');
  const fields = numbers.map((index) => `b${index}: object(oid: $o${index}) { ...Content }`).join('\n    ');
  return `query Blobs($owner: String!, $name: String!, ${variables}) {
  rateLimit { cost remaining }
  repository(owner: $owner, name: $name) {
    ${fields}
  }
}
fragment Content on Blob { isTruncated text }`;
}
