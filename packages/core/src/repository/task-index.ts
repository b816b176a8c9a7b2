import type { ShellCommand } from '../model/command.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { TextFile } from '../model/file.ts';
import type { FileIndex } from '../model/repository.ts';
import type { Manifest, OpenTaskFile, Task, TaskLookup, TaskReference, TaskRunner, Tasks, ToolVersion, Workspace, WorkspaceFile } from '../model/task.ts';
import { nearest } from '../nearest.ts';
import { parseMakefile } from '../parse/makefile.ts';
import type { TaskFile } from '../parse/task-file.ts';
import { joinPath, nameOf, parentOf } from '../path/relative.ts';
import { type TaskCall, type TaskScope, taskCalls } from './task-calls.ts';
import { taskFileKind, taskFileKinds } from './task-files.ts';
import { workspacesOf } from './workspaces.ts';

/** Packages whose task of one name is followed; more are the same check over again. */
const packageLimit = 40;

type AllTaskFiles = Pick<Tasks, 'manifests' | 'workspaces' | 'toolVersions' | 'tasks' | 'openFiles'>;

type NearestFile =
  | { readonly state: 'known'; readonly path: string; readonly tasks: readonly Task[]; readonly byName: ReadonlyMap<string, Task>; readonly open?: string }
  | { readonly state: 'unknown'; readonly reason: string };

/** Files of tasks, each parsed when it is first asked for: a monorepo has thousands, a run asks for few. */
export class TaskIndex {
  private readonly parsed = new Map<string, TaskFile>();
  private readonly files: FileIndex;
  private readonly texts: ReadonlyMap<string, TextFile>;
  private readonly report: (diagnostics: Iterable<Diagnostic>) => void;
  private readonly nearestFiles = new Map<string, NearestFile>();
  private packages: readonly Manifest[] | undefined;
  private npmWorkspaces: readonly Workspace[] | undefined;

  /** @param texts - Manifests and files of tasks, and what Makefiles include. */
  constructor(files: FileIndex, texts: ReadonlyMap<string, TextFile>, report: (diagnostics: Iterable<Diagnostic>) => void) {
    this.files = files;
    this.texts = texts;
    this.report = report;
  }

  paths(): readonly string[] {
    return [...this.texts.keys()];
  }

  file(path: string): TaskFile | undefined {
    const known = this.parsed.get(path);
    if (known) return known;
    const text = this.texts.get(path);
    // What is not known by its name is here because a Makefile includes it.
    const parse = taskFileKind(path)?.parse ?? parseMakefile;
    if (!text) return undefined;
    const own = parse(path, text.text);
    // Entered before its includes are read, so that a cycle of includes ends.
    this.parsed.set(path, own);
    const file = this.withIncludes(path, own);
    this.parsed.set(path, file);
    this.report(file.diagnostics);
    return file;
  }

  private withIncludes(path: string, file: TaskFile): TaskFile {
    if (!file.includes?.length) return file;
    const tasks = [...file.tasks];
    let { open } = file;
    for (const include of file.includes) {
      const target = include.includes('*') ? undefined : joinPath(parentOf(path), include);
      const included = target === undefined ? undefined : this.file(target);
      if (included) {
        tasks.push(...included.tasks.map((task) => ({ ...task, directory: parentOf(path) })));
        open ??= included.open;
      } else open ??= `it includes ${include}`;
    }
    return { ...file, tasks, ...(open === undefined ? {} : { open }) };
  }

  all(): AllTaskFiles {
    const manifests: Manifest[] = [];
    const workspaceFiles: WorkspaceFile[] = [];
    const toolVersions: ToolVersion[] = [];
    const tasks: Task[] = [];
    const openFiles: OpenTaskFile[] = [];
    for (const path of this.paths()) {
      const file = this.file(path);
      if (!file) continue;
      if (file.manifest) manifests.push(file.manifest);
      if (file.workspace) workspaceFiles.push(file.workspace);
      toolVersions.push(...(file.manifest?.toolchain ?? []), ...(file.workspace?.toolchain ?? []), ...(file.toolVersions ?? []));
      if (taskFileKind(path)) tasks.push(...file.tasks);
      const runner = taskFileKind(path)?.runners[0];
      if (file.open !== undefined && runner) openFiles.push({ path, runner, reason: file.open });
    }
    return {
      manifests,
      workspaces: workspacesOf(
        manifests,
        workspaceFiles,
        this.files.entries.map(({ path }) => path),
      ),
      toolVersions,
      tasks,
      openFiles,
    };
  }

  /** The task that a runner would start from a directory. */
  get(runner: TaskRunner, name: string, directory: string): Task | undefined {
    const file = this.nearestFile(runner, directory);
    if (file.state === 'unknown') return undefined;
    return file.byName.get(name) ?? (runner === 'make' ? file.tasks.find((task) => matchesPattern(name, task.name)) : undefined);
  }

  /** Looks a name up in the nearest file of a runner. */
  find(runner: TaskRunner, name: string, directory: string): TaskLookup {
    const file = this.nearestFile(runner, directory);
    if (file.state === 'unknown') return file;
    const found = this.get(runner, name, directory);
    if (found) return { state: 'found', task: found };
    if (file.open !== undefined) return { state: 'unknown', reason: `${file.path} does not list all its tasks: ${file.open}` };
    const builtIn = this.builtIn(runner, name, parentOf(file.path));
    if (builtIn) return { state: 'unknown', reason: builtIn };
    const suggestion = nearest(
      name,
      file.tasks.map((task) => task.name),
    );
    return suggestion === undefined ? { state: 'missing' } : { state: 'missing', suggestion };
  }

  /** The tasks that a command asks for, looked up from the directory in which its script starts. */
  references(command: ShellCommand, directory: string): readonly TaskReference[] {
    const place = command.directory === undefined ? undefined : joinPath(directory, command.directory);
    const calls = [...taskCalls(command), ...this.pipenvScripts(command, place)];
    return calls.map((call): TaskReference => {
      const { runner, name } = call;
      if (place === undefined) return { runner, name, lookup: { state: 'unknown', reason: 'the directory it runs in is not static' }, tasks: [] };
      return { runner, name, ...this.look(call, place) };
    });
  }

  /** `pipenv run` looks for a script of the Pipfile first, then for a program: https://pipenv.pypa.io/en/latest/scripts.html (2026-11-25) */
  private pipenvScripts({ program, wrappers }: ShellCommand, place: string | undefined): readonly TaskCall[] {
    if (wrappers.at(-1) !== 'pipenv run' || place === undefined || !this.get('pipenv', program, place)) return [];
    return [{ runner: 'pipenv', name: program, scope: { kind: 'nearest' }, loose: false }];
  }

  private look(call: TaskCall, directory: string): Pick<TaskReference, 'lookup' | 'tasks'> {
    const { name, runner, scope } = call;
    const loosen = (lookup: TaskLookup): TaskLookup =>
      call.loose && lookup.state === 'missing' ? { state: 'unknown', reason: `${name ?? 'it'} may be a program or come from a plugin` } : lookup;
    const directories = this.directoriesOf(scope, directory);
    if (directories === undefined) return { lookup: { state: 'unknown', reason: 'the package it names is not in this repository' }, tasks: [] };
    if (name === undefined) return this.defaultTasks(runner, directory);
    if (scope.kind === 'every') {
      const tasks = directories
        .flatMap((place) => this.file(join(place, 'package.json'))?.tasks.filter((task) => matchesName(task.name, name)) ?? [])
        .slice(0, packageLimit);
      const [task] = tasks;
      return task ? { lookup: { state: 'found', task }, tasks } : { lookup: loosen({ state: 'missing' }), tasks: [] };
    }
    const [place = directory] = directories;
    if (/[*$`{/^]/.test(name) && !(runner === 'make' && !/[$`*]/.test(name))) {
      const file = this.nearestFile(runner, place);
      const tasks = file.state === 'unknown' ? [] : file.tasks.filter((task) => matchesName(task.name, name));
      const [task] = tasks;
      return task ? { lookup: { state: 'found', task }, tasks } : { lookup: { state: 'unknown', reason: `${name} is a pattern` }, tasks: [] };
    }
    const lookup = loosen(this.find(runner, name, place));
    return { lookup, tasks: lookup.state === 'found' ? [lookup.task] : [] };
  }

  private defaultTasks(runner: TaskRunner, directory: string): Pick<TaskReference, 'lookup' | 'tasks'> {
    const file = this.nearestFile(runner, directory);
    if (file.state === 'unknown') return { lookup: file, tasks: [] };
    const named = file.tasks.filter((task) => !task.name.includes('%') && !task.name.startsWith('.'));
    // tox and nox run everything, the others their first or `default` task.
    const tasks = runner === 'tox' || runner === 'nox' ? named : named.filter((task) => task.name === 'default' || task.name === 'all').slice(0, 1);
    const chosen = tasks.length > 0 ? tasks : named.slice(0, 1);
    const [task] = chosen;
    return { lookup: task ? { state: 'found', task } : { state: 'unknown', reason: `${file.path} lists no task` }, tasks: chosen };
  }

  /** Directories of the packages that a scope means; undefined when it names one that is not here. */
  private directoriesOf(scope: TaskScope, directory: string): readonly string[] | undefined {
    switch (scope.kind) {
      case 'nearest':
        return [directory];
      case 'root': {
        const root = ancestors(directory).findLast((place) => this.texts.has(join(place, 'package.json')));
        return [root ?? directory];
      }
      case 'every':
        return this.members(directory);
      case 'package': {
        const { name } = scope;
        const relative = joinPath(directory, name);
        const found = this.npmPackages().find(
          (manifest) => manifest.name === name || manifest.directory === relative || manifest.name?.endsWith(`/${name}`) || nameOf(manifest.directory) === name,
        );
        return found ? [found.directory] : undefined;
      }
      default:
        return scope satisfies never;
    }
  }

  /** Packages of the workspace that a directory lies in; all packages where none is declared. */
  private members(directory: string): readonly string[] {
    this.npmWorkspaces ??= workspacesOf(
      this.npmPackages(),
      this.paths().flatMap((path) => (nameOf(path) === 'pnpm-workspace.yaml' ? (this.file(path)?.workspace ?? []) : [])),
    );
    const places = ancestors(directory);
    // The outermost counts.
    const place = places.findLast((candidate) => this.npmWorkspaces?.some((workspace) => workspace.directory === candidate));
    const workspace = this.npmWorkspaces.find((candidate) => candidate.directory === place);
    return (workspace?.members ?? this.npmPackages()).map((manifest) => manifest.directory);
  }

  private npmPackages(): readonly Manifest[] {
    this.packages ??= this.paths().flatMap((path) => (nameOf(path) === 'package.json' ? (this.file(path)?.manifest ?? []) : []));
    return this.packages;
  }

  /** The file a runner would read from a directory: there, or above. */
  private nearestFile(runner: TaskRunner, directory: string): NearestFile {
    const key = `${runner} ${directory}`;
    let file = this.nearestFiles.get(key);
    if (!file) {
      file = this.searchUpwards(runner, directory);
      this.nearestFiles.set(key, file);
    }
    return file;
  }

  private searchUpwards(runner: TaskRunner, directory: string): NearestFile {
    for (const place of ancestors(directory)) {
      let unread: string | undefined;
      for (const path of this.candidates(runner, place)) {
        const file = this.file(path);
        const tasks = file?.tasks.filter((task) => task.runner === runner) ?? [];
        // `pyproject.toml` holds many things: one without tasks of this runner is none of its files.
        if (file && (tasks.length > 0 || file.open !== undefined || !path.endsWith('pyproject.toml'))) {
          const byName = new Map(tasks.toReversed().map((task) => [task.name, task]));
          return { state: 'known', path, tasks, byName, ...(file.open === undefined ? {} : { open: file.open }) };
        }
        if (!file && this.files.has(path)) unread = path;
      }
      if (unread !== undefined) return { state: 'unknown', reason: `${unread} was not read` };
    }
    return { state: 'unknown', reason: `no file of tasks for ${runner} in ${directory === '' ? 'the root' : directory} or above` };
  }

  private candidates(runner: TaskRunner, place: string): readonly string[] {
    const names = [...taskFileKinds].flatMap(([name, kind]) => (kind.runners.includes(runner) ? [name] : []));
    const extra =
      runner === 'cargo-alias'
        ? ['.cargo/config.toml', '.cargo/config']
        : runner === 'mise'
          ? ['.mise/config.toml', 'mise/config.toml', '.config/mise.toml']
          : [];
    return [...names, ...extra].map((name) => join(place, name));
  }

  /** Why a name that no file lists may still run. */
  private builtIn(runner: TaskRunner, name: string, directory: string): string | undefined {
    if (runner === 'npm-script') {
      if (name === 'env' || name === 'restart') return `npm has a ${name} of its own`;
      if (name === 'start' && this.files.has(join(directory, 'server.js'))) return 'npm starts server.js';
    }
    if (runner === 'make' && (/[./]/.test(name) || this.files.has(join(directory, name)))) return `${name} is a file, which implicit rules may make`;
    if (runner === 'tox' && /(?:^|-)(?:py\d*|pypy\d*)(?:$|-|\.)/.test(name)) return `tox makes ${name} from its factors`;
    if (runner === 'nox' && /[-(]/.test(name)) return `${name} may be one parameter of a session`;
    return undefined;
  }
}

function join(directory: string, name: string): string {
  return directory === '' ? name : `${directory}/${name}`;
}

/** The directory and those above it, nearest first. */
function ancestors(directory: string): readonly string[] {
  const places = [directory];
  for (let place = directory; place !== ''; ) {
    place = parentOf(place);
    places.push(place);
  }
  return places;
}

/** Make's `%` stands for any non-empty part of a name; a rule for all names (`%:`) says nothing. */
function matchesPattern(name: string, pattern: string): boolean {
  const [before = '', after] = pattern.split('%');
  if (after === undefined || (before === '' && after === '')) return false;
  return name.length > before.length + after.length && name.startsWith(before) && name.endsWith(after);
}

/** `lint:*` and pnpm's `/^lint:/`: of a pattern only its plain beginning is compared. */
function matchesName(name: string, pattern: string): boolean {
  const plain = pattern.replace(/^\/\^?/, '');
  const end = plain.search(/[*{(/$^.]/);
  return end < 0 ? name === plain : end > 0 && name.startsWith(plain.slice(0, end));
}
