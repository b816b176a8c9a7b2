import type { Diagnostic } from '../model/diagnostic.ts';
import type { Location } from '../model/location.ts';
import type { DependencyUpdates, UpdateSource } from '../model/task.ts';
import { type DataNode, nodeAt } from './data-node.ts';
import { parseJson } from './json.ts';
import { parseYaml } from './yaml.ts';

/** Where update tools look for their configuration. https://docs.renovatebot.com/configuration-options/ (2026-11-25) */
export const updateFiles: ReadonlyMap<string, DependencyUpdates['tool']> = new Map([
  ['.github/dependabot.yml', 'Dependabot'],
  ['.github/dependabot.yaml', 'Dependabot'],
  ['renovate.json', 'Renovate'],
  ['renovate.json5', 'Renovate'],
  ['.github/renovate.json', 'Renovate'],
  ['.github/renovate.json5', 'Renovate'],
  ['.renovaterc', 'Renovate'],
  ['.renovaterc.json', 'Renovate'],
  ['.renovaterc.json5', 'Renovate'],
]);

export interface ParsedUpdates {
  readonly updates: DependencyUpdates;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads `dependabot.yml`: each entry of `updates`, and whether it waits before it takes a new version.
 * https://docs.github.com/en/code-security/reference/supply-chain-security/dependabot-options-reference#cooldown (2026-11-25)
 *
 * @throws Never.
 */
export function parseDependabot(path: string, text: string): ParsedUpdates {
  const { root, diagnostics } = parseYaml(path, text);
  const entries = nodeAt(root, 'updates');
  const readable = root !== undefined && diagnostics.length === 0;
  const sources = listOf(entries).flatMap((entry): UpdateSource[] => {
    const ecosystem = nodeAt(entry, 'package-ecosystem');
    if (ecosystem?.kind !== 'scalar') return [];
    const cooldown = nodeAt(entry, 'cooldown');
    const waits =
      cooldown?.kind === 'map' && cooldown.entries.some(({ key, value }) => key.endsWith('-days') && value.kind === 'scalar' && Number(value.text) > 0);
    return [{ ecosystem: ecosystem.text, location: ecosystem.location, ...(waits ? { waits: cooldown.location } : {}) }];
  });
  return { updates: { tool: 'Dependabot', path, sources, presets: [], readable }, diagnostics };
}

/**
 * Reads a configuration of Renovate: JSON with comments. JSON5 beyond that is not read.
 *
 * @throws Never.
 */
export function parseRenovate(path: string, text: string): ParsedUpdates {
  const { root, diagnostics } = parseJson(path, text);
  if (!root || diagnostics.length > 0) return { updates: { tool: 'Renovate', path, sources: [], presets: [], readable: false }, diagnostics };
  const rules = listOf(root.get('packageRules'));
  const parts = [root, ...rules];
  const presets = listOf(root.get('extends')).flatMap((preset) => (preset.kind === 'scalar' ? [{ value: preset.text, location: preset.location }] : []));
  const age = (node: DataNode): Location | undefined => {
    const written = nodeAt(node, 'minimumReleaseAge') ?? nodeAt(node, 'stabilityDays');
    return written?.kind === 'scalar' && /[1-9]/.test(written.text) ? written.location : undefined;
  };
  const waits = age(root) ?? parts.map(age).find((location) => location !== undefined);
  const merges = parts.map((part) => nodeAt(part, 'automerge')).find((value) => value?.kind === 'scalar' && value.value === true);
  const untested = parts.map((part) => nodeAt(part, 'ignoreTests')).find((value) => value?.kind === 'scalar' && value.value === true);
  const source: UpdateSource = {
    location: root.entries[0]?.keyLocation ?? root.location,
    ...(waits ? { waits } : {}),
    ...(merges ? { mergesItself: merges.location } : {}),
    ...(untested ? { ignoresChecks: untested.location } : {}),
  };
  return { updates: { tool: 'Renovate', path, sources: [source], presets, readable: true }, diagnostics };
}

function listOf(node: DataNode | undefined): readonly DataNode[] {
  return node?.kind === 'sequence' ? node.items : [];
}
