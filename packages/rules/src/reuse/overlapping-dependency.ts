import { type ChangedFile, type ChangeRule, type Dependency, defineChangeRule, type Ecosystem } from '@ten-point/core/rule';
import { type ListedDependency, listedDependencies, newDependencies } from '../access/listed-dependencies.ts';
import { dependencyPurposes, requiredBeside } from './dependency-purposes.ts';

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
    'Compared are direct dependencies of one manifest, by a table of packages that are used one instead of the other. What the table does not know is not judged, nor what another package of the workspace uses, nor optional and peer dependencies, nor lists of versions for several packages. A manifest that holds two alternatives already works with both, and is left alone.',
  effort: 'hours',
  sources: [
    {
      url: 'https://docs.github.com/en/code-security/supply-chain-security/understanding-your-software-supply-chain/about-dependency-review',
      checked: '2026-11-24',
    },
  ],
  messages: {
    overlaps:
      '{name} is new and does what {existing} does ({purpose}), which is declared in {path}, line {line}; use {existing}, or take it out in the same change.',
  },
  check({ change, base, head, outcome }) {
    const [before, after] = [listedDependencies(base.tasks()), listedDependencies(head.tasks())];
    const touched = head.tasks().manifests.filter(({ path }) => change.fileAt(path) && head.files.role(path) === 'own');
    if (touched.length === 0) return outcome.notApplicable('the change touches no manifest of dependencies');

    const chosenBefore = before.filter(isChosen);
    // What others brought along before, and is asked for by name now, is a new choice.
    const known = new Set(before.filter(({ dependency }) => dependency.group !== 'indirect').map(packageKey));
    const added = newDependencies(chosenBefore, after.filter(isChosen)).filter((listed) => !known.has(packageKey(listed)));
    let judged = 0;
    const reported = new Set<string>();
    for (const manifest of touched) {
      if (isCatalog(manifest.path) || isCompiled(change.fileAt(manifest.path))) continue;
      const standing = after.filter((listed) => listed.manifest.path === manifest.path && isChosen(listed));
      const had = new Set(chosenBefore.filter(({ manifest: { path } }) => (change.pathAtHead(path) ?? path) === manifest.path).map(packageKey));
      for (const listed of added) {
        if (listed.manifest.path !== manifest.path || reported.has(packageKey(listed))) continue;
        judged++;
        reported.add(packageKey(listed));
        const { name, location } = listed.dependency;
        const overlap = overlapOf(listed, standing, had);
        if (!overlap) {
          outcome.pass(`${name}: nothing that is there is known to do the same`, location);
          continue;
        }
        const { existing, purpose } = overlap;
        outcome.fail('overlaps', { name, existing: existing.name, purpose, path: manifest.path, line: String(existing.location.range.start.line) }, location, {
          subject: `${manifest.path} ${name}`,
          // What tools and tests use need not suit what is shipped.
          confidence: isForDevelopment(existing) === isForDevelopment(listed.dependency) ? 'medium' : 'low',
          related: [{ location: existing.location, message: 'The one that is there.' }],
        });
      }
    }
    if (judged === 0) outcome.pass('no dependency is new');
  },
});

/** Versions for the projects of a solution, each of which says itself what it uses. */
function isCatalog(path: string): boolean {
  return path.endsWith('Directory.Packages.props');
}

/** Written by `pip-compile` or `uv pip compile`: holds what dependencies need, too. */
function isCompiled(file: ChangedFile | undefined): boolean {
  return file?.path.endsWith('.txt') === true && file.after?.state === 'text' && /^\s*# via\b|pip-compile|uv pip compile|uv export/m.test(file.after.text);
}

/** A direct dependency of its package. An optional or peer one is offered to who uses the package, often beside its alternatives. */
function isChosen({ dependency: { group }, ecosystem, manifest }: ListedDependency): boolean {
  // `[workspace.dependencies]` of a root that is no package: each member says itself what it uses.
  if (ecosystem === 'rust' && manifest.name === undefined && manifest.workspaces.length > 0) return false;
  return group === 'production' || group === 'development' || group === 'build';
}

function isForDevelopment({ group }: Dependency): boolean {
  return group !== 'production';
}

/** A dependency that stood in the manifest before, stands there still, and is an alternative to the new one. */
function overlapOf(
  listed: ListedDependency,
  standing: readonly ListedDependency[],
  had: ReadonlySet<string>,
): { readonly existing: Dependency; readonly purpose: string } | undefined {
  const ecosystem = tableOf(listed.ecosystem);
  const name = packageOf(listed);
  const present = new Set(standing.map(packageOf));
  if (requiredBeside[ecosystem]?.[name]?.some((other) => present.has(other))) return undefined;
  for (const { purpose, alternatives } of dependencyPurposes) {
    const families = (alternatives[ecosystem] ?? []).map((family) => family.map((other) => registryName(other, ecosystem)));
    const own = families.find((family) => family.includes(name));
    if (!own) continue;
    const others = families
      .filter((family) => family !== own)
      .flatMap((family) => standing.find((other) => family.includes(packageOf(other)) && had.has(packageKey(other))) ?? []);
    const isThereAlready = own.some((other) => other !== name && had.has(`${ecosystem} ${other}`));
    const [existing] = others;
    // With two of them, or another of its own family, the manifest works with several on purpose.
    if (existing && others.length === 1 && !isThereAlready) return { existing: existing.dependency, purpose };
  }
  return undefined;
}

/** Deno takes its packages from npm. */
function tableOf(ecosystem: Ecosystem): Ecosystem {
  return ecosystem === 'deno' ? 'npm' : ecosystem;
}

function packageKey(listed: ListedDependency): string {
  return `${tableOf(listed.ecosystem)} ${packageOf(listed)}`;
}

/** What the registry calls it: `"date": "npm:dayjs@1"` is `dayjs`. */
function packageOf({ ecosystem, dependency: { name, requirement } }: ListedDependency): string {
  const alias = /^npm:((?:@[^@/]+\/)?[^@/]+)/.exec(requirement)?.[1];
  return registryName(alias ?? name, tableOf(ecosystem));
}

/** One spelling for each package, whatever its registry takes for the same. */
function registryName(name: string, ecosystem: Ecosystem): string {
  switch (ecosystem) {
    case 'python':
      // https://packaging.python.org/en/latest/specifications/name-normalization/
      return name.toLowerCase().replace(/[-_.]+/g, '-');
    case 'rust':
      return name.replaceAll('_', '-');
    case 'go':
      // A new major version is the same module: `…/v2`, `gopkg.in/yaml.v3`.
      return name.replace(/[/.]v\d+$/, '');
    case 'dotnet':
    case 'php':
      return name.toLowerCase();
    default:
      return name;
  }
}
