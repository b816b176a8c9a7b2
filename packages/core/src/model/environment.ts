import type { Located, Location } from './location.ts';

export interface EnvFile {
  readonly path: string;
  readonly kind: 'example' | 'values';
  readonly variables: readonly { readonly name: string; readonly value: string; readonly location: Location }[];
}

/** Something that makes a task's workspace its own. */
export interface WorkspaceEvidence {
  readonly kind: 'devcontainer' | 'cloud-agent-setup' | 'worktree-tooling' | 'sandbox' | 'environment-definition';
  readonly path: string;
  readonly note: string;
}

/** A port that a script or configuration listens on. */
export interface ListeningPort {
  readonly port: string;
  /** Whether an environment variable can move it. */
  readonly overridable: boolean;
  readonly source: string;
  readonly location: Location;
}

export interface Environment {
  readonly envFiles: readonly EnvFile[];
  /** Names of variables that code reads, with one place each (bounded search). */
  readonly readNames: readonly Located<string>[];
  /** False when the search was cut off. */
  readonly readNamesComplete: boolean;
  readonly workspace: readonly WorkspaceEvidence[];
  readonly listeningPorts: readonly ListeningPort[];
  /** Lines of the root `.gitignore`. */
  readonly ignorePatterns: readonly Located<string>[];
}
