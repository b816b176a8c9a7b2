import type { FileIndex } from '../model/repository.ts';

/** Where GitHub looks for community health files, first found wins. https://docs.github.com/en/communities/setting-up-your-project-for-healthy-contributions/creating-a-default-community-health-file */
export const communityDirectories: readonly string[] = ['.github', '', 'docs'];

/** Joins a directory (empty for the root) and a name. */
function inDirectory(directory: string, name: string): string {
  return directory === '' ? name : `${directory}/${name}`;
}

/** Files directly in a directory that are the repository's own. */
export function ownFilesIn(files: FileIndex, directory: string): readonly string[] {
  return files
    .children(directory)
    .map((name) => inDirectory(directory, name))
    .filter((path) => files.has(path) && files.role(path) !== 'ignored');
}

/** Sub-directories of this name, whatever its case. */
export function directoriesNamed(files: FileIndex, parent: string, name: string): readonly string[] {
  return files
    .children(parent)
    .filter((child) => child.toLowerCase() === name)
    .map((child) => inDirectory(parent, child))
    .filter((path) => files.hasDirectory(path));
}
