import type { Step } from '@ten-point/core/rule';

/**
 * Actions that do all their work with a token that reads contents, or with none, and that push nothing. Read in their
 * documentation, 2026-11-25; a row is data.
 */
const readingActions: ReadonlySet<string> = new Set([
  'actions/cache',
  'actions/checkout',
  'actions/download-artifact',
  'actions/setup-dotnet',
  'actions/setup-go',
  'actions/setup-java',
  'actions/setup-node',
  'actions/setup-python',
  'actions/upload-artifact',
  'astral-sh/setup-uv',
  'codecov/codecov-action',
  'denoland/setup-deno',
  'docker/setup-buildx-action',
  'docker/setup-qemu-action',
  'dtolnay/rust-toolchain',
  'erlef/setup-beam',
  'oven-sh/setup-bun',
  'pnpm/action-setup',
  'ruby/setup-ruby',
  'shivammathur/setup-php',
  'swatinem/rust-cache',
  'taiki-e/install-action',
]);

/** Whether a step uses an action that needs no more than to read contents. */
export function usesReadingAction({ uses }: Step): boolean {
  return uses?.kind === 'repository' && readingActions.has(`${uses.owner}/${uses.repository}`.toLowerCase());
}

const remoteCommands = /\b(?:fetch|pull|push|clone|submodule|ls-remote|lfs|remote)\b/;

/** Whether git talks to a remote in a script or an input of a step, as far as the text shows. */
export function mentionsRemoteGit({ run, with: inputs }: Step): boolean {
  const texts = [run, ...inputs.values()].map((text) => text?.value ?? '');
  return texts.some((text) => text.split('\n').some((line) => /\bgit\b/i.test(line) && remoteCommands.test(line)));
}
