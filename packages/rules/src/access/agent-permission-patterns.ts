/** Programs that run whatever text they are given: allowing one by prefix allows everything. */
const runsAnything =
  'bash|sh|zsh|fish|eval|exec|python|python3|node|deno|bun|ruby|perl|php|npx|pnpx|bunx|uvx|npm|pnpm|yarn|pip|pip3|uv|env|xargs|find|ssh|sudo|docker|podman|osascript|pwsh|powershell';
/** Programs that send data out, publish or destroy. */
const reachesOut = 'curl|wget|nc|scp|rsync|rm|git push|gh|gh api|gh pr merge|npm publish|kubectl|terraform|aws|gcloud|az';

const claudeShell = new RegExp(`^Bash\\((?:${runsAnything}|${reachesOut})(?::\\*| \\*|\\*)\\)$`);
const claudeOther = /^(?:WebFetch|WebFetch\(\*\)|WebFetch\(domain:\*\)|mcp__\*|Write|Edit|Write\(\*\*?\)|Edit\(\*\*?\)|Edit\(\/?\*\*\/\*\))$/;
const cursorShell = new RegExp(`^Shell\\((?:${runsAnything}|git|gh|curl|wget|rm)(?::\\*)?\\)$`);

export interface BroadGrant {
  readonly tool: string;
  readonly matches: (key: string, value: string) => boolean;
  /** Continues "… lets agents". */
  readonly meaning: string;
  readonly confidence: 'high' | 'medium' | 'low';
}

const isTrue =
  (pattern: RegExp) =>
  (key: string, value: string): boolean =>
    pattern.test(key) && (value === 'true' || value === 'allow');

/** Grants that are broad without switching approvals off altogether. Compared with the vendors' documentation on 2026-11-24. */
export const broadGrants: readonly BroadGrant[] = [
  {
    tool: 'Claude Code',
    matches: (key, value) => key === 'permissions.allow' && claudeShell.test(value),
    meaning: 'run, send or publish anything through that program',
    confidence: 'medium',
  },
  {
    tool: 'Claude Code',
    matches: (key, value) => key === 'permissions.allow' && claudeOther.test(value),
    meaning: 'do so everywhere, without a domain, path or server named',
    confidence: 'low',
  },
  {
    tool: 'Claude Code',
    matches: (key, value) => key === 'permissions.additionalDirectories' && /^(?:\.\.\/?|\/|~\/?|\/home\/?|\/Users\/?)$/.test(value),
    meaning: 'work outside the repository',
    confidence: 'high',
  },
  {
    tool: 'Claude Code',
    matches: (key, value) => /^(?:apiKeyHelper|awsAuthRefresh|awsCredentialExport|gcpAuthRefresh|otelHeadersHelper)$/.test(key) && value !== '',
    meaning: "run this program for everyone's credentials as soon as the folder is trusted",
    confidence: 'medium',
  },
  {
    tool: 'Claude Code',
    matches: (key, value) =>
      /^env\.(?:LD_PRELOAD|DYLD_INSERT_LIBRARIES|NODE_OPTIONS|GIT_SSH_COMMAND|ANTHROPIC_BASE_URL|HTTPS?_PROXY)$/.test(key) && value !== '',
    meaning: 'be redirected or extended by whoever controls this variable',
    confidence: 'medium',
  },
  {
    tool: 'Claude Code',
    matches: (key, value) => key === 'disableAllHooks' && value === 'true',
    meaning: 'work without the guards that hooks are',
    confidence: 'high',
  },
  {
    tool: 'Codex',
    matches: (key, value) => key === 'sandbox_workspace_write.writable_roots' && /^(?:\.\.|~\/|\/(?:home|Users|etc|usr)\b)/.test(value),
    meaning: 'write outside the repository',
    confidence: 'medium',
  },
  {
    tool: 'Cursor',
    matches: (key, value) => key === 'permissions.allow' && cursorShell.test(value),
    meaning: 'run, send or publish anything through that program',
    confidence: 'medium',
  },
  {
    tool: 'Cursor',
    matches: (key, value) => /^additionalReadwritePaths$/.test(key) && /^(?:\/|~\/?)$/.test(value),
    meaning: 'write outside the repository',
    confidence: 'high',
  },
  { tool: 'VS Code', matches: isTrue(/^chat\.tools\.urls\.autoApprove\.\*$/), meaning: 'fetch every address', confidence: 'high' },
  {
    tool: 'VS Code',
    matches: isTrue(/^chat\.tools\.terminal\.ignoreDefaultAutoApproveRules$/),
    meaning: 'work without the built-in deny rules',
    confidence: 'high',
  },
  {
    tool: 'VS Code',
    matches: isTrue(/^chat\.tools\.terminal\.autoApprove\.(?:bash|sh|zsh|python3?|node|npx|npm|pnpm|yarn|curl|wget|rm|git|gh|docker|sudo)$/),
    meaning: 'run, send or publish anything through that program',
    confidence: 'medium',
  },
  {
    tool: 'VS Code',
    matches: isTrue(/^chat\.tools\.edits\.autoApprove\.\*\*\/\*$/),
    meaning: 'edit every file, those of the editor and of CI included',
    confidence: 'low',
  },
  {
    tool: 'Gemini CLI',
    matches: (key, value) => key === 'tools.allowed' && /^run_shell_command\((?:bash|sh|python3?|node|npx|npm|curl|wget|rm|git push|gh|docker)\)$/.test(value),
    meaning: 'run, send or publish anything through that program',
    confidence: 'medium',
  },
  { tool: 'opencode', matches: isTrue(/^permission\.external_directory(?:\.\*)?$/), meaning: 'work outside the repository', confidence: 'high' },
];

/** Deny rules that keep secrets from agents. */
export const secretPath: RegExp = /(?:\.env\b|secrets?\b|credentials?\b|\.pem\b|\.key\b|id_rsa|\.ssh|\.aws|\.npmrc|\.netrc|\.tfstate|\.kube)/i;
