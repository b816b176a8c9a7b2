import { type CommandMention, type FileIndex, type InstructionFile, joinPath, type Tasks } from '@ten-point/core/rule';
import type { CommandTarget } from './command-targets.ts';
import { outputDirectories } from './runner-facts.ts';

/** What the repository says about a target of a quoted command. */
export type Verdict =
  | { readonly state: 'defined'; readonly where: string }
  | { readonly state: 'missing'; readonly what: string; readonly where: string; readonly suggestion?: string }
  /** Not listed statically, built, ignored, or meant elsewhere. */
  | { readonly state: 'undecided' };

/** Directories in which a quoted command may be meant to start: that of the file which quotes it, and the root. */
export function startDirectories(file: InstructionFile, mention: CommandMention, files: FileIndex): readonly string[] {
  const { directory } = mention.command;
  if (directory === undefined) return [];
  const bases = file.directory === '' ? [''] : [file.directory, ''];
  if (directory === '') return bases;
  return [...new Set(bases.flatMap((base) => joinPath(base, directory) ?? []))].filter((candidate) => files.hasDirectory(candidate));
}

export function lookUp(
  target: CommandTarget,
  directories: readonly string[],
  repo: { readonly files: FileIndex; readonly tasks: Tasks; readonly isIgnored: (path: string) => boolean },
): Verdict {
  return target.kind === 'file' ? lookUpFile(target.path, directories, repo) : lookUpTask(target, directories, repo.tasks);
}

const runnerNames: Readonly<Record<string, string>> = {
  'npm-script': 'package script',
  make: 'make target',
  just: 'just recipe',
  task: 'task',
  'cargo-alias': 'cargo alias',
  tox: 'tox environment',
  nox: 'nox session',
  composer: 'composer script',
  poe: 'poe task',
};

/** Names that people give to scripts, not programs: `pnpm lint` means a script even though pnpm would also start a program `lint`. */
const scriptNames: ReadonlySet<string> = new Set(
  'test tests lint build dev format fmt typecheck type-check check start fix e2e clean compile coverage serve preview generate codegen'.split(' '),
);

function lookUpTask({ runner, name, orProgram }: CommandTarget & { kind: 'task' }, directories: readonly string[], tasks: Tasks): Verdict {
  let suggestion: string | undefined;
  for (const directory of directories) {
    const found = tasks.find(runner, name, directory);
    if (found.state === 'found') return { state: 'defined', where: found.task.location.path };
    if (found.state === 'unknown') return { state: 'undecided' };
    suggestion ??= found.suggestion;
  }
  // "In `packages/ovens` run `pnpm heat`": the text says where, which we do not read.
  const elsewhere = tasks.tasks.find((task) => task.runner === runner && task.name === name);
  if (elsewhere) return { state: 'defined', where: elsewhere.location.path };
  if (orProgram && !name.includes(':') && !scriptNames.has(name)) return { state: 'undecided' };
  const program = tasks.manifests.some(({ dependencies }) =>
    dependencies.some((dependency) => dependency.name === name || dependency.name.endsWith(`/${name}`)),
  );
  if (orProgram && program) return { state: 'undecided' };
  return {
    state: 'missing',
    what: `${runnerNames[runner] ?? runner} \`${name}\``,
    where: directories[0] ? `${directories[0]} and the root` : 'the repository',
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

const scriptEnding = /\.(?:sh|bash|zsh|py|rb|js|mjs|cjs|ts|mts|pl|php|ps1)$/;
/** Wrappers that a repository commits beside its build file. */
const committedPrograms: ReadonlySet<string> = new Set(['gradlew', 'mvnw']);
/** Names that stand for any file in examples. */
const genericName = /^(?:script|example|main|app|file|foo|bar|test|repro|reproduce|reproduction|my[_-]?\w*|your[_-]?\w*|demo|run|x|a)\.\w+$/;
/** Folders that hold nothing but scripts of the repository. */
const scriptFolders: ReadonlySet<string> = new Set(['scripts', 'script', 'tools', 'hack', 'ci', 'dev', 'devtools', '.github', '.ci']);

function lookUpFile(
  written: string,
  directories: readonly string[],
  { files, isIgnored }: { readonly files: FileIndex; readonly isIgnored: (path: string) => boolean },
): Verdict {
  const paths = directories.flatMap((directory) => joinPath(directory, written) ?? []);
  const [first] = paths;
  if (first === undefined) return { state: 'undecided' };
  const exists = paths.find((path) => files.has(path));
  if (exists !== undefined) return { state: 'defined', where: exists };
  // A directory, a link into one, or a program that a build makes.
  if (paths.some((path) => files.hasDirectory(path) || isIgnored(path))) return { state: 'undecided' };
  const segments = first.split('/');
  const name = segments.at(-1) ?? '';
  if (segments.slice(0, -1).some((segment) => outputDirectories.has(segment)) || genericName.test(name)) return { state: 'undecided' };
  const same = files.named(name).filter((path) => files.role(path) === 'own');
  if (same.some((path) => path.endsWith(`/${written.replace(/^(?:\.\.?\/)+/, '')}`))) return { state: 'undecided' };
  const parent = segments.slice(0, -1).join('/');
  const isScript = scriptEnding.test(name);
  const parentKnown = parent !== '' && paths.some((path) => files.hasDirectory(path.slice(0, Math.max(0, path.lastIndexOf('/')))));
  const sure =
    committedPrograms.has(name) ||
    (isScript && (parentKnown || (parent === '' && written.startsWith('./')) || scriptFolders.has(segments[0] ?? ''))) ||
    (!isScript && parentKnown && segments.length === 2 && scriptFolders.has(segments[0] ?? ''));
  if (!sure) return { state: 'undecided' };
  const [moved] = same;
  return { state: 'missing', what: `\`${written}\``, where: 'the repository', ...(moved === undefined ? {} : { suggestion: moved }) };
}
