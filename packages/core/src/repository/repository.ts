import { type Host, silentHost } from '../github/host.ts';
import type { Configuration } from '../model/configuration.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { FileContent, TextFile } from '../model/file.ts';
import type { FacetName, FileIndex, RepositoryFacets } from '../model/repository.ts';
import { compileGlobs } from '../pattern/glob.ts';
import type { RepositoryFacts, RepositorySource } from '../sources/source.ts';
import type { FacetContext } from './facet.ts';
import { facetLoaders } from './facets.ts';
import { fileIndex } from './file-index.ts';
import { fileRoles } from './file-roles.ts';
import { linguistAttributes } from './linguist.ts';

/** The typed model of one repository: facts, files, configuration, and facets that are loaded when they are asked for. */
export interface Repository {
  readonly facts: RepositoryFacts;
  readonly files: FileIndex;
  readonly configuration: Configuration;
  /** Loads a facet, once. */
  facet<Name extends FacetName>(name: Name): Promise<RepositoryFacets[Name]>;
  /** Reads files of any kind, through the same cache as the facets. */
  read(paths: Iterable<string>): Promise<ReadonlyMap<string, FileContent>>;
  /** Reads text files through the same cache as the facets. */
  readTexts(paths: Iterable<string>): Promise<ReadonlyMap<string, TextFile>>;
  /**
   * Reads text files one after the other and keeps none, for scans of whole repositories. What cannot be read as text is left out.
   *
   * @param visit - Called in the order of the paths.
   */
  visitTexts(paths: readonly string[], visit: (file: TextFile) => void): Promise<void>;
  /** See {@link RepositorySource.contentIds}. */
  contentIds(): Promise<ReadonlyMap<string, string>>;
  /** Everything that could not be read as meant, of what was loaded so far: sorted by path and place. */
  diagnostics(): readonly Diagnostic[];
  /** Text files that were read so far, sorted. */
  filesRead(): readonly string[];
  close(): Promise<void>;
}

/** Files that are held at a time when a whole repository is looked through. */
const visitedAtOnce = 400;

/** Problems that are listed of one file: a file of garbage has one on every line. */
const diagnosticLimit = 200;

/**
 * Builds the model over a source.
 *
 * @param source - Where the bytes come from; closed by `close()` of the result.
 * @param configuration - What holds for this run.
 * @param host - The service that hosts the repository; without it settings are unknown.
 */
export async function createRepository(
  source: RepositorySource,
  configuration: Configuration,
  host: Host = silentHost({ kind: 'not-asked', message: 'it was not asked' }),
): Promise<Repository> {
  const [facts, entries] = await Promise.all([source.facts(), source.list()]);
  const cache = new Map<string, FileContent>();
  const diagnostics: Diagnostic[] = [];
  const reported = new Set<string>();
  const countByPath = new Map<string, number>();
  const report = (found: Iterable<Diagnostic>): void => {
    for (const diagnostic of found) {
      const key = `${diagnostic.path} ${diagnostic.range?.start.offset ?? -1} ${diagnostic.code} ${diagnostic.message}`;
      if (reported.has(key)) continue;
      const count = countByPath.get(diagnostic.path) ?? 0;
      if (count > diagnosticLimit) continue;
      reported.add(key);
      countByPath.set(diagnostic.path, count + 1);
      const { path } = diagnostic;
      if (count < diagnosticLimit) diagnostics.push(diagnostic);
      else
        diagnostics.push({
          path,
          severity: 'warning',
          code: 'more-problems',
          message: `The file has more than ${diagnosticLimit} problems; the others are not listed.`,
        });
    }
  };

  // By path, from the moment that it is asked for: facets that load at the same time share one reading.
  const reading = new Map<string, Promise<void>>();
  const readFresh = async (paths: readonly string[]): Promise<void> => {
    for (const [path, content] of await source.read(paths)) cache.set(path, content);
  };
  const read = async (paths: Iterable<string>): Promise<ReadonlyMap<string, FileContent>> => {
    const wanted = [...new Set(paths)];
    const fresh = wanted.filter((path) => !reading.has(path));
    if (fresh.length > 0) {
      const batch = readFresh(fresh);
      for (const path of fresh) reading.set(path, batch);
    }
    await Promise.all(new Set(wanted.map((path) => reading.get(path))));
    return new Map(wanted.flatMap((path): [string, FileContent][] => (cache.has(path) ? [[path, cache.get(path) as FileContent]] : [])));
  };

  const readTexts = async (paths: Iterable<string>): Promise<ReadonlyMap<string, TextFile>> => {
    const texts = new Map<string, TextFile>();
    for (const [path, content] of await read(paths)) {
      if (content.state === 'text') texts.set(path, content);
      else report(describeUnread(content));
    }
    return texts;
  };

  const attributes = (await read(entries.some((entry) => entry.path === '.gitattributes') ? ['.gitattributes'] : [])).get('.gitattributes');
  const attributesOf = attributes?.state === 'text' ? linguistAttributes(attributes.text) : () => ({});
  const files = fileIndex(entries, fileRoles(entries, attributesOf, compileGlobs(configuration.ignoredPaths)));

  const loaded = new Map<FacetName, Promise<unknown>>();
  const lastChange: FacetContext['lastChange'] = async (path) =>
    (await source.lastChange?.(path)) ?? { state: 'unknown', reason: 'there is no history to read here', reveal: 'Run in a git clone.' };
  const context: FacetContext = { files, facts, host, read, readTexts, lastChange, report, facet: (name) => facet(name) };
  const facet = <Name extends FacetName>(name: Name): Promise<RepositoryFacets[Name]> => {
    let promise = loaded.get(name) as Promise<RepositoryFacets[Name]> | undefined;
    if (!promise) {
      promise = facetLoaders[name](context);
      loaded.set(name, promise);
    }
    return promise;
  };

  return {
    facts,
    files,
    configuration,
    facet,
    read,
    readTexts,
    async visitTexts(paths, visit) {
      if (paths.length === 0) return;
      const batchAt = (from: number) => source.read(paths.slice(from, from + visitedAtOnce));
      let next = batchAt(0);
      for (let from = 0; from < paths.length; from += visitedAtOnce) {
        const contents = await next;
        // The following files are read while these are looked at.
        if (from + visitedAtOnce < paths.length) {
          next = batchAt(from + visitedAtOnce);
          // Told when it is awaited; where `visit` throws first, nobody awaits it.
          next.catch(() => {});
        }
        for (const content of contents.values()) if (content.state === 'text') visit(content);
      }
    },
    contentIds: async () => (await source.contentIds?.()) ?? new Map(),
    diagnostics: () => [...diagnostics].sort(compareDiagnostics),
    filesRead: () => [...cache.values()].flatMap((content) => (content.state === 'text' ? [content.path] : [])).sort(),
    close: () => source.close(),
  };
}

/** By path, place and message. */
export function compareDiagnostics(left: Diagnostic, right: Diagnostic): number {
  return (
    (left.path < right.path ? -1 : left.path > right.path ? 1 : 0) ||
    (left.range?.start.offset ?? -1) - (right.range?.start.offset ?? -1) ||
    (left.message < right.message ? -1 : 1)
  );
}

function describeUnread(content: Exclude<FileContent, TextFile>): Diagnostic[] {
  const { path } = content;
  switch (content.state) {
    case 'binary':
      return [{ path, severity: 'warning', code: 'file-binary', message: 'The file is binary, where text is expected; it was not read.' }];
    case 'too-large':
      return [
        {
          path,
          severity: 'warning',
          code: 'file-too-large',
          message: `The file has ${content.byteSize} bytes, more than the ${content.limit} that are read; it was not read.`,
        },
      ];
    case 'unreadable':
      switch (content.reason) {
        case 'missing':
        case 'directory':
          return [];
        case 'outside-repository':
          return [
            { path, severity: 'warning', code: 'link-outside-repository', message: 'The symbolic link leads out of the repository; it was not followed.' },
          ];
        case 'link-loop':
          return [{ path, severity: 'warning', code: 'link-loop', message: 'The symbolic link leads to itself; it was not followed.' }];
        case 'not-checked-out':
          return [
            {
              path,
              severity: 'warning',
              code: 'file-not-checked-out',
              message: 'The file is tracked but not in this checkout (sparse or partial); it was not read.',
            },
          ];
        case 'permission':
          return [{ path, severity: 'warning', code: 'file-permission', message: 'The file may not be read by this user.' }];
        case 'not-a-file':
          return [{ path, severity: 'warning', code: 'file-special', message: 'The path is a device, pipe or socket; it was not read.' }];
        default:
          return content.reason satisfies never;
      }
    default:
      return content satisfies never;
  }
}
