import {
  type AgentStep,
  agentSteps,
  allowedToolLists,
  defineRule,
  grantPower,
  grantsOf,
  type Located,
  type RepositoryRule,
  settingsToolLists,
  type ToolGrant,
  toolGrants,
} from '@ten-point/core/rule';
import { strangersReach } from './agent-reach.ts';

export const agentTools: RepositoryRule = defineRule({
  id: 'access/agent-tools',
  scope: 'repository',
  severity: 'error',
  needs: ['workflows'],
  title: 'Agents that strangers can start have narrow tools only',
  why: 'The tools decide what a steered agent can do. In PromptPwnd a permission to run `echo` was enough, since the shell expands `$(…)` in its arguments; the Cline triage bot had an open shell, Write and WebFetch, and an issue title used them.',
  howToFix:
    'Allow single commands with fixed beginnings (`Bash(gh issue view:*)`), no interpreters, package managers, `gh api`, `git push` or `echo`; no `Write` or `Edit` where nothing is to be written; for the Gemini action list `tools.core` in `settings`.',
  limits:
    "Reads `--allowedTools`, `allowed_tools`, `settings.permissions.allow` and Gemini's `tools.core`. Agents that only people with write access can start are not judged here. Settings that an expression fills in are unknown.",
  effort: 'minutes',
  securitySeverity: 8.1,
  sources: [
    { url: 'https://code.claude.com/docs/en/permissions', checked: '2026-11-24', note: 'rule syntax of Bash(…)' },
    { url: 'https://github.com/google-github-actions/run-gemini-cli', checked: '2026-11-24', note: 'runs with automatic approval' },
    { url: 'https://www.aikido.dev/blog/promptpwnd-github-actions-ai-agents', checked: '2026-11-24' },
  ],
  messages: {
    broad: '{tool} gives {agent} {power}, and {event} lets strangers start it; allow single commands instead.',
    noList:
      '{agent} has no list of tools (`settings.tools.core`), approves every call by itself, and {event} lets strangers start it; list the tools that it needs.',
  },
  check({ repo, outcome }) {
    const workflows = repo.workflows();
    const agents = agentSteps(workflows).filter((agent) => agent.acts);
    if (agents.length === 0) return outcome.notApplicable('no workflow runs an agent that can act');
    for (const agent of agents) {
      const widest = strangersReach(workflows, agent);
      if (!widest) {
        outcome.pass(`strangers cannot start ${agent.name} with secrets`, agent.location);
        continue;
      }
      const { event } = widest.reach;
      const subject = `${agent.workflow.path} ${agent.job.id} ${agent.step.index}`;
      const lists = listsOf(agent);
      if (lists === 'unknown') {
        outcome.unknown(`an expression fills in the settings of ${agent.name}`, 'write the settings into the workflow', agent.location);
        continue;
      }
      if (agent.agent === 'gemini' && agent.action && lists.length === 0) {
        outcome.fail('noList', { agent: agent.name, event }, agent.location, { confidence: widest.confidence, subject });
        continue;
      }
      const broad = lists.flatMap(({ grants, text }) =>
        grants.flatMap((grant) => {
          const power = grantPower(grant);
          return power ? [{ grant, power, text }] : [];
        }),
      );
      const [worst, ...others] = broad;
      if (!worst) {
        outcome.pass(`${agent.name} has narrow tools`, agent.location);
        continue;
      }
      const tools = [worst, ...others].map(({ grant }) => grant.text).slice(0, 6);
      outcome.fail('broad', { tool: [...new Set(tools)].join(', '), agent: agent.name, power: worst.power, event }, worst.text.location, {
        confidence: widest.confidence,
        subject,
      });
    }
  },
});

interface GrantList {
  readonly grants: readonly ToolGrant[];
  readonly text: Located<string>;
}

function listsOf(agent: AgentStep): readonly GrantList[] | 'unknown' {
  const lists: GrantList[] = [];
  for (const { kind, text } of grantsOf(agent)) {
    switch (kind) {
      case 'arguments':
        for (const list of allowedToolLists(text.value)) lists.push({ grants: toolGrants(list), text });
        break;
      case 'tools':
        lists.push({ grants: toolGrants(text.value), text });
        break;
      case 'settings': {
        if (/^\$\{\{[^}]*\}\}$/.test(text.value.trim())) return 'unknown';
        const { claude, gemini } = settingsToolLists(text);
        for (const list of [claude, gemini]) if (list) lists.push({ grants: list.flatMap((entry) => toolGrants(entry).slice(0, 1)), text });
        break;
      }
      default:
        kind satisfies never;
    }
  }
  return lists;
}
