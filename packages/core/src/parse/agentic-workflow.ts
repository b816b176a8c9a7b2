import type { Diagnostic } from '../model/diagnostic.ts';
import type { Located } from '../model/location.ts';
import type { AgenticNetwork, AgenticWorkflow, WorkflowTrigger } from '../model/workflow.ts';
import { findFrontMatter } from './front-matter.ts';
import { type WorkflowReader, workflowReader } from './workflow-reader.ts';
import { workflowEvents } from './workflow-schema.ts';
import { parsePermissions } from './workflow-settings.ts';
import { parseTriggers } from './workflow-trigger.ts';
import { parseYaml, type YamlEntry, type YamlFile, type YamlMap, type YamlNode } from './yaml.ts';

export interface ParsedAgenticWorkflow {
  /** Absent when the file is no agentic workflow: no front matter, or none with `on`. */
  readonly workflow?: AgenticWorkflow;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a Markdown file of `.github/workflows` as a workflow of GitHub Agentic Workflows (`gh aw`). A `README.md` there is
 * none: the front matter needs `on`. https://github.github.com/gh-aw/reference/frontmatter/ (2026-11-25)
 *
 * @param path - Repository-relative path, for the locations.
 * @param text - The whole file.
 * @throws Never.
 */
export function parseAgenticWorkflow(path: string, text: string): ParsedAgenticWorkflow {
  const block = findFrontMatter(text);
  if (!block) return { diagnostics: [] };
  // The opening line becomes an empty one, so that places in the block are places in the file.
  const yaml = parseYaml(path, `${text.slice(0, block.start).replace(/[^\r\n]/g, ' ')}${text.slice(block.start, block.end)}`);
  const root = yaml.root?.kind === 'map' ? yaml.root : undefined;
  const on = root?.entry('on');
  if (!root || !on) return { diagnostics: [] };
  const diagnostics: Diagnostic[] = [...yaml.diagnostics];
  const reader = workflowReader(yaml, diagnostics);
  const events = on.value.kind === 'map' ? on.value : undefined;
  const roles = root.get('roles') ?? events?.get('roles');
  const permissions = parsePermissions(reader, root.entry('permissions'));
  const strict = reader.text(root.get('strict'), 'strict');
  const engineNode = root.get('engine');
  const engine = reader.text(engineNode?.kind === 'map' ? engineNode.get('id') : engineNode, 'engine');
  const network = networkOf(reader, root.entry('network'));
  const sandbox = sandboxOf(reader, root.get('sandbox'));
  return {
    workflow: {
      path,
      triggers: triggersOf(yaml, on),
      triggersLocation: on.keyLocation,
      ...(roles ? { roles: reader.texts(roles, 'roles') } : {}),
      ...(permissions ? { permissions } : {}),
      ...(strict ? { strict } : {}),
      ...(engine ? { engine } : {}),
      ...(network ? { network } : {}),
      ...(sandbox ? { sandbox } : {}),
      tools: new Map(entriesOf(root.get('tools')).map((entry) => [entry.key, toolOf(entry)])),
      safeOutputs: new Map(entriesOf(root.get('safe-outputs')).map((entry) => [entry.key, outputOf(entry)])),
      imports: importsOf(root.get('imports')),
    },
    diagnostics,
  };
}

/** Triggers of gh-aw's own, which it compiles into events of comments. */
const commandTriggers: readonly string[] = ['slash_command', 'label_command', 'command'];

/** Beside events, `on` holds options (`stop-after`, `roles`) and short forms (`weekly on monday`, `/bake`) that GitHub does not know. */
function triggersOf(yaml: YamlFile, on: YamlEntry): readonly WorkflowTrigger[] {
  const lenient = workflowReader(yaml, []);
  return parseTriggers(lenient, on).flatMap((trigger) => {
    const event = eventOf(trigger.event);
    return event === undefined ? [] : [{ ...trigger, event }];
  });
}

function eventOf(written: string): string | undefined {
  if (workflowEvents.has(written) || commandTriggers.includes(written)) return written;
  if (written.startsWith('/')) return 'slash_command';
  return /^(?:hourly|daily|weekly|bi-weekly|tri-weekly|monthly|every)\b/.test(written) ? 'schedule' : undefined;
}

function entriesOf(node: YamlNode | undefined): YamlMap['entries'] {
  return node?.kind === 'map' ? node.entries : [];
}

function networkOf(reader: WorkflowReader, entry: YamlEntry | undefined): AgenticNetwork | undefined {
  if (!entry) return undefined;
  const { value, keyLocation } = entry;
  if (value.kind === 'map') return { kind: 'list', allowed: reader.texts(value.get('allowed'), 'network.allowed'), location: keyLocation };
  const name = reader.text(value, 'network');
  return name && { kind: 'named', name: name.value, location: name.location };
}

function sandboxOf(reader: WorkflowReader, node: YamlNode | undefined): Located<string> | undefined {
  if (node?.kind !== 'map') return reader.text(node, 'sandbox');
  const agent = node.get('agent');
  return reader.text(agent?.kind === 'map' ? (agent.get('id') ?? agent.get('type')) : agent, 'sandbox.agent');
}

function toolOf({ key, keyLocation, value }: YamlEntry): Located<readonly string[]> {
  const given = key === 'github' && value.kind === 'map' ? value.get('toolsets') : value;
  return { value: textsIn(given).map((text) => text.value), location: keyLocation };
}

function outputOf({ keyLocation, value }: YamlEntry): Located<string | undefined> {
  const max = value.kind === 'map' ? value.get('max') : undefined;
  return { value: max?.kind === 'scalar' ? max.text : undefined, location: keyLocation };
}

/** `imports` is a list of paths, or of mappings that give inputs to what they name by `uses` or `path`. */
function importsOf(node: YamlNode | undefined): readonly Located<string>[] {
  const items = node?.kind === 'sequence' ? node.items : node ? [node] : [];
  return items.flatMap((item) => textsIn(item.kind === 'map' ? (item.get('uses') ?? item.get('path')) : item));
}

function textsIn(node: YamlNode | undefined): readonly Located<string>[] {
  const items = node?.kind === 'sequence' ? node.items : node ? [node] : [];
  return items.flatMap((item) => (item.kind === 'scalar' && item.value !== null ? [{ value: item.text, location: item.location }] : []));
}

/** Whether a compiled workflow says that `gh aw` made it. */
export function isCompiledByGhAw(text: string): boolean {
  const head = text.slice(0, 20_000);
  return head.includes('# gh-aw-metadata:') || /^# This file was automatically generated by gh-aw\b/m.test(head);
}
