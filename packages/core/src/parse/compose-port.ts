import type { HostPort } from '../model/compose.ts';
import { defaultValue, interpolationsOf, maskInterpolations } from './compose-interpolation.ts';

export interface PortMapping {
  readonly host: HostPort;
  readonly container: string;
}

/**
 * Reads the short form of a port: `[[address:][host]:]container[/protocol]`, variables anywhere.
 * An unquoted `22:22` is this text too: Compose's YAML reader knows no base-60 numbers.
 *
 * Source: https://docs.docker.com/reference/compose-file/services/#ports
 *
 * @returns The mapping, or undefined when a variable stands for the whole of it (`${PORTS}`).
 */
export function parseShortPort(text: string): PortMapping | undefined {
  const masked = maskInterpolations(text);
  const slash = masked.lastIndexOf('/');
  const end = slash >= 0 ? slash : text.length;
  // The address can hold colons in brackets: split from the right.
  const last = masked.lastIndexOf(':', end - 1);
  if (last < 0) return interpolationsOf(text).length > 0 && defaultValue(text) === '' ? undefined : wholePort(text.slice(0, end));
  const container = text.slice(last + 1, end);
  const before = text.slice(0, last);
  const maskedBefore = masked.slice(0, last);
  const hostStart = maskedBefore.endsWith(']') ? maskedBefore.length : maskedBefore.lastIndexOf(':') + 1;
  return mapping(before.slice(0, Math.max(0, hostStart - 1)), before.slice(hostStart), container);
}

/** One variable for a whole mapping, with a default that is one (`${WEB:-8080:80}`), is movable; a port alone is the container's. */
function wholePort(text: string): PortMapping {
  const value = defaultValue(text);
  const variable = interpolationsOf(text)[0];
  const colon = value.lastIndexOf(':');
  if (variable && colon >= 0) return { host: { kind: 'variable', name: variable.name, value: value.slice(0, colon) }, container: value.slice(colon + 1) };
  return { host: { kind: 'ephemeral' }, container: text };
}

/**
 * Makes a mapping of its three parts, as the long form gives them.
 *
 * @param address - Host address (`host_ip`); empty for all.
 * @param published - Host port or range; empty or `0` for any free one.
 * @param container - Port or range in the container (`target`).
 */
export function mapping(address: string, published: string, container: string): PortMapping {
  const variable = interpolationsOf(published)[0] ?? interpolationsOf(address)[0];
  if (variable) return { host: { kind: 'variable', name: variable.name, value: defaultValue(published) }, container };
  if (published === '' || published === '0') return { host: { kind: 'ephemeral' }, container };
  if (published.includes('-') && rangeSize(published) > rangeSize(defaultValue(container))) return { host: { kind: 'range', value: published }, container };
  return { host: { kind: 'literal', value: published }, container };
}

function rangeSize(text: string): number {
  const [low, high] = text.split('-').map(Number);
  return low !== undefined && high !== undefined && Number.isFinite(high - low) ? high - low + 1 : 1;
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
