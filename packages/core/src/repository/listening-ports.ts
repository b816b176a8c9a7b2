import type { BrowserTestServer, ListeningPort } from '../model/environment.ts';
import type { TextFile } from '../model/file.ts';
import type { Located, Location } from '../model/location.ts';
import { type JsProperty, jsProperties } from '../parse/js-properties.ts';
import { listeningPortsOf } from '../parse/listening-command.ts';
import { parseShell } from '../parse/shell.ts';
import { type TextPositions, textPositions } from '../parse/text-position.ts';

/** A command and where it is written. */
export interface WrittenCommand {
  /** Name of the script or process. */
  readonly owner: string;
  readonly command: Located<string>;
}

/**
 * Ports that scripts listen on.
 *
 * @param texts - The files that the commands are written in: a place is narrowed to the option where it can be found.
 */
export function scriptPorts(commands: readonly WrittenCommand[], texts: ReadonlyMap<string, TextFile>): readonly ListeningPort[] {
  return commands.flatMap(({ owner, command }) => {
    const script = parseShell(command.value, () => command.location, { errexit: false });
    return script.commands.flatMap((parsed) =>
      listeningPortsOf(parsed).map(({ written, ...port }): ListeningPort => ({ ...port, owner, location: narrow(command.location, written, texts) })),
    );
  });
}

/** The place of a part of a located text; the whole when it is not written literally (escapes, joined lines). */
export function narrow(location: Location, part: string, texts: ReadonlyMap<string, TextFile>): Location {
  const text = texts.get(location.path)?.text;
  const { start, end } = location.range;
  const found = text?.slice(start.offset, end.offset).indexOf(part) ?? -1;
  if (text === undefined || found < 0 || part === '') return location;
  return textPositions(location.path, text).location(start.offset + found, start.offset + found + part.length);
}

/** The servers that a Playwright configuration starts: https://playwright.dev/docs/test-webserver */
export function browserTestServers(path: string, text: string): readonly BrowserTestServer[] {
  const properties = jsProperties(text);
  const positions = textPositions(path, text);
  // Properties come in the order in which they end; several servers of a list are told apart by that of `command`.
  const servers: BrowserTestServer[] = [];
  let current: JsProperty[] = [];
  const flush = (): void => {
    const server = serverOf(path, current, positions);
    if (server) servers.push(server);
    current = [];
  };
  for (const property of properties) {
    if (property.path.at(-2) !== 'webServer') continue;
    if (current.some((other) => other.path.at(-1) === property.path.at(-1))) flush();
    current.push(property);
  }
  flush();
  return servers;
}

function serverOf(path: string, properties: readonly JsProperty[], positions: TextPositions): BrowserTestServer | undefined {
  const find = (key: string): JsProperty | undefined => properties.find((property) => property.path.at(-1) === key);
  const [first] = properties;
  if (!first) return undefined;
  const place = (property: JsProperty): Location => positions.location(property.start, property.end);
  const address = find('url') ?? find('port');
  const reuse = find('reuseExistingServer');
  const fixed = address && (address.kind === 'number' || (address.kind === 'string' && /:\d+/.test(address.value)));
  return {
    path,
    ...(fixed ? { fixedAddress: { value: address.value, location: place(address) } } : {}),
    reuse: reuseOf(reuse),
    location: place(reuse ?? address ?? first),
  };
}

function reuseOf(property: JsProperty | undefined): BrowserTestServer['reuse'] {
  if (!property || property.value === 'false') return 'never';
  if (property.value === 'true') return 'always';
  return /^!+\s*(?:process\.env\.CI|isCI|CI)\b|^process\.env\.CI\s*!==?/.test(property.value) ? 'outside-ci' : 'computed';
}
