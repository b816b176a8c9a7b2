import { placeholderMark, type ShellCommand, type TaskRunner } from '@ten-point/core/rule';
import { builtins, interpreters } from './runner-facts.ts';

/** What a quoted command relies on in the repository. */
export type CommandTarget =
  | {
      readonly kind: 'task';
      readonly runner: TaskRunner;
      readonly name: string /** The runner also starts programs by that name, so only a near miss is sure. */;
      readonly orProgram: boolean;
    }
  | { readonly kind: 'file'; readonly path: string };

/**
 * Reads off what a command needs the repository to define: a package script, a make, just or task target, a cargo alias, an
 * environment of tox, a session of nox, a script of composer or poe, or a local file. Global programs need nothing.
 */
export function targetsOf(command: ShellCommand): readonly CommandTarget[] {
  const { program, args } = command;
  const file = localFile(program, args);
  if (file !== undefined) return [{ kind: 'file', path: file }];
  const words = args.filter((word) => word !== '--');
  switch (command.name) {
    case 'npm':
      return npmTargets(words);
    case 'pnpm':
    case 'yarn':
    case 'bun':
      return scriptTargets(command.name, args);
    case 'make':
    case 'gmake':
      return makeTargets(args);
    case 'just':
      return firstWord('just', args, ['-f', '--justfile', '-d', '--working-directory', '--set', '--shell'], 1);
    case 'task':
    case 'go-task':
      return firstWord('task', args, ['-t', '--taskfile', '-d', '--dir', '-o', '--output', '-C', '--concurrency'], Number.POSITIVE_INFINITY);
    case 'cargo':
      return args[0] !== undefined && /^x[a-z-]*$/.test(args[0]) ? tasks('cargo-alias', [args[0]]) : [];
    case 'tox':
      return tasks('tox', listAfter(args, ['-e']));
    case 'nox':
      return tasks('nox', listAfter(args, ['-s', '--session', '--sessions', '-e']));
    case 'composer':
      return composerTargets(words);
    case 'poe':
      return firstWord('poe', args, ['-C', '--directory', '-e', '--executor'], 1);
    default:
      return [];
  }
}

/** Whether a word can be looked up: no placeholder, variable or pattern. */
function isStatic(word: string): boolean {
  return (
    word !== '' &&
    !word.includes(placeholderMark) &&
    !/[$`*?<>{}()[\]|"'\\]/.test(word) &&
    !/^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/.test(word) &&
    !/^(?:your|my)[-_]/i.test(word)
  );
}

function tasks(runner: TaskRunner, names: readonly string[], orProgram = false): CommandTarget[] {
  return names.filter(isStatic).map((name) => ({ kind: 'task', runner, name, orProgram }));
}

const scriptFile = /\.(?:sh|bash|zsh|py|rb|js|mjs|cjs|ts|mts|pl|php|ps1)$/;

/** A script of the repository: `./scripts/test.sh`, `bash scripts/test.sh`, `node tools/build.js`. */
function localFile(program: string, args: readonly string[]): string | undefined {
  const candidate = interpreters.has(program) ? args.find((word) => !word.startsWith('-')) : program;
  if (candidate === undefined || !isStatic(candidate) || candidate.startsWith('~') || candidate.startsWith('/')) return undefined;
  if (interpreters.has(program)) {
    // `-c`, `-m` and `-e` take text or a module.
    const [option] = args;
    if (option !== undefined && /^-[A-Za-z]*[cme]$/.test(option)) return undefined;
    if (!candidate.includes('/') || !scriptFile.test(candidate)) return undefined;
  } else if (!/^\.{0,2}\/?[\w.-]+(?:\/[\w.-]+)*$/.test(candidate) || !candidate.includes('/')) return undefined;
  return candidate;
}

function npmTargets(words: readonly string[]): CommandTarget[] {
  const positional = withoutOptions(words, ['-w', '--workspace', '--prefix', '-C']);
  const [verb, name] = positional;
  if (verb === 'run' || verb === 'run-script' || verb === 'rum' || verb === 'urn') return name === undefined ? [] : tasks('npm-script', [name]);
  // `npm test` and `npm start` are run by their script; `start` also falls back to server.js.
  return verb === 'test' || verb === 't' || verb === 'tst' ? tasks('npm-script', ['test']) : [];
}

const packageOptions = [
  '--filter',
  '-F',
  '--workspace',
  '-w=',
  '--dir',
  '-C',
  '--cwd',
  '--prefix',
  '--workspace-concurrency',
  '--reporter',
  '--loglevel',
  '--config',
];

function scriptTargets(manager: 'pnpm' | 'yarn' | 'bun', args: readonly string[]): CommandTarget[] {
  let words = withoutOptions(args, packageOptions);
  if (manager === 'yarn' && words[0] === 'workspace') words = words.slice(2);
  if (manager === 'yarn' && words[0] === 'workspaces') {
    const run = words.indexOf('run');
    words = run < 0 ? [] : words.slice(run);
  }
  // `pnpm recursive run x`, `pnpm m run x`
  if (manager === 'pnpm' && (words[0] === 'recursive' || words[0] === 'multi' || words[0] === 'm')) words = words.slice(1);
  const [verb, name] = words;
  if (verb === undefined) return [];
  if (verb === 'run' || verb === 'run-script') {
    if (name === undefined || (manager === 'bun' && /[./]/.test(name))) return [];
    // `yarn run` and `bun run` also start programs of installed packages.
    return tasks('npm-script', [name], manager !== 'pnpm');
  }
  if (builtins[manager].has(verb) || /[./]/.test(verb)) return [];
  return tasks('npm-script', [verb], true);
}

function makeTargets(args: readonly string[]): CommandTarget[] {
  if (args.some((word) => /^(?:-f|--file|--makefile)/.test(word))) return [];
  const words = withoutOptions(args, ['-C', '--directory', '-I', '-o', '-W', '-j=']).filter((word) => !word.includes('=') && !/^\d+$/.test(word));
  return tasks(
    'make',
    words.filter((word) => /^[\w.-]+$/.test(word)),
  );
}

function firstWord(runner: TaskRunner, args: readonly string[], valueOptions: readonly string[], count: number): CommandTarget[] {
  if (args.some((word) => valueOptions.slice(0, 2).includes(word) || /^--(?:justfile|taskfile)=/.test(word))) return [];
  const beforeDashes = args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
  const words = withoutOptions(beforeDashes, valueOptions).filter((word) => !word.includes('='));
  return tasks(
    runner,
    words.slice(0, count).filter((word) => /^[\w:.-]+$/.test(word)),
  );
}

function composerTargets(words: readonly string[]): CommandTarget[] {
  const positional = withoutOptions(words, ['-d', '--working-dir']);
  const [verb, name] = positional;
  if (verb === 'run' || verb === 'run-script') return name === undefined ? [] : tasks('composer', [name]);
  if (verb === undefined || builtins.composer.has(verb)) return [];
  // Plugins add commands of their own.
  return tasks('composer', [verb], true);
}

/** Values of an option that may hold several names: `-e lint,py312`. */
function listAfter(args: readonly string[], options: readonly string[]): readonly string[] {
  const names: string[] = [];
  for (let index = 0; index < args.length; index++) {
    if (!options.includes(args[index] ?? '')) continue;
    for (let next = index + 1; next < args.length && !(args[next] ?? '').startsWith('-'); next++) names.push(...(args[next] ?? '').split(','));
  }
  return names;
}

/** Words that are neither options nor their values. An entry that ends in `=` is an option whose value only follows an equals sign. */
function withoutOptions(args: readonly string[], valueOptions: readonly string[]): string[] {
  const words: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const word = args[index] ?? '';
    if (word === '--') break;
    if (!word.startsWith('-')) words.push(word);
    else if (valueOptions.includes(word)) index++;
  }
  return words;
}
