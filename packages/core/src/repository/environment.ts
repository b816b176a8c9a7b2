import type { Compose } from '../model/compose.ts';
import type { DatabaseUse, Devcontainer, EnvFile, Environment, TestDatabase } from '../model/environment.ts';
import type { TextFile } from '../model/file.ts';
import type { FileIndex } from '../model/repository.ts';
import type { Tasks } from '../model/task.ts';
import { parseCopilotSetup } from '../parse/copilot-setup.ts';
import { type DatabaseConfig, databaseConfig, isDatabaseConfig } from '../parse/database-config.ts';
import { databaseDrivers, databaseOfImage, testDatabaseNote } from '../parse/database-names.ts';
import { isDevcontainerPath, parseDevcontainer } from '../parse/devcontainer.ts';
import { parseEnvFile } from '../parse/env-file.ts';
import { ignoresDirectory, parseGitignore } from '../parse/gitignore.ts';
import { parseProcfile } from '../parse/procfile.ts';
import { isServerConfig, parseServerConfig } from '../parse/server-config.ts';
import { shellHabits } from '../parse/shell-habits.ts';
import { textPositions } from '../parse/text-position.ts';
import { nameOf, parentOf } from '../path/relative.ts';
import type { FacetContext, FacetLoader } from './facet.ts';
import { browserTestServers, narrow, scriptPorts, type WrittenCommand } from './listening-ports.ts';
import { noSources, searchSources } from './source-search.ts';
import { workspaceEvidence } from './workspace-evidence.ts';

const envName = /^\.env(?:\.[\w-]+)*$|^(?:[\w-]+)?\.env$|^(?:example|sample|template)\.env$|^\.dev\.vars(?:\.[\w-]+)*$|^env\.(?:example|sample|template)$/;
const exampleWord = /(?:^|[.-])(?:example|sample|template|dist|schema|defaults?)(?=[.-]|$)/;
const playwrightConfig = /^playwright(?:[.-]\w+)*\.config\.[cm]?[jt]s$/;
/** Applications that a framework is tested with; nobody works in them. */
const testApplication = /(?:^|\/)(?:dummy|tests?|smoke-tests?|integration-tests?)\//i;
const procfileName = /^Procfile(?:\.[\w-]+)?$/;
/** Files of set-up that show how tests get their database. */
const testSetup = /^(?:conftest\.py|(?:jest|vitest)[.-](?:global-?)?setup\.[cm]?[jt]s|global-?setup\.[cm]?[jt]s|test_helper\.rb|rails_helper\.rb)$/i;
/** Files of one kind that are read; more are a hostile tree or a collection. */
const kindLimit = 100;

/** Reads what a checkout's environment is made of: env files, containers, ports, databases, worktree tooling. */
export const loadEnvironment: FacetLoader<Environment> = async (context) => {
  const { files, readTexts, report } = context;
  const chosen = chooseFiles(files);
  const ownFiles = [...Object.values(chosen).flat(), '.gitignore'];
  // Asked for together with what the other facets read.
  const [tasks, compose] = await Promise.all([context.facet('tasks'), context.facet('compose'), readTexts([...ownFiles, ...shellPaths(files)])]);
  const taskFiles = tasks.tasks.filter((task) => files.role(task.location.path) === 'own').map((task) => task.location.path);
  const texts = await readTexts([...ownFiles, ...taskFiles]);
  const parsed = <Value>(paths: readonly string[], read: (path: string, text: string) => Value): Value[] =>
    paths.flatMap((path) => {
      const file = texts.get(path);
      return file ? [read(path, file.text)] : [];
    });

  const devcontainers = parsed(chosen.devcontainers, (path, text): Devcontainer => {
    const { devcontainer, diagnostics } = parseDevcontainer(path, text);
    report(diagnostics);
    return devcontainer;
  });
  const configs = parsed(chosen.databaseConfigs, databaseConfig).flatMap((config) => config ?? []);
  const procfiles = parsed(chosen.procfiles, (path, text) => {
    const { processes, diagnostics } = parseProcfile(path, text);
    report(diagnostics);
    return processes.map(({ name, command }): WrittenCommand => ({ owner: name, command }));
  });

  const databases = databasesOf(compose, tasks, configs, files);
  const listeningPorts = [
    ...scriptPorts([...taskCommands(tasks, files), ...procfiles.flat()], texts),
    ...parsed(chosen.serverConfigs, parseServerConfig).flat(),
  ];
  // A driver among the dependencies makes no application: libraries have them too.
  const usesDatabase = databases.some(({ kind }) => kind !== 'driver');
  const hasApplication = chosen.envFiles.length > 0 || compose.projects.length > 0 || usesDatabase || listeningPorts.length > 0;
  const sources = hasApplication ? await searchSources(context, tasks.manifests) : noSources;
  const [copilotSetup] = parsed(chosen.copilotSetup, parseCopilotSetup);
  const ignorePatterns = parsed(files.has('.gitignore') ? ['.gitignore'] : [], parseGitignore).flat();
  const nested = parsed(chosen.ignore, (path, text): [string, readonly string[]] => [parentOf(path), parseGitignore(path, text).map(({ value }) => value)]);

  return {
    envFiles: parsed(chosen.envFiles, (path, text) => envFile(path, text, files, report)),
    reads: sources.reads,
    search: { files: sources.files, complete: sources.complete },
    devcontainers,
    ...(copilotSetup ? { copilotSetup } : {}),
    workspace: workspaceEvidence(files, chosen.devcontainers, tasks.tasks),
    listeningPorts,
    browserTestServers: parsed(chosen.playwrightConfigs, browserTestServers).flat(),
    databases,
    databaseAddresses: [...configs.flatMap((config) => config.addresses), ...sources.addresses],
    testDatabases: usesDatabase ? await testDatabasesOf(context, tasks, configs, chosen.testSetups) : [],
    ...(await habitsOf(context, tasks, texts)),
    ignorePatterns,
    ignoresDirectory: (directory) =>
      ignoresDirectory(
        ignorePatterns.map(({ value }) => value),
        directory,
      ) || nested.some(([folder, patterns]) => directory.startsWith(`${folder}/`) && ignoresDirectory(patterns, directory.slice(folder.length + 1))),
  };
};

interface ChosenFiles {
  /** Ignore files of folders that agents keep. */
  readonly ignore: readonly string[];
  readonly copilotSetup: readonly string[];
  readonly envFiles: readonly string[];
  readonly devcontainers: readonly string[];
  readonly serverConfigs: readonly string[];
  readonly playwrightConfigs: readonly string[];
  readonly procfiles: readonly string[];
  readonly databaseConfigs: readonly string[];
  readonly testSetups: readonly string[];
}

/** One pass over the listing. */
function chooseFiles(files: FileIndex): ChosenFiles {
  const envFiles: string[] = [];
  const devcontainers: string[] = [];
  const serverConfigs: string[] = [];
  const playwrightConfigs: string[] = [];
  const procfiles: string[] = [];
  const databaseConfigs: string[] = [];
  const testSetups: string[] = [];
  const listOf = (path: string, name: string): string[] | undefined => {
    if (envName.test(name)) return envFiles;
    if (isDevcontainerPath(path)) return devcontainers;
    if (procfileName.test(name)) return procfiles;
    if (isServerConfig(path) && !testApplication.test(path)) return serverConfigs;
    if (playwrightConfig.test(name)) return playwrightConfigs;
    return testSetup.test(name) ? testSetups : undefined;
  };
  for (const { path, kind } of files.entries) {
    if (kind === 'submodule' || kind === 'nested-repository') continue;
    // `application.yml` tells both ports and databases.
    const lists = [listOf(path, nameOf(path)), isDatabaseConfig(path) ? databaseConfigs : undefined];
    for (const list of lists) if (list && list.length < kindLimit && files.role(path) === 'own') list.push(path);
  }
  const ignore = ['.claude/.gitignore', '.gemini/.gitignore', '.cursor/.gitignore'].filter((path) => files.has(path));
  const copilotSetup = ['.github/workflows/copilot-setup-steps.yml', '.github/workflows/copilot-setup-steps.yaml']
    .filter((path) => files.has(path))
    .slice(0, 1);
  return { ignore, copilotSetup, envFiles, devcontainers, serverConfigs, playwrightConfigs, procfiles, databaseConfigs, testSetups };
}

function envFile(path: string, text: string, files: FileIndex, report: FacetContext['report']): EnvFile {
  const name = nameOf(path).replace(/^\.?env\b|\.env$/, '');
  const kind = exampleWord.test(name) || /^(?:example|sample|template)/.test(nameOf(path)) ? 'example' : 'values';
  const { variables, commented, diagnostics } = parseEnvFile(path, text);
  report(diagnostics);
  return {
    path,
    directory: parentOf(path),
    kind,
    tracked: files.get(path)?.tracked ?? true,
    // A name that is commented out in an example tells the reader that the variable exists.
    variables:
      kind === 'values' ? variables : [...variables, ...commented].sort((left, right) => left.location.range.start.offset - right.location.range.start.offset),
  };
}

function taskCommands(tasks: Tasks, files: FileIndex): readonly WrittenCommand[] {
  return tasks.tasks.flatMap(({ name, command, location }) => (command && files.role(location.path) === 'own' ? [{ owner: name, command }] : []));
}

function databasesOf(compose: Compose, tasks: Tasks, configs: readonly DatabaseConfig[], files: FileIndex): readonly DatabaseUse[] {
  const services = compose.projects.flatMap((project) =>
    project.services.flatMap(({ name, image }): DatabaseUse[] => {
      const database = image && databaseOfImage(image.resolved);
      return database && image ? [{ kind: 'compose-service', name: `${database} (service ${name})`, location: image.location }] : [];
    }),
  );
  const drivers = tasks.manifests
    .filter((manifest) => files.role(manifest.path) === 'own' && !/(?:^|\/)tests?\//.test(manifest.path))
    .flatMap((manifest) =>
      manifest.dependencies
        .filter(({ name, group }) => group === 'production' && databaseDrivers.has(name.toLowerCase()))
        .map(({ name, location }): DatabaseUse => ({ kind: 'driver', name, location })),
    );
  return [...services, ...configs.map((config) => config.use), ...drivers];
}

async function testDatabasesOf(
  context: FacetContext,
  tasks: Tasks,
  configs: readonly DatabaseConfig[],
  setups: readonly string[],
): Promise<readonly TestDatabase[]> {
  const found: TestDatabase[] = [];
  for (const manifest of tasks.manifests) {
    if (context.files.role(manifest.path) !== 'own') continue;
    for (const { name, location } of manifest.dependencies) {
      const note = testDatabaseNote(name);
      if (note !== undefined) found.push({ note: `${name}: ${note}`, location });
    }
  }
  for (const { testDatabase } of configs) if (testDatabase) found.push({ note: testDatabase.value, location: testDatabase.location });
  for (const [path, { text }] of await context.readTexts(setups)) {
    const worker =
      /\b(?:JEST_WORKER_ID|VITEST_POOL_ID|VITEST_WORKER_ID|PYTEST_XDIST_WORKER|TEST_ENV_NUMBER|parallelize_setup)\b/.exec(text)?.[0] ??
      /\bworker_id\b/.exec(text)?.[0];
    if (worker) found.push({ note: `${path} keys it by ${worker}` });
  }
  return [...found, ...(await serviceContainers(context))];
}

/** Database service containers of GitHub workflows: https://docs.github.com/actions/tutorials/use-containerized-services */
async function serviceContainers({ facet }: FacetContext): Promise<readonly TestDatabase[]> {
  return (await facet('workflows')).workflows.flatMap((workflow) =>
    workflow.jobs.flatMap((job) =>
      job.containers.flatMap(({ kind, image }): TestDatabase[] => {
        const database = kind === 'service' ? databaseOfImage(image.value) : undefined;
        return database ? [{ note: `job ${job.id} in CI starts ${database} for itself`, location: image.location }] : [];
      }),
    ),
  );
}

/** Folders of scripts and hooks; a script in a folder of its own below them counts too. */
const scriptFolder = /^(?:scripts?|bin|tools?|hack|dev|\.husky|\.githooks|githooks|git-hooks|hooks|\.claude|\.cursor|\.devcontainer)\/(?:[\w.-]+\/){0,2}[^/]+$/;
const shellFile = /\.(?:sh|bash|zsh)$/;
const hookFile = /^(?:\.husky|\.githooks|githooks|git-hooks)\/(?!_\/)[a-z][a-z-]+$/;
const shellFileLimit = 150;

function shellPaths(files: FileIndex): readonly string[] {
  return files.entries
    .map((entry) => entry.path)
    .filter((path) => (hookFile.test(path) || (shellFile.test(path) && (scriptFolder.test(path) || !path.includes('/')))) && files.role(path) === 'own')
    .slice(0, shellFileLimit);
}

/** Looks through tasks, hooks and shell scripts for what breaks with several checkouts. */
async function habitsOf(
  { files, readTexts }: FacetContext,
  tasks: Tasks,
  texts: ReadonlyMap<string, TextFile>,
): Promise<Pick<Environment, 'shellHabits' | 'shellSources'>> {
  const scripts = [...(await readTexts(shellPaths(files))).values()];
  const ofScripts = scripts.flatMap(({ path, text }) => shellHabits(text, textPositions(path, text).location, { owner: path }));
  const commands = tasks.tasks.flatMap(({ name, command, directory, location }) =>
    command && files.role(location.path) === 'own' ? [{ name, command, directory }] : [],
  );
  const ofTasks = commands.flatMap(({ name, command, directory }) =>
    shellHabits(command.value, (start, end) => narrow(command.location, command.value.slice(start, end), texts), { owner: name, directory }),
  );
  return { shellHabits: [...ofScripts, ...ofTasks], shellSources: scripts.length + commands.length };
}
