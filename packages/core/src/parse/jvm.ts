import type { Located, Location } from '../model/location.ts';
import type { Dependency, Task } from '../model/task.ts';
import { nameOf, parentOf } from '../path/relative.ts';
import { entriesAt, textAt } from './data-node.ts';
import { type SourceSyntax, type SourceToken, sourceTokens } from './source-tokens.ts';
import type { TaskFile } from './task-file.ts';
import { textPositions } from './text-position.ts';
import { parseToml } from './toml.ts';
import { toolVersions } from './tool-version.ts';
import { childOf, elementsAt, parseXml, textIn, type XmlElement } from './xml.ts';

/** Phases that every Maven build has: https://maven.apache.org/guides/introduction/introduction-to-the-lifecycle.html */
const mavenPhases = ['validate', 'compile', 'test-compile', 'test', 'package', 'integration-test', 'verify', 'install', 'deploy', 'clean', 'site'];

/**
 * Reads a `pom.xml`: Maven's phases, modules, and direct dependencies, those of profiles too. Properties (`${…}`) stay as
 * written, and nothing is inherited from the parent but what the file itself repeats of it.
 *
 * Source: https://maven.apache.org/pom.html (checked 2026-11-25)
 *
 * @throws Never.
 */
export function parsePom(path: string, text: string): TaskFile {
  const { root, diagnostics } = parseXml(path, text);
  const directory = parentOf(path);
  const parent = childOf(root, 'parent');
  const artifact = textIn(root, 'artifactId');
  const groupId = textIn(root, 'groupId') ?? textIn(parent, 'groupId');
  const version = textIn(root, 'version') ?? textIn(parent, 'version');
  const parts = root ? [root, ...elementsAt(root, 'profiles', 'profile')] : [];
  const managed = new Map(
    parts.flatMap((part) => elementsAt(part, 'dependencyManagement', 'dependencies', 'dependency')).map((entry) => [coordinates(entry), entry]),
  );
  const dependencies = parts
    .flatMap((part) => elementsAt(part, 'dependencies', 'dependency'))
    .flatMap((entry): Dependency[] => {
      const name = coordinates(entry);
      if (name === undefined) return [];
      const scope = (textIn(entry, 'scope') ?? textIn(managed.get(name), 'scope'))?.value;
      const group = scope === 'test' ? 'development' : textIn(entry, 'optional')?.value === 'true' ? 'optional' : 'production';
      return [{ name, requirement: (textIn(entry, 'version') ?? textIn(managed.get(name), 'version'))?.value ?? '', group, location: entry.location }];
    });
  const properties = childOf(root, 'properties');
  const java = ['maven.compiler.release', 'java.version', 'maven.compiler.source'].flatMap((key) => textIn(properties, key) ?? []);
  const start: Location = { path, range: textPositions(path, text).range(0, Math.min(text.length, 1)) };
  return {
    manifest: {
      ecosystem: 'jvm',
      path,
      directory,
      ...(artifact ? { name: groupId ? `${groupId.value}:${artifact.value}` : artifact.value } : {}),
      ...(version ? { version: version.value } : {}),
      dependencies,
      workspaces: parts.flatMap((part) => elementsAt(part, 'modules', 'module')).map(({ text: value, location }) => ({ value, location })),
      toolchain: toolVersions('java', java[0]),
    },
    tasks: mavenPhases.map((name): Task => ({ runner: 'maven', name, dependencies: [], directory, location: root?.location ?? start })),
    diagnostics,
  };
}

function coordinates(dependency: XmlElement): string | undefined {
  const group = textIn(dependency, 'groupId');
  const artifact = textIn(dependency, 'artifactId');
  return group && artifact ? `${group.value}:${artifact.value}` : undefined;
}

const gradleSyntax: SourceSyntax = { lineComment: '//', blockComments: true, quotes: '"\'', interpolation: ['$'] };

/**
 * Reads a `settings.gradle` or `settings.gradle.kts`: the name of the build, projects and builds that it includes by
 * literals. A project's directory is taken from its path (`:server:api` is `server/api`); what a script computes, or
 * moves by `projectDir`, is not seen.
 *
 * Source: https://docs.gradle.org/current/userguide/multi_project_builds.html (checked 2026-11-25)
 *
 * @throws Never.
 */
export function parseGradleSettings(path: string, text: string): TaskFile {
  const positions = textPositions(path, text);
  const tokens = sourceTokens(text, gradleSyntax);
  const members: Located<string>[] = [];
  let name: string | undefined;
  for (const [index, token] of tokens.entries()) {
    const [next, afterNext, last] = tokens.slice(index + 1, index + 4);
    if (token.kind !== 'word') continue;
    if (token.value === 'rootProject' && next?.value === '.' && afterNext?.value === 'name') {
      const value = last?.value === '=' ? tokens[index + 4] : last;
      if (value?.kind === 'string' && !value.isComputed) name ??= value.value;
    } else if (token.value === 'include' || token.value === 'includeBuild') {
      for (const argument of literalArguments(tokens, index + 1)) {
        const directory = token.value === 'include' ? argument.value.replace(/^:/, '').replaceAll(':', '/') : argument.value;
        members.push({ value: directory, location: positions.location(argument.start + 1, argument.end - 1) });
      }
    }
  }
  return {
    workspace: { ecosystem: 'jvm', path, directory: parentOf(path), ...(name === undefined ? {} : { name }), members, toolchain: [] },
    tasks: [],
    diagnostics: [],
  };
}

/** The strings of a call's list of arguments, with or without brackets. */
function literalArguments(tokens: readonly SourceToken[], from: number): readonly SourceToken[] {
  const found: SourceToken[] = [];
  let expected = true;
  for (let index = tokens[from]?.value === '(' ? from + 1 : from; index < tokens.length; index++) {
    const token = tokens[index];
    if (token?.kind === 'string' && expected) {
      if (!token.isComputed) found.push(token);
    } else if (token?.value !== ',' || expected) break;
    expected = !expected;
  }
  return found;
}

/**
 * Reads a Gradle version catalog (`gradle/libs.versions.toml`): the libraries that builds may name. They are the
 * dependencies of no project by themselves.
 *
 * Source: https://docs.gradle.org/current/userguide/version_catalogs.html (checked 2026-11-25)
 *
 * @throws Never.
 */
export function parseGradleCatalog(path: string, text: string): TaskFile {
  const { root, diagnostics } = parseToml(path, text);
  const entries = entriesAt(root, 'libraries').flatMap((entry): Dependency[] => {
    const [group, artifact, short] = (textAt(entry.value)?.value ?? '').split(':');
    const module = textAt(entry.value, 'module')?.value;
    const parts = [textAt(entry.value, 'group')?.value ?? group, textAt(entry.value, 'name')?.value ?? artifact];
    const reference = textAt(entry.value, 'version', 'ref')?.value;
    const version = reference === undefined ? textAt(entry.value, 'version') : textAt(root, 'versions', reference);
    const name = module ?? (parts.every((part) => part !== undefined && part !== '') ? parts.join(':') : undefined);
    return name === undefined ? [] : [{ name, requirement: version?.value ?? short ?? '', group: 'production', location: entry.keyLocation }];
  });
  return { tasks: [], catalogs: [{ name: nameOf(path).replace(/\.versions\.toml$/, ''), entries }], diagnostics };
}

/** Reads a Gradle build script: tasks with a literal name. Plugins add others, so the file is always open. Never throws. */
export function parseGradle(path: string, text: string): TaskFile {
  const positions = textPositions(path, text);
  const directory = parentOf(path);
  const tasks: Task[] = [];
  const declared = /\b(?:tasks?\s*\.\s*(?:register|create)|val\s+(\w+)\s+by\s+tasks\.\w+|task)\s*(?:<[\w.]+>)?\s*\(?\s*(?:["'](\w[\w-]*)["']|(\w[\w-]*))?/g;
  for (const match of text.matchAll(declared)) {
    const name = match[1] ?? match[2] ?? match[3];
    if (name === undefined) continue;
    const start = match.index + match[0].lastIndexOf(name);
    tasks.push({ runner: 'gradle', name, dependencies: [], directory, location: positions.location(start, start + name.length) });
  }
  const dependencies: Dependency[] = [];
  for (const match of text.matchAll(
    /\b(\w*[iI]mplementation|api|compileOnly|runtimeOnly|annotationProcessor)\s*\(?\s*["']([\w.-]+:[\w.-]+)(?::([\w.$+{}-]+))?["']/g,
  )) {
    dependencies.push({
      name: match[2] ?? '',
      requirement: match[3] ?? '',
      group: /^test/i.test(match[1] ?? '') ? 'development' : 'production',
      location: positions.location(match.index, match.index + match[0].length),
    });
  }
  return {
    manifest: { ecosystem: 'jvm', path, directory, dependencies, workspaces: [], toolchain: [] },
    tasks,
    open: 'Gradle plugins define tasks',
    diagnostics: [],
  };
}
