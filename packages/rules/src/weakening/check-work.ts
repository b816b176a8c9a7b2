import {
  checkPurposes,
  type FileIndex,
  type Job,
  type JobPurpose,
  type JobWork,
  jobWork,
  nameOf,
  type PullRequestJob,
  pullRequestJobs,
  type Tasks,
  taskNamePurposes,
  type Workflow,
  type Workflows,
} from '@ten-point/core/rule';

/** When a check runs, best first: for pull requests, for pushes only, otherwise (by hand, by the clock). */
export type Reach = 'pull-request' | 'push' | 'other';

/** Something that a job of a workflow verifies. */
export interface CheckWork {
  readonly workflow: Workflow;
  readonly job: Job;
  readonly reach: Reach;
  /** What starts it for pull requests. */
  readonly event?: PullRequestJob['event'];
  readonly check: JobPurpose;
  /** Equal for equal work, wherever it stands. */
  readonly key: string;
  /** Program with its sub-command, or action: what stays when arguments change. */
  readonly program: string;
  /** The step is switched off by `if: false`. */
  readonly isOff: boolean;
}

/** One side of a change, with everything that its workflows verify. */
export interface WorkflowSide {
  readonly workflows: Workflows;
  readonly tasks: Tasks;
  readonly files: FileIndex;
  readonly checks: readonly CheckWork[];
  readonly byKey: ReadonlyMap<string, readonly CheckWork[]>;
  readonly byProgram: ReadonlyMap<string, readonly CheckWork[]>;
  readonly byJob: ReadonlyMap<Job, readonly CheckWork[]>;
}

/** Equal checks of one job that are told apart; nobody writes more, and each is compared with each. */
const equalCheckLimit = 20;

/** Reads what the workflows of one side verify. */
export function workflowSide(view: { workflows(): Workflows; tasks(): Tasks; readonly files: FileIndex }): WorkflowSide {
  const [workflows, tasks] = [view.workflows(), view.tasks()];
  const checks = checkWork(workflows, tasks);
  return {
    workflows,
    tasks,
    files: view.files,
    checks,
    byKey: grouped(checks, ({ key }) => key),
    byProgram: grouped(checks, ({ program }) => program),
    byJob: grouped(checks, ({ job }) => job),
  };
}

/** Items by what they have in common, in order. */
export function grouped<Item, Key>(items: readonly Item[], keyFor: (item: Item) => Key): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyFor(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

function checkWork(workflows: Workflows, tasks: Tasks): readonly CheckWork[] {
  const events = new Map(pullRequestJobs(workflows).map(({ job, event }) => [job, event]));
  return workflows.workflows
    .filter(({ compiledFrom }) => compiledFrom === undefined)
    .flatMap((workflow) => {
      const isPushed = workflows.trigger(workflow, 'push') !== undefined || workflows.trigger(workflow, 'merge_group') !== undefined;
      return workflow.jobs.flatMap((job) => {
        const event = events.get(job);
        const reach: Reach = event ? 'pull-request' : isPushed ? 'push' : 'other';
        const work = jobWork(job, workflows, tasks);
        const entry = (check: JobPurpose, isOff: boolean): CheckWork[] =>
          checkPurposes.has(check.purpose)
            ? [{ workflow, job, reach, ...(event ? { event } : {}), check, key: keyOf(check), program: programOf(check), isOff }]
            : [];
        const found = [
          ...work.purposes.flatMap((check) => entry(check, false)),
          ...promised(job, work).flatMap((check) => entry(check, false)),
          ...checkingTasks(job, work, tasks).flatMap((check) => entry(check, false)),
          ...work.disabled.flatMap((check) => entry(check, true)),
        ];
        return [...grouped(found, ({ key }) => key).values()].flatMap((equal) => equal.slice(0, equalCheckLimit));
      });
    });
}

/** Programs of the repository that cannot be read, by what their names promise: `./test.sh`, `node scripts/lint.js`. */
function promised({ steps }: Job, { unseen }: JobWork): readonly JobPurpose[] {
  const places = new Set(unseen.flatMap(({ kind, location }) => (kind === 'script' ? [location.range.start.offset] : [])));
  if (places.size === 0) return [];
  return steps.flatMap((step) =>
    (step.script?.commands ?? []).flatMap((command) => {
      const script = [command.program, ...command.args].find((word) => /\.(?:[cm]?[jt]s|py|rb|sh|bash|pl|php|ps1)$/i.test(word));
      if (script === undefined || !places.has(command.location.range.start.offset)) return [];
      const name = nameOf(script).replace(/\.\w+$/, '');
      return taskNamePurposes(name).map((purpose): JobPurpose => {
        const { location, text } = command;
        return { purpose, evidence: text.split('\n')[0] ?? text, location, via: [], basis: 'task-name', step, command, resolved: command };
      });
    }),
  );
}

/** Tasks that are called to check by their name, and whose commands say nothing: `make check-schemas`. */
function checkingTasks({ steps }: Job, { purposes }: JobWork, tasks: Tasks): readonly JobPurpose[] {
  const known = new Set(purposes.map(({ command }) => command?.location.range.start.offset));
  return steps.flatMap((step) =>
    (step.script?.commands ?? []).flatMap((command): readonly JobPurpose[] => {
      const { location, text } = command;
      if (known.has(location.range.start.offset)) return [];
      const isCheck = tasks.references(command, step.workingDirectory ?? '').some(({ name }) => /^(?:check|verify|validate)[-:_]/.test(name ?? ''));
      return isCheck
        ? [{ purpose: 'lint', evidence: text.split('\n')[0] ?? text, location, via: [], basis: 'task-name', step, command, resolved: command }]
        : [];
    }),
  );
}

/** Whether a job does something that cannot be seen in the repository, such as a workflow of another one. */
export function hasUnseenWork(job: Job, { workflows, tasks }: WorkflowSide): boolean {
  return jobWork(job, workflows, tasks).unseen.length > 0;
}

function keyOf({ purpose, resolved, evidence, step }: JobPurpose): string {
  if (resolved) return `${purpose} ${[resolved.name, ...resolved.args].join(' ').replace(/\s+/g, ' ')} ${resolved.directory ?? ''}`;
  return `${purpose} ${actionName(step.uses?.raw ?? evidence)}`;
}

function programOf({ purpose, resolved, evidence, step }: JobPurpose): string {
  if (!resolved) return `${purpose} ${actionName(step.uses?.raw ?? evidence)}`;
  const [first = ''] = resolved.args;
  return `${purpose} ${resolved.name} ${/^[a-z][\w:-]*$/i.test(first) ? first : ''}`.trim();
}

function actionName(uses: string): string {
  return uses.split('@')[0]?.toLowerCase() ?? uses;
}
