import { type ChangeRule, type Dependency, defineChangeRule, type Ecosystem, type Manifest, type Tasks } from '@ten-point/core/rule';
import { dependencyPurposes } from './dependency-purposes.ts';

export const overlappingDependency: ChangeRule = defineChangeRule({
  id: 'reuse/overlapping-dependency',
  scope: 'change',
  severity: 'note',
  verdict: 'note',
  needs: ['tasks'],
  title: 'A new dependency does what none of the others does',
  why: 'Two libraries for dates mean two ways to be wrong about a time zone, twice the updates and twice the advisories. Agents reach for the library that they have seen most often, not for the one that is there.',
  howToFix:
    'Use the one that is there. Where the new one shall take its place, take the old one out in the same change, or say in the description when that happens.',
  limits:
    'Compared are direct dependencies of one manifest with a table of packages that are used one instead of the other, in npm, PyPI, Go, Cargo, RubyGems, Packagist, Maven and NuGet. What is in no row of the table is not judged, nor what another package of a workspace uses; a manifest that has two of a row already is left out.',
  effort: 'hours',
  sources: [
    {
      url: 'https://docs.github.com/en/code-security/supply-chain-security/understanding-your-software-supply-chain/about-dependency-review',
      checked: '2026-11-24',
    },
  ],
  messages: {
    overlaps: '{name} is new and does what {existing} does, which is there already ({purpose}); use that one, or take it out.',
  },
  check({ change, base, head, outcome }) {
    const before = manifestsByPath(base.tasks());
    const changed = head.tasks().manifests.filter(({ path }) => change.fileAt(path) !== undefined && head.files.role(path) === 'own');
    let added = 0;
    for (const manifest of changed) {
      const old = before.get(change.fileAt(manifest.path)?.previousPath ?? manifest.path);
      const had = new Set(direct(old).map(({ name }) => name.toLowerCase()));
      for (const { name, location } of direct(manifest)) {
        if (had.has(name.toLowerCase())) continue;
        added++;
        const overlap = overlapOf(name, manifest, had);
        if (overlap)
          outcome.fail('overlaps', { name, existing: overlap.existing.name, purpose: overlap.purpose }, location, {
            subject: `${manifest.path} ${name}`,
            confidence: 'medium',
            related: [{ location: overlap.existing.location, message: 'The one that is there.' }],
          });
        else outcome.pass(`${name}: nothing that is there is known to do the same`, location);
      }
    }
    if (changed.length === 0) outcome.notApplicable('the change touches no manifest of dependencies');
    else if (added === 0) outcome.pass('no dependency is new');
  },
});

function manifestsByPath({ manifests }: Tasks): ReadonlyMap<string, Manifest> {
  return new Map(manifests.map((manifest) => [manifest.path, manifest]));
}

/** What others need is theirs to choose; a local package is no library that was chosen. */
function direct(manifest: Manifest | undefined): readonly Dependency[] {
  return manifest?.dependencies.filter(({ group, path }) => group !== 'indirect' && group !== 'peer' && path === undefined) ?? [];
}

/** A dependency that was there before, is there still, and stands in a row with the new one. */
function overlapOf(name: string, manifest: Manifest, had: ReadonlySet<string>): { readonly existing: Dependency; readonly purpose: string } | undefined {
  for (const { purpose, packages } of purposesOf(name, manifest.ecosystem)) {
    const row = new Set(packages.map((other) => other.toLowerCase()));
    const [existing, another] = direct(manifest).filter((other) => row.has(other.name.toLowerCase()) && had.has(other.name.toLowerCase()));
    // Who has several of a row on purpose supports them: adapters, and tests against each.
    if (another) continue;
    if (existing) return { existing, purpose };
  }
  return undefined;
}

function purposesOf(name: string, ecosystem: Ecosystem): readonly { readonly purpose: string; readonly packages: readonly string[] }[] {
  return dependencyPurposes.flatMap(({ purpose, packages }) => {
    const row = packages[ecosystem === 'deno' ? 'npm' : ecosystem] ?? [];
    return row.some((other) => other.toLowerCase() === name.toLowerCase()) ? [{ purpose, packages: row }] : [];
  });
}
