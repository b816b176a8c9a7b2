import type { ShellCommand } from '../model/command.ts';
import type { Located, Location } from '../model/location.ts';
import type { ActionReference, Job, Step, Workflow, Workflows } from '../model/workflow.ts';
import { pullRequestHeads, type UntrustedOrigin } from './untrusted-text.ts';

/** A step that puts the code of a pull request into the workspace. */
export interface PullRequestCheckout {
  readonly step: Step;
  /** What names the code, e.g. `github.event.pull_request.head.sha`. */
  readonly source: string;
  readonly location: Location;
  /** The commit that the event named, one that is looked up when the job runs, or whatever the branch or pull request holds then. */
  readonly commit: 'of-event' | 'looked-up' | 'moving';
  /** Directory in the workspace; empty for its root, undefined when not static. */
  readonly directory: string | undefined;
  /** Whether this version of actions/checkout refuses code of forks by itself. */
  readonly guard: 'refuses' | 'none' | 'unknown';
}

/** Finds the checkouts of pull-request code in a job. */
export function pullRequestCheckouts(workflows: Workflows, workflow: Workflow, job: Job): readonly PullRequestCheckout[] {
  return job.steps.flatMap((step) => {
    const { uses } = step;
    if (uses?.kind === 'repository' && isCheckout(uses)) {
      const inputs = ['ref', 'repository'].flatMap((name) => step.with.get(name) ?? []);
      for (const input of inputs) {
        const [origin] = pullRequestHeads(workflows, { workflow, job, step }, input);
        if (origin)
          return [
            {
              step,
              source: describe(origin.source, origin.through),
              location: input.location,
              commit: commitOf(origin),
              directory: directoryOf(step),
              guard: checkoutGuard(uses, step),
            },
          ];
      }
      return [];
    }
    const heads = (text: Located<string>): readonly UntrustedOrigin[] => pullRequestHeads(workflows, { workflow, job, step }, text);
    const fetched = new Set<string>();
    for (const command of step.script?.commands ?? []) {
      for (const name of fetchedNames(command, heads)) fetched.add(name);
      const commit = checkedOutCommit(command, heads, fetched);
      if (commit) return [{ step, source: firstWords(command), location: command.location, commit, directory: '', guard: 'none' as const }];
    }
    return [];
  });
}

function describe(source: string, through: readonly string[]): string {
  return through.length > 0 ? `${through[0]} (from ${source})` : source;
}

function isCheckout(uses: Extract<ActionReference, { kind: 'repository' }>): boolean {
  return `${uses.owner}/${uses.repository}`.toLowerCase() === 'actions/checkout';
}

function directoryOf(step: Step): string | undefined {
  const path = step.with.get('path')?.value ?? '';
  return path.includes('${{') ? undefined : path.replace(/^\.\/|(?<!\/)\/+$/g, '').replace(/^\.$/, '');
}

/**
 * First minor version of each major in which actions/checkout refuses code of forks on privileged triggers unless
 * `allow-unsafe-pr-checkout` is set; the moving tags of these majors have it since 2026-07-20.
 * https://github.com/actions/checkout/releases (2026-11-25)
 */
const guardedSince: Readonly<Record<number, number>> = { 4: 4, 5: 1, 6: 1 };

function checkoutGuard(uses: Extract<ActionReference, { kind: 'repository' }>, step: Step): PullRequestCheckout['guard'] {
  const allowed = step.with.get('allow-unsafe-pr-checkout');
  if (allowed && allowed.value.toLowerCase() !== 'false') return 'none';
  if (uses.ref === 'main') return 'refuses';
  const named = versionGuard(uses.ref);
  if (named) return named === 'moving' ? 'refuses' : named;
  const commented = versionGuard((uses.comment ?? '').split(/\s/, 1)[0]?.replace(/^tag=|^actions\/checkout@/, '') ?? '');
  // A commit that is called `v4` may be from before or after the change.
  return commented === undefined || commented === 'moving' ? 'unknown' : commented;
}

/** What a version says of the guard; `moving` for a major that got it on the way, undefined for what is no version. */
function versionGuard(text: string): 'refuses' | 'none' | 'moving' | undefined {
  const version = /^v?(\d{1,4})(?:\.(\d{1,4})(?:\.\d{1,4})?)?$/.exec(text);
  if (!version) return undefined;
  const major = Number(version[1]);
  if (major >= 7) return 'refuses';
  const since = guardedSince[major];
  if (since === undefined) return 'none';
  return version[2] === undefined ? 'moving' : Number(version[2]) >= since ? 'refuses' : 'none';
}

/** Sources that hold a commit of the event's payload, and others that hold a commit. */
const eventCommit = /^(?:github\.event\.|context\.payload\.).{0,80}(?:sha|head_commit\.id)$|sourceHeadSha$/;
const anyCommit = /(?:[._]sha|headRefOid\)|head\.sha\))$/;

function commitOf({ source }: UntrustedOrigin): PullRequestCheckout['commit'] {
  return eventCommit.test(source) ? 'of-event' : anyCommit.test(source) ? 'looked-up' : 'moving';
}

/** Which commit of a pull request a command checks out; undefined when it does not. */
function checkedOutCommit(
  { name, args }: ShellCommand,
  heads: (text: Located<string>) => readonly UntrustedOrigin[],
  fetched: ReadonlySet<string>,
): PullRequestCheckout['commit'] | undefined {
  if (name === 'gh') return args[0] === 'pr' && args[1] === 'checkout' ? 'moving' : undefined;
  if (name !== 'git') return undefined;
  const verb = args.find((argument) => !argument.startsWith('-'));
  if (!['checkout', 'switch', 'reset', 'pull', 'merge', 'clone'].includes(verb ?? '')) return undefined;
  // `git checkout <head> -- <file>` and `git merge-base` style reading take single files.
  if (args.includes('--')) return undefined;
  if (args.some((argument) => fetched.has(argument))) return 'moving';
  const origins = args.flatMap((argument) => (argument !== verb && /[$/]/.test(argument) ? heads({ value: argument, location: nowhere }) : []));
  return origins[0] && commitOf(origins[0]);
}

/** Places of origins that are only counted. */
const nowhere: Location = { path: '', range: { start: { line: 1, column: 1, offset: 0 }, end: { line: 1, column: 1, offset: 0 } } };

/** What `git fetch origin pull/5/head:review` calls the head of a pull request from then on. */
function fetchedNames({ name, args }: ShellCommand, heads: (text: Located<string>) => readonly UntrustedOrigin[]): readonly string[] {
  if (name !== 'git' || !args.includes('fetch')) return [];
  const [spec] = args.filter((argument) => argument.includes('pull/') && heads({ value: argument.replace(/^["']/, ''), location: nowhere }).length > 0);
  if (spec === undefined) return [];
  const branch = /:(?:refs\/heads\/)?([\w./-]{1,200})["']?$/.exec(spec)?.[1];
  return branch === undefined ? ['FETCH_HEAD'] : ['FETCH_HEAD', branch];
}

function firstWords({ name, args }: ShellCommand): string {
  return [name, ...args].slice(0, 3).join(' ');
}

/** The first later step of the job that runs what was checked out. */
export function runsCheckedOutCode(
  job: Job,
  checkout: PullRequestCheckout,
): { readonly step: Step; readonly what: string; readonly location: Location } | undefined {
  for (const step of job.steps) {
    if (step.index < checkout.step.index) continue;
    const { uses } = step;
    if (step.index > checkout.step.index && uses?.kind === 'local' && isInside(uses.path, checkout.directory))
      return { step, what: `uses: ${uses.raw}`, location: uses.location };
    if (step.index > checkout.step.index && uses?.kind === 'repository') {
      const name = `${uses.owner}/${uses.repository}`.toLowerCase();
      const runs = actionsThatRunCode.find((entry) => entry.action === name && (!entry.when || entry.when(step)));
      if (runs) return { step, what: name, location: uses.location };
    }
    const command = commandsOf(step).find(
      (candidate) =>
        runsRepositoryCode(candidate) &&
        standsInside(step, candidate, checkout.directory) &&
        (step.index > checkout.step.index || candidate.location.range.start.offset > checkout.location.range.start.offset),
    );
    if (command) return { step, what: firstWords(command), location: command.location };
  }
  return undefined;
}

/** Commands of a step; of scripts for other shells, the first words of each line. */
function commandsOf(step: Step): readonly ShellCommand[] {
  if (step.script || !step.run) return step.script?.commands ?? [];
  const { location } = step.run;
  return step.run.value.split('\n').map((line): ShellCommand => {
    const [name = '', ...args] = line.trim().split(/\s+/);
    return { name, program: name, args, wrappers: [], env: {}, text: line.trim(), location, failure: { kind: 'propagates' }, directory: '' };
  });
}

function isInside(path: string, directory: string | undefined): boolean {
  return directory === undefined || directory === '' || path === directory || path.startsWith(`${directory}/`);
}

function standsInside(step: Step, command: ShellCommand, directory: string | undefined): boolean {
  if (directory === '' || directory === undefined) return true;
  const where =
    step.workingDirectory === undefined || command.directory === undefined
      ? undefined
      : [step.workingDirectory, command.directory].filter((part) => part !== '').join('/');
  return (
    (where !== undefined && isInside(where, directory)) ||
    command.args.some((argument) => argument.replace(/^\.\//, '').startsWith(`${directory}/`)) ||
    command.text.includes(`${directory}/`)
  );
}

const actionsThatRunCode: readonly { readonly action: string; readonly when?: (step: Step) => boolean }[] = [
  { action: 'bahmutov/npm-install' },
  { action: 'borales/actions-yarn' },
  { action: 'docker/build-push-action' },
  { action: 'docker/bake-action' },
  { action: 'pre-commit/action' },
  { action: 'cypress-io/github-action' },
  { action: 'gradle/gradle-build-action', when: (step) => step.with.has('arguments') },
  { action: 'pnpm/action-setup', when: (step) => (step.with.get('run_install')?.value ?? 'false') !== 'false' },
  { action: 'ruby/setup-ruby', when: (step) => step.with.get('bundler-cache')?.value === 'true' },
];

/** Build tools and runners that execute what the tree says, with the first words that do so; no words: always. */
const builders: Readonly<Record<string, readonly string[]>> = {
  'ansible-playbook': [],
  bazel: ['build', 'run', 'test'],
  bazelisk: ['build', 'run', 'test'],
  bun: ['install', 'i', 'run', 'test', 'x', 'ci'],
  bundle: ['install', 'exec'],
  cargo: ['build', 'b', 'test', 't', 'run', 'r', 'check', 'clippy', 'bench', 'nextest', 'doc', 'xtask', 'publish'],
  cmake: [],
  composer: ['install', 'update', 'run', 'run-script', 'test'],
  deno: ['run', 'test', 'task'],
  docker: ['build', 'buildx', 'compose'],
  'docker-compose': [],
  dotnet: ['build', 'test', 'run', 'restore', 'publish', 'msbuild', 'pack'],
  go: ['run', 'test', 'generate'],
  gradle: [],
  gradlew: [],
  helm: ['install', 'upgrade'],
  just: [],
  make: [],
  mage: [],
  mix: ['test', 'deps.get', 'compile', 'run'],
  mvn: [],
  mvnw: [],
  nox: [],
  npm: ['install', 'i', 'ci', 'run', 'run-script', 'test', 't', 'start', 'exec', 'publish'],
  nix: ['build', 'develop', 'run', 'flake'],
  pip: ['install'],
  pip3: ['install'],
  pnpm: ['install', 'i', 'run', 'test', 'exec', 'dlx', 'build', 'lint', 'publish'],
  poetry: ['install', 'run', 'build'],
  'pre-commit': ['run'],
  pytest: [],
  rake: [],
  sbt: [],
  swift: ['build', 'test', 'run'],
  task: [],
  terraform: ['plan', 'apply', 'init'],
  tox: [],
  turbo: [],
  uv: ['run', 'sync', 'build'],
  yarn: [],
};

const interpreters: ReadonlySet<string> = new Set(['bash', 'sh', 'zsh', 'node', 'python', 'python3', 'ruby', 'perl', 'php', 'tsx', 'ts-node', 'source', '.']);

/** They start what the tree installed, unless a version is named. */
const packageRunners: ReadonlySet<string> = new Set(['npx', 'bunx', 'pnpx']);

function runsRepositoryCode(command: ShellCommand): boolean {
  const { name, program, args, wrappers } = command;
  if (wrappers.some((wrapper) => packageRunners.has(wrapper))) return !program.includes('@', 1);
  if (program.startsWith('./') || program.startsWith('../')) return true;
  if (interpreters.has(name)) {
    const file = args.find((argument) => !argument.startsWith('-'));
    // `python -m build`, `node -e …`: only a file of the tree is its code.
    return (
      file !== undefined &&
      !args.some((argument) => ['-c', '-e', '-m', '--eval', '-p'].includes(argument)) &&
      /^[\w./-]+\.\w+$/.test(file) &&
      !file.startsWith('/')
    );
  }
  if (!Object.hasOwn(builders, name)) return false;
  const words = builders[name] ?? [];
  const verb = args.find((argument) => !argument.startsWith('-')) ?? '';
  if (args.includes('--version') || args.includes('--help')) return false;
  if (words.length > 0 && !words.includes(verb)) return false;
  if (args.includes('--ignore-scripts')) return false;
  const global = args.some((argument) => ['-g', '--global'].includes(argument));
  if ((name === 'npm' || name === 'pnpm') && ['install', 'i'].includes(verb))
    return !global && args.filter((argument) => !argument.startsWith('-')).length === 1;
  if (name === 'pip' || name === 'pip3')
    return args.some((argument) => argument === '.' || argument.startsWith('./') || argument.startsWith('.[') || argument === '-e' || argument === '-r');
  if (name === 'yarn') return !['--version', 'dlx', 'global', 'config', 'cache'].includes(verb);
  return true;
}
