/** What a parameter of a rule holds. A list is one of texts or of objects. */
export type ParameterKind = 'boolean' | 'text' | 'number' | 'texts' | 'objects' | 'object';

export interface RuleType {
  readonly parameters: Readonly<Record<string, ParameterKind>>;
}

const none: RuleType = { parameters: {} };
const pattern: RuleType = { parameters: { operator: 'text', pattern: 'text', negate: 'boolean', name: 'text' } };

/**
 * Types of rules of rulesets and their parameters.
 *
 * Source: https://docs.github.com/en/rest/repos/rules, https://docs.github.com/en/rest/orgs/rules (checked 2026-11-24)
 */
export const ruleTypes: ReadonlyMap<string, RuleType> = new Map<string, RuleType>([
  ['creation', none],
  ['deletion', none],
  ['non_fast_forward', none],
  ['required_linear_history', none],
  ['required_signatures', none],
  ['license_compliance_scanning', none],
  ['update', { parameters: { update_allows_fetch_and_merge: 'boolean' } }],
  [
    'pull_request',
    {
      parameters: {
        required_approving_review_count: 'number',
        require_code_owner_review: 'boolean',
        dismiss_stale_reviews_on_push: 'boolean',
        require_last_push_approval: 'boolean',
        required_review_thread_resolution: 'boolean',
        automatic_copilot_code_review_enabled: 'boolean',
        allowed_merge_methods: 'texts',
        required_reviewers: 'objects',
        dismissal_restriction: 'object',
      },
    },
  ],
  [
    'required_status_checks',
    { parameters: { required_status_checks: 'objects', strict_required_status_checks_policy: 'boolean', do_not_enforce_on_create: 'boolean' } },
  ],
  ['workflows', { parameters: { workflows: 'objects', do_not_enforce_on_create: 'boolean' } }],
  ['code_scanning', { parameters: { code_scanning_tools: 'objects' } }],
  ['copilot_code_review', { parameters: { review_on_push: 'boolean', review_draft_pull_requests: 'boolean' } }],
  [
    'merge_queue',
    {
      parameters: {
        check_response_timeout_minutes: 'number',
        grouping_strategy: 'text',
        max_entries_to_build: 'number',
        max_entries_to_merge: 'number',
        merge_method: 'text',
        min_entries_to_merge: 'number',
        min_entries_to_merge_wait_minutes: 'number',
      },
    },
  ],
  ['required_deployments', { parameters: { required_deployment_environments: 'texts' } }],
  ['commit_message_pattern', pattern],
  ['commit_author_email_pattern', pattern],
  ['committer_email_pattern', pattern],
  ['branch_name_pattern', pattern],
  ['tag_name_pattern', pattern],
  ['file_path_restriction', { parameters: { restricted_file_paths: 'texts' } }],
  ['file_extension_restriction', { parameters: { restricted_file_extensions: 'texts' } }],
  ['max_file_path_length', { parameters: { max_file_path_length: 'number' } }],
  ['max_file_size', { parameters: { max_file_size: 'number' } }],
]);
