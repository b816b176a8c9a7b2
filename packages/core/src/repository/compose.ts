import type { Compose } from '../model/compose.ts';
import type { FileIndex } from '../model/repository.ts';
import { type ParsedComposeFile, parseCompose } from '../parse/compose.ts';
import { nameOf, parentOf } from '../path/relative.ts';
import { composeProject, referencedPaths } from './compose-project.ts';
import type { FacetLoader } from './facet.ts';

const composeName = /^(?:docker-)?compose(?:[._-][\w.-]+)?\.ya?ml$/i;
const overrideName = /^(?:docker-)?compose\.override\.ya?ml$/i;

/** Names that Compose looks for without `-f`, in its order. */
const defaultNames = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];

/** Words in a file's name or folder that say it is not for development. */
const deploymentWord = /(?:^|[._-])(?:prod|production|staging|stage|deploy|deployment|release|swarm|stack|self-?host(?:ed|ing)?|dist)(?=[._-]|$)/i;
const deploymentDirectory =
  /(?:^|\/)(?:prod|production|staging|deploy|deploys|deployment|deployments|self-?host(?:ed|ing)?|infra|infrastructure|terraform|ansible|k8s)\//i;
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
  const leftOut: { path: string; reason: string }[] = [];
  const wanted: string[] = [];
  for (const path of candidates) {
    const reason = reasonToLeaveOut(path, files) ?? (wanted.length >= fileLimit ? `only the first ${fileLimit} Compose files are read` : undefined);
    if (reason) leftOut.push({ path, reason });
    else wanted.push(path);
  }
  const parsed = new Map<string, ParsedComposeFile>();
  let pending: readonly string[] = wanted;
  while (pending.length > 0 && parsed.size < fileLimit * 2) {
    const texts = await readTexts(pending);
    const next = new Set<string>();
    for (const [path, { text }] of texts) {
      const file = parseCompose(path, text);
      parsed.set(path, file);
      report(file.diagnostics);
      for (const target of referencedPaths(file)) if (!parsed.has(target) && !texts.has(target) && files.has(target)) next.add(target);
    }
    pending = [...next];
  }

  const included = new Set([...parsed.values()].flatMap((file) => (file.includes.length > 0 ? referencedPaths(file) : [])));
  const projects = wanted
    .filter((path) => parsed.get(path)?.isCompose)
    .flatMap((path) => {
      const override = overrideOf(path, files);
      // An override is read with its base, a shadowed default name not at all, an included file with the one that includes it.
      if ((overrideName.test(nameOf(path)) && baseOf(path, files)) || isShadowed(path, files) || included.has(path)) return [];
      return [composeProject(override && parsed.has(override) ? [path, override] : [path], parsed)];
    });
  for (const path of wanted) if (isShadowed(path, files)) leftOut.push({ path, reason: 'Compose reads another default file of this folder first' });
  const unreadable = wanted.filter((path) => {
    const file = parsed.get(path);
    return !file || (!file.isCompose && file.diagnostics.some(({ severity }) => severity === 'error'));
  });
  return { projects, leftOut, unreadable };
};

function defaultFile(directory: string, files: FileIndex): string | undefined {
  return defaultNames.map((name) => join(directory, name)).find((path) => files.has(path));
}

function isShadowed(path: string, files: FileIndex): boolean {
  return defaultNames.includes(nameOf(path)) && defaultFile(parentOf(path), files) !== path;
}

function overrideOf(path: string, files: FileIndex): string | undefined {
  if (!defaultNames.includes(nameOf(path))) return undefined;
  return ['compose.override.yaml', 'compose.override.yml', 'docker-compose.override.yaml', 'docker-compose.override.yml']
    .map((name) => join(parentOf(path), name))
    .find((candidate) => files.has(candidate));
}

function baseOf(path: string, files: FileIndex): string | undefined {
  return defaultFile(parentOf(path), files);
}

function join(directory: string, name: string): string {
  return directory === '' ? name : `${directory}/${name}`;
}
