import type { Located, Location } from './location.ts';

/** The host side of a published port, as it is when no variable is set. */
export type HostPort =
  /** Always this port, or this range of ports (`8000-8010:8000-8010` maps one to one). */
  | { readonly kind: 'literal'; readonly value: string }
  /** A variable moves it (or the address that it is bound to). `value` is the default, empty when there is none. */
  | { readonly kind: 'variable'; readonly name: string; readonly value: string }
  /** Docker takes the first free one of the range. */
  | { readonly kind: 'range'; readonly value: string }
  /** None: Docker picks a free one. */
  | { readonly kind: 'ephemeral' };

export interface PublishedPort {
  readonly service: string;
  readonly host: HostPort;
  readonly container: string;
  /** Name for a variable that would make it free, e.g. `DB_PORT`. */
  readonly variableName: string;
  /** The mapping (short form) or the `published` value (long form). */
  readonly location: Location;
}

export interface ComposeService {
  readonly name: string;
  readonly location: Location;
  readonly image?: Located<string>;
  readonly ports: readonly PublishedPort[];
  readonly containerName?: Located<string>;
  /** Set when the service uses the host's network: its ports are the host's. */
  readonly hostNetwork?: Location;
  /** Profiles that must be switched on for the service to start; empty when it always does. */
  readonly profiles: readonly string[];
  /** Host paths that are absolute or in a home directory, of mounts that can be written. */
  readonly hostMounts: readonly Located<string>[];
}

/** A name that does not derive from the project's own, so that two checkouts would share what it names. */
export interface ComposeName {
  readonly subject: 'project' | 'network' | 'volume';
  /** Key under `networks:` or `volumes:`; empty for the project. */
  readonly key: string;
  readonly name: Located<string>;
  /** A variable takes part in it. */
  readonly interpolated: boolean;
  /** Made outside of Compose and shared on purpose. */
  readonly external: boolean;
}

export interface ComposeVariable {
  readonly name: string;
  /** The file works without it: a default, or text for the case that it is set. */
  readonly hasDefault: boolean;
  readonly location: Location;
}

/** Files that Compose reads as one: a base, its override, and what they include and extend. */
export interface ComposeProject {
  /** The file that was asked for, then the others. */
  readonly paths: readonly string[];
  readonly directory: string;
  readonly services: readonly ComposeService[];
  readonly names: readonly ComposeName[];
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
