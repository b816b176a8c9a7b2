import type { HostPort, VariableOrigin } from '../model/compose.ts';
import type { Location } from '../model/location.ts';
import { type ComposeValues, defaultValue, type Interpolation, interpolate, interpolationsOf, maskInterpolations, noValues } from './compose-interpolation.ts';
import type { ComposeNode } from './compose-tree.ts';

export interface PortMapping {
  readonly host: HostPort;
  readonly address: string;
  readonly container: string;
  readonly protocol: string;
}

/**
 * Reads the short form of a port: `[[address:][host]:]container[/protocol]`, IPv6 addresses in brackets, ranges, variables
 * anywhere. An unquoted `22:22` is this text too: Compose's YAML reader knows no base-60 numbers.
 *
 * Source: https://docs.docker.com/reference/compose-file/services/#ports
 *
 * @returns The mapping, or undefined when a variable without a value stands for the whole of it (`${PORTS}`).
 */
export function parseShortPort(text: string, values: ComposeValues = noValues): PortMapping | undefined {
  const masked = maskInterpolations(text);
  const slash = masked.lastIndexOf('/');
  const end = slash >= 0 ? slash : text.length;
  const protocol = slash >= 0 ? interpolate(text.slice(slash + 1), values.lookup).toLowerCase() || 'tcp' : 'tcp';
  // The address can hold colons in brackets: split from the right.
  const last = masked.lastIndexOf(':', end - 1);
  if (last < 0) return wholePort(text.slice(0, end), protocol, values);
  const container = text.slice(last + 1, end);
  const before = text.slice(0, last);
  const maskedBefore = masked.slice(0, last);
  const hostStart = maskedBefore.endsWith(']') ? maskedBefore.length : maskedBefore.lastIndexOf(':') + 1;
  return mapping(before.slice(0, Math.max(0, hostStart - 1)), before.slice(hostStart), container, protocol, values);
}

/** One variable for a whole mapping, with a value that is one (`${WEB:-8080:80}`), is movable; a port alone is the container's. */
function wholePort(text: string, protocol: string, values: ComposeValues): PortMapping | undefined {
  const value = interpolate(text, values.lookup);
  const variable = interpolationsOf(text)[0];
  if (!variable) return { host: { kind: 'ephemeral' }, address: '', container: text, protocol };
  if (value === '') return undefined;
  const inner = parseShortPort(value.replaceAll('$', ''));
  if (!inner || inner.host.kind === 'ephemeral') return { host: { kind: 'ephemeral' }, address: '', container: text, protocol };
  return { ...inner, host: variableHost(variable, inner.host.value, values), protocol: value.includes('/') ? inner.protocol : protocol };
}

function variableHost(variable: Interpolation, value: string, values: ComposeValues): HostPort {
  return { kind: 'variable', name: variable.name, value, origin: originOf(variable, values) };
}

/** Where a variable's value comes from. */
function originOf({ name, operator }: Interpolation, values: ComposeValues): VariableOrigin {
  const location = values.location(name);
  if (location && !(operator.startsWith(':') && values.lookup(name) === '')) return { kind: 'env-file', location };
  return operator.endsWith('-') ? { kind: 'default' } : { kind: 'unset' };
}

/**
 * Makes a mapping of its parts, as the long form gives them.
 *
 * @param address - Host address (`host_ip`), with or without brackets; empty for all.
 * @param published - Host port or range; empty or `0` for any free one.
 * @param container - Port or range in the container (`target`).
 */
function mapping(address: string, published: string, container: string, protocol: string, values: ComposeValues): PortMapping {
  const rest = { address: interpolate(address, values.lookup).replace(/^\[|\]$/g, ''), container, protocol };
  const variable = interpolationsOf(published)[0] ?? interpolationsOf(address)[0];
  if (variable) return { host: variableHost(variable, interpolate(published, values.lookup), values), ...rest };
  if (published === '' || published === '0') return { host: { kind: 'ephemeral' }, ...rest };
  if (published.includes('-') && rangeSize(published) > rangeSize(defaultValue(container))) return { host: { kind: 'range', value: published }, ...rest };
  return { host: { kind: 'literal', value: published }, ...rest };
}

/** Whether a mapping names ports that there are: numbers up to 65535 and ranges of them; what is empty was left to Docker. */
export function isValidMapping({ host, container }: PortMapping, values: ComposeValues): boolean {
  const published = host.kind === 'ephemeral' ? '' : host.value;
  return isPortRange(interpolate(container, values.lookup)) && (published === '' || isPortRange(published));
}

function isPortRange(text: string): boolean {
  const ports = text.split('-');
  return ports.length <= 2 && ports.every((port) => /^[0-9]{1,5}$/.test(port) && Number(port) <= 65535) && Number(ports[0]) <= Number(ports.at(-1));
}

function rangeSize(text: string): number {
  const [low, high] = text.split('-').map(Number);
  return low !== undefined && high !== undefined && Number.isFinite(high - low) ? high - low + 1 : 1;
}

export interface PortItem extends PortMapping {
  readonly form: 'short' | 'long';
  /** The mapping, or `published` in the long form. */
  readonly location: Location;
}

/** Reads an item of `ports`, short or long; undefined when no mapping can be told. */
export function portItem(node: ComposeNode): PortItem | undefined {
  if (node.kind === 'scalar') {
    const port = parseShortPort(node.text.trim(), node.scope.values);
    return port && { ...port, form: 'short', location: node.location };
  }
  if (node.kind !== 'map') return undefined;
  const written = (key: string): string => {
    const value = node.entries.get(key)?.value;
    return value?.kind === 'scalar' && value.value !== null ? value.text.trim() : '';
  };
  const published = node.entries.get('published')?.value;
  const scope = [published, node.entries.get('target')?.value].find((value) => value?.kind === 'scalar');
  const values = scope?.kind === 'scalar' ? scope.scope.values : noValues;
  const port = mapping(written('host_ip'), written('published'), written('target'), written('protocol') || 'tcp', values);
  return { ...port, form: 'long', location: published?.kind === 'scalar' && published.text !== '' ? published.location : node.location };
}

/** A name for the variable that moves a service's port: `DB_PORT`, or `DB_5433_PORT` when the service has several. */
export function portVariable(service: string, container: string, single: boolean): string {
  const name = service
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .replace(/^(?=[0-9])/, '_');
  const suffix = single ? '' : `_${container.replace(/[^0-9]+/g, '_').replace(/^_|_$/g, '')}`;
  return `${name || 'SERVICE'}${suffix}_PORT`;
}
