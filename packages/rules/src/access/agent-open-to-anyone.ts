import { admissionOf, agentSteps, defineRule, describeGates, type RepositoryRule } from '@ten-point/core/rule';
import { openReach, strangersReach } from './agent-reach.ts';

export const agentOpenToAnyone: RepositoryRule = defineRule({
  id: 'access/agent-open-to-anyone',
  scope: 'repository',
  severity: 'warning',
  needs: ['workflows'],
  title: 'Strangers cannot start an agent that has secrets',
  why: 'An agent that anybody can start by opening an issue reads what strangers write, holds a model key and a token, and acts. In the Clinejection attack (a malicious npm release in February 2026) a triage bot with `allowed_non_write_users: "*"` was steered by an issue title into poisoning the cache of the release workflow, although its own token could write to issues only.',
  howToFix:
    'Remove the wildcard, or put a condition in front of the job: `github.event.comment.author_association` in OWNER, MEMBER, COLLABORATOR, or a label that only maintainers can add. Where a triage bot must be open, give it no shell, no secrets beside the model key, and a token that can only label.',
  limits:
    "Judges triggers, conditions and the actions' own checks. Claude Code Action and Codex Action turn away people without write access unless told otherwise; the Gemini action, the Claude base action, actions/ai-inference and command-line agents have no check of their own. A step that only asks a model is graded low.",
  effort: 'minutes',
  securitySeverity: 7.5,
  sources: [
    {
      url: 'https://github.com/anthropics/claude-code-action/blob/main/docs/security.md',
      checked: '2026-11-24',
      note: 'allowed_non_write_users, allowed_bots',
    },
    { url: 'https://github.com/openai/codex-action', checked: '2026-11-24', note: 'allow-users, allow-bots' },
    { url: 'https://github.com/google-github-actions/run-gemini-cli', checked: '2026-11-24', note: 'no user check of its own' },
  ],
  messages: {
    anyone: '{agent} lets anybody start it ({input}: {value}) and {event} can be caused by anybody; name the people, or check the author association first.',
    anyoneGated:
      '{agent} itself turns nobody away ({input}: {value}): all that keeps strangers under {event} from it is {gates}; name the people there as well.',
    noCheck: '{agent} does not check who starts it, and {event} can be caused by anybody{gates}; check the author association in a condition first.',
    listed:
      '{agent} is opened by {input} ({value}) to accounts without write access under {event}; keep the list as short as it is and the agent without secrets.',
  },
  check({ repo, outcome }) {
    const workflows = repo.workflows();
    const agents = agentSteps(workflows);
    if (agents.length === 0) return outcome.notApplicable('no workflow runs an agent');
    for (const agent of agents) {
      const { name, location, workflow, job, step } = agent;
      const widest = strangersReach(workflows, agent);
      if (!widest) {
        outcome.pass(
          openReach(workflows, agent) ? `${name} itself turns away people without write access` : `strangers cannot start ${name} with secrets`,
          location,
        );
        continue;
      }
      const admission = admissionOf(agent);
      const confidence = agent.acts ? widest.confidence : ('low' as const);
      const details = { confidence, subject: `${workflow.path} ${job.id} ${step.index}` };
      const { event } = widest.reach;
      const gates = describeGates(widest.reach.gates);
      if (admission.kind === 'anyone' && gates === '')
        outcome.fail('anyone', { agent: name, input: admission.input, value: admission.value, event }, admission.location, details);
      else if (admission.kind === 'anyone')
        outcome.fail('anyoneGated', { agent: name, input: admission.input, value: admission.value, event, gates }, admission.location, details);
      else if (admission.kind === 'listed' || admission.kind === 'bots')
        outcome.fail('listed', { agent: name, input: admission.input, value: admission.value, event }, admission.location, details);
      else outcome.fail('noCheck', { agent: name, event, gates: gates === '' ? '' : `, limited by ${gates}` }, location, details);
    }
  },
});
