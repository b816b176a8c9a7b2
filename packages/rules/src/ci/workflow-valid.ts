import { defineRule, joinPath, type RepositoryRule } from '@ten-point/core/rule';

export const workflowValid: RepositoryRule = defineRule({
  id: 'ci/workflow-valid',
  scope: 'repository',
  severity: 'error',
  needs: ['workflows'],
  title: 'Workflows parse, and what they refer to exists',
  why: 'GitHub does not start a workflow that it cannot read: no check appears, and nothing says that one is missing. A pull request then looks as green as one whose checks passed.',
  howToFix: 'Mend the file at the reported place, and run actionlint before pushing workflow changes.',
  limits:
    'Syntax, expressions and the contexts that they may read, the graph of `needs`, and calls of actions and workflows of this repository (inputs, secrets, permissions, loops) are checked. Inputs of actions from elsewhere are not known, types of values are not followed, and a local action in a repository that a step checks out is not judged.',
  effort: 'minutes',
  sources: [
    { url: 'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax', checked: '2026-11-24' },
    { url: 'https://docs.github.com/en/actions/how-tos/reuse-automations/reuse-workflows', checked: '2026-11-24' },
  ],
  messages: {
    syntax: 'GitHub cannot read this workflow as it is meant: {problem} Mend it, or the workflow does not run.',
    missingAction: '{action} is not in this repository (no action.yml or Dockerfile there); correct the path.',
    missingWorkflow: '{called} is not in this repository; correct the path of the reusable workflow.',
    notCallable: '{called} has no `workflow_call` trigger, so job {job} cannot call it; add one.',
  },
  check({ repo, outcome }) {
    const workflows = repo.workflows();
    if (workflows.workflows.length === 0) return outcome.notApplicable('no workflow in .github/workflows');
    for (const workflow of workflows.workflows) {
      let failed = false;
      const problems = repo.diagnosticsOf(workflow.path).filter(({ severity }) => severity === 'error');
      // What follows from broken YAML is no problem of its own.
      const yaml = problems.filter(({ code }) => code === 'yaml-syntax').slice(0, 1);
      for (const diagnostic of yaml.length > 0 ? yaml : problems) {
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
      for (const job of workflow.jobs) {
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
      if (!failed) outcome.pass(`${workflow.path} parses, and its ${workflow.jobs.length} jobs hold together`, workflow.triggersLocation);
    }
  },
});

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
