import { type AgentStep, agentSteps, defineRule, effectivePermissions, permissionLevel, type Rule, type Step, type Workflows } from '@ten-point/core/rule';

export const persistCredentials: Rule = defineRule({
  id: 'access/persist-credentials',
  scope: 'repository',
  severity: 'warning',
  needs: ['workflows'],
  title: 'Checkouts leave no credentials to agents that do not push',
  why: 'actions/checkout keeps the token for later git commands: up to version 5 in `.git/config`, since version 6 in a file of the runner that `.git/config` leads to. An agent that can run commands or read files reads it there, also when nothing hands it the token, and whoever steers the agent has it printed into a comment. Published artifacts that held a checkout have leaked tokens in this way (ArtiPACKED, 2024).',
  howToFix: 'Set `persist-credentials: false` at the checkout. An agent that must push gets its own token, with as few rights as that takes.',
  limits:
    'Looks at checkouts before an agent in the same job. A job whose token may write contents is left out, since its agent is meant to push, and so is one with a step that pushes. Later steps that fetch from a private repository need the credentials: leave them where that is so, and say why in a waiver.',
  fixes:
    'Adds `persist-credentials: false` to the checkout. It is offered where no later step of the job runs git against the remote (`fetch`, `pull`, `push`, `clone`, `submodule`).',
  effort: 'minutes',
  securitySeverity: 4.3,
  sources: [
    { url: 'https://github.com/actions/checkout/releases/tag/v6.0.0', checked: '2026-11-25', note: 'Credentials in a file below RUNNER_TEMP.' },
    { url: 'https://docs.zizmor.sh/audits/#artipacked', checked: '2026-11-25' },
  ],
  messages: {
    kept: 'The checkout of job {job} keeps its token where {agent} can read it, and the job needs none to push; set persist-credentials: false.',
  },
  check({ repo, outcome }) {
    const workflows = repo.workflows();
    const exposed = exposedCheckouts(workflows);
    if (exposed.length === 0) return outcome.notApplicable('no workflow checks out before it runs an agent that can act');
    for (const { agent, checkout } of exposed) {
      const { workflow, job } = agent;
      const kept = checkout.with.get('persist-credentials');
      const later = job.steps.filter((step) => step.index > checkout.index);
      if (kept?.value.trim() === 'false') outcome.pass(`the checkout of ${job.id} keeps no credentials for ${agent.name}`, kept.location);
      else if (permissionLevel(effectivePermissions(workflow, job), 'contents') === 'write' || later.some((step) => runsGit(step, ['push'])))
        outcome.pass(`${job.id} pushes, for which its checkout keeps the credentials`, checkout.location);
      else {
        const first = checkout.withLocation;
        const line = 'persist-credentials: false';
        const mends = !kept && !later.some((step) => runsGit(step, remoteCommands)) && (first !== undefined || checkout.with.size === 0);
        outcome.fail('kept', { job: job.id, agent: agent.name }, checkout.location, {
          confidence: 'medium',
          subject: `${workflow.path} ${job.id} ${checkout.index}`,
          related: [{ location: agent.location, message: 'the agent starts here' }],
          ...(mends
            ? {
                fix: {
                  description: `Keep no credentials in the checkout of ${job.id}`,
                  edits: [first ? { linesAbove: first, lines: [line] } : { linesBelow: checkout.location, lines: ['with:', `  ${line}`] }],
                },
              }
            : {}),
        });
      }
    }
  },
});

const remoteCommands = ['fetch', 'pull', 'push', 'clone', 'submodule', 'ls-remote', 'lfs'];

/** Checkouts that an agent of the same job starts after, each once with its first agent. */
function exposedCheckouts(workflows: Workflows): readonly { readonly agent: AgentStep; readonly checkout: Step }[] {
  const found = new Map<Step, AgentStep>();
  for (const agent of agentSteps(workflows)) {
    if (!agent.acts) continue;
    for (const step of agent.job.steps) if (step.index < agent.step.index && isCheckout(step) && !found.has(step)) found.set(step, agent);
  }
  return [...found].map(([checkout, agent]) => ({ agent, checkout }));
}

function isCheckout({ uses }: Step): boolean {
  return uses?.kind === 'repository' && `${uses.owner}/${uses.repository}`.toLowerCase() === 'actions/checkout';
}

function runsGit({ script }: Step, commands: readonly string[]): boolean {
  return script?.commands.some(({ name, args }) => name === 'git' && args.some((argument) => commands.includes(argument))) ?? false;
}
