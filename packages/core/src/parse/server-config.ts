import type { ListeningPort } from '../model/environment.ts';
import { type DataNode, entriesAt, textAt } from './data-node.ts';
import { type JsProperty, jsProperties } from './js-properties.ts';
import { parseJson } from './json.ts';
import { kindsAt } from './source-code.ts';
import { type TextPositions, textPositions } from './text-position.ts';
import { parseYaml } from './yaml.ts';

interface Format {
  readonly file: RegExp;
  read(path: string, text: string): readonly ListeningPort[];
}

/**
 * Configuration files that name the port of a development server, read without running them. Next.js and Storybook keep
 * theirs in options only.
 *
 * Sources (November 2026): https://vite.dev/config/server-options, https://docs.astro.build/en/reference/configuration-reference/#server-options,
 * https://nuxt.com/docs/api/nuxt-config#devserver, https://cli.vuejs.org/config/#devserver,
 * https://webpack.js.org/configuration/dev-server/#devserverport, https://angular.dev/cli/serve,
 * https://docs.spring.io/spring-boot/appendix/application-properties/, https://quarkus.io/guides/all-config,
 * https://learn.microsoft.com/aspnet/core/fundamentals/environments, https://hexdocs.pm/phoenix/Phoenix.Endpoint.html,
 * https://puma.io/puma/Puma/DSL.html
 */
const formats: readonly Format[] = [
  { file: /(?:^|\/)vite(?:\.[\w-]+)*\.config\.[cm]?[jt]s$|(?:^|\/)vite\.config\.[\w-]+\.[cm]?[jt]s$/, read: jsPorts(['server', 'preview'], viteBinding) },
  { file: /(?:^|\/)astro\.config\.[cm]?[jt]s$/, read: jsPorts(['server'], movesOn) },
  { file: /(?:^|\/)nuxt\.config\.[cm]?[jt]s$/, read: jsPorts(['devServer'], movesOn, 'PORT') },
  { file: /(?:^|\/)vue\.config\.[cm]?[jt]s$/, read: jsPorts(['devServer'], movesOn, 'PORT') },
  { file: /(?:^|\/)webpack(?:\.[\w-]+)*\.config\.[cm]?[jt]s$|(?:^|\/)webpack\.(?:config\.)?[\w-]+\.[cm]?js$/, read: jsPorts(['devServer'], webpackBinding) },
  { file: /(?:^|\/)angular\.json$/, read: angularPorts },
  { file: /(?:^|\/)launchSettings\.json$/, read: launchPorts },
  { file: /(?:^|\/)src\/main\/resources\/application(?:-(?:dev|local|development))?\.properties$/, read: propertiesPorts },
  { file: /(?:^|\/)src\/main\/resources\/application(?:-(?:dev|local|development))?\.ya?ml$/, read: springYamlPorts },
  { file: /(?:^|\/)config\/(?:dev|config|runtime)\.exs$/, read: phoenixPorts },
  { file: /(?:^|\/)config\/puma\.rb$/, read: pumaPorts },
];

/** Whether a path is the configuration of a development server that {@link parseServerConfig} reads. */
export function isServerConfig(path: string): boolean {
  return formats.some(({ file }) => file.test(path));
}

/**
 * Reads the ports that a configuration file makes a development server listen on.
 *
 * @returns One for each port that is written; none when the file leaves it to the program's default, or is another file.
 * @throws Never: what cannot be read without running it counts as movable.
 */
export function parseServerConfig(path: string, text: string): readonly ListeningPort[] {
  return formats.find(({ file }) => file.test(path))?.read(path, text) ?? [];
}

/** Says what becomes of a literal port; `strict` are the objects that have `strictPort: true`, by their path. */
type Binding = (property: JsProperty, strict: ReadonlySet<string>) => ListeningPort['binding'];

function objectOf(property: JsProperty): string {
  return property.path.slice(0, -1).join('\n');
}

/** A literal port collides only where the server is told not to move on. */
function viteBinding(property: JsProperty, strict: ReadonlySet<string>): ListeningPort['binding'] {
  return strict.has(objectOf(property)) && property.value !== '0' ? 'fixed' : 'falls-forward';
}

function movesOn(): ListeningPort['binding'] {
  return 'falls-forward';
}

/** A text is `auto`: a free port. */
function webpackBinding(property: JsProperty): ListeningPort['binding'] {
  return property.kind === 'number' && property.value !== '0' ? 'fixed' : 'falls-forward';
}

function jsPorts(sections: readonly string[], bindingOf: Binding, variable?: string): Format['read'] {
  return (path, text) => {
    const properties = jsProperties(text);
    const positions = textPositions(path, text);
    const strict = new Set(properties.filter(({ path: keys, value }) => keys.at(-1) === 'strictPort' && value === 'true').map(objectOf));
    return properties.flatMap((property): readonly ListeningPort[] => {
      const [section = '', key] = property.path.slice(-2);
      if (key !== 'port' || !sections.includes(section)) return [];
      const literal = property.kind === 'number' || property.kind === 'string';
      return [
        {
          port: property.value,
          binding: literal ? bindingOf(property, strict) : 'variable',
          source: `${section}.port`,
          owner: path,
          ...(variable === undefined ? {} : { variable }),
          location: positions.location(property.start, property.end),
        },
      ];
    });
  };
}

function angularPorts(path: string, text: string): readonly ListeningPort[] {
  const { root } = parseJson(path, text);
  return entriesAt(root, 'projects').flatMap(({ value: project }) =>
    ['architect', 'targets'].flatMap((targets) => {
      const configurations = entriesAt(project, targets, 'serve', 'configurations').map(({ value }): DataNode => value);
      const ports = [textAt(project, targets, 'serve', 'options', 'port'), ...configurations.map((node) => textAt(node, 'port'))];
      return ports.flatMap((port): ListeningPort[] =>
        port
          ? [{ port: port.value, binding: port.value === '0' ? 'falls-forward' : 'fixed', source: 'serve.options.port', owner: path, location: port.location }]
          : [],
      );
    }),
  );
}

/** `dotnet run` starts the first profile of the project itself; its address wins over ASPNETCORE_URLS of the shell. */
function launchPorts(path: string, text: string): readonly ListeningPort[] {
  const { root } = parseJson(path, text);
  const profile = entriesAt(root, 'profiles').find(({ value }) => textAt(value, 'commandName')?.value === 'Project')?.value;
  const urls = textAt(profile, 'applicationUrl');
  const ports = urls?.value.split(';').flatMap((url) => /:([0-9]{1,5})\/?$/.exec(url.trim())?.[1] ?? []) ?? [];
  if (!urls || ports.length === 0) return [];
  const binding = ports.every((port) => port === '0') ? 'falls-forward' : 'fixed';
  return [{ port: ports.join(', '), binding, source: 'applicationUrl', owner: path, location: urls.location }];
}

/** Properties that name a port, and the variable that each framework puts over it. */
const propertyVariables: ReadonlyMap<string, string> = new Map([
  ['server.port', 'SERVER_PORT'],
  ['quarkus.http.port', 'QUARKUS_HTTP_PORT'],
  ['micronaut.server.port', 'MICRONAUT_SERVER_PORT'],
]);

function propertiesPorts(path: string, text: string): readonly ListeningPort[] {
  const positions = textPositions(path, text);
  const ports: ListeningPort[] = [];
  for (const match of text.matchAll(/^[^\S\n]*(%dev\.)?([a-z.]{1,40}\.port)[^\S\n]*[=:]([^\n]*)$/gm)) {
    const [whole, , key = '', rest = ''] = match;
    const variable = propertyVariables.get(key);
    const port = rest.trim();
    if (variable === undefined || port === '') continue;
    const start = match.index + whole.length - rest.trimStart().length;
    ports.push({
      port,
      binding: port === '0' ? 'falls-forward' : 'variable',
      source: key,
      owner: path,
      variable,
      location: positions.location(start, start + port.length),
    });
  }
  return ports;
}

function springYamlPorts(path: string, text: string): readonly ListeningPort[] {
  const { root } = parseYaml(path, text);
  return [...propertyVariables].flatMap(([key, variable]): ListeningPort[] => {
    const port = textAt(root, ...key.split('.')) ?? textAt(root, key);
    return port
      ? [{ port: port.value, binding: port.value === '0' ? 'falls-forward' : 'variable', source: key, owner: path, variable, location: port.location }]
      : [];
  });
}

/** `http: [ip: {127, 0, 0, 1}, port: 4000]`, `port: String.to_integer(System.get_env("PORT") || "4000")`. */
function phoenixPorts(path: string, text: string): readonly ListeningPort[] {
  return ofCode(path, text, 'ex', /\bhttps?:\s{0,5}\[[^\]]{0,300}?\bport:\s{0,5}([^\s\],][^\],\n]{0,200})/g).map(({ written, port }) => ({
    ...port,
    binding: /^[0-9_]+$/.test(written) ? (written === '0' ? 'falls-forward' : 'fixed') : 'variable',
    source: 'endpoint http port',
    ...variableIn(written),
  }));
}

/** A literal port is left out: `rails server` puts PORT over it, Puma on its own does not. */
function pumaPorts(path: string, text: string): readonly ListeningPort[] {
  return ofCode(path, text, 'rb', /^[^\S\n]*port[\s(]([^\n]{1,200})$/gm).flatMap(({ written, port }): ListeningPort[] =>
    written.includes('ENV') ? [{ ...port, binding: 'variable', source: 'puma port', ...variableIn(written) }] : [],
  );
}

function variableIn(written: string): { readonly variable?: string } {
  const variable = /(?:ENV(?:\.fetch\(|\[)|get_env\()\s?["'](\w+)["']/.exec(written)?.[1];
  return variable === undefined ? {} : { variable };
}

interface WrittenPort {
  readonly written: string;
  readonly port: Pick<ListeningPort, 'port' | 'owner' | 'location'>;
}

/** What an expression finds outside of comments; group 1 is the port, and ends the match. */
function ofCode(path: string, text: string, language: 'ex' | 'rb', expression: RegExp): readonly WrittenPort[] {
  const positions: TextPositions = textPositions(path, text);
  const kindAt = kindsAt(language, text);
  return [...text.matchAll(expression)].flatMap((match): WrittenPort[] => {
    const written = match[1]?.trim() ?? '';
    const start = match.index + match[0].length - (match[1]?.length ?? 0);
    if (kindAt(start) === 'comment') return [];
    return [{ written, port: { port: written, owner: path, location: positions.location(start, start + written.length) } }];
  });
}
