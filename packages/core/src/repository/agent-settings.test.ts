import { describe, expect, it } from 'vitest';
import { defaultConfiguration } from '../configuration/defaults.ts';
import type { AgentSettings } from '../model/agent-settings.ts';
import { memorySource } from '../sources/memory.ts';
import { opencodeDecision } from './agent-permissions.ts';
import { createRepository } from './repository.ts';

async function load(files: Record<string, string>): Promise<AgentSettings> {
  return (await createRepository(memorySource(files), defaultConfiguration)).facet('agentSettings');
}

describe('loadAgentSettings', () => {
  it('says of each setting whether the tool honours it from a file of the repository', async () => {
    const { settings } = await load({
      '.claude/settings.json':
        '{ "permissions": { "defaultMode": "bypassPermissions", "allow": ["Bash(make bread)"], "deny": ["Read(./.env)"] }, "apiKeyHelper": "./key.sh" } // c',
      '.codex/config.toml': 'sandbox_mode = "danger-full-access"\nmodel_provider = "x"\n',
      '.vscode/settings.json': '{ "editor.tabSize": 2, "chat.tools.terminal.autoApprove": { "/.*/": true } }',
    });
    expect(settings.map(({ tool, key, value, effect }) => `${tool}: ${key} = ${value} (${effect})`)).toEqual([
      'Claude Code: permissions.defaultMode = bypassPermissions (ignored)',
      'Claude Code: permissions.allow = Bash(make bread) (effective)',
      'Claude Code: permissions.deny = Read(./.env) (effective)',
      'Claude Code: apiKeyHelper = ./key.sh (needs-trust)',
      'Codex: sandbox_mode = danger-full-access (needs-trust)',
      'Codex: model_provider = x (ignored)',
      'VS Code: chat.tools.terminal.autoApprove./.*/ = true (needs-trust)',
    ]);
    expect(settings[1]?.location.range.start.line).toBe(1);
  });

  it('reads the lists of MCP servers of several tools', async () => {
    const { mcpServers } = await load({
      '.mcp.json': '{ "mcpServers": { "oven": { "command": "npx", "args": ["-y", "oven-mcp"], "env": { "KEY": "${KEY}" }, "alwaysAllow": ["heat"] } } }',
      '.vscode/mcp.json': '{ "servers": { "shop": { "url": "http://shop.test/mcp", "headers": { "Authorization": "Bearer x" } } } }',
      'opencode.json': '{ "mcp": { "flour": { "type": "local", "command": ["uvx", "flour"], "enabled": false } } }',
      '.codex/config.toml': '[mcp_servers.dough]\ncommand = "docker"\nargs = ["run", "--privileged"]\n',
    });
    expect(
      mcpServers.map(({ name, command, args, url, enabled }) => [name, command?.value ?? url?.value, args.map((arg) => arg.value).join(' '), enabled]),
    ).toEqual([
      ['dough', 'docker', 'run --privileged', true],
      ['oven', 'npx', '-y oven-mcp', true],
      ['shop', 'http://shop.test/mcp', '', true],
      ['flour', 'uvx', 'flour', false],
    ]);
  });

  it('lists what single actions are allowed, asked for and denied, whatever the tool calls it', async () => {
    const { permissions } = await load({
      '.claude/settings.json': '{ "permissions": { "allow": ["Bash(make bread)", "WebFetch"], "ask": ["Bash(git push:*)"], "deny": ["Read(./.env)"] } }',
      '.cursor/cli.json': '{ "permissions": { "allow": ["Shell(git)"], "deny": ["Write(**)"] } }',
      '.cursor/permissions.json': '{ "terminalAllowlist": ["npm test"], "mcpAllowlist": ["oven:*"] }',
      '.codex/rules/default.rules': 'prefix_rule(pattern=["gh", ["pr", "issue"]], decision="prompt")\nprefix_rule(pattern=["rm"], decision="forbidden")\n',
      '.gemini/settings.json': '{ "tools": { "allowed": ["run_shell_command(git)"], "exclude": ["web_fetch"] } }',
      '.vscode/settings.json':
        '{ "chat.tools.terminal.autoApprove": { "rm": false, "/^make /": { "approve": true, "matchCommandLine": true } }, "chat.tools.edits.autoApprove": { "**/*.md": true } }',
      'opencode.json': '{ "permission": { "*": "ask", "bash": { "*": "allow", "git push *": "deny" }, "edit": "deny" } }',
    });
    expect(permissions.map(({ tool, decision, subject, pattern, effect }) => `${tool}: ${decision} ${subject} ${pattern} (${effect})`)).toEqual([
      'Claude Code: allow Bash make bread (effective)',
      'Claude Code: allow WebFetch * (effective)',
      'Claude Code: ask Bash git push:* (effective)',
      'Claude Code: deny Read ./.env (effective)',
      'Cursor: allow Shell git (effective)',
      'Cursor: deny Write ** (effective)',
      'Cursor: allow Shell npm test (effective)',
      'Cursor: allow Mcp oven:* (effective)',
      'Gemini CLI: allow run_shell_command git (needs-trust)',
      'Gemini CLI: deny web_fetch * (needs-trust)',
      'VS Code: ask terminal rm (needs-trust)',
      'VS Code: allow terminal /^make / (needs-trust)',
      'VS Code: allow edits **/*.md (needs-trust)',
      'opencode: ask * * (effective)',
      'opencode: allow bash * (effective)',
      'opencode: deny bash git push * (effective)',
      'opencode: deny edit * (effective)',
      'Codex: ask prefix_rule gh [pr|issue] (needs-trust)',
      'Codex: deny prefix_rule rm (needs-trust)',
    ]);
    const decide = (subject: string, action: string): string | undefined => opencodeDecision(permissions, subject, action)?.decision;
    expect(decide('bash', 'make bread')).toBe('allow');
    expect(decide('bash', 'git push origin main')).toBe('deny');
    expect(decide('edit', 'src/a.ts')).toBe('deny');
    expect(decide('webfetch', 'https://bakery.test/')).toBe('ask');
    expect(opencodeDecision([], 'bash', 'x')).toBeUndefined();
  });

  it('reads hooks of several tools, and what plugins are named', async () => {
    const { hooks, plugins, files } = await load({
      '.claude/settings.json':
        '{ "hooks": { "PreToolUse": [{ "matcher": "Bash", "hooks": [{ "type": "command", "command": "./guard.sh" }] }], "Stop": "x" }, "extraKnownMarketplaces": { "ovens": { "source": { "source": "github", "repo": "bakery/ovens" } } }, "enabledPlugins": { "heat@ovens": true, "cold@ovens": false } }',
      '.cursor/hooks.json': '{ "version": 1, "hooks": { "beforeShellExecution": [{ "command": "./check.sh" }] } }',
      '.github/hooks/guard.json': '{ "version": 1, "hooks": { "preToolUse": [{ "type": "command", "bash": "./g.sh", "powershell": "./g.ps1" }] } }',
      'plugin/hooks/hooks.json': '{ "hooks": { "SessionStart": [{ "hooks": [{ "type": "command", "command": "echo hi" }] }] } }',
      '.claude-plugin/marketplace.json':
        '{ "plugins": [{ "name": "bread", "source": "./bread" }, { "name": "cake", "source": { "source": "github", "repo": "b/c", "sha": "abc" } }] }',
      'plugin/.claude-plugin/plugin.json': '{ "name": "bread", "mcpServers": { "oven": { "command": "oven" } } }',
    });
    expect(hooks.map(({ tool, event, matcher, command, effect }) => [tool, event, matcher, command.value, effect].join(' '))).toEqual([
      'Claude Code PreToolUse Bash ./guard.sh needs-trust',
      'Cursor beforeShellExecution  ./check.sh needs-trust',
      'GitHub Copilot preToolUse  ./g.sh effective',
      'GitHub Copilot preToolUse  ./g.ps1 effective',
      'Claude Code SessionStart  echo hi needs-trust',
    ]);
    expect(plugins.map(({ kind, name, source, ref }) => [kind, name, source?.value, ref?.value].join(' '))).toEqual([
      'offered bread ./bread ',
      'offered cake b/c abc',
      'marketplace ovens bakery/ovens ',
      'enabled heat@ovens  ',
      'manifest bread  ',
    ]);
    expect(files.map(({ path }) => path)).toEqual(['.claude/settings.json', 'plugin/.claude-plugin/plugin.json']);
  });

  it('survives what is no settings file', async () => {
    const { settings, mcpServers } = await load({
      '.claude/settings.json': '[1, {',
      '.mcp.json': 'null',
      '.codex/config.toml': '= =',
      '.aider.conf.yml': '- x',
    });
    expect(settings).toEqual([]);
    expect(mcpServers).toEqual([]);
  });
});
