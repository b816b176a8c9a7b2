import {
  type Condition,
  type Confidence,
  defineRule,
  type Expression,
  type Job,
  type JobPurpose,
  type JobWork,
  jobWork,
  type RepositoryRule,
  visitExpression,
  type Workflow,
} from '@ten-point/core/rule';
import { dependencyAccounts } from '../ci/agent-names.ts';

export const noAutoMerge: RepositoryRule = defineRule({
  id: 'accountability/no-auto-merge',
  scope: 'repository',
  severity: 'error',
  needs: ['workflows', 'tasks'],
  title: 'No workflow approves or merges pull requests on its own',
  why: 'Approval is where a person takes responsibility. A workflow that approves turns the review rule into a formality, and one that merges leaves nobody who decided. GitHub lets a workflow approve pull requests only where a setting allows it.',
  howToFix:
    'Let a person press merge (or turn on auto-merge for that one pull request), and take the approving step out. For version bumps, restrict the step to the dependency bot and to patch releases, behind required checks.',
  limits:
    "Commands (`gh pr merge`, `gh pr review --approve`) and known actions in workflows are seen; scripts that call the API, and apps such as Mergify or Renovate's own automerge, are not.",
  effort: 'minutes',
  sources: [
    {
      url: 'https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/enabling-features-for-your-repository/managing-github-actions-settings-for-a-repository',
      checked: '2026-11-24',
      note: '"Allow GitHub Actions to create and approve pull requests".',
    },
    { url: 'https://docs.github.com/en/code-security/dependabot/working-with-dependabot/automating-dependabot-with-github-actions', checked: '2026-11-24' },
    { url: 'https://cli.github.com/manual/gh_pr_merge', checked: '2026-11-24' },
  ],
  messages: {
    approves: 'Job {job} approves pull requests by {command}: no person has judged what it approves. Take the step out.',
    merges: 'Job {job} merges pull requests by {command}: no person takes responsibility for the merge. Leave merging to people.',
    approvesUpdates: 'Job {job} approves dependency updates by {command}, for {bot} only; keep required checks in front of it and limit it to patch releases.',
    mergesOwn:
      'Job {job} opens a pull request and merges it by {command}: nobody reads what lands. Let a person merge it, or push to a branch that needs no review.',
    mergesUpdates: 'Job {job} merges dependency updates by {command}, for {bot} only; keep required checks in front of it and limit it to patch releases.',
  },
  check({ repo, outcome }) {
    const workflows = repo.workflows();
    const tasks = repo.tasks();
    if (workflows.workflows.length === 0) return outcome.notApplicable('no workflow in .github/workflows');
    let failed = 0;
    const seen = new Set<string>();
    for (const workflow of workflows.workflows) {
      for (const job of workflow.jobs) {
        // A called workflow of this repository is in the list itself.
        if (job.uses) continue;
        const work = jobWork(job, workflows, tasks);
        for (const entry of work.purposes) {
          if (entry.purpose !== 'merge-pull-request' && entry.purpose !== 'approve-pull-request') continue;
          const place = `${entry.location.path} ${entry.location.range.start.offset}`;
          if (undoes(entry) || seen.has(place)) continue;
          seen.add(place);
          failed++;
          const approves = entry.purpose === 'approve-pull-request';
          const bot = dependencyBot(workflow, job, entry);
          const data = { job: job.id, command: entry.evidence };
          const subject = `${workflow.path} ${job.id} ${entry.purpose}`;
          if (bot !== undefined) outcome.fail(approves ? 'approvesUpdates' : 'mergesUpdates', { ...data, bot }, entry.location, { confidence: 'low', subject });
          else if (!approves && opensOne(job, work)) outcome.fail('mergesOwn', data, entry.location, { confidence: 'low', subject });
          else outcome.fail(approves ? 'approves' : 'merges', data, entry.location, { confidence: gradeOf(workflow, approves), subject });
        }
      }
    }
    if (failed === 0) outcome.pass(`none of ${workflows.workflows.length} workflows approves or merges pull requests`);
  },
});

/** The pull request that is merged is one that the job made: a generated update, a release, a backport. */
function opensOne(job: Job, { followed }: JobWork): boolean {
  return (
    [...followed].some((command) => command.startsWith('gh pr create')) ||
    job.steps.some((step) => step.uses?.kind === 'repository' && step.uses.repository.includes('create-pull-request'))
  );
}

/** `gh pr merge --disable-auto` takes auto-merge back. */
function undoes({ resolved }: JobPurpose): boolean {
  return resolved?.args.includes('--disable-auto') ?? false;
}

/** Someone who starts a workflow by hand has decided; so has whoever pushed the branch that it merges. */
function gradeOf(workflow: Workflow, approves: boolean): Confidence {
  const byHand = workflow.triggers.every(({ event }) => event === 'workflow_dispatch');
  return byHand ? 'low' : approves ? 'high' : 'medium';
}

/** The dependency bot that a job or step is restricted to. */
function dependencyBot(workflow: Workflow, job: Job, { step, evidence }: JobPurpose): string | undefined {
  const bot = [job.if, step.if].flatMap((condition) => botOf(condition) ?? [])[0];
  if (bot !== undefined) return bot;
  if (/dependabot/i.test(evidence)) return 'dependabot';
  // `dependabot/fetch-metadata` fails for the pull requests of everybody else.
  if (job.steps.some((other) => other.uses?.kind === 'repository' && other.uses.owner === 'dependabot')) return 'dependabot';
  const needed = job.needs.flatMap((need) => botOf(workflow.jobs.find((other) => other.id === need.value)?.if) ?? [])[0];
  return needed;
}

function botOf(condition: Condition | undefined): string | undefined {
  if (!condition?.expression) return undefined;
  let found: string | undefined;
  visitExpression(condition.expression, (inner: Expression) => {
    if (inner.kind !== 'literal' || typeof inner.value !== 'string') return;
    const text = inner.value.toLowerCase();
    if (
      dependencyAccounts.includes(text) ||
      text === 'dependabot' ||
      text.startsWith('dependabot/') ||
      text.startsWith('renovate/') ||
      text.includes('renovate')
    )
      found ??= inner.value;
  });
  return found;
}
