import type { DatabaseAddress, EnvironmentRead } from '../model/environment.ts';
import type { FileIndex } from '../model/repository.ts';
import type { Ecosystem, Manifest } from '../model/task.ts';
import { databaseAddresses } from '../parse/database-address.ts';
import { mayNameVariables, readEnvironmentNames } from '../parse/source-reads.ts';
import { textPositions } from '../parse/text-position.ts';
import { nameOf } from '../path/relative.ts';
import type { FacetContext } from './facet.ts';

/** Source files that are read, and characters of them: what keeps a repository of 50,000 files quick. */
const fileLimit = 300;
const characterLimit = 3_000_000;
const batch = 150;
/** A longer file is generated or data. */
const longestFile = 200_000;

const extensions: Readonly<Record<Ecosystem, readonly string[]>> = {
  npm: ['ts', 'tsx', 'js', 'jsx', 'mjs', 'cjs', 'mts', 'cts', 'vue', 'svelte'],
  deno: ['ts', 'tsx', 'js', 'jsx', 'mjs', 'mts'],
  python: ['py'],
  rust: ['rs'],
  go: ['go'],
  php: ['php'],
  ruby: ['rb'],
  jvm: ['java', 'kt'],
  dotnet: ['cs'],
  elixir: ['ex', 'exs'],
  swift: ['swift'],
};

/** Tests, tools and documents do not show what the application needs. */
const besides =
  /(?:^|\/)(?:tests?|__tests__|specs?|e2e|integration|bench(?:mark)?s?|docs?|documentation|website|scripts?|tools?|tooling|hack|ci|build|\.[^/]+|migrations?|evals?|stories|locales?|create-[\w-]+|[\w-]*stubs?|dummy)\/|[._-](?:test|spec|bench|stories|d)\.[a-z]+$|(?:^|\/)(?:test_|conftest)[^/]*\.py$|_test\.go$|\.config\.[cm]?[jt]s$/i;

/** Files that by their name speak of configuration come first: the search may be cut off. */
const likely = /(?:^|[._/-])(?:env|config|configuration|settings|constants|database|db|server|app|main|index|application|environment)[^/]*$/i;

export interface SourceFacts {
  readonly reads: readonly EnvironmentRead[];
  readonly addresses: readonly DatabaseAddress[];
  readonly files: number;
  readonly complete: boolean;
}

/** What stands for a repository in which nothing runs that could need them: libraries are not searched. */
export const noSources: SourceFacts = { reads: [], addresses: [], files: 0, complete: true };

/**
 * Looks through the repository's own sources, in the languages of its manifests, for environment variables and database
 * addresses. Bounded: likely files first, then those nearest to the root.
 */
export async function searchSources({ files, read }: Pick<FacetContext, 'files' | 'read'>, manifests: readonly Manifest[]): Promise<SourceFacts> {
  const candidates = candidatesOf(files, manifests);
  const reads: EnvironmentRead[] = [];
  const addresses: DatabaseAddress[] = [];
  let characters = 0;
  let seen = 0;
  for (let from = 0; from < Math.min(candidates.length, fileLimit) && characters < characterLimit; from += batch) {
    const chosen = candidates.slice(from, Math.min(from + batch, fileLimit));
    for (const [path, content] of await read(chosen)) {
      seen++;
      // Sources that are no text, or too long to be hand-written, are no configuration: nothing to report.
      if (content.state !== 'text' || content.text.length > longestFile) continue;
      characters += content.text.length;
      const { text } = content;
      if (!mayNameVariables(text) && !text.includes('://')) continue;
      const positions = textPositions(path, text);
      reads.push(...readEnvironmentNames(path, text, positions));
      addresses.push(...databaseAddresses(path, text, positions));
    }
  }
  return { reads, addresses, files: seen, complete: seen >= candidates.length };
}

function candidatesOf(files: FileIndex, manifests: readonly Manifest[]): readonly string[] {
  const wanted = new Set(manifests.flatMap((manifest) => (files.role(manifest.path) === 'own' ? extensions[manifest.ecosystem] : [])));
  if (wanted.size === 0) return [];
  const paths: { path: string; rank: number }[] = [];
  for (const { path, kind } of files.entries) {
    const name = nameOf(path);
    const dot = name.lastIndexOf('.');
    if (dot <= 0 || !wanted.has(name.slice(dot + 1)) || (kind !== 'file' && kind !== 'executable')) continue;
    if (besides.test(path) || files.role(path) !== 'own') continue;
    paths.push({ path, rank: (likely.test(name) ? 0 : 100) + path.split('/').length });
  }
  return paths.sort((left, right) => left.rank - right.rank || (left.path < right.path ? -1 : 1)).map(({ path }) => path);
}
