import type { Located } from '../model/location.ts';
import type { CalledSecret, Schedule, WorkflowInput, WorkflowTrigger } from '../model/workflow.ts';
import type { WorkflowReader } from './workflow-reader.ts';
import type { YamlEntry, YamlMap, YamlNode } from './yaml.ts';

/** Reads the value of `on:`. */
export function parseTriggers(reader: WorkflowReader, on: YamlEntry): readonly WorkflowTrigger[] {
  const { value } = on;
  switch (value.kind) {
    case 'scalar': {
      if (value.value === null) {
        reader.report('workflow-without-triggers', '`on` names no event, so nothing starts the workflow.', on.keyLocation);
        return [];
      }
      return [{ event: value.text, location: value.location }];
    }
    case 'sequence':
      return reader.texts(value, 'on').map((event) => ({ event: event.value, location: event.location }));
    case 'map':
      return value.entries.map((entry) => parseTrigger(reader, entry));
    default:
      return value satisfies never;
  }
}

const lists = {
  branches: 'branches',
  branchesIgnore: 'branches-ignore',
  paths: 'paths',
  pathsIgnore: 'paths-ignore',
  tags: 'tags',
  tagsIgnore: 'tags-ignore',
  workflows: 'workflows',
  names: 'names',
  versions: 'versions',
} as const;

/** Reads one event of a mapping below `on:`. */
function parseTrigger(reader: WorkflowReader, { key, keyLocation, value }: YamlEntry): WorkflowTrigger {
  const trigger: WorkflowTrigger = { event: key, location: keyLocation };
  if (key === 'schedule') return { ...trigger, schedules: schedulesOf(reader, value) };
  const map = reader.map(value, `on.${key}`);
  if (!map) return trigger;
  const types = map.get('types') ? reader.texts(map.get('types'), `on.${key}.types`) : undefined;
  const filters: Record<string, readonly Located<string>[]> = {};
  for (const [property, name] of Object.entries(lists)) if (map.get(name)) filters[property] = reader.texts(map.get(name), `on.${key}.${name}`);
  return {
    ...trigger,
    ...(types ? { types: types.map((type) => type.value) } : {}),
    ...filters,
    ...(key === 'workflow_call' || key === 'workflow_dispatch' ? { inputs: inputsOf(reader, map, key) } : {}),
    ...(key === 'workflow_call' ? { secrets: secretsOf(reader, map) } : {}),
  };
}

function schedulesOf(reader: WorkflowReader, node: YamlNode): readonly Schedule[] {
  if (node.kind !== 'sequence') {
    if (node.kind === 'map' || node.value !== null) reader.report('workflow-wrong-type', 'on.schedule must be a list.', node.location);
    return [];
  }
  return node.items.flatMap((item): Schedule[] => {
    const map = reader.map(item, 'Each entry of on.schedule');
    const cron = reader.text(map?.get('cron'), 'on.schedule.cron');
    const timezone = reader.text(map?.get('timezone'), 'on.schedule.timezone');
    return cron ? [{ cron, ...(timezone ? { timezone } : {}) }] : [];
  });
}

const inputTypes: readonly WorkflowInput['type'][] = ['string', 'boolean', 'number', 'choice', 'environment'];

function inputsOf(reader: WorkflowReader, event: YamlMap, name: string): ReadonlyMap<string, WorkflowInput> {
  const entries = reader.map(event.get('inputs'), `on.${name}.inputs`)?.entries ?? [];
  return new Map(
    entries.map(({ key, keyLocation, value }) => {
      const what = `on.${name}.inputs.${key}`;
      const map = reader.map(value, what);
      const type = reader.text(map?.get('type'), `${what}.type`);
      const known = inputTypes.find((candidate) => candidate === type?.value);
      const options = map?.get('options') ? reader.texts(map.get('options'), `${what}.options`) : undefined;
      const written = reader.text(map?.get('default'), `${what}.default`);
      const description = reader.text(map?.get('description'), `${what}.description`);
      const input: WorkflowInput = {
        name: key,
        location: keyLocation,
        type: known ?? 'string',
        required: isTrue(map?.get('required')),
        ...(written ? { default: written } : {}),
        ...(description ? { description } : {}),
        ...(options ? { options } : {}),
      };
      return [key.toLowerCase(), input];
    }),
  );
}

function secretsOf(reader: WorkflowReader, call: YamlMap): ReadonlyMap<string, CalledSecret> {
  const entries = reader.map(call.get('secrets'), 'on.workflow_call.secrets')?.entries ?? [];
  return new Map(
    entries.map(({ key, keyLocation, value }) => {
      const map = reader.map(value, `on.workflow_call.secrets.${key}`);
      return [key.toLowerCase(), { name: key, location: keyLocation, required: isTrue(map?.get('required')) }];
    }),
  );
}

/** Outputs of a reusable workflow by their name, with the place of each. */
export function calledOutputs(reader: WorkflowReader, call: YamlNode | undefined): ReadonlyMap<string, Located<string>> {
  const outputs = call?.kind === 'map' ? reader.map(call.get('outputs'), 'on.workflow_call.outputs') : undefined;
  return new Map(
    (outputs?.entries ?? []).flatMap(({ key, value }): [string, Located<string>][] => {
      const what = `on.workflow_call.outputs.${key}`;
      const map = reader.map(value, what);
      const written = reader.text(map?.get('value'), `${what}.value`);
      return written ? [[key, written]] : [];
    }),
  );
}

export function isTrue(node: YamlNode | undefined): boolean {
  return node?.kind === 'scalar' && node.value === true;
}
