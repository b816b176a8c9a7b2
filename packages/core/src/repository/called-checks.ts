import type { ActionReference, Job, Workflow } from '../model/workflow.ts';
import { checkName, fillText } from '../parse/check-name.ts';

type Inputs = ReadonlyMap<string, string>;
type Names = readonly string[] | undefined;

/** Names of one job above which they are not told; a matrix has at most 256. */
const nameLimit = 1_000;
// As many levels as GitHub follows.
const levelLimit = 10;
/** Calls that are followed for the names of a repository, with inputs that differ counted apart. */
const callLimit = 1_000;

/**
 * Names of the checks that a calling job reports: `caller / called` for each check of the called workflow, with the inputs
 * filled in that names are made of.
 *
 * @returns A function that answers undefined when a name cannot be told from the files of the repository.
 */
export function calledChecks(resolve: (reference: ActionReference) => Workflow | undefined): (job: Job) => Names {
  const known = new Map<string, Names>();
  let calls = 0;

  const namesOfCall = (job: Job, inputs: Inputs, open: ReadonlySet<Workflow>): Names => {
    const called = job.uses && resolve(job.uses);
    if (!called || open.size >= levelLimit || open.has(called) || called.jobs.length === 0 || (job.strategy?.matrix && !job.matrix)) return undefined;
    const legs = job.matrix ?? [undefined];
    const names: string[] = [];
    for (const [index, leg] of legs.entries()) {
      const values = { ...(leg ? { leg } : {}), inputs };
      const outer = checkName(job.name?.value || job.id, job.matrixLabels?.[index] ?? '', values);
      const inner = namesOfWorkflow(called, inputsOf(called, job, values), open);
      if (outer === undefined || !inner) return undefined;
      for (const name of inner) names.push(`${outer} / ${name}`);
      if (names.length > nameLimit) return undefined;
    }
    return [...new Set(names)];
  };

  const namesOfWorkflow = (workflow: Workflow, inputs: Inputs, open: ReadonlySet<Workflow>): Names => {
    const key = `${workflow.path} ${JSON.stringify([...inputs])}`;
    if (known.has(key)) return known.get(key);
    if (++calls > callLimit) return undefined;
    const inside = new Set(open).add(workflow);
    const names = namesOfJobs(workflow, inputs, inside);
    known.set(key, names);
    return names;
  };

  const namesOfJobs = (workflow: Workflow, inputs: Inputs, open: ReadonlySet<Workflow>): Names => {
    const all = new Set<string>();
    for (const job of workflow.jobs) {
      const names = job.uses ? namesOfCall(job, inputs, open) : ownNames(job, inputs);
      if (!names) return undefined;
      for (const name of names) all.add(name);
      if (all.size > nameLimit) return undefined;
    }
    return [...all];
  };

  return (job) => namesOfCall(job, new Map(), new Set());
}

function ownNames(job: Job, inputs: Inputs): Names {
  if (!job.name?.value.includes('inputs')) return job.checkNames;
  if (job.strategy?.matrix && !job.matrix) return undefined;
  const legs = job.matrix ?? [undefined];
  const names = legs.map((leg, index) => checkName(job.name?.value || job.id, job.matrixLabels?.[index] ?? '', { ...(leg ? { leg } : {}), inputs }));
  return names.every((name) => name !== undefined) ? [...new Set(names)] : undefined;
}

/** Inputs whose value can be told, by their name in lower case. */
function inputsOf(called: Workflow, job: Job, values: Parameters<typeof fillText>[1]): Inputs {
  const found = new Map<string, string>();
  const trigger = called.triggers.find(({ event }) => event === 'workflow_call');
  for (const [name, input] of trigger?.inputs ?? []) {
    const given = job.with.get(name);
    const empty = input.type === 'boolean' ? 'false' : input.type === 'number' ? '0' : '';
    const value = given ? fillText(given.value, values) : fillText(input.default?.value ?? empty, {});
    if (value !== undefined) found.set(name, value);
  }
  return found;
}
