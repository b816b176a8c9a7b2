import { defineRule, type FixDraft, type Job, type Rule, type Step, type Workflow, type Workflows } from '@ten-point/core/rule';

export const tokenPermissions: Rule = defineRule({
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
    'Adds `permissions: contents: read` above `jobs`. It is offered only where the jobs visibly need no more: nothing names the token, no other workflow is called, no step runs `gh` or pushes, and every action is one that reads at most (checkout, set-up of languages, caches, artifacts, coverage uploads).',
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
        outcome.fail('workflow', {}, workflow.triggersLocation, { subject: workflow.path, ...fixOf(workflow, undeclared) });
      else {
        const data = { count: undeclared.length, total: workflow.jobs.length, jobs: namesOf(undeclared) };
        const [first, ...others] = undeclared;
        const related = others.slice(0, 20).map((job) => ({ location: job.location, message: `${job.id} declares none either` }));
        outcome.fail('some', data, first?.location, { subject: `${workflow.path} some`, related, ...fixOf(workflow, undeclared) });
      }
    }
  },
});

/** `contents: read` for the workflow, where the jobs that it would hold for need no more. */
function fixOf(workflow: Workflow, undeclared: readonly Job[]): { readonly fix?: FixDraft } {
  if (!workflow.jobsLocation || !undeclared.every(readsOnly)) return {};
  const lines = ['permissions:', '  contents: read', ''];
  return { fix: { description: `Let the token of ${workflow.path} read contents only`, edits: [{ linesAbove: workflow.jobsLocation, lines }] } };
}

function readsOnly({ uses, steps, references }: Job): boolean {
  return !uses && !references.some(({ path }) => namesToken(path)) && steps.every(stepReadsOnly);
}

function stepReadsOnly({ uses, script, run, references, background }: Step): boolean {
  if (references.some(({ path }) => namesToken(path)) || background) return false;
  if (uses) return uses.kind === 'repository' && readingActions.has(`${uses.owner}/${uses.repository}`.toLowerCase());
  // A script that is not read (PowerShell, Python) may do anything.
  return run === undefined || (script?.commands.every(({ name, args }) => name !== 'gh' && !(name === 'git' && args.includes('push'))) ?? false);
}

function namesToken(path: string): boolean {
  return /^(?:github\.token|secrets\.github_token|secrets|github)$/i.test(path);
}

/** Actions that work with a token that reads contents, or with none. Checked 2026-11-25 in their documentation; a row is data. */
const readingActions: ReadonlySet<string> = new Set([
  'actions/checkout',
  'actions/cache',
  'actions/download-artifact',
  'actions/setup-dotnet',
  'actions/setup-go',
  'actions/setup-java',
  'actions/setup-node',
  'actions/setup-python',
  'actions/upload-artifact',
  'astral-sh/setup-uv',
  'codecov/codecov-action',
  'denoland/setup-deno',
  'dtolnay/rust-toolchain',
  'erlef/setup-beam',
  'gradle/actions',
  'oven-sh/setup-bun',
  'pnpm/action-setup',
  'ruby/setup-ruby',
  'shivammathur/setup-php',
  'swatinem/rust-cache',
  'taiki-e/install-action',
]);

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
