import { comparePaths, type RepositorySource } from './source.ts';

/**
 * A source with other texts for some files, and some files more: a repository as it would be.
 *
 * @param texts - Path → text.
 */
export function overlaySource(source: RepositorySource, texts: ReadonlyMap<string, string>): RepositorySource {
  const lastChange = source.lastChange?.bind(source);
  const contentIds = source.contentIds?.bind(source);
  return {
    facts: () => source.facts(),
    async list() {
      const listed = await source.list();
      const known = new Set(listed.map((entry) => entry.path));
      const added = [...texts.keys()].filter((path) => !known.has(path)).map((path) => ({ path, kind: 'file' as const, tracked: false }));
      return [...listed, ...added].sort(comparePaths);
    },
    async read(paths) {
      const below = await source.read(paths.filter((path) => !texts.has(path)));
      return new Map(
        paths.flatMap((path) => {
          const text = texts.get(path);
          if (text !== undefined) return [[path, { state: 'text', path, resolvedPath: path, text, byteSize: Buffer.byteLength(text) }] as const];
          const content = below.get(path);
          return content ? [[path, content] as const] : [];
        }),
      );
    },
    ...(lastChange ? { lastChange } : {}),
    ...(contentIds ? { contentIds: async () => new Map([...(await contentIds())].filter(([path]) => !texts.has(path))) } : {}),
    close: () => source.close(),
  };
}
