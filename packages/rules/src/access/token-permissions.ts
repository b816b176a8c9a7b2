import { defineRule, type Rule, type Workflow } from '@ten-point/core/rule';

export const tokenPermissions: Rule = defineRule({
  id: 'access/token-permissions',
  scope: 'repository',
  severity: 'warning',
  needs: ['workflows'],
  title: 'Workflows declare what their token may do',
  why: "A job without `permissions` gets what the repository's setting says, which in repositories and organisations from before February 2023 is write access to nearly everything, and which can be changed without a review. Written down, the token's rights travel with the workflow and a change of them shows in a diff.",
  howToFix: 'Write `permissions: contents: read` (or `{}`) at the top of the workflow, and raise single scopes in the jobs that need them.',
  limits:
    'The setting itself is not visible in files, so what an undeclared token may do is not known (access/default-token). Workflows that are only called (`workflow_call`) get at most what their caller grants and are not reported.',
  effort: 'minutes',
  securitySeverity: 4.3,
  sources: [
    { url: 'https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#permissions', checked: '2026-11-24' },
    { url: 'https://github.blog/changelog/2023-02-02-github-actions-updating-the-default-github_token-permissions-to-read-only/', checked: '2026-11-24' },
  ],
  messages: {
    workflow:
      "No job of this workflow declares permissions, so its token has what the repository's setting grants; write `permissions: contents: read` and raise it where needed.",
    job: "The job {job} declares no permissions while others here do; its token has what the repository's setting grants. Declare them for the workflow.",
  },
  check({ repo, outcome }) {
    const workflows = repo.workflows().workflows.filter((workflow) => workflow.readable && workflow.jobs.length > 0 && !isOnlyCalled(workflow));
    if (workflows.length === 0) return outcome.notApplicable('no GitHub Actions workflows that start by themselves');
    for (const workflow of workflows) {
      const undeclared = workflow.permissions ? [] : workflow.jobs.filter((job) => !job.permissions);
      if (undeclared.length === 0) outcome.pass(`${workflow.path} declares permissions`, workflow.permissions?.location ?? workflow.triggersLocation);
      else if (undeclared.length === workflow.jobs.length) outcome.fail('workflow', {}, workflow.triggersLocation, { subject: workflow.path });
      else for (const job of undeclared) outcome.fail('job', { job: job.id }, job.location, { subject: `${workflow.path} ${job.id}` });
    }
  },
});

function isOnlyCalled({ triggers }: Workflow): boolean {
  return triggers.length > 0 && triggers.every((trigger) => trigger.event === 'workflow_call');
}
