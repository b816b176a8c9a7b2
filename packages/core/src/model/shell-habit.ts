import type { Location } from './location.ts';

/** Something that a script does which only works, or only is safe, with one checkout of the repository. */
export interface ShellHabit {
  readonly kind: /** `[ -d .git ]`: in a worktree `.git` is a file. */
    | 'git-directory-test'
    /** Writes below `.git/`: in a worktree that is no directory. */
    | 'git-directory-write'
    /** A path into someone's home directory. */
    | 'home-path'
    /** A path that leaves the repository by `..`. */
    | 'outside-path'
    /** Writes to a fixed path under `/tmp`. */
    | 'shared-temp'
    /** Links installed packages or build output from elsewhere. */
    | 'linked-install';
  /** The words that show it. */
  readonly text: string;
  /** Script, hook or task that does it. */
  readonly owner: string;
  readonly location: Location;
}
