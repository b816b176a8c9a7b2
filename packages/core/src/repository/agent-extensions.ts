import type { AgentHook, AgentPlugin, AgentSetting } from '../model/agent-settings.ts';
import type { Located } from '../model/location.ts';
import { type DataNode, entriesAt, nodeAt, textAt } from '../parse/data-node.ts';

/** A file in which hooks stand under `hooks`: event → list of commands, perhaps in groups with a matcher. */
export interface HookFile {
  readonly tool: string;
  readonly path: RegExp;
  readonly effect: AgentSetting['effect'];
}

/** Hook files by tool. Compared with the vendors' documentation on 2026-11-24. */
export const hookFiles: readonly HookFile[] = [
  { tool: 'Claude Code', path: /(?:^|\/)\.claude\/settings(?:\.local)?\.json$/, effect: 'needs-trust' },
  // Of a plugin: they run once somebody installs it.
  { tool: 'Claude Code', path: /(?:^|\/)hooks\/hooks\.json$/, effect: 'needs-trust' },
  { tool: 'Codex', path: /(?:^|\/)\.codex\/hooks\.json$/, effect: 'needs-trust' },
  { tool: 'Cursor', path: /^\.cursor\/hooks\.json$/, effect: 'needs-trust' },
  { tool: 'GitHub Copilot', path: /^\.github\/hooks\/[^/]+\.json$/, effect: 'effective' },
  { tool: 'Gemini CLI', path: /^\.gemini\/settings\.json$/, effect: 'needs-trust' },
];

// A guard: people have a dozen hooks.
const hookLimit = 1000;

/** The hooks of a file. */
export function hooksOf({ tool, effect }: HookFile, path: string, root: DataNode | undefined): readonly AgentHook[] {
  const hooks: AgentHook[] = [];
  for (const { key: event, value } of entriesAt(root, 'hooks')) {
    for (const group of value.kind === 'sequence' ? value.items : []) {
      const matcher = textAt(group, 'matcher')?.value;
      const inner = nodeAt(group, 'hooks');
      for (const item of inner?.kind === 'sequence' ? inner.items : [group]) {
        for (const command of commandsOf(item)) {
          if (hooks.length >= hookLimit) return hooks;
          hooks.push({ tool, path, location: item.location, event, ...(matcher ? { matcher } : {}), command, effect });
        }
      }
    }
  }
  return hooks;
}

/** Copilot names one command for each kind of shell. */
function commandsOf(item: DataNode): readonly Located<string>[] {
  return ['command', 'bash', 'powershell'].flatMap((key) => textAt(item, key) ?? []);
}

/** Files about plugins, and what they are. */
export const pluginFiles: readonly { readonly tool: string; readonly path: RegExp; readonly kind: 'manifest' | 'marketplace' | 'settings' }[] = [
  { tool: 'Claude Code', path: /(?:^|\/)\.claude-plugin\/plugin\.json$/, kind: 'manifest' },
  { tool: 'Claude Code', path: /(?:^|\/)\.claude-plugin\/marketplace\.json$/, kind: 'marketplace' },
  { tool: 'Codex', path: /(?:^|\/)\.codex-plugin\/plugin\.json$/, kind: 'manifest' },
  { tool: 'Claude Code', path: /(?:^|\/)\.claude\/settings(?:\.local)?\.json$/, kind: 'settings' },
];

/** The plugins and lists of plugins that a file names. */
export function pluginsOf({ tool, kind }: (typeof pluginFiles)[number], path: string, root: DataNode | undefined): readonly AgentPlugin[] {
  switch (kind) {
    case 'manifest': {
      const name = textAt(root, 'name');
      return name ? [{ tool, path, location: name.location, kind, name: name.value }] : [];
    }
    case 'marketplace': {
      const list = nodeAt(root, 'plugins');
      return (list?.kind === 'sequence' ? list.items : []).flatMap((plugin): AgentPlugin[] => {
        const name = textAt(plugin, 'name');
        return name ? [{ tool, path, location: plugin.location, kind: 'offered', name: name.value, ...sourceOf(plugin) }] : [];
      });
    }
    case 'settings':
      return [
        ...entriesAt(root, 'extraKnownMarketplaces').map(({ key, keyLocation, value }): AgentPlugin => {
          return { tool, path, location: keyLocation, kind: 'marketplace', name: key, ...sourceOf(value) };
        }),
        ...entriesAt(root, 'enabledPlugins').flatMap(({ key, keyLocation, value }): AgentPlugin[] =>
          value.kind === 'scalar' && value.value === false ? [] : [{ tool, path, location: keyLocation, kind: 'enabled', name: key }],
        ),
      ];
    default:
      return kind satisfies never;
  }
}

/** `source` is a path, or a map that names the place and, at best, a commit. */
function sourceOf(node: DataNode): Pick<AgentPlugin, 'source' | 'ref'> {
  const source = nodeAt(node, 'source');
  const place =
    source?.kind === 'map' ? (textAt(source, 'repo') ?? textAt(source, 'url') ?? textAt(source, 'path') ?? textAt(source, 'package')) : textAt(source);
  const ref = textAt(source, 'sha') ?? textAt(source, 'commit') ?? textAt(source, 'ref') ?? textAt(source, 'version');
  return { ...(place ? { source: place } : {}), ...(ref ? { ref } : {}) };
}
