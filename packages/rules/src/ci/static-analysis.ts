import { defineRule, type RepositoryRule } from '@ten-point/core/rule';
import { purposeCoverage } from './purpose-coverage.ts';

export const staticAnalysis: RepositoryRule = defineRule({
  id: 'ci/static-analysis',
  scope: 'repository',
  severity: 'warning',
  needs: ['workflows', 'tasks'],
  title: 'Lint, type checks or static analysis run for pull requests to the default branch',
  why: "Static checks are the ones an agent cannot argue with, and the quickest. A linter that runs for every pull request is also where a team's own rules are kept, whoever writes the change.",
  howToFix: 'Run the linter and the type checker in a workflow with `on: pull_request`, and require its check. Formatting alone is not analysis.',
  limits:
    "A compiler's own warnings are not counted. Analysis by apps (pre-commit.ci, SonarCloud, CodeQL default setup) leaves no workflow: unknown where its configuration is there.",
  effort: 'hours',
  sources: [
    { url: 'https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#pull_request', checked: '2026-11-24' },
    { url: 'https://pre-commit.ci/', checked: '2026-11-24', note: 'Runs the hooks of .pre-commit-config.yaml as an app, without a workflow.' },
  ],
  messages: {
    notOnPullRequests: '{workflow} runs {command}, but no open pull request to the default branch starts it; add `pull_request` to its triggers.',
    onlyFormat: 'Of static checks only formatting runs for pull requests ({evidence}); add the linter or type checker of the language.',
    none: 'No lint, type check or static analysis runs for pull requests; add a job that runs one.',
  },
  check({ repo, outcome }) {
    const workflows = repo.workflows();
    const tasks = repo.tasks();
    const coverage = purposeCoverage(['lint', 'type-check', 'scan'], workflows, tasks);
    if (coverage.state === 'covered') return outcome.pass(coverage.evidence, coverage.location);
    const app = appConfigurations.find((path) => repo.files.has(path));
    if (app)
      return outcome.unknown(
        `no workflow analyses pull requests, but ${app} is there, which an app may run`,
        'Look at the checks that apps report on a recent pull request.',
      );
    if (coverage.state === 'unknown') return outcome.unknown(`no lint or type check found: ${coverage.reason}`, coverage.reveal, coverage.location);
    if (coverage.state === 'elsewhere')
      return outcome.fail('notOnPullRequests', { workflow: coverage.workflow, command: coverage.evidence }, coverage.location);
    const format = purposeCoverage(['format-check'], workflows, tasks);
    if (format.state === 'covered') return outcome.fail('onlyFormat', { evidence: format.evidence }, format.location, { confidence: 'medium' });
    if (tasks.manifests.length === 0 && tasks.tasks.length === 0)
      return outcome.notApplicable('no package manifest and no file of tasks: there is no code that could be recognised');
    outcome.fail('none', {}, coverage.location, {
      confidence: tasks.manifests.some(({ directory }) => directory === '') ? 'medium' : 'low',
      subject: 'static-analysis',
    });
  },
});

/** Configuration of analysers that run as an app. */
const appConfigurations = [
  '.pre-commit-config.yaml',
  'sonar-project.properties',
  '.sonarcloud.properties',
  '.codacy.yml',
  '.codeclimate.yml',
  '.deepsource.toml',
  '.lgtm.yml',
  '.scrutinizer.yml',
  '.styleci.yml',
];
