import { defineRule, type RepositoryRule, type Step } from '@ten-point/core/rule';
import { sizeActions, sizeAppFiles, sizeFacts } from './pull-request-tools.ts';

export const sizeGuard: RepositoryRule = defineRule({
  id: 'pull-request/size-guard',
  scope: 'repository',
  severity: 'note',
  needs: ['workflows'],
  title: 'Something limits or labels the size of pull requests',
  why: 'Agents can produce more code than people can review. A change is reviewable while one person can follow intent, tests and side effects in one sitting; a sentence that asks for small changes holds as long as somebody remembers it, a check or label holds always.',
  howToFix: 'Add an action that labels pull requests by size, or a check that fails above a limit.',
  limits: 'There is no threshold that fits every repository, so none is judged here. Apps that need no file in the repository are not visible.',
  effort: 'minutes',
  sources: [
    { url: 'https://google.github.io/eng-practices/review/developer/small-cls.html', checked: '2026-11-24', note: 'Why small changes are reviewed better.' },
  ],
  messages: {
    none: 'Nothing in this repository limits or labels the size of pull requests; add an action that labels them by size.',
  },
  check({ repo, outcome }) {
    const { workflows, otherCi } = repo.workflows();
    const steps = workflows.flatMap((workflow) => workflow.jobs.flatMap((job) => job.steps));
    const guards = steps.flatMap((step) => {
      const guard = guardOf(step);
      return guard ? [{ guard, location: step.location }] : [];
    });
    for (const { guard, location } of guards) outcome.pass(guard, location);
    const app = sizeAppFiles.find((path) => repo.files.has(path));
    if (app) outcome.pass(`${app} configures an app that labels size`);
    if (guards.length > 0 || app) return;
    if (otherCi.length > 0) {
      const systems = [...new Set(otherCi.map(({ system }) => system))].join(', ');
      return outcome.unknown(`checks also run in ${systems}, which is not read`, `Look whether ${systems} limits or labels the size of changes.`);
    }
    outcome.fail('none', {}, undefined, { confidence: 'medium' });
  },
});

/** How a step guards size; undefined when it does not. */
function guardOf(step: Step): string | undefined {
  const action = step.uses?.kind === 'repository' ? `${step.uses.owner}/${step.uses.repository}`.toLowerCase() : '';
  if (sizeActions.has(action)) return `${action} labels pull requests by size`;
  const script = `${step.run?.value ?? ''}\n${step.with.get('script')?.value ?? ''}`;
  // Scripts that label or comment by what a pull request adds and removes.
  return countsChanges(script) ? 'a step counts what a pull request adds and removes' : undefined;
}

function countsChanges(script: string): boolean {
  return script.includes('pull_request') && sizeFacts.some((fact) => script.includes(fact)) && /size|large|limit|threshold|tier|[<>]=?\s*\d/i.test(script);
}
