import type { Location } from './location.ts';

/** What running a command does, as far as a checklist cares. */
export type CommandPurpose =
  | 'build'
  | 'test'
  | 'lint'
  | 'type-check'
  | 'format-check'
  | 'scan'
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
  /** `cmd || true`, `cmd || :`, `cmd || echo …`, `cmd || exit 0`. */
  | { readonly kind: 'or-fallback'; readonly fallback: string }
  /** Not the last command of a pipe, with `pipefail` off. */
  | { readonly kind: 'pipe' }
  /** After `set +e` in the same script. */
  | { readonly kind: 'errexit-off' }
  /** The condition of an `if`, `while` or `until`, or negated by `!`: its status is looked at by the script. */
  | { readonly kind: 'condition' };

/** One simple command of a shell script. */
export interface ShellCommand {
  /** The program: first word, without directory and quotes, e.g. `npm`. Empty when it is not static (`$TOOL run`). */
  readonly name: string;
  /** Arguments after the program, quotes removed. A word with an expansion keeps its source text. */
  readonly args: readonly string[];
  /** Variables assigned in front of the command: `CI=1 npm test`. */
  readonly env: Readonly<Record<string, string>>;
  /** Source text of the command. */
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
