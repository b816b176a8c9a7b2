import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { agentSandbox } from './agent-sandbox.ts';

testRule({ describe, it }, agentSandbox, [
  {
    name: 'accepts narrow lists, and names what restricts',
    files: { '.claude/settings.json': '{ "permissions": { "allow": ["Bash(make bread)"], "deny": ["Read(./.env)"] }, "sandbox": { "enabled": true } }' },
    evidence: ['permissions.deny', 'sandbox.enabled'],
  },
  {
    name: 'accepts a workspace sandbox that asks',
    files: { '.codex/config.toml': 'sandbox_mode = "workspace-write"\napproval_policy = "on-request"\n' },
    evidence: ['workspace-write'],
  },
  { name: 'accepts no questions in a read-only sandbox', files: { '.codex/config.toml': 'sandbox_mode = "read-only"\napproval_policy = "never"\n' } },
  {
    name: 'accepts terminal rules that name commands',
    files: { '.vscode/settings.json': '{ "chat.tools.terminal.autoApprove": { "make": true, "/^git log/": true, "rm": false } }' },
  },
  {
    name: 'accepts settings that are off, and hooks',
    files: {
      '.vscode/settings.json': '{ "chat.tools.global.autoApprove": false }',
      '.claude/settings.json': '{ "hooks": { "PreToolUse": [{ "command": "x" }] } }',
    },
  },
  {
    name: 'reports full access of Codex',
    files: { '.codex/config.toml': 'sandbox_mode = "«danger-full-access»"\napproval_policy = "«never»"\n' },
    findings: ['looseAfterTrust', 'looseAfterTrust'],
  },
  {
    name: 'reports every shell command of Claude Code',
    files: { '.claude/settings.json': '{ "permissions": { "allow": ["«Bash(*)»"] } }' },
    findings: ['loose'],
  },
  {
    name: 'grades what current versions ignore low',
    files: { '.claude/settings.json': '{ "permissions": { "defaultMode": "«bypassPermissions»" } }' },
    findings: [{ id: 'ignored', confidence: 'low' }],
  },
  {
    name: 'reports a terminal pattern for everything',
    files: { '.vscode/settings.json': '{ // c\n "chat.tools.terminal.autoApprove": { "/.*/": «true» } }' },
    findings: ['looseAfterTrust'],
  },
  { name: 'reports opencode that allows all', files: { 'opencode.json': '{ "permission": "«allow»" }' }, findings: ['loose'] },
  { name: 'reports Cursor without a sandbox', files: { '.cursor/sandbox.json': '{ "type": "«insecure_none»" }' }, findings: ['loose'] },
  { name: 'does not apply without settings', files: { '.vscode/settings.json': '{ "editor.tabSize": 2 }' }, state: 'not-applicable' },
  { name: 'survives broken settings', files: { '.claude/settings.json': '{ "permissions": [[[[', '.codex/config.toml': '= x' } },
]);
