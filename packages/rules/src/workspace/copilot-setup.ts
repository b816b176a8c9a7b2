import { defineRule, joinPath, type RepositoryRule } from '@ten-point/core/rule';

const jobId = 'copilot-setup-steps';
/** Keys that change what runs, and that the cloud agent leaves out of account. `name` and `environment` do no harm. */
const ignoredKeys = new Set(['container', 'env', 'strategy', 'defaults', 'if', 'needs', 'concurrency', 'continue-on-error', 'uses', 'with', 'outputs']);
const longestMinutes = 59;

export const copilotSetup: RepositoryRule = defineRule({
  id: 'workspace/copilot-setup',
  scope: 'repository',
  severity: 'warning',
  needs: ['environment', 'workflows', 'tasks'],
  title: 'copilot-setup-steps.yml does what it says',
  why: 'The Copilot cloud agent reads one job by its exact name and six of its keys, and says nothing of the rest. When a step fails, the agent starts all the same, in a half-made environment, and works around what is missing.',
  howToFix:
    'Keep exactly one job, `copilot-setup-steps`, with `steps`, `permissions`, `runs-on`, `services`, `snapshot` and `timeout-minutes` (at most 59) only, and run the workflow by hand after each change.',
  limits:
    'Only the default branch’s file counts for the agent; which branch this is cannot be told from files. Programs that earlier steps install are not judged.',
  effort: 'minutes',
  sources: [
    {
      url: 'https://docs.github.com/en/copilot/how-tos/copilot-on-github/customize-copilot/customize-cloud-agent/customize-the-agent-environment',
      checked: '2026-11-24',
      note: 'job name, keys, time limit, failing steps',
    },
  ],
  messages: {
    extension: 'The file is named .yaml; the documentation names copilot-setup-steps.yml only: rename it.',
    noJob: 'No job is called copilot-setup-steps, so the cloud agent does not use this file; rename the job.',
    wrongName: 'The job is called {id}; the cloud agent only reads copilot-setup-steps: rename it.',
    otherJob: 'The job {id} stands beside copilot-setup-steps; the file must hold exactly one job: move it to another workflow.',
    ignoredKey: 'The cloud agent ignores {key} of this job, so the steps run without it; move it into the steps.',
    timeout: 'timeout-minutes is {minutes}; the cloud agent takes at most 59.',
    noSteps: 'The job has no steps, so it prepares nothing; install the dependencies here.',
    missingAction: 'The step uses {action}, which is not in the repository; it fails and the agent starts without it.',
    missingFile: 'The step runs {file}, which is not in the repository; it fails and the agent starts without it.',
    missingScript: 'The step runs the script {script}, which package.json does not define; it fails and the agent starts without it.',
  },
  check({ repo, outcome }) {
    const setup = repo.environment().copilotSetup;
    if (!setup) return outcome.notApplicable('no copilot-setup-steps.yml');
    const workflows = repo.workflows();
    const workflow = workflows.workflows.find(({ path }) => path === setup.path);
    if (!workflow?.readable)
      return outcome.unknown(`${setup.path} could not be read as a workflow`, 'Repair the file: the diagnostics say where it is broken.');
    let failed = false;
    const fail: typeof outcome.fail = (...report) => {
      failed = true;
      outcome.fail(...report);
    };
    const [first] = setup.jobs;
    if (setup.path.endsWith('.yaml')) fail('extension', {}, first?.id.location ?? workflow.triggersLocation, { confidence: 'medium' });
    const job = setup.jobs.find(({ id }) => id.value === jobId);
    if (!job) {
      if (first && setup.jobs.length === 1) fail('wrongName', { id: first.id.value }, first.id.location);
      else fail('noJob', {}, first?.id.location ?? workflow.triggersLocation);
    } else {
      for (const { id } of setup.jobs) if (id.value !== jobId) fail('otherJob', { id: id.value }, id.location);
      for (const key of job.keys) if (ignoredKeys.has(key.value)) fail('ignoredKey', { key: key.value }, key.location);
      if (job.timeoutMinutes && job.timeoutMinutes.value > longestMinutes) fail('timeout', { minutes: job.timeoutMinutes.value }, job.timeoutMinutes.location);
      const steps = workflow.jobs.find(({ id }) => id === jobId)?.steps ?? [];
      if (steps.length === 0) fail('noSteps', {}, job.id.location);
      for (const step of steps) {
        if (step.uses?.kind === 'local' && !workflows.resolveAction(step.uses)) fail('missingAction', { action: step.uses.raw }, step.uses.location);
        for (const command of step.script?.commands ?? []) {
          if (command.directory === undefined || step.workingDirectory === undefined) continue;
          const directory = joinPath(step.workingDirectory, command.directory);
          if (directory === undefined) continue;
          if (/^\.{1,2}\/[\w./-]+\.(?:sh|py|js|mjs|rb|ps1)$/.test(command.program)) {
            const file = joinPath(directory, command.program);
            if (file !== undefined && !repo.files.has(file)) fail('missingFile', { file }, command.location, { confidence: 'medium' });
          }
          const script = scriptOf(command.name, command.args);
          if (script !== undefined && repo.tasks().find('npm-script', script, directory).state === 'missing')
            fail('missingScript', { script }, command.location, { confidence: 'medium' });
        }
      }
    }
    if (!failed) outcome.pass('one job copilot-setup-steps, with keys that count and steps that exist', job?.id.location);
  },
});

/** The package script of `npm run x`, `pnpm run x`, `yarn run x`, `bun run x`. */
function scriptOf(program: string, args: readonly string[]): string | undefined {
  if (!['npm', 'pnpm', 'yarn', 'bun'].includes(program) || args[0] !== 'run') return undefined;
  const [, script] = args;
  // Workspace and directory options name another package.
  return script !== undefined &&
    /^[\w:.-]+$/.test(script) &&
    !script.startsWith('-') &&
    !args.some((word) => /^(?:-w|-F|-C|--(?:workspace|filter|prefix|cwd|if-present))/.test(word))
    ? script
    : undefined;
}
