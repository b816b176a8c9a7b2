import { type AgentStep, agentSteps, defineRule, findExpressions, type KeyedReference, type Rule, type Step } from '@ten-point/core/rule';
import { strangersReach } from './agent-reach.ts';
import { codeInputs } from './code-inputs.ts';

export const agentOutput: Rule = defineRule({
  id: 'access/agent-output',
  scope: 'repository',
  severity: 'error',
  needs: ['workflows'],
  title: 'What an agent answers is never expanded into code',
  why: "Whoever steers a model writes its answer. Expanded by `${{ … }}` into a script, the answer is a program that runs with the rights of the next step, which often has more than the agent's own; a workflow of Microsoft's azure-devops-mcp parsed an answer and evaluated it.",
  howToFix: 'Pass the answer by an environment variable, parse it as data, and act only on values from a fixed list.',
  limits: 'Follows outputs of agent steps in the same job and through `needs`; what a script does with a variable or a file is not looked into.',
  effort: 'minutes',
  securitySeverity: 8.1,
  sources: [
    { url: 'https://docs.github.com/actions/concepts/security/script-injections', checked: '2026-11-24' },
    { url: 'https://docs.github.com/actions/reference/security/secure-use', checked: '2026-11-24' },
  ],
  messages: {
    expanded: 'The answer of {agent} ({reference}) is expanded into code; pass it by an environment variable and check it against a list.',
  },
  check({ repo, outcome }) {
    const workflows = repo.workflows();
    const agents = agentSteps(workflows);
    if (agents.length === 0) return outcome.notApplicable('no workflow runs an agent');
    for (const agent of agents) {
      const uses = expansionsOf(agent);
      const widest = strangersReach(workflows, agent);
      for (const reference of uses) {
        outcome.fail('expanded', { agent: agent.name, reference: reference.path }, reference.location, {
          confidence: widest?.confidence ?? 'medium',
          subject: `${agent.workflow.path} ${agent.job.id} ${reference.key} ${reference.path}`,
        });
      }
      if (uses.length === 0) outcome.pass(`no answer of ${agent.name} is expanded into code`, agent.location);
    }
  },
});

function expansionsOf({ workflow, job, step }: AgentStep): readonly KeyedReference[] {
  if (step.id === undefined) return [];
  const own = `steps.${step.id}.outputs.`.toLowerCase();
  // Outputs of steps that say how the run went hold no text of the model.
  const isAnswer = (path: string, prefix: string): boolean =>
    path.toLowerCase().startsWith(prefix) && !/\.(?:conclusion|execution_file|session_id|branch_name|github_token)$/.test(path);
  const passedOn = [...job.outputs].flatMap(([name, value]) =>
    findExpressions(value.value).some(({ body }) => isAnswer(body.trim().toLowerCase(), own)) ? [`needs.${job.id}.outputs.${name}`.toLowerCase()] : [],
  );
  return workflow.jobs.flatMap((other) =>
    other.steps.flatMap((candidate) =>
      candidate.references.filter(
        ({ key, path, flows }) => flows && isCode(candidate, key) && ((other === job && isAnswer(path, own)) || passedOn.includes(path.toLowerCase())),
      ),
    ),
  );
}

function isCode({ uses }: Step, key: string): boolean {
  if (key === 'run') return true;
  if (uses?.kind !== 'repository') return false;
  return (codeInputs[`${uses.owner}/${uses.repository}`.toLowerCase()] ?? []).some((input) => key.toLowerCase() === `with.${input}`);
}
