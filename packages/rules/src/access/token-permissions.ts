import { defineRule, type FixDraft, type Job, type RepositoryRule, type Step, type Workflow, type Workflows } from '@ten-point/core/rule';
import { mentionsRemoteGit, usesReadingAction } from './reading-actions.ts';

export const tokenPermissions: RepositoryRule = defineRule({
  id: 'access/token-permissions',
  scope: 'repository',
  severity: 'warning',
  needs: ['workflows'],
  title: 'Workflows declare what their token may do',
  why: "A job without `permissions` gets what the repository's setting says, which in repositories and organisations from before February 2023 is write access unless somebody changed it, and which can be changed without a review. Written down, the token's rights travel with the workflow and a change of them shows in a diff.",
  howToFix: 'Write `permissions: contents: read` (or `{}`) at the top of the workflow, and raise single scopes in the jobs that need them.',
  limits:
    'The setting itself is not visible in files, so what an undeclared token may do is not known (access/default-token). Workflows that are only called (`workflow_call`) get at most what their caller grants and are not reported.',
  fixes:
    'Adds `permissions: contents: read` above `jobs`. It is offered only where the jobs that it would hold for visibly need no more: nothing names the token (or the whole context that holds it), no other workflow is called, every action is one that at most reads contents (checkout, set-up of languages, caches, artifacts, coverage), and no script has `gh`, git with a remote, or a word of releasing in it. Where a checkout keeps its credentials for scripts, the workflow must also run on `pull_request`, so that it does without writing for forks already. Workflows that others call are left alone.',
  effort: 'minutes',
  securitySeverity: 4.3,
  sources: [
    { url: 'https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#permissions', checked: '2026-11-24' },
    { url: 'https://github.blog/changelog/2023-02-02-github-actions-updating-the-default-github_token-permissions-to-read-only/', checked: '2026-11-24' },
  ],
  messages: {
    workflow:
      "No job of this workflow declares permissions, so its token has what the repository's setting grants; write `permissions: contents: read` and raise it where needed.",
    some: "{count} of {total} jobs here declare no permissions ({jobs}), so their token has what the repository's setting grants; declare `permissions: contents: read` for the workflow.",
  },
  check({ repo, outcome }) {
    const all = repo.workflows();
    const declares = declaringJobs(all);
    const workflows = all.workflows.filter((workflow) => workflow.readable && workflow.jobs.length > 0 && !isOnlyCalled(workflow));
    if (workflows.length === 0) return outcome.notApplicable('no GitHub Actions workflows that start by themselves');
    for (const workflow of workflows) {
      const undeclared = workflow.permissions ? [] : workflow.jobs.filter((job) => !declares(job));
      if (undeclared.length === 0) outcome.pass(`${workflow.path} declares permissions`, workflow.permissions?.location ?? workflow.triggersLocation);
      else if (undeclared.length === workflow.jobs.length)
        outcome.fail('workflow', {}, workflow.triggersLocation, { subject: workflow.path, ...fixOf(workflow) });
      else {
        const data = { count: undeclared.length, total: workflow.jobs.length, jobs: namesOf(undeclared) };
        const [first, ...others] = undeclared;
        const related = others.slice(0, 20).map((job) => ({ location: job.location, message: `${job.id} declares none either` }));
        outcome.fail('some', data, first?.location, { subject: `${workflow.path} some`, related, ...fixOf(workflow) });
      }
    }
  },
});

/** `contents: read` for the workflow, where the jobs that it would hold for visibly need no more. */
function fixOf(workflow: Workflow): { readonly fix?: FixDraft } {
  const place = workflow.jobsLocation;
  const held = workflow.jobs.filter((job) => !job.permissions);
  const [first] = held;
  const isBlock = first !== undefined && place !== undefined && first.location.range.start.line > place.range.start.line;
  // Callers may grant less than reading, and then GitHub refuses the run. Compiled files are not edited.
  if (!isBlock || workflow.compiledFrom || workflow.triggers.some(({ event }) => event === 'workflow_call')) return {};
  if (workflow.references.some(({ path }) => givesToken(path)) || !held.every((job) => readsOnly(workflow, job))) return {};
  const indent = ' '.repeat(first.location.range.start.column - place.range.start.column);
  return {
    fix: {
      description: `Let the token of ${workflow.path} read contents only`,
      edits: [{ linesAbove: place, lines: ['permissions:', `${indent}contents: read`], apart: true }],
    },
  };
}

function readsOnly({ triggers }: Workflow, { uses, steps, references }: Job): boolean {
  if (uses || [...references, ...steps.flatMap((step) => step.references)].some(({ path }) => givesToken(path))) return false;
  if (!steps.every((step) => (step.uses ? usesReadingAction(step) : !mayWrite(step)))) return false;
  // Scripts reach the token through the credentials of a checkout. Those that run for pull requests of forks do without.
  const isKept = steps.some(
    ({ uses: action, with: inputs }) => action && /^actions\/checkout@/i.test(action.raw) && inputs.get('persist-credentials')?.value !== 'false',
  );
  return !isKept || triggers.some(({ event }) => event === 'pull_request');
}

/** The token, or a context that holds it. */
function givesToken(path: string): boolean {
  return /^(?:github(?:\.token|\.\*)?|secrets(?:\.github_token|\.\*)?)$/i.test(path);
}

/** What a script may need to write for, as far as its words tell. */
function mayWrite(step: Step): boolean {
  return mentionsRemoteGit(step) || /\bgh\b|github_token|gh_token|(?<![-/])release|publish|deploy|changeset|bump/i.test(step.run?.value ?? '');
}

/**
 * Which jobs declare: by their own block, or by those of the workflows that they call, at any depth, since the lower of all
 * counts. Workflows that call each other in a loop, which GitHub refuses, declare nothing by that.
 */
function declaringJobs(workflows: Workflows): (job: Job) => boolean {
  const known = new Map<Workflow, boolean>();
  const declares = (job: Job, level: number): boolean => {
    if (job.permissions) return true;
    const called = job.uses && workflows.resolveWorkflow(job.uses);
    if (!called || level === callLevels) return false;
    if (called.permissions) return true;
    const before = known.get(called);
    if (before !== undefined) return before;
    known.set(called, false);
    const all = called.jobs.length > 0 && called.jobs.every((inner) => declares(inner, level + 1));
    known.set(called, all);
    return all;
  };
  return (job) => declares(job, 1);
}

/** Workflows that GitHub follows from call to call, with the first. */
const callLevels = 10;

function isOnlyCalled({ triggers }: Workflow): boolean {
  return triggers.length > 0 && triggers.every((trigger) => trigger.event === 'workflow_call');
}

function namesOf(jobs: readonly Job[]): string {
  const shown = jobs.slice(0, 4).map((job) => job.id);
  return jobs.length > shown.length ? `${shown.join(', ')}, …` : shown.join(', ');
}
