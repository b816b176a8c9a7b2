import type { FileEntry, FileRole } from '../model/file.ts';
import { nameOf } from '../path/relative.ts';
import type { PathMatcher } from '../pattern/path-pattern.ts';
import type { LinguistAttributes } from './linguist.ts';

const vendoredDirectory = /(?:^|\/)(?:node_modules|vendor|vendored|third[_-]party|3rdparty|bower_components|\.yarn)\/|^externals?\//i;
const fixtureDirectory =
  /(?:^|\/)(?:__fixtures__|fixtures?|testdata|test[_-]data|__mocks__|__snapshots__|corpus|golden|test[_-]fixtures?|test[_-]resources|src\/test\/resources)\//i;
const snapshotFile = /\.snap$|(?:^|\/)tests?\/(?:.*\/)?snapshots?\//i;
/** Data and whole projects that tests work on; the tests themselves are the repository's own. */
const testMaterial =
  /(?:^|\/)(?:tests?|__tests__|spec|e2e)\/(?:.*\/)?(?:cases?|projects?|apps?|test[_-]apps|repos?|data|inputs?|in|out|resources|baselines?|specs)\//i;
const testFile = /^tests?[._-]|[._-](?:tests?|spec)\.[a-z]+$|(?:Tests?|Spec)\.[a-z]+$/;
const exampleDirectory = /(?:^|\/)(?:examples?|samples?|playgrounds?)\/|^(?:apps\/|packages\/)?(?:demos?|tutorials?|cookbook|boilerplates?|starters)\//i;
/** Names below these are packages of a language, such as `com.example` or `org.springframework.samples`. */
const packageRoot = /(?:^|\/)src\/(?:main|test)\/(?:java|kotlin|scala|groovy)\//;

const templateDirectory = /(?:^|\/)templates?\//gi;
/** A template directory that holds one of these holds whole projects, which are examples; others hold pages, charts and pipelines. */
const manifest =
  /^(?:package\.json|pyproject\.toml|setup\.py|requirements\.txt|Cargo\.toml|go\.mod|pom\.xml|build\.gradle(?:\.kts)?|composer\.json|Gemfile|mix\.exs|pubspec\.yaml|.*\.csproj)$/;

/**
 * Says whose practice a path shows: configured paths first, then linguist attributes of the root `.gitattributes`, then
 * well-known folders. `.github/` and dot-directories of agents are always the repository's own.
 *
 * @param entries - Every path: a template directory is known by what it holds.
 * @param attributesOf - What `.gitattributes` says of a path.
 * @param ignored - Paths that the configuration leaves out.
 */
export function fileRoles(entries: readonly FileEntry[], attributesOf: (path: string) => LinguistAttributes, ignored: PathMatcher): (path: string) => FileRole {
  let projectTemplates: ReadonlySet<string> | undefined;
  const isProjectTemplate = (path: string): boolean =>
    templatePrefixes(path).some((prefix) => {
      projectTemplates ??= new Set(entries.flatMap((entry) => (manifest.test(nameOf(entry.path)) ? templatePrefixes(entry.path) : [])));
      return projectTemplates.has(prefix);
    });

  const decide = (path: string): FileRole => {
    if (ignored(path)) return 'ignored';
    // A generated workflow runs all the same.
    if (path.startsWith('.github/')) return 'own';
    const { generated, vendored } = attributesOf(path);
    if (generated) return 'generated';
    if (vendored) return 'vendored';
    if (/^\.[^/]+\//.test(path) && !path.startsWith('.yarn/')) return 'own';
    const packages = packageRoot.exec(path);
    const folders = packages ? path.slice(0, packages.index + packages[0].length) : path;
    if (vendored === undefined && vendoredDirectory.test(folders)) return 'vendored';
    if (fixtureDirectory.test(folders) || snapshotFile.test(path) || (testMaterial.test(folders) && !testFile.test(nameOf(path)))) return 'fixture';
    if (exampleDirectory.test(folders) || isProjectTemplate(path)) return 'example';
    return 'own';
  };

  const cache = new Map<string, FileRole>();
  return (path) => {
    const known = cache.get(path);
    if (known) return known;
    const role = decide(path);
    cache.set(path, role);
    return role;
  };
}

/** `templates/` and every other template directory that a path lies in. */
function templatePrefixes(path: string): string[] {
  return [...path.matchAll(templateDirectory)].map((match) => path.slice(0, match.index + match[0].length));
}
