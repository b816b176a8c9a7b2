import type { Diagnostic } from '../model/diagnostic.ts';
import type { Located, Location } from '../model/location.ts';
import { interpolationsOf } from './compose-interpolation.ts';
import { mapping, type PortMapping, parseShortPort } from './compose-port.ts';
import { parseYaml, type YamlEntry, type YamlFile, type YamlMap, type YamlNode } from './yaml.ts';

/** How a key of an override file treats what the base says: added to it, or put in its place. `!reset` takes it away. */
export type MergeTag = 'merge' | 'reset' | 'override';

export interface ParsedPort extends PortMapping {
  readonly location: Location;
}

export interface ParsedService {
  readonly name: string;
  readonly location: Location;
  readonly tag: MergeTag;
  readonly image?: Located<string>;
  readonly ports: { readonly tag: MergeTag; readonly items: readonly ParsedPort[] };
  readonly containerName?: Located<string> | 'reset';
  readonly networkMode?: Located<string> | 'reset';
  readonly profiles?: readonly string[];
  readonly hostMounts: readonly Located<string>[];
  readonly extends?: { readonly service: string; readonly file?: Located<string> };
}

export interface ParsedResource {
  readonly kind: 'network' | 'volume';
  readonly key: string;
  readonly name?: Located<string>;
  readonly external?: Location;
}

/** One Compose file as written, before it is merged with others. */
export interface ParsedComposeFile {
  readonly path: string;
  readonly projectName?: Located<string>;
  readonly services: readonly ParsedService[];
  readonly resources: readonly ParsedResource[];
  /** Paths, relative to this file, of what it includes. */
  readonly includes: readonly Located<string>[];
  readonly variables: readonly { readonly name: string; readonly hasDefault: boolean; readonly location: Location }[];
  readonly diagnostics: readonly Diagnostic[];
  /** False when it holds neither services nor includes: some other YAML. */
  readonly isCompose: boolean;
}

/** Services of one file that are read; a hostile file may list more. */
const serviceLimit = 2000;

/**
 * Reads one Compose file: services with ports, names and networks, resources, includes, variables.
 *
 * Source: https://docs.docker.com/reference/compose-file/
 *
 * @throws Never: what cannot be read is a diagnostic.
 */
export function parseCompose(path: string, text: string): ParsedComposeFile {
  const file = parseYaml(path, text, { mergeKeys: true });
  const root = file.root?.kind === 'map' ? file.root : undefined;
  const services = mapEntries(root, 'services');
  const includes = includesOf(root?.get('include'));
  const name = located(root?.get('name'));
  return {
    path,
    ...(name ? { projectName: name } : {}),
    services: services.slice(0, serviceLimit).flatMap((entry) => serviceOf(file, entry)),
    resources: [
      ...mapEntries(root, 'networks').flatMap((entry) => resourceOf('network', entry)),
      ...mapEntries(root, 'volumes').flatMap((entry) => resourceOf('volume', entry)),
    ],
    includes,
    variables: root ? variablesOf(root) : [],
    // The parser knows no custom tags; these two are Compose's own.
    diagnostics: file.diagnostics.filter((diagnostic) => !/unresolved tag: !(?:reset|override)\b/i.test(diagnostic.message)),
    isCompose: services.length > 0 || includes.length > 0,
  };
}

function mapEntries(map: YamlMap | undefined, key: string): readonly YamlEntry[] {
  const value = map?.get(key);
  return value?.kind === 'map' ? value.entries : [];
}

function located(node: YamlNode | undefined): Located<string> | undefined {
  return node?.kind === 'scalar' && node.text !== '' && node.value !== null ? { value: node.text, location: node.location } : undefined;
}

function tagOf(file: YamlFile, entry: YamlEntry): MergeTag {
  const after = entry.keyLocation.range.end.offset;
  const tag = /^["']?\s*:\s*!(reset|override)\b/.exec(file.text.slice(after, after + 200))?.[1];
  return tag === 'reset' || tag === 'override' ? tag : 'merge';
}

function serviceOf(file: YamlFile, entry: YamlEntry): ParsedService[] {
  const { key, keyLocation, value } = entry;
  const tag = tagOf(file, entry);
  if (value.kind !== 'map') return tag === 'reset' ? [{ name: key, location: keyLocation, tag, ports: { tag: 'merge', items: [] }, hostMounts: [] }] : [];
  const resettable = (name: string): Located<string> | 'reset' | undefined => {
    const found = value.entry(name);
    return found && tagOf(file, found) === 'reset' ? 'reset' : located(found?.value);
  };
  const ports = value.entry('ports');
  const image = located(value.get('image'));
  const containerName = resettable('container_name');
  const networkMode = resettable('network_mode');
  const profiles = value.get('profiles');
  const extended = extendsOf(value.get('extends'));
  return [
    {
      name: key,
      location: keyLocation,
      tag,
      ...(image ? { image } : {}),
      ports: { tag: ports ? tagOf(file, ports) : 'merge', items: ports?.value.kind === 'sequence' ? ports.value.items.flatMap(portOf) : [] },
      ...(containerName ? { containerName } : {}),
      ...(networkMode ? { networkMode } : {}),
      ...(profiles?.kind === 'sequence' ? { profiles: profiles.items.flatMap((item) => located(item)?.value ?? []) } : {}),
      hostMounts: hostMountsOf(value.get('volumes')),
      ...(extended ? { extends: extended } : {}),
    },
  ];
}

function portOf(node: YamlNode): ParsedPort[] {
  if (node.kind === 'scalar') {
    const port = parseShortPort(node.text.trim());
    return port ? [{ ...port, location: node.location }] : [];
  }
  if (node.kind !== 'map') return [];
  const published = node.get('published');
  const target = located(node.get('target'))?.value ?? '';
  const port = mapping(located(node.get('host_ip'))?.value ?? '', located(published)?.value.trim() ?? '', target);
  return [{ ...port, location: published?.kind === 'scalar' && published.text !== '' ? published.location : node.location }];
}

function extendsOf(node: YamlNode | undefined): ParsedService['extends'] {
  if (node?.kind === 'scalar' && node.text !== '') return { service: node.text };
  if (node?.kind !== 'map') return undefined;
  const service = located(node.get('service'));
  const file = located(node.get('file'));
  return service ? { service: service.value, ...(file ? { file } : {}) } : undefined;
}

function includesOf(node: YamlNode | undefined): readonly Located<string>[] {
  if (node?.kind !== 'sequence') return [];
  return node.items.flatMap((item) => {
    const path = item.kind === 'map' ? item.get('path') : item;
    return path?.kind === 'sequence' ? path.items.flatMap((part) => located(part) ?? []) : (located(path) ?? []);
  });
}

function hostMountsOf(node: YamlNode | undefined): readonly Located<string>[] {
  if (node?.kind !== 'sequence') return [];
  return node.items.flatMap((item): Located<string>[] => {
    if (item.kind === 'scalar') {
      const [source, , mode] = item.text.split(':');
      return source !== undefined && item.text.includes(':') && isHostPath(source) && !/\bro\b/.test(mode ?? '')
        ? [{ value: source, location: item.location }]
        : [];
    }
    if (item.kind !== 'map' || located(item.get('type'))?.value !== 'bind' || located(item.get('read_only'))?.value === 'true') return [];
    const source = located(item.get('source'));
    return source && isHostPath(source.value) ? [source] : [];
  });
}

function isHostPath(path: string): boolean {
  return path.startsWith('/') || path.startsWith('~') || /^\$\{?HOME\b/.test(path);
}

function resourceOf(kind: ParsedResource['kind'], entry: YamlEntry): ParsedResource[] {
  if (entry.value.kind !== 'map') return [];
  const name = located(entry.value.get('name'));
  const external = entry.value.entry('external');
  // `external: { name: x }` is the old form; `external: false` is none.
  const isExternal = external !== undefined && !(external.value.kind === 'scalar' && /^(?:false|no|)$/i.test(external.value.text));
  const oldName = external?.value.kind === 'map' ? located(external.value.get('name')) : undefined;
  const effective = name ?? oldName;
  return [{ kind, key: entry.key, ...(effective ? { name: effective } : {}), ...(isExternal ? { external: external.location } : {}) }];
}

function variablesOf(root: YamlMap): ParsedComposeFile['variables'] {
  const variables: { name: string; hasDefault: boolean; location: Location }[] = [];
  const seen = new Set<YamlNode>();
  const stack: YamlNode[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    // Aliases reach the same node by several ways.
    if (seen.has(node)) continue;
    seen.add(node);
    if (node.kind === 'map') for (const entry of node.entries) stack.push(entry.value);
    else if (node.kind === 'sequence') stack.push(...node.items);
    else if (node.text.includes('$')) {
      let outerEnd = 0;
      for (const { name, operator, start, end } of interpolationsOf(node.text)) {
        // A variable inside another's default is an alternative to it; the outer one comes first.
        const nested = end <= outerEnd;
        if (!nested) outerEnd = end;
        variables.push({ name, hasDefault: nested || /[-+]$/.test(operator), location: node.locate(start, end) });
      }
    }
  }
  return variables.sort((left, right) => left.location.range.start.offset - right.location.range.start.offset);
}
