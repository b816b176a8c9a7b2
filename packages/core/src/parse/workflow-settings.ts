import type { Located } from '../model/location.ts';
import type { Concurrency, Permissions, RunDefaults } from '../model/workflow.ts';
import type { WorkflowReader } from './workflow-reader.ts';
import type { YamlEntry, YamlNode } from './yaml.ts';

/** Reads `permissions:` of a workflow or job. */
export function parsePermissions(reader: WorkflowReader, entry: YamlEntry | undefined): Permissions | undefined {
  if (!entry) return undefined;
  const { value, keyLocation } = entry;
  if (value.kind === 'map') {
    const scopes = new Map<string, Located<'read' | 'write' | 'none'>>();
    for (const { key, value: level } of reader.pairs(value, 'permissions')) {
      if (level.value === 'read' || level.value === 'write' || level.value === 'none') scopes.set(key, { value: level.value, location: level.location });
      else reader.report('workflow-permissions', `permissions: ${key} must be read, write or none.`, level.location);
    }
    return { kind: 'scopes', scopes, location: keyLocation };
  }
  const written = reader.text(value, 'permissions');
  if (written?.value === 'read-all') return { kind: 'all', level: 'read', location: written.location };
  if (written?.value === 'write-all') return { kind: 'all', level: 'write', location: written.location };
  reader.report('workflow-permissions', '`permissions` must be a mapping of scopes, `read-all` or `write-all`.', written?.location ?? keyLocation);
  return undefined;
}

/** Reads `concurrency:` of a workflow or job. */
export function parseConcurrency(reader: WorkflowReader, node: YamlNode | undefined): Concurrency | undefined {
  if (!node) return undefined;
  if (node.kind !== 'map') {
    const group = reader.text(node, 'concurrency');
    return group ? { group } : undefined;
  }
  const group = reader.text(node.get('group'), 'concurrency.group');
  const cancelInProgress = reader.text(node.get('cancel-in-progress'), 'concurrency.cancel-in-progress');
  const queue = reader.text(node.get('queue'), 'concurrency.queue');
  return { ...(group ? { group } : {}), ...(cancelInProgress ? { cancelInProgress } : {}), ...(queue ? { queue } : {}) };
}

/** Reads `defaults:` of a workflow or job. */
export function parseDefaults(reader: WorkflowReader, node: YamlNode | undefined): RunDefaults | undefined {
  const defaults = reader.map(node, 'defaults');
  const run = reader.map(defaults?.get('run'), 'defaults.run');
  if (!run) return undefined;
  const shell = reader.text(run.get('shell'), 'defaults.run.shell');
  const workingDirectory = reader.text(run.get('working-directory'), 'defaults.run.working-directory');
  return { ...(shell ? { shell } : {}), ...(workingDirectory ? { workingDirectory } : {}) };
}
