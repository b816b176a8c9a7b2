import {
  type ActionReference,
  agentSteps,
  type Confidence,
  defineRule,
  type Located,
  type Location,
  type RepositoryRule,
  type Step,
  type Workflows,
} from '@ten-point/core/rule';
import { strangersReach } from './agent-reach.ts';

/** A hole in a released agent. */
interface KnownHole {
  /** npm package, or `owner/name` of an action in lower case. */
  readonly of: string;
  readonly kind: 'package' | 'action';
  /** First version without it. */
  readonly fixedIn: string;
  /** What the versions before let happen, as the end of "in which …". */
  readonly what: string;
  readonly source: string;
  /** ISO date. */
  readonly checked: string;
}

const holes: readonly KnownHole[] = [
  {
    of: '@anthropic-ai/claude-code',
    kind: 'package',
    fixedIn: '2.1.128',
    what: 'the Read tool opens /proc/self/environ, which holds the keys of the run',
    source: 'https://buaq.net/go-421303.html',
    checked: '2026-11-25',
  },
  {
    // The first release of the action that installs Claude Code 2.1.128.
    of: 'anthropics/claude-code-action',
    kind: 'action',
    fixedIn: '1.0.112',
    what: 'the Read tool of the Claude Code that it installs opens /proc/self/environ, which holds the keys of the run',
    source: 'https://github.com/anthropics/claude-code-action/blob/v1.0.112/src/entrypoints/run.ts',
    checked: '2026-11-25',
  },
  {
    // The incident of February 2026: the action fetched the title when it ran, not when the maintainer commented.
    of: 'anthropics/claude-code-action',
    kind: 'action',
    fixedIn: '1.0.29',
    what: "the title of a pull request can be changed after a maintainer's comment and still reaches the prompt",
    source: 'https://github.com/anthropics/claude-code-action/pull/793',
    checked: '2026-11-25',
  },
];

/** A version of an agent that a workflow chooses, as written. */
interface Chosen {
  readonly of: string;
  readonly kind: 'package' | 'action';
  /** `1.0.112`, `v1`, `latest`; empty when a commit hides it, undefined when an expression does. */
  readonly version: string | undefined;
  readonly location: Location;
  readonly path: string;
  readonly confidence: Confidence;
}

export const agentVersion: RepositoryRule = defineRule({
  id: 'access/agent-version',
  scope: 'repository',
  severity: 'warning',
  needs: ['workflows'],
  title: 'Agents in workflows are not pinned below a version with a known hole',
  why: 'A pinned version keeps its holes until somebody raises it. Microsoft showed in June 2026 that the Read tool of Claude Code could open `/proc/self/environ`: whoever steered the agent read the model key and token of the run without a single command. Nothing in such a workflow is wrong but the number.',
  howToFix:
    'Raise the pin to the version that the message names or a later one (`@anthropic-ai/claude-code@2.1.128`, the commit of `anthropics/claude-code-action` v1.0.112 with the version as its comment), and let Dependabot or Renovate raise it from then on.',
  limits:
    'Knows only the holes of its own dated table. Reads action references, their version comments, packages installed or started by npm, pnpm, yarn, bun and npx, and the version given to the install script of Claude Code. Versions of lock files, images and package.json are not looked at; a tag such as `v1` moves and counts as newest.',
  effort: 'minutes',
  securitySeverity: 6.5,
  sources: holes.map(({ of, fixedIn, source, checked }) => ({ url: source, checked, note: `${of} before ${fixedIn}` })),
  messages: {
    old: '{agent} is pinned to {version}, in which {hole}; raise it to {fixed} or later.',
  },
  check({ repo, outcome }) {
    const chosen = chosenVersions(repo.workflows());
    if (chosen.length === 0) return outcome.notApplicable('no workflow chooses a version of an agent with known holes');
    for (const { of, kind, version, location, path, confidence } of chosen) {
      if (version === undefined) {
        outcome.unknown(`an expression gives the version of ${of}`, 'Write the version into the workflow.', location);
        continue;
      }
      if (version === '') {
        outcome.unknown(`a commit of ${of} without its version`, 'Write the full version behind the commit as a comment, e.g. # v1.0.130.', location);
        continue;
      }
      const open = holes.filter((hole) => hole.of === of && hole.kind === kind && isBelow(version, hole.fixedIn));
      const last = open.find(({ fixedIn }) => !open.some((other) => isBelow(fixedIn, other.fixedIn)));
      if (last)
        outcome.fail('old', { agent: of, version, hole: open.map(({ what }) => what).join(', and '), fixed: last.fixedIn }, location, {
          confidence,
          subject: `${path} ${of}@${version}`,
        });
      else outcome.pass(`${of} at ${version}`, location);
    }
  },
});

/** Whether every version that a pin allows lies below another: `1`, `v1.0.3` and `~1.0.3` are below `2.1.0`; `2` and `^2.0.1` may be it. */
function isBelow(pin: string, fixed: string): boolean {
  const written = /^([\^~]?)v?(\d{1,6}(?:\.\d{1,6}){0,2})$/.exec(pin);
  if (!written) return false;
  const parts = (written[2] ?? '').split('.').map(Number);
  const free = { '^': 1, '~': 2 }[written[1] ?? ''] ?? parts.length;
  const limits = fixed.split('.').map(Number);
  for (const [index, part] of parts.slice(0, free).entries()) {
    const limit = limits[index] ?? 0;
    if (part !== limit) return part < limit;
  }
  return false;
}

const packages: ReadonlySet<string> = new Set(holes.flatMap((hole) => (hole.kind === 'package' ? [hole.of] : [])));
const actions: ReadonlySet<string> = new Set(holes.flatMap((hole) => (hole.kind === 'action' ? [hole.of] : [])));

function chosenVersions(workflows: Workflows): readonly Chosen[] {
  const open = new Set(agentSteps(workflows).flatMap((agent) => (strangersReach(workflows, agent) ? [agent.job] : [])));
  const found: Chosen[] = [];
  const add = (path: string, step: Step, variables: readonly Step['env'][], confidence: Confidence): void => {
    for (const choice of [...actionOf(step.uses), ...packagesOf(step, [step.env, ...variables])]) found.push({ ...choice, path, confidence });
  };
  // Installs of a compiled workflow are the compiler's.
  for (const workflow of workflows.workflows)
    if (!workflow.compiledFrom)
      for (const job of workflow.jobs) for (const step of job.steps) add(workflow.path, step, [job.env, workflow.env], open.has(job) ? 'high' : 'medium');
  for (const action of workflows.localActions) for (const step of action.steps) add(action.path, step, [], 'medium');
  return found;
}

type Choice = Omit<Chosen, 'path' | 'confidence'>;

function actionOf(uses: ActionReference | undefined): readonly Choice[] {
  if (uses?.kind !== 'repository') return [];
  const of = `${uses.owner}/${uses.repository}`.toLowerCase();
  if (!actions.has(of) || uses.path !== '') return [];
  if (!/^[0-9a-f]{40}$/i.test(uses.ref)) return [{ of, kind: 'action', version: uses.ref, location: uses.location }];
  const version = /(?:^|[\s@=/])(v?\d{1,6}\.\d{1,6}\.\d{1,6})(?:\s|$)/.exec(uses.comment ?? '')?.[1] ?? '';
  // A commit that is called `v1` may be any of that major.
  return [{ of, kind: 'action', version, location: uses.location }];
}

const installers: ReadonlySet<string> = new Set(['npm', 'pnpm', 'yarn', 'bun']);

function packagesOf(step: Step, variables: readonly Step['env'][]): readonly Choice[] {
  const commands = step.script?.commands ?? [];
  const found: Choice[] = [];
  for (const [index, { name, program, args, wrappers, location }] of commands.entries()) {
    const specs = [...(wrappers.length > 0 ? [program] : []), ...(installers.has(name) ? args : [])];
    for (const word of specs) {
      // A word with a variable keeps its quotes.
      const spec = word.replace(/^["']|["']$/g, '');
      const at = spec.indexOf('@', 1);
      const of = at < 0 ? spec : spec.slice(0, at);
      if (packages.has(of)) found.push({ of, kind: 'package', version: at < 0 ? 'the newest version' : resolved(spec.slice(at + 1), variables), location });
    }
    const before = commands[index - 1];
    // `curl … install.sh | bash -s 2.1.100`
    if (before && ['bash', 'sh'].includes(name) && args[0] === '-s' && before.args.some((argument) => argument.startsWith('https://claude.ai/install.sh'))) {
      const version = args.find((argument, position) => position > 0 && argument !== '--');
      found.push({ of: '@anthropic-ai/claude-code', kind: 'package', version: resolved(version ?? 'the newest version', variables), location });
    }
  }
  return found;
}

/** A version with its variable put in; undefined when that is not written in the workflow. */
function resolved(version: string, variables: readonly Step['env'][]): string | undefined {
  const name = /^(?:\$\{?([A-Za-z_]\w{0,80})\}?|\$\{\{\s{0,9}env\.([A-Za-z_]\w{0,80})\s{0,9}\}\})$/.exec(version);
  if (!name) return version.includes('$') ? undefined : version;
  const value: Located<string> | undefined = variables.flat().find((variable) => variable.name === (name[1] ?? name[2]))?.value;
  return value && !value.value.includes('$') ? value.value.trim() : undefined;
}
