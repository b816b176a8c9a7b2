import type { Located, Location } from './location.ts';

/** One setting that widens or limits what an agent may do. A list gives one entry for each item. */
export interface AgentSetting {
  readonly tool: string;
  readonly path: string;
  /** Dotted key as in the file, e.g. `permissions.defaultMode`. */
  readonly key: string;
  readonly value: string;
  readonly location: Location;
  /** Whether the tool honours this key from a file of the repository. */
  readonly effect: 'effective' | 'needs-trust' | 'ignored';
}

export interface McpServer {
  readonly tool: string;
  readonly name: string;
  readonly path: string;
  readonly location: Location;
  /** Program; where a file gives one list for program and arguments, its first word. */
  readonly command?: Located<string>;
  readonly args: readonly Located<string>[];
  readonly url?: Located<string>;
  readonly env: readonly { readonly name: string; readonly value: Located<string> }[];
  readonly headers: readonly { readonly name: string; readonly value: Located<string> }[];
  /** Tools of the server that run without asking. */
  readonly autoApproved: readonly Located<string>[];
  /** False when the list itself switches the server off. */
  readonly enabled: boolean;
}

/** A file that keeps paths out of an agent's context. */
export interface AgentIgnoreFile {
  readonly path: string;
  readonly tool: string;
  readonly patterns: readonly Located<string>[];
}

export interface AgentSettings {
  readonly files: readonly { readonly path: string; readonly tool: string }[];
  readonly settings: readonly AgentSetting[];
  readonly mcpServers: readonly McpServer[];
  readonly ignoreFiles: readonly AgentIgnoreFile[];
}
