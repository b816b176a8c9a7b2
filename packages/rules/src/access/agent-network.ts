import { defineRule, type RepositoryRule } from '@ten-point/core/rule';

/** How a setting of a tool stands to the network. Read in the vendors' documentation on 2026-11-24; a row is data. */
interface NetworkSetting {
  readonly tool: string;
  readonly key: string;
  /** Value → whether the network is open; undefined where the value says nothing. */
  readonly opens: (value: string) => boolean | undefined;
}

const isTrue = (value: string): boolean | undefined => (value === 'true' ? true : value === 'false' ? false : undefined);

const networkSettings: readonly NetworkSetting[] = [
  { tool: 'Claude Code', key: 'sandbox.network.allowedDomains', opens: (value) => value === '*' },
  { tool: 'Claude Code', key: 'sandbox.network.deniedDomains', opens: () => false },
  { tool: 'Codex', key: 'sandbox_workspace_write.network_access', opens: isTrue },
  { tool: 'Cursor', key: 'networkPolicy.default', opens: (value) => (value === 'allow' ? true : value === 'deny' ? false : undefined) },
  { tool: 'Gemini CLI', key: 'tools.sandboxNetworkAccess', opens: isTrue },
];

export const agentNetwork: RepositoryRule = defineRule({
  id: 'access/agent-network',
  scope: 'repository',
  severity: 'warning',
  needs: ['agentSettings'],
  title: 'Committed agent settings do not open the network',
  why: 'What an agent was made to read it can only send away where the network lets it. A list of hosts does not keep a text from misleading an agent, but it takes most of what that is good for: in the attacks of April 2026 the agents printed their own keys, and had to be given a way out for them.',
  howToFix:
    'Claude Code: switch its sandbox on and list hosts under `sandbox.network.allowedDomains`. Codex: leave `network_access` of `[sandbox_workspace_write]` off. Cursor: `"networkPolicy": { "default": "deny", "allow": […] }` in `.cursor/sandbox.json`. Gemini CLI: leave `tools.sandboxNetworkAccess` off.',
  limits:
    'Reads what these four tools take from files of the repository; what users and organisations set elsewhere is not visible. The firewall of the Copilot cloud agent is a setting of the repository (access/copilot-settings), the network of agentic workflows stands in their front matter (access/agentic-workflow). A list of hosts that holds a place to upload to is none.',
  effort: 'minutes',
  securitySeverity: 5.3,
  sources: [
    { url: 'https://code.claude.com/docs/en/settings', checked: '2026-11-24', note: 'sandbox.network' },
    { url: 'https://developers.openai.com/codex/config-reference', checked: '2026-11-24', note: 'network_access is off by default.' },
    { url: 'https://cursor.com/docs/agent/terminal', checked: '2026-11-24', note: 'sandbox.json' },
    {
      url: 'https://github.com/google-gemini/gemini-cli/blob/main/docs/cli/settings.md',
      checked: '2026-11-24',
      note: 'sandboxNetworkAccess is off by default.',
    },
  ],
  messages: {
    open: '{tool} setting {key} = {value} lets agents reach every host; list the hosts that the work needs.',
  },
  check({ repo, outcome }) {
    const settings = repo.agentSettings().settings.filter(({ effect }) => effect !== 'ignored');
    let judged = 0;
    for (const setting of settings) {
      const known = networkSettings.find(({ tool, key }) => tool === setting.tool && key === setting.key);
      const opens = known?.opens(setting.value);
      if (opens === undefined) continue;
      judged++;
      if (opens) outcome.fail('open', { tool: setting.tool, key: setting.key, value: setting.value }, setting.location);
      else outcome.pass(`${setting.path}: ${setting.key} = ${setting.value}`, setting.location);
    }
    const sandbox = settings.find(({ tool, key, value }) => tool === 'Claude Code' && key === 'sandbox.enabled' && value === 'true');
    if (sandbox && !settings.some(({ tool, key }) => tool === 'Claude Code' && key.startsWith('sandbox.network.'))) {
      judged++;
      outcome.pass(`${sandbox.path}: the sandbox is on and lists no host, so that each is asked for`, sandbox.location);
    }
    if (judged === 0) outcome.notApplicable('no committed setting of Claude Code, Codex, Cursor or Gemini CLI speaks of the network');
  },
});
