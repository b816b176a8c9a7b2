import type { Located, Location } from './location.ts';
import type { ShellHabit } from './shell-habit.ts';

export interface EnvVariable {
  readonly name: string;
  /** Without quotes; empty when there is none. */
  readonly value: string;
  /** A name alone, which Compose and Docker take from the shell. */
  readonly inherited?: true;
  /** The name. */
  readonly location: Location;
  /** The value as written, quotes included; empty where there is none. */
  readonly valueLocation: Location;
}

export interface EnvFile {
  readonly path: string;
  readonly directory: string;
  /** A template to copy, or values that are used as they stand. */
  readonly kind: 'example' | 'values';
  /** Tracked by git: every checkout has it, unchanged. */
  readonly tracked: boolean;
  readonly variables: readonly EnvVariable[];
}

/** A place where code reads an environment variable. */
export interface EnvironmentRead {
  readonly name: string;
  /** Another value stands beside it for the case that it is not set. */
  readonly hasDefault: boolean;
  readonly location: Location;
}

/** What a dev container is made from. */
export type DevcontainerBase =
  | { readonly kind: 'image'; readonly image: Located<string> }
  /** `path` is repository-relative; absent when it lies outside. */
  | { readonly kind: 'dockerfile'; readonly path?: string; readonly written: Located<string> }
  | { readonly kind: 'compose'; readonly service?: Located<string>; readonly runServices: readonly Located<string>[] };

/** When a command of a dev container runs, in this order. `initializeCommand` runs on the host, all others in the container. */
export type DevcontainerEvent =
  | 'initializeCommand'
  | 'onCreateCommand'
  | 'updateContentCommand'
  | 'postCreateCommand'
  | 'postStartCommand'
  | 'postAttachCommand';

export interface DevcontainerCommand {
  readonly event: DevcontainerEvent;
  /** Key of an object, whose commands run side by side. */
  readonly name?: string;
  /** `shell`: one text for a shell; `words`: a program and its arguments, joined by blanks in `command`. */
  readonly form: 'shell' | 'words';
  readonly command: Located<string>;
}

export interface DevcontainerPort {
  /** A port, a range, or `host:port` of another service. */
  readonly port: Located<string>;
  readonly label?: string;
  readonly onAutoForward?: string;
  /** The local port must be the same one: forwarding fails when it is taken. */
  readonly requireLocalPort: boolean;
}

export interface DevcontainerVariable {
  readonly name: Located<string>;
  /** As written, `${localEnv:NAME}` included; absent for `null`, which takes the variable away. */
  readonly value?: string;
}

export interface Devcontainer {
  readonly path: string;
  readonly name?: Located<string>;
  /** Absent when the file names none. */
  readonly base?: DevcontainerBase;
  /** Compose files that it starts, repository-relative. */
  readonly composeFiles: readonly string[];
  /** Features by their reference, without what is set of them. */
  readonly features: readonly Located<string>[];
  /** Host ports that it binds itself: `appPort`. */
  readonly appPorts: readonly Located<string>[];
  /** Ports that the editor forwards; it takes another local one when the port is taken. */
  readonly forwardPorts: readonly Located<string>[];
  readonly portsAttributes: readonly DevcontainerPort[];
  readonly commands: readonly DevcontainerCommand[];
  /** Runs on its own once after creation: `onCreateCommand`, `updateContentCommand`, `postCreateCommand`. */
  readonly setupCommands: readonly Located<string>[];
  readonly containerEnv: readonly DevcontainerVariable[];
  readonly remoteEnv: readonly DevcontainerVariable[];
  readonly runArgs: readonly Located<string>[];
  /** Mounts; an object is written as `type=…,source=…,target=…`. */
  readonly mounts: readonly Located<string>[];
  /** Names of secrets that it asks for. */
  readonly secrets: readonly Located<string>[];
}

/** Something that makes a task's workspace its own. */
export interface WorkspaceEvidence {
  readonly kind: 'devcontainer' | 'cloud-agent-setup' | 'worktree-tooling' | 'sandbox' | 'environment-definition';
  readonly path: string;
  readonly note: string;
}

/** A port that a script or a configuration listens on. */
export interface ListeningPort {
  /** As written; empty when the program's own default holds. */
  readonly port: string;
  /**
   * What happens to a second checkout: `fixed` collides, `variable` can be moved by the environment, `falls-forward`
   * takes the next free one by itself.
   */
  readonly binding: 'fixed' | 'variable' | 'falls-forward';
  /** What listens, e.g. `next dev` or `devServer.port`. */
  readonly source: string;
  /** Name of the script, or of the configuration file. */
  readonly owner: string;
  /** What would free it, e.g. `PORT`; absent when the program takes it by an option only. */
  readonly variable?: string;
  readonly location: Location;
}

/** A server that a browser test starts, or expects to find. */
export interface BrowserTestServer {
  readonly path: string;
  /** Port or address that it waits for, when that is literal. */
  readonly fixedAddress?: Located<string>;
  /** When a server that already runs is taken over. */
  readonly reuse: 'always' | 'outside-ci' | 'never' | 'computed';
  readonly location: Location;
}

/** Where the address of a database comes from. */
export interface DatabaseAddress {
  /** `local-file`: a file in the checkout, or memory. */
  readonly source: 'environment' | 'literal' | 'local-file' | 'home-file';
  /** What it is, without credentials: `postgresql on localhost, database app`. */
  readonly description: string;
  readonly location: Location;
}

/** What shows that a database is used. */
export interface DatabaseUse {
  readonly kind: 'compose-service' | 'configuration' | 'driver';
  readonly name: string;
  readonly location: Location;
}

/** What gives tests a database of their own. */
export interface TestDatabase {
  readonly note: string;
  readonly location?: Location;
}

/** `copilot-setup-steps.yml` as far as its form goes; its steps are those of the workflow of the same path. */
export interface CopilotSetup {
  readonly path: string;
  readonly jobs: readonly {
    readonly id: Located<string>;
    readonly keys: readonly Located<string>[];
    readonly timeoutMinutes?: Located<number>;
  }[];
}

export interface Environment {
  readonly envFiles: readonly EnvFile[];
  /** Variables that code reads (bounded search of the repository's own sources), one place for each name and file. */
  readonly reads: readonly EnvironmentRead[];
  /** What the search covered. */
  readonly search: { readonly files: number; readonly complete: boolean };
  readonly devcontainers: readonly Devcontainer[];
  readonly copilotSetup?: CopilotSetup;
  readonly workspace: readonly WorkspaceEvidence[];
  readonly listeningPorts: readonly ListeningPort[];
  readonly browserTestServers: readonly BrowserTestServer[];
  readonly databases: readonly DatabaseUse[];
  readonly databaseAddresses: readonly DatabaseAddress[];
  readonly testDatabases: readonly TestDatabase[];
  /** What scripts, hooks and tasks do that only works with one checkout. */
  readonly shellHabits: readonly ShellHabit[];
  /** Scripts, hooks and tasks that were looked through for that. */
  readonly shellSources: number;
  /** Lines of the root `.gitignore`, comments and blank lines left out. */
  readonly ignorePatterns: readonly Located<string>[];
  /** Whether a `.gitignore` that is looked at (root, folders of agents) ignores a directory. */
  ignoresDirectory(directory: string): boolean;
}
