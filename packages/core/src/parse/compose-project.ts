import type { ComposeName, ComposeProject } from '../model/compose.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { EnvVariable } from '../model/environment.ts';
import type { Located, Location } from '../model/location.ts';
import { joinPath, nameOf, parentOf } from '../path/relative.ts';
import type { ComposeFile, ComposeInclude } from './compose.ts';
import { type ComposeValues, interpolate, type VariableLookup } from './compose-interpolation.ts';
import { type MergeRun, mergeNodes, settle } from './compose-merge.ts';
import { composeName, readNames, readService, textOf } from './compose-service.ts';
import {
  type ComposeEntry,
  type ComposeMap,
  type ComposeNode,
  type ComposeScope,
  composeEntries,
  composeMap,
  composeTree,
  composeValue,
} from './compose-tree.ts';

/** Chains of `extends` and of `include` that are followed. */
const followLimit = 20;
/** Nodes that a merge may touch: `extends` and `include` multiply what a small hostile file says. */
const nodeLimit = 150_000;

/** What a project is made of. */
export interface ComposeInput {
  /** Files that are named together: the base, then its overrides. */
  readonly paths: readonly string[];
  /** Every Compose file that takes part, by path: those named, included and extended. */
  readonly files: ReadonlyMap<string, ComposeFile>;
  /** Env files by path, read as Compose reads them: `.env` of the project's directory, and those of `include`. */
  readonly envFiles?: ReadonlyMap<string, readonly EnvVariable[]>;
}

/** A project and the whole of its model. */
export interface MergedCompose extends ComposeProject {
  /** Every key after merging, each value at its place in the file that set it. */
  readonly model: ComposeMap;
  readonly diagnostics: readonly Diagnostic[];
}

/** Prefixed to the project's containers, networks and volumes: what Compose makes of a name. */
function normalizedProjectName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^-_a-z0-9]/g, '')
    .replace(/^[-_]+/, '');
}

/**
 * Merges Compose files into one project, as Compose does: variables are replaced file by file, then `include` and `extends`
 * of local files are followed, then later files are put over earlier ones, key by key.
 *
 * Sources: https://docs.docker.com/reference/compose-file/merge/, https://docs.docker.com/reference/compose-file/include/
 * (November 2026)
 *
 * @throws Never: cycles, services and files that are not there, and values that do not go together are diagnostics.
 */
export function mergeCompose(input: ComposeInput): MergedCompose {
  const [first = ''] = input.paths;
  const directory = parentOf(first);
  const variables = variablesByName(input.envFiles?.get(inDirectory(directory, '.env')) ?? []);
  const projectName = projectNameOf(input, variables);
  const loader = new ProjectLoader(input);
  const values = valuesOf(variables, undefined, (projectName && normalizedProjectName(projectName.value)) ?? normalizedProjectName(nameOf(directory)));
  const scope = { values, directory };
  const merged = loader.load(input.paths, scope, []);
  const { run } = loader;
  const settled = settle(merged, '', run);
  const model = settled.kind === 'map' ? settled : composeMap([], settled.location);
  const report = (diagnostic: Diagnostic): void => {
    run.diagnostics.push(diagnostic);
  };
  const services = composeEntries(composeValue(model, 'services')).flatMap((entry) => {
    for (const { value } of composeEntries(entry.value)) run.remaining -= value.kind === 'sequence' ? value.items.length : 1;
    return run.remaining < 0 ? [] : (readService(entry, report) ?? []);
  });
  if (run.remaining < 0)
    report({
      path: first,
      severity: 'error',
      code: 'compose-too-large',
      message: `Merging gives more than ${nodeLimit} values; not all of them were merged.`,
    });
  return {
    paths: loader.named,
    directory,
    services,
    names: namesOf(model),
    ...(projectName ? { projectName } : {}),
    activeProfiles: (variables.get('COMPOSE_PROFILES')?.value ?? '').split(',').flatMap((profile) => profile.trim() || []),
    variables: loader.named.flatMap((path) => input.files.get(path)?.variables ?? []),
    model,
    diagnostics: run.diagnostics,
  };
}

/**
 * Local paths that a file refers to: what else must be read before it can be merged.
 *
 * @param directory - Where its relative paths start: its project's directory, by default its own.
 */
export function composeReferences(file: ComposeFile, lookup: VariableLookup, directory: string = parentOf(file.path)): ComposeReferences {
  const local = (written: readonly Located<string>[], from: string): readonly string[] =>
    written.flatMap(({ value }) => localPath(from, interpolate(value, lookup)) ?? []);
  return {
    includes: file.includes.map((include) => {
      const paths = local(include.paths, directory);
      const own = includeDirectory(include, paths, directory, lookup);
      return { paths, directory: own, envFiles: include.envFiles.length > 0 ? local(include.envFiles, directory) : [inDirectory(own, '.env')] };
    }),
    extended: local(file.extendedFiles, directory),
  };
}

/** Paths as they are named in a Compose file, repository-relative; those outside of the repository are left out. */
export interface ComposeReferences {
  readonly includes: readonly { readonly paths: readonly string[]; readonly directory: string; readonly envFiles: readonly string[] }[];
  readonly extended: readonly string[];
}

function includeDirectory(include: ComposeInclude, paths: readonly string[], directory: string, lookup: VariableLookup): string {
  const written = include.projectDirectory && joinPath(directory, interpolate(include.projectDirectory.value, lookup));
  return written ?? parentOf(paths[0] ?? '');
}

function localPath(directory: string, written: string): string | undefined {
  // `oci://…`, `https://…`, `git@…` name files elsewhere.
  if (written === '' || /^[a-z][a-z0-9+.-]*:\/\/|^git@/i.test(written)) return undefined;
  return joinPath(directory, written) || undefined;
}

function inDirectory(directory: string, name: string): string {
  return directory === '' ? name : `${directory}/${name}`;
}

function variablesByName(variables: readonly EnvVariable[]): ReadonlyMap<string, EnvVariable> {
  return new Map(variables.flatMap((variable) => (variable.inherited ? [] : [[variable.name, variable]])));
}

function valuesOf(own: ReadonlyMap<string, EnvVariable>, parent: ComposeValues | undefined, projectName?: string): ComposeValues {
  return {
    lookup: (name) => (name === 'COMPOSE_PROJECT_NAME' && projectName ? projectName : (parent?.lookup(name) ?? own.get(name)?.value)),
    location: (name) => (parent?.lookup(name) === undefined ? own.get(name)?.location : parent.location(name)),
  };
}

/** The env file's before that of the last file that has one: https://docs.docker.com/compose/how-tos/project-name/ */
function projectNameOf({ paths, files }: ComposeInput, variables: ReadonlyMap<string, EnvVariable>): Located<string> | undefined {
  const given = variables.get('COMPOSE_PROJECT_NAME');
  if (given && given.value !== '') return { value: given.value, location: given.location };
  for (const path of paths.toReversed()) {
    const node = files.get(path)?.root?.get('name');
    if (node?.kind !== 'scalar' || node.value === null) continue;
    const value = interpolate(node.text, (name) => variables.get(name)?.value);
    if (value !== '') return { value, location: node.location };
  }
  return undefined;
}

function namesOf(model: ComposeMap): readonly ComposeName[] {
  const project = textOf(composeValue(model, 'name'));
  return [
    ...(project ? [composeName('project', '', project, false)] : []),
    ...readNames('network', composeValue(model, 'networks')),
    ...readNames('volume', composeValue(model, 'volumes')),
  ];
}

/** Sections that an included file brings in; its `name`, and what starts with `x-`, stay its own. */
const includedSections = ['services', 'volumes', 'networks', 'secrets', 'configs', 'models'];

class ProjectLoader {
  readonly named: string[] = [];
  readonly run: MergeRun = { diagnostics: [], remaining: nodeLimit };
  readonly #input: ComposeInput;

  constructor(input: ComposeInput) {
    this.#input = input;
  }

  /** Merges files that are named together; `open` are those that include them. */
  load(paths: readonly string[], scope: ComposeScope, open: readonly string[]): ComposeNode {
    let model: ComposeNode | undefined;
    for (const path of paths) {
      const file = this.#input.files.get(path);
      if (!file) continue;
      if (!this.named.includes(path)) this.named.push(path);
      if (!file.root || this.run.remaining < 0) continue;
      // A file that is included twice by each of twenty that are included twice is read a million times: reading has its price.
      this.run.remaining -= 1 + (file.yaml.text.length >> 4);
      const tree = composeTree(file.yaml, file.root, scope);
      if (tree.kind !== 'map') continue;
      const complete = this.#extend(this.#include(file, tree, scope, [...open, path]), file, scope);
      model = model ? mergeNodes(model, complete, '', this.run) : complete;
    }
    const [first = ''] = paths;
    const start = { line: 1, column: 1, offset: 0 };
    return model ?? composeMap([], { path: first, range: { start, end: start } });
  }

  #include(file: ComposeFile, tree: ComposeMap, scope: ComposeScope, open: readonly string[]): ComposeMap {
    const { includes } = composeReferences(file, scope.values.lookup, scope.directory);
    let result = tree;
    includes.forEach(({ paths, directory, envFiles }, index) => {
      const written = file.includes[index]?.paths ?? [];
      const [first] = paths;
      if (first === undefined) return;
      if (open.includes(first) || open.length > followLimit) {
        this.#report('compose-cycle', `${first} includes itself through ${open.slice(0, 5).join(', ')}.`, written[0]?.location);
        return;
      }
      paths.forEach((path, place) => {
        if (!this.#input.files.has(path)) this.#report('compose-missing-file', `${path} is included, but was not found.`, written[place]?.location, 'warning');
      });
      const own = variablesByName(envFiles.flatMap((path) => this.#input.envFiles?.get(path) ?? []));
      const included = settle(this.load(paths, { values: valuesOf(own, scope.values), directory }, open), '', this.run);
      result = this.#bringIn(included, result);
    });
    return result;
  }

  /** What both define is merged, the including file's on top. */
  #bringIn(included: ComposeNode, into: ComposeMap): ComposeMap {
    const entries = new Map(into.entries);
    for (const section of includedSections) {
      const source = included.kind === 'map' ? included.entries.get(section) : undefined;
      if (source?.value.kind !== 'map') continue;
      const target = entries.get(section);
      const mine = target?.value.kind === 'map' ? target.value : composeMap([], source.value.location);
      const merged = new Map(mine.entries);
      for (const [key, entry] of source.value.entries) {
        const own = merged.get(key);
        if (!own) merged.set(key, entry);
        else if (own.tag === 'merge') merged.set(key, { ...own, value: mergeNodes(entry.value, own.value, `${section}.*`, this.run) });
      }
      entries.set(section, { ...(target ?? source), value: { ...mine, entries: merged } });
    }
    return { ...into, entries };
  }

  /** Follows `extends` of all services of a file. */
  #extend(tree: ComposeMap, file: ComposeFile, scope: ComposeScope): ComposeMap {
    const section = tree.entries.get('services');
    if (section?.value.kind !== 'map') return tree;
    const source: ServiceSource = { path: file.path, services: section.value, scope, done: new Map() };
    const entries = new Map<string, ComposeEntry>();
    for (const [key, entry] of section.value.entries) entries.set(key, { ...entry, value: this.#extended(key, entry, source, []) });
    return { ...tree, entries: new Map(tree.entries).set('services', { ...section, value: { ...section.value, entries } }) };
  }

  #extended(name: string, entry: ComposeEntry, source: ServiceSource, open: readonly string[]): ComposeNode {
    const before = source.done.get(name);
    if (before) return before;
    const service = entry.value;
    const extended = composeValue(service, 'extends');
    const reference = textOf(extended) ?? textOf(composeValue(extended, 'service'));
    if (service.kind !== 'map' || !reference || this.run.remaining < 0) return service;
    const here = `${source.path} ${name}`;
    const without: ComposeMap = { ...service, entries: new Map([...service.entries].filter(([key]) => key !== 'extends')) };
    if (open.includes(here) || open.length > followLimit) {
      this.#report('compose-cycle', `${name} extends itself through ${reference.resolved}.`, reference.location);
      return without;
    }
    const from = this.#sourceOf(extended, source);
    if (from === 'elsewhere') return without;
    const base = from?.services.entries.get(reference.resolved);
    if (!from || !base) {
      const place = from && from !== source ? ` in ${from.path}` : '';
      this.#report('compose-extends', `${name} extends the service ${reference.resolved}, which was not found${place}.`, reference.location);
      source.done.set(name, without);
      return without;
    }
    const value = mergeNodes(this.#extended(reference.resolved, base, from, [...open, here]), without, 'services.*', this.run);
    source.done.set(name, value);
    return value;
  }

  readonly #extendedFiles = new Map<ComposeValues, Map<string, ServiceSource>>();

  /** Where the extended service stands: this file, another one, or one that is not in the repository. */
  #sourceOf(extended: ComposeNode | undefined, source: ServiceSource): ServiceSource | 'elsewhere' | undefined {
    const written = textOf(composeValue(extended, 'file'));
    if (!written) return source;
    const path = localPath(source.scope.directory, written.resolved);
    if (path === undefined) return 'elsewhere';
    const file = this.#input.files.get(path);
    if (!file?.root) return undefined;
    const { values } = source.scope;
    const byPath = this.#extendedFiles.get(values) ?? new Map<string, ServiceSource>();
    this.#extendedFiles.set(values, byPath);
    const known = byPath.get(path);
    if (known) return known;
    this.run.remaining -= 1 + (file.yaml.text.length >> 4);
    const scope = { values, directory: parentOf(path) };
    const services = composeValue(composeTree(file.yaml, file.root, scope), 'services');
    if (services?.kind !== 'map') return undefined;
    const made: ServiceSource = { path, services, scope, done: new Map() };
    byPath.set(path, made);
    return made;
  }

  #report(code: string, message: string, location: Location | undefined, severity: Diagnostic['severity'] = 'error'): void {
    if (location) this.run.diagnostics.push({ path: location.path, range: location.range, severity, code, message });
  }
}

interface ServiceSource {
  readonly path: string;
  readonly services: ComposeMap;
  readonly scope: ComposeScope;
  /** Services whose own `extends` is followed already. */
  readonly done: Map<string, ComposeNode>;
}
