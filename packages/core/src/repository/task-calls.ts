import type { ShellCommand } from '../model/command.ts';
import type { TaskRunner } from '../model/task.ts';
import { positionalsOf } from './command-purpose.ts';

/** Where a task is looked for. */
export type TaskScope =
  | { readonly kind: 'nearest' }
  /** The root of the workspace: `pnpm -w`. */
  | { readonly kind: 'root' }
  /** One package, by name or directory: `--filter web`, `-w web`, `yarn workspace web`. */
  | { readonly kind: 'package'; readonly name: string }
  /** Every package that has it: `pnpm -r`, `turbo run`. */
  | { readonly kind: 'every' };

/** A task that a command asks for. */
export interface TaskCall {
  readonly runner: TaskRunner;
  /** Name, or a pattern with `*` (`lint:*`); undefined asks for the runner's default. */
  readonly name: string | undefined;
  readonly scope: TaskScope;
  /** True when the word may as well be a program or be defined by a plugin: `yarn lint`, `turbo run lint`. */
  readonly loose: boolean;
}

const nearest: TaskScope = { kind: 'nearest' };
const every: TaskScope = { kind: 'every' };

const call = (runner: TaskRunner, name: string | undefined, scope: TaskScope = nearest, loose = false): TaskCall => ({ runner, name, scope, loose });

/** Sub-commands of package managers, which are no scripts when written without `run`. */
const builtins: Readonly<Record<string, ReadonlySet<string>>> = {
  pnpm: words(`add approve-builds audit bin cache cat-file cat-index ci completion config create dedupe deploy dlx doctor env exec fetch find-hash help i ignored-builds import
    init install install-test it licenses link list ll ln ls node outdated pack patch patch-commit patch-remove prefix prune publish rb rebuild recursive remove rm root sbom
    self-update server set setup stage store un uninstall unlink up update upgrade version view info why whoami login logout search docs bugs repo owner ping pkg profile star
    team token dist-tag deprecate access runtime with clean purge peers`),
  yarn: words(`add audit autoclean bin cache check completion config constraints create dedupe dlx exec explain generate-lock-entry generateLockEntry global help import info init
    install licenses link list login logout node npm outdated owner pack patch patch-commit plugin policies prune publish rebuild remove run search set stage tag team unlink
    unplug up upgrade upgrade-interactive upgradeInteractive version versions why workspace workspaces`),
  bun: words(`add audit build completions create exec feedback help i info init install link outdated patch patch-commit pm publish remove repl rm run test unlink update upgrade
    why x c a`),
  composer:
    words(`about archive audit bump check-platform-reqs clear-cache clearcache cc completion config create-project depends why diagnose dump-autoload dumpautoload exec fund
    global help home browse init install i licenses list outdated prohibits why-not reinstall remove rm uninstall repository repo require r run-script run search self-update
    selfupdate show info status suggests update u upgrade validate`),
  cargo:
    words(`add b bench build c check clean clippy config d doc fetch fix fmt generate-lockfile help info init install locate-project login logout metadata miri new owner
    package pkgid publish r read-manifest remove report rm run rustc rustdoc search t test tree uninstall update vendor verify-project version yank nextest llvm-cov deny audit
    hack fuzz expand watch make binstall tarpaulin machete udeps outdated semver-checks set-version release insta cross zigbuild ndk dist tauri criterion flamegraph bloat
    about sort spellcheck edit msrv public-api shear mutants leptos component contract lambda chef auditable cyclonedx sbom vet geiger deadlinks readme rdme workspaces
    limit wasi bundle generate play show-asm asm crev depgraph modules nono valgrind bisect-rustc clean-all`),
  poetry: words(
    'add build cache check config debug env export help init install list lock new publish remove run search self shell show source sync update version',
  ),
  pdm: words(
    'add build cache completion config export fix import info init install list lock new outdated plugin publish py python remove run search self show sync test update use venv',
  ),
  mise: words(`activate alias backends bin-paths cache completion config c current deactivate doctor dr en env exec x fmt generate g hook-env implode install i latest link ln ls list
    ls-remote mcp outdated plugins p prune reshim registry run r search self-update set settings shell sh sync tasks t test-tool tool tool-alias trust uninstall un unset unuse
    upgrade up use u version v watch w where which`),
};

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}

const npmValues = ['--prefix', '-C', '-w', '--workspace', '--loglevel', '--cache', '--registry', '--userconfig', '--omit', '--include', '--script-shell'];
const pnpmValues = [
  '-C',
  '--dir',
  '--filter',
  '-F',
  '--filter-prod',
  '--prefix',
  '--workspace-concurrency',
  '--reporter',
  '--loglevel',
  '--resume-from',
  '--changed-files-ignore-pattern',
];
const yarnValues = ['--cwd', '--cache-folder', '--mutex', '--network-timeout', '--modules-folder'];
const bunValues = ['--cwd', '--filter', '-F', '--config', '-c', '--env-file', '--preload', '-r', '--shell', '--elide-lines', '--port'];

/**
 * The tasks that a command asks for, by the rules of the runner that it starts.
 *
 * @returns Nothing for a command that runs no task.
 */
export function taskCalls(command: Pick<ShellCommand, 'name' | 'args'>): readonly TaskCall[] {
  const { args } = command;
  if (args.includes('--help') || args.includes('--version')) return [];
  switch (command.name) {
    case 'npm':
      return npmCalls(args);
    case 'pnpm':
      return packageManagerCalls('pnpm', args, pnpmValues, pnpmScope(args));
    case 'yarn':
    case 'yarnpkg':
      return yarnCalls(args);
    case 'bun':
      return packageManagerCalls('bun', args, bunValues, filterScope(args));
    case 'python':
    case 'python3':
    case 'py':
      return args[0] === '-m' && pythonRunners.has(args[1] ?? '') ? taskCalls({ name: args[1] ?? '', args: args.slice(2) }) : [];
    case 'node':
      return args[0] === '--run' ? named([args[1]], (name) => call('npm-script', name)) : [];
    case 'lerna':
      return args[0] === 'run'
        ? positionalsOf(args.slice(1), ['--scope', '--ignore', '--since', '--concurrency', '--stream'])
            .slice(0, 1)
            .map((name) => call('npm-script', name, every))
        : [];
    case 'turbo':
      return turboCalls(args);
    case 'nx':
      return nxCalls(args);
    case 'npm-run-all':
    case 'npm-run-all2':
    case 'run-s':
    case 'run-p':
      return scriptList(args);
    case 'concurrently':
      return args.flatMap((word) => named([/^(?:npm|pnpm|yarn|bun|node):(\S+)/.exec(word)?.[1]], (name) => call('npm-script', name)));
    case 'start-server-and-test':
    case 'server-test':
      return args.filter((word) => !/^[-\d]|:\/\/|\s/.test(word)).map((name) => call('npm-script', name, nearest, true));
    case 'deno':
      return args[0] === 'task'
        ? named(positionalsOf(args.slice(1), ['-c', '--config', '--cwd', '-f', '--filter']).slice(0, 1), (name) => call('deno', name))
        : [];
    case 'make':
    case 'gmake':
      return makeCalls(args);
    case 'just': {
      const positionals = positionalsOf(args, ['-f', '--justfile', '-d', '--working-directory', '--set', '--dotenv-path', '--shell']).filter(
        (word) => !/^\w+=/.test(word),
      );
      if (args.some((word) => ['--list', '-l', '--show', '--summary', '--choose', '--fmt', '--evaluate', '--dump', '--init'].includes(word))) return [];
      return [call('just', positionals[0])];
    }
    case 'task':
    case 'go-task':
      return taskCallsOf(args);
    case 'cargo':
      return named([positionalsOf(args, ['-C', '--config', '-Z', '--color'])[0]], (name) => call('cargo-alias', name)).filter(
        (found) => found.name !== undefined && !builtins['cargo']?.has(found.name),
      );
    case 'tox':
      return toxCalls(args);
    case 'nox':
      return noxCalls(args);
    case 'poe':
      return named(positionalsOf(args, ['-C', '--directory', '--root', '-e', '--executor']).slice(0, 1), (name) => call('poe', name));
    case 'pdm':
      return shorthand('pdm', 'pdm', args, ['-p', '--project']);
    case 'hatch':
      return args[0] === 'run' ? named(positionalsOf(args.slice(1), ['-e', '--env']).slice(0, 1), (name) => call('hatch', hatchName(name), nearest, true)) : [];
    case 'pixi':
      return args[0] === 'run' || args[0] === 'r'
        ? named(positionalsOf(args.slice(1), ['-e', '--environment', '--manifest-path']).slice(0, 1), (name) => call('pixi', name, nearest, true))
        : [];
    case 'composer':
      return composerCalls(args);
    case 'rake':
      return rakeCalls(args);
    case 'gradle':
    case 'gradlew':
      return positionalsOf(args, ['-x', '--exclude-task', '-p', '--project-dir', '--tests', '-I', '--init-script', '-b', '-c']).map((name) =>
        call('gradle', name.slice(name.lastIndexOf(':') + 1), nearest, true),
      );
    case 'mvn':
    case 'mvnw':
    case 'mvnd':
      return positionalsOf(args, ['-f', '--file', '-P', '--activate-profiles', '-pl', '--projects', '-s', '--settings', '-T', '--threads', '-rf'])
        .filter((name) => !name.includes(':'))
        .map((name) => call('maven', name));
    case 'mix':
      return args[0] === 'do' ? [] : named([positionalsOf(args)[0]], (name) => call('mix', name, nearest, true));
    case 'mise':
      return miseCalls(args);
    default:
      return [];
  }
}

/** Runners that are started as `python -m tox`, too. */
const pythonRunners: ReadonlySet<string> = new Set(['tox', 'nox', 'poe', 'pdm', 'hatch']);

function named(names: readonly (string | undefined)[], make: (name: string) => TaskCall): readonly TaskCall[] {
  return names.flatMap((name) => (name === undefined || name === '' ? [] : [make(name)]));
}

/** The value of an option, written `--name value` or `--name=value`. */
function optionValue(args: readonly string[], ...options: readonly string[]): string | undefined {
  for (const [index, word] of args.entries()) {
    if (word === '--') return undefined;
    const equals = word.indexOf('=');
    if (options.includes(word)) return args[index + 1];
    if (equals > 0 && options.includes(word.slice(0, equals))) return word.slice(equals + 1);
  }
  return undefined;
}

function npmCalls(args: readonly string[]): readonly TaskCall[] {
  const [sub, name] = positionalsOf(beforeDashes(args), npmValues);
  const workspace = optionValue(args, '-w', '--workspace');
  const scope: TaskScope = workspace !== undefined ? packageScope(workspace) : args.includes('--workspaces') || args.includes('-ws') ? every : nearest;
  const loose = args.includes('--if-present');
  if (['run', 'run-script', 'rum', 'urn'].includes(sub ?? '')) return named([name], (script) => call('npm-script', script, scope, loose));
  const lifecycle = { test: 'test', t: 'test', tst: 'test', start: 'start', stop: 'stop', restart: 'restart', 'install-test': 'test', it: 'test', cit: 'test' }[
    sub ?? ''
  ];
  return named([lifecycle], (script) => call('npm-script', script, scope, loose));
}

/** Everything after `--` goes to the task. */
function beforeDashes(args: readonly string[]): readonly string[] {
  const dashes = args.indexOf('--');
  return dashes < 0 ? args : args.slice(0, dashes);
}

function packageScope(name: string): TaskScope {
  return /[*{!^[]|\.\.\.|\$/.test(name) ? every : { kind: 'package', name: name.replace(/(?<!\/)\/+$/, '') };
}

function filterScope(args: readonly string[]): TaskScope {
  const filter = optionValue(args, '--filter', '-F', '--filter-prod');
  return filter === undefined ? nearest : packageScope(filter);
}

function pnpmScope(args: readonly string[]): TaskScope {
  const own = beforeDashes(args);
  if (own.includes('-r') || own.includes('--recursive') || own.includes('recursive')) return every;
  if (own.includes('-w') || own.includes('--workspace-root')) return { kind: 'root' };
  return filterScope(own);
}

function packageManagerCalls(manager: 'pnpm' | 'bun', args: readonly string[], values: readonly string[], scope: TaskScope): readonly TaskCall[] {
  const own = beforeDashes(args);
  const positionals = positionalsOf(own, values).filter((word) => word !== 'recursive');
  const [sub, name] = positionals;
  const loose = own.includes('--if-present');
  if (sub === undefined) return [];
  if (sub === 'run' || sub === 'run-script')
    return named([name], (script) => call('npm-script', script, scope, loose || (manager === 'bun' && mayBeProgram(script))));
  if (manager === 'pnpm' && ['test', 't', 'tst'].includes(sub)) return [call('npm-script', 'test', scope, loose)];
  if (manager === 'pnpm' && (sub === 'start' || sub === 'stop' || sub === 'restart')) return [call('npm-script', sub, scope, loose)];
  if (builtins[manager]?.has(sub) || /[./\\$]/.test(sub.replace(/:/g, ''))) return [];
  return [call('npm-script', sub, scope, loose || mayBeProgram(sub))];
}

function yarnCalls(args: readonly string[]): readonly TaskCall[] {
  const own = beforeDashes(args);
  const [sub, ...rest] = positionalsOf(own, [...yarnValues, '--include', '--exclude', '--from', '-j', '--jobs']);
  if (sub === undefined) return [];
  if (sub === 'run') return named([rest[0]], (script) => call('npm-script', script, nearest, mayBeProgram(script)));
  if (sub === 'workspace') {
    const [name = '', first, second] = rest;
    const script = first === 'run' ? second : first;
    return named([script], (found) =>
      builtins['yarn']?.has(found) && found !== 'test'
        ? call('npm-script', found, packageScope(name), true)
        : call('npm-script', found, packageScope(name), mayBeProgram(found)),
    );
  }
  if (sub === 'workspaces' || sub === 'wsrun') {
    const script = rest[0] === 'foreach' || rest[0] === 'run' ? rest.filter((word) => word !== 'foreach' && word !== 'run')[0] : undefined;
    return named([script], (found) => call('npm-script', found, every, true));
  }
  if (builtins['yarn']?.has(sub) || /[./\\$]/.test(sub.replace(/:/g, ''))) return [];
  return [call('npm-script', sub, nearest, mayBeProgram(sub))];
}

/** Names that only a script has; any other word may be the program of a dependency. */
const scriptNames = words(
  'test tests lint build dev start format typecheck type-check check e2e clean release storybook coverage fix ci prepare deploy docs serve preview watch generate',
);

function mayBeProgram(name: string): boolean {
  return !name.includes(':') && !scriptNames.has(name);
}

function scriptList(args: readonly string[]): readonly TaskCall[] {
  return positionalsOf(beforeDashes(args), ['--max-parallel', '--npm-path', '-n'])
    .map((word) => word.split(' ')[0] ?? '')
    .filter((word) => word !== '')
    .map((name) => call('npm-script', name));
}

function turboCalls(args: readonly string[]): readonly TaskCall[] {
  const own = positionalsOf(beforeDashes(args), [
    '--filter',
    '-F',
    '--concurrency',
    '--cache-dir',
    '--cwd',
    '--env-mode',
    '--output-logs',
    '--token',
    '--team',
    '--cache',
  ]);
  const names = own[0] === 'run' || own[0] === 'watch' ? own.slice(1) : own;
  if (
    [
      'login',
      'link',
      'prune',
      'daemon',
      'gen',
      'generate',
      'ls',
      'query',
      'bin',
      'unlink',
      'logout',
      'scan',
      'info',
      'telemetry',
      'config',
      'boundaries',
      'devtools',
    ].includes(names[0] ?? '')
  )
    return [];
  return names.map((name) =>
    name.startsWith('//#') ? call('npm-script', name.slice(3), { kind: 'root' }, true) : call('npm-script', name.slice(name.indexOf('#') + 1), every, true),
  );
}

function nxCalls(args: readonly string[]): readonly TaskCall[] {
  const [sub, second] = positionalsOf(args, [
    '-t',
    '--target',
    '--targets',
    '-p',
    '--projects',
    '--exclude',
    '--base',
    '--head',
    '--parallel',
    '-c',
    '--configuration',
  ]);
  if (sub === 'run-many' || sub === 'affected' || sub?.startsWith('affected:')) {
    const start = args.findIndex((word) => /^(?:-t|--targets?)(?:=|$)/.test(word));
    if (start < 0) return named([/^affected:(.+)$/.exec(sub)?.[1]], (name) => call('npm-script', name, every, true));
    const names: string[] = [(args[start] ?? '').split('=')[1] ?? ''];
    for (let index = start + 1; index < args.length && !(args[index] ?? '').startsWith('-'); index++) names.push(args[index] ?? '');
    return named(
      names.flatMap((word) => word.split(',')),
      (name) => call('npm-script', name, every, true),
    );
  }
  if (sub === 'run') return named([/:([\w-]+)/.exec(second ?? '')?.[1]], (name) => call('npm-script', name, every, true));
  if (
    sub === undefined ||
    second === undefined ||
    ['g', 'generate', 'migrate', 'format', 'reset', 'graph', 'release', 'exec', 'show', 'report', 'init', 'list', 'connect', 'sync'].includes(sub)
  )
    return [];
  return [call('npm-script', sub, every, true)];
}

function makeCalls(args: readonly string[]): readonly TaskCall[] {
  if (args.some((word) => word === '--version' || word === '-v')) return [];
  const targets = positionalsOf(args, ['-C', '--directory', '-f', '--file', '--makefile', '-I', '-o', '-W', '-l', '--include-dir']).filter(
    (word) => !/^\w[\w.]*[:+?]?=/.test(word) && !/^\d+$/.test(word),
  );
  const loose = args.some((word) => /^(?:-f|--file|--makefile)/.test(word));
  if (targets.length === 0) return [call('make', undefined, nearest, loose)];
  return targets.map((name) => (/[$`"]/.test(name) ? call('make', undefined, nearest, true) : call('make', name, nearest, loose)));
}

function taskCallsOf(args: readonly string[]): readonly TaskCall[] {
  if (args.some((word) => ['--list', '-l', '--list-all', '-a', '--init', '-i', '--summary', '--status'].includes(word))) return [];
  const names = positionalsOf(beforeDashes(args), ['-d', '--dir', '-t', '--taskfile', '-C', '--concurrency', '-o', '--output']).filter(
    (word) => !/^\w+=/.test(word),
  );
  return names.length === 0 ? [call('task', 'default')] : names.map((name) => call('task', name));
}

function toxCalls(args: readonly string[]): readonly TaskCall[] {
  const environments = optionValue(args, '-e', '--env', '-m');
  if (args.some((word) => ['config', 'list', 'l', '-l', 'devenv', '--listenvs', '--showconfig', '--notest', 'quickstart'].includes(word))) return [];
  if (environments === undefined || /[${]/.test(environments)) return [call('tox', undefined, nearest, true)];
  if (args.includes('-m')) return [call('tox', undefined, nearest, true)];
  return environments.split(',').map((name) => call('tox', name.trim()));
}

function noxCalls(args: readonly string[]): readonly TaskCall[] {
  const start = args.findIndex((word) => /^(?:-s|--sessions?|-e)(?:=|$)/.test(word));
  if (args.includes('-l') || args.includes('--list')) return [];
  if (start < 0) return [call('nox', undefined, nearest, true)];
  const names: string[] = [(args[start] ?? '').split('=')[1] ?? ''];
  for (let index = start + 1; index < args.length && !(args[index] ?? '').startsWith('-'); index++) names.push(args[index] ?? '');
  return named(names, (name) => (/[${]/.test(name) ? call('nox', undefined, nearest, true) : call('nox', name)));
}

/** `tests:unit` or `+py=3.12 tests:unit`; the default environment's scripts have no prefix. */
function hatchName(name: string): string {
  return name.replace(/^(?:default:)/, '');
}

function shorthand(manager: 'pdm', runner: TaskRunner, args: readonly string[], values: readonly string[]): readonly TaskCall[] {
  const [sub, name] = positionalsOf(beforeDashes(args), values);
  if (sub === 'run') return named([name], (script) => call(runner, script, nearest, true));
  return sub === undefined || builtins[manager]?.has(sub) ? [] : [call(runner, sub, nearest, true)];
}

function composerCalls(args: readonly string[]): readonly TaskCall[] {
  const [sub, name] = positionalsOf(beforeDashes(args), ['-d', '--working-dir', '--timeout']);
  if (sub === 'run' || sub === 'run-script') return named([name], (script) => call('composer', script));
  return sub === undefined || builtins['composer']?.has(sub) ? [] : [call('composer', sub)];
}

function rakeCalls(args: readonly string[]): readonly TaskCall[] {
  if (args.some((word) => word === '-T' || word === '--tasks')) return [];
  const names = positionalsOf(args, ['-f', '--rakefile', '-j']).filter((word) => !/^\w+=/.test(word));
  return names.length === 0 ? [call('rake', 'default', nearest, true)] : names.map((name) => call('rake', name.replace(/\[.*$/, ''), nearest, true));
}

function miseCalls(args: readonly string[]): readonly TaskCall[] {
  const positionals = positionalsOf(beforeDashes(args), ['-C', '--cd', '-E', '--env', '-j', '--jobs']);
  const [sub, ...rest] = positionals;
  if (sub === 'run' || sub === 'r') return splitTasks(rest);
  if ((sub === 'tasks' || sub === 't') && (rest[0] === 'run' || rest[0] === 'r')) return splitTasks(rest.slice(1));
  return sub === undefined || builtins['mise']?.has(sub) ? [] : [call('mise', sub)];
}

/** `mise run lint ::: test` runs both; other words are arguments. */
function splitTasks(args: readonly string[]): readonly TaskCall[] {
  return args.flatMap((name, index) => (index === 0 || args[index - 1] === ':::' ? [call('mise', name)] : []));
}
