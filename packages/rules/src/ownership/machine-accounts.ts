/**
 * Logins of apps and agents that act on pull requests, without a `[bot]` suffix. Checked 2026-11-24.
 *
 * Source: https://docs.github.com/en/copilot and the vendors' app pages.
 */
export const machineAccounts: ReadonlySet<string> = new Set([
  'amazon-q-developer',
  'chatgpt-codex-connector',
  'claude',
  'coderabbitai',
  'copilot',
  'copilot-pull-request-reviewer',
  'copilot-swe-agent',
  'cursor',
  'dependabot',
  'devin-ai-integration',
  'gemini-code-assist',
  'github-actions',
  'google-labs-jules',
  'mergify',
  'pre-commit-ci',
  'renovate',
  'renovate-bot',
  'sourcery-ai',
]);

/** Parts of a login that people give to accounts of machines: a hint, no proof. */
export const machineNameHint: RegExp = /(?:^|[-_])(?:bots?|robot|ci|automation|autobot|svc|service-account)(?:$|[-_])|[a-z]bot$/i;
