import { defineRule, type Job, joinPath, type Rule, type Workflow } from '@ten-point/core/rule';

export const workflowValid: Rule = defineRule({
  id: 'ci/workflow-valid',
  scope: 'repository',
  severity: 'error',
  needs: ['workflows'],
  title: 'Workflows parse, and what they refer to exists',
  why: 'GitHub does not start a workflow that it cannot read: no check appears, and nothing says that one is missing. A pull request then looks as green as one whose checks passed.',
  howToFix: 'Mend the file at the reported place, and run actionlint before pushing workflow changes.',
  limits:
    'Syntax, the graph of `needs`, local actions and local reusable workflows are checked; inputs, contexts and expressions of actions are not. A local action in a repository that a step checks out is not judged.',
  effort: 'minutes',
  sources: [
    { url: 'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax', checked: '2026-11-24' },
    { url: 'https://docs.github.com/en/actions/how-tos/reuse-automations/reuse-workflows', checked: '2026-11-24' },
  ],
  messages: {
    syntax: 'GitHub cannot read this workflow as it is meant: {problem} Mend it, or the workflow does not run.',
    missingNeed: 'Job {job} needs {need}, which is no job of this workflow; name one of {jobs}.',
    cycle: 'Job {job} needs itself through {path}; GitHub refuses the workflow. Take one `needs` out.',
    missingAction: '{action} is not in this repository (no action.yml or Dockerfile there); correct the path.',
    missingWorkflow: '{called} is not in this repository; correct the path of the reusable workflow.',
    notCallable: '{called} has no `workflow_call` trigger, so job {job} cannot call it; add one.',
  },
  check({ repo, outcome }) {
    const workflows = repo.workflows();
    if (workflows.workflows.length === 0) return outcome.notApplicable('no workflow in .github/workflows');
    for (const workflow of workflows.workflows) {
      let failed = false;
      for (const diagnostic of repo.diagnosticsOf(workflow.path)) {
        if (diagnostic.severity !== 'error') continue;
        failed = true;
        outcome.fail(
          'syntax',
          { problem: sentence(diagnostic.message) },
          diagnostic.range ? { path: workflow.path, range: diagnostic.range } : workflow.triggersLocation,
          {
            subject: `${workflow.path} ${diagnostic.code} ${diagnostic.message}`,
          },
        );
      }
      const ids = workflow.jobs.map((job) => job.id);
      for (const job of workflow.jobs) {
        for (const need of job.needs) {
          if (ids.includes(need.value)) continue;
          failed = true;
          outcome.fail('missingNeed', { job: job.id, need: need.value, jobs: ids.filter((id) => id !== job.id).join(', ') }, need.location);
        }
        const cycle = cycleFrom(job, workflow);
        if (cycle) {
          failed = true;
          outcome.fail('cycle', { job: job.id, path: cycle.join(', ') }, job.location);
        }
        if (job.uses?.kind === 'local') {
          const called = workflows.resolveWorkflow(job.uses);
          if (!called) outcome.fail('missingWorkflow', { called: job.uses.raw }, job.uses.location);
          else if (called.readable && !workflows.trigger(called, 'workflow_call'))
            outcome.fail('notCallable', { called: called.path, job: job.id }, job.uses.location);
          failed ||= !called || (called.readable && !workflows.trigger(called, 'workflow_call'));
        }
        // A checkout into the workspace may bring an action with it.
        const foreign = job.steps.some(
          (step) => step.uses?.kind === 'repository' && step.uses.repository === 'checkout' && (step.with.has('repository') || step.with.has('path')),
        );
        for (const step of job.steps) {
          if (step.uses?.kind !== 'local' || foreign) continue;
          const directory = joinPath('', step.uses.path);
          if (
            directory === undefined ||
            workflows.resolveAction(step.uses) ||
            ['action.yml', 'action.yaml', 'Dockerfile'].some((name) => repo.files.has(directory === '' ? name : `${directory}/${name}`))
          )
            continue;
          // Downloaded or generated in an earlier step.
          const made = job.steps.some((other) => other.index < step.index && other.run?.value.includes(directory));
          if (made) outcome.unknown(`${step.uses.raw} is not in the repository, but an earlier step may create it`, 'running the workflow', step.uses.location);
          else outcome.fail('missingAction', { action: step.uses.raw }, step.uses.location);
          failed ||= !made;
        }
      }
      if (!failed) outcome.pass(`${workflow.path} parses, and its ${ids.length} jobs hold together`, workflow.triggersLocation);
    }
  },
});

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** The way from a job's needs back to itself; reported at the first job of the cycle only. */
function cycleFrom(start: Job, workflow: Workflow): readonly string[] | undefined {
  const jobs = new Map(workflow.jobs.map((job) => [job.id, job]));
  const before = new Map<string, string>();
  const queue = start.needs.map((need) => need.value);
  for (const id of queue) before.set(id, start.id);
  for (let index = 0; index < queue.length; index++) {
    const id = queue[index] ?? '';
    if (id === start.id) {
      const path: string[] = [];
      for (let at = before.get(id); at !== undefined && at !== start.id; at = before.get(at)) path.unshift(at);
      const first = [start.id, ...path].sort(
        (left, right) => workflow.jobs.findIndex((job) => job.id === left) - workflow.jobs.findIndex((job) => job.id === right),
      )[0];
      return first === start.id ? (path.length > 0 ? path.reverse() : [start.id]) : undefined;
    }
    for (const need of jobs.get(id)?.needs ?? []) {
      if (before.has(need.value) && need.value !== start.id) continue;
      before.set(need.value, id);
      queue.push(need.value);
    }
  }
  return undefined;
}
