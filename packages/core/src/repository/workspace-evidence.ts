import type { WorkspaceEvidence } from '../model/environment.ts';
import type { FileIndex } from '../model/repository.ts';
import type { Task } from '../model/task.ts';

/** Files at fixed places that make a workspace its own. */
const fixedPlaces: readonly (WorkspaceEvidence & { readonly path: string })[] = [
  { path: '.github/workflows/copilot-setup-steps.yml', kind: 'cloud-agent-setup', note: "sets up the Copilot cloud agent's environment" },
  { path: '.github/workflows/copilot-setup-steps.yaml', kind: 'cloud-agent-setup', note: "sets up the Copilot cloud agent's environment" },
  { path: '.cursor/environment.json', kind: 'cloud-agent-setup', note: "sets up Cursor's cloud agents" },
  { path: '.codex/environments/environment.toml', kind: 'cloud-agent-setup', note: 'sets up a Codex environment' },
  { path: '.openhands/setup.sh', kind: 'cloud-agent-setup', note: "sets up OpenHands' sandbox" },
  { path: '.openhands/Dockerfile', kind: 'sandbox', note: "builds OpenHands' sandbox" },
  { path: '.gemini/sandbox.Dockerfile', kind: 'sandbox', note: "builds Gemini CLI's sandbox" },
  { path: '.cursor/worktrees.json', kind: 'worktree-tooling', note: 'sets up a worktree in Cursor' },
  { path: 'conductor.json', kind: 'worktree-tooling', note: 'sets up a workspace in Conductor' },
  { path: '.conductor/settings.toml', kind: 'worktree-tooling', note: 'sets up a workspace in Conductor' },
  { path: '.superset/config.json', kind: 'worktree-tooling', note: 'sets up a workspace in Superset' },
  { path: '.superset/config.toml', kind: 'worktree-tooling', note: 'sets up a workspace in Superset' },
  { path: '.worktreeinclude', kind: 'worktree-tooling', note: 'names the ignored files that a new worktree gets' },
  { path: '.config/wt.toml', kind: 'worktree-tooling', note: 'sets up a worktree in Worktrunk' },
  { path: 'worktree-config.yaml', kind: 'worktree-tooling', note: 'configures worktrees' },
  { path: 'devbox.json', kind: 'environment-definition', note: 'defines the tools of the environment (Devbox)' },
  { path: 'devenv.nix', kind: 'environment-definition', note: 'defines the tools of the environment (devenv)' },
  { path: 'flake.nix', kind: 'environment-definition', note: 'defines the tools of the environment (Nix)' },
  { path: 'shell.nix', kind: 'environment-definition', note: 'defines the tools of the environment (Nix)' },
];

/** Set-up scripts for worktrees, where scripts are kept. */
const worktreeScript = /^(?:(?:scripts?|bin|script|tools?|hack|dev|\.config|\.claude|\.agents?)\/(?:[\w.-]+\/)?)?[\w.-]*worktree[\w.-]*$/i;
const scriptName = /(?:\.(?:sh|bash|zsh|mjs|cjs|js|ts|py|rb|ps1)|(?:^|\/)[\w-]+)$/;

/**
 * Finds what makes a task's workspace its own: devcontainers, cloud-agent set-ups, worktree tooling.
 * Source code of a tool that itself handles worktrees is none.
 */
export function workspaceEvidence(files: FileIndex, devcontainers: readonly string[], tasks: readonly Task[]): readonly WorkspaceEvidence[] {
  const found: WorkspaceEvidence[] = devcontainers.map((path) => ({ kind: 'devcontainer', path, note: 'defines a development container' }));
  for (const place of fixedPlaces) if (files.has(place.path)) found.push(place);
  for (const directory of ['', ...scriptDirectories]) {
    for (const path of directory === '' ? files.children('').filter((name) => files.has(name)) : files.under(directory)) {
      if (worktreeScript.test(path) && scriptName.test(path) && !/\.(?:test|spec)\./.test(path) && !found.some((known) => known.path === path))
        found.push({ kind: 'worktree-tooling', path, note: 'a script about worktrees' });
    }
  }
  for (const task of tasks) {
    const mentions = /worktree/i.test(task.name) || /\bgit worktree add\b/.test(task.command?.value ?? '');
    if (mentions && files.role(task.location.path) === 'own')
      found.push({ kind: 'worktree-tooling', path: task.location.path, note: `has the task "${task.name}"` });
  }
  return found;
}

const scriptDirectories = ['scripts', 'script', 'bin', 'tools', 'tool', 'hack', 'dev', '.claude', '.agents'];
