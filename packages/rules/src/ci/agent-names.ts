/** Accounts that coding agents open and change pull requests with, lower case: their own documentation, 2026-11-24. */
export const agentAccounts: readonly string[] = [
  ...[
    'copilot',
    'copilot[bot]',
    'copilot-swe-agent',
    'copilot-swe-agent[bot]',
    'github-copilot[bot]',
    'claude',
    'claude[bot]',
    'claude-code[bot]',
    'codex',
    'codex[bot]',
  ],
  ...[
    'chatgpt-codex-connector[bot]',
    'openai-codex[bot]',
    'cursor',
    'cursor[bot]',
    'cursoragent',
    'devin-ai-integration[bot]',
    'google-labs-jules[bot]',
    'gemini-code-assist[bot]',
  ],
  ...[
    'gemini-cli[bot]',
    'sweep-ai[bot]',
    'openhands-agent',
    'amp[bot]',
    'factory-droid[bot]',
    'jetbrains-junie[bot]',
    'github-actions[bot]',
    'opencode-agent[bot]',
  ],
];

/** Accounts that only raise versions. */
export const dependencyAccounts: readonly string[] = [
  'dependabot[bot]',
  'dependabot-preview[bot]',
  'renovate[bot]',
  'renovate-bot',
  'mend-for-github-com[bot]',
  'pre-commit-ci[bot]',
  'pyup-bot',
  'greenkeeper[bot]',
];

/** Prefixes of the branches that coding agents push to. */
export const agentBranches: readonly string[] = [
  'copilot/',
  'claude/',
  'codex/',
  'cursor/',
  'devin/',
  'jules/',
  'gemini/',
  'openhands/',
  'sweep/',
  'agent/',
  'ai/',
  'droid/',
  'opencode/',
  'amp/',
];
