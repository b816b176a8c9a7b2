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

/** One entry of what an agent may do without asking, must ask for, or may not do. */
export interface AgentPermission {
  readonly tool: string;
  readonly path: string;
  readonly location: Location;
  readonly decision: 'allow' | 'ask' | 'deny';
  /** The kind of action, in the tool's own word: `Bash`, `Shell`, `edit`, `terminal`; `*` for all. */
  readonly subject: string;
  /** What of it: a command, path, domain or pattern as written, words joined by blanks; `*` where none is named. */
  readonly pattern: string;
  /** Whether the tool honours it from a file of the repository. */
  readonly effect: AgentSetting['effect'];
}

/** A command that an agent runs by itself when something happens. */
export interface AgentHook {
  readonly tool: string;
  readonly path: string;
  readonly location: Location;
  /** As the tool calls it, e.g. `PreToolUse`. */
  readonly event: string;
  /** Which tools or files it is for; absent for all. */
  readonly matcher?: string;
  readonly command: Located<string>;
  readonly effect: AgentSetting['effect'];
}

/** A plugin of an agent, or a list of plugins, that files of the repository name. */
export interface AgentPlugin {
  readonly tool: string;
  readonly path: string;
  readonly location: Location;
  /** `manifest`: the repository is this plugin; `offered`: its own list has it; `marketplace`: settings add a list; `enabled`: settings switch it on. */
  readonly kind: 'manifest' | 'offered' | 'marketplace' | 'enabled';
  readonly name: string;
  /** Repository, URL or path that it is loaded from. */
  readonly source?: Located<string>;
  /** Branch, tag or commit of the source. */
  readonly ref?: Located<string>;
}

export interface AgentSettings {
  readonly files: readonly { readonly path: string; readonly tool: string }[];
  readonly settings: readonly AgentSetting[];
  readonly mcpServers: readonly McpServer[];
  readonly ignoreFiles: readonly AgentIgnoreFile[];
  /** In file order, which is the order that tools with "the last match wins" go by. */
  readonly permissions: readonly AgentPermission[];
  readonly hooks: readonly AgentHook[];
  readonly plugins: readonly AgentPlugin[];
}
