import type { Diagnostic } from '../model/diagnostic.ts';
import { interpolate, noValues } from './compose-interpolation.ts';
import { mergeRules, rulePath, type UniqueKey, uniqueKeys } from './compose-merge-rules.ts';
import { mountItem } from './compose-mount.ts';
import { portItem } from './compose-port.ts';
import {
  type ComposeEntry,
  type ComposeMap,
  type ComposeNode,
  type ComposeScalar,
  type ComposeScope,
  composeEntries,
  composeMap,
  composeValue,
} from './compose-tree.ts';

/** What a merge reports, and how much it may still do: services that extend a large one multiply it. */
export interface MergeRun {
  readonly diagnostics: Diagnostic[];
  remaining: number;
}

const rules = new Map(Object.entries(mergeRules));
const uniques = new Map(Object.entries(uniqueKeys));

/**
 * Puts an override over a base, as Compose does. Tags of the override stay on the result, so that they hold against what
 * the result is put over in its turn; {@link settle} takes them out.
 *
 * @param path - Where in the model both stand, as the tables of rules write it; empty for whole files.
 */
export function mergeNodes(base: ComposeNode, over: ComposeNode, path: string, run: MergeRun): ComposeNode {
  const rule = rules.get(path);
  if (rule === 'replace') return over;
  if (isNull(over)) return base;
  switch (rule) {
    case 'sequence':
      return joined([...asItems(base), ...asItems(over)], base, run);
    case 'mapping':
    case 'dependencies':
    case 'build':
      return mergeMaps(asMap(base, rule), asMap(over, rule), path, run);
    case 'logging': {
      const drivers = [composeValue(base, 'driver'), composeValue(over, 'driver')].map((node) => (node?.kind === 'scalar' ? node.resolved : undefined));
      if (drivers[0] !== undefined && drivers[1] !== undefined && drivers[0] !== drivers[1]) return over;
      break;
    }
    case 'subnets':
      if (base.kind === 'sequence' && over.kind === 'sequence') return joined(bySubnet([...base.items, ...over.items], path, run), base, run);
      break;
    default:
  }
  if (base.kind === 'map' && over.kind === 'map') return mergeMaps(base, over, path, run);
  if (base.kind === 'sequence' && over.kind === 'sequence') return joined([...base.items, ...over.items], base, run);
  if (base.kind === 'scalar') return over;
  run.diagnostics.push({
    path: over.location.path,
    range: over.location.range,
    severity: 'error',
    code: 'compose-merge',
    message: `${lastKey(path)} is ${kindWord(over)} here and ${kindWord(base)} in ${base.location.path}: Compose cannot merge the two.`,
  });
  return base;
}

function mergeMaps(base: ComposeMap, over: ComposeMap, path: string, run: MergeRun): ComposeMap {
  run.remaining -= base.entries.size + over.entries.size;
  const entries = new Map<string, ComposeEntry>();
  // A base's own tags were for what lies below it.
  for (const [key, entry] of base.entries) if (entry.tag !== 'reset') entries.set(key, entry.tag === 'merge' ? entry : { ...entry, tag: 'merge' });
  for (const [key, entry] of over.entries) {
    const before = entries.get(key);
    if (!before || entry.tag !== 'merge') entries.set(key, entry);
    else entries.set(key, { ...before, value: mergeNodes(before.value, entry.value, rulePath(path, key), run) });
  }
  return { kind: 'map', entries, location: base.location };
}

function joined(items: readonly ComposeNode[], base: ComposeNode, run: MergeRun): ComposeNode {
  run.remaining -= items.length;
  return { kind: 'sequence', items, location: base.location };
}

function isNull(node: ComposeNode): boolean {
  return node.kind === 'scalar' && node.value === null;
}

function lastKey(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function kindWord(node: ComposeNode): string {
  return node.kind === 'map' ? 'a mapping' : node.kind === 'sequence' ? 'a list' : 'a single value';
}

/** `{A: 1, B: }` as `[A=1, B]`, sorted as Compose sorts it; a list and a text as they are. */
function asItems(node: ComposeNode): readonly ComposeNode[] {
  if (node.kind === 'sequence') return node.items;
  if (node.kind === 'scalar') return node.value === null ? [] : [node];
  return composeEntries(node)
    .filter((entry) => entry.tag !== 'reset')
    .flatMap((entry) => {
      const values = entry.value.kind === 'sequence' ? entry.value.items : [entry.value];
      return values.flatMap((value) => (value.kind === 'scalar' ? [pair(entry.key, value)] : []));
    })
    .sort((left, right) => (left.resolved < right.resolved ? -1 : left.resolved > right.resolved ? 1 : 0));
}

function pair(key: string, value: ComposeScalar): ComposeScalar {
  if (value.value === null) return { ...value, value: key, text: key, resolved: key };
  const text = `${key}=${value.text}`;
  return { ...value, value: text, text, resolved: `${key}=${value.resolved}` };
}

function asMap(node: ComposeNode, rule: 'mapping' | 'dependencies' | 'build'): ComposeMap {
  if (node.kind === 'map') return node;
  if (node.kind === 'scalar') {
    const entries: ComposeEntry[] = rule === 'build' && node.value !== null ? [{ key: 'context', keyLocation: node.location, value: node, tag: 'merge' }] : [];
    return composeMap(entries, node.location);
  }
  return composeMap(
    node.items.flatMap((item): ComposeEntry[] => {
      if (item.kind !== 'scalar') return [];
      const value = rule === 'dependencies' ? startedCondition(item) : { ...item, value: null, text: '', resolved: '' };
      return [{ key: item.resolved, keyLocation: item.location, value, tag: 'merge' }];
    }),
    node.location,
  );
}

function startedCondition(item: ComposeScalar): ComposeNode {
  const entry = (key: string, value: string | boolean): ComposeEntry => ({
    key,
    keyLocation: item.location,
    value: { ...item, value, text: String(value), resolved: String(value) },
    tag: 'merge',
  });
  return composeMap([entry('condition', 'service_started'), entry('required', true)], item.location);
}

function bySubnet(items: readonly ComposeNode[], path: string, run: MergeRun): readonly ComposeNode[] {
  return overlaid(
    items,
    (item) => {
      const subnet = composeValue(item, 'subnet');
      return subnet?.kind === 'scalar' ? subnet.resolved : undefined;
    },
    (before, item) => (before.kind === 'map' && item.kind === 'map' ? mergeMaps(before, item, `${path}.[]`, run) : item),
  );
}

/** Puts an item in the place of the earlier one with the same key; items without a key stay. */
function overlaid(
  items: readonly ComposeNode[],
  keyOf: (item: ComposeNode) => string | undefined,
  join: (before: ComposeNode, item: ComposeNode) => ComposeNode,
): readonly ComposeNode[] {
  const result: ComposeNode[] = [];
  const places = new Map<string, number>();
  for (const item of items) {
    const key = keyOf(item);
    const place = key === undefined ? undefined : places.get(key);
    const before = place === undefined ? undefined : result[place];
    if (place !== undefined && before) result[place] = join(before, item);
    else {
      if (key !== undefined) places.set(key, result.length);
      result.push(item);
    }
  }
  return result;
}

/** Takes out what is reset, and items of which only one may be there. */
export function settle(node: ComposeNode, path: string, run: MergeRun): ComposeNode {
  if (node.kind === 'scalar' || run.remaining < 0) return node;
  if (node.kind === 'map') {
    run.remaining -= node.entries.size;
    const entries = new Map<string, ComposeEntry>();
    for (const [key, entry] of node.entries)
      if (entry.tag !== 'reset') entries.set(key, { ...entry, tag: 'merge', value: settle(entry.value, rulePath(path, key), run) });
    return { ...node, entries };
  }
  run.remaining -= node.items.length;
  const unique = uniques.get(path);
  const items = node.items.map((item) => settle(item, `${path}.[]`, run));
  return {
    ...node,
    items: unique
      ? overlaid(
          items,
          (item) => uniqueKey(item, unique, path),
          (_, item) => item,
        )
      : items,
  };
}

function uniqueKey(item: ComposeNode, unique: UniqueKey, path: string): string | undefined {
  const text = (node: ComposeNode | undefined): string | undefined => (node?.kind === 'scalar' && node.value !== null ? node.resolved : undefined);
  const plain = text(item);
  switch (unique) {
    case 'name':
      return plain?.split('=', 1)[0];
    case 'text':
      return plain;
    case 'path':
      return plain ?? text(composeValue(item, 'path'));
    case 'mount':
      return mountItem(item)?.target;
    case 'device': {
      const parts = plain?.split(':', 2);
      return parts ? (parts[1] ?? parts[0]) : text(composeValue(item, 'target'));
    }
    case 'grant': {
      const folder = path.endsWith('.secrets') ? '/run/secrets/' : '/';
      const source = plain ?? text(composeValue(item, 'source'));
      return (plain === undefined ? text(composeValue(item, 'target')) : undefined) ?? (source === undefined ? undefined : folder + source);
    }
    case 'port': {
      const port = portItem(item);
      if (!port) return undefined;
      const published = port.host.kind === 'ephemeral' ? '' : port.host.value;
      return `${port.address || '0.0.0.0'}:${published}:${interpolate(port.container, scopeOf(item)?.values.lookup ?? noValues.lookup)}/${port.protocol}`;
    }
    default:
      return unique satisfies never;
  }
}

function scopeOf(item: ComposeNode): ComposeScope | undefined {
  if (item.kind === 'scalar') return item.scope;
  const target = composeValue(item, 'target');
  return target?.kind === 'scalar' ? target.scope : undefined;
}
