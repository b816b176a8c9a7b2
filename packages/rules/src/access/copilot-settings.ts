import { defineRule, type RepositoryRule } from '@ten-point/core/rule';

export const copilotSettings: RepositoryRule = defineRule({
  id: 'access/copilot-settings',
  scope: 'repository',
  severity: 'warning',
  needs: ['instructions', 'settings'],
  title: 'The Copilot cloud agent runs behind its firewall and is started by writers only',
  why: 'The cloud agent reads issues and pages that anyone may write. Its firewall keeps what it finds from leaving, and only writers may start it; both are on by default and can be switched off. A firewall is a control, not a guarantee: it covers what the agent starts in its shell, not MCP servers or the setup steps.',
  howToFix: 'Settings → Copilot → Cloud agent: keep the firewall on with a short allow list, and let only people with write access trigger automations.',
  limits:
    'An organization may decide instead of the repository; GitHub shows the effective value only. Whether workflow runs wait for approval is judged by access/workflow-approval.',
  effort: 'minutes',
  securitySeverity: 5.3,
  sources: [
    { url: 'https://docs.github.com/copilot/concepts/agents/cloud-agent/risks-and-mitigations', checked: '2026-11-25' },
    { url: 'https://docs.github.com/copilot/how-tos/use-copilot-agents/cloud-agent/customize-the-agent-firewall', checked: '2026-11-25' },
  ],
  messages: {
    firewallOff:
      'The firewall of the Copilot cloud agent is off: whatever text tells it to send, it can send anywhere. Switch it on in Settings → Copilot → Cloud agent.',
    openAllowList: 'The firewall of the Copilot cloud agent lets {entry} through, which is nearly everything. Name the hosts that are needed.',
    openAutomations: 'Automations of the Copilot cloud agent can be started by people without write access. Require write access for automation triggers.',
  },
  check({ repo, outcome }) {
    const { copilot } = repo.settings();
    if (copilot.state === 'unknown') {
      // Who does not use the agent has nothing to reveal.
      if (repo.instructions().agentsInUse.some(({ tool }) => tool.startsWith('copilot'))) return outcome.unknown(copilot.reason, copilot.reveal);
      return outcome.notApplicable('nothing here shows that the Copilot cloud agent is used, and its settings were not read');
    }
    const { firewallEnabled, firewallAllowList, automationsEnabled, automationsNeedWriteAccess } = copilot.value;
    if (firewallEnabled === false) outcome.fail('firewallOff', {}, undefined, { subject: 'firewall' });
    else if (firewallEnabled === true) outcome.pass('the firewall of the cloud agent is on');
    else outcome.unknown('GitHub does not tell whether the firewall of the cloud agent is on', 'Look at Settings → Copilot → Cloud agent.');
    const [open] = firewallAllowList.filter((entry) => /^(?:https?:\/\/)?\*?\.?\*?\/?$|^\*\.(?:com|org|net|io)$/.test(entry.trim()));
    if (firewallEnabled === true && open !== undefined) outcome.fail('openAllowList', { entry: open }, undefined, { subject: open });
    if (automationsEnabled === true && automationsNeedWriteAccess === false) outcome.fail('openAutomations', {}, undefined, { subject: 'automations' });
    else if (automationsEnabled === true && automationsNeedWriteAccess === true) outcome.pass('only writers start automations');
  },
});
