import { ConfigError } from '../errors.ts';
import type { FacetName } from '../model/repository.ts';
import { nearest } from '../nearest.ts';
import { redact } from '../redact.ts';
import { facetLoaders } from '../repository/facets.ts';
import type { Repository } from '../repository/repository.ts';
import { printableJson } from './printable.ts';

/**
 * The typed model as JSON, for other tools and for debugging. Values that look like secrets are redacted.
 *
 * @param facets - Only these; default all.
 * @throws {ConfigError} For a facet that does not exist.
 */
export async function modelJson(repo: Repository, facets?: readonly string[]): Promise<string> {
  const all = Object.keys(facetLoaders).filter((name): name is FacetName => name in facetLoaders);
  for (const name of facets ?? []) {
    if (all.some((known) => known === name)) continue;
    const suggestion = nearest(name, all);
    throw new ConfigError(`There is no part "${name}" of the model.${suggestion ? ` Did you mean "${suggestion}"?` : ''} Known: ${all.join(', ')}.`);
  }
  const chosen = all.filter((name) => !facets || facets.includes(name));
  const loaded: Record<string, unknown> = {};
  for (const name of chosen) loaded[name] = await repo.facet(name);
  const { root: _, ...facts } = repo.facts;
  const model = { schemaVersion: 1, facts, files: repo.files.entries, facets: loaded, diagnostics: repo.diagnostics() };
  return printableJson(JSON.parse(JSON.stringify(model, serializable)));
}

/** Maps become objects, sets arrays; functions are left out by JSON itself. */
function serializable(_key: string, value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([name, entry]) => [String(name), entry]));
  if (value instanceof Set) return [...value];
  return typeof value === 'string' ? redact(value) : value;
}
