import {
  type AgentStep,
  admissionOf,
  agentSteps,
  type Confidence,
  defineRule,
  type Gate,
  gradeReach,
  type Job,
  type Location,
  lowerConfidence,
  promptsOf,
  pullRequestCheckouts,
  type Reach,
  type RepositoryRule,
  type Step,
  type Workflow,
  type Workflows,
  workflowExposure,
} from '@ten-point/core/rule';
import { promptTexts } from './prompt-texts.ts';

/** How a trusted person starts an agent; `stays`: by a label that later changes of a stranger find still there. */
interface TrustedStart {
  readonly kind: 'comment' | 'label' | 'stays';
  readonly reach: Reach;
}

/** Something that the agent is given and that can change after the start. */
interface Mutable {
  readonly kind: 'commit' | 'text';
  readonly source: string;
  readonly confidence: Confidence;
  readonly location: Location;
}

export const mutableTrigger: RepositoryRule = defineRule({
  id: 'access/mutable-trigger',
  scope: 'repository',
  severity: 'warning',
  needs: ['workflows'],
  title: 'Agents that a comment or label starts act on what its author saw',
  why: 'A maintainer reads a pull request and writes the comment, or adds the label, that starts the agent. What the run then reads anew (the title, the body, the head) may be another by that time: in February 2026 a changed title, edited after the comment of a maintainer, was enough to steer Claude Code Action with full access to its secrets. The person who was asked never saw what the agent acted on.',
  howToFix:
    'Take text from the event (`github.event.issue.title`), and the commit too: `github.event.pull_request.head.sha` of a label or review event, or a SHA that the comment names. Where it must be looked up, compare the time of the last push or edit with `github.event.comment.created_at` and stop when it is later. Let a label start the agent under `types: [labeled]` only, with `github.event.label.name`, or take the label off when the content changes.',
  limits:
    'Judges what the workflow gives to the agent: checkouts before it, text of step outputs, commands such as `gh pr view` whose output it gets. What an agent reads by its own tools is not seen; Claude Code Action leaves out comments and text that were edited after the start. A commit that is looked up and then used throughout is graded low, as is a start that waits for an environment. A comparison of times is taken as sound.',
  effort: 'hours',
  securitySeverity: 6.5,
  sources: [
    { url: 'https://github.com/zizmorcore/zizmor/issues/1605', checked: '2026-11-25', note: 'the incident of the title' },
    { url: 'https://github.com/anthropics/claude-code-action/pull/710', checked: '2026-11-25', note: 'what the action leaves out' },
    { url: 'https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows', checked: '2026-11-25' },
  ],
  messages: {
    commit:
      '{agent} is started by {start}{gates} and works on {source}, which may be another commit by the time the job runs; check out the commit that was looked at, by its SHA, or stop when the last push is later.',
    text: '{agent} is started by {start}{gates}, but {source} is read when the job runs and may have been edited since; take the text from the event, or stop when it was edited later.',
    stays:
      'The label that lets {agent} start stays on, so {event} ({types}) starts it on what was changed after the label; run on `labeled` only, or take the label off when the content changes.',
  },
  check({ repo, outcome }) {
    const workflows = repo.workflows();
    const started = agentSteps(workflows).flatMap((agent) => {
      const start = trustedStart(workflows, agent);
      return start ? [{ agent, start }] : [];
    });
    if (started.length === 0) return outcome.notApplicable('no agent is started by a comment or label of a trusted person');
    for (const { agent, start } of started) {
      const { name, workflow, job, step, location } = agent;
      const subject = `${workflow.path} ${job.id} ${step.index}`;
      const { event, types, gates } = start.reach;
      if (start.kind === 'stays') {
        if (!isGiven(workflows, agent)) outcome.pass(`${name} is given no text or code that changes under a label`, location);
        else if (removesLabel(workflows)) outcome.pass(`a label lets ${name} start, and a step takes it off`, location);
        else outcome.fail('stays', { agent: name, event, types: types.join(', ') }, location, { confidence: 'medium', subject: `${subject} stays` });
        continue;
      }
      const mutable = mutableOf(workflows, agent, start);
      if (mutable.length === 0) {
        outcome.pass(`${name} is given nothing that can change after the ${start.kind}`, location);
        continue;
      }
      if (comparesTimes(agent)) {
        outcome.pass(`a step before ${name} compares times with the ${start.kind}`, location);
        continue;
      }
      const waits = gates.some((gate) => gate.kind === 'environment');
      for (const { kind, source, confidence, location: place } of mutable)
        outcome.fail(
          kind,
          {
            agent: name,
            start: start.kind === 'comment' ? `a comment (${event})` : `a label (${event})`,
            gates: waits ? ', waits for an environment' : '',
            source,
          },
          place,
          {
            confidence: waits ? lowerConfidence('low', confidence) : confidence,
            subject: `${subject} ${source}`,
            related: [{ location, message: 'the agent starts here' }],
          },
        );
    }
  },
});

const commentEvents: ReadonlySet<string> = new Set(['issue_comment', 'discussion_comment']);
const labelEvents: ReadonlySet<string> = new Set(['issues', 'discussion', 'pull_request_target']);

/** The way in which somebody trusted lets the agent start on content of others; undefined when there is none. */
function trustedStart(workflows: Workflows, agent: AgentStep): TrustedStart | undefined {
  const own = admissionOf(agent).kind === 'checked';
  const starts = workflowExposure(workflows)
    .reach(agent.workflow, agent.job, agent.step)
    .flatMap((reach): TrustedStart[] => {
      const { event, gates, exposure } = reach;
      if (exposure !== 'open' || gradeReach(reach) === undefined || gates.some(vouchesForContent)) return [];
      const has = (...kinds: readonly Gate['kind'][]): boolean => gates.some((gate) => kinds.includes(gate.kind));
      if (commentEvents.has(event)) return own || has('association', 'actor', 'author', 'permission-check') ? [{ kind: 'comment', reach }] : [];
      if (!labelEvents.has(event)) return [];
      if (has('label') || (has('activity') && labelled(reach))) return [{ kind: 'label', reach }];
      // Whoever pushes or edits starts the run then, and an action that checks them turns them away.
      const stays =
        has('label-present') &&
        !own &&
        reach.types.some((type) => ['synchronize', 'edited', 'reopened'].includes(type)) &&
        !has('association', 'actor', 'author', 'permission-check', 'activity');
      return stays ? [{ kind: 'stays', reach }] : [];
    });
  return starts.find(({ kind }) => kind === 'stays') ?? starts[0];
}

function labelled({ trigger }: Reach): boolean {
  return trigger.types === undefined || trigger.types.includes('labeled');
}

/** Whether a gate says that somebody trusted wrote the content itself, not the comment about it. */
function vouchesForContent({ kind, object }: Gate): boolean {
  return (kind === 'association' || kind === 'author') && /^github\.event\.(?:issue|pull_request|discussion)(?:\.|$)/.test(object);
}

/** Text that a step fetched, as opposed to text of the payload, which is as it was at the start. */
const fetchedText = /^(?:gh (?:pr view|issue view|api)|the pull request's)/;

function mutableOf(workflows: Workflows, agent: AgentStep, { reach }: TrustedStart): readonly Mutable[] {
  const found: Mutable[] = [];
  const checkout = pullRequestCheckouts(workflows, agent.workflow, agent.job).findLast((candidate) => candidate.step.index <= agent.step.index);
  // The payload of a comment names no commit: one that is looked up is that of the moment.
  if (checkout && checkout.commit !== 'of-event')
    found.push({
      kind: 'commit',
      source: checkout.source,
      confidence: checkout.commit === 'looked-up' ? 'low' : 'medium',
      location: checkout.location,
    });
  const texts = promptTexts(workflows, agent, ({ origin }) => origin.shape === 'text' && fetchedText.test(origin.source));
  for (const { origin, location } of texts) found.push({ kind: 'text', source: origin.source, confidence: 'high', location });
  if (texts.length === 0) found.push(...fetchedBy(agent));
  return reach.event === 'discussion' ? found.filter(({ kind }) => kind === 'text') : found;
}

/** Output of `gh pr view` and the like that the agent gets in its own script, or in a file that its prompt names. */
function fetchedBy(agent: AgentStep): readonly Mutable[] {
  const prompts = promptsOf(agent).map(({ text }) => text.value);
  return agent.job.steps.flatMap((step): Mutable[] => {
    if (step.index > agent.step.index) return [];
    return (step.script?.commands ?? []).flatMap(({ name, args, location }): Mutable[] => {
      if (name !== 'gh' || !printsText(args)) return [];
      const own = step === agent.step && agent.command !== undefined;
      if (!own && !filesOf(step).some((file) => prompts.some((prompt) => prompt.includes(file)))) return [];
      return [{ kind: 'text', source: `the output of gh ${args.slice(0, 2).join(' ')}`, confidence: 'medium', location }];
    });
  });
}

/** Whether a command of gh prints a title, body, comments or a diff, not only numbers and states. */
function printsText([object, verb, ...rest]: readonly string[]): boolean {
  if (object !== 'pr' && object !== 'issue') return false;
  if (verb === 'diff') return !rest.includes('--name-only');
  const fields = rest[rest.indexOf('--json') + 1];
  return verb === 'view' && (!rest.includes('--json') || /\b(?:title|body|comments|reviews)\b/.test(fields ?? ''));
}

/** Names of files that the lines of a script with `gh` write their output to. */
function filesOf({ run }: Step): readonly string[] {
  return (run?.value ?? '').split('\n').flatMap((line) => {
    const at = line.lastIndexOf('>');
    if (at < 0 || !/\bgh\s/.test(line)) return [];
    const file =
      line
        .slice(at + 1)
        .replaceAll(/["']/g, '')
        .trim()
        .split('/')
        .at(-1) ?? '';
    return /^[\w.-]{3,100}$/.test(file) ? [file] : [];
  });
}

/** Whether the agent is given content of a pull request or issue at all. */
function isGiven(workflows: Workflows, agent: AgentStep): boolean {
  return (
    pullRequestCheckouts(workflows, agent.workflow, agent.job).some(({ step }) => step.index <= agent.step.index) ||
    promptTexts(workflows, agent, ({ origin }) => origin.shape === 'text').length > 0 ||
    fetchedBy(agent).length > 0
  );
}

/** Whether an earlier step of the job, or one of a job that it needs, looks at the time of the comment or of the last edit. */
function comparesTimes({ workflow, job, step }: AgentStep): boolean {
  const before = job.steps.filter(({ index }) => index < step.index);
  return [...before, ...neededJobs(workflow, job).flatMap((needed) => needed.steps)].some((candidate) =>
    textsOf(candidate).some((text) => /\bcomment\.(?:created_at|updated_at)\b/.test(text) || /\bevent\.(?:issue|pull_request)\.updated_at\b/.test(text)),
  );
}

function neededJobs(workflow: Workflow, job: Job): readonly Job[] {
  return job.needs.flatMap((need) => workflow.jobs.find((other) => other.id.toLowerCase() === need.value.toLowerCase()) ?? []);
}

function removesLabel({ workflows }: Workflows): boolean {
  return workflows.some(
    (workflow) =>
      workflow.triggers.some(({ event }) => labelEvents.has(event)) &&
      workflow.jobs.some((job) =>
        job.steps.some(
          (step) =>
            (step.uses?.kind === 'repository' && /remove-labels?$/i.test(step.uses.repository)) ||
            textsOf(step).some((text) => text.includes('--remove-label') || /\bremove(?:All)?Labels?\(/.test(text)),
        ),
      ),
  );
}

/** Scripts, inputs and variables of a step. */
function textsOf({ run, with: inputs, env }: Step): readonly string[] {
  return [...(run ? [run.value] : []), ...[...inputs.values()].map(({ value }) => value), ...env.map(({ value }) => value.value)];
}
