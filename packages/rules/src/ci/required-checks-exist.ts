import { defineRule, nearest, type RepositoryRule, startsOnPullRequests } from '@ten-point/core/rule';
import { judgeProtection } from '../protection/judge.ts';
import { actionsAppId, jobsReporting } from './required-check-jobs.ts';

export const requiredChecksExist: RepositoryRule = defineRule({
  id: 'ci/required-checks-exist',
  scope: 'repository',
  severity: 'error',
  needs: ['workflows', 'protection'],
  title: 'Every required check is reported by something',
  why: 'A required check whose job was renamed never reports: pull requests wait for ever, and the way out that people (and agents with the rights) find is to lift the requirement.',
  howToFix:
    'Require the name that the job reports now (`caller / job` for reusable workflows, `job (value)` for matrix legs), or require one aggregate job whose name stays.',
  limits: 'Checks of apps cannot be verified from files: known ones and those bound to another app than GitHub Actions count as reported.',
  effort: 'minutes',
  sources: [
    {
      url: 'https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/collaborating-on-repositories-with-code-quality-features/troubleshooting-required-status-checks',
      checked: '2026-11-24',
    },
    { url: 'https://docs.github.com/en/rest/repos/rules', checked: '2026-11-24' },
  ],
  messages: {
    stale: 'The required check "{check}" is reported by no job here; require {name}, or pull requests cannot be merged.',
    notOnPullRequests:
      'The required check "{check}" comes from {workflow}, which no pull request to the default branch starts; add `pull_request` to its triggers.',
  },
  check({ repo, outcome }) {
    const judged = judgeProtection(repo.protection(), outcome);
    if (!judged) return;
    const { branch, note, confidence } = judged;
    if (branch.requiredChecks.length === 0)
      return branch.unread ? outcome.unknown(branch.unread.reason, branch.unread.reveal) : outcome.notApplicable('no check is required');
    const workflows = repo.workflows();
    const names = workflows.workflows.flatMap((workflow) => workflow.jobs.flatMap((job) => job.checkNames ?? []));
    const hidden = workflows.workflows.flatMap((workflow) =>
      workflow.jobs.filter((job) => job.checkNames === undefined).map((job) => `${workflow.path} ${job.id}`),
    );
    for (const check of branch.requiredChecks) {
      const { context, appId, location } = check;
      const jobs = jobsReporting(context, workflows);
      const [first] = jobs;
      if (first) {
        const started = jobs.some(
          ({ workflow }) =>
            workflow.triggers.some((trigger) => startsOnPullRequests(trigger, workflows.defaultBranch)) ||
            workflows.trigger(workflow, 'workflow_run') !== undefined ||
            workflows.trigger(workflow, 'workflow_call') !== undefined,
        );
        if (started) outcome.pass(`"${context}" is reported by job ${first.job.id} of ${first.workflow.path}${note}`, first.job.location);
        else outcome.fail('notOnPullRequests', { check: context, workflow: first.workflow.path }, location ?? first.workflow.triggersLocation, { confidence });
        continue;
      }
      const [system] = workflows.otherCi;
      if (appId !== undefined && appId !== actionsAppId) outcome.pass(`"${context}" is bound to app ${appId}${note}`, location);
      else if (appName.test(context)) outcome.pass(`"${context}" is the name of a known app's check${note}`, location);
      else if (hidden.length > 0)
        outcome.unknown(
          `no job reports "${context}" by a name that can be told, but the names of ${hidden.length} jobs are hidden by expressions or other repositories`,
          'Look at the checks of a recent pull request.',
          location,
        );
      else if (system && appId === undefined)
        outcome.unknown(
          `no job here reports "${context}"; ${system.system} may`,
          `Look at the checks that ${system.system} reports on pull requests.`,
          location,
        );
      else {
        const near = nearest(context, names);
        outcome.fail('stale', { check: context, name: near === undefined ? 'the name that a job reports' : `"${near}", which a job reports` }, location, {
          confidence: appId === actionsAppId ? confidence : 'medium',
          subject: context,
        });
      }
    }
  },
});

/** Checks of widely used apps, by the names that they report under. */
const appName =
  /^(?:codecov|coverage\/|coveralls|DCO$|license\/cla|cla\/|EasyCLA|ci\/circleci|buildkite\/|continuous-integration\/|pre-commit\.ci|netlify|deploy\/netlify|Vercel|security\/snyk|SonarCloud|SonarQube|CodeQL|GitGuardian|Semantic Pull Request|WIP$|Travis CI|LGTM|codeclimate|CodeFactor|DeepSource|Mergify|Cirrus|Azure Pipelines|tide$|Socket Security|Cloudflare Pages|Workers Builds|CodeRabbit|google-cla|Facebook CLA|readthedocs|docs\/readthedocs|Scrutinizer|StyleCI|AppVeyor|Codacy|policy-bot|Graphite)/i;
