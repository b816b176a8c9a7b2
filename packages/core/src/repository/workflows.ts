import type { FileIndex } from '../model/repository.ts';
import type { ActionReference, Job, LocalAction, Step, Workflow, Workflows } from '../model/workflow.ts';
import { parseAction } from '../parse/action.ts';
import { parseWorkflow } from '../parse/workflow.ts';
import { joinPath, nameOf, parentOf } from '../path/relative.ts';
import type { FacetContext, FacetLoader } from './facet.ts';
import { otherCiOf } from './other-ci.ts';

const workflowDirectory = '.github/workflows';
// A guard against generated trees; the largest known repositories have about 300 workflows and 150 actions.
const actionLimit = 1000;
const callDepthLimit = 10;

/** Loads the workflows of GitHub Actions and the actions of the repository that they use. */
export const loadWorkflows: FacetLoader<Workflows> = async (context) => {
  const parsed = await readWorkflows(context);
  const actions = await readActions(context, parsed);
  const byPath = new Map(parsed.map((workflow) => [workflow.path, workflow]));
  const origin = context.facts.origin;

  const resolveWorkflow = (reference: ActionReference): Workflow | undefined => {
    if (reference.kind === 'local') return byPath.get(joinPath('', reference.path) ?? '');
    if (reference.kind !== 'repository' || !origin) return undefined;
    const here = `${origin.owner}/${origin.name}`.toLowerCase() === `${reference.owner}/${reference.repository}`.toLowerCase();
    return here ? byPath.get(reference.path) : undefined;
  };
  const workflows = parsed.map((workflow) => ({ ...workflow, jobs: workflow.jobs.map((job) => withCalledChecks(job, resolveWorkflow, 0)) }));
  for (const workflow of workflows) byPath.set(workflow.path, workflow);
  const byDirectory = new Map(actions.map((action) => [action.directory, action]));

  return {
    workflows,
    localActions: actions,
    otherCi: otherCiOf(context.files),
    ...(context.facts.defaultBranch.state === 'known' ? { defaultBranch: context.facts.defaultBranch.value } : {}),
    ...(origin ? { owner: origin.owner } : {}),
    trigger: (workflow, event) => workflow.triggers.find((trigger) => trigger.event === event),
    resolveAction: (reference) => (reference.kind === 'local' ? byDirectory.get(actionDirectory(reference.path, context.files) ?? '') : undefined),
    resolveWorkflow,
  };
};

async function readWorkflows({ files, readTexts, report }: FacetContext): Promise<readonly Workflow[]> {
  const paths = files
    .children(workflowDirectory)
    .map((name) => `${workflowDirectory}/${name}`)
    .filter((path) => /\.ya?ml$/.test(path) && files.has(path) && files.role(path) !== 'ignored');
  return [...(await readTexts(paths)).values()].map(({ path, text }) => {
    const { workflow, diagnostics } = parseWorkflow(path, text);
    report(diagnostics);
    const source = compiledFrom(path, files);
    return source === undefined ? workflow : { ...workflow, compiledFrom: source };
  });
}

/** gh-aw compiles `x.md` into `x.lock.yml`: https://github.github.com/gh-aw/ (2026-11-24). */
function compiledFrom(path: string, files: FileIndex): string | undefined {
  const source = path.replace(/\.lock\.ya?ml$/, '.md');
  return source !== path && files.has(source) ? source : undefined;
}

/** Actions under `.github/actions`, and those that steps name by `./`, also from within other local actions. */
async function readActions({ files, readTexts, report }: FacetContext, workflows: readonly Workflow[]): Promise<readonly LocalAction[]> {
  const read = new Map<string, LocalAction | undefined>();
  const isAction = (path: string): boolean => ['action.yml', 'action.yaml'].includes(nameOf(path));
  const fileOf = (directory: string): string | undefined =>
    ['action.yml', 'action.yaml'].map((name) => (directory === '' ? name : `${directory}/${name}`)).find((path) => files.has(path));
  const named = (steps: readonly Step[]): string[] =>
    steps.flatMap(({ uses }) => {
      const directory = uses?.kind === 'local' ? actionDirectory(uses.path, files) : undefined;
      const path = directory === undefined ? undefined : fileOf(directory);
      return path === undefined ? [] : [path];
    });

  let next = [
    ...(files.hasDirectory('.github/actions') ? files.under('.github/actions').filter(isAction) : []),
    ...workflows.flatMap((workflow) => workflow.jobs.flatMap((job) => named(job.steps))),
  ];
  while (next.length > 0 && read.size < actionLimit) {
    const fresh = [...new Set(next)].filter((path) => !read.has(path)).slice(0, actionLimit - read.size);
    for (const path of fresh) read.set(path, undefined);
    next = [];
    for (const { path, text } of (await readTexts(fresh)).values()) {
      const { action, diagnostics } = parseAction(path, text);
      report(diagnostics);
      read.set(path, action && { ...action, directory: parentOf(path) });
      next.push(...named(action?.steps ?? []));
    }
  }
  return [...read.values()].filter((action) => action !== undefined).sort((left, right) => (left.path < right.path ? -1 : 1));
}

/** Directory of a local action; a checkout into a sub-directory (`path:`) stands in front of it: `./source/.github/actions/x`. */
function actionDirectory(path: string, files: FileIndex): string | undefined {
  const directory = joinPath('', path);
  if (directory === undefined || files.hasDirectory(directory)) return directory;
  const own = directory.indexOf('.github/actions/');
  return own > 0 ? directory.slice(own) : directory;
}

/** A job that calls a workflow of this repository reports one check for each check of that workflow: `caller / called`. */
function withCalledChecks(job: Job, resolve: (reference: ActionReference) => Workflow | undefined, depth: number): Job {
  if (!job.uses) return job;
  const called = depth < callDepthLimit ? resolve(job.uses) : undefined;
  const inner = called?.jobs.map((calledJob) => withCalledChecks(calledJob, resolve, depth + 1).checkNames);
  if (!inner || !job.checkNames || inner.length === 0 || inner.some((names) => names === undefined)) return { ...job, checkNames: undefined };
  const innerNames = inner.flatMap((names) => names ?? []);
  return { ...job, checkNames: job.checkNames.flatMap((name) => innerNames.map((innerName) => `${name} / ${innerName}`)).slice(0, 10_000) };
}
