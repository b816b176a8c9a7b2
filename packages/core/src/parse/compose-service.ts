import type {
  ComposeDependency,
  ComposeEnvFile,
  ComposeEnvironmentEntry,
  ComposeName,
  ComposeService,
  ComposeText,
  ComposeWatch,
  PublishedPort,
} from '../model/compose.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Located } from '../model/location.ts';
import { joinPath } from '../path/relative.ts';
import { interpolationsOf, noValues } from './compose-interpolation.ts';
import { isOutsidePath, mountItem } from './compose-mount.ts';
import { isValidMapping, portItem, portVariable } from './compose-port.ts';
import { type ComposeEntry, type ComposeNode, type ComposeScalar, composeEntries, composeValue } from './compose-tree.ts';

/** Reads a service of a merged model; undefined when it is no mapping. */
export function readService(entry: ComposeEntry, report: (diagnostic: Diagnostic) => void): ComposeService | undefined {
  const { key: name, keyLocation: location, value: node } = entry;
  if (node.kind !== 'map') return undefined;
  const image = textOf(composeValue(node, 'image'));
  const build = buildOf(composeValue(node, 'build'));
  const containerName = textOf(composeValue(node, 'container_name'));
  const networkMode = textOf(composeValue(node, 'network_mode'));
  const replicas = numberOf(composeValue(node, 'deploy', 'replicas')) ?? numberOf(composeValue(node, 'scale'));
  const mounts = itemsOf(composeValue(node, 'volumes')).flatMap((item) => mountItem(item) ?? []);
  return {
    name,
    location,
    ...(image ? { image } : {}),
    ...(build ? { build } : {}),
    ports: portsOf(name, composeValue(node, 'ports'), report),
    ...(containerName ? { containerName } : {}),
    ...(networkMode?.resolved === 'host' ? { hostNetwork: networkMode.location } : {}),
    profiles: itemsOf(composeValue(node, 'profiles')).flatMap((item) => textOf(item)?.resolved ?? []),
    mounts,
    hostMounts: mounts.flatMap(({ type, source, readOnly, location: place }): Located<string>[] =>
      type === 'bind' && source !== undefined && !readOnly && isOutsidePath(source) ? [{ value: source, location: place }] : [],
    ),
    environment: environmentOf(composeValue(node, 'environment')),
    envFiles: envFilesOf(composeValue(node, 'env_file')),
    dependsOn: dependenciesOf(composeValue(node, 'depends_on')),
    ...(replicas ? { replicas } : {}),
    watch: itemsOf(composeValue(node, 'develop', 'watch')).flatMap(watchOf),
  };
}

/** Names of networks and volumes that do not derive from the project. */
export function readNames(subject: 'network' | 'volume', section: ComposeNode | undefined): readonly ComposeName[] {
  return composeEntries(section).flatMap(({ key, value }): ComposeName[] => {
    const entry = value.kind === 'map' ? value.entries.get('external') : undefined;
    const external = entry?.value;
    // `external: { name: x }` is the old form; `external: false` is none.
    const isExternal = external !== undefined && !(external.kind === 'scalar' && /^(?:false|no|)$/i.test(external.resolved));
    const name = textOf(composeValue(value, 'name')) ?? textOf(composeValue(external, 'name')) ?? (isExternal && entry ? keyAsName(key, entry) : undefined);
    return name ? [composeName(subject, key, name, isExternal)] : [];
  });
}

/** What is external without a name is named by its key; the place is that of `external: true`. */
function keyAsName(key: string, { keyLocation, value }: ComposeEntry): ComposeText {
  const range = { start: keyLocation.range.start, end: value.location.range.end };
  return { value: key, resolved: key, location: { path: keyLocation.path, range } };
}

/** A name and whether a variable takes part in it. */
export function composeName(subject: ComposeName['subject'], key: string, name: ComposeText, external: boolean): ComposeName {
  return { subject, key, name, interpolated: interpolationsOf(name.value).length > 0, external };
}

/** A text that is there and not empty. */
export function textOf(node: ComposeNode | undefined): ComposeText | undefined {
  return node?.kind === 'scalar' && node.value !== null && node.text !== ''
    ? { value: node.text, resolved: node.resolved, location: node.location }
    : undefined;
}

/** Items of a list; a single text is a list of one. */
function itemsOf(node: ComposeNode | undefined): readonly ComposeNode[] {
  if (node?.kind === 'sequence') return node.items;
  return node?.kind === 'scalar' && node.value !== null ? [node] : [];
}

function numberOf(node: ComposeNode | undefined): Located<number> | undefined {
  const text = textOf(node);
  return text && /^[0-9]{1,9}$/.test(text.resolved) ? { value: Number(text.resolved), location: text.location } : undefined;
}

function buildOf(node: ComposeNode | undefined): ComposeText | undefined {
  if (node?.kind !== 'map') return textOf(node);
  return textOf(composeValue(node, 'context')) ?? { value: '.', resolved: '.', location: node.location };
}

function portsOf(service: string, node: ComposeNode | undefined, report: (diagnostic: Diagnostic) => void): readonly PublishedPort[] {
  const items = node?.kind === 'sequence' ? node.items : [];
  return items.flatMap((item): PublishedPort[] => {
    const port = portItem(item);
    if (!port) return [];
    const values = item.kind === 'scalar' ? item.scope.values : noValues;
    if (item.kind === 'scalar' && !isValidMapping(port, values)) {
      const message = `"${item.text.slice(0, 80)}" is no port mapping that Compose can read: [[address:]host:]container[/protocol].`;
      report({ path: item.location.path, range: item.location.range, severity: 'error', code: 'compose-port', message });
      return [];
    }
    return [{ ...port, service, variableName: portVariable(service, port.container, items.length === 1) }];
  });
}

function environmentOf(node: ComposeNode | undefined): readonly ComposeEnvironmentEntry[] {
  if (node?.kind === 'map')
    return composeEntries(node).flatMap(({ key, keyLocation, value }): ComposeEnvironmentEntry[] =>
      value.kind === 'scalar' ? [{ name: key, ...(value.value === null ? {} : { value: value.resolved }), location: keyLocation }] : [],
    );
  return itemsOf(node).flatMap((item): ComposeEnvironmentEntry[] => {
    if (item.kind !== 'scalar') return [];
    const equals = item.resolved.indexOf('=');
    if (equals < 0) return [{ name: item.resolved, location: item.location }];
    return [{ name: item.resolved.slice(0, equals), value: item.resolved.slice(equals + 1), location: item.location }];
  });
}

function envFilesOf(node: ComposeNode | undefined): readonly ComposeEnvFile[] {
  return itemsOf(node).flatMap((item): ComposeEnvFile[] => {
    const path = item.kind === 'map' ? composeValue(item, 'path') : item;
    const written = textOf(path);
    if (!written || path?.kind !== 'scalar') return [];
    const required = textOf(composeValue(item, 'required'))?.resolved !== 'false';
    const format = textOf(composeValue(item, 'format'))?.resolved;
    const inside = pathOf(path);
    return [{ ...(inside === undefined ? {} : { path: inside }), written, required, ...(format === undefined ? {} : { format }) }];
  });
}

/** Repository-relative path of a written one. */
function pathOf({ resolved, scope }: ComposeScalar): string | undefined {
  return resolved === '' ? undefined : joinPath(scope.directory, resolved);
}

function dependenciesOf(node: ComposeNode | undefined): readonly ComposeDependency[] {
  if (node?.kind !== 'map')
    return itemsOf(node).flatMap((item): ComposeDependency[] =>
      item.kind === 'scalar' ? [{ service: item.resolved, condition: 'service_started', required: true, location: item.location }] : [],
    );
  return composeEntries(node).map(({ key, keyLocation, value }) => ({
    service: key,
    condition: textOf(composeValue(value, 'condition'))?.resolved ?? 'service_started',
    required: textOf(composeValue(value, 'required'))?.resolved !== 'false',
    location: keyLocation,
  }));
}

function watchOf(item: ComposeNode): readonly ComposeWatch[] {
  const action = textOf(composeValue(item, 'action'));
  const path = textOf(composeValue(item, 'path'));
  const target = textOf(composeValue(item, 'target'));
  if (!action || !path) return [];
  return [{ action: action.resolved, path: path.resolved, ...(target ? { target: target.resolved } : {}), location: item.location }];
}
