import type { AgentHook, AgentPermission, AgentPlugin, AgentSetting, AgentSettings, McpServer } from '../model/agent-settings.ts';
import type { TextFile } from '../model/file.ts';
import type { Located } from '../model/location.ts';
import { parseCodexRules } from '../parse/codex-rules.ts';
import { type DataFile, type DataNode, entriesAt, nodeAt, textAt, textsOf } from '../parse/data-node.ts';
import { parseGitignore } from '../parse/gitignore.ts';
import { parseJson } from '../parse/json.ts';
import { parseToml } from '../parse/toml.ts';
import { parseYaml } from '../parse/yaml.ts';
import { hookFiles, hooksOf, pluginFiles, pluginsOf } from './agent-extensions.ts';
import { codexPermissions, permissionsOf } from './agent-permissions.ts';
import { type AgentSettingFile, agentSettingFiles, ignoreFileNames, type McpFile, mcpFiles } from './agent-setting-files.ts';
import type { FacetLoader } from './facet.ts';

/** Loads what committed files tell agents that they may do. */
export const loadAgentSettings: FacetLoader<AgentSettings> = async (context) => {
  const { files, readTexts } = context;
  const own = files.entries.filter(({ path }) => isCandidate(path) && files.role(path) === 'own').map(({ path }) => path);
  const texts = await readTexts(own);
  const parsed = new Map<string, DataFile>();
  const dataOf = (file: TextFile, format: AgentSettingFile['format']): DataFile => {
    let data = parsed.get(file.path);
    if (!data) {
      data = parse(file, format);
      context.report(data.diagnostics);
      parsed.set(file.path, data);
    }
    return data;
  };
  const found: { path: string; tool: string }[] = [];
  const settings: AgentSetting[] = [];
  const mcpServers: McpServer[] = [];
  const hooks: AgentHook[] = [];
  const plugins: AgentPlugin[] = [];
  const codexRules: AgentPermission[] = [];
  for (const file of texts.values()) {
    if (codexRuleFile.test(file.path)) {
      const { rules, diagnostics } = parseCodexRules(file.path, file.text);
      context.report(diagnostics);
      codexRules.push(...codexPermissions(file.path, rules));
    }
    const hookFile = hookFiles.find((candidate) => candidate.path.test(file.path));
    if (hookFile) hooks.push(...hooksOf(hookFile, file.path, dataOf(file, 'json').root));
    const pluginFile = pluginFiles.find((candidate) => candidate.path.test(file.path));
    if (pluginFile) plugins.push(...pluginsOf(pluginFile, file.path, dataOf(file, 'json').root));
    const kind = agentSettingFiles.find((candidate) => candidate.path.test(file.path));
    if (kind) {
      const own = settingsOf(kind, file.path, dataOf(file, kind.format).root);
      if (own.length > 0 || !kind.keys) found.push({ path: file.path, tool: kind.tool });
      settings.push(...own);
    }
    const list = mcpFiles.find((candidate) => candidate.path.test(file.path));
    if (list) {
      const servers = serversOf(list, file.path, dataOf(file, list.format).root);
      mcpServers.push(...servers);
      if (servers.length > 0 && !kind) found.push({ path: file.path, tool: list.tool });
    }
  }
  const ignoreFiles = Object.entries(ignoreFileNames).flatMap(([path, tool]) => {
    const file = texts.get(path);
    return file ? [{ path, tool, patterns: parseGitignore(path, file.text) }] : [];
  });
  return { files: found, settings, mcpServers, ignoreFiles, permissions: [...permissionsOf(settings), ...codexRules], hooks, plugins };
};

const codexRuleFile = /(?:^|\/)\.codex\/rules\/[^/]+\.rules$/;
const dataFiles: readonly { readonly path: RegExp }[] = [...agentSettingFiles, ...mcpFiles, ...hookFiles, ...pluginFiles, { path: codexRuleFile }];

function isCandidate(path: string): boolean {
  if (!path.includes('.')) return false;
  return path in ignoreFileNames || dataFiles.some((candidate) => candidate.path.test(path));
}

function parse({ path, text }: TextFile, format: AgentSettingFile['format']): DataFile {
  switch (format) {
    case 'json':
      return parseJson(path, text);
    case 'toml':
      return parseToml(path, text);
    case 'yaml': {
      const { root, diagnostics } = parseYaml(path, text);
      return { ...(root?.kind === 'map' ? { root } : {}), diagnostics };
    }
    default:
      return format satisfies never;
  }
}

// A settings file has some hundred values; more is no settings file.
const settingLimit = 5000;

function settingsOf(kind: AgentSettingFile, path: string, root: DataNode | undefined): AgentSetting[] {
  const settings: AgentSetting[] = [];
  const walk = (node: DataNode, key: string): void => {
    if (settings.length >= settingLimit) return;
    switch (node.kind) {
      case 'map':
        for (const entry of node.entries) walk(entry.value, key === '' ? entry.key : `${key}.${entry.key}`);
        return;
      case 'sequence':
        for (const item of node.items) walk(item, key);
        return;
      case 'scalar':
        if (!kind.keys || kind.keys.test(key))
          settings.push({ tool: kind.tool, path, key, value: node.text, location: node.location, effect: effectOf(kind, key, node.text) });
        return;
      default:
        node satisfies never;
    }
  };
  if (root) walk(root, '');
  return settings;
}

function effectOf(kind: AgentSettingFile, key: string, value: string): AgentSetting['effect'] {
  const names = (list: readonly string[] | undefined): boolean =>
    (list ?? []).some((entry) => entry === key || entry === `${key}=${value}` || key.startsWith(`${entry}.`));
  if (names(kind.ignored)) return 'ignored';
  return names(kind.afterTrust) ? 'needs-trust' : kind.effect;
}

function serversOf(list: McpFile, path: string, root: DataNode | undefined): McpServer[] {
  return entriesAt(root, list.key).flatMap(({ key, keyLocation, value }): McpServer[] => {
    if (value.kind !== 'map') return [];
    // opencode gives program and arguments as one list.
    const commandNode = value.get('command');
    const [program, ...joined] = textsOf(commandNode);
    const url = textAt(value, 'url') ?? textAt(value, 'httpUrl') ?? textAt(value, 'serverUrl');
    return [
      {
        tool: list.tool,
        name: key,
        path,
        location: keyLocation,
        ...(program ? { command: program } : {}),
        args: [...joined, ...textsOf(value.get('args'))],
        ...(url ? { url } : {}),
        env: [...pairsOf(value, 'env'), ...pairsOf(value, 'environment')],
        headers: [...pairsOf(value, 'headers'), ...pairsOf(value, 'http_headers')],
        autoApproved: [...textsOf(value.get('alwaysAllow')), ...textsOf(value.get('autoApprove'))],
        enabled: !(textAt(value, 'disabled')?.value === 'true' || textAt(value, 'enabled')?.value === 'false'),
      },
    ];
  });
}

function pairsOf(server: DataNode, key: string): { readonly name: string; readonly value: Located<string> }[] {
  return entriesAt(nodeAt(server, key)).flatMap((entry) => {
    const value = textAt(entry.value);
    return value ? [{ name: entry.key, value }] : [];
  });
}
