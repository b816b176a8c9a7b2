import type { FileEntry, FileRole } from '../model/file.ts';
import { nameOf } from '../path/relative.ts';
import type { PathMatcher } from '../pattern/path-pattern.ts';
import type { LinguistAttributes } from './linguist.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const vendoredNames = words('node_modules vendor vendored third_party third-party 3rdparty bower_components .yarn');
const vendoredAtRoot = words('external externals');
const fixtureNames = words(
  '__fixtures__ fixture fixtures testdata test_data test-data __mocks__ __snapshots__ corpus golden test_fixtures test-fixtures test_fixture test-fixture test_resources test-resources test_applications test-applications test_projects test-projects',
);
const testNames = words('test tests __tests__ spec e2e');
/** Data and whole projects that tests work on; the tests themselves are the repository's own. */
const testMaterialNames = words(
  'case cases project projects app apps test_apps test-apps repo repos data input inputs in out resources baseline baselines specs',
);
const snapshotNames = words('snapshot snapshots');
const exampleNames = words('example examples sample samples playground playgrounds');
const exampleAtRoot = words('demo demos tutorial tutorials cookbook boilerplate boilerplates starters');
const workspaceNames = words('apps packages');
const templateNames = words('template templates');
const sourceSetNames = words('main test');
const languageNames = words('java kotlin scala groovy');

const testFile = /^tests?[._-]|[._-](?:tests?|spec)\.[a-z]+$|(?:Tests?|Spec)\.[a-z]+$/;
/** A template directory that holds one of these holds whole projects, which are examples; others hold pages, charts and pipelines. */
const manifest =
  /^(?:package\.json|pyproject\.toml|setup\.py|requirements\.txt|Cargo\.toml|go\.mod|pom\.xml|build\.gradle(?:\.kts)?|composer\.json|Gemfile|mix\.exs|pubspec\.yaml|.*\.csproj)$/;

/** What the name of a directory and of those above it says of the files in it. */
interface DirectoryTraits {
  readonly vendored: boolean;
  readonly fixture: boolean;
  readonly snapshots: boolean;
  readonly testMaterial: boolean;
  readonly example: boolean;
  /** Itself and those above that are called `templates`. */
  readonly templates: readonly string[];
}

/**
 * Says whose practice a path shows: configured paths first, then linguist attributes of the root `.gitattributes`, then
 * well-known folders. `.github/` and dot-directories of agents are always the repository's own.
 *
 * @param entries - Every path: a template directory is known by what it holds.
 * @param attributesOf - What `.gitattributes` says of a path.
 * @param ignored - Paths that the configuration leaves out.
 */
export function fileRoles(entries: readonly FileEntry[], attributesOf: (path: string) => LinguistAttributes, ignored: PathMatcher): (path: string) => FileRole {
  const traits = new Map<string, DirectoryTraits>();
  const traitsOf = (path: string): DirectoryTraits => {
    const directory = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    let known = traits.get(directory);
    if (!known) {
      known = directoryTraits(directory);
      traits.set(directory, known);
    }
    return known;
  };
  let projectTemplates: ReadonlySet<string> | undefined;
  const isProjectTemplate = (directory: string): boolean => {
    projectTemplates ??= new Set(entries.flatMap(({ path }) => (manifest.test(nameOf(path)) ? traitsOf(path).templates : [])));
    return projectTemplates.has(directory);
  };

  const decide = (path: string): FileRole => {
    if (ignored(path)) return 'ignored';
    // A generated workflow runs all the same.
    if (path.startsWith('.github/')) return 'own';
    const { generated, vendored } = attributesOf(path);
    if (generated) return 'generated';
    if (vendored) return 'vendored';
    if (path.startsWith('.') && path.includes('/') && !path.startsWith('.yarn/')) return 'own';
    const folder = traitsOf(path);
    if (vendored === undefined && folder.vendored) return 'vendored';
    if (folder.fixture || folder.snapshots || path.endsWith('.snap') || (folder.testMaterial && !testFile.test(nameOf(path)))) return 'fixture';
    if (folder.example || folder.templates.some(isProjectTemplate)) return 'example';
    return 'own';
  };

  const cache = new Map<string, FileRole>();
  return (path) => {
    let role = cache.get(path);
    if (!role) {
      role = decide(path);
      cache.set(path, role);
    }
    return role;
  };
}

function directoryTraits(directory: string): DirectoryTraits {
  const written = directory.split('/');
  const names = written.map((name) => name.toLowerCase());
  let [vendored, fixture, snapshots, testMaterial, example, inTests] = [false, false, false, false, false, false];
  const templates: string[] = [];
  for (const [depth, name] of names.entries()) {
    const [first, second] = [names[depth - 2], names[depth - 1]];
    // Below it stand packages of a language, such as `com.example` or `org.springframework.samples`.
    if (first === 'src' && sourceSetNames.has(second ?? '') && languageNames.has(name)) break;
    const isTop = depth === 0;
    vendored ||= vendoredNames.has(name) || (isTop && vendoredAtRoot.has(name));
    fixture ||= fixtureNames.has(name) || (first === 'src' && second === 'test' && name === 'resources');
    snapshots ||= inTests && snapshotNames.has(name);
    testMaterial ||= inTests && testMaterialNames.has(name);
    example ||= exampleNames.has(name) || (exampleAtRoot.has(name) && (isTop || (depth === 1 && workspaceNames.has(second ?? ''))));
    if (templateNames.has(name)) templates.push(written.slice(0, depth + 1).join('/'));
    inTests ||= testNames.has(name);
  }
  return { vendored, fixture, snapshots, testMaterial, example, templates };
}
