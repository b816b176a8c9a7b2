/** An input of an action that decides whether, or from when on, it fails. */
export interface VerifyingInput {
  /** `owner/name`, lower case; a prefix of deeper actions. */
  readonly action: string;
  /** Lower case. */
  readonly input: string;
  /** What holds when the input is not written. */
  readonly fallback: string;
  /** Values from the strictest to the laxest; others are not compared. */
  readonly order: readonly string[];
  readonly operation: 'A29' | 'A30';
  /** Somebody must look, no more: what is not new is let pass, or the step only reports. */
  readonly mild?: true;
}

const severities = ['info', 'low', 'moderate', 'medium', 'high', 'critical'];

// The `action.yml` of each, read on 2026-11-24.
export const verifyingInputs: readonly VerifyingInput[] = [
  { action: 'codecov/codecov-action', input: 'fail_ci_if_error', fallback: 'false', order: ['true', 'false'], operation: 'A29' },
  { action: 'coverallsapp/github-action', input: 'fail-on-error', fallback: 'true', order: ['true', 'false'], operation: 'A29' },
  { action: 'actions/dependency-review-action', input: 'warn-only', fallback: 'false', order: ['false', 'true'], operation: 'A29' },
  { action: 'actions/dependency-review-action', input: 'fail-on-severity', fallback: 'low', order: severities, operation: 'A30' },
  { action: 'aquasecurity/trivy-action', input: 'exit-code', fallback: '0', order: ['1', '0'], operation: 'A29' },
  { action: 'anchore/scan-action', input: 'fail-build', fallback: 'true', order: ['true', 'false'], operation: 'A29' },
  { action: 'anchore/scan-action', input: 'severity-cutoff', fallback: 'medium', order: ['negligible', 'low', 'medium', 'high', 'critical'], operation: 'A30' },
  { action: 'bridgecrewio/checkov-action', input: 'soft_fail', fallback: 'false', order: ['false', 'true'], operation: 'A29' },
  { action: 'golangci/golangci-lint-action', input: 'only-new-issues', fallback: 'false', order: ['false', 'true'], operation: 'A29', mild: true },
  { action: 'super-linter/super-linter', input: 'disable_errors', fallback: 'false', order: ['false', 'true'], operation: 'A29' },
  { action: 'dorny/test-reporter', input: 'fail-on-error', fallback: 'true', order: ['true', 'false'], operation: 'A29' },
  { action: 'mikepenz/action-junit-report', input: 'fail_on_failure', fallback: 'false', order: ['true', 'false'], operation: 'A29' },
  { action: 'enricomi/publish-unit-test-result-action', input: 'action_fail', fallback: 'false', order: ['true', 'false'], operation: 'A29' },
  { action: 'aquasecurity/trivy-action', input: 'ignore-unfixed', fallback: 'false', order: ['false', 'true'], operation: 'A30', mild: true },
  { action: 'super-linter/super-linter/slim', input: 'disable_errors', fallback: 'false', order: ['false', 'true'], operation: 'A29' },
  { action: 'super-linter/super-linter', input: 'validate_all_codebase', fallback: 'true', order: ['true', 'false'], operation: 'A29', mild: true },
  { action: 'hadolint/hadolint-action', input: 'no-fail', fallback: 'false', order: ['false', 'true'], operation: 'A29' },
  {
    action: 'hadolint/hadolint-action',
    input: 'failure-threshold',
    fallback: 'info',
    order: ['style', 'info', 'warning', 'error', 'ignore', 'none'],
    operation: 'A30',
  },
  { action: 'lycheeverse/lychee-action', input: 'fail', fallback: 'true', order: ['true', 'false'], operation: 'A29' },
  { action: 'ludeeus/action-shellcheck', input: 'severity', fallback: 'style', order: ['style', 'info', 'warning', 'error'], operation: 'A30' },
  { action: 'advanced-security/filter-sarif', input: 'fail_on_error', fallback: 'false', order: ['true', 'false'], operation: 'A29' },
  { action: 'dorny/paths-filter', input: 'predicate-quantifier', fallback: 'some', order: ['some', 'every'], operation: 'A29', mild: true },
  { action: 'gradle/actions/setup-gradle', input: 'validate-wrappers', fallback: 'true', order: ['true', 'false'], operation: 'A29' },
];

/** Lists by which a job that sums others up lets some of them be skipped or fail: an entry more is laxer. */
export const allowingInputs: readonly { readonly action: string; readonly inputs: readonly string[] }[] = [
  { action: 're-actors/alls-green', inputs: ['allowed-skips', 'allowed-failures'] },
];

/** Lists of what an action fails for: an entry less is laxer. */
export const listInputs: readonly { readonly action: string; readonly input: string; readonly fallback: string }[] = [
  { action: 'aquasecurity/trivy-action', input: 'severity', fallback: 'UNKNOWN,LOW,MEDIUM,HIGH,CRITICAL' },
  { action: 'aquasecurity/trivy-action', input: 'scanners', fallback: 'vuln,secret' },
  { action: 'actions/dependency-review-action', input: 'fail-on-scopes', fallback: 'runtime' },
];

/** Actions that find out which jobs have work to do, by the inputs that list paths. */
export const detectingActions: readonly { readonly action: string; readonly inputs: readonly string[] }[] = [
  { action: 'dorny/paths-filter', inputs: ['filters'] },
  { action: 'tj-actions/changed-files', inputs: ['files', 'files_yaml'] },
  { action: 'step-security/changed-files', inputs: ['files', 'files_yaml'] },
  { action: 'step-security/paths-filter', inputs: ['filters'] },
];
