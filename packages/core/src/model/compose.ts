import type { Located, Location } from './location.ts';

/** The host side of a published port. */
export type HostPort =
  | { readonly kind: 'literal'; readonly value: string }
  | { readonly kind: 'variable'; readonly name: string; readonly value: string }
  | { readonly kind: 'range'; readonly value: string }
  /** None: Docker picks a free one. */
  | { readonly kind: 'ephemeral' };

export interface PublishedPort {
  readonly service: string;
  readonly host: HostPort;
  readonly container: string;
  /** Name for a variable that would make it free, e.g. `DB_PORT`. */
  readonly variableName: string;
  readonly location: Location;
}

export interface ComposeFile {
  readonly path: string;
  readonly services: readonly string[];
  readonly publishedPorts: readonly PublishedPort[];
  /** Literal or interpolated names that two checkouts would share. */
  readonly names: readonly {
    readonly subject: 'container' | 'project' | 'network' | 'volume';
    readonly service?: string;
    readonly name: Located<string>;
    readonly interpolated: boolean;
    readonly external: boolean;
  }[];
  readonly images: readonly { readonly service: string; readonly image: Located<string> }[];
  /** Variables that it interpolates. */
  readonly variables: readonly Located<string>[];
  /** Services that use the host's network. */
  readonly hostNetwork: readonly Located<string>[];
}

export interface Compose {
  /** Files that development uses; production and deployment files are left out. */
  readonly files: readonly ComposeFile[];
  readonly leftOut: readonly { readonly path: string; readonly reason: string }[];
}
