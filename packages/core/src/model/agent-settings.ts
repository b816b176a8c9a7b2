import type { Located, Location } from './location.ts';

/** One setting that widens or limits what an agent may do. */
export interface AgentSetting {
  readonly tool: string;
  /** Dotted key as in the file, e.g. `permissions.defaultMode`. */
  readonly key: string;
  readonly value: string;
  readonly location: Location;
  /** Whether the tool honours this key from a file of the repository. */
  readonly effect: 'effective' | 'needs-trust' | 'ignored';
}

export interface McpServer {
  readonly name: string;
  readonly path: string;
  readonly location: Location;
  readonly command?: Located<string>;
  readonly args: readonly Located<string>[];
  readonly url?: Located<string>;
  readonly env: readonly { readonly name: string; readonly value: Located<string> }[];
}

export interface AgentSettings {
  readonly files: readonly { readonly path: string; readonly tool: string }[];
  readonly settings: readonly AgentSetting[];
  readonly mcpServers: readonly McpServer[];
}
