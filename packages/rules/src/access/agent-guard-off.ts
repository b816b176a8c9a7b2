import { type AgentStep, agentSteps, defineRule, type Location, type RepositoryRule } from '@ten-point/core/rule';
import { strangersReach } from './agent-reach.ts';

interface GuardOff {
  readonly what: string;
  readonly location: Location;
}

/** Options that switch off permissions or the sandbox of a command-line agent (their documentation, 2026-11-24). */
const flags: readonly string[] = [
  '--dangerously-skip-permissions',
  '--allow-dangerously-skip-permissions',
  '--permission-mode bypassPermissions',
  '--permission-mode=bypassPermissions',
  '--dangerously-bypass-approvals-and-sandbox',
  '--sandbox danger-full-access',
  '--sandbox=danger-full-access',
  '--yolo',
  '--allow-all-tools',
];

/** Inputs and values that do so. */
const inputs: readonly { readonly input: string; readonly value: string }[] = [
  { input: 'sandbox', value: 'danger-full-access' },
  { input: 'safety-strategy', value: 'unsafe' },
  { input: 'show_full_output', value: 'true' },
];

export const agentGuardOff: RepositoryRule = defineRule({
  id: 'access/agent-guard-off',
  scope: 'repository',
  severity: 'error',
  needs: ['workflows'],
  title: "Agents in workflows keep their tools' guards",
  why: 'Permission checks, the sandbox and the scrubbing of secrets from child processes are what is left between text that an agent reads and the runner with its keys. Options that remove them are meant for machines with nothing to lose; a runner with a token and a model key is none.',
  howToFix:
    'Drop the option and allow the commands that the task needs (`--allowedTools`, a `workspace-write` sandbox). Where the agent must be free, run it in a job without secrets and with `permissions: {}`.',
  limits: 'Where only people with write access, a schedule or a push start the agent, the finding is graded low.',
  effort: 'minutes',
  securitySeverity: 7.5,
  sources: [
    { url: 'https://code.claude.com/docs/en/permission-modes', checked: '2026-11-24' },
    { url: 'https://github.com/openai/codex-action/blob/main/docs/security.md', checked: '2026-11-24' },
    { url: 'https://docs.github.com/copilot/concepts/agents/about-copilot-cli', checked: '2026-11-24' },
  ],
  messages: {
    off: '{what} switches off a guard of {agent}; allow the commands that it needs instead.',
    offOpen: '{what} switches off a guard of {agent}, and {event} lets strangers start it; allow single commands instead.',
  },
  check({ repo, outcome }) {
    const workflows = repo.workflows();
    const agents = agentSteps(workflows).filter((agent) => agent.acts);
    if (agents.length === 0) return outcome.notApplicable('no workflow runs an agent that can act');
    for (const agent of agents) {
      const found = guardsOff(agent);
      const widest = strangersReach(workflows, agent);
      for (const { what, location } of found) {
        const subject = `${agent.workflow.path} ${agent.job.id} ${agent.step.index} ${what}`;
        if (widest) outcome.fail('offOpen', { what, agent: agent.name, event: widest.reach.event }, location, { confidence: widest.confidence, subject });
        else outcome.fail('off', { what, agent: agent.name }, location, { confidence: 'low', subject });
      }
      if (found.length === 0) outcome.pass(`${agent.name} keeps its guards`, agent.location);
    }
  },
});

function guardsOff({ step, job, action, command }: AgentStep): readonly GuardOff[] {
  const found: GuardOff[] = [];
  const texts = command ? [{ value: command.text, location: command.location }] : (action?.argumentInputs ?? []).flatMap((input) => step.with.get(input) ?? []);
  for (const text of texts) {
    const words = ` ${text.value.replaceAll(/\s+/g, ' ')} `;
    for (const flag of flags) if (words.includes(` ${flag} `)) found.push({ what: flag, location: text.location });
  }
  for (const { input, value } of action ? inputs : []) {
    const written = step.with.get(input);
    if (written?.value.trim() === value) found.push({ what: `${input}: ${value}`, location: written.location });
  }
  for (const { name, value } of [...step.env, ...job.env])
    if (name === 'CLAUDE_CODE_SUBPROCESS_ENV_SCRUB' && value.value === '0') found.push({ what: `${name}: 0`, location: value.location });
  return found;
}
