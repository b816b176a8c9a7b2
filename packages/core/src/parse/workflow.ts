import type { Diagnostic } from '../model/diagnostic.ts';
import type { Located } from '../model/location.ts';
import type { Concurrency, Job, Permissions, Workflow, WorkflowTrigger } from '../model/workflow.ts';
import { checkNames } from './check-name.ts';
import { expandMatrix } from './matrix.ts';
import { parseSteps, parseUses, type RunDefaults } from './step.ts';
import { type WorkflowReader, workflowReader } from './workflow-reader.ts';
import { parseYaml, type YamlEntry, type YamlMap, type YamlNode } from './yaml.ts';

/** What a workflow file says, and what is wrong with it. */
export interface ParsedWorkflow {
  readonly workflow: Workflow;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a workflow file. A malformed one gives what could be read of it.
 *
 * @param path - Repository-relative path, for the locations.
 * @throws Never.
 */
export function parseWorkflow(path: string, text: string): ParsedWorkflow {
  const yaml = parseYaml(path, text);
  const diagnostics: Diagnostic[] = [...yaml.diagnostics];
  const reader = workflowReader(yaml, diagnostics);
  const start = yaml.positions.location(0, 0);
  const { root } = yaml;
  if (root?.kind !== 'map') {
    if (diagnostics.length === 0) reader.report('workflow-not-a-mapping', root ? 'A workflow must be a mapping.' : 'The workflow is empty.', start);
    return {
      workflow: { path, triggers: [], triggersLocation: start, env: [], jobs: [], outputs: new Map(), references: [], readable: false },
      diagnostics,
    };
  }

  const on = root.entry('on');
  if (!on) reader.report('workflow-without-triggers', 'The workflow has no `on`, so nothing starts it.', start);
  const triggers = on ? parseTriggers(reader, on) : [];
  const name = reader.text(root.get('name'), 'name');
  const permissions = parsePermissions(reader, root.entry('permissions'));
  const concurrency = parseConcurrency(reader, root.get('concurrency'));
  const defaults = runDefaults(reader, root.get('defaults'), {});
  const jobs = parseJobs(reader, root, defaults);
  checkNeeds(reader, jobs);
  const call = on?.value.kind === 'map' ? on.value.get('workflow_call') : undefined;
  return {
    workflow: {
      path,
      ...(name ? { name } : {}),
      triggers,
      triggersLocation: on?.keyLocation ?? start,
      ...(permissions ? { permissions } : {}),
      env: reader.environment(root.get('env'), 'env'),
      ...(concurrency ? { concurrency } : {}),
      jobs,
      outputs: calledOutputs(reader, call),
      references: root.entries.flatMap((entry) => (entry.key === 'jobs' ? [] : reader.references(entry.value, entry.key))),
      readable: true,
    },
    diagnostics,
  };
}

function parseTriggers(reader: WorkflowReader, on: YamlEntry): readonly WorkflowTrigger[] {
  const { value } = on;
  switch (value.kind) {
    case 'scalar':
      if (value.value !== null) return [{ event: value.text, location: value.location }];
      reader.report('workflow-without-triggers', '`on` names no event, so nothing starts the workflow.', on.keyLocation);
      return [];
    case 'sequence':
      return reader.texts(value, 'on').map((event) => ({ event: event.value, location: event.location }));
    case 'map':
      return value.entries.map((entry) => parseTrigger(reader, entry));
    default:
      return value satisfies never;
  }
}

function parseTrigger(reader: WorkflowReader, { key, keyLocation, value }: YamlEntry): WorkflowTrigger {
  if (value.kind !== 'map') return { event: key, location: keyLocation };
  const list = (name: string): readonly Located<string>[] | undefined => (value.get(name) ? reader.texts(value.get(name), `on.${key}.${name}`) : undefined);
  const types = list('types');
  const branches = list('branches');
  const branchesIgnore = list('branches-ignore');
  const paths = list('paths');
  const pathsIgnore = list('paths-ignore');
  const tags = list('tags');
  const workflows = list('workflows');
  return {
    event: key,
    location: keyLocation,
    ...(types ? { types: types.map((type) => type.value) } : {}),
    ...(branches ? { branches } : {}),
    ...(branchesIgnore ? { branchesIgnore } : {}),
    ...(paths ? { paths } : {}),
    ...(pathsIgnore ? { pathsIgnore } : {}),
    ...(tags ? { tags } : {}),
    ...(workflows ? { workflows } : {}),
  };
}

function calledOutputs(reader: WorkflowReader, call: YamlNode | undefined): ReadonlyMap<string, Located<string>> {
  const outputs = call?.kind === 'map' ? reader.map(call.get('outputs'), 'on.workflow_call.outputs') : undefined;
  return new Map(
    (outputs?.entries ?? []).flatMap(({ key, value }): [string, Located<string>][] => {
      const written = value.kind === 'map' ? reader.text(value.get('value'), `on.workflow_call.outputs.${key}.value`) : undefined;
      return written ? [[key, written]] : [];
    }),
  );
}

function parsePermissions(reader: WorkflowReader, entry: YamlEntry | undefined): Permissions | undefined {
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

function parseConcurrency(reader: WorkflowReader, node: YamlNode | undefined): Concurrency | undefined {
  if (!node) return undefined;
  if (node.kind !== 'map') {
    const group = reader.text(node, 'concurrency');
    return group ? { group } : undefined;
  }
  const group = reader.text(node.get('group'), 'concurrency.group');
  const cancelInProgress = reader.text(node.get('cancel-in-progress'), 'concurrency.cancel-in-progress');
  return { ...(group ? { group } : {}), ...(cancelInProgress ? { cancelInProgress } : {}) };
}

function runDefaults(reader: WorkflowReader, node: YamlNode | undefined, outer: RunDefaults): RunDefaults {
  const run = reader.map(reader.map(node, 'defaults')?.get('run'), 'defaults.run');
  const shell = reader.text(run?.get('shell'), 'defaults.run.shell')?.value;
  const workingDirectory = reader.text(run?.get('working-directory'), 'defaults.run.working-directory')?.value;
  return { ...outer, ...(shell === undefined ? {} : { shell }), ...(workingDirectory === undefined ? {} : { workingDirectory }) };
}

function parseJobs(reader: WorkflowReader, root: YamlMap, defaults: RunDefaults): readonly Job[] {
  const entry = root.entry('jobs');
  const jobs = reader.map(entry?.value, 'jobs');
  if (!jobs || jobs.entries.length === 0) {
    reader.report('workflow-without-jobs', 'The workflow has no jobs.', entry?.keyLocation ?? reader.yaml.positions.location(0, 0));
    return [];
  }
  return jobs.entries.flatMap((job) => {
    const map = reader.map(job.value, `jobs.${job.key}`);
    if (map) return [parseJob(reader, job, map, defaults)];
    reader.report('workflow-empty-job', `The job ${job.key} is empty.`, job.keyLocation);
    return [];
  });
}

function parseJob(reader: WorkflowReader, { key: id, keyLocation }: YamlEntry, map: YamlMap, outer: RunDefaults): Job {
  const text = (key: string): Located<string> | undefined => reader.text(map.get(key), key);
  const name = text('name');
  const condition = reader.condition(map.get('if'));
  const permissions = parsePermissions(reader, map.entry('permissions'));
  const environment = environmentOf(reader, map.get('environment'));
  const runsOn = runnerOf(reader, map.get('runs-on'));
  const concurrency = parseConcurrency(reader, map.get('concurrency'));
  const continueOnError = text('continue-on-error');
  const timeoutMinutes = text('timeout-minutes');
  const uses = parseUses(reader, map.get('uses'));
  const strategy = reader.map(map.get('strategy'), 'strategy');
  const matrixNode = strategy?.get('matrix');
  const matrix = matrixNode?.kind === 'map' ? expandMatrix(matrixNode) : undefined;
  if (!map.get('runs-on') && !map.get('uses')) reader.report('workflow-job-without-runner', `The job ${id} has neither \`runs-on\` nor \`uses\`.`, keyLocation);
  if (!map.get('steps') && !map.get('uses')) reader.report('workflow-job-without-steps', `The job ${id} has no steps.`, keyLocation);
  const windows = runsOn ? runsOnWindows(runsOn.value, matrix) : false;
  const names = checkNames(name?.value ?? id, matrixNode ? (matrix ?? 'hidden') : 'none');
  return {
    id,
    ...(name ? { name } : {}),
    location: keyLocation,
    needs: reader.texts(map.get('needs'), 'needs'),
    ...(condition ? { if: condition } : {}),
    ...(permissions ? { permissions } : {}),
    ...(environment ? { environment } : {}),
    ...(runsOn ? { runsOn } : {}),
    images: imagesOf(reader, map),
    ...(concurrency ? { concurrency } : {}),
    ...(continueOnError ? { continueOnError } : {}),
    ...(timeoutMinutes ? { timeoutMinutes } : {}),
    env: reader.environment(map.get('env'), 'env'),
    outputs: new Map(reader.pairs(map.get('outputs'), 'outputs').map(({ key, value }) => [key, value])),
    steps: parseSteps(reader, map.get('steps'), { defaults: runDefaults(reader, map.get('defaults'), outer), windows }),
    ...(uses ? { uses } : {}),
    with: new Map(reader.pairs(map.get('with'), 'with').map(({ key, value }) => [key.toLowerCase(), value])),
    secrets: secretsOf(reader, map.get('secrets')),
    ...(matrix ? { matrix } : {}),
    checkNames: names,
    references: map.entries.flatMap((entry) => (entry.key === 'steps' ? [] : reader.references(entry.value, entry.key))),
  };
}

function environmentOf(reader: WorkflowReader, node: YamlNode | undefined): Located<string> | undefined {
  return node?.kind === 'map' ? reader.text(node.get('name'), 'environment.name') : reader.text(node, 'environment');
}

function runnerOf(reader: WorkflowReader, node: YamlNode | undefined): Located<string> | undefined {
  if (!node) return undefined;
  const labels =
    node.kind === 'map'
      ? [...reader.texts(node.get('group'), 'runs-on.group'), ...reader.texts(node.get('labels'), 'runs-on.labels')]
      : reader.texts(node, 'runs-on');
  return labels.length === 0 ? undefined : { value: labels.map((label) => label.value).join(', '), location: labels[0]?.location ?? node.location };
}

/** Whether every leg of the job runs on Windows. */
function runsOnWindows(runsOn: string, matrix: readonly Readonly<Record<string, string>>[] | undefined): boolean {
  if (!runsOn.includes('${{')) return /windows/i.test(runsOn);
  const key = /^\$\{\{\s{0,9}matrix\.([\w.-]+)\s{0,9}\}\}$/.exec(runsOn)?.[1];
  return key !== undefined && matrix !== undefined && matrix.length > 0 && matrix.every((leg) => /windows/i.test(leg[key] ?? ''));
}

function imagesOf(reader: WorkflowReader, map: YamlMap): Job['images'] {
  const imageOf = (node: YamlNode | undefined, what: string): readonly Located<string>[] => {
    const image = node?.kind === 'map' ? reader.text(node.get('image'), `${what}.image`) : reader.text(node, what);
    return image ? [image] : [];
  };
  const services = map.get('services');
  return [
    ...imageOf(map.get('container'), 'container').map((image) => ({ kind: 'container' as const, image })),
    ...(services?.kind === 'map' ? services.entries : []).flatMap(({ key, value }) =>
      imageOf(value, `services.${key}`).map((image) => ({ kind: 'service' as const, image })),
    ),
  ];
}

function secretsOf(reader: WorkflowReader, node: YamlNode | undefined): Job['secrets'] {
  if (!node) return { kind: 'none' };
  if (node.kind === 'scalar' && node.text === 'inherit') return { kind: 'inherit', location: node.location };
  const names = node.kind === 'map' ? node.entries.map(({ key, keyLocation }) => ({ value: key, location: keyLocation })) : [];
  if (node.kind !== 'map') reader.report('workflow-wrong-type', 'secrets must be a mapping or `inherit`.', node.location);
  return { kind: 'named', names };
}

function checkNeeds(reader: WorkflowReader, jobs: readonly Job[]): void {
  const byId = new Map(jobs.map((job) => [job.id.toLowerCase(), job]));
  for (const job of jobs)
    for (const need of job.needs)
      if (!byId.has(need.value.toLowerCase()))
        reader.report('workflow-unknown-need', `The job ${job.id} needs ${need.value}, which is no job here.`, need.location);

  // Peels off jobs whose needs are all known to finish; what is left waits for itself.
  const open = new Map(jobs.map((job) => [job.id.toLowerCase(), job.needs.map((need) => need.value.toLowerCase()).filter((need) => byId.has(need))]));
  const dependents = new Map<string, string[]>();
  for (const [id, needs] of open) {
    for (const need of needs) {
      const known = dependents.get(need);
      if (known) known.push(id);
      else dependents.set(need, [id]);
    }
  }
  const waiting = new Map([...open].map(([id, needs]) => [id, needs.length]));
  const ready = [...waiting].filter(([, count]) => count === 0).map(([id]) => id);
  for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
    open.delete(id);
    for (const dependent of dependents.get(id) ?? []) {
      const left = (waiting.get(dependent) ?? 0) - 1;
      waiting.set(dependent, left);
      if (left === 0) ready.push(dependent);
    }
  }
  const stuck = jobs.find((job) => open.has(job.id.toLowerCase()));
  if (stuck) reader.report('workflow-needs-cycle', `The job ${stuck.id} waits for itself through \`needs\`.`, stuck.location);
}
