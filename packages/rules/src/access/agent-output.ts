import {
  type AgentStep,
  agentSteps,
  defineRule,
  findExpressions,
  type KeyedReference,
  type Location,
  type RepositoryRule,
  type Step,
} from '@ten-point/core/rule';
import { strangersReach } from './agent-reach.ts';
import { codeInputs } from './code-inputs.ts';

export const agentOutput: RepositoryRule = defineRule({
  id: 'access/agent-output',
  scope: 'repository',
  severity: 'error',
  needs: ['workflows'],
  title: 'What an agent answers is never expanded into code',
  why: "Whoever steers a model writes its answer. Expanded by `${{ … }}` into a script, the answer is a program that runs with the rights of the next step, which often has more than the agent's own; a workflow of Microsoft's azure-devops-mcp parsed an answer and evaluated it.",
  howToFix: 'Pass the answer by an environment variable, parse it as data, and act only on values from a fixed list.',
  limits:
    'Follows outputs of agent steps in the same job and through `needs`, into expressions and into variables that a script evaluates (`eval "$ANSWER"`, `bash -c`, `| bash`, `eval(process.env.ANSWER)`); what a script does else with a variable or a file is not looked into.',
  effort: 'minutes',
  securitySeverity: 8.1,
  sources: [
    { url: 'https://docs.github.com/actions/concepts/security/script-injections', checked: '2026-11-24' },
    { url: 'https://docs.github.com/actions/reference/security/secure-use', checked: '2026-11-24' },
  ],
  messages: {
    expanded: 'The answer of {agent} ({reference}) is expanded into code; pass it by an environment variable and check it against a list.',
    evaluated: 'The answer of {agent} is run as code by way of the variable {variable}; read it as data, and act only on values from a list.',
  },
  check({ repo, outcome }) {
    const workflows = repo.workflows();
    const agents = agentSteps(workflows);
    if (agents.length === 0) return outcome.notApplicable('no workflow runs an agent');
    for (const agent of agents) {
      const answers = answersOf(agent);
      const uses = answers.flatMap(({ step, reference }) => (isCode(step, reference.key) ? [reference] : []));
      const evaluated = answers.flatMap(evaluationOf);
      const widest = strangersReach(workflows, agent);
      for (const reference of uses) {
        outcome.fail('expanded', { agent: agent.name, reference: reference.path }, reference.location, {
          confidence: widest?.confidence ?? 'medium',
          subject: `${agent.workflow.path} ${agent.job.id} ${reference.key} ${reference.path}`,
        });
      }
      for (const { step, variable, location } of evaluated) {
        outcome.fail('evaluated', { agent: agent.name, variable }, location, {
          confidence: widest?.confidence ?? 'medium',
          subject: `${agent.workflow.path} ${agent.job.id} ${step.index} ${variable}`,
        });
      }
      if (uses.length + evaluated.length === 0) outcome.pass(`no answer of ${agent.name} is expanded into code`, agent.location);
    }
  },
});

interface Answer {
  readonly step: Step;
  readonly reference: KeyedReference;
}

/** References of all steps to the agent's answer. */
function answersOf({ workflow, job, step }: AgentStep): readonly Answer[] {
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
      candidate.references.flatMap((reference) => {
        const holds = (other === job && isAnswer(reference.path, own)) || passedOn.includes(reference.path.toLowerCase());
        return reference.flows && holds ? [{ step: candidate, reference }] : [];
      }),
    ),
  );
}

function isCode({ uses }: Step, key: string): boolean {
  if (key === 'run') return true;
  if (uses?.kind !== 'repository') return false;
  return (codeInputs[`${uses.owner}/${uses.repository}`.toLowerCase()] ?? []).some((input) => key.toLowerCase() === `with.${input}`);
}

interface Evaluation {
  readonly step: Step;
  readonly variable: string;
  readonly location: Location;
}

/** Where the script of a step runs a variable that holds the answer. */
function evaluationOf({ step, reference }: Answer): readonly Evaluation[] {
  if (!reference.key.startsWith('env.')) return [];
  const variable = reference.key.slice('env.'.length);
  const location = evaluation(step, variable);
  return location ? [{ step, variable, location: location === true ? reference.location : location }] : [];
}

/** Where a script runs what a variable holds; `true` where only the whole script is known to. */
function evaluation(step: Step, name: string): Location | true | undefined {
  const script = step.uses?.kind === 'repository' && step.uses.repository === 'github-script' ? (step.with.get('script')?.value ?? '') : '';
  if ([...script.matchAll(/\b(?:eval|Function)\(\s{0,9}process\.env\.(\w{1,80})/g)].some((match) => match[1] === name)) return true;
  const whole = [`$${name}`, `\${${name}}`];
  const commands = step.script?.commands ?? [];
  for (const [index, { name: program, args, program: word, location }] of commands.entries()) {
    // The variable is the command: `$ANSWER`, `eval "$ANSWER"`, `bash -c "$ANSWER"`.
    if (whole.includes(word.replaceAll('"', ''))) return location;
    const next = commands[index + 1];
    const given = args.findIndex((argument) => whole.includes(argument.replaceAll('"', '')));
    if (['node', 'python', 'python3'].includes(program) && ['-e', '-c', '--eval'].includes(args[given - 1] ?? '')) return location;
    // `echo "$ANSWER" | bash`
    if (given >= 0 && ['echo', 'printf'].includes(program) && next && ['bash', 'sh'].includes(next.name) && next.args.length === 0) return next.location;
  }
  return undefined;
}
