import { readBelow } from './read-disk.ts';
import { revisionSource } from './revision.ts';
import type { RepositoryFacts } from './source.ts';

/**
 * Which files hold work that the last commit does not. Texts are compared, and line endings do not count: `git status` would
 * run the filters that a repository may set up.
 *
 * @param paths - Repository-relative; those that are not on disk are left out.
 * @returns All of them where nothing is committed, or there is no git to ask.
 * @throws {SourceError} When git cannot read the commit.
 */
export async function uncommittedPaths({ root, commit }: Pick<RepositoryFacts, 'root' | 'commit'>, paths: readonly string[]): Promise<readonly string[]> {
  if (root === undefined) return paths;
  const present = paths.flatMap((path) => {
    const content = readBelow(root, path);
    return content.state === 'unreadable' && content.reason === 'missing' ? [] : [{ path, content }];
  });
  if (commit === undefined || present.length === 0) return present.map(({ path }) => path);
  const source = revisionSource(root, commit);
  try {
    const committed = await source.read(present.map(({ path }) => path));
    return present.flatMap(({ path, content }) => {
      const before = committed.get(path);
      const same = content.state === 'text' && before?.state === 'text' && plain(content.text) === plain(before.text);
      return same ? [] : [path];
    });
  } finally {
    await source.close();
  }
}

function plain(text: string): string {
  return text.replaceAll('\r\n', '\n');
}
