/**
 * What github.com's schema got after 2025-02-27, the last change of `@octokit/graphql-schema`.
 *
 * Source: https://docs.github.com/en/graphql/overview/changelog, entries of the dates given. The changelog names types, not all of their fields: those marked
 * "derived" follow the REST parameter names.
 */
export const schemaExtension = `
# 2025-09-12
extend enum RepositoryRulesetBypassActorBypassMode { EXEMPT }
# 2025-09-16; the fields are derived
extend enum RepositoryRuleType { COPILOT_CODE_REVIEW }
type CopilotCodeReviewParameters { reviewDraftPullRequests: Boolean! reviewOnPush: Boolean! }
extend union RuleParameters = CopilotCodeReviewParameters
# 2025-11-13; the fields are derived
type RequiredReviewerConfiguration { filePatterns: [String!]! minimumApprovals: Int! }
extend type PullRequestParameters { requiredReviewers: [RequiredReviewerConfiguration!] }
# 2026-02-20
enum PullRequestCreationPolicy { ALL COLLABORATORS_ONLY }
extend type Repository { hasPullRequestsEnabled: Boolean! pullRequestCreationPolicy: PullRequestCreationPolicy }
# 2026-03-16
extend union BypassActor = User
# In the documentation of rulesets, in no published schema: stands for every rule type that is newer than a client.
extend enum RepositoryRuleType { CODE_QUALITY }
`;
