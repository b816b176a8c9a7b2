import { type AgentSetting, defineRule, type RepositoryRule } from '@ten-point/core/rule';
import { looseSettings, restrictingSettings } from './agent-sandbox-settings.ts';

export const agentSandbox: RepositoryRule = defineRule({
  id: 'workspace/agent-sandbox',
  scope: 'repository',
  severity: 'error',
  needs: ['agentSettings'],
  title: 'No committed setting switches sandbox or approvals off for everyone',
  why: 'Settings in the repository hold for everyone who opens it. One line that approves everything, or gives full access to the disk and network, turns every prompt injection that an agent reads into a command on the machine of each of them: CVE-2025-53773 had Copilot write `chat.tools.autoApprove` into `.vscode/settings.json` and then run what it liked.',
  howToFix:
    'Take the setting out of the repository; who wants it in a throw-away container sets it there. Commit narrow allow lists and deny rules instead, or the sandbox itself (`sandbox.enabled`, `sandbox_mode = "workspace-write"`).',
  limits:
    'What an organisation manages and what a user sets is not visible. Tools ignore some of these keys in files of a repository today, which is said and graded low; older versions may obey.',
  effort: 'minutes',
  securitySeverity: 8.8,
  sources: [
    {
      url: 'https://code.claude.com/docs/en/permission-modes',
      checked: '2026-11-24',
      note: 'bypassPermissions and auto are ignored in files of a repository.',
    },
    { url: 'https://developers.openai.com/codex/config-reference', checked: '2026-11-24', note: 'Project files count after trust.' },
    { url: 'https://cursor.com/docs/reference/sandbox', checked: '2026-11-24' },
    { url: 'https://code.visualstudio.com/docs/copilot/reference/copilot-settings', checked: '2026-11-24' },
    { url: 'https://opencode.ai/docs/permissions/', checked: '2026-11-24' },
    { url: 'https://nvd.nist.gov/vuln/detail/CVE-2025-53773', checked: '2026-11-24' },
  ],
  messages: {
    loose: '{tool} setting {key} = {value} {meaning} for everyone who works here; take it out of the repository.',
    looseAfterTrust: '{tool} setting {key} = {value} {meaning} for everyone who trusts this folder; take it out of the repository.',
    ignored: '{tool} setting {key} = {value} would {meaning}; current versions ignore it in a repository, older ones may not. Take it out.',
  },
  check({ repo, outcome }) {
    const { files, settings } = repo.agentSettings();
    if (files.length === 0) return outcome.notApplicable('no committed settings of an agent were found');
    const value = (key: string, path: string): string | undefined => settings.find((setting) => setting.key === key && setting.path === path)?.value;
    let found = 0;
    for (const setting of settings) {
      const loose = looseSettings.find((candidate) => candidate.tool === setting.tool && candidate.matches(setting.key, setting.value));
      if (!loose) continue;
      // `approval_policy = "never"` is harmless beside a read-only sandbox.
      if (loose.unless && value(loose.unless.key, setting.path) === loose.unless.value) continue;
      found++;
      report(setting, loose.meaning);
    }
    for (const setting of settings) {
      const restricts = restrictingSettings.some((candidate) => candidate.tool === setting.tool && candidate.matches(setting.key, setting.value));
      if (restricts && setting.effect !== 'ignored') outcome.pass(`${setting.tool} setting ${setting.key} = ${setting.value} restricts`, setting.location);
    }
    if (found === 0) {
      const names = files.map((file) => file.path);
      outcome.pass(`${names.slice(0, 4).join(', ')}${names.length > 4 ? ', …' : ''}: nothing switches sandbox or approvals off`);
    }

    function report({ tool, key, value: written, effect, location }: AgentSetting, meaning: string): void {
      const data = { tool, key, value: written, meaning };
      if (effect === 'ignored') outcome.fail('ignored', { ...data, meaning: meaning.replace(/^(\w+?)s\b/, '$1') }, location, { confidence: 'low' });
      else if (effect === 'needs-trust') outcome.fail('looseAfterTrust', data, location);
      else outcome.fail('loose', data, location);
    }
  },
});
