import { defineRule, type FileIndex, type InstructionFile, type LastChange, type Location, type RepositoryRule } from '@ten-point/core/rule';
import { guidingFiles, noInstructions } from './guiding-files.ts';

/** A list of fewer folders is no overview. */
const fewest = 3;

export const fresh: RepositoryRule = defineRule({
  id: 'instructions/fresh',
  scope: 'repository',
  severity: 'note',
  preset: 'strict',
  needs: ['instructions', 'history'],
  title: 'Overviews in instructions grow with what they list',
  why: 'An overview that named every package when it was written is believed to do so still. The package that came later is the one that the agent does not know of: it looks elsewhere, or writes a second one. Wrong overviews mislead more than missing ones (arXiv 2602.11988).',
  howToFix: 'Add the folder to the list, or replace the list by a sentence that stays true ("packages live in `packages/`, each with a README").',
  limits:
    'Judged are folders in code spans and links of instruction files at the root, where all folders of one place were named when the file was last committed, three at least. What was renamed or removed since is reported by instructions/paths-exist and instructions/commands-exist. A shallow clone has no history to tell. In 45 public repositories nothing was out of date in this sense, so this is held by its tests only.',
  effort: 'minutes',
  sources: [{ url: 'https://arxiv.org/abs/2602.11988', checked: '2026-11-25', note: 'Overviews do not speed up finding files; what is wrong in them costs.' }],
  messages: {
    grown: '{path} named every folder of {parent} when it was last changed ({date}), and does not name {missing}, which came later; add it.',
  },
  check({ repo, outcome }) {
    const guiding = guidingFiles(repo.instructions());
    if (guiding.length === 0) return outcome.notApplicable(noInstructions);
    let judged = 0;
    for (const file of guiding) {
      const change = repo.history().get(file.path);
      const named = namedFolders(file);
      if (!change || !hasList(named)) continue;
      if (change.state === 'unknown') {
        judged++;
        outcome.unknown(`when ${file.path} was last changed: ${change.reason}`, change.reveal);
        continue;
      }
      for (const { parent, last } of completeLists(change.value, named, repo.files)) {
        judged++;
        const missing = foldersOf(parent, repo.files).filter((folder) => !change.value.directories.includes(folder) && !isNamed(folder, file));
        const place = parent === '' ? 'the root' : `${parent}/`;
        if (missing.length === 0) outcome.pass(`${file.path} names every folder of ${place}`, last);
        else
          outcome.fail('grown', { path: file.path, parent: place, date: change.value.date, missing: missing.join(', ') }, last, {
            confidence: 'medium',
            subject: `${file.path} ${parent}`,
          });
      }
    }
    if (judged === 0) outcome.notApplicable('the instructions list no place folder by folder');
  },
});

/** Folders that are named themselves, with the first place of each: a list comes before the remarks on what it lists. */
function namedFolders(file: InstructionFile): ReadonlyMap<string, Location> {
  const places = file.paths.map(({ path, location }) => [path.replace(/^\.?\//, '').replace(/\/(?:\*\*?\/?)*$/, ''), location] as const);
  return new Map(places.toSorted(([, left], [, right]) => right.range.start.offset - left.range.start.offset));
}

/** Whether enough is named of some place to be a list of it, whatever it held then. */
function hasList(named: ReadonlyMap<string, Location>): boolean {
  const counts = new Map<string, number>();
  for (const folder of named.keys()) if (!isHidden(folder)) counts.set(parentOf(folder), (counts.get(parentOf(folder)) ?? 0) + 1);
  return Math.max(0, ...counts.values()) >= fewest;
}

function parentOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

function isNamed(folder: string, file: InstructionFile): boolean {
  return file.paths.some(({ path }) => `${path.replace(/^\.?\//, '')}/`.startsWith(`${folder}/`));
}

/** Places all of whose folders were named when the file was last changed. */
function completeLists(
  { directories }: LastChange,
  named: ReadonlyMap<string, Location>,
  files: FileIndex,
): readonly { readonly parent: string; readonly last: Location }[] {
  const places = new Map<string, string[]>();
  for (const directory of directories) {
    const parent = parentOf(directory);
    if (!isHidden(directory) && isOwn(directory, files)) places.set(parent, [...(places.get(parent) ?? []), directory]);
  }
  return [...places].flatMap(([parent, folders]) => {
    const locations = folders.flatMap((folder) => named.get(folder) ?? []);
    const last = locations.toSorted((left, right) => left.range.start.offset - right.range.start.offset).at(-1);
    return last && locations.length === folders.length && folders.length >= fewest ? [{ parent, last }] : [];
  });
}

/** Folders directly in a place that hold the repository's own files. */
function foldersOf(parent: string, files: FileIndex): readonly string[] {
  return files
    .children(parent)
    .map((name) => (parent === '' ? name : `${parent}/${name}`))
    .filter((path) => files.hasDirectory(path) && !files.has(path) && !isHidden(path) && isOwn(path, files));
}

function isHidden(path: string): boolean {
  return path.slice(path.lastIndexOf('/') + 1).startsWith('.');
}

/** A folder that is gone was the repository's own: instructions/paths-exist speaks of it. */
function isOwn(directory: string, files: FileIndex): boolean {
  const [first] = files.under(directory);
  return first === undefined || files.role(first) === 'own';
}
