interface SettingFact {
  readonly tool: string;
  readonly matches: (key: string, value: string) => boolean;
}

const is =
  (wantedKey: string, ...values: readonly string[]) =>
  (key: string, value: string): boolean =>
    key === wantedKey && values.includes(value);

/** Settings that switch a sandbox or approvals off altogether. `meaning` continues "… for everyone". Compared with the vendors' documentation on 2026-11-24. */
export const looseSettings: readonly (SettingFact & {
  readonly meaning: string;
  readonly unless?: { readonly key: string; readonly value: string };
})[] = [
  { tool: 'Claude Code', matches: is('permissions.defaultMode', 'bypassPermissions'), meaning: 'approves every action' },
  { tool: 'Claude Code', matches: is('permissions.defaultMode', 'auto'), meaning: 'lets a classifier approve actions' },
  { tool: 'Claude Code', matches: is('skipDangerousModePermissionPrompt', 'true'), meaning: 'hides the warning before bypass mode' },
  { tool: 'Claude Code', matches: is('permissions.allow', 'Bash', 'Bash(*)', 'Bash(:*)', 'Bash(**)'), meaning: 'runs every shell command without asking' },
  { tool: 'Claude Code', matches: is('sandbox.filesystem.allowWrite', '/', '//', '~', '~/'), meaning: 'opens the whole disk to sandboxed commands' },
  {
    tool: 'Claude Code',
    matches: is('sandbox.network.allowAllUnixSockets', 'true'),
    meaning: 'opens every local socket, that of Docker included, to sandboxed commands',
  },
  { tool: 'Claude Code', matches: is('sandbox.filesystem.disabled', 'true'), meaning: 'switches the file sandbox off' },
  { tool: 'Codex', matches: is('sandbox_mode', 'danger-full-access'), meaning: 'switches the sandbox off' },
  { tool: 'Codex', matches: is('approval_policy', 'never'), meaning: 'never asks before an action', unless: { key: 'sandbox_mode', value: 'read-only' } },
  { tool: 'Codex', matches: is('sandbox_workspace_write.writable_roots', '/', '~', '$HOME'), meaning: 'opens the whole disk to the agent' },
  { tool: 'Cursor', matches: is('type', 'insecure_none'), meaning: 'switches the sandbox off' },
  { tool: 'Cursor', matches: is('permissions.allow', 'Shell(*)', 'Shell(**)'), meaning: 'runs every shell command without asking' },
  { tool: 'VS Code', matches: is('chat.tools.global.autoApprove', 'true'), meaning: 'approves every tool call' },
  { tool: 'VS Code', matches: is('chat.tools.autoApprove', 'true'), meaning: 'approves every tool call' },
  {
    tool: 'VS Code',
    matches: (key, value) => /^chat\.tools\.terminal\.autoApprove\.(?:\/\^?\.[*+]\$?\/\w*|\*)(?:\.approve)?$/.test(key) && value === 'true',
    meaning: 'runs every terminal command without asking',
  },
  { tool: 'Gemini CLI', matches: is('general.defaultApprovalMode', 'yolo'), meaning: 'approves every action' },
  {
    tool: 'Gemini CLI',
    matches: is('tools.allowed', 'run_shell_command', 'ShellTool', 'run_shell_command(*)'),
    meaning: 'runs every shell command without asking',
  },
  { tool: 'Gemini CLI', matches: is('security.folderTrust.enabled', 'false'), meaning: 'trusts every folder' },
  { tool: 'opencode', matches: is('permission', 'allow'), meaning: 'approves every action' },
  { tool: 'opencode', matches: is('permission.*', 'allow'), meaning: 'approves every action' },
  { tool: 'opencode', matches: is('permission.bash', 'allow'), meaning: 'runs every shell command without asking' },
  { tool: 'Aider', matches: is('yes-always', 'true'), meaning: 'answers yes to every question' },
  { tool: 'Zed', matches: is('agent.always_allow_tool_actions', 'true'), meaning: 'approves every tool call' },
];

/** Settings that hold an agent back. */
export const restrictingSettings: readonly SettingFact[] = [
  { tool: 'Claude Code', matches: is('sandbox.enabled', 'true') },
  { tool: 'Claude Code', matches: is('sandbox.failIfUnavailable', 'true') },
  { tool: 'Claude Code', matches: is('sandbox.allowUnsandboxedCommands', 'false') },
  { tool: 'Claude Code', matches: is('permissions.disableBypassPermissionsMode', 'disable') },
  { tool: 'Claude Code', matches: is('disableAutoMode', 'disable') },
  { tool: 'Claude Code', matches: is('permissions.defaultMode', 'plan', 'default', 'manual') },
  { tool: 'Claude Code', matches: (key) => key === 'permissions.deny' || key === 'permissions.ask' },
  { tool: 'Codex', matches: is('sandbox_mode', 'read-only', 'workspace-write') },
  { tool: 'Codex', matches: is('approval_policy', 'untrusted', 'on-request') },
  { tool: 'Cursor', matches: is('type', 'workspace_readonly', 'workspace_readwrite') },
  { tool: 'Cursor', matches: (key) => key === 'permissions.deny' },
  { tool: 'VS Code', matches: is('chat.agent.sandbox.enabled', 'true') },
  { tool: 'Gemini CLI', matches: is('security.disableYoloMode', 'true') },
  { tool: 'Gemini CLI', matches: (key, value) => key === 'tools.sandbox' && value !== 'false' },
  { tool: 'opencode', matches: (key, value) => key.startsWith('permission') && (value === 'ask' || value === 'deny') },
];
