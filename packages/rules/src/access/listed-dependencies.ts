import type { Dependency, Ecosystem, Manifest, Tasks } from '@ten-point/core/rule';

/** A dependency with the manifest that declares it. */
export interface ListedDependency {
  readonly dependency: Dependency;
  readonly ecosystem: Ecosystem;
  readonly manifest: Manifest;
}

/** What the manifests declare, without packages of the repository itself. */
export function listedDependencies({ manifests }: Tasks): readonly ListedDependency[] {
  return manifests.flatMap((manifest) =>
    manifest.dependencies.filter(({ path }) => path === undefined).map((dependency) => ({ ecosystem: manifest.ecosystem, dependency, manifest })),
  );
}

/** What no manifest of the ecosystem declared before: one that moves to another group, manifest or package is known here already. */
export function newDependencies(before: readonly ListedDependency[], after: readonly ListedDependency[]): readonly ListedDependency[] {
  const known = new Set(before.map(keyOf));
  return after.filter((listed) => !known.has(keyOf(listed)));
}

function keyOf({ ecosystem, dependency }: ListedDependency): string {
  return `${ecosystem} ${dependency.name}`;
}
