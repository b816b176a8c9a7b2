import { userBody } from './account.ts';
import { codeOwnersPath } from './community.ts';
import { DATE } from './date.ts';
import { administered, failure, type Handler, notFound, ok, page, refused } from './rest-answer.ts';

const getRepository: Handler = ({ scenario: { repository, settings }, view }) => {
  const { merge } = settings;
  const isOrganization = repository.ownerKind === 'Organization';
  const owner = { login: repository.owner, id: 1, node_id: 'O_1', type: repository.ownerKind, site_admin: false };
  const fullName = `${repository.owner}/${repository.name}`;
  return ok({
    id: repository.id,
    node_id: `R_${repository.id}`,
    name: repository.name,
    full_name: fullName,
    html_url: `https://github.test/${fullName}`,
    owner,
    ...(isOrganization ? { organization: owner } : {}),
    private: repository.visibility !== 'public',
    visibility: repository.visibility,
    description: repository.description,
    topics: repository.topics,
    fork: repository.fork,
    archived: repository.archived,
    disabled: repository.disabled,
    is_template: repository.template,
    default_branch: repository.defaultBranch,
    has_issues: true,
    web_commit_signoff_required: merge.signoff,
    ...(view.token === 'none'
      ? {}
      : { permissions: { admin: view.canAdminister, maintain: view.canAdminister, push: view.canPush, triage: view.canPush, pull: true } }),
    // Both of these are left out, not false, for those who may not see them.
    ...(view.canPush
      ? {
          allow_merge_commit: merge.mergeCommit,
          allow_squash_merge: merge.squash,
          allow_rebase_merge: merge.rebase,
          allow_auto_merge: merge.autoMerge,
          delete_branch_on_merge: merge.deleteBranch,
          allow_update_branch: merge.updateBranch,
          squash_merge_commit_title: merge.squashTitle,
          squash_merge_commit_message: merge.squashMessage,
          merge_commit_title: 'MERGE_MESSAGE',
          merge_commit_message: 'PR_TITLE',
        }
      : {}),
    ...(view.canAdminister
      ? {
          security_and_analysis: Object.fromEntries(
            Object.entries(settings.security.analysis).map(([key, enabled]) => [key, { status: enabled ? 'enabled' : 'disabled' }]),
          ),
        }
      : {}),
  });
};

const getActions = administered(({ actions }, _, { url }) =>
  ok({
    enabled: actions.enabled,
    ...(actions.enabled ? { allowed_actions: actions.allowed, sha_pinning_required: actions.shaPinning } : {}),
    ...(actions.allowed === 'selected' ? { selected_actions_url: `${url}/selected-actions` } : {}),
  }),
);

const getSelectedActions = administered(({ actions: { allowed, selected } }) =>
  allowed === 'selected'
    ? ok({ github_owned_allowed: selected.githubOwned, verified_allowed: selected.verified, patterns_allowed: selected.patterns })
    : failure(409, 'Conflict'),
);

const getWorkflowToken = administered(({ actions }) =>
  ok({ default_workflow_permissions: actions.defaultToken, can_approve_pull_request_reviews: actions.canApprovePullRequests }),
);

const getForkApproval = administered(({ actions }) => ok({ approval_policy: actions.forkApproval }));

const getPrivateForks = administered(({ actions: { privateForks } }, { scenario }) =>
  scenario.repository.visibility === 'public'
    ? notFound
    : ok({
        run_workflows_from_fork_pull_requests: privateForks.run,
        send_write_tokens_to_workflows: privateForks.writeTokens,
        send_secrets_and_variables: privateForks.secrets,
        require_approval_for_fork_pr_workflows: privateForks.approval,
      }),
);

const getActionsAccess = administered(({ actions }, { scenario }) =>
  scenario.repository.visibility === 'public'
    ? failure(422, 'Access policy only applies to internal and private repositories.')
    : ok({ access_level: actions.access }),
);

const listKeys = administered(
  ({ deployKeys }, _, request) =>
    page(
      request,
      deployKeys.map(({ title, readOnly }, index) => ({
        id: index + 1,
        key: 'ssh-ed25519 AAAA',
        title,
        verified: true,
        created_at: DATE,
        read_only: readOnly,
        enabled: true,
      })),
    ),
  'hides',
);

const listTeams = administered(
  ({ teams }, { scenario }, request) =>
    scenario.repository.ownerKind === 'User'
      ? notFound
      : page(
          request,
          teams.map(({ slug, permission, secret }, index) => ({
            id: index + 1,
            name: slug,
            slug,
            permission,
            privacy: secret === true ? 'secret' : 'closed',
            permissions: rightsOf(permission),
            type: 'organization',
            access_source: 'direct',
          })),
        ),
  'hides',
);

const RIGHTS = ['pull', 'triage', 'push', 'maintain', 'admin'] as const;
const rightsOf = (permission: (typeof RIGHTS)[number]): object =>
  Object.fromEntries(RIGHTS.map((right, index) => [right, index <= RIGHTS.indexOf(permission)]));

/** Maintainers count as write and triagers as read in `permission`, and keep their name in `role_name`. */
const getCollaborator: Handler = ({ scenario, view }, { parameters }) => {
  const refusal = view.refusal('contents', 'write');
  if (refusal) return view.token === 'classic' ? failure(403, 'Must have push access to view collaborator permission.') : refused(refusal);
  const login = parameters['username'] ?? '';
  const role = scenario.settings.collaborators[login];
  const permission =
    role === undefined ? (scenario.repository.visibility === 'public' ? 'read' : 'none') : role === 'maintain' ? 'write' : role === 'triage' ? 'read' : role;
  return ok({ permission, role_name: role ?? permission, user: { ...userBody(login), role_name: role ?? permission } });
};

const getCodeOwnersErrors: Handler = ({ scenario: { repository, settings }, view }) => {
  const refusal = view.refusal('contents');
  if (refusal) return refused(refusal);
  const path = codeOwnersPath(repository.files);
  return path === undefined ? notFound : ok({ errors: settings.codeOwnersErrors.map((error) => ({ ...error, path })) });
};

const getPrivateReporting: Handler = ({ scenario: { repository, settings } }) =>
  repository.visibility === 'public'
    ? ok({ enabled: settings.security.privateReporting })
    : failure(422, 'Private vulnerability reporting is only available for public repositories.');

const getVulnerabilityAlerts = administered(
  ({ security }) => (security.vulnerabilityAlerts ? { status: 204 } : failure(404, 'Vulnerability alerts are disabled.')),
  'hides',
);

const getAutomatedFixes = administered(({ security }) => ok({ enabled: security.automatedFixes, paused: false }), 'hides');

const getCodeScanning = administered(({ security: { codeScanning } }) =>
  ok({
    state: codeScanning.configured ? 'configured' : 'not-configured',
    languages: codeScanning.languages,
    query_suite: 'default',
    threat_model: 'remote',
    updated_at: codeScanning.configured ? DATE : null,
    schedule: codeScanning.configured ? 'weekly' : null,
  }),
);

const getCopilot: Handler = ({ scenario, view }) => {
  const refusal = view.refusal('copilot_agent_settings');
  if (refusal) return refused(refusal);
  const { copilot } = scenario.settings;
  if (copilot === null) return notFound;
  return ok({
    mcp_configuration: copilot.mcp,
    enabled_tools: {
      codeql: copilot.tools.codeql,
      copilot_code_review: copilot.tools.codeReview,
      secret_scanning: copilot.tools.secretScanning,
      dependency_vulnerability_checks: copilot.tools.dependencyChecks,
    },
    require_actions_workflow_approval: copilot.workflowApproval,
    is_firewall_enabled: copilot.firewall,
    is_firewall_recommended_allowlist_enabled: copilot.recommendedAllowlist,
    custom_allowlist: copilot.allowlist,
    is_automations_enabled: copilot.automations,
    require_write_access_for_automation_triggers: copilot.writeAccessForTriggers,
  });
};

const getInteractionLimit = administered(({ interactionLimit }) =>
  ok(interactionLimit === null ? {} : { limit: interactionLimit, origin: 'repository', expires_at: '2026-12-24T00:00:00Z' }),
);

/** Paths below `/repos/{owner}/{repo}`. */
export const settingsRoutes: Readonly<Record<string, Handler>> = {
  '': getRepository,
  '/actions/permissions': getActions,
  '/actions/permissions/selected-actions': getSelectedActions,
  '/actions/permissions/workflow': getWorkflowToken,
  '/actions/permissions/fork-pr-contributor-approval': getForkApproval,
  '/actions/permissions/fork-pr-workflows-private-repos': getPrivateForks,
  '/actions/permissions/access': getActionsAccess,
  '/keys': listKeys,
  '/teams': listTeams,
  '/collaborators/{username}/permission': getCollaborator,
  '/codeowners/errors': getCodeOwnersErrors,
  '/private-vulnerability-reporting': getPrivateReporting,
  '/vulnerability-alerts': getVulnerabilityAlerts,
  '/automated-security-fixes': getAutomatedFixes,
  '/code-scanning/default-setup': getCodeScanning,
  '/copilot/cloud-agent/configuration': getCopilot,
  '/interaction-limits': getInteractionLimit,
};
