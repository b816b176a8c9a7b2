import type { Located, Location } from './location.ts';

/** What gives a variable its value as long as the shell sets none: a line of an env file, the file's own default, or nothing. */
export type VariableOrigin = { readonly kind: 'env-file'; readonly location: Location } | { readonly kind: 'default' } | { readonly kind: 'unset' };

/** The host side of a published port, as it is when the shell sets no variable. */
export type HostPort =
  /** Always this port, or this range of ports (`8000-8010:8000-8010` maps one to one). */
  | { readonly kind: 'literal'; readonly value: string }
  /** A variable moves it (or the address that it is bound to). `value` is what it is otherwise, empty when nothing says so. */
  | { readonly kind: 'variable'; readonly name: string; readonly value: string; readonly origin: VariableOrigin }
  /** Docker takes the first free one of the range. */
  | { readonly kind: 'range'; readonly value: string }
  /** None: Docker picks a free one. */
  | { readonly kind: 'ephemeral' };

export interface PublishedPort {
  readonly service: string;
  readonly host: HostPort;
  /** Host address that it is bound to, without brackets; empty for all. */
  readonly address: string;
  readonly container: string;
  /** `tcp` unless the file says otherwise. */
  readonly protocol: string;
  /** How it is written: `host:container` in one text, or `published` and `target` apart. */
  readonly form: 'short' | 'long';
  /** Name for a variable that would make it free, e.g. `DB_PORT`. */
  readonly variableName: string;
  /** The mapping (short form) or the `published` value (long form). */
  readonly location: Location;
}

/** A text of a Compose file: `value` as written, `resolved` with its variables replaced by what env files and defaults give them. */
export interface ComposeText extends Located<string> {
  readonly resolved: string;
}

/** Something mounted into a service. */
export interface ComposeMount {
  /** `bind`, `volume`, `tmpfs`, `npipe`, `cluster`, `image`. */
  readonly type: string;
  /** Host path or name of a volume, as written; absent for an anonymous volume. */
  readonly source?: string;
  readonly target: string;
  readonly readOnly: boolean;
  readonly location: Location;
}

/** One entry of `environment`. Without a value the variable is handed through from the shell. */
export interface ComposeEnvironmentEntry {
  readonly name: string;
  /** Variables replaced. */
  readonly value?: string;
  readonly location: Location;
}

/** One entry of `env_file`: its values reach the container, they take no part in interpolation. */
export interface ComposeEnvFile {
  /** Repository-relative; absent when it lies outside of the repository. */
  readonly path?: string;
  readonly written: ComposeText;
  /** Compose stops when a required file is not there. */
  readonly required: boolean;
  /** `raw`: no quotes, no interpolation. Absent: Compose's own reader. */
  readonly format?: string;
}

export interface ComposeDependency {
  readonly service: string;
  /** `service_started`, `service_healthy`, `service_completed_successfully`. */
  readonly condition: string;
  readonly required: boolean;
  readonly location: Location;
}

/** A rule of `develop.watch`. */
export interface ComposeWatch {
  /** `rebuild`, `sync`, `restart`, `sync+restart`, `sync+exec`. */
  readonly action: string;
  readonly path: string;
  readonly target?: string;
  readonly location: Location;
}

export interface ComposeService {
  readonly name: string;
  readonly location: Location;
  readonly image?: ComposeText;
  /** Build context, as written; also set when `build` names other things only (then `.`). */
  readonly build?: ComposeText;
  readonly ports: readonly PublishedPort[];
  readonly containerName?: ComposeText;
  /** Set when the service uses the host's network: its ports are the host's. */
  readonly hostNetwork?: Location;
  /** Profiles that must be switched on for the service to start; empty when it always does. */
  readonly profiles: readonly string[];
  readonly mounts: readonly ComposeMount[];
  /** Host paths that are absolute or in a home directory, of mounts that can be written. */
  readonly hostMounts: readonly Located<string>[];
  readonly environment: readonly ComposeEnvironmentEntry[];
  readonly envFiles: readonly ComposeEnvFile[];
  readonly dependsOn: readonly ComposeDependency[];
  /** `deploy.replicas`, or `scale`. */
  readonly replicas?: Located<number>;
  readonly watch: readonly ComposeWatch[];
}

/** A name that does not derive from the project's own, so that two checkouts would share what it names. */
export interface ComposeName {
  readonly subject: 'project' | 'network' | 'volume';
  /** Key under `networks:` or `volumes:`; empty for the project. */
  readonly key: string;
  readonly name: ComposeText;
  /** A variable takes part in it. */
  readonly interpolated: boolean;
  /** Made outside of Compose and shared on purpose. */
  readonly external: boolean;
}

export interface ComposeVariable {
  readonly name: string;
  /** The file works without it: a default, or text for the case that it is set. */
  readonly hasDefault: boolean;
  /** `${NAME:?}`, `${NAME?}`: Compose stops when it is not set. */
  readonly required: boolean;
  /** What stands when nothing is set, inner variables replaced. */
  readonly defaultValue?: string;
  readonly location: Location;
}

/** Files that Compose reads as one: a base, its overrides, and what they include and extend. */
export interface ComposeProject {
  /** The files that were asked for, then those that they include. */
  readonly paths: readonly string[];
  /** Where relative paths start: the directory of the first file. */
  readonly directory: string;
  readonly services: readonly ComposeService[];
  readonly names: readonly ComposeName[];
  /**
   * The project's name when it is not the directory's: `COMPOSE_PROJECT_NAME` of the env file, or else `name:` of the
   * last file that has one.
   */
  readonly projectName?: Located<string>;
  /** Profiles that the env file switches on (`COMPOSE_PROFILES`). */
  readonly activeProfiles: readonly string[];
  /** Variables that it interpolates, each place. */
  readonly variables: readonly ComposeVariable[];
}

export interface Compose {
  /** Projects that development uses, in path order. */
  readonly projects: readonly ComposeProject[];
  /** Compose files that are not for development (production, deployment, CI), and those of others (examples, fixtures). */
  readonly leftOut: readonly { readonly path: string; readonly reason: string }[];
  /** Files of development in which nothing could be read; diagnostics say why. */
  readonly unreadable: readonly string[];
}
