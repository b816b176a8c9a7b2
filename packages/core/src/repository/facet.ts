import type { Host } from '../github/host.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { FileContent, TextFile } from '../model/file.ts';
import type { LastChange } from '../model/history.ts';
import type { Knowledge } from '../model/knowledge.ts';
import type { FacetName, FileIndex, RepositoryFacets } from '../model/repository.ts';
import type { RepositoryFacts } from '../sources/source.ts';

/** What the loader of a facet works with. Every file is read and decoded once for a run, whoever asks. */
export interface FacetContext {
  readonly files: FileIndex;
  readonly facts: RepositoryFacts;
  /** The service that hosts the repository: what files cannot say. */
  readonly host: Host;
  /** Reads several files in one go; ask for all at once, a remote source answers in batches. */
  read(paths: Iterable<string>): Promise<ReadonlyMap<string, FileContent>>;
  /**
   * Reads files that should be text. What is not (binary, too large, unreadable) is left out of the answer and reported
   * as a diagnostic with its place; a path that is not there is only left out.
   */
  readTexts(paths: Iterable<string>): Promise<ReadonlyMap<string, TextFile>>;
  /** When a file was last changed. */
  lastChange(path: string): Promise<Knowledge<LastChange>>;
  /** Another facet, loaded once. A facet must not need itself, directly or through others. */
  facet<Name extends FacetName>(name: Name): Promise<RepositoryFacets[Name]>;
  report(diagnostics: Iterable<Diagnostic>): void;
}

export type FacetLoader<Value> = (context: FacetContext) => Promise<Value>;
