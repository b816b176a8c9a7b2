import { type CommandPurpose, defineRule, type Job, jobWork, type PullRequestJob, pullRequestJobs, type RepositoryRule } from '@ten-point/core/rule';
import { judgeProtection, reportWeak } from '../protection/judge.ts';

const kinds: readonly { readonly name: string; readonly purposes: readonly CommandPurpose[] }[] = [
  { name: 'build', purposes: ['build'] },
  { name: 'tests', purposes: ['test'] },
  { name: 'lint', purposes: ['lint', 'type-check', 'format-check'] },
];

export const ciRequiredChecks: RepositoryRule = defineRule({
  id: 'ci/required-checks',
  scope: 'repository',
  severity: 'error',
  needs: ['protection', 'workflows', 'tasks'],
  title: 'Protection requires the checks that build, test and lint',
  why: 'A check that is not required is advice: a red build merges as easily as a green one. The more changes agents open, the fewer of them somebody looks at closely enough to notice.',
  howToFix:
    'In the ruleset of the default branch, under “Require status checks to pass”, add the jobs that build, test and lint, or one job that needs all of them and fails when one does not succeed.',
  limits:
    'Judged by what GitHub enforces where a token tells it, else by rulesets and settings that files declare. Checks that other systems report are taken on trust, and then nothing is said about what is missing. That a required name is produced by a job is judged by ci/required-checks-exist.',
  effort: 'minutes',
  sources: [
    {
      url: 'https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/available-rules-for-rulesets',
      checked: '2026-11-24',
    },
  ],
  messages: {
    none: 'The protection declared for the default branch requires no status check; require the jobs that build, test and lint.',
    notRequired: 'No required check covers {kind}: {jobs} may fail and the change still merges. Require that check, or a job that needs it.',
  },
  check({ repo, outcome }) {
    const judged = judgeProtection(repo.protection(), outcome);
    if (!judged) return;
    const { branch, note, confidence } = judged;
    const workflows = repo.workflows();
    if (branch.otherRules.includes('workflows')) outcome.pass(`a required workflow runs on every change${note}`);
    else if (branch.requiredChecks.length === 0) {
      return reportWeak(branch, outcome, 'no required check is seen', () => outcome.fail('none', {}, branch.locations[0], { confidence, subject: 'none' }));
    }
    if (branch.requiredChecks.length === 0) return;
    const required = new Set(branch.requiredChecks.map(({ context }) => context));
    outcome.pass(`required: ${[...required].slice(0, 8).join(', ')}${note}`, branch.requiredChecks[0]?.location);

    const jobs = pullRequestJobs(workflows);
    const names = new Set(jobs.flatMap(({ job }) => job.checkNames ?? []));
    // What an outside system reports, or a job whose name is hidden, may do any of it.
    if (![...required].every((context) => names.has(context)) || jobs.some(({ job }) => job.checkNames === undefined)) return;
    const covered = coveredJobs(jobs, required);
    for (const { name: kind, purposes } of kinds) {
      const doing = jobs.filter(({ job }) => jobWork(job, workflows, repo.tasks()).purposes.some(({ purpose }) => purposes.includes(purpose)));
      if (doing.length === 0) continue;
      if (doing.some(({ job }) => covered.has(job))) outcome.pass(`${kind}: a required check covers it${note}`);
      else {
        const [first] = doing;
        const list = [...new Set(doing.flatMap(({ job }) => job.checkNames ?? []))].slice(0, 3).join(', ');
        reportWeak(branch, outcome, `no required check is seen that covers ${kind}`, () =>
          outcome.fail('notRequired', { kind, jobs: list }, first?.job.location, { confidence: 'medium', subject: kind }),
        );
      }
    }
  },
});

/** Jobs whose failure a required check shows: required themselves, or needed by one that is. */
function coveredJobs(jobs: readonly PullRequestJob[], required: ReadonlySet<string>): ReadonlySet<Job> {
  const covered = new Set<Job>();
  const queue = jobs.filter(({ job }) => job.checkNames?.some((name) => required.has(name)));
  for (let next = queue.pop(); next; next = queue.pop()) {
    const { job, workflow } = next;
    if (covered.has(job)) continue;
    covered.add(job);
    const needed = new Set(job.needs.map(({ value }) => value));
    queue.push(...jobs.filter((other) => other.workflow === workflow && needed.has(other.job.id)));
  }
  return covered;
}
