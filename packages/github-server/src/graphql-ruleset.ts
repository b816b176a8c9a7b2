import { connection } from './connection.ts';
import { DATE } from './date.ts';
import type { Fields } from './graphql-fields.ts';
import { coversBranch } from './ref-pattern.ts';
import type { BypassActor, Rule, Ruleset, Scenario } from './scenario.ts';
import type { View } from './visibility.ts';

export function rulesetFields(ruleset: Ruleset, scenario: Scenario, view: View): Fields {
  const { owner, name, ownerKind } = scenario.repository;
  const bypass = view.bypassActors(ruleset);
  const sources = {
    Repository: { __typename: 'Repository', nameWithOwner: `${owner}/${name}` },
    Organization: { __typename: ownerKind, login: owner },
    Enterprise: { __typename: 'Enterprise', slug: `${owner}-group` },
  };
  return {
    id: `RRS_${ruleset.id}`,
    databaseId: ruleset.id,
    name: ruleset.name,
    target: ruleset.target.toUpperCase(),
    enforcement: ruleset.enforcement.toUpperCase(),
    createdAt: DATE,
    updatedAt: DATE,
    source: sources[ruleset.level],
    conditions: {
      refName: ruleset.target === 'push' ? null : ruleset.refs,
      repositoryName: ruleset.level === 'Repository' ? null : { include: ['~ALL'], exclude: [], protected: false },
      repositoryId: null,
      repositoryProperty: null,
      organizationProperty: null,
    },
    bypassActors: bypass === undefined ? null : connection(bypass.map((actor, index) => bypassFields(actor, index, owner))),
    rules: ({ type, ...page }: { type?: string }) =>
      connection(
        ruleset.rules.filter((rule) => !type || rule.type.toUpperCase() === type).map((rule, index) => ruleFields(rule, index, ruleset, scenario, view)),
      )(page),
  };
}

function bypassFields(actor: BypassActor, index: number, owner: string): Fields {
  const name = actor.name ?? `${actor.kind}-${actor.id}`;
  const actors: Readonly<Record<string, Fields>> = {
    Integration: { __typename: 'App', slug: name, name, databaseId: actor.id },
    Team: { __typename: 'Team', slug: name, name, combinedSlug: `${owner}/${name}`, databaseId: actor.id },
    User: { __typename: 'User', login: name, databaseId: actor.id },
  };
  const isRole = actor.kind === 'RepositoryRole';
  return {
    id: `RBA_${index + 1}`,
    bypassMode: actor.mode.toUpperCase(),
    actor: actors[actor.kind] ?? null,
    deployKey: actor.kind === 'DeployKey',
    enterpriseOwner: actor.kind === 'EnterpriseOwner',
    organizationAdmin: actor.kind === 'OrganizationAdmin',
    repositoryRoleDatabaseId: isRole ? actor.id : null,
    repositoryRoleName: isRole ? name : null,
  };
}

export function ruleFields(rule: Rule, index: number, ruleset: Ruleset, scenario: Scenario, view: View): Fields {
  const parameters = PARAMETER_TYPES[rule.type];
  return {
    id: `RR_${ruleset.id}_${index + 1}`,
    type: rule.type.toUpperCase(),
    parameters:
      parameters === undefined || rule.parameters === undefined ? null : { ...DEFAULTS[rule.type], ...camelCaseKeys(rule.parameters), __typename: parameters },
    repositoryRuleset: () => rulesetFields(ruleset, scenario, view),
  };
}

const PARAMETER_TYPES: Readonly<Record<string, string>> = {
  branch_name_pattern: 'BranchNamePatternParameters',
  code_scanning: 'CodeScanningParameters',
  commit_author_email_pattern: 'CommitAuthorEmailPatternParameters',
  commit_message_pattern: 'CommitMessagePatternParameters',
  committer_email_pattern: 'CommitterEmailPatternParameters',
  copilot_code_review: 'CopilotCodeReviewParameters',
  file_extension_restriction: 'FileExtensionRestrictionParameters',
  file_path_restriction: 'FilePathRestrictionParameters',
  max_file_path_length: 'MaxFilePathLengthParameters',
  max_file_size: 'MaxFileSizeParameters',
  merge_queue: 'MergeQueueParameters',
  pull_request: 'PullRequestParameters',
  required_deployments: 'RequiredDeploymentsParameters',
  required_status_checks: 'RequiredStatusChecksParameters',
  tag_name_pattern: 'TagNamePatternParameters',
  update: 'UpdateParameters',
  workflows: 'WorkflowsParameters',
};

const patternDefaults = { name: null, negate: false };

/** What GraphQL always gives and REST lets be absent. */
const DEFAULTS: Readonly<Record<string, Fields>> = {
  branch_name_pattern: patternDefaults,
  commit_author_email_pattern: patternDefaults,
  commit_message_pattern: patternDefaults,
  committer_email_pattern: patternDefaults,
  tag_name_pattern: patternDefaults,
  copilot_code_review: { reviewOnPush: false, reviewDraftPullRequests: false },
  pull_request: { allowedMergeMethods: null, requiredReviewers: null },
  required_status_checks: { doNotEnforceOnCreate: false },
  workflows: { doNotEnforceOnCreate: false },
};

function camelCaseKeys(value: unknown): Fields {
  const convert = (inner: unknown): unknown =>
    Array.isArray(inner) ? inner.map(convert) : typeof inner === 'object' && inner !== null ? camelCaseKeys(inner) : inner;
  // A status check without integration and a workflow without ref have null there.
  const absent = { integrationId: null, ref: null, sha: null };
  return { ...absent, ...Object.fromEntries(Object.entries(value ?? {}).map(([key, inner]) => [camelCase(key), convert(inner)])) };
}

const camelCase = (key: string): string => key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

export function mergeQueueFields(view: View, branch: string, defaultBranch: string): Fields | null {
  const found = view.rulesets
    .filter(({ enforcement, refs }) => enforcement === 'active' && coversBranch(refs, branch, defaultBranch))
    .flatMap(({ rules }) => rules)
    .find(({ type }) => type === 'merge_queue');
  const parameters = found?.parameters;
  if (parameters === undefined) return null;
  return {
    id: `MQ_${branch}`,
    configuration: {
      mergeMethod: parameters['merge_method'],
      mergingStrategy: parameters['grouping_strategy'],
      minimumEntriesToMerge: parameters['min_entries_to_merge'],
      maximumEntriesToMerge: parameters['max_entries_to_merge'],
      maximumEntriesToBuild: parameters['max_entries_to_build'],
      minimumEntriesToMergeWaitTime: parameters['min_entries_to_merge_wait_minutes'],
      checkResponseTimeout: parameters['check_response_timeout_minutes'],
    },
  };
}
