import { defineRule, type RepositoryRule, type Tasks } from '@ten-point/core/rule';
import { purposeCoverage } from './purpose-coverage.ts';

export const test: RepositoryRule = defineRule({
  id: 'ci/test',
  scope: 'repository',
  severity: 'error',
  needs: ['workflows', 'tasks'],
  title: 'Tests run for pull requests to the default branch',
  why: 'An agent that is told to make the tests pass is only held to it where somebody else runs them. The agent\'s own report ("all tests pass") is a claim; a job on the pull request is evidence, the same for agents as for people.',
  howToFix: 'Run the test suite in a workflow with `on: pull_request`, by the same command that contributors use, and require its check.',
  limits:
    'Recognised by what commands do, followed through package scripts, make, just and task targets, shell scripts, composite actions and reusable workflows of this repository. Other CI systems and workflows of other repositories are not read: unknown. That the tests cover much is not judged.',
  effort: 'hours',
  sources: [
    { url: 'https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#pull_request', checked: '2026-11-24' },
    {
      url: 'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onpushpull_requestpull_request_targetpathspaths-ignore',
      checked: '2026-11-24',
    },
  ],
  messages: {
    notOnPullRequests: '{workflow} runs {command}, but no open pull request to the default branch starts it; add `pull_request` to its triggers.',
    noJob: 'Pull requests start jobs here, but none of them runs tests; add a step that runs {command}.',
    noCi: 'No workflow runs for pull requests, so no test holds a change back; add one with `on: pull_request` that runs {command}.',
  },
  check({ repo, outcome }) {
    const tasks = repo.tasks();
    const coverage = purposeCoverage(['test'], repo.workflows(), tasks);
    switch (coverage.state) {
      case 'covered':
        return outcome.pass(coverage.evidence, coverage.location);
      case 'elsewhere':
        return outcome.fail('notOnPullRequests', { workflow: coverage.workflow, command: coverage.evidence }, coverage.location);
      case 'unknown':
        return outcome.unknown(`no test command found: ${coverage.reason}`, coverage.reveal, coverage.location);
      case 'absent': {
        if (tasks.manifests.length === 0 && tasks.tasks.length === 0)
          return outcome.notApplicable('no package manifest and no file of tasks: there is nothing to test that could be recognised');
        const command = testCommand(tasks);
        // A collection of samples has manifests in its folders only.
        const details = { confidence: tasks.manifests.some(({ directory }) => directory === '') ? 'medium' : 'low', subject: 'test' } as const;
        if (coverage.hasJobs) outcome.fail('noJob', { command }, coverage.location, details);
        else outcome.fail('noCi', { command }, undefined, details);
        return;
      }
      default:
        return coverage satisfies never;
    }
  },
});

/** How this repository's tests are started, as far as a manifest says so. */
function testCommand({ tasks, manifests }: Tasks): string {
  const root = tasks.find((task) => task.directory === '' && ['test', 'tests', 'check'].includes(task.name) && task.runner !== 'maven');
  if (root?.runner === 'npm-script') return '`npm test`';
  if (root?.runner === 'make') return `\`make ${root.name}\``;
  if (root?.runner === 'just') return `\`just ${root.name}\``;
  const byEcosystem = {
    npm: 'the tests',
    deno: '`deno test`',
    python: '`pytest`',
    rust: '`cargo test`',
    go: '`go test ./...`',
    php: '`phpunit`',
    ruby: '`rake test`',
    jvm: 'the tests',
    dotnet: '`dotnet test`',
    elixir: '`mix test`',
    swift: '`swift test`',
  };
  const [manifest] = manifests;
  return manifest ? byEcosystem[manifest.ecosystem] : 'the tests';
}
