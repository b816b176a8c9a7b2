import type { Located, Location } from '../model/location.ts';
import type { ActionReference, RunDefaults, Step } from '../model/workflow.ts';
import { parseActionReference } from './action-reference.ts';
import { parseShell, type ShellOptions } from './shell.ts';
import type { WorkflowReader } from './workflow-reader.ts';
import type { YamlMap, YamlNode } from './yaml.ts';

/** Where steps stand: what they inherit. */
export interface StepSurroundings {
  readonly defaults: RunDefaults;
  /** True when the job runs on Windows, where the default shell is PowerShell. */
  readonly windows: boolean;
  /** True in a composite action, whose steps know fewer keys and need a shell. */
  readonly composite: boolean;
}

const otherLanguages: ReadonlySet<string> = new Set([
  'pwsh',
  'powershell',
  'cmd',
  'python',
  'python3',
  'perl',
  'node',
  'ruby',
  'julia',
  'rscript',
  'nu',
  'fish',
  'elvish',
  'deno',
  'bun',
]);

// A guard: many questions about a step look at the others of its job. The longest real jobs have about 100.
const stepLimit = 500;

/** Reads a list of steps of a job or a composite action. */
export function parseSteps(reader: WorkflowReader, node: YamlNode | undefined, surroundings: StepSurroundings): readonly Step[] {
  if (!node) return [];
  if (node.kind !== 'sequence') {
    reader.report('workflow-wrong-type', 'steps must be a list.', node.location);
    return [];
  }
  const items = flatten(reader, node.items, surroundings.composite);
  if (items.length > stepLimit) reader.report('workflow-too-many-steps', `Only the first ${stepLimit} of ${items.length} steps were read.`, node.location);
  const steps = items.slice(0, stepLimit).flatMap(({ node: item, group }, index) => {
    const map = reader.map(item, 'A step');
    if (map) return [parseStep(reader, map, index, group, surroundings)];
    if (item.kind === 'scalar' && item.value === null) reader.report('workflow-wrong-type', 'A step must be a mapping.', item.location);
    return [];
  });
  checkIds(reader, steps);
  return steps;
}

/** Ids of steps are unique, and only what stands before a step can be waited for or ended. */
function checkIds(reader: WorkflowReader, steps: readonly Step[]): void {
  const ids = new Set<string>();
  for (const { id, location, waitsFor, cancels } of steps) {
    for (const target of [...(Array.isArray(waitsFor) ? waitsFor : []), ...(cancels ? [cancels] : [])])
      if (!ids.has(target.value.toLowerCase()))
        reader.report('workflow-unknown-step', `No step before this one has the id ${target.value.slice(0, 80)}.`, target.location);
    if (id === undefined) continue;
    if (ids.has(id.toLowerCase())) reader.report('workflow-duplicate-step-id', `The step id ${id} is used twice in one job.`, location);
    ids.add(id.toLowerCase());
  }
}

interface StepItem {
  readonly node: YamlNode;
  readonly group?: number;
}

// Steps that run side by side stand in a list of their own under `parallel`:
// https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsparallel (2026-11-25)
function flatten(reader: WorkflowReader, items: readonly YamlNode[], composite: boolean): readonly StepItem[] {
  let groups = 0;
  return items.flatMap((item): readonly StepItem[] => {
    const parallel = item.kind === 'map' ? item.entry('parallel') : undefined;
    if (!parallel) return [{ node: item }];
    if (composite) reader.report('workflow-step-kind', 'Steps of a composite action cannot run in parallel.', parallel.keyLocation);
    if (parallel.value.kind !== 'sequence') {
      reader.report('workflow-wrong-type', '`parallel` must be a list of steps.', parallel.keyLocation);
      return [];
    }
    const group = groups++;
    return parallel.value.items.map((node) => ({ node, group }));
  });
}

const mainKeys = ['uses', 'run', 'wait', 'wait-all', 'cancel'] as const;

function parseStep(reader: WorkflowReader, map: YamlMap, index: number, group: number | undefined, surroundings: StepSurroundings): Step {
  const kind = mainKeys.find((key) => map.entry(key));
  const main = (kind && map.entry(kind)) ?? map.entries[0];
  const uses = parseUses(reader, map.get('uses'));
  const run = reader.text(map.get('run'), 'run');
  const condition = reader.condition(map.get('if'));
  const id = reader.text(map.get('id'), 'id')?.value;
  const name = reader.text(map.get('name'), 'name')?.value;
  const continueOnError = reader.text(map.get('continue-on-error'), 'continue-on-error');
  const timeoutMinutes = reader.text(map.get('timeout-minutes'), 'timeout-minutes');
  const shell = reader.text(map.get('shell'), 'shell')?.value ?? surroundings.defaults.shell?.value;
  const location = main?.keyLocation ?? map.location;
  const waitsFor = waitsForOf(reader, map);
  const cancels = reader.text(map.get('cancel'), 'cancel');
  const background = map.get('background');
  const given = map.entry('with');
  const inputs = (given?.value.kind === 'map' ? given.value.entries[0] : given)?.keyLocation;
  checkKind(reader, map, group, surroundings.composite, location);
  return {
    index,
    location,
    ...(id === undefined ? {} : { id }),
    ...(name === undefined ? {} : { name }),
    ...(condition ? { if: condition } : {}),
    ...(continueOnError ? { continueOnError } : {}),
    ...(timeoutMinutes ? { timeoutMinutes } : {}),
    background: group !== undefined || (background?.kind === 'scalar' && background.value === true),
    ...(group === undefined ? {} : { parallelGroup: group }),
    ...(waitsFor ? { waitsFor } : {}),
    ...(cancels ? { cancels } : {}),
    env: reader.environment(map.get('env'), 'env'),
    ...(uses ? { uses } : {}),
    with: new Map(reader.pairs(map.get('with'), 'with').map(({ key, value }) => [key.toLowerCase(), value])),
    ...(inputs ? { withLocation: inputs } : {}),
    ...(run ? { run } : {}),
    ...(shell === undefined ? {} : { shell }),
    workingDirectory: repositoryDirectory(
      reader.text(map.get('working-directory'), 'working-directory')?.value ?? surroundings.defaults.workingDirectory?.value ?? '',
    ),
    ...scriptOf(map.get('run'), shell, surroundings.windows),
    references: reader.references(map, ''),
  };
}

function waitsForOf(reader: WorkflowReader, map: YamlMap): readonly Located<string>[] | 'all' | undefined {
  if (map.entry('wait-all')) return 'all';
  return map.entry('wait') ? reader.texts(map.get('wait'), 'wait') : undefined;
}

/** What steps of their kind and place may not be; unknown keys are reported elsewhere. */
function checkKind(reader: WorkflowReader, map: YamlMap, group: number | undefined, composite: boolean, location: Location): void {
  const kind = mainKeys.find((key) => map.entry(key));
  if (!kind) reader.report('workflow-empty-step', 'The step has neither `uses` nor `run`.', location);
  else if (map.entry('uses') && map.entry('run')) reader.report('workflow-step-conflict', 'The step has both `uses` and `run`.', location);
  else if (composite && ((kind !== 'uses' && kind !== 'run') || map.entry('background')))
    reader.report('workflow-step-kind', 'Steps of a composite action cannot run in the background or wait for steps that do.', location);
  else if (group !== undefined && ((kind !== 'uses' && kind !== 'run') || map.entry('background')))
    reader.report('workflow-step-kind', 'A step of a `parallel` group has `uses` or `run`, and no `background`.', location);
  else if (composite && kind === 'run' && !map.entry('shell'))
    reader.report('action-step-without-shell', 'A step with `run` of a composite action needs `shell`.', location);
}

/** Reads `uses:` of a step or a job. */
export function parseUses(reader: WorkflowReader, node: YamlNode | undefined): ActionReference | undefined {
  const written = reader.text(node, 'uses');
  if (!written) return undefined;
  const reference = parseActionReference(written.value, written.location, reader.yaml.trailingComment(written.location));
  if (!reference) reader.report('workflow-uses', `\`uses: ${written.value}\` names no action: owner/name@ref, ./path or docker://image.`, written.location);
  return reference;
}

function scriptOf(node: YamlNode | undefined, shell: string | undefined, windows: boolean): Pick<Step, 'script'> | Record<never, never> {
  if (node?.kind !== 'scalar' || node.value === null || !isPosixShell(shell, windows)) return {};
  return { script: parseShell(node.text, (start, end) => node.locate(start, end), shellOptions(shell)) };
}

// https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell (2026-11-24)
function shellOptions(shell: string | undefined): ShellOptions {
  switch (shell) {
    case undefined:
    case 'sh':
      return {};
    case 'bash':
      return { pipefail: true };
    default:
      return { errexit: /\s-\w{0,9}e/.test(shell) || shell.includes('errexit'), pipefail: shell.includes('pipefail') };
  }
}

function isPosixShell(shell: string | undefined, windows: boolean): boolean {
  if (shell === undefined) return !windows;
  const program = shell.trim().split(/\s/, 1)[0] ?? '';
  const name = program.slice(Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\')) + 1).toLowerCase();
  return !otherLanguages.has(name.replace(/\.exe$/, ''));
}

/** The directory relative to the root of the checkout; undefined when it is not static or lies outside. */
function repositoryDirectory(written: string): string | undefined {
  const inside = written.trim().replace(/^\$\{\{\s{0,9}github\.workspace\s{0,9}\}\}\/?/, '');
  if (inside.includes('${{') || inside.includes('$') || inside.startsWith('/') || inside.startsWith('~')) return undefined;
  const segments = inside.split('/').filter((segment) => segment !== '' && segment !== '.');
  return segments.includes('..') ? undefined : segments.join('/');
}
