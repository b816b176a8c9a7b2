import type { ActionReference, Step } from '../model/workflow.ts';
import { parseActionReference } from './action-reference.ts';
import { parseShell, type ShellOptions } from './shell.ts';
import type { WorkflowReader } from './workflow-reader.ts';
import type { YamlMap, YamlNode } from './yaml.ts';

/** What `defaults.run` of a workflow and its job say. */
export interface RunDefaults {
  readonly shell?: string;
  readonly workingDirectory?: string;
}

/** Where steps stand: what they inherit. */
export interface StepSurroundings {
  readonly defaults: RunDefaults;
  /** True when the job runs on Windows, where the default shell is PowerShell. */
  readonly windows: boolean;
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

// Steps that only wait for or end background steps (GitHub, 2026).
const backgroundKeys: readonly string[] = ['wait', 'wait-all', 'cancel'];

// A guard: many questions about a step look at the others of its job. The longest real jobs have about 100.
const stepLimit = 500;

/** Reads a list of steps of a job or a composite action. */
export function parseSteps(reader: WorkflowReader, node: YamlNode | undefined, surroundings: StepSurroundings): readonly Step[] {
  if (!node) return [];
  if (node.kind !== 'sequence') {
    reader.report('workflow-wrong-type', 'steps must be a list.', node.location);
    return [];
  }
  const ids = new Set<string>();
  const items = flatten(node.items);
  if (items.length > stepLimit) reader.report('workflow-too-many-steps', `Only the first ${stepLimit} of ${items.length} steps were read.`, node.location);
  return items.slice(0, stepLimit).flatMap((item, index) => {
    const map = reader.map(item, 'A step');
    if (!map) {
      if (item.kind === 'scalar' && item.value === null) reader.report('workflow-wrong-type', 'A step must be a mapping.', item.location);
      return [];
    }
    const step = parseStep(reader, map, index, surroundings);
    if (step.id !== undefined) {
      if (ids.has(step.id.toLowerCase())) reader.report('workflow-duplicate-step-id', `The step id ${step.id} is used twice in one job.`, step.location);
      ids.add(step.id.toLowerCase());
    }
    return [step];
  });
}

// Steps that run side by side stand in a list of their own under `parallel` (GitHub, 2026).
function flatten(items: readonly YamlNode[]): readonly YamlNode[] {
  return items.flatMap((item) => {
    const parallel = item.kind === 'map' ? item.get('parallel') : undefined;
    return parallel?.kind === 'sequence' ? parallel.items : [item];
  });
}

function parseStep(reader: WorkflowReader, map: YamlMap, index: number, surroundings: StepSurroundings): Step {
  const main = map.entry('uses') ?? map.entry('run') ?? map.entries[0];
  const uses = parseUses(reader, map.get('uses'));
  const run = reader.text(map.get('run'), 'run');
  const condition = reader.condition(map.get('if'));
  const continueOnError = reader.text(map.get('continue-on-error'), 'continue-on-error');
  const id = reader.text(map.get('id'), 'id')?.value;
  const name = reader.text(map.get('name'), 'name')?.value;
  const shell = reader.text(map.get('shell'), 'shell')?.value ?? surroundings.defaults.shell;
  const location = main?.keyLocation ?? map.location;
  if (!map.get('uses') && !map.get('run') && !backgroundKeys.some((key) => map.entry(key)))
    reader.report('workflow-empty-step', 'The step has neither `uses` nor `run`.', location);
  if (map.get('uses') && map.get('run')) reader.report('workflow-step-conflict', 'The step has both `uses` and `run`.', location);
  return {
    index,
    location,
    ...(id === undefined ? {} : { id }),
    ...(name === undefined ? {} : { name }),
    ...(condition ? { if: condition } : {}),
    ...(continueOnError ? { continueOnError } : {}),
    env: reader.environment(map.get('env'), 'env'),
    ...(uses ? { uses } : {}),
    with: new Map(reader.pairs(map.get('with'), 'with').map(({ key, value }) => [key.toLowerCase(), value])),
    ...(run ? { run } : {}),
    ...(shell === undefined ? {} : { shell }),
    workingDirectory: repositoryDirectory(
      reader.text(map.get('working-directory'), 'working-directory')?.value ?? surroundings.defaults.workingDirectory ?? '',
    ),
    ...scriptOf(map.get('run'), shell, surroundings.windows),
    references: reader.references(map, ''),
  };
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
