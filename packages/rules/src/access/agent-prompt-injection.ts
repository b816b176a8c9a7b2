import { type AgentStep, agentSteps, type Confidence, defineRule, lowerConfidence, type RepositoryRule, reachWith } from '@ten-point/core/rule';
import { powerOf, type StrangersReach, strangersReach } from './agent-reach.ts';
import { promptTexts } from './prompt-texts.ts';

export const agentPromptInjection: RepositoryRule = defineRule({
  id: 'access/agent-prompt-injection',
  scope: 'repository',
  severity: 'error',
  needs: ['workflows'],
  title: 'Prompts of agents that strangers can start hold no text of strangers',
  why: 'What stands in a prompt is an instruction to a model. The PromptPwnd research (late 2025) steered the triage agent of Gemini CLI by the text of an issue. Its prompt held no expression at all: title and body stood in environment variables that the prompt told the agent to read. Passing text through `env` stops a shell from running it, not a model from following it.',
  howToFix:
    'Let only trusted people start the agent, or give it nothing to act with: no shell, a token without writes, and a later step that checks the answer against a fixed list before anything is done with it.',
  limits:
    "Text that the agent fetches itself (`gh issue view`, its own tools) is not seen here. Graded by what the job's token could do: high with writes beyond comments and labels, low for a step that only asks a model.",
  effort: 'hours',
  securitySeverity: 8.1,
  sources: [
    { url: 'https://www.aikido.dev/blog/promptpwnd-github-actions-ai-agents', checked: '2026-11-24' },
    { url: 'https://github.com/anthropics/claude-code-action/blob/main/docs/security.md', checked: '2026-11-24' },
  ],
  messages: {
    direct:
      '{source} stands in the prompt of {agent}, which {event} lets strangers start: they write its instructions. Gate the job, or take away what the agent can act with.',
    variable:
      'The prompt of {agent} names {variable}, which holds {source}, and {event} lets strangers start it: a variable does not keep a model from following the text. Gate the job, or take away what the agent can act with.',
  },
  check({ repo, outcome }) {
    const workflows = repo.workflows();
    const agents = agentSteps(workflows);
    if (agents.length === 0) return outcome.notApplicable('no workflow runs an agent');
    for (const agent of agents) {
      const widest = strangersReach(workflows, agent);
      if (!widest) {
        outcome.pass(`strangers cannot start ${agent.name} with secrets`, agent.location);
        continue;
      }
      const entries = promptTexts(workflows, agent, ({ origin }) => reachWith([widest.reach], origin).length > 0);
      const confidence = grade(agent, widest);
      for (const { origin, location, variable } of entries) {
        const data = { source: origin.source, agent: agent.name, event: widest.reach.event };
        const details = { confidence, subject: `${agent.workflow.path} ${agent.job.id} ${agent.step.index} ${origin.source}` };
        if (variable === undefined) outcome.fail('direct', data, location, details);
        else outcome.fail('variable', { ...data, variable }, location, details);
      }
      if (entries.length === 0) outcome.pass(`the prompt of ${agent.name} holds no text of strangers`, agent.location);
    }
  },
});

function grade(agent: AgentStep, { confidence }: StrangersReach): Confidence {
  return lowerConfidence(powerOf(agent), confidence);
}
