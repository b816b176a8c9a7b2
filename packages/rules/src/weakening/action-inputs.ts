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
  { action: 'golangci/golangci-lint-action', input: 'only-new-issues', fallback: 'false', order: ['false', 'true'], operation: 'A29' },
  { action: 'super-linter/super-linter', input: 'disable_errors', fallback: 'false', order: ['false', 'true'], operation: 'A29' },
  { action: 'ossf/scorecard-action', input: 'publish_results', fallback: 'false', order: ['true', 'false'], operation: 'A29' },
  { action: 'dorny/test-reporter', input: 'fail-on-error', fallback: 'true', order: ['true', 'false'], operation: 'A29' },
  { action: 'mikepenz/action-junit-report', input: 'fail_on_failure', fallback: 'false', order: ['true', 'false'], operation: 'A29' },
  { action: 'enricomi/publish-unit-test-result-action', input: 'action_fail', fallback: 'false', order: ['true', 'false'], operation: 'A29' },
  { action: 'gradle/actions', input: 'validate-wrappers', fallback: 'true', order: ['true', 'false'], operation: 'A29' },
];

/** Lists by which a job that sums others up lets some of them be skipped or fail: an entry more is laxer. */
export const allowingInputs: readonly { readonly action: string; readonly inputs: readonly string[] }[] = [
  { action: 're-actors/alls-green', inputs: ['allowed-skips', 'allowed-failures'] },
];
