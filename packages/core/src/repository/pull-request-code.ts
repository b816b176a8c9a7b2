import type { ShellCommand } from '../model/command.ts';
import type { Located, Location } from '../model/location.ts';
import type { ActionReference, Job, Step, Workflow, Workflows } from '../model/workflow.ts';
import { pullRequestHeads } from './untrusted-text.ts';

/** A step that puts the code of a pull request into the workspace. */
export interface PullRequestCheckout {
  readonly step: Step;
  /** What names the code, e.g. `github.event.pull_request.head.sha`. */
  readonly source: string;
  readonly location: Location;
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
            { step, source: describe(origin.source, origin.through), location: input.location, directory: directoryOf(step), guard: checkoutGuard(uses, step) },
          ];
      }
      return [];
    }
    const command = step.script?.commands.find((candidate) =>
      checksOutPullRequest(candidate, (text) => pullRequestHeads(workflows, { workflow, job, step }, text).length > 0),
    );
    return command ? [{ step, source: firstWords(command), location: command.location, directory: '', guard: 'none' as const }] : [];
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

// Since 7.0, and in the moving tags v4 to v6 since 2026-07-16, actions/checkout refuses code of forks on privileged triggers
// unless `allow-unsafe-pr-checkout` is set. https://github.com/actions/checkout (2026-11-24)
function checkoutGuard(uses: Extract<ActionReference, { kind: 'repository' }>, step: Step): PullRequestCheckout['guard'] {
  const allowed = step.with.get('allow-unsafe-pr-checkout');
  if (allowed && allowed.value.toLowerCase() !== 'false') return 'none';
  const version = /^v?(\d{1,4})((?:\.\d{1,4}){0,2})$/;
  const named = version.exec(uses.ref);
  if (named) return Number(named[1]) >= 7 || (Number(named[1]) >= 4 && named[2] === '') ? 'refuses' : 'none';
  if (uses.ref === 'main') return 'refuses';
  const commented = version.exec((uses.comment ?? '').split(/\s/, 1)[0]?.replace(/^tag=|^actions\/checkout@/, '') ?? '');
  if (!commented) return 'unknown';
  if (Number(commented[1]) >= 7) return 'refuses';
  // A commit that is called `v4` may be from before or after the change.
  return Number(commented[1]) >= 4 ? 'unknown' : 'none';
}

function checksOutPullRequest({ name, args }: ShellCommand, namesHead: (text: Located<string>) => boolean): boolean {
  if (name === 'gh') return args[0] === 'pr' && args[1] === 'checkout';
  if (name !== 'git') return false;
  const verb = args.find((argument) => !argument.startsWith('-'));
  if (!['checkout', 'switch', 'reset', 'pull', 'merge', 'clone'].includes(verb ?? '')) return false;
  const place: Location = { path: '', range: { start: { line: 1, column: 1, offset: 0 }, end: { line: 1, column: 1, offset: 0 } } };
  // `git checkout <head> -- <file>` and `git merge-base` style reading take single files.
  return !args.includes('--') && args.some((argument) => argument !== verb && /[$/]/.test(argument) && namesHead({ value: argument, location: place }));
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
