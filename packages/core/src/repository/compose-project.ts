import type { ComposeName, ComposeProject, ComposeService } from '../model/compose.ts';
import type { Located } from '../model/location.ts';
import type { ParsedComposeFile, ParsedService } from '../parse/compose.ts';
import { interpolationsOf } from '../parse/compose-interpolation.ts';
import { portVariable } from '../parse/compose-port.ts';
import { joinPath, parentOf } from '../path/relative.ts';

/** Chains of `extends` and of `include` that are followed. */
const followLimit = 20;

/**
 * Merges Compose files into one project, as Compose does: later files win for single values, lists such as `ports` are
 * joined, `!reset` and `!override` replace, `extends` and `include` of local files are followed.
 *
 * Source: https://docs.docker.com/reference/compose-file/merge/
 *
 * @param paths - The file that is asked for, then its overrides.
 * @param parsed - Every Compose file that was read, by path.
 */
export function composeProject(paths: readonly string[], parsed: ReadonlyMap<string, ParsedComposeFile>): ComposeProject {
  const files = withIncludes(paths, parsed);
  const services = new Map<string, ParsedService>();
  for (const file of files) {
    for (const service of file.services) {
      const extended = resolveExtends(file, service, parsed, 0);
      const base = services.get(service.name);
      if (service.tag === 'reset') services.delete(service.name);
      else services.set(service.name, base && service.tag === 'merge' ? mergeServices(base, extended) : extended);
    }
  }
  const first = paths[0] ?? '';
  return {
    paths: files.map((file) => file.path),
    directory: parentOf(first),
    services: [...services.values()].map(finish),
    names: namesOf(files),
    variables: files.flatMap((file) => file.variables),
  };
}

/** Local paths that a file refers to: what else must be read. */
export function referencedPaths(file: ParsedComposeFile): readonly string[] {
  const written = [...file.includes, ...file.services.flatMap((service) => service.extends?.file ?? [])];
  return written.flatMap(({ value }) => localPath(file.path, value) ?? []);
}

function localPath(from: string, written: string): string | undefined {
  // `oci://…`, `https://…`, `git@…` name files elsewhere.
  if (/^[a-z][a-z0-9+.-]*:\/\/|^git@/i.test(written)) return undefined;
  const joined = joinPath(parentOf(from), written);
  return joined === '' ? undefined : joined;
}

function withIncludes(paths: readonly string[], parsed: ReadonlyMap<string, ParsedComposeFile>): readonly ParsedComposeFile[] {
  const ordered: ParsedComposeFile[] = [];
  const seen = new Set<string>();
  const visit = (path: string, depth: number): void => {
    const file = parsed.get(path);
    if (!file || seen.has(path) || depth > followLimit) return;
    seen.add(path);
    ordered.push(file);
    for (const { value } of file.includes) {
      const target = localPath(path, value);
      if (target) visit(target, depth + 1);
    }
  };
  for (const path of paths) visit(path, 0);
  return ordered;
}

function resolveExtends(file: ParsedComposeFile, service: ParsedService, parsed: ReadonlyMap<string, ParsedComposeFile>, depth: number): ParsedService {
  if (!service.extends || depth > followLimit) return service;
  const path = service.extends.file ? localPath(file.path, service.extends.file.value) : file.path;
  const source = path === undefined ? undefined : parsed.get(path);
  const base = source?.services.find((candidate) => candidate.name === service.extends?.service && candidate !== service);
  return source && base ? mergeServices(resolveExtends(source, base, parsed, depth + 1), service) : service;
}

function mergeServices(base: ParsedService, over: ParsedService): ParsedService {
  const image = over.image ?? base.image;
  const containerName = over.containerName ?? base.containerName;
  const networkMode = over.networkMode ?? base.networkMode;
  const profiles = over.profiles ?? base.profiles;
  const items = over.ports.tag === 'merge' ? [...base.ports.items, ...over.ports.items] : over.ports.tag === 'override' ? over.ports.items : [];
  return {
    name: over.name,
    location: base.name === over.name ? base.location : over.location,
    tag: 'merge',
    ...(image ? { image } : {}),
    ports: { tag: 'merge', items },
    ...(containerName ? { containerName } : {}),
    ...(networkMode ? { networkMode } : {}),
    ...(profiles ? { profiles } : {}),
    hostMounts: [...base.hostMounts, ...over.hostMounts],
  };
}

function finish(service: ParsedService): ComposeService {
  const value = (written: Located<string> | 'reset' | undefined): Located<string> | undefined => (written === 'reset' ? undefined : written);
  const containerName = value(service.containerName);
  const networkMode = value(service.networkMode);
  const published = service.ports.items;
  const hostNetwork = networkMode?.value === 'host' ? networkMode.location : undefined;
  return {
    name: service.name,
    location: service.location,
    ...(service.image ? { image: service.image } : {}),
    ports: published.map((port) => ({ ...port, service: service.name, variableName: portVariable(service.name, port.container, published.length === 1) })),
    ...(containerName ? { containerName } : {}),
    ...(hostNetwork ? { hostNetwork } : {}),
    profiles: service.profiles ?? [],
    hostMounts: service.hostMounts,
  };
}

function namesOf(files: readonly ParsedComposeFile[]): readonly ComposeName[] {
  const names = new Map<string, ComposeName>();
  for (const file of files) {
    if (file.projectName) names.set('project', nameOf('project', '', file.projectName, false));
    for (const { kind, key, name, external } of file.resources) {
      const shared = name ?? (external ? { value: key, location: external } : undefined);
      if (shared) names.set(`${kind} ${key}`, nameOf(kind, key, shared, external !== undefined));
    }
  }
  return [...names.values()];
}

function nameOf(subject: ComposeName['subject'], key: string, name: Located<string>, external: boolean): ComposeName {
  return { subject, key, name, interpolated: interpolationsOf(name.value).length > 0, external };
}
