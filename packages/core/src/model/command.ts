import type { Location } from './location.ts';

/** What running a command does, as far as a checklist cares. */
export type CommandPurpose =
  | 'build'
  | 'test'
  | 'lint'
  | 'type-check'
  | 'format-check'
  | 'scan'
  /** Looks for credentials, and says nothing of the code. */
  | 'secret-scan'
  | 'install'
  | 'deploy'
  | 'publish'
  | 'migrate'
  | 'agent'
  | 'merge-pull-request'
  | 'approve-pull-request';

/** How a command's failure reaches the script: `propagates`, or what swallows it. */
export type FailureHandling =
  | { readonly kind: 'propagates' }
  /** `cmd || true`, `cmd || :`, `cmd || echo …`, `cmd || exit 0`: what runs instead always succeeds. `cmd || exit 1` propagates. */
  | { readonly kind: 'or-fallback'; readonly fallback: string }
  /** Not the last command of a pipe, with `pipefail` off. */
  | { readonly kind: 'pipe' }
  /** After `set +e` in the same script, or `a; b` in a shell that runs without `-e`. */
  | { readonly kind: 'errexit-off' }
  /** In front of `&&`, in a list that is not the script's last: bash does not stop there, `set -e` or not. */
  | { readonly kind: 'and-list' }
  /** The condition of an `if`, `while` or `until`, negated by `!`, before `|| otherCommand` or `; rc=$?`, in the background: its status is looked at by the script. */
  | { readonly kind: 'condition' };

/** One simple command of a shell script. Wrappers that only start another program (`sudo`, `env`, `npx`, `uv run`) are taken off. */
export interface ShellCommand {
  /** The program: first word, without directory, quotes and package version, e.g. `npm`. Empty when it is not static (`$TOOL run`). */
  readonly name: string;
  /** The program as written, quotes removed: `./scripts/test.sh`, `eslint@9`. A word with an expansion keeps its source text. */
  readonly program: string;
  /** Arguments after the program, quotes removed. A word with an expansion keeps its source text. */
  readonly args: readonly string[];
  /** What was taken off in front of it, outermost first: `sudo`, `npx`, `pnpm exec`, `bash -c`. */
  readonly wrappers: readonly string[];
  /** Variables assigned in front of the command, or by `env` and `cross-env`: `CI=1 npm test`. */
  readonly env: Readonly<Record<string, string>>;
  /** Source text of the command, wrappers included. */
  readonly text: string;
  readonly location: Location;
  readonly failure: FailureHandling;
  /** Directory, relative to where the script starts, that `cd` (or a tool's own option such as `--prefix`, `-C`) moves to; `undefined` when not static. */
  readonly directory: string | undefined;
}

/** A shell text read into its simple commands, in source order, those in substitutions and branches included. */
export interface ShellScript {
  readonly commands: readonly ShellCommand[];
  /** True when the text was not wholly understood. */
  readonly incomplete: boolean;
}
