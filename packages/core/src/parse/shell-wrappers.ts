/** A program whose only work is to start another one. */
export interface CommandWrapper {
  /** Program name, without directory. */
  readonly name: string;
  /** Sub-command that makes it a wrapper: `exec` of `pnpm exec`. Its words follow the program's own options. */
  readonly sub?: string;
  /** Options, of program or sub-command, whose value is the next word. */
  readonly valueOptions?: readonly string[];
  /** Options whose value is a shell text that it runs. */
  readonly shellOptions?: readonly string[];
  /** `NAME=value` words in front of the wrapped command are variables. */
  readonly assignments?: boolean;
  /** Words before the wrapped command: `timeout 5m cmd` has one. */
  readonly positionals?: number;
  /** An option without which it does something else: `-exec` of `find`; the wrapped command follows it. */
  readonly after?: readonly string[];
  /** Options with which it starts nothing: `command -v`. */
  readonly unless?: readonly string[];
  /** `-m module` runs a Python module, as `python -m` does. */
  readonly pythonModules?: boolean;
}

const packageRunner = ['-p', '--package', '-w', '--workspace', '--filter', '-F', '-C', '--dir', '--prefix', '--cwd', '--registry', '--cache', '--userconfig'];
const containerValues = [
  ...['-e', '--env', '--env-file', '-v', '--volume', '--mount', '-w', '--workdir', '-u', '--user', '--name', '--network', '--net', '-p', '--publish', '-h'],
  ...[
    '--hostname',
    '--entrypoint',
    '-l',
    '--label',
    '--platform',
    '-m',
    '--memory',
    '--cpus',
    '--add-host',
    '--shm-size',
    '--ulimit',
    '--cap-add',
    '--cap-drop',
  ],
  ...[
    '--security-opt',
    '--device',
    '--gpus',
    '--link',
    '--ipc',
    '--pid',
    '--pull',
    '--tmpfs',
    '--cidfile',
    '--dns',
    '--group-add',
    '--log-driver',
    '--log-opt',
  ],
];
const composeValues = ['-f', '--file', '--project-name', '--profile', '--project-directory', '--index', '--scale', ...containerValues];
const uvValues = [
  ...[
    '--with',
    '--with-editable',
    '--with-requirements',
    '-p',
    '--python',
    '--extra',
    '--group',
    '--only-group',
    '--no-group',
    '--package',
    '--project',
    '--from',
  ],
  ...[
    '--env-file',
    '--directory',
    '--index',
    '--default-index',
    '--index-url',
    '--extra-index-url',
    '--resolution',
    '--prerelease',
    '--cache-dir',
    '--no-extra',
  ],
];

/** Wrappers by program; options as their documentation of November 2026 lists them. */
const wrappers: readonly CommandWrapper[] = [
  { name: 'env', assignments: true, valueOptions: ['-u', '--unset', '-C', '--chdir'], shellOptions: ['-S', '--split-string'] },
  { name: 'cross-env', assignments: true },
  { name: 'cross-env-shell', assignments: true },
  { name: 'dotenv', valueOptions: ['-e', '-c', '-v', '-f', '--file'], assignments: true },
  { name: 'dotenvx', sub: 'run', valueOptions: ['-f', '--env-file', '-e', '--env', '-fk'] },
  { name: 'env-cmd', valueOptions: ['-f', '--file', '-e', '--environments', '-r', '--rc-file'] },
  { name: 'sudo', assignments: true, valueOptions: ['-u', '--user', '-g', '--group', '-h', '--host', '-p', '--prompt', '-C', '-D', '--chdir'] },
  { name: 'doas', valueOptions: ['-u', '-C'] },
  { name: 'su', valueOptions: ['-s', '--shell', '-g'], shellOptions: ['-c', '--command'], positionals: 99 },
  { name: 'gosu', positionals: 1 },
  { name: 'su-exec', positionals: 1 },
  { name: 'cmd', after: ['/c', '/C'] },
  { name: 'time', valueOptions: ['-f', '-o'] },
  { name: 'nice', valueOptions: ['-n', '--adjustment'] },
  { name: 'ionice', valueOptions: ['-c', '-n', '-p'] },
  { name: 'nohup' },
  { name: 'setsid' },
  { name: 'exec', valueOptions: ['-a'] },
  { name: 'command', unless: ['-v', '-V'] },
  { name: 'builtin' },
  { name: 'chronic' },
  { name: 'caffeinate' },
  { name: 'unbuffer' },
  { name: 'winpty' },
  { name: 'timeout', positionals: 1, valueOptions: ['-k', '--kill-after', '-s', '--signal'] },
  { name: 'gtimeout', positionals: 1, valueOptions: ['-k', '--kill-after', '-s', '--signal'] },
  { name: 'stdbuf', valueOptions: ['-i', '-o', '-e'] },
  { name: 'taskset', positionals: 1, valueOptions: ['-c'] },
  { name: 'flock', positionals: 1, valueOptions: ['-w', '-E'], shellOptions: ['-c', '--command'] },
  { name: 'retry', valueOptions: ['-t', '--times', '-d', '--delay', '-m', '--max'] },
  { name: 'catchsegv' },
  { name: 'xvfb-run', valueOptions: ['-e', '-f', '-n', '-p', '-s', '-w', '--server-args', '--server-num', '--error-file', '--wait'] },
  { name: 'dbus-run-session', valueOptions: ['--config-file', '--dbus-daemon'] },
  { name: 'xargs', valueOptions: ['-n', '-P', '-I', '-L', '-d', '-s', '-a', '-E', '--max-args', '--max-procs', '--delimiter', '--arg-file', '--replace'] },
  { name: 'find', after: ['-exec', '-execdir'], positionals: 0 },
  { name: 'npx', valueOptions: packageRunner, shellOptions: ['-c', '--call'] },
  { name: 'pnpx', valueOptions: packageRunner },
  { name: 'bunx', valueOptions: packageRunner },
  { name: 'npm', sub: 'exec', valueOptions: packageRunner, shellOptions: ['-c', '--call'] },
  { name: 'npm', sub: 'x', valueOptions: packageRunner, shellOptions: ['-c', '--call'] },
  { name: 'pnpm', sub: 'exec', valueOptions: packageRunner },
  { name: 'pnpm', sub: 'dlx', valueOptions: packageRunner },
  { name: 'yarn', sub: 'exec', valueOptions: packageRunner },
  { name: 'yarn', sub: 'dlx', valueOptions: packageRunner },
  { name: 'bun', sub: 'x', valueOptions: packageRunner },
  { name: 'lerna', sub: 'exec', valueOptions: ['--scope', '--ignore', '--since', '--concurrency'] },
  { name: 'corepack', unless: ['enable', 'disable', 'prepare', 'use', 'up', 'install', 'pack', 'hydrate', 'cache'] },
  {
    name: 'c8',
    valueOptions: [
      '-r',
      '--reporter',
      '-c',
      '--config',
      '-x',
      '--exclude',
      '-n',
      '--include',
      '-o',
      '--reports-dir',
      '--lines',
      '--branches',
      '--functions',
      '--statements',
    ],
    unless: ['report'],
  },
  {
    name: 'nyc',
    valueOptions: ['-r', '--reporter', '-x', '--exclude', '-n', '--include', '--report-dir', '--lines', '--branches', '--functions', '--statements'],
    unless: ['report'],
  },
  { name: 'uv', sub: 'run', valueOptions: uvValues, pythonModules: true },
  { name: 'uvx', valueOptions: uvValues },
  { name: 'uv', sub: 'tool run', valueOptions: uvValues },
  { name: 'pipx', sub: 'run', valueOptions: ['--spec', '--python', '--index-url', '--pip-args'] },
  { name: 'poetry', sub: 'run', valueOptions: ['-C', '--directory', '-P', '--project'] },
  { name: 'pipenv', sub: 'run' },
  { name: 'rye', sub: 'run' },
  {
    name: 'coverage',
    sub: 'run',
    valueOptions: ['--source', '--rcfile', '--omit', '--include', '--concurrency', '--context', '--data-file'],
    pythonModules: true,
  },
  { name: 'conda', sub: 'run', valueOptions: ['-n', '--name', '-p', '--prefix', '--cwd'] },
  { name: 'mamba', sub: 'run', valueOptions: ['-n', '--name', '-p', '--prefix', '--cwd'] },
  { name: 'micromamba', sub: 'run', valueOptions: ['-n', '--name', '-p', '--prefix', '--cwd'] },
  { name: 'pyenv', sub: 'exec' },
  { name: 'bundle', sub: 'exec' },
  { name: 'rbenv', sub: 'exec' },
  { name: 'mise', sub: 'exec', valueOptions: ['-C', '--cd', '-j', '--jobs'], shellOptions: ['-c', '--command'] },
  { name: 'mise', sub: 'x', valueOptions: ['-C', '--cd', '-j', '--jobs'], shellOptions: ['-c', '--command'] },
  { name: 'asdf', sub: 'exec' },
  { name: 'volta', sub: 'run', valueOptions: ['--node', '--npm', '--yarn', '--pnpm', '--env'] },
  { name: 'fnm', sub: 'exec', valueOptions: ['--using'] },
  { name: 'nvm', sub: 'exec', positionals: 1 },
  { name: 'direnv', sub: 'exec', positionals: 1 },
  { name: 'devbox', sub: 'run', valueOptions: ['-c', '--config'] },
  { name: 'op', sub: 'run', valueOptions: ['--env-file', '--account'] },
  { name: 'doppler', sub: 'run', valueOptions: ['-p', '--project', '-c', '--config'], shellOptions: ['--command'] },
  { name: 'infisical', sub: 'run', valueOptions: ['--env', '--path', '--projectId'], shellOptions: ['--command'] },
  { name: 'nix-shell', shellOptions: ['--run', '--command'], valueOptions: ['-p', '-I', '-A', '--packages'], positionals: 99 },
  { name: 'nix', sub: 'develop', after: ['-c', '--command'] },
  { name: 'nix', sub: 'shell', after: ['-c', '--command'] },
  { name: 'docker', sub: 'run', valueOptions: containerValues, positionals: 1 },
  { name: 'podman', sub: 'run', valueOptions: containerValues, positionals: 1 },
  { name: 'docker', sub: 'exec', valueOptions: containerValues, positionals: 1 },
  { name: 'podman', sub: 'exec', valueOptions: containerValues, positionals: 1 },
  { name: 'docker', sub: 'compose run', valueOptions: composeValues, positionals: 1 },
  { name: 'docker', sub: 'compose exec', valueOptions: composeValues, positionals: 1 },
  { name: 'docker-compose', sub: 'run', valueOptions: composeValues, positionals: 1 },
  { name: 'docker-compose', sub: 'exec', valueOptions: composeValues, positionals: 1 },
];

const byName = new Map<string, CommandWrapper[]>();
for (const wrapper of wrappers) byName.set(wrapper.name, [...(byName.get(wrapper.name) ?? []), wrapper]);

/** What a wrapper runs. */
export type Unwrapped =
  | {
      readonly kind: 'command';
      /** Words taken off: `sudo`, `pnpm exec`. */
      readonly label: string;
      /** Index of the wrapped program among the words. */
      readonly start: number;
      /** Variables that the wrapper sets: indexes of `NAME=value` words. */
      readonly assignments: readonly number[];
      readonly pythonModule: boolean;
    }
  | { readonly kind: 'shell'; readonly label: string /** Index of the word that holds the shell text. */; readonly text: number };

/** Shells whose `-c` text and script argument are shell. */
export const shellNames: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'zsh', 'ksh', 'ash']);

/**
 * Says what a wrapper starts.
 *
 * @param words - Program and arguments; the program without its directory.
 * @returns Undefined when the words are no wrapper, or wrap nothing.
 */
export function unwrap(words: readonly string[]): Unwrapped | undefined {
  const name = words[0] ?? '';
  if (shellNames.has(name) || name === 'eval') return unwrapShell(name, words);
  for (const wrapper of byName.get(name) ?? []) {
    const unwrapped = unwrapWith(wrapper, words);
    if (unwrapped) return unwrapped;
  }
  return undefined;
}

function unwrapShell(name: string, words: readonly string[]): Unwrapped | undefined {
  if (name === 'eval') return words.length === 2 ? { kind: 'shell', label: 'eval', text: 1 } : undefined;
  for (let index = 1; index < words.length; index++) {
    const word = words[index] ?? '';
    if (!word.startsWith('-') && !word.startsWith('+')) return undefined;
    // `-c`, `-lc`, `-euxc`; `-o pipefail` takes a value.
    if (word.length < 12 && /^-[A-Za-z]*c[A-Za-z]*$/.test(word)) {
      const text = index + (word.includes('o') ? 2 : 1);
      return text < words.length ? { kind: 'shell', label: `${name} -c`, text } : undefined;
    }
    if (/^[-+][A-Za-z]*o$/.test(word)) index++;
  }
  return undefined;
}

function unwrapWith(wrapper: CommandWrapper, words: readonly string[]): Unwrapped | undefined {
  const subs = wrapper.sub?.split(' ') ?? [];
  const label = [wrapper.name, ...subs].join(' ');
  const assignments: number[] = [];
  let positionals = wrapper.positionals ?? 0;
  let matched = 0;
  let ended = false;
  if (wrapper.after) {
    if (subs.some((sub, position) => words[position + 1] !== sub)) return undefined;
    const marker = words.findIndex((word) => wrapper.after?.includes(word));
    return marker > 0 && marker + 1 < words.length ? { kind: 'command', label, start: marker + 1, assignments, pythonModule: false } : undefined;
  }
  for (let index = 1; index < words.length; index++) {
    const word = words[index] ?? '';
    if (!ended && word === '--') {
      ended = matched === subs.length;
      if (!ended) return undefined;
      continue;
    }
    if (!ended && wrapper.unless?.includes(word)) return undefined;
    if (!ended && word.startsWith('-') && word.length > 1) {
      if (wrapper.shellOptions?.includes(word)) return index + 1 < words.length ? { kind: 'shell', label, text: index + 1 } : undefined;
      if (wrapper.pythonModules && (word === '-m' || word === '--module')) {
        return index + 1 < words.length ? { kind: 'command', label, start: index + 1, assignments, pythonModule: true } : undefined;
      }
      if (wrapper.valueOptions?.includes(word)) index++;
      continue;
    }
    if (matched < subs.length) {
      if (word !== subs[matched]) return undefined;
      matched++;
      continue;
    }
    if (wrapper.assignments && /^[A-Za-z_]\w*=/.test(word)) {
      assignments.push(index);
      continue;
    }
    if (positionals > 0) {
      positionals--;
      ended = false;
      continue;
    }
    return { kind: 'command', label, start: index, assignments, pythonModule: false };
  }
  return undefined;
}
