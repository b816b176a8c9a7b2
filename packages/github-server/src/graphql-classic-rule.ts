import { connection } from './connection.ts';
import type { ObjectStore } from './git-objects.ts';
import { actorFields, type Fields } from './graphql-fields.ts';
import { matchesPattern } from './ref-pattern.ts';
import type { Actor, ClassicRule } from './scenario.ts';
import type { View } from './visibility.ts';

export function classicRuleFields(rule: ClassicRule, index: number, store: ObjectStore): Fields {
  const { reviews, checks } = rule;
  const allowances = (actors: readonly Actor[] | undefined): unknown => connection((actors ?? []).map((actor) => ({ actor: actorFields(actor) })));
  return {
    id: `BPR_${index + 1}`,
    databaseId: index + 1,
    pattern: rule.pattern,
    matchingRefs: connection([...store.branches.keys()].filter((name) => matchesPattern(rule.pattern, name)).map((name) => ({ name, prefix: 'refs/heads/' }))),
    isAdminEnforced: rule.adminsBound === true,
    requiresApprovingReviews: reviews !== undefined,
    requiredApprovingReviewCount: reviews?.approvals ?? null,
    requiresCodeOwnerReviews: reviews?.codeOwners === true,
    dismissesStaleReviews: reviews?.dismissStale === true,
    requireLastPushApproval: reviews?.lastPush === true,
    restrictsReviewDismissals: reviews?.dismissers !== undefined,
    reviewDismissalAllowances: allowances(reviews?.dismissers),
    bypassPullRequestAllowances: allowances(reviews?.bypass),
    requiresStatusChecks: checks !== undefined,
    // Reads true even where no checks are required: https://github.com/orgs/community/discussions/59471
    requiresStrictStatusChecks: checks?.strict ?? true,
    requiredStatusCheckContexts: checks?.required.map(({ context }) => context) ?? [],
    requiredStatusChecks:
      checks?.required.map(({ context, app }) => ({
        context,
        app: app === undefined ? null : { id: `A_${app.slug}`, slug: app.slug, databaseId: app.id, name: app.slug },
      })) ?? [],
    requiresConversationResolution: rule.conversations === true,
    requiresLinearHistory: rule.linearHistory === true,
    requiresCommitSignatures: rule.signatures === true,
    requiresDeployments: rule.deployments !== undefined,
    requiredDeploymentEnvironments: rule.deployments ?? [],
    allowsForcePushes: rule.forcePushes === true,
    bypassForcePushAllowances: allowances(rule.forcePushers),
    allowsDeletions: rule.deletions === true,
    blocksCreations: rule.creationsBlocked === true,
    lockBranch: rule.locked === true,
    lockAllowsFetchAndMerge: rule.forkSyncing === true,
    restrictsPushes: rule.pushers !== undefined,
    pushAllowances: allowances(rule.pushers),
  };
}

export function refUpdateFields(rule: ClassicRule, view: View): Fields {
  return {
    pattern: rule.pattern,
    allowsDeletions: rule.deletions === true,
    allowsForcePushes: rule.forcePushes === true,
    blocksCreations: rule.creationsBlocked === true,
    requiredApprovingReviewCount: rule.reviews?.approvals ?? null,
    requiredStatusCheckContexts: rule.checks?.required.map(({ context }) => context) ?? [],
    requiresCodeOwnerReviews: rule.reviews?.codeOwners === true,
    requiresConversationResolution: rule.conversations === true,
    requiresLinearHistory: rule.linearHistory === true,
    requiresSignatures: rule.signatures === true,
    viewerAllowedToDismissReviews: view.canPush && rule.reviews?.dismissers === undefined,
    viewerCanPush: view.canPush && rule.pushers === undefined && rule.locked !== true,
  };
}
