import type { Located } from '../model/location.ts';
import type { Job, JobContainer, JobEnvironment, RunDefaults, RunsOn, Strategy } from '../model/workflow.ts';
import { checkNames } from './check-name.ts';
import { expandMatrix } from './matrix.ts';
import { parseSteps, parseUses } from './step.ts';
import type { WorkflowReader } from './workflow-reader.ts';
import { parseConcurrency, parseDefaults, parsePermissions } from './workflow-settings.ts';
import type { YamlEntry, YamlMap, YamlNode } from './yaml.ts';

/** Reads `jobs:` and checks how they wait for each other. */
export function parseJobs(reader: WorkflowReader, root: YamlMap, defaults: RunDefaults | undefined): readonly Job[] {
  const entry = root.entry('jobs');
  const map = reader.map(entry?.value, 'jobs');
  if (!map || map.entries.length === 0) {
    reader.report('workflow-without-jobs', 'The workflow has no jobs.', entry?.keyLocation ?? reader.yaml.positions.location(0, 0));
    return [];
  }
  const jobs = map.entries.flatMap((job) => {
    const inner = reader.map(job.value, `jobs.${job.key}`);
    if (inner) return [parseJob(reader, job, inner, defaults)];
    reader.report('workflow-empty-job', `The job ${job.key} is empty.`, job.keyLocation);
    return [];
  });
  checkNeeds(reader, jobs);
  return jobs;
}

function parseJob(reader: WorkflowReader, { key: id, keyLocation }: YamlEntry, map: YamlMap, outer: RunDefaults | undefined): Job {
  const text = (key: string): Located<string> | undefined => reader.text(map.get(key), key);
  const name = text('name');
  const condition = reader.condition(map.get('if'));
  const permissions = parsePermissions(reader, map.entry('permissions'));
  const environment = environmentOf(reader, map.get('environment'));
  const runsOn = runnerOf(reader, map.get('runs-on'));
  const concurrency = parseConcurrency(reader, map.get('concurrency'));
  const continueOnError = text('continue-on-error');
  const timeoutMinutes = text('timeout-minutes');
  const defaults = parseDefaults(reader, map.get('defaults'));
  const uses = parseUses(reader, map.get('uses'));
  const strategyMap = reader.map(map.get('strategy'), 'strategy');
  const strategy = strategyMap ? strategyOf(reader, strategyMap) : undefined;
  const matrixNode = strategyMap?.get('matrix');
  const legs = matrixNode?.kind === 'map' ? expandMatrix(matrixNode) : undefined;
  const matrix = legs?.map(({ values }) => values);
  if (!map.get('runs-on') && !map.get('uses')) reader.report('workflow-job-without-runner', `The job ${id} has neither \`runs-on\` nor \`uses\`.`, keyLocation);
  if (!map.get('steps') && !map.get('uses')) reader.report('workflow-job-without-steps', `The job ${id} has no steps.`, keyLocation);
  const windows = runsOn ? runsOnWindows(runsOn.value, matrix) : false;
  return {
    id,
    ...(name ? { name } : {}),
    location: keyLocation,
    needs: reader.texts(map.get('needs'), 'needs'),
    ...(condition ? { if: condition } : {}),
    ...(permissions ? { permissions } : {}),
    ...(environment ? { environment } : {}),
    ...(runsOn ? { runsOn } : {}),
    containers: containersOf(reader, map),
    ...(concurrency ? { concurrency } : {}),
    ...(continueOnError ? { continueOnError } : {}),
    ...(timeoutMinutes ? { timeoutMinutes } : {}),
    ...(defaults ? { defaults } : {}),
    env: reader.environment(map.get('env'), 'env'),
    outputs: new Map(reader.pairs(map.get('outputs'), 'outputs').map(({ key, value }) => [key, value])),
    steps: parseSteps(reader, map.get('steps'), { defaults: { ...outer, ...defaults }, windows, composite: false }),
    ...(uses ? { uses } : {}),
    with: new Map(reader.pairs(map.get('with'), 'with').map(({ key, value }) => [key.toLowerCase(), value])),
    secrets: secretsOf(reader, map.get('secrets')),
    ...(strategy ? { strategy } : {}),
    ...(matrix ? { matrix } : {}),
    ...(legs ? { matrixLabels: legs.map(({ label }) => label) } : {}),
    checkNames: checkNames(name?.value || id, matrixNode ? (legs ?? 'hidden') : 'none'),
    references: map.entries.flatMap((entry) => (entry.key === 'steps' ? [] : reader.references(entry.value, entry.key))),
  };
}

function environmentOf(reader: WorkflowReader, node: YamlNode | undefined): JobEnvironment | undefined {
  if (node?.kind !== 'map') return reader.text(node, 'environment');
  const name = reader.text(node.get('name'), 'environment.name');
  const url = reader.text(node.get('url'), 'environment.url');
  const deployment = reader.text(node.get('deployment'), 'environment.deployment');
  return name && { ...name, ...(url ? { url } : {}), ...(deployment ? { deployment } : {}) };
}

function runnerOf(reader: WorkflowReader, node: YamlNode | undefined): RunsOn | undefined {
  if (!node) return undefined;
  const group = node.kind === 'map' ? reader.text(node.get('group'), 'runs-on.group') : undefined;
  const labels = node.kind === 'map' ? reader.texts(node.get('labels'), 'runs-on.labels') : reader.texts(node, 'runs-on');
  const all = group ? [group, ...labels] : labels;
  const [first] = all;
  return first && { value: all.map((label) => label.value).join(', '), location: first.location, ...(group ? { group } : {}), labels };
}

/** Whether every leg of the job runs on Windows. */
function runsOnWindows(runsOn: string, matrix: readonly Readonly<Record<string, string>>[] | undefined): boolean {
  if (!runsOn.includes('${{')) return /windows/i.test(runsOn);
  const key = /^\$\{\{\s{0,9}matrix\.([\w.-]+)\s{0,9}\}\}$/.exec(runsOn)?.[1];
  return key !== undefined && matrix !== undefined && matrix.length > 0 && matrix.every((leg) => /windows/i.test(leg[key] ?? ''));
}

function strategyOf(reader: WorkflowReader, map: YamlMap): Strategy {
  const failFast = reader.text(map.get('fail-fast'), 'strategy.fail-fast');
  const maxParallel = reader.text(map.get('max-parallel'), 'strategy.max-parallel');
  const matrix = map.entry('matrix');
  const entries = matrix?.value.kind === 'map' ? matrix.value.entries : [];
  const axes = entries.flatMap(({ key, keyLocation, value }): Strategy['axes'] => {
    if (key === 'include' || key === 'exclude') return [];
    if (value.kind !== 'sequence') return [{ key, location: keyLocation }];
    const values = value.items.flatMap((item) => (item.kind === 'scalar' ? [{ value: item.text, location: item.location }] : []));
    return [{ key, location: keyLocation, ...(values.length === value.items.length ? { values } : {}) }];
  });
  return { ...(failFast ? { failFast } : {}), ...(maxParallel ? { maxParallel } : {}), ...(matrix ? { matrix: matrix.keyLocation } : {}), axes };
}

function containersOf(reader: WorkflowReader, map: YamlMap): readonly JobContainer[] {
  const container = map.entry('container');
  const services = map.get('services');
  return [
    ...(container ? containerOf(reader, container, { kind: 'container' }) : []),
    ...(services?.kind === 'map' ? services.entries : []).flatMap((entry) => containerOf(reader, entry, { kind: 'service', name: entry.key })),
  ];
}

function containerOf(reader: WorkflowReader, { keyLocation, value }: YamlEntry, what: Pick<JobContainer, 'kind' | 'name'>): readonly JobContainer[] {
  const path = what.name === undefined ? 'container' : `services.${what.name}`;
  const nothing = { ...what, location: keyLocation, env: [], ports: [], volumes: [] };
  if (value.kind !== 'map') {
    const image = reader.text(value, path);
    return image ? [{ ...nothing, image }] : [];
  }
  const image = reader.text(value.get('image'), `${path}.image`);
  if (!image) return [];
  const options = reader.text(value.get('options'), `${path}.options`);
  const entrypoint = reader.text(value.get('entrypoint'), `${path}.entrypoint`);
  const command = reader.text(value.get('command'), `${path}.command`);
  const login = value.get('credentials');
  const username = login?.kind === 'map' ? reader.text(login.get('username'), `${path}.credentials.username`) : undefined;
  const password = login?.kind === 'map' ? reader.text(login.get('password'), `${path}.credentials.password`) : undefined;
  return [
    {
      ...nothing,
      image,
      ...(login ? { credentials: { ...(username ? { username } : {}), ...(password ? { password } : {}) } } : {}),
      env: reader.environment(value.get('env'), `${path}.env`),
      ports: reader.texts(value.get('ports'), `${path}.ports`),
      volumes: reader.texts(value.get('volumes'), `${path}.volumes`),
      ...(options ? { options } : {}),
      ...(entrypoint ? { entrypoint } : {}),
      ...(command ? { command } : {}),
    },
  ];
}

function secretsOf(reader: WorkflowReader, node: YamlNode | undefined): Job['secrets'] {
  if (!node) return { kind: 'none' };
  if (node.kind === 'scalar' && node.text === 'inherit') return { kind: 'inherit', location: node.location };
  const names = (node.kind === 'map' ? node.entries : []).flatMap(({ key, keyLocation, value }) => {
    const given = reader.text(value, `secrets.${key}`) ?? { value: '', location: value.location };
    return [{ value: key, location: keyLocation, given }];
  });
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
