import {
  checkPurposes,
  defineRule,
  type Job,
  type JobPurpose,
  jobWork,
  type PullRequestJob,
  pullRequestJobs,
  type RepositoryRule,
  type Step,
} from '@ten-point/core/rule';

export const fastFeedback: RepositoryRule = defineRule({
  id: 'ci/fast-feedback',
  scope: 'repository',
  severity: 'note',
  needs: ['workflows', 'tasks'],
  title: 'Checks of pull requests end soon: timeouts, cancelled stale runs, cached dependencies',
  why: "Agents push often and wait for the answer. A run that hangs blocks for six hours (GitHub's default), stale runs take the runners of the next push, and downloads without a cache can be most of a short job.",
  howToFix:
    'Set `timeout-minutes` on each job, a `concurrency` group with `cancel-in-progress: true` on workflows of pull requests, and the cache of the setup action.',
  limits: 'Judged from the workflow files; how long runs take is not known. Only jobs that build, test, lint or scan count.',
  effort: 'minutes',
  sources: [
    {
      url: 'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idtimeout-minutes',
      checked: '2026-11-24',
      note: 'Default: 360 minutes.',
    },
    { url: 'https://docs.github.com/en/actions/how-tos/write-workflows/choose-when-workflows-run/control-workflow-concurrency', checked: '2026-11-24' },
    { url: 'https://docs.github.com/en/actions/reference/workflows-and-actions/dependency-caching', checked: '2026-11-24' },
  ],
  messages: {
    timeout: '{count} of {total} check jobs have no timeout-minutes, {job} among them: a hanging run blocks for 360 minutes. Set one near what the job takes.',
    concurrency:
      '{count} of {total} workflows that check pull requests let runs of older pushes go on, {workflow} among them; add a concurrency group with cancel-in-progress.',
    cache: '{count} of {total} check jobs that install dependencies restore no cache, {job} ({command}) among them; use the cache of the setup action.',
  },
  check({ repo, outcome }) {
    const workflows = repo.workflows();
    const tasks = repo.tasks();
    const jobs = pullRequestJobs(workflows).filter(
      ({ job, event }) => event !== 'merge_group' && !job.uses && jobWork(job, workflows, tasks).purposes.some(({ purpose }) => checkPurposes.has(purpose)),
    );
    const [first] = jobs;
    if (!first) return outcome.notApplicable('no job that builds, tests, lints or scans runs for pull requests in GitHub Actions');

    const open = jobs.filter(({ job }) => job.timeoutMinutes === undefined && !stepsLimited(job));
    const [hanging] = open;
    if (hanging) outcome.fail('timeout', { count: open.length, total: jobs.length, job: hanging.job.id }, hanging.job.location, { subject: 'timeout' });
    else outcome.pass(`all ${jobs.length} check jobs have a timeout`, first.job.location);

    const stale = new Map<string, PullRequestJob>();
    const cancelling = new Set<string>();
    for (const entry of jobs) {
      if (entry.event === 'push') continue;
      const cancels = entry.workflow.concurrency?.cancelInProgress ?? entry.job.concurrency?.cancelInProgress;
      if (cancels && cancels.value.trim() !== 'false') cancelling.add(entry.workflow.path);
      else if (!stale.has(entry.workflow.path)) stale.set(entry.workflow.path, entry);
    }
    const going = [...stale.values()].filter(({ workflow }) => !cancelling.has(workflow.path));
    const total = going.length + cancelling.size;
    const [old] = going;
    if (old)
      outcome.fail('concurrency', { count: going.length, total, workflow: old.workflow.path }, old.workflow.triggersLocation, { subject: 'concurrency' });
    else if (total > 0) outcome.pass(`all ${total} workflows cancel runs of older pushes`);

    const installing = jobs
      .map((entry) => ({ entry, install: dependencyInstall(jobWork(entry.job, workflows, tasks).purposes) }))
      .filter(({ install }) => install !== undefined);
    const uncached = installing.filter(({ entry }) => !entry.job.steps.some((step) => caches(step) || step.uses?.kind === 'local'));
    const [slow] = uncached;
    if (slow?.install)
      outcome.fail(
        'cache',
        { count: uncached.length, total: installing.length, job: slow.entry.job.id, command: slow.install.evidence },
        slow.install.location,
        { confidence: 'medium', subject: 'cache' },
      );
    else if (installing.length > 0) outcome.pass(`all ${installing.length} check jobs that install dependencies restore a cache`);
  },
});

function stepsLimited(job: Job): boolean {
  return job.steps.length > 0 && job.steps.every((step) => step.uses?.kind === 'repository' && step.uses.owner === 'actions');
}

/** Package managers whose downloads are worth a cache, with the actions that cache without being told. */
const cachedByDefault =
  /^(?:actions\/setup-go|astral-sh\/setup-uv|swatinem\/rust-cache|gradle\/|actions\/cache|jdx\/mise-action|useblacksmith\/|bahmutov\/npm-install|ramsey\/composer-install|cypress-io\/|depot\/|buildjet\/cache|nix-community\/cache|cachix\/|determinatesystems\/|mozilla-actions\/sccache)/i;
const cachedOnRequest =
  /^(?:actions\/setup-(?:node|python|java|dotnet)|ruby\/setup-ruby|pnpm\/action-setup|oven-sh\/setup-bun|denoland\/setup-deno|prefix-dev\/setup-pixi|actions-rust-lang\/setup-rust-toolchain)/i;
const packageManagers = /^(?:npm|pnpm|yarn|bun|pip|pip3|poetry|pdm|bundle|composer)$/;

function dependencyInstall(purposes: readonly JobPurpose[]): JobPurpose | undefined {
  return purposes.find(
    ({ purpose, resolved, command }) =>
      purpose === 'install' && resolved === command && packageManagers.test(command?.name ?? '') && installsAll(command?.args ?? []),
  );
}

/** Everything the manifest lists, not one tool. */
function installsAll(args: readonly string[]): boolean {
  const words = args.filter((word) => !word.startsWith('-'));
  return !args.includes('-g') && !args.includes('--global') && (words.length <= 1 || args.includes('-r'));
}

function caches(step: Step): boolean {
  if (step.uses?.kind !== 'repository') return false;
  const name = `${step.uses.owner}/${step.uses.repository}`;
  if (cachedByDefault.test(`${name}/${step.uses.path}`)) return true;
  if (!cachedOnRequest.test(name)) return false;
  // Since version 5, setup-node caches npm by itself where `packageManager` names it.
  const cache = step.with.get('cache') ?? step.with.get('bundler-cache') ?? step.with.get('package-manager-cache');
  return (
    (cache !== undefined && cache.value !== 'false') || (name.toLowerCase() === 'actions/setup-node' && /^v?[5-9]/.test(step.uses.comment ?? step.uses.ref))
  );
}
