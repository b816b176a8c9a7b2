import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { agentPermissions } from './agent-permissions.ts';

const claude = (permissions: string): Record<string, string> => ({ '.claude/settings.json': `{ "permissions": ${permissions} }` });

testRule({ describe, it }, agentPermissions, [
  {
    name: 'accepts exact commands, and names deny rules for secrets',
    files: claude('{ "allow": ["Bash(npm test)", "Bash(git diff:*)"], "deny": ["Read(./.env)"] }'),
    evidence: ['denies Read(./.env)', 'no broad'],
  },
  {
    name: 'accepts a sub-command of a package manager by prefix',
    files: claude('{ "allow": ["Bash(npm run test:*)", "Bash(cargo test:*)", "WebFetch(domain:docs.rs)"] }'),
  },
  { name: 'accepts programs in deny and ask lists', files: claude('{ "deny": ["Bash(curl:*)"], "ask": ["Bash(npx:*)"] }') },
  {
    name: 'reports interpreters and network tools by prefix',
    files: claude('{ "allow": ["«Bash(npx:*)»", "«Bash(curl:*)»", "«Bash(git push:*)»"] }'),
    findings: ['broad', 'broad', 'broad'],
  },
  { name: 'reports directories outside', files: claude('{ "additionalDirectories": ["«../»"] }'), findings: [{ id: 'broad', confidence: 'high' }] },
  { name: 'leaves the network to access/agent-network', files: { '.codex/config.toml': '[sandbox_workspace_write]\nnetwork_access = true\n' } },
  {
    name: 'reports a first word of Cursor',
    files: { '.cursor/cli.json': '{ "permissions": { "allow": ["«Shell(git)»", "Shell(ls)"] } }' },
    findings: ['broad'],
  },
  { name: 'leaves approvals that are off altogether to another rule', files: claude('{ "allow": ["Bash(*)"], "defaultMode": "bypassPermissions" }') },
  { name: 'does not apply without settings', files: {}, state: 'not-applicable' },
  { name: 'survives broken settings', files: { '.claude/settings.json': '[[[' } },
]);
