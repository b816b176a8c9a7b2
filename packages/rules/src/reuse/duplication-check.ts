import { defineRule, type RepositoryRule, type ShellCommand, type Step } from '@ten-point/core/rule';
import { duplicationActions, duplicationPackages, duplicationPrograms, duplicationServices } from './duplication-tools.ts';

export const duplicationCheck: RepositoryRule = defineRule({
  id: 'reuse/duplication-check',
  scope: 'repository',
  severity: 'note',
  needs: ['workflows', 'tasks'],
  title: 'A check for duplicated or dead code runs in CI',
  why: 'Nobody reads the whole repository during a review; a clone detector does. It finds the helper that was written a second time, and an unused-code check finds the first one that nobody calls any more.',
  howToFix:
    "Run a clone detector (jscpd, PMD CPD, dupl, …) or an unused-code check (knip, vulture, deadcode, …) on pull requests, with a threshold that today's code passes.",
  limits:
    'Knows the common programs, actions and services; linters that can find clones when configured (pylint, golangci-lint) do not count. Services without a file in the repository are not visible.',
  effort: 'hours',
  sources: [
    { url: 'https://github.com/kucherenko/jscpd', checked: '2026-11-24' },
    { url: 'https://docs.pmd-code.org/latest/pmd_userdocs_cpd.html', checked: '2026-11-24' },
    { url: 'https://knip.dev/', checked: '2026-11-24' },
  ],
  messages: {
    none: 'No check for duplicated or dead code runs in CI; add one (e.g. jscpd, PMD CPD, knip, vulture) to the pull request workflow.',
    notInCi: '{tool} is installed, but no workflow runs it; run it on pull requests.',
  },
  check({ repo, outcome }) {
    const { workflows, otherCi, localActions } = repo.workflows();
    const steps = [...workflows.flatMap((workflow) => workflow.jobs.flatMap((job) => job.steps)), ...localActions.flatMap((action) => action.steps)];
    const found = new Map<string, Step>();
    for (const step of steps) {
      for (const tool of toolsOf(step, repo.tasks().resolve)) if (!found.has(tool)) found.set(tool, step);
    }
    for (const [tool, step] of found) outcome.pass(`${tool} runs in CI`, step.location);
    const service = [...duplicationServices].find(([path]) => repo.files.has(path));
    if (service) outcome.pass(`${service[0]} configures ${service[1]}`);
    if (found.size > 0 || service) return;
    if (otherCi.length > 0) {
      const systems = [...new Set(otherCi.map(({ system }) => system))].join(', ');
      return outcome.unknown(`checks also run in ${systems}, which is not read`, `Look whether ${systems} runs a check for duplicated or dead code.`);
    }
    const installed = repo
      .tasks()
      .manifests.filter(({ path }) => repo.files.role(path) === 'own')
      .flatMap(({ dependencies }) => dependencies)
      .find(({ name }) => duplicationPackages.has(name));
    if (installed) outcome.fail('notInCi', { tool: installed.name }, installed.location);
    else outcome.fail('none', {}, undefined, { confidence: 'medium' });
  },
});

type Resolve = (commands: readonly ShellCommand[], directory: string) => readonly { readonly command: ShellCommand }[];

function toolsOf(step: Step, resolve: Resolve): readonly string[] {
  const action = step.uses?.kind === 'repository' ? duplicationActions.get(`${step.uses.owner}/${step.uses.repository}`.toLowerCase()) : undefined;
  const direct = step.script?.commands ?? [];
  const commands = [...direct, ...resolve(direct, step.workingDirectory ?? '').map(({ command }) => command)];
  return [...(action ? [action] : []), ...commands.flatMap(programOf)];
}

/** The program, or what a launcher (`npx`, `pnpm exec`, `mvn`, `./gradlew`) is told to run: its first arguments that are no options. */
function programOf({ name, args }: ShellCommand): readonly string[] {
  const words = [name, ...args.filter((arg) => !arg.startsWith('-')).slice(0, 4)];
  // `pip install vulture` runs nothing.
  if (words.some((word) => ['install', 'add', 'i', 'uninstall', 'remove'].includes(word))) return [];
  const launched = words.map((word) => word.replace(/@[\d.^~a-z-]*$/, '').replace(/^:+/, ''));
  const tool = launched.map((word) => duplicationPrograms.get(word)).find((known) => known !== undefined);
  return tool ? [tool] : [];
}
