import type { CommandPurpose, ShellCommand } from './command.ts';
import type { Located, Location } from './location.ts';

/** A program that runs named tasks of a repository. */
export type TaskRunner =
  | 'npm-script'
  | 'deno'
  | 'make'
  | 'just'
  | 'task'
  | 'cargo-alias'
  | 'tox'
  | 'nox'
  | 'poe'
  | 'pdm'
  | 'hatch'
  | 'pipenv'
  | 'pixi'
  | 'composer'
  | 'rake'
  | 'gradle'
  | 'maven'
  | 'mix'
  | 'mise';

/** A named command that a manifest or task file defines. */
export interface Task {
  readonly runner: TaskRunner;
  readonly name: string;
  /** Shell text that runs; absent when the task is code (nox session, Gradle task). Several recipe lines are joined by newlines. */
  readonly command?: Located<string>;
  /** Names of tasks of the same file that run first. */
  readonly dependencies: readonly string[];
  /** Directory of the file that defines it; empty for the root. */
  readonly directory: string;
  readonly location: Location;
}

/** A direct dependency, as a manifest writes it. */
export interface Dependency {
  readonly name: string;
  /** As written, `catalog:` and `workspace:*` included; empty when the manifest leaves the version to another file. */
  readonly requirement: string;
  /** `indirect` is Go's: needed by another dependency, listed for the selection of versions. */
  readonly group: 'production' | 'development' | 'peer' | 'optional' | 'build' | 'indirect';
  /** Directory of the dependency where it is a local one, as written: relative to the manifest. */
  readonly path?: string;
  readonly location: Location;
}

/** A version of a language or tool that a file asks for. */
export interface ToolVersion {
  /** Lower-case name: `node`, `pnpm`, `python`, `rust`, `dotnet`, … */
  readonly tool: string;
  /** As written: `22`, `>=20`, `stable`, `12.21.0+sha512.…`. */
  readonly version: string;
  readonly location: Location;
}

export type Ecosystem = 'npm' | 'deno' | 'python' | 'rust' | 'go' | 'php' | 'ruby' | 'jvm' | 'dotnet' | 'elixir' | 'swift';

/** A package manifest: `package.json`, `pyproject.toml`, `Cargo.toml`, `go.mod`, … */
export interface Manifest {
  readonly ecosystem: Ecosystem;
  readonly path: string;
  readonly directory: string;
  /** Maven's is `groupId:artifactId`, a Go module's its path. */
  readonly name?: string;
  /** Absent where it is computed, or inherited from another file. */
  readonly version?: string;
  readonly dependencies: readonly Dependency[];
  /** Where the members of its workspace stand: directories or manifests relative to this one, as globs; those with `!` in front are left out. */
  readonly workspaces: readonly Located<string>[];
  /** What the manifest itself pins: `packageManager`, `engines`, `requires-python`, `rust-version`, `go` directive. */
  readonly toolchain: readonly ToolVersion[];
}

/** A file that is no manifest and names the members of a workspace: `pnpm-workspace.yaml`, `go.work`, `settings.gradle`, a .NET solution. */
export interface WorkspaceFile {
  readonly ecosystem: Ecosystem;
  readonly path: string;
  readonly directory: string;
  readonly name?: string;
  /** As in `Manifest.workspaces`; undefined when the file does not speak of members. */
  readonly members: readonly Located<string>[] | undefined;
  readonly toolchain: readonly ToolVersion[];
}

/** Packages of the repository that are developed, installed or built as one. */
export interface Workspace {
  readonly ecosystem: Ecosystem;
  /** The manifest or workspace file that names the members. */
  readonly path: string;
  readonly directory: string;
  /** In path order, with the root's own manifest where it has one. */
  readonly members: readonly Manifest[];
  /** Patterns (never those with `!`) that no manifest of the repository answers to. */
  readonly unmatched: readonly Located<string>[];
}

/** Versions that members of a workspace refer to by `catalog:` (the default one) or `catalog:<name>`. */
export interface Catalog {
  readonly name: string;
  readonly entries: readonly Dependency[];
}

/** A lockfile and the package manager that writes it. */
export interface Lockfile {
  readonly path: string;
  readonly directory: string;
  readonly manager: string;
  readonly ecosystem: Ecosystem;
}

/** A file of tasks whose names cannot all be listed (includes, generated targets, pattern rules). */
export interface OpenTaskFile {
  readonly path: string;
  readonly runner: TaskRunner;
  readonly reason: string;
}

export type TaskLookup =
  | { readonly state: 'found'; readonly task: Task }
  | { readonly state: 'missing' /** Nearest existing name, when one is close. */; readonly suggestion?: string }
  /** The file that would say so cannot be listed statically, or there is no file of that runner at all in reach. */
  | { readonly state: 'unknown'; readonly reason: string };

/** A task that a command asks for, looked up where the command's runner would. */
export interface TaskReference {
  readonly runner: TaskRunner;
  /** As asked for, patterns included (`lint:*`); undefined for the runner's default. */
  readonly name: string | undefined;
  readonly lookup: TaskLookup;
  /** Everything that runs: several for a pattern, and for every package of a workspace. */
  readonly tasks: readonly Task[];
}

/** What a command really does, after tasks and scripts were followed. */
export interface ResolvedCommand {
  /** The command that does it. For a command of a task or script, its place counts in that text's own file where it is known. */
  readonly command: ShellCommand;
  readonly purposes: readonly CommandPurpose[];
  /** What `purposes` rests on: the program is known, or only the name of the task that leads to it says so. */
  readonly basis: 'program' | 'task-name';
  /** Tasks and scripts followed to get here, outermost first: `package.json test`; empty for a direct command. */
  readonly via: readonly string[];
}

/** Commands and dependencies that the repository defines. */
/** What a bot that raises dependencies is told, for one kind of manifest or for all. */
export interface UpdateSource {
  /** `npm`, `github-actions`, …; absent for all. */
  readonly ecosystem?: string;
  readonly location: Location;
  /** Where it is told to wait before it takes a new version. */
  readonly waits?: Location;
  /** Where it is told to merge by itself. */
  readonly mergesItself?: Location;
  /** Where it is told not to look at the checks. */
  readonly ignoresChecks?: Location;
}

/** One configuration of such a bot. */
export interface DependencyUpdates {
  readonly tool: 'Dependabot' | 'Renovate';
  readonly path: string;
  readonly sources: readonly UpdateSource[];
  /** Presets that it takes over, whose content is not in this file. */
  readonly presets: readonly Located<string>[];
  /** False when the file is broken, or JSON5 that is no JSON with comments: what it says is not known. */
  readonly readable: boolean;
}

export interface Tasks {
  readonly manifests: readonly Manifest[];
  readonly lockfiles: readonly Lockfile[];
  readonly workspaces: readonly Workspace[];
  /** Versions that manifests and version files ask for. */
  readonly toolVersions: readonly ToolVersion[];
  readonly tasks: readonly Task[];
  readonly openFiles: readonly OpenTaskFile[];
  /** Version files (`.nvmrc`, `.tool-versions`, `rust-toolchain.toml`, …). */
  readonly toolchainFiles: readonly string[];
  /** Committed configurations of bots that raise dependencies. */
  readonly updates: readonly DependencyUpdates[];
  /** Lockfiles that hold a manifest's dependencies: beside it, else beside the root of its workspace. One that merely stands above locks something else. */
  lockfilesOf(manifest: Manifest): readonly Lockfile[];
  /** Looks a task up as its runner would from a directory: nearest file upwards. */
  find(runner: TaskRunner, name: string, directory: string): TaskLookup;
  /**
   * The tasks that a command asks for: `npm test`, `pnpm --filter web build`, `make -C docs html`.
   *
   * @param directory - Repository-relative directory in which the script that holds the command starts.
   * @returns Nothing for a command that runs no task.
   */
  references(command: ShellCommand, directory: string): readonly TaskReference[];
  /**
   * Follows commands through package scripts, make/just/task targets and shell scripts of the repository to what they do.
   *
   * @param commands - As parsed from a script.
   * @param directory - Repository-relative directory in which the script starts.
   * @param actionDirectory - Directory of the composite action that holds the script: what `github.action_path` means there.
   */
  resolve(commands: readonly ShellCommand[], directory: string, actionDirectory?: string): readonly ResolvedCommand[];
  /** What running one task does; its own label comes first in each `via`. */
  follow(task: Task): readonly ResolvedCommand[];
}
