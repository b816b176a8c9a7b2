import type { FileIndex } from '../model/repository.ts';
import type { ActionReference, AgenticWorkflow, LocalAction, Step, Workflow, Workflows } from '../model/workflow.ts';
import { parseAction } from '../parse/action.ts';
import { isCompiledByGhAw, parseAgenticWorkflow } from '../parse/agentic-workflow.ts';
import { parseWorkflow } from '../parse/workflow.ts';
import { joinPath, nameOf, parentOf } from '../path/relative.ts';
import { calledChecks } from './called-checks.ts';
import type { FacetContext, FacetLoader } from './facet.ts';
import { otherCiOf } from './other-ci.ts';
import { callProblems } from './workflow-calls.ts';

const workflowDirectory = '.github/workflows';
// A guard against generated trees; the largest known repositories have about 300 workflows and 150 actions.
const actionLimit = 1000;

/** Loads the workflows of GitHub Actions and the actions of the repository that they use. */
export const loadWorkflows: FacetLoader<Workflows> = async (context) => {
  const parsed = await readWorkflows(context);
  const actions = await readActions(context, parsed);
  const agentic = await readAgentic(context);
  const byPath = new Map(parsed.map((workflow) => [workflow.path, workflow]));
  const origin = context.facts.origin;

  const resolveWorkflow = (reference: ActionReference): Workflow | undefined => {
    if (reference.kind === 'local') return byPath.get(joinPath('', reference.path) ?? '');
    if (reference.kind !== 'repository' || !origin) return undefined;
    const here = `${origin.owner}/${origin.name}`.toLowerCase() === `${reference.owner}/${reference.repository}`.toLowerCase();
    return here ? byPath.get(reference.path) : undefined;
  };
  const checksOf = calledChecks(resolveWorkflow);
  const workflows = parsed.map((workflow) => ({ ...workflow, jobs: workflow.jobs.map((job) => (job.uses ? { ...job, checkNames: checksOf(job) } : job)) }));
  for (const workflow of workflows) byPath.set(workflow.path, workflow);
  const byDirectory = new Map(actions.map((action) => [action.directory, action]));

  const loaded: Workflows = {
    workflows,
    localActions: actions,
    agentic,
    otherCi: otherCiOf(context.files),
    ...(context.facts.defaultBranch.state === 'known' ? { defaultBranch: context.facts.defaultBranch.value } : {}),
    ...(origin ? { owner: origin.owner } : {}),
    trigger: (workflow, event) => workflow.triggers.find((trigger) => trigger.event === event),
    resolveAction: (reference) => (reference.kind === 'local' ? byDirectory.get(actionDirectory(reference.path, context.files) ?? '') : undefined),
    resolveWorkflow,
    parentsOf: parentFinder(workflows),
  };
  context.report(callProblems(loaded));
  return loaded;
};

/** `workflow_run` names workflows by `name`, or by their path where they have none. Several may have one name: all count. */
function parentFinder(workflows: readonly Workflow[]): Workflows['parentsOf'] {
  const byName = new Map<string, Workflow[]>();
  for (const workflow of workflows) {
    const name = workflow.name?.value ?? workflow.path;
    byName.set(name, [...(byName.get(name) ?? []), workflow]);
  }
  return (workflow) => {
    const named = workflow.triggers.flatMap(({ event, workflows: names }) => (event === 'workflow_run' ? (names ?? []) : []));
    return [...new Set(named.flatMap(({ value }) => byName.get(value) ?? []))];
  };
}

async function readWorkflows({ files, readTexts, report }: FacetContext): Promise<readonly Workflow[]> {
  const paths = files
    .children(workflowDirectory)
    .map((name) => `${workflowDirectory}/${name}`)
    .filter((path) => /\.ya?ml$/.test(path) && files.has(path) && files.role(path) !== 'ignored');
  return [...(await readTexts(paths)).values()].map(({ path, text }) => {
    const { workflow, diagnostics } = parseWorkflow(path, text);
    report(diagnostics);
    const source = compiledFrom(path, files);
    if (source !== undefined) return { ...workflow, compiledFrom: source };
    return path.includes('.lock.') && isCompiledByGhAw(text) ? { ...workflow, orphaned: true } : workflow;
  });
}

/** Markdown files beside the workflows that gh-aw compiles; what has no `on` in its front matter is another text. */
async function readAgentic({ files, readTexts, report }: FacetContext): Promise<readonly AgenticWorkflow[]> {
  const paths = files
    .children(workflowDirectory)
    .map((name) => `${workflowDirectory}/${name}`)
    .filter((path) => path.endsWith('.md') && files.has(path) && files.role(path) !== 'ignored');
  return [...(await readTexts(paths)).values()].flatMap(({ path, text }) => {
    const { workflow, diagnostics } = parseAgenticWorkflow(path, text);
    report(diagnostics);
    const lockPath = ['.lock.yml', '.lock.yaml'].map((ending) => path.replace(/\.md$/, ending)).find((lock) => files.has(lock));
    return workflow ? [{ ...workflow, ...(lockPath === undefined ? {} : { lockPath }) }] : [];
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
