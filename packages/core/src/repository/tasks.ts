import type { TextFile } from '../model/file.ts';
import type { FileIndex } from '../model/repository.ts';
import type { Tasks } from '../model/task.ts';
import { parseDependabot, parseRenovate, updateFiles } from '../parse/dependency-updates.ts';
import { parseToolVersions, toolVersionFiles } from '../parse/tool-version.ts';
import { joinPath, nameOf, parentOf } from '../path/relative.ts';
import type { FacetContext, FacetLoader } from './facet.ts';
import { CommandResolver } from './resolve-commands.ts';
import { lockfileAt, lockfileKinds, taskFileKind, taskFileKinds, toolchainFileNames, variableNames } from './task-files.ts';
import { TaskIndex } from './task-index.ts';
import { lockfilesOf } from './workspaces.ts';

/** Shell scripts that are read because a workflow or task names them. */
const scriptLimit = 400;
const scriptRounds = 3;

/** Reads the repository's manifests and files of tasks. Vendored, fixture and example ones are left out. */
export const loadTasks: FacetLoader<Tasks> = async (context) => {
  const { files } = context;
  const own = (path: string): boolean => files.role(path) === 'own';
  const [named, versionFiles, updateTexts] = await Promise.all([
    context.readTexts(taskFilePaths(files).filter(own)),
    context.readTexts(toolVersionFiles.flatMap((name) => files.named(name)).filter(own)),
    context.readTexts([...updateFiles.keys()].filter((path) => files.has(path))),
  ]);
  const texts = new Map([...named, ...(await context.readTexts(includedMakefiles(named, files)))]);
  const scripts = await readScripts(context, texts);
  const index = new TaskIndex(files, texts, context.report);
  const resolver = new CommandResolver(index, scripts);
  const lockfiles = [...lockfileKinds.keys()].flatMap((name) =>
    files
      .named(name)
      // `linguist-generated` on a lockfile hides it in reviews; it locks all the same.
      .filter((path) => own(path) || files.role(path) === 'generated')
      .flatMap((path) => lockfileAt(path) ?? []),
  );
  const pinned = [...versionFiles.values()].flatMap(({ path, text }) => {
    const { tools, diagnostics } = parseToolVersions(path, text);
    context.report(diagnostics);
    return tools;
  });
  const updates = [...updateTexts.values()].flatMap(({ path, text }) => {
    const parsed = updateFiles.get(path) === 'Dependabot' ? parseDependabot(path, text) : parseRenovate(path, text);
    // Diagnostics of JSON5 would be about our reader, not about the file.
    if (!path.endsWith('5')) context.report(parsed.diagnostics);
    return [parsed.updates];
  });
  let all: ReturnType<TaskIndex['all']> | undefined;
  const everything = (): ReturnType<TaskIndex['all']> => {
    all ??= index.all();
    return all;
  };
  return {
    get manifests() {
      return everything().manifests;
    },
    get tasks() {
      return everything().tasks;
    },
    get openFiles() {
      return everything().openFiles;
    },
    get workspaces() {
      return everything().workspaces;
    },
    get toolVersions() {
      return [...everything().toolVersions, ...pinned];
    },
    lockfiles,
    updates,
    toolchainFiles: toolchainFileNames.flatMap((name) => files.named(name).filter(own)),
    lockfilesOf: (manifest) => lockfilesOf(manifest, lockfiles, everything().workspaces),
    find: (runner, name, directory) => index.find(runner, name, directory),
    references: (command, directory) => index.references(command, directory),
    resolve: (commands, directory, actionDirectory) => resolver.resolve(commands, directory, actionDirectory),
    follow: (task) => resolver.follow(task),
  };
};

function taskFilePaths(files: FileIndex): readonly string[] {
  const byName = [...taskFileKinds.keys()].flatMap((name) => files.named(name));
  const byPath = files.entries.flatMap(({ path }) => (variableNames.test(path) && !taskFileKinds.has(nameOf(path)) && taskFileKind(path) ? [path] : []));
  return [...byName, ...byPath].sort();
}

/** Files that a Makefile includes by a literal path, whatever their name. */
function includedMakefiles(texts: ReadonlyMap<string, TextFile>, files: FileIndex): readonly string[] {
  return [...texts.values()].flatMap(({ path, text }) => {
    if (!/makefile$|\.mk$/i.test(path)) return [];
    return [...text.matchAll(/^-?s?include[ \t]+([\w./ -]+)$/gm)].flatMap((match) =>
      (match[1] ?? '').split(' ').flatMap((word) => {
        const target = word === '' ? undefined : joinPath(parentOf(path), word);
        return target !== undefined && files.has(target) && !texts.has(target) ? [target] : [];
      }),
    );
  });
}

/** Reads the shell scripts that workflows, tasks and other such scripts mention, and only those. */
async function readScripts(context: FacetContext, taskTexts: ReadonlyMap<string, TextFile>): Promise<ReadonlyMap<string, TextFile>> {
  const { files } = context;
  const workflows = new Set([
    ...[...files.under('.github/workflows'), ...files.under('.github/actions')].filter((path) => /\.ya?ml$/.test(path)),
    ...[...files.named('action.yml'), ...files.named('action.yaml')].filter((path) => files.role(path) === 'own'),
  ]);
  const names = new Set(files.entries.flatMap(({ path }) => (isScriptPath(files, path) ? [nameOf(path)] : [])));
  const read = new Map<string, TextFile>();
  if (names.size === 0) return read;
  let round: readonly TextFile[] = [...taskTexts.values(), ...(await context.readTexts([...workflows])).values()];
  for (let count = 0; count < scriptRounds && round.length > 0 && read.size < scriptLimit; count++) {
    const wanted = new Set(round.flatMap((text) => mentionedScripts(text, files, names)).filter((path) => !read.has(path)));
    const next = await context.readTexts([...wanted].sort().slice(0, scriptLimit - read.size));
    for (const [path, text] of next) if (isShell(text)) read.set(path, text);
    round = [...next.values()].filter(isShell);
  }
  return read;
}

function mentionedScripts({ path, text }: TextFile, files: FileIndex, names: ReadonlySet<string>): readonly string[] {
  const found: string[] = [];
  for (const [word] of text.matchAll(/[\w@.+/-]+/g)) {
    if (!names.has(nameOf(word))) continue;
    for (const base of ['', parentOf(path)]) {
      const candidate = joinPath(base, word.replace(/^\/+/, ''));
      if (candidate !== undefined && isScriptPath(files, candidate)) found.push(candidate);
    }
  }
  return found;
}

function isScriptPath(files: FileIndex, path: string): boolean {
  const entry = files.get(path);
  return entry !== undefined && (/\.(?:ba)?sh$/.test(path) || (entry.kind === 'executable' && !nameOf(path).includes('.'))) && files.role(path) === 'own';
}

function isShell({ path, text }: TextFile): boolean {
  if (text.startsWith('#!')) return /^#!.*\b(?:ba|da|z|k|a)?sh\b/.test(text.slice(0, 120));
  return /\.(?:ba)?sh$/.test(path);
}
