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

export interface Dependency {
  readonly name: string;
  readonly requirement: string;
  readonly group: 'production' | 'development' | 'peer' | 'optional' | 'build';
  readonly location: Location;
}

export type Ecosystem = 'npm' | 'deno' | 'python' | 'rust' | 'go' | 'php' | 'ruby' | 'jvm' | 'dotnet' | 'elixir' | 'swift';

/** A package manifest: `package.json`, `pyproject.toml`, `Cargo.toml`, `go.mod`, … */
export interface Manifest {
  readonly ecosystem: Ecosystem;
  readonly path: string;
  readonly directory: string;
  readonly name?: string;
  readonly dependencies: readonly Dependency[];
  /** Names of packages in this repository that belong together, as globs of directories relative to this manifest. */
  readonly workspaces: readonly string[];
  /** What the manifest itself pins: `packageManager`, `engines`, `requires-python`, `rust-version`, `go` directive. */
  readonly toolchain: readonly Located<string>[];
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
export interface Tasks {
  readonly manifests: readonly Manifest[];
  readonly lockfiles: readonly Lockfile[];
  readonly tasks: readonly Task[];
  readonly openFiles: readonly OpenTaskFile[];
  /** Version files (`.nvmrc`, `.tool-versions`, `rust-toolchain.toml`, …). */
  readonly toolchainFiles: readonly string[];
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
   */
  resolve(commands: readonly ShellCommand[], directory: string): readonly ResolvedCommand[];
  /** What running one task does; its own label comes first in each `via`. */
  follow(task: Task): readonly ResolvedCommand[];
}
