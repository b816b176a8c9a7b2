import { describe, expect, it } from 'vitest';
import { defaultConfiguration } from '../configuration/defaults.ts';
import type { AgentSettings } from '../model/agent-settings.ts';
import { memorySource } from '../sources/memory.ts';
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
