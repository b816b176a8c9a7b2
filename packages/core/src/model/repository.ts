import type { AgentSettings } from './agent-settings.ts';
import type { CodeOwners } from './codeowners.ts';
import type { Compose } from './compose.ts';
import type { Credentials } from './credential.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Environment } from './environment.ts';
import type { FileEntry, FileRole } from './file.ts';
import type { Guides } from './guide.ts';
import type { InstructionHistory } from './history.ts';
import type { Instructions } from './instructions.ts';
import type { Protection } from './protection.ts';
import type { HostSettings } from './settings.ts';
import type { Tasks } from './task.ts';
import type { Templates } from './template.ts';
import type { Workflows } from './workflow.ts';

/** The files of the repository, listed once. */
export interface FileIndex {
  readonly entries: readonly FileEntry[];
  /** A file (or link, submodule) of exactly this path. */
  get(path: string): FileEntry | undefined;
  has(path: string): boolean;
  /** A directory that holds at least one listed file; the root (empty string) always is. */
  hasDirectory(path: string): boolean;
  /** Names directly in a directory: files and sub-directories, sorted. */
  children(directory: string): readonly string[];
  /** Paths whose last segment is this name, sorted. Cheap: an index, not a scan. */
  named(name: string): readonly string[];
  /** Paths below a directory, sorted. */
  under(directory: string): readonly string[];
  /** Whose practice a path shows: see {@link FileRole}. */
  role(path: string): FileRole;
}

/** Every facet of the model, by name: what `needs` of a rule may ask for. */
export interface RepositoryFacets {
  readonly instructions: Instructions;
  readonly agentSettings: AgentSettings;
  readonly codeowners: CodeOwners;
  readonly protection: Protection;
  readonly workflows: Workflows;
  readonly tasks: Tasks;
  readonly compose: Compose;
  readonly environment: Environment;
  readonly templates: Templates;
  readonly guides: Guides;
  readonly credentials: Credentials;
  /** When the files that guide every task were last changed, and how the repository looked then. */
  readonly history: InstructionHistory;
  /** What the hosting service says of the repository, beside its files and the protection of its branch. */
  readonly settings: HostSettings;
}

export type FacetName = keyof RepositoryFacets;

/** What a rule sees: the files, and the facets that it named. */
export type RepositoryView<Needs extends FacetName = never> = {
  readonly files: FileIndex;
  /** Diagnostics of the facets that were loaded. */
  diagnosticsOf(path: string): readonly Diagnostic[];
} & { readonly [Name in Needs]: () => RepositoryFacets[Name] };
