import type { CodeOwnersCoverage, Ownership, OwnershipCounts } from '../model/codeowners.ts';

type Counts = { -readonly [State in keyof OwnershipCounts]: number };

/** Counts the states of paths, for each directory and all above it. */
export function ownershipCoverage(paths: Iterable<string>, ownersOf: (path: string) => Ownership): CodeOwnersCoverage {
  const direct = new Map<string, Counts>();
  for (const path of paths) countsOf(direct, directoryOf(path))[countNames[ownersOf(path).state]]++;
  const directories = new Map<string, Counts>([['', { owned: 0, unOwned: 0, unmatched: 0 }]]);
  for (const [directory, counts] of direct) {
    for (let above = directory; ; above = directoryOf(above)) {
      const sum = countsOf(directories, above);
      sum.owned += counts.owned;
      sum.unOwned += counts.unOwned;
      sum.unmatched += counts.unmatched;
      if (above === '') break;
    }
  }
  return { ...countsOf(directories, ''), directories };
}

const countNames = { owned: 'owned', 'un-owned': 'unOwned', unmatched: 'unmatched' } as const;

function countsOf(directories: Map<string, Counts>, directory: string): Counts {
  const counts = directories.get(directory) ?? { owned: 0, unOwned: 0, unmatched: 0 };
  directories.set(directory, counts);
  return counts;
}

function directoryOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
