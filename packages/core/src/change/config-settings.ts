import type { Located, Location } from '../model/location.ts';
import type { SettingValue } from '../model/runner-settings.ts';
import { configMap } from '../parse/js-literal.ts';
import { type LiteralConfig, readLiteralConfig } from '../parse/literal-config.ts';
import { type LiteralEntry, type LiteralNode, literalTexts } from '../parse/literal-node.ts';
import { nameOf } from '../path/relative.ts';
import { buildFileSettings, isBuildFile } from './build-file-settings.ts';
import { optionSettings } from './command-settings.ts';
import { booleanOf, type FileSettings, type FoundSetting, numberOf, settingsById, withMetric } from './found-setting.ts';
import { commandTools, type RunnerTool, runnerTools, type SettingRule } from './runner-setting-data.ts';

/** Places that one rule may lead to in one file. */
const placeLimit = 500;

interface Place {
  readonly key: readonly string[];
  readonly keyLocation: Location;
  readonly node: LiteralNode;
}

/** Whether a file may hold settings of a test runner. */
export function holdsRunnerSettings(path: string): boolean {
  const name = nameOf(path);
  return isBuildFile(path) || runnerTools.some((tool) => tool.names.test(name) || tool.parts?.some(({ names }) => names.test(name)));
}

/** Reads the settings of test runners that one file holds. Never throws. */
export function configSettings(path: string, text: string): FileSettings {
  const name = nameOf(path);
  const found: FoundSetting[] = [...buildFileSettings(path, text)];
  const inherits: SettingValue[] = [];
  const tools = runnerTools.filter((tool) => tool.names.test(name) || tool.parts?.some(({ names }) => names.test(name)));
  const config = tools.length === 0 ? undefined : readLiteralConfig(path, text);
  if (config) {
    for (const tool of tools) {
      for (const root of rootsOf(tool, name, config)) {
        for (const rule of tool.settings) found.push(...settingsAt(root, rule, tool, config));
        inherits.push(...inheritanceOf(root, tool));
        if (tool.tool === 'pytest') found.push(...addedOptions(root));
      }
    }
  }
  const error = config?.diagnostics.find(({ severity }) => severity === 'error');
  const isOpaque = config?.format === 'javascript' && config.value !== undefined && config.root === undefined;
  const problem = error ? error.message : isOpaque ? 'What it exports is not written as literals.' : undefined;
  return { settings: settingsById(found), inherits, ...(problem === undefined ? {} : { problem }) };
}

function rootsOf(tool: RunnerTool, name: string, config: LiteralConfig): readonly Place[] {
  const top = config.root ?? (config.value?.kind === 'sequence' ? config.value : undefined);
  if (!top) return [];
  const start: Place = { key: [], keyLocation: top.location, node: top };
  const own = tool.names.test(name) ? (tool.below ?? [[]]) : [];
  const parts = (tool.parts ?? []).filter(({ names }) => names.test(name)).map(({ below }) => below);
  // In a shared file the key of the part goes without saying.
  return [
    ...own.flatMap((below) => placesAt(start, below)).map((place) => (tool.below?.length === 1 ? { ...place, key: [] } : place)),
    ...parts.flatMap((below) => placesAt(start, below)).map((place) => ({ ...place, key: [] })),
  ];
}

function placesAt(from: Place, at: readonly string[]): readonly Place[] {
  const found: Place[] = [];
  const visit = (place: Place, index: number): void => {
    if (found.length >= placeLimit) return;
    const wanted = at[index];
    if (wanted === undefined) {
      found.push(place);
      return;
    }
    for (const child of childrenOf(place)) {
      const key = child.key.at(-1) ?? '';
      if (wanted === '**') {
        if (at[index + 1] === key || at[index + 1] === camelCase(key)) visit(child, index + 2);
        else if (child.node.kind === 'map' || child.node.kind === 'sequence') visit(child, index);
      } else if (wanted === '*' || wanted === key || wanted === camelCase(key)) visit(child, index + 1);
    }
  };
  visit(from, 0);
  return found;
}

function childrenOf({ key, node }: Place): readonly Place[] {
  if (key.length > 40) return [];
  const inside = node.kind === 'opaque' ? configMap(node) : node;
  if (inside?.kind === 'map') {
    const names = new Map<string, number>();
    return inside.entries.map(({ key: own, keyLocation, value }: LiteralEntry) => {
      const count = names.get(own) ?? 0;
      names.set(own, count + 1);
      return { key: [...key, own], keyLocation, node: value };
    });
  }
  if (inside?.kind !== 'sequence') return [];
  return inside.items.map((item, index) => ({ key: [...key, itemName(item) ?? String(index)], keyLocation: item.location, node: item }));
}

/** What tells an entry of a list from the others. */
function itemName(item: LiteralNode): string | undefined {
  const map = configMap(item);
  if (!map) return item.kind === 'scalar' ? item.text : undefined;
  for (const name of ['name', 'displayName', 'path', 'type', 'target']) {
    const value = map.get(name);
    if (value?.kind === 'scalar' && value.value !== null) return value.text;
  }
  const test = map.get('test');
  return test ? itemName(test) : undefined;
}

function camelCase(key: string): string {
  return key.includes('-') ? key.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()) : key;
}

function settingsAt(root: Place, rule: SettingRule, tool: RunnerTool, config: LiteralConfig): readonly FoundSetting[] {
  const { at, language, standard, coveredBy, entries: _, ...kind } = rule;
  const counts = new Map<string, number>();
  return placesAt(root, at).flatMap((place): FoundSetting[] => {
    const value = readValue(place, rule, config);
    if (!value) return [];
    const written = place.key.join('.');
    // Of XML an element may stand several times.
    const count = (counts.get(written) ?? 0) + 1;
    counts.set(written, count);
    const key = count > 1 && config.format === 'xml' ? `${written} (${count})` : written;
    const candidates = rule.subject === 'tests' ? tool.tests : tool.sources;
    return [
      {
        kind: withMetric({ ...kind, tool: tool.tool }, metricKey(place, config)),
        key,
        value,
        ...(standard === undefined ? {} : { standard }),
        ...(language === undefined ? {} : { language }),
        ...(coveredBy ? { coveredBy } : {}),
        ...(candidates ? { candidates } : {}),
      },
    ];
  });
}

/** JaCoCo names the metric beside its limit. */
function metricKey({ key }: Place, config: LiteralConfig): string {
  return config.format === 'xml' ? key.join('.') : (key.at(-1) ?? '');
}

function readValue({ node, key, keyLocation }: Place, rule: SettingRule, config: LiteralConfig): SettingValue | undefined {
  switch (rule.order) {
    case 'floor':
    case 'ceiling':
    case 'allowance': {
      if (node.kind === 'opaque') return notReadable(node.text, node.location);
      if (node.kind !== 'scalar' || node.value === null || typeof node.value === 'boolean') return undefined;
      const number = typeof node.value === 'number' ? node.value : numberOf(node.text);
      return number === undefined ? notReadable(node.text, node.location) : { value: number, text: node.text, location: node.location };
    }
    case 'strict':
    case 'lax': {
      if (node.kind === 'opaque') return notReadable(node.text, node.location);
      if (node.kind !== 'scalar') return { value: true, text: 'on', location: keyLocation };
      const value = typeof node.value === 'boolean' ? node.value : typeof node.value === 'number' ? node.value !== 0 : booleanOf(node.text);
      return value === undefined ? undefined : { value, text: node.text, location: node.location };
    }
    default:
      return listOf({ node, key, keyLocation }, rule, config);
  }
}

function notReadable(text: string, location: Location): SettingValue {
  return { value: 'not-readable', text, location };
}

function listOf({ node, key, keyLocation }: Place, rule: SettingRule, config: LiteralConfig): SettingValue | undefined {
  if (node.kind === 'opaque') return notReadable(node.text, node.location);
  const texts: readonly Located<string>[] =
    node.kind === 'map'
      ? [{ value: key.at(-1) ?? '', location: keyLocation }]
      : node.kind === 'sequence'
        ? node.items.flatMap((item) => {
            const name = itemName(item);
            if (name !== undefined) return [{ value: name, location: item.location }];
            // What is spread or computed is marked as its source would be; the tools' own defaults are nothing of the file.
            return literalTexts(item).flatMap((each) => (/\bdefault|Defaults?\b/.test(each.value) ? [] : [{ ...each, value: `...${each.value}` }]));
          })
        : literalTexts(node).flatMap((each) => (config.format === 'ini' ? splitText(each, rule) : [each]));
  const value = rule.entries ? texts.filter((each) => rule.entries?.test(each.value)) : texts;
  return { value, text: value.map((each) => each.value).join(', '), location: node.location };
}

function splitText({ value, location }: Located<string>, { at }: SettingRule): readonly Located<string>[] {
  const separator = at.at(-1) === 'filterwarnings' ? /\n+/ : /exclude_/.test(at.at(-1) ?? '') ? /\n+/ : /[\s,]+/;
  return value
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => ({ value: part, location }));
}

function inheritanceOf({ node }: Place, { inherits = [] }: RunnerTool): readonly SettingValue[] {
  if (node.kind !== 'map') return [];
  const spreads = (node.spreads ?? []).map(({ text, location }) => notReadable(text, location));
  const presets = inherits.flatMap((key) => literalTexts(node.get(key)).map(({ value, location }) => notReadable(`${key} ${value}`, location)));
  return [...spreads, ...presets];
}

/** The options that pytest is always started with. */
function addedOptions(root: Place): readonly FoundSetting[] {
  const tool = commandTools.find((candidate) => candidate.tool === 'pytest');
  return placesAt(root, ['addopts']).flatMap(({ node }) => {
    const texts = literalTexts(node);
    if (!tool || texts.length === 0) return [];
    return optionSettings(tool, texts.map((each) => each.value).join(' '), node.location);
  });
}
