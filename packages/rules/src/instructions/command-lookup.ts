import { type CommandMention, type FileIndex, type InstructionFile, joinPath, type TaskReference, type Tasks } from '@ten-point/core/rule';
import { isStatic, localFile } from './local-script.ts';
import { outputDirectories } from './runner-facts.ts';

/** What the repository says about something that a quoted command needs. */
export type Verdict = { readonly subject: string } & (
  | { readonly state: 'defined'; readonly where: string }
  | { readonly state: 'missing'; readonly kind: 'task' | 'file'; readonly what: string; readonly suggestion?: string }
);

/** The text that quotes a command: an instruction file, or a description that stands at the root. */
export type QuotingText = Pick<InstructionFile, 'directory' | 'paths'>;

interface RepositoryFacts {
  readonly files: FileIndex;
  readonly tasks: Tasks;
  readonly isIgnored: (path: string) => boolean;
}

/**
 * Looks up what a quoted command needs: tasks of manifests and task files, and script files. What is not listed statically,
 * may be a program, is built, ignored, or meant elsewhere is left out.
 */
export function lookUp(file: QuotingText, mention: CommandMention, repo: RepositoryFacts): readonly Verdict[] {
  const { command } = mention;
  // A command may be meant to start where the file that quotes it lies, or at the root.
  const bases = file.directory === '' ? [''] : [file.directory, ''];
  const starts = bases.filter((base) => {
    if (command.directory === undefined) return false;
    const place = joinPath(base, command.directory);
    return place !== undefined && repo.files.hasDirectory(place);
  });
  if (starts.length === 0) return [];
  const script = localFile(command);
  if (script !== undefined) {
    const verdict = lookUpFile(
      script,
      starts.flatMap((base) => joinPath(base, command.directory ?? '') ?? []),
      repo,
    );
    return verdict ? [verdict] : [];
  }
  const asked = starts.map((base) => repo.tasks.references(command, base));
  return (asked[0] ?? []).flatMap((_, index) => {
    const verdict = judgeTask(
      asked.flatMap((references) => references[index] ?? []),
      file,
      repo,
    );
    return verdict ? [verdict] : [];
  });
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

function judgeTask(references: readonly TaskReference[], file: QuotingText, { tasks, files }: RepositoryFacts): Verdict | undefined {
  const [first] = references;
  if (first?.name === undefined || !isStatic(first.name)) return undefined;
  const { runner, name } = first;
  const subject = `${runner} ${name}`;
  for (const { lookup } of references) if (lookup.state === 'found') return { subject, state: 'defined', where: lookup.task.location.path };
  const what = runnerNames[runner];
  if (what === undefined || references.some(({ lookup }) => lookup.state === 'unknown')) return undefined;
  // Any other unknown sub-command of cargo may be an installed `cargo-…` program.
  if (runner === 'cargo-alias' && name !== 'xtask') return undefined;
  // "In `packages/ovens` run `pnpm heat`": the text says where, which is not followed.
  const elsewhere = tasks.tasks.find((task) => task.runner === runner && task.name === name);
  if (elsewhere) return { subject, state: 'defined', where: elsewhere.location.path };
  if (speaksOfUnreadPackage(file, files)) return undefined;
  const suggestion = references.flatMap(({ lookup }) => (lookup.state === 'missing' ? (lookup.suggestion ?? []) : []))[0];
  return { subject, state: 'missing', kind: 'task', what: `${what} \`${name}\``, ...(suggestion === undefined ? {} : { suggestion }) };
}

/** Whether the file names a package whose manifest is not read, an example for instance: its scripts may be the ones meant. */
function speaksOfUnreadPackage(file: QuotingText, files: FileIndex): boolean {
  return file.paths.some(({ path }) => {
    const directory = path.replace(/\/$/, '');
    return files.hasDirectory(directory) && files.role(`${directory}/package.json`) !== 'own';
  });
}

const scriptEnding = /\.(?:sh|bash|zsh|py|rb|js|mjs|cjs|ts|mts|pl|php|ps1)$/;
/** Wrappers that a repository commits beside its build file. */
const committedPrograms: ReadonlySet<string> = new Set(['gradlew', 'mvnw']);
/** Names that stand for any file in examples. */
const genericName = /^(?:script|example|main|app|file|foo|bar|test|repro|reproduce|reproduction|my[_-]?\w*|your[_-]?\w*|demo|run|x|a)\.\w+$/;
/** Folders that hold nothing but scripts of the repository. */
const scriptFolders: ReadonlySet<string> = new Set(['scripts', 'script', 'tools', 'hack', 'ci', 'dev', 'devtools', '.github', '.ci']);

function lookUpFile(written: string, directories: readonly string[], { files, isIgnored }: RepositoryFacts): Verdict | undefined {
  const paths = directories.flatMap((directory) => joinPath(directory, written) ?? []);
  const [first] = paths;
  if (first === undefined) return undefined;
  const exists = paths.find((path) => files.has(path));
  if (exists !== undefined) return { subject: written, state: 'defined', where: exists };
  // A directory, a link into one, or a program that a build makes.
  if (paths.some((path) => files.hasDirectory(path) || isIgnored(path))) return undefined;
  const segments = first.split('/');
  const name = segments.at(-1) ?? '';
  if (segments.slice(0, -1).some((segment) => outputDirectories.has(segment)) || genericName.test(name)) return undefined;
  const same = files.named(name).filter((path) => files.role(path) === 'own');
  if (same.some((path) => path.endsWith(`/${written.replace(/^(?:\.\.?\/)+/, '')}`))) return undefined;
  const parent = segments.slice(0, -1).join('/');
  const isScript = scriptEnding.test(name);
  const parentKnown = parent !== '' && paths.some((path) => files.hasDirectory(path.slice(0, Math.max(0, path.lastIndexOf('/')))));
  const sure =
    committedPrograms.has(name) ||
    (isScript && (parentKnown || (parent === '' && written.startsWith('./')) || scriptFolders.has(segments[0] ?? ''))) ||
    (!isScript && parentKnown && segments.length === 2 && scriptFolders.has(segments[0] ?? ''));
  if (!sure) return undefined;
  const [moved] = same;
  return { subject: written, state: 'missing', kind: 'file', what: `\`${written}\``, ...(moved === undefined ? {} : { suggestion: moved }) };
}
