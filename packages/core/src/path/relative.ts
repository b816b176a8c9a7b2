/** The directory of a repository-relative path; empty for the root. */
export function parentOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

/** Last segment of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/**
 * Joins a relative path to a directory of the repository, both with forward slashes.
 *
 * @returns The normalized path (empty for the root itself), or undefined when it is absolute or leaves the repository.
 */
export function joinPath(directory: string, relative: string): string | undefined {
  if (relative.startsWith('/') || /^[A-Za-z]:/.test(relative)) return undefined;
  const segments: string[] = [];
  for (const segment of [...directory.split('/'), ...relative.replaceAll('\\', '/').split('/')]) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.join('/');
}
