import { defineRule, type Ecosystem, type RepositoryRule, type Tasks } from '@ten-point/core/rule';
import { purposeCoverage } from './purpose-coverage.ts';

/** Ecosystems whose code is compiled before it runs; their tests compile it too. */
const compiled: ReadonlySet<Ecosystem> = new Set<Ecosystem>(['rust', 'go', 'jvm', 'dotnet', 'swift', 'elixir']);

export const build: RepositoryRule = defineRule({
  id: 'ci/build',
  scope: 'repository',
  severity: 'error',
  needs: ['workflows', 'tasks'],
  title: 'The normal build runs for pull requests to the default branch',
  why: 'Code that an agent wrote without building it (it often cannot: no toolchain, no network) reaches reviewers looking finished. A build on the pull request is the cheapest check that says otherwise.',
  howToFix: 'Build in a workflow with `on: pull_request`, by the same command that releases use, and require its check.',
  limits:
    'Compiling tests counts as building. Interpreted code without a build step (no build script, no compiled part) is not applicable. Other CI systems and workflows of other repositories are not read: unknown.',
  effort: 'hours',
  sources: [{ url: 'https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#pull_request', checked: '2026-11-24' }],
  messages: {
    notOnPullRequests: '{workflow} runs {command}, but no open pull request to the default branch starts it; add `pull_request` to its triggers.',
    noJob: 'Pull requests start jobs here, but none of them builds ({reason}); add a step that does.',
    noCi: 'No workflow runs for pull requests, so nothing says that the result builds ({reason}); add one with `on: pull_request`.',
  },
  check({ repo, outcome }) {
    const tasks = repo.tasks();
    const own = purposeCoverage(['build'], repo.workflows(), tasks);
    const reason = buildStep(tasks);
    const coverage = own.state !== 'covered' && reason?.compiled ? purposeCoverage(['test', 'lint'], repo.workflows(), tasks) : own;
    if (coverage.state === 'covered')
      return outcome.pass(own.state === 'covered' ? coverage.evidence : `${coverage.evidence}, which compiles the code`, coverage.location);
    if (!reason) return outcome.notApplicable('no build step: no compiled language among the manifests, and no task that builds');
    switch (own.state) {
      case 'elsewhere':
        return outcome.fail('notOnPullRequests', { workflow: own.workflow, command: own.evidence }, own.location, { confidence: 'medium' });
      case 'unknown':
        return outcome.unknown(`no build command found: ${own.reason}`, own.reveal, own.location);
      case 'absent': {
        const details = { confidence: reason.atRoot ? 'medium' : 'low', subject: 'build' } as const;
        if (own.hasJobs) outcome.fail('noJob', { reason: reason.text }, own.location, details);
        else outcome.fail('noCi', { reason: reason.text }, undefined, details);
        return;
      }
      case 'covered':
        return;
      default:
        return own satisfies never;
    }
  },
});

interface BuildStep {
  readonly text: string;
  readonly compiled: boolean;
  /** A collection of samples has manifests in its folders only. */
  readonly atRoot: boolean;
}

/** What is built here: a compiled language, or a task of the root that builds. */
function buildStep({ manifests, tasks }: Tasks): BuildStep | undefined {
  const sources = manifests.filter(({ ecosystem, directory }) => compiled.has(ecosystem) && !/(?:^|\/)tests?(?:\/|$)/i.test(directory));
  const manifest = sources.find(({ directory }) => directory === '') ?? sources[0];
  if (manifest) return { text: `${manifest.path} is there`, compiled: true, atRoot: manifests.some(({ directory }) => directory === '') };
  const task = tasks.find(({ name, directory, runner }) => directory === '' && (name === 'build' || name === 'compile') && runner !== 'maven');
  return task ? { text: `${task.location.path} has a ${task.name} task`, compiled: false, atRoot: true } : undefined;
}
