import {
  type ActionReference,
  type AgentStep,
  agentSteps,
  defineRule,
  effectivePermissions,
  type FixDraft,
  type Job,
  permissionLevel,
  type RepositoryRule,
  type Step,
  type Workflow,
  type Workflows,
  writeScopes,
} from '@ten-point/core/rule';
import { mentionsRemoteGit, usesReadingAction } from './reading-actions.ts';

export const persistCredentials: RepositoryRule = defineRule({
  id: 'access/persist-credentials',
  scope: 'repository',
  severity: 'warning',
  needs: ['workflows'],
  title: 'Checkouts leave no token to agents and artifacts',
  why: 'actions/checkout keeps the token for later git commands: up to version 5 in `.git/config`, since version 6 in a file of the runner that `.git/config` leads to. An agent reads it there, also when nothing hands it the token, and whoever steers the agent has it printed into a comment. Published artifacts that held a checkout have leaked tokens in this way (ArtiPACKED, 2024).',
  howToFix:
    'Set `persist-credentials: false` at the checkout, or let the token of the job only read. An agent that must push gets its own token, with as few rights as that takes. In a private repository Claude Code Action fetches with these credentials before it has its own (its issue 1711, open in September 2026): there, let the token only read.',
  limits:
    'Looks at checkouts before an agent in the same job, and at artifacts of a whole checkout with `include-hidden-files: true`. A token that only reads is no finding, nor one that the agent is handed anyway. A job whose token may write contents is left out, since its agent is meant to push, and so is one with a step that pushes. Beside Claude Code Action, and with a token of its own that may be there to push with, the confidence is low.',
  fixes:
    'Adds `persist-credentials: false` to a checkout that uses the token of the job. It is offered where nothing after it visibly needs the credentials: no script, prompt or input has git with a remote in it (`fetch`, `pull`, `push`, `clone`, `submodule`, …), every action is one that at most reads contents, and the agent is started by a command or by an action that does not fetch by itself. Claude Code Action does.',
  effort: 'minutes',
  securitySeverity: 4.3,
  sources: [
    { url: 'https://github.com/actions/checkout/releases/tag/v6.0.0', checked: '2026-11-25', note: 'Credentials in a file below RUNNER_TEMP.' },
    { url: 'https://docs.zizmor.sh/audits/#artipacked', checked: '2026-11-25' },
    { url: 'https://github.com/actions/upload-artifact#uploading-hidden-files', checked: '2026-11-25', note: 'Left out by default from version 4.4.' },
    {
      url: 'https://github.com/anthropics/claude-code-action/issues/1711',
      checked: '2026-11-25',
      note: 'The first fetch needs the credentials of the checkout.',
    },
  ],
  messages: {
    agent:
      'The checkout of job {job} keeps {token} where {agent} can read it, and nothing shows that the job pushes with it; set persist-credentials: false, or let the token only read.',
    artifact: 'The checkout of job {job} keeps {token} in .git/config, and a later step publishes that in an artifact; set persist-credentials: false.',
  },
  check({ repo, outcome }) {
    const found = repo.workflows().workflows.flatMap((workflow) => (workflow.compiledFrom ? [] : exposures(repo.workflows(), workflow)));
    if (found.length === 0) return outcome.notApplicable('no workflow checks out before it runs an agent that can act, or publishes a whole checkout');
    for (const exposure of found) {
      const { workflow, job, checkout, agent, artifact } = exposure;
      const kept = checkout.with.get('persist-credentials');
      const place = kept?.location ?? checkout.location;
      const own = ownToken(checkout);
      const effective = effectivePermissions(workflow, job);
      const writes = writeScopes(effective).filter((scope) => scope !== 'id-token');
      if (kept?.value.trim() === 'false') outcome.pass(`the checkout of ${job.id} keeps no credentials`, place);
      else if (kept?.value.includes('${{')) outcome.unknown(`an expression decides whether the checkout of ${job.id} keeps its token`, written, place);
      else if (laterSteps(exposure).some(pushes) || (agent && !own && permissionLevel(effective, 'contents') === 'write'))
        outcome.pass(`${job.id} pushes, for which its checkout keeps the credentials`, place);
      else if (agent && isHanded(exposure, agent, own)) outcome.pass(`${job.id} hands ${agent.name} the token of its checkout anyway`, place);
      else if (!own && effective.source === 'default') outcome.unknown(`${workflow.path} does not say what the token of ${job.id} may do`, declared, place);
      else if (!own && writes.length === 0) outcome.pass(`the token of ${job.id} only reads`, place);
      else {
        const data = { job: job.id, token: own ?? 'its token' };
        const details = {
          confidence: own || agent?.action?.action === claudeCodeAction ? 'low' : 'medium',
          subject: `${workflow.path} ${job.id} ${checkout.index}`,
          ...(own ? {} : fixOf(exposure)),
        } as const;
        if (agent)
          outcome.fail('agent', { ...data, agent: agent.name }, place, {
            ...details,
            related: [{ location: agent.location, message: 'the agent starts here' }],
          });
        else if (artifact) outcome.fail('artifact', data, place, { ...details, related: [{ location: artifact.location, message: 'published here' }] });
      }
    }
  },
});

const written = 'Write `persist-credentials: false` at the checkout.';
const declared = 'Declare `permissions` for the job, or write `persist-credentials: false` at the checkout.';
const claudeCodeAction = 'anthropics/claude-code-action';

/** Agents' actions that leave git's remotes to the agent. */
const plainActions: ReadonlySet<string> = new Set(['anthropics/claude-code-base-action', 'google-github-actions/run-gemini-cli', 'openai/codex-action']);

/** A checkout with the first later step of its job that gets to see it. */
interface Exposure {
  readonly workflow: Workflow;
  readonly job: Job;
  readonly checkout: Step;
  readonly agent?: AgentStep;
  readonly artifact?: Step;
}

function exposures(workflows: Workflows, workflow: Workflow): readonly Exposure[] {
  const agents = agentSteps(workflows).filter((agent) => agent.acts && agent.workflow === workflow);
  return workflow.jobs.flatMap((job) =>
    job.steps.flatMap((checkout): Exposure[] => {
      if (!isAction(checkout, 'actions/checkout')) return [];
      const agent = agents.find((candidate) => candidate.job === job && candidate.step.index > checkout.index);
      const artifact = job.steps.find((step) => step.index > checkout.index && publishes(step, checkout));
      return agent ? [{ workflow, job, checkout, agent }] : artifact ? [{ workflow, job, checkout, artifact }] : [];
    }),
  );
}

function laterSteps({ job, checkout }: Exposure): readonly Step[] {
  return job.steps.filter((step) => step.index > checkout.index);
}

function isAction({ uses }: Step, action: string): boolean {
  return uses?.kind === 'repository' && `${uses.owner}/${uses.repository}`.toLowerCase() === action;
}

/** Whether an artifact holds the `.git/config` of a checkout that has the token in it. */
function publishes(step: Step, checkout: Step): boolean {
  const version = checkout.uses && majorVersion(checkout.uses);
  if (!isAction(step, 'actions/upload-artifact') || step.with.get('include-hidden-files')?.value.trim() !== 'true') return false;
  if (version === undefined || version >= 6) return false;
  const lines = (step.with.get('path')?.value ?? '').split('\n').map((line) => line.trim());
  const directory = plainPath(checkout.with.get('path')?.value ?? '');
  const wanted = new Set(['', directory, directory === '' ? '.git' : `${directory}/.git`]);
  return !lines.some((line) => line.startsWith('!') && line.includes('.git')) && lines.some((line) => line !== '' && wanted.has(plainPath(line)));
}

/** `${{ github.workspace }}/x/` and `./x/**` as `x`; the workspace itself is empty. */
function plainPath(path: string): string {
  const parts = path.replace(/^\$\{\{ ?github\.workspace ?\}\}/, '').split('/');
  return parts
    .filter((part, index) => part !== '' && part !== '.' && !(part.startsWith('*') && parts.slice(index).every((rest) => /^\**$/.test(rest))))
    .join('/');
}

function majorVersion(uses: ActionReference): number | undefined {
  if (uses.kind !== 'repository') return undefined;
  const version = /^v?(\d{1,3})(?:[.\s]|$)/.exec(uses.comment ?? uses.ref)?.[1];
  return version === undefined ? undefined : Number(version);
}

/** The credential that a checkout is given in place of the job's token: `secrets.ROBOT_TOKEN`. */
function ownToken({ references }: Step): string | undefined {
  return references.find(({ key, path }) => (key === 'with.token' || key === 'with.ssh-key') && !isJobToken(path))?.path;
}

function isJobToken(path: string): boolean {
  return /^(?:github\.token|secrets\.github_token)$/i.test(path);
}

function isHanded({ workflow, job }: Exposure, { step }: AgentStep, own: string | undefined): boolean {
  return [...workflow.references, ...job.references, ...step.references].some(({ path }) => (own === undefined ? isJobToken(path) : path === own));
}

function pushes({ script }: Step): boolean {
  return script?.commands.some(({ name, args }) => name === 'git' && args.includes('push')) ?? false;
}

/** Whether another step has the same text by an alias. */
function isShared({ workflow, checkout }: Exposure): boolean {
  const starts = ({ location, withLocation }: Step): readonly (number | undefined)[] => [location.range.start.offset, withLocation?.range.start.offset];
  const [own, inputs] = starts(checkout);
  return workflow.jobs
    .flatMap(({ steps }) => steps)
    .some((step) => step !== checkout && (starts(step)[0] === own || (inputs !== undefined && starts(step)[1] === inputs)));
}

function fixOf(exposure: Exposure): { readonly fix?: FixDraft } {
  const { workflow, job, checkout, agent } = exposure;
  const { jobsLocation } = workflow;
  const isPlain = !agent || agent.command !== undefined || plainActions.has(agent.action?.action ?? '');
  const isUnused = laterSteps(exposure).every((step) => !mentionsRemoteGit(step) && (!step.uses || step === agent?.step || usesReadingAction(step)));
  if (!isPlain || !isUnused || !jobsLocation || checkout.with.has('persist-credentials') || isShared(exposure)) return {};
  const first = checkout.withLocation;
  // A `with` that is there and empty would be there twice.
  if (first && checkout.with.size === 0) return {};
  const indent = ' '.repeat(Math.max(0, job.location.range.start.column - jobsLocation.range.start.column));
  const line = 'persist-credentials: false';
  return {
    fix: {
      description: `Keep no credentials in the checkout of ${job.id}`,
      edits: [first ? { linesAbove: first, lines: [line] } : { linesBelow: checkout.location, lines: ['with:', `${indent}${line}`] }],
    },
  };
}
