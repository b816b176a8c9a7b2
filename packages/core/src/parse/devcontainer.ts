import type { Diagnostic } from '../model/diagnostic.ts';
import type { Devcontainer, DevcontainerBase, DevcontainerCommand, DevcontainerEvent, DevcontainerPort, DevcontainerVariable } from '../model/environment.ts';
import type { Located } from '../model/location.ts';
import { joinPath, parentOf } from '../path/relative.ts';
import { type DataMap, type DataNode, entriesAt, nodeAt, textAt, textsOf } from './data-node.ts';
import { parseJson } from './json.ts';

/** Kinds of values, as the reference gives them; `list` is one of texts. */
type Shape = 'text' | 'number' | 'boolean' | 'list' | 'array' | 'object';

/** What may stand at a key. Keys that are not listed, `customizations` above all, are their tools' own. */
const shapes: Readonly<Record<string, readonly Shape[]>> = {
  name: ['text'],
  image: ['text'],
  build: ['object'],
  dockerFile: ['text'],
  dockerComposeFile: ['text', 'list'],
  service: ['text'],
  runServices: ['list'],
  features: ['object'],
  overrideFeatureInstallOrder: ['list'],
  forwardPorts: ['array'],
  appPort: ['text', 'number', 'array'],
  portsAttributes: ['object'],
  otherPortsAttributes: ['object'],
  containerEnv: ['object'],
  remoteEnv: ['object'],
  remoteUser: ['text'],
  containerUser: ['text'],
  updateRemoteUserUID: ['boolean'],
  userEnvProbe: ['text'],
  overrideCommand: ['boolean'],
  shutdownAction: ['text'],
  init: ['boolean'],
  privileged: ['boolean'],
  capAdd: ['list'],
  securityOpt: ['list'],
  mounts: ['array'],
  runArgs: ['list'],
  workspaceMount: ['text'],
  workspaceFolder: ['text'],
  initializeCommand: ['text', 'list', 'object'],
  onCreateCommand: ['text', 'list', 'object'],
  updateContentCommand: ['text', 'list', 'object'],
  postCreateCommand: ['text', 'list', 'object'],
  postStartCommand: ['text', 'list', 'object'],
  postAttachCommand: ['text', 'list', 'object'],
  waitFor: ['text'],
  hostRequirements: ['object'],
  secrets: ['object'],
};

const shapeWords: Readonly<Record<Shape, string>> = {
  text: 'a text',
  number: 'a number',
  boolean: 'true or false',
  list: 'a list of texts',
  array: 'a list',
  object: 'an object',
};

const events: readonly DevcontainerEvent[] = [
  'initializeCommand',
  'onCreateCommand',
  'updateContentCommand',
  'postCreateCommand',
  'postStartCommand',
  'postAttachCommand',
];
const setupEvents: ReadonlySet<DevcontainerEvent> = new Set<DevcontainerEvent>(['onCreateCommand', 'updateContentCommand', 'postCreateCommand']);

/** Whether tools look for a dev container at a path: `.devcontainer.json`, or in `.devcontainer` or a folder of it. */
export function isDevcontainerPath(path: string): boolean {
  return /^\.devcontainer\/(?:[^/]+\/)?devcontainer\.json$|^\.devcontainer\.json$/.test(path);
}

/**
 * Reads a `devcontainer.json` (JSON with comments).
 *
 * Source: https://containers.dev/implementors/json_reference/ (November 2026)
 *
 * @throws Never: what cannot be read is a diagnostic, and so is a value of another type than the reference gives.
 */
export function parseDevcontainer(path: string, text: string): { readonly devcontainer: Devcontainer; readonly diagnostics: readonly Diagnostic[] } {
  const { root, value, diagnostics } = parseJson(path, text);
  const name = textAt(root, 'name');
  const base = baseOf(root, path);
  const commands = events.flatMap((event) => commandsOf(event, nodeAt(root, event)));
  return {
    devcontainer: {
      path,
      ...(name ? { name } : {}),
      ...(base ? { base } : {}),
      composeFiles: textsOf(nodeAt(root, 'dockerComposeFile')).flatMap((file) => joinPath(parentOf(path), file.value) ?? []),
      features: keysOf(nodeAt(root, 'features')),
      appPorts: textsOf(nodeAt(root, 'appPort')),
      forwardPorts: textsOf(nodeAt(root, 'forwardPorts')),
      portsAttributes: entriesAt(root, 'portsAttributes').map((entry) => portOf({ value: entry.key, location: entry.keyLocation }, entry.value)),
      commands,
      setupCommands: commands.filter(({ event }) => setupEvents.has(event)).map(({ command }) => command),
      containerEnv: variablesOf(nodeAt(root, 'containerEnv')),
      remoteEnv: variablesOf(nodeAt(root, 'remoteEnv')),
      runArgs: textsOf(nodeAt(root, 'runArgs')),
      mounts: mountsOf(nodeAt(root, 'mounts')),
      secrets: keysOf(nodeAt(root, 'secrets')),
    },
    diagnostics: [...diagnostics, ...(root ? problemsOf(root, path, base) : value ? [problem(path, value, 'A dev container is a JSON object.')] : [])],
  };
}

function baseOf(root: DataMap | undefined, path: string): DevcontainerBase | undefined {
  if (nodeAt(root, 'dockerComposeFile')) {
    const service = textAt(root, 'service');
    return { kind: 'compose', ...(service ? { service } : {}), runServices: textsOf(nodeAt(root, 'runServices')) };
  }
  const dockerfile = textAt(root, 'build', 'dockerfile') ?? textAt(root, 'dockerFile');
  if (dockerfile) {
    const inside = joinPath(parentOf(path), dockerfile.value);
    return { kind: 'dockerfile', ...(inside === undefined ? {} : { path: inside }), written: dockerfile };
  }
  const image = textAt(root, 'image');
  return image && { kind: 'image', image };
}

function keysOf(node: DataNode | undefined): readonly Located<string>[] {
  return entriesAt(node).map(({ key, keyLocation }) => ({ value: key, location: keyLocation }));
}

/** A text is for a shell; an array is one command's words; an object names several, which run side by side. */
function commandsOf(event: DevcontainerEvent, node: DataNode | undefined): readonly DevcontainerCommand[] {
  if (node?.kind !== 'map') return [commandOf(event, node) ?? []].flat();
  return node.entries.flatMap(({ key, value }) => {
    const command = commandOf(event, value);
    return command ? [{ ...command, name: key }] : [];
  });
}

function commandOf(event: DevcontainerEvent, node: DataNode | undefined): DevcontainerCommand | undefined {
  const words = textsOf(node).map(({ value }) => value);
  if (!node || node.kind === 'map' || words.length === 0) return undefined;
  return { event, form: node.kind === 'scalar' ? 'shell' : 'words', command: { value: words.join(' '), location: node.location } };
}

function portOf(port: Located<string>, node: DataNode): DevcontainerPort {
  const label = textAt(node, 'label')?.value;
  const onAutoForward = textAt(node, 'onAutoForward')?.value;
  return {
    port,
    ...(label === undefined ? {} : { label }),
    ...(onAutoForward === undefined ? {} : { onAutoForward }),
    requireLocalPort: textAt(node, 'requireLocalPort')?.value === 'true',
  };
}

function variablesOf(node: DataNode | undefined): readonly DevcontainerVariable[] {
  return entriesAt(node).map(({ key, keyLocation, value }) => ({
    name: { value: key, location: keyLocation },
    ...(value.kind === 'scalar' && value.value !== null ? { value: value.text } : {}),
  }));
}

function mountsOf(node: DataNode | undefined): readonly Located<string>[] {
  if (node?.kind !== 'sequence') return [];
  return node.items.flatMap((item): readonly Located<string>[] => {
    if (item.kind !== 'map') return textsOf(item);
    const parts = ['type', 'source', 'target'].flatMap((key) => {
      const text = textAt(item, key);
      return text ? [`${key}=${text.value}`] : [];
    });
    return [{ value: parts.join(','), location: item.location }];
  });
}

function problemsOf(root: DataMap, path: string, base: DevcontainerBase | undefined): readonly Diagnostic[] {
  const wrong = root.entries.flatMap(({ key, value }) => {
    const allowed = Object.hasOwn(shapes, key) ? shapes[key] : undefined;
    if (!allowed || allowed.some((shape) => hasShape(value, shape))) return [];
    return [problem(path, value, `${key} must be ${allowed.map((shape) => shapeWords[shape]).join(' or ')}.`)];
  });
  if (!base && wrong.length === 0)
    return [
      { path, severity: 'warning', code: 'devcontainer-base', message: 'The dev container names no image, no build.dockerfile and no dockerComposeFile.' },
    ];
  if (base?.kind === 'compose' && !base.service)
    return [...wrong, { path, severity: 'error', code: 'devcontainer-base', message: 'dockerComposeFile needs service: the one that the editor works in.' }];
  return wrong;
}

function hasShape(node: DataNode, shape: Shape): boolean {
  const scalarIs = (type: string): boolean => node.kind === 'scalar' && typeof node.value === type;
  switch (shape) {
    case 'text':
      return scalarIs('string');
    case 'number':
    case 'boolean':
      return scalarIs(shape);
    case 'list':
      return node.kind === 'sequence' && node.items.every((item) => item.kind === 'scalar' && typeof item.value === 'string');
    case 'array':
      return node.kind === 'sequence';
    case 'object':
      return node.kind === 'map';
    default:
      return shape satisfies never;
  }
}

function problem(path: string, node: DataNode, message: string): Diagnostic {
  return { path, range: node.location.range, severity: 'error', code: 'devcontainer-type', message };
}
