import { agentSteps, defineRule, type Location, type RepositoryRule, type ShellCommand, type Workflow } from '@ten-point/core/rule';

/** Packages of command-line agents. */
const packages: ReadonlySet<string> = new Set([
  '@anthropic-ai/claude-code',
  '@openai/codex',
  '@google/gemini-cli',
  '@github/copilot',
  'opencode-ai',
  '@sourcegraph/amp',
  '@qwen-code/qwen-code',
  'aider-chat',
]);

/** Inputs that choose the agent's version or add code to it. */
const versionInputs: readonly string[] = ['gemini_cli_version', 'codex-version', 'claude_code_version'];

interface Floating {
  readonly what: string;
  readonly location: Location;
}

export const agentPinned: RepositoryRule = defineRule({
  id: 'access/agent-pinned',
  scope: 'repository',
  severity: 'warning',
  needs: ['workflows'],
  title: 'Agents in workflows have a fixed version',
  why: "An agent that is installed anew for every run is whatever its registry serves that minute, with the job's token and model key; its permissions, prompts and defaults change from release to release too. Action references are judged by access/pinned-actions; this is about the programs behind them.",
  howToFix: 'Name the version (`npm install -g @anthropic-ai/claude-code@2.1.130`, `gemini_cli_version: 0.21.0`), and let an update bot raise it.',
  limits:
    "Looks at npm and pip installs, npx, install scripts piped into a shell, and version inputs. The default of an action that is pinned itself is taken as its maintainers' choice.",
  effort: 'minutes',
  securitySeverity: 5.3,
  sources: [
    { url: 'https://docs.github.com/actions/reference/security/secure-use', checked: '2026-11-24' },
    { url: 'https://github.com/google-github-actions/run-gemini-cli', checked: '2026-11-24', note: 'gemini_cli_version' },
  ],
  messages: {
    floating: '{what} takes whatever version is newest at run time; name one.',
    script: '{what} runs an install script of an agent from the network; install a named version from its package registry.',
  },
  check({ repo, outcome }) {
    const workflows = repo.workflows();
    let seen = agentSteps(workflows).length;
    let failed = 0;
    for (const workflow of workflows.workflows) {
      if (workflow.compiledFrom) continue;
      for (const { what, location, script } of floatingOf(workflow)) {
        seen++;
        failed++;
        outcome.fail(script ? 'script' : 'floating', { what }, location, { subject: `${workflow.path} ${what}` });
      }
    }
    if (seen === 0) return outcome.notApplicable('no workflow installs or runs an agent');
    if (failed === 0) outcome.pass('no agent in the workflows is installed without a version');
  },
});

function floatingOf(workflow: Workflow): readonly (Floating & { readonly script: boolean })[] {
  return workflow.jobs.flatMap((job) =>
    job.steps.flatMap((step) => [
      ...versionInputs.flatMap((input) => {
        const written = step.with.get(input);
        return written && /^(?:latest|nightly|preview|stable|main)$/.test(written.value)
          ? [{ what: `${input}: ${written.value}`, location: written.location, script: false }]
          : [];
      }),
      ...(step.script?.commands ?? []).flatMap((command) => {
        const what = unpinnedPackage(command) ?? '';
        if (what !== '') return [{ what, location: command.location, script: false }];
        return installScript(command) ? [{ what: command.text.slice(0, 80), location: command.location, script: true }] : [];
      }),
    ]),
  );
}

function unpinnedPackage({ name, program, args, wrappers }: ShellCommand): string | undefined {
  if (wrappers.length > 0 && isUnpinned(program)) return program;
  const installs =
    ['npm', 'pnpm', 'yarn', 'bun'].includes(name) &&
    args.some((argument) => ['install', 'i', 'add'].includes(argument)) &&
    args.some((argument) => ['-g', '--global', 'global'].includes(argument));
  return installs ? args.find(isUnpinned) : undefined;
}

/** A package of an agent without a version, or with a name that moves. */
function isUnpinned(spec: string): boolean {
  const at = spec.indexOf('@', 1);
  const version = at < 0 ? '' : spec.slice(at + 1);
  return packages.has(at < 0 ? spec : spec.slice(0, at)) && ['', 'latest', 'nightly', 'next'].includes(version);
}

function installScript({ name, args }: ShellCommand): boolean {
  return (
    ['curl', 'wget'].includes(name) &&
    args.some((argument) => /^https:\/\/(?:claude\.ai\/install|cursor\.com\/install|opencode\.ai\/install|gh\.io\/copilot-install)/.test(argument))
  );
}
