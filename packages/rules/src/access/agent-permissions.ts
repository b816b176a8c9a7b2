import { defineRule, type RepositoryRule } from '@ten-point/core/rule';
import { broadGrants, secretPath } from './agent-permission-patterns.ts';

export const agentPermissions: RepositoryRule = defineRule({
  id: 'access/agent-permissions',
  scope: 'repository',
  severity: 'warning',
  needs: ['agentSettings'],
  title: 'Committed agent settings grant narrow permissions',
  why: 'An allow rule in the repository is approved once and holds for every session of everyone. A prefix rule on an interpreter, a package runner or a network tool (`Bash(npx:*)`, `Bash(curl:*)`) is as wide as no rule at all: text that an agent reads can ask for exactly that command, and nobody is asked.',
  howToFix:
    'Allow exact commands (`Bash(npm test)`, `Bash(npm run lint)`), and deny reading of secrets (`Read(./.env)`, `Read(./.env.*)`, `Read(./secrets/**)`).',
  limits:
    'What an organisation manages and what users set at home is not visible. Approvals that are switched off altogether are judged by workspace/agent-sandbox, the network by access/agent-network, MCP servers by access/mcp-servers. A deny rule keeps the agent’s own tools out, not every program that it starts.',
  effort: 'minutes',
  securitySeverity: 6.5,
  sources: [
    { url: 'https://code.claude.com/docs/en/settings', checked: '2026-11-24' },
    { url: 'https://cursor.com/docs/cli/reference/permissions', checked: '2026-11-24', note: 'Shell(x) matches the first word only.' },
    { url: 'https://developers.openai.com/codex/config-reference', checked: '2026-11-24' },
    { url: 'https://code.visualstudio.com/docs/copilot/reference/copilot-settings', checked: '2026-11-24' },
  ],
  messages: {
    broad: '{tool} setting {key} = {value} lets agents {meaning}, without anyone being asked; name exact commands, paths or hosts instead.',
  },
  check({ repo, outcome }) {
    const { files, settings } = repo.agentSettings();
    if (files.length === 0) return outcome.notApplicable('no committed settings of an agent were found');
    let found = 0;
    for (const setting of settings) {
      if (setting.effect === 'ignored') continue;
      const grant = broadGrants.find((candidate) => candidate.tool === setting.tool && candidate.matches(setting.key, setting.value));
      if (grant) {
        found++;
        outcome.fail('broad', { tool: setting.tool, key: setting.key, value: setting.value, meaning: grant.meaning }, setting.location, {
          confidence: grant.confidence,
        });
      } else if (/\.deny$/.test(setting.key) && secretPath.test(setting.value)) {
        outcome.pass(`${setting.tool} denies ${setting.value}`, setting.location);
      }
    }
    if (found === 0)
      outcome.pass(
        `${files
          .map((file) => file.path)
          .slice(0, 4)
          .join(', ')}: no broad shell, network or write rule`,
      );
  },
});
