import { agentSteps, defineRule, lowerConfidence, pullRequestCheckouts, type RepositoryRule } from '@ten-point/core/rule';
import { openReach, strangersReach } from './agent-reach.ts';

const guardedEvents: ReadonlySet<string> = new Set(['pull_request_target', 'workflow_run']);

export const agentCheckout: RepositoryRule = defineRule({
  id: 'access/agent-checkout',
  scope: 'repository',
  severity: 'error',
  needs: ['workflows'],
  title: 'Agents with secrets do not start inside the code of a pull request',
  why: 'An agent reads its instructions, settings, hooks and tool servers from the directory that it starts in. With the head of a pull request there, a stranger writes them: in February 2026 one target of the hackerbot-claw attacks ran Claude with write access inside the head, and the pull request came with a CLAUDE.md of its own. Claude Code Action puts `.claude/`, `.mcp.json` and CLAUDE.md back from the base, but not AGENTS.md.',
  howToFix: 'Check out the base at the root and, if the agent must see the head, put it into a directory (`path: head`) or give it the diff as a file.',
  limits:
    'Looks at checkouts in the same job, before the agent. Where the action turns away people without write access the finding is graded low: a maintainer starts the agent, on code of a stranger.',
  effort: 'hours',
  securitySeverity: 8.1,
  sources: [
    { url: 'https://github.com/anthropics/claude-code-action/blob/main/docs/security.md', checked: '2026-11-24' },
    { url: 'https://github.com/openai/codex-action/blob/main/docs/security.md', checked: '2026-11-24', note: 'AGENTS.md of a pull request is untrusted input' },
  ],
  messages: {
    head: '{agent} starts in the code of a pull request ({source}) under {event}, which brings its own instructions for the agent; check out the base and put the head into a directory.',
  },
  check({ repo, outcome }) {
    const workflows = repo.workflows();
    const agents = agentSteps(workflows).filter((agent) => agent.acts);
    if (agents.length === 0) return outcome.notApplicable('no workflow runs an agent that can act');
    for (const agent of agents) {
      const widest = openReach(workflows, agent);
      const checkout =
        widest &&
        pullRequestCheckouts(workflows, agent.workflow, agent.job).find(
          (candidate) =>
            candidate.step.index < agent.step.index &&
            (candidate.directory ?? '') === '' &&
            !(candidate.guard === 'refuses' && guardedEvents.has(widest.reach.event)),
        );
      if (!widest || !checkout) {
        outcome.pass(widest ? `${agent.name} starts in the base` : `strangers cannot start ${agent.name} with secrets`, agent.location);
        continue;
      }
      const anyone = strangersReach(workflows, agent);
      const restored = agent.action?.action === 'anthropics/claude-code-action' || checkout.guard === 'unknown';
      const confidence = anyone ? lowerConfidence(restored ? 'medium' : 'high', anyone.confidence) : 'low';
      outcome.fail('head', { agent: agent.name, source: checkout.source, event: widest.reach.event }, checkout.location, {
        confidence,
        subject: `${agent.workflow.path} ${agent.job.id} ${agent.step.index}`,
        related: [{ location: agent.location, message: 'the agent starts here' }],
      });
    }
  },
});
