import type { Compose } from '../model/compose.ts';
import type { EnvVariable } from '../model/environment.ts';
import type { FileIndex } from '../model/repository.ts';
import { type ComposeFile, parseCompose } from '../parse/compose.ts';
import { composeReferences, mergeCompose } from '../parse/compose-project.ts';
import { parseEnvFile } from '../parse/env-file.ts';
import { joinPath, nameOf, parentOf } from '../path/relative.ts';
import type { FacetContext, FacetLoader } from './facet.ts';

const composeName = /^(?:docker-)?compose(?:[._-][\w.-]+)?\.ya?ml$/i;
const overrideName = /^(?:docker-)?compose\.override\.ya?ml$/i;

/**
 * Names that Compose looks for without `-f`, in its order, and those of overrides.
 *
 * Source: https://github.com/compose-spec/compose-go/blob/main/cli/options.go (November 2026); the documentation gives no
 * order for the old names.
 */
const defaultNames = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
const overrideNames = ['compose.override.yml', 'compose.override.yaml', 'docker-compose.override.yml', 'docker-compose.override.yaml'];

/** Words in a file's name or folder that say it is not for development. */
const deploymentWord = /(?:^|[._-])(?:prod|production|staging|stage|deploy|deployment|release|swarm|stack|self-?host(?:ed|ing)?|dist)(?=[._-]|$)/i;
const deploymentDirectory =
  /(?:^|\/)(?:prod|production|staging|deploy|deploys|deployment|deployments|(?:self-?)?hosting|self-?host(?:ed)?|infra|infrastructure|terraform|ansible|k8s)\//i;
const ciWord = /(?:^|[._-])(?:ci|cicd|github|gitlab|buildkite|jenkins|circleci)(?=[._-]|$)/i;
const ciDirectory = /(?:^|\/)(?:\.github|github|ci|\.ci|\.circleci|\.buildkite|buildkite|\.gitlab|jenkins)\//i;
const documentationDirectory = /(?:^|\/)(?:docs?|documentation|website|blog)\//i;

/** Compose files that are parsed; more than this is a collection, and each costs a parse. */
const fileLimit = 150;

/** Why a Compose file does not show how development runs here; undefined when it does. */
function reasonToLeaveOut(path: string, files: FileIndex): string | undefined {
  const role = files.role(path);
  if (role !== 'own') return role === 'ignored' ? 'ignored by the configuration' : `${role} file`;
  const stem = nameOf(path).replace(/\.ya?ml$/i, '');
  if (deploymentWord.test(stem) || deploymentDirectory.test(path)) return 'production or deployment';
  if (ciWord.test(stem) || ciDirectory.test(path)) return 'CI only';
  if (documentationDirectory.test(path)) return 'documentation';
  return undefined;
}

/** Reads the Compose files that development uses, each default file with its override as one project. */
export const loadCompose: FacetLoader<Compose> = async ({ files, readTexts, report }) => {
  const candidates = files.entries.filter((entry) => entry.kind !== 'submodule' && composeName.test(nameOf(entry.path))).map((entry) => entry.path);
  const envFiles = await readEnvFiles(
    [...new Set(candidates.map(parentOf))].map((directory) => join(directory, '.env')).filter((path) => files.has(path)),
    readTexts,
  );
  const chosenByEnv = filesOfEnv(envFiles, files);
  const named = new Set([...chosenByEnv.values()].flat());
  const leftOut: { path: string; reason: string }[] = [];
  const wanted: string[] = [...named];
  for (const path of candidates) {
    if (named.has(path)) continue;
    const reason = reasonToLeaveOut(path, files) ?? (wanted.length >= fileLimit ? `only the first ${fileLimit} Compose files are read` : undefined);
    if (reason) leftOut.push({ path, reason });
    else wanted.push(path);
  }
  wanted.sort();

  const parsed = new Map<string, ComposeFile>();
  const included = new Set<string>();
  let pending = wanted.map((path): Wanted => ({ path, directory: parentOf(path), variables: envFiles.get(join(parentOf(path), '.env')) ?? [] }));
  const seen = new Set<string>();
  while (pending.length > 0 && parsed.size < fileLimit * 2) {
    const texts = await readTexts(pending.flatMap(({ path }) => (parsed.has(path) ? [] : [path])));
    for (const [path, { text }] of texts) {
      const file = parseCompose(path, text);
      parsed.set(path, file);
      report(file.diagnostics);
    }
    const next: Wanted[] = [];
    const nextEnvFiles = new Set<string>();
    for (const { path, directory, variables } of pending) {
      const file = parsed.get(path);
      if (!file || seen.has(`${path} ${directory}`)) continue;
      seen.add(`${path} ${directory}`);
      const references = composeReferences(file, (name) => variables.findLast((variable) => variable.name === name)?.value, directory);
      for (const include of references.includes) {
        for (const target of include.paths) {
          included.add(target);
          if (files.has(target)) next.push({ path: target, directory: include.directory, variables });
        }
        for (const target of include.envFiles) if (!envFiles.has(target) && files.has(target)) nextEnvFiles.add(target);
      }
      for (const target of references.extended) if (files.has(target)) next.push({ path: target, directory: parentOf(target), variables });
    }
    for (const [path, variables] of await readEnvFiles([...nextEnvFiles], readTexts)) envFiles.set(path, variables);
    pending = next.filter(({ path, directory }) => !seen.has(`${path} ${directory}`));
  }

  const projects = wanted
    .filter((path) => parsed.get(path)?.isCompose || chosenByEnv.get(parentOf(path))?.[0] === path)
    .flatMap((path) => {
      const chosen = chosenByEnv.get(parentOf(path));
      if (named.has(path)) return chosen?.[0] === path ? [chosen] : [];
      const override = overrideOf(path, files);
      // An override is read with its base, a shadowed default name not at all, an included file with the one that includes it.
      if ((overrideName.test(nameOf(path)) && baseOf(path, files)) || isShadowed(path, files) || included.has(path)) return [];
      return [override && parsed.has(override) ? [path, override] : [path]];
    })
    .map((paths) => {
      const project = mergeCompose({ paths, files: parsed, envFiles });
      report(project.diagnostics);
      return project;
    });
  for (const path of wanted)
    if (isShadowed(path, files) && !named.has(path)) leftOut.push({ path, reason: 'Compose reads another default file of this folder first' });
  const unreadable = wanted.filter((path) => {
    const file = parsed.get(path);
    return !file || (!file.isCompose && file.diagnostics.some(({ severity }) => severity === 'error'));
  });
  return { projects, leftOut, unreadable };
};

/** A file to read, and what its references depend on. */
interface Wanted {
  readonly path: string;
  readonly directory: string;
  readonly variables: readonly EnvVariable[];
}

async function readEnvFiles(paths: readonly string[], readTexts: FacetContext['readTexts']): Promise<Map<string, readonly EnvVariable[]>> {
  const texts = await readTexts(paths);
  // What is wrong in them, the environment facet says.
  return new Map([...texts].map(([path, { text }]) => [path, parseEnvFile(path, text, 'compose').variables]));
}

/**
 * Files that a `.env` names by COMPOSE_FILE, by its directory: they take the place of the default ones.
 *
 * Source: https://docs.docker.com/compose/how-tos/environment-variables/envvars/#compose_file (November 2026)
 */
function filesOfEnv(envFiles: ReadonlyMap<string, readonly EnvVariable[]>, files: FileIndex): ReadonlyMap<string, readonly string[]> {
  const chosen = new Map<string, readonly string[]>();
  for (const [path, variables] of envFiles) {
    const setTo = (name: string): string => variables.findLast((variable) => variable.name === name)?.value ?? '';
    const list = setTo('COMPOSE_FILE').split(setTo('COMPOSE_PATH_SEPARATOR') || ':');
    const paths = list.flatMap((written) => (written === '' ? [] : (joinPath(parentOf(path), written) ?? []))).filter((target) => files.has(target));
    if (paths.length > 0) chosen.set(parentOf(path), paths);
  }
  return chosen;
}

function defaultFile(directory: string, files: FileIndex): string | undefined {
  return defaultNames.map((name) => join(directory, name)).find((path) => files.has(path));
}

function isShadowed(path: string, files: FileIndex): boolean {
  return defaultNames.includes(nameOf(path)) && defaultFile(parentOf(path), files) !== path;
}

function overrideOf(path: string, files: FileIndex): string | undefined {
  if (!defaultNames.includes(nameOf(path))) return undefined;
  return overrideNames.map((name) => join(parentOf(path), name)).find((candidate) => files.has(candidate));
}

function baseOf(path: string, files: FileIndex): string | undefined {
  return defaultFile(parentOf(path), files);
}

function join(directory: string, name: string): string {
  return directory === '' ? name : `${directory}/${name}`;
}
