import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { agentNetwork } from './agent-network.ts';

testRule({ describe, it }, agentNetwork, [
  {
    name: 'accepts hosts that are listed, and a network that is off',
    files: {
      '.claude/settings.json': '{ "sandbox": { "enabled": true, "network": { "allowedDomains": ["flour.example"] } } }',
      '.codex/config.toml': '[sandbox_workspace_write]\nnetwork_access = false\n',
      '.cursor/sandbox.json': '{ "networkPolicy": { "default": "deny", "allow": ["flour.example"] } }',
    },
    evidence: ['allowedDomains = flour.example', 'network_access = false', 'networkPolicy.default = deny'],
  },
  {
    name: 'accepts a sandbox that asks for each host',
    files: { '.claude/settings.json': '{ "sandbox": { "enabled": true } }' },
    evidence: ['each is asked for'],
  },
  {
    name: 'reports an open network',
    files: {
      '.claude/settings.json': '{ "sandbox": { "enabled": true, "network": { "allowedDomains": ["«*»"] } } }',
      '.codex/config.toml': '[sandbox_workspace_write]\nnetwork_access = «true»\n',
      '.cursor/sandbox.json': '{ "networkPolicy": { "default": "«allow»" } }',
      '.gemini/settings.json': '{ "tools": { "sandboxNetworkAccess": «true» } }',
    },
    findings: ['open', 'open', 'open', 'open'],
  },
  {
    name: 'does not take a host with a star in front for every host',
    files: { '.claude/settings.json': '{ "sandbox": { "network": { "allowedDomains": ["*.flour.example"] } } }' },
  },
  {
    name: 'does not apply to settings that say nothing of it',
    files: { '.claude/settings.json': '{ "permissions": { "allow": ["Bash(npm test)"] } }' },
    state: 'not-applicable',
  },
  { name: 'does not apply without settings', files: { 'AGENTS.md': 'Never use the network.' }, state: 'not-applicable' },
]);
