/** How a committed settings file of an agent is read, and what the agent makes of it. */
export interface AgentSettingFile {
  readonly tool: string;
  readonly path: RegExp;
  readonly format: 'json' | 'toml' | 'yaml';
  /** Only keys that begin so are settings of the agent. */
  readonly keys?: RegExp;
  /** What holds for every key that no other entry names. */
  readonly effect: 'effective' | 'needs-trust';
  /** Keys (`key` or `key=value`) that the tool ignores in files of a repository. */
  readonly ignored?: readonly string[];
  /** Keys that count only after the user has trusted the folder. */
  readonly afterTrust?: readonly string[];
  readonly source: string;
}

/** Settings files by tool. Compared with the vendors' documentation on 2026-11-24. */
export const agentSettingFiles: readonly AgentSettingFile[] = [
  {
    tool: 'Claude Code',
    path: /(?:^|\/)\.claude\/settings(?:\.local)?\.json$/,
    format: 'json',
    effect: 'effective',
    // Files of a repository cannot switch these on: since 2.1.x the user, local or managed settings must.
    ignored: [
      'permissions.defaultMode=bypassPermissions',
      'permissions.defaultMode=auto',
      'skipDangerousModePermissionPrompt',
      'sandbox.filesystem.disabled',
      'sandbox.network.strictAllowlist',
      'sandbox.ripgrep',
      'sandbox.bwrapPath',
    ],
    afterTrust: [
      'hooks',
      'disableAllHooks',
      'apiKeyHelper',
      'awsAuthRefresh',
      'awsCredentialExport',
      'gcpAuthRefresh',
      'otelHeadersHelper',
      'statusLine',
      'env',
    ],
    source: 'https://code.claude.com/docs/en/settings',
  },
  {
    tool: 'Codex',
    path: /(?:^|\/)\.codex\/config\.toml$/,
    format: 'toml',
    effect: 'needs-trust',
    ignored: [
      'openai_base_url',
      'chatgpt_base_url',
      'apps_mcp_product_sku',
      'model_provider',
      'model_providers',
      'notify',
      'profile',
      'profiles',
      'experimental_realtime_ws_base_url',
      'otel',
      'project_root_markers',
      'projects',
    ],
    source: 'https://developers.openai.com/codex/config-reference',
  },
  {
    tool: 'Cursor',
    path: /(?:^|\/)\.cursor\/(?:sandbox|cli|permissions)\.json$/,
    format: 'json',
    effect: 'effective',
    source: 'https://cursor.com/docs/reference/sandbox',
  },
  {
    tool: 'VS Code',
    path: /^\.vscode\/settings\.json$/,
    format: 'json',
    keys: /^chat\./,
    effect: 'needs-trust',
    source: 'https://code.visualstudio.com/docs/copilot/reference/copilot-settings',
  },
  {
    tool: 'Gemini CLI',
    path: /^\.gemini\/settings\.json$/,
    format: 'json',
    effect: 'needs-trust',
    ignored: ['general.defaultApprovalMode=yolo'],
    source: 'https://github.com/google-gemini/gemini-cli/blob/main/docs/reference/configuration.md',
  },
  {
    tool: 'opencode',
    path: /^(?:\.opencode\/)?opencode\.jsonc?$/,
    format: 'json',
    effect: 'effective',
    source: 'https://opencode.ai/docs/permissions/',
  },
  { tool: 'Aider', path: /^\.aider\.conf\.yml$/, format: 'yaml', effect: 'effective', source: 'https://aider.chat/docs/config/aider_conf.html' },
  { tool: 'Zed', path: /^\.zed\/settings\.json$/, format: 'json', keys: /^agent\./, effect: 'needs-trust', source: 'https://zed.dev/docs/ai/agent-settings' },
];

/** A file that lists MCP servers, and the key under which they stand. */
export interface McpFile {
  readonly tool: string;
  readonly path: RegExp;
  readonly format: 'json' | 'toml';
  readonly key: string;
}

/** MCP lists by tool. Compared with the vendors' documentation on 2026-11-24. */
export const mcpFiles: readonly McpFile[] = [
  { tool: 'Claude Code', path: /(?:^|\/)\.mcp\.json$/, format: 'json', key: 'mcpServers' },
  { tool: 'VS Code', path: /^\.vscode\/mcp\.json$/, format: 'json', key: 'servers' },
  { tool: 'GitHub Copilot', path: /^\.github\/mcp\.json$/, format: 'json', key: 'mcpServers' },
  { tool: 'Cursor', path: /^\.cursor\/mcp\.json$/, format: 'json', key: 'mcpServers' },
  { tool: 'Gemini CLI', path: /^\.gemini\/settings\.json$/, format: 'json', key: 'mcpServers' },
  { tool: 'opencode', path: /^(?:\.opencode\/)?opencode\.jsonc?$/, format: 'json', key: 'mcp' },
  { tool: 'Codex', path: /(?:^|\/)\.codex\/config\.toml$/, format: 'toml', key: 'mcp_servers' },
  { tool: 'Amazon Q', path: /^\.amazonq\/mcp\.json$/, format: 'json', key: 'mcpServers' },
  { tool: 'Roo Code', path: /^\.roo\/mcp\.json$/, format: 'json', key: 'mcpServers' },
  { tool: 'Kiro', path: /^\.kiro\/settings\/mcp\.json$/, format: 'json', key: 'mcpServers' },
  { tool: 'Junie', path: /^\.junie\/mcp\/mcp\.json$/, format: 'json', key: 'mcpServers' },
  { tool: 'Factory', path: /^\.factory\/mcp\.json$/, format: 'json', key: 'mcpServers' },
  { tool: 'Windsurf', path: /^\.windsurf\/mcp_config\.json$/, format: 'json', key: 'mcpServers' },
  { tool: 'Kilo Code', path: /^\.kilocode\/mcp\.json$/, format: 'json', key: 'mcpServers' },
  { tool: 'Claude Code', path: /(?:^|\/)\.claude-plugin\/plugin\.json$/, format: 'json', key: 'mcpServers' },
  { tool: 'Firebender', path: /^firebender\.json$/, format: 'json', key: 'mcpServers' },
  { tool: 'Crush', path: /^\.?crush\.json$/, format: 'json', key: 'mcp' },
  { tool: 'Zed', path: /^\.zed\/settings\.json$/, format: 'json', key: 'context_servers' },
];

/** Files that keep paths out of an agent's context. Filters, not boundaries: shell commands still read the files. */
export const ignoreFileNames: Readonly<Record<string, string>> = {
  '.cursorignore': 'Cursor',
  '.geminiignore': 'Gemini CLI',
  '.aiexclude': 'Gemini Code Assist',
  '.clineignore': 'Cline',
  '.rooignore': 'Roo Code',
  '.codeiumignore': 'Windsurf',
  '.aiderignore': 'Aider',
  '.kilocodeignore': 'Kilo Code',
  '.augmentignore': 'Augment',
};
