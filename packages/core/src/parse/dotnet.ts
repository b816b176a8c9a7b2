import type { Located } from '../model/location.ts';
import type { Dependency } from '../model/task.ts';
import { nameOf, parentOf } from '../path/relative.ts';
import type { TaskFile } from './task-file.ts';
import { textPositions } from './text-position.ts';
import { toolVersions } from './tool-version.ts';
import { elementsAt, parseXml, textIn, type XmlElement } from './xml.ts';

const packageItems: ReadonlySet<string> = new Set(['PackageReference', 'GlobalPackageReference', 'PackageVersion']);

/**
 * Reads a .NET project file (`.csproj`, `.fsproj`, `.vbproj`) or a `.props` file: package references, central versions,
 * projects referred to. MSBuild's conditions, properties and imports are not evaluated: each item counts as written.
 *
 * Source: https://learn.microsoft.com/nuget/consume-packages/package-references-in-project-files,
 * https://learn.microsoft.com/nuget/consume-packages/central-package-management (checked 2026-11-25)
 *
 * @throws Never.
 */
export function parseDotnetProject(path: string, text: string): TaskFile {
  const { root, diagnostics } = parseXml(path, text);
  const property = (...names: readonly string[]): Located<string> | undefined =>
    names.flatMap((name) => elementsAt(root, 'PropertyGroup').flatMap((group) => textIn(group, name) ?? []))[0];
  const items = elementsAt(root, 'ItemGroup').flatMap((group) => group.children);
  const version = property('PackageVersion', 'Version', 'VersionPrefix');
  const frameworks = property('TargetFramework', 'TargetFrameworks');
  return {
    manifest: {
      ecosystem: 'dotnet',
      path,
      directory: parentOf(path),
      name: property('PackageId', 'AssemblyName')?.value ?? nameOf(path).replace(/\.\w+$/, ''),
      ...(version ? { version: version.value } : {}),
      dependencies: items.flatMap(itemDependency),
      workspaces: [],
      toolchain: frameworks
        ? frameworks.value
            .split(';')
            .map((name) => name.trim())
            .flatMap((name) => toolVersions('dotnet', { value: name, location: frameworks.location }))
        : [],
    },
    tasks: [],
    diagnostics,
  };
}

function itemDependency(item: XmlElement): Dependency[] {
  const written = item.attributes.get('Include') ?? item.attributes.get('Update');
  if (!written) return [];
  const setting = (name: string): string | undefined => item.attributes.get(name)?.value ?? textIn(item, name)?.value;
  if (item.name === 'ProjectReference') {
    const file = written.value.replaceAll('\\', '/');
    const project = nameOf(file).replace(/\.\w+$/, '');
    return [{ name: project, requirement: '', group: 'production', path: parentOf(file), location: written.location }];
  }
  if (!packageItems.has(item.name)) return [];
  // Assets that stay private are tools of the build: analyzers, source generators.
  const isPrivate = item.name === 'GlobalPackageReference' || setting('PrivateAssets')?.toLowerCase() === 'all';
  const requirement = setting('Version') ?? setting('VersionOverride') ?? '';
  return [{ name: written.value, requirement, group: isPrivate ? 'development' : 'production', location: written.location }];
}

/**
 * Reads a .NET solution, `.sln` or `.slnx`: the projects in it.
 *
 * Source: https://learn.microsoft.com/visualstudio/extensibility/internals/solution-dot-sln-file,
 * https://learn.microsoft.com/dotnet/core/tools/dotnet-sln (checked 2026-11-25)
 *
 * @throws Never.
 */
export function parseSolution(path: string, text: string): TaskFile {
  const isXml = path.endsWith('.slnx');
  const { root, diagnostics } = isXml ? parseXml(path, text) : { root: undefined, diagnostics: [] };
  const written = isXml ? (root ? projectsBelow(root) : []) : solutionProjects(path, text);
  const members = written.map(({ value, location }) => ({ value: value.replaceAll('\\', '/'), location }));
  return { workspace: { ecosystem: 'dotnet', path, directory: parentOf(path), members, toolchain: [] }, tasks: [], diagnostics };
}

/** Folders hold projects, at any depth. */
function projectsBelow(element: XmlElement): readonly Located<string>[] {
  const found: Located<string>[] = [];
  const waiting = [element];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const path = next.attributes.get('Path');
    if (next.name === 'Project' && path) found.push(path);
    waiting.push(...next.children.toReversed());
  }
  return found;
}

/** `Project("{type}") = "name", "src\App\App.csproj", "{id}"`; folders have no file name with an extension. */
function solutionProjects(path: string, text: string): readonly Located<string>[] {
  const positions = textPositions(path, text);
  const found: Located<string>[] = [];
  let offset = 0;
  for (const line of text.split('\n')) {
    const parts = line.trimStart().startsWith('Project(') ? line.split('"', 7) : [];
    const project = parts[5];
    if (project?.endsWith('proj')) {
      const start = offset + parts.slice(0, 5).join('"').length + 1;
      found.push({ value: project, location: positions.location(start, start + project.length) });
    }
    offset += line.length + 1;
  }
  return found;
}
