/** Characters within which a list that is separated by NUL shows one: no system allows longer paths. */
const longestPath = 4096;

/**
 * Reads paths one a line, or separated by NUL (`git ls-files -z`, `find -print0`), as they come in.
 *
 * @param chunks - Decoded text, cut anywhere.
 * @returns The paths of each chunk; blank ones are left out.
 */
export async function* pathLists(chunks: AsyncIterable<unknown>): AsyncGenerator<readonly string[]> {
  let separator: '\0' | '\n' | undefined;
  let rest = '';
  for await (const chunk of chunks) {
    rest += String(chunk);
    separator ??= rest.includes('\0') ? '\0' : rest.length > longestPath ? '\n' : undefined;
    if (separator === undefined) continue;
    const paths = rest.split(separator);
    rest = paths.pop() ?? '';
    yield named(paths, separator);
  }
  separator ??= '\n';
  yield named(rest.split(separator), separator);
}

function named(paths: readonly string[], separator: '\0' | '\n'): string[] {
  return (separator === '\n' ? paths.map((path) => path.replace(/\r$/, '')) : paths).filter((path) => path !== '');
}
