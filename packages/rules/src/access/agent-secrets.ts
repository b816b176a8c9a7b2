import { type AgentStep, agentSteps, defineRule, type KeyedReference, type RepositoryRule } from '@ten-point/core/rule';
import { strangersReach } from './agent-reach.ts';

/** Secrets that an agent needs to reach its model. */
const modelKey = /ANTHROPIC|CLAUDE|OPENAI|CODEX|GEMINI|GOOGLE_API|VERTEX|WARP|COPILOT|CURSOR|OPENROUTER|AZURE_AI|BEDROCK|MODEL|LLM/i;

export const agentSecrets: RepositoryRule = defineRule({
  id: 'access/agent-secrets',
  scope: 'repository',
  severity: 'error',
  needs: ['workflows'],
  title: 'Agents that strangers can start hold no secret beside their model key',
  why: "An agent can read its environment and can be talked into printing it: in the Comment and Control research (2026) titles and comments made three vendors' agents post their own keys into GitHub. A personal access token or the key of an app does not end with the run, as GITHUB_TOKEN does.",
  howToFix: 'Use GITHUB_TOKEN with few permissions for the agent, and do what needs another secret in a later job that only takes checked data from it.',
  limits:
    "Looks at the inputs and environment of the agent's own step, its job and its workflow. A secret is taken for a model key by its name or the input that it is given to.",
  effort: 'hours',
  securitySeverity: 7.5,
  sources: [
    { url: 'https://github.com/openai/codex-action/blob/main/docs/security.md', checked: '2026-11-24' },
    { url: 'https://docs.github.com/actions/reference/security/secure-use', checked: '2026-11-24' },
  ],
  messages: {
    held: '{agent} holds the secret {secret} ({key}), and {event} lets strangers start it; keep it out of this job.',
  },
  check({ repo, outcome }) {
    const workflows = repo.workflows();
    const agents = agentSteps(workflows).filter((agent) => agent.acts);
    if (agents.length === 0) return outcome.notApplicable('no workflow runs an agent that can act');
    for (const agent of agents) {
      const widest = strangersReach(workflows, agent);
      const held = widest ? secretsHeld(agent) : [];
      for (const { path, key, location } of held) {
        const secret = path.slice('secrets.'.length);
        outcome.fail('held', { agent: agent.name, secret, key, event: widest?.reach.event ?? '' }, location, {
          confidence: widest?.confidence ?? 'low',
          subject: `${agent.workflow.path} ${agent.job.id} ${agent.step.index} ${secret}`,
        });
      }
      if (held.length === 0)
        outcome.pass(widest ? `${agent.name} holds no secret beside its model key` : `strangers cannot start ${agent.name} with secrets`, agent.location);
    }
  },
});

function secretsHeld({ workflow, job, step }: AgentStep): readonly KeyedReference[] {
  const inEnvironment = [...workflow.references, ...job.references].filter(({ key }) => key.startsWith('env.'));
  return [...step.references.filter(({ key }) => key.startsWith('with.') || key.startsWith('env.')), ...inEnvironment].filter(
    ({ path, key, flows }) =>
      flows &&
      path.startsWith('secrets.') &&
      path.toUpperCase() !== 'SECRETS.GITHUB_TOKEN' &&
      !modelKey.test(path) &&
      !modelKey.test(key) &&
      !/api[_-]?key/i.test(key),
  );
}
