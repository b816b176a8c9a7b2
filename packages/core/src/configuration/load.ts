import { ConfigError } from '../errors.ts';
import type { Configuration, PathOverride, PresetName, RiskArea, RuleSetting, Severity, Suppression, SuppressionKind } from '../model/configuration.ts';
import type { Location } from '../model/location.ts';
import { nearest } from '../nearest.ts';
import { parseYaml, type YamlMap, type YamlNode } from '../parse/yaml.ts';
import { joinPath, parentOf } from '../path/relative.ts';
import { defaultConfiguration } from './defaults.ts';
import { configurationSchema } from './schema.ts';

/** Where a repository keeps its configuration; exactly one of them may exist. */
export const configurationPaths: readonly string[] = [
  'agent-readiness.yml',
  'agent-readiness.yaml',
  '.github/agent-readiness.yml',
  '.github/agent-readiness.yaml',
];

const presetNames: readonly PresetName[] = ['recommended', 'strict'];
// A chain of files longer than this is a mistake or an attack.
const extendsLimit = 8;

/** Reads a configuration file by its path; undefined when it is not there. */
export type ReadConfiguration = (path: string) => Promise<string | undefined>;

/**
 * Reads a configuration file, what it extends, and the defaults into one.
 *
 * @param path - Path as `read` takes it; undefined when there is none, which gives the defaults.
 * @param read - Reads files of one place: the repository, or the disk beside a file named on the command line.
 * @param preset - Preset asked for by the caller; wins over the file's.
 * @throws {ConfigError} With the place, for everything that is wrong in the files.
 */
export async function loadConfiguration(path: string | undefined, read: ReadConfiguration, preset?: PresetName): Promise<Configuration> {
  const layers = path === undefined ? [] : await readLayers(path, read, []);
  const draft = {
    preset: defaultConfiguration.preset,
    rules: new Map<string, RuleSetting>(),
    overrides: [] as PathOverride[],
    ignoredPaths: [...defaultConfiguration.ignoredPaths],
    riskAreas: new Map(defaultConfiguration.riskAreas.map((area) => [area.id, area])),
    suppressions: [] as Suppression[],
    origins: new Map<string, string>([['preset', 'default']]),
  };
  for (const layer of layers) {
    if (layer.preset) {
      draft.preset = layer.preset.value;
      draft.origins.set('preset', at(layer.preset.location));
    }
    for (const { id, setting, location } of layer.rules) {
      draft.rules.set(id, { ...draft.rules.get(id), ...setting });
      draft.origins.set(`rules.${id}`, at(location));
    }
    draft.overrides.push(...layer.overrides);
    draft.ignoredPaths.push(...layer.ignoredPaths);
    for (const { area, location } of layer.riskAreas) {
      if (area.paths.length === 0) draft.riskAreas.delete(area.id);
      else draft.riskAreas.set(area.id, area);
      draft.origins.set(`riskAreas.${area.id}`, at(location));
    }
    draft.suppressions.push(...layer.suppressions);
  }
  if (preset) {
    draft.preset = preset;
    draft.origins.set('preset', 'asked for by the caller');
  }
  return {
    preset: draft.preset,
    rules: Object.fromEntries(draft.rules),
    overrides: draft.overrides,
    ignoredPaths: draft.ignoredPaths,
    riskAreas: [...draft.riskAreas.values()],
    suppressions: draft.suppressions,
    suppressionComments: defaultConfiguration.suppressionComments,
    origins: Object.fromEntries(draft.origins),
    ...(path === undefined ? {} : { path }),
  };
}

/** One file, checked against the schema. */
interface Layer {
  readonly preset?: { readonly value: PresetName; readonly location: Location };
  readonly rules: readonly { readonly id: string; readonly setting: RuleSetting; readonly location: Location }[];
  readonly overrides: readonly PathOverride[];
  readonly ignoredPaths: readonly string[];
  readonly riskAreas: readonly { readonly area: RiskArea; readonly location: Location }[];
  readonly suppressions: readonly Suppression[];
}

async function readLayers(path: string, read: ReadConfiguration, above: readonly string[], from?: Location): Promise<Layer[]> {
  const place = from ? { location: from } : {};
  if (above.includes(path)) throw new ConfigError(`${path} extends itself: ${[...above, path].join(' → ')}.`, place);
  if (above.length >= extendsLimit) throw new ConfigError(`More than ${extendsLimit} files extend each other.`, place);
  const text = await read(path);
  if (text === undefined) throw new ConfigError(`The configuration file ${path} cannot be read.`, place);
  const file = parseYaml(path, text);
  const [problem] = file.diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
  if (problem) throw new ConfigError(problem.message, problem.range ? { location: { path, range: problem.range } } : {});
  const root = file.root;
  if (!root || (root.kind === 'scalar' && root.value === null)) return [];
  await checkSchema(root);
  if (root.kind !== 'map') return [];

  const layers: Layer[] = [];
  let preset: Layer['preset'];
  for (const entry of strings(root.get('extends'))) {
    const name = presetNames.find((candidate) => candidate === entry.text);
    if (name) {
      preset = { value: name, location: entry.location };
      continue;
    }
    if (!/[./]/.test(entry.text)) {
      const suggestion = nearest(entry.text, presetNames);
      throw new ConfigError(`There is no preset "${entry.text}".${suggestion ? ` Did you mean "${suggestion}"?` : ' A file starts with "./".'}`, {
        location: entry.location,
      });
    }
    const target = joinPath(parentOf(path), entry.text);
    if (target === undefined) throw new ConfigError(`"${entry.text}" leads out of the repository.`, { location: entry.location });
    layers.push(...(await readLayers(target, read, [...above, path], entry.location)));
  }
  return [...layers, toLayer(root, preset)];
}

function toLayer(root: YamlMap, preset: Layer['preset']): Layer {
  return {
    ...(preset ? { preset } : {}),
    rules: ruleEntries(root.get('rules')),
    overrides: items(root.get('overrides')).map((item) => ({
      paths: strings(item.get('paths')).map((path) => path.text),
      rules: Object.fromEntries(ruleEntries(item.get('rules')).map(({ id, setting }) => [id, setting])),
    })),
    ignoredPaths: strings(root.get('ignorePaths')).map((path) => path.text),
    riskAreas: items(root.get('riskAreas')).map((item) => {
      const id = textOf(item.get('id')) ?? '';
      return { area: { id, title: textOf(item.get('title')) ?? id, paths: strings(item.get('paths')).map((path) => path.text) }, location: item.location };
    }),
    suppressions: items(root.get('suppressions')).map((item): Suppression => {
      const paths = item.get('paths');
      const owner = textOf(item.get('owner'));
      const expires = textOf(item.get('expires'));
      if (expires !== undefined && Number.isNaN(Date.parse(expires)))
        throw new ConfigError(`"${expires}" is no date.`, { location: item.get('expires')?.location ?? item.location });
      return {
        rule: textOf(item.get('rule')) ?? '',
        ...(paths ? { paths: strings(paths).map((path) => path.text) } : {}),
        kind: suppressionKind(textOf(item.get('kind'))),
        reason: textOf(item.get('reason')) ?? '',
        ...(owner === undefined ? {} : { owner }),
        ...(expires === undefined ? {} : { expires }),
        location: item.location,
      };
    }),
  };
}

function suppressionKind(text: string | undefined): SuppressionKind {
  return text === 'false-positive' ? 'false-positive' : 'accepted-risk';
}

function ruleEntries(node: YamlNode | undefined): Layer['rules'] {
  if (node?.kind !== 'map') return [];
  return node.entries.map(({ key, value, keyLocation }) => {
    if (value.kind !== 'map') return { id: key, setting: severitySetting(value), location: keyLocation };
    const options = value.get('options');
    return {
      id: key,
      setting: { ...severitySetting(value.get('severity')), ...(options ? { options: plainObject(options) } : {}) },
      location: keyLocation,
    };
  });
}

const severities: readonly (Severity | 'off')[] = ['error', 'warning', 'note', 'off'];

function severitySetting(node: YamlNode | undefined): RuleSetting {
  const severity = severities.find((candidate) => candidate === textOf(node));
  return severity ? { severity } : {};
}

function items(node: YamlNode | undefined): readonly YamlMap[] {
  return node?.kind === 'sequence' ? node.items.filter((item) => item.kind === 'map') : [];
}

function strings(node: YamlNode | undefined): readonly { text: string; location: Location }[] {
  const nodes = node?.kind === 'sequence' ? node.items : node ? [node] : [];
  return nodes.flatMap((item) => (item.kind === 'scalar' ? [{ text: item.text, location: item.location }] : []));
}

function textOf(node: YamlNode | undefined): string | undefined {
  return node?.kind === 'scalar' ? node.text : undefined;
}

function plain(node: YamlNode): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'sequence':
      return node.items.map(plain);
    case 'map':
      return plainObject(node);
    default:
      return node satisfies never;
  }
}

/** `Object.fromEntries` makes `__proto__` an ordinary own key. */
function plainObject(node: YamlNode): Readonly<Record<string, unknown>> {
  return node.kind === 'map' ? Object.fromEntries(node.entries.map((entry) => [entry.key, plain(entry.value)])) : {};
}

function at(location: Location): string {
  return `${location.path}:${location.range.start.line}`;
}

// ajv takes 37 ms to load: only a run with a configuration file pays for it.
async function checkSchema(root: YamlNode): Promise<void> {
  const { Ajv } = await import('./ajv.ts');
  const validate = new Ajv({ allErrors: true, strict: false }).compile(configurationSchema);
  if (validate(plain(root))) return;
  // The deepest problem says most: `anyOf` also reports every alternative that was not meant.
  const [problem] = [...(validate.errors ?? [])].sort(
    (left, right) => right.instancePath.split('/').length - left.instancePath.split('/').length || rank(left.keyword) - rank(right.keyword),
  );
  if (!problem) return;
  const keys = problem.instancePath
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const { node, location } = locate(root, keys);
  const where = keys.length > 0 ? `"${keys.join('.')}"` : 'The file';
  switch (problem.keyword) {
    case 'additionalProperties': {
      const key = String(problem.params['additionalProperty']);
      const known = allowedKeys(keys);
      const suggestion = nearest(key, known);
      const entry = node.kind === 'map' ? node.entry(key) : undefined;
      throw new ConfigError(
        `There is no key "${key}"${keys.length > 0 ? ` in ${where}` : ''}.${suggestion ? ` Did you mean "${suggestion}"?` : ` Known: ${known.join(', ')}.`}`,
        {
          location: entry?.keyLocation ?? location,
        },
      );
    }
    case 'required':
      throw new ConfigError(`${where} needs "${String(problem.params['missingProperty'])}".`, { location });
    case 'enum': {
      const allowed = (problem.params['allowedValues'] as readonly unknown[]).map(String);
      const given = textOf(node) ?? '';
      const suggestion = nearest(given, allowed);
      throw new ConfigError(`${where} is "${given}"; it must be one of ${allowed.join(', ')}.${suggestion ? ` Did you mean "${suggestion}"?` : ''}`, {
        location,
      });
    }
    default:
      throw new ConfigError(`${where} ${problem.message ?? 'is not valid'}.`, { location });
  }
}

function rank(keyword: string): number {
  return keyword === 'additionalProperties' ? 0 : keyword === 'enum' ? 1 : keyword === 'anyOf' ? 3 : 2;
}

function locate(root: YamlNode, keys: readonly string[]): { node: YamlNode; location: Location } {
  let node = root;
  for (const key of keys) {
    const next: YamlNode | undefined = node.kind === 'map' ? node.get(key) : node.kind === 'sequence' ? node.items[Number(key)] : undefined;
    if (!next) break;
    node = next;
  }
  return { node, location: node.location };
}

/** Keys that the schema allows at a place, for the suggestion. */
function allowedKeys(keys: readonly string[]): string[] {
  let schema: unknown = configurationSchema;
  for (const key of keys) schema = child(schema, key);
  const alternatives = isRecord(schema) && Array.isArray(schema['anyOf']) ? schema['anyOf'] : [schema];
  return alternatives.flatMap((alternative) => (isRecord(alternative) && isRecord(alternative['properties']) ? Object.keys(alternative['properties']) : []));
}

function child(schema: unknown, key: string): unknown {
  if (!isRecord(schema)) return undefined;
  if (isRecord(schema['properties']) && key in schema['properties']) return schema['properties'][key];
  if (/^\d+$/.test(key) && schema['items']) return schema['items'];
  return schema['additionalProperties'];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
