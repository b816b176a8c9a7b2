import type { CommandPurpose } from './command.ts';
import type { Located, Location } from './location.ts';
import type { TaskRunner } from './task.ts';

/**
 * Which way a setting is stricter:
 * - `floor`: a higher number; none is weakest. `ceiling`: a lower number; none is weakest. `allowance`: a lower number; none is 0.
 * - `strict`: true. `lax`: false.
 * - `demands`: more entries. `exceptions`: fewer entries.
 * - `selected`, `excluded`: patterns of files, compared by the files of the base that they take in.
 */
export type SettingOrder = 'floor' | 'ceiling' | 'allowance' | 'strict' | 'lax' | 'demands' | 'exceptions' | 'selected' | 'excluded';

/** What is known of a setting, wherever it stands. */
export interface SettingKind {
  /** The program that reads it, e.g. `Vitest`. */
  readonly tool: string;
  readonly order: SettingOrder;
  /** Entry of the catalogue of weakenings, e.g. `D1`. */
  readonly operation: string;
  /** What it is about, so that the same can be found with another tool: `coverage lines`. */
  readonly concern: string;
  /** Asked for where less than a stop is due. */
  readonly verdict?: 'review' | 'note';
  /** Whose files patterns take in. */
  readonly subject?: 'tests' | 'sources';
}

/** The value of a setting on one side. */
export interface SettingValue {
  readonly value: number | boolean | readonly Located<string>[] | 'not-readable';
  /** As written. */
  readonly text: string;
  readonly location: Location;
}

/** One setting of a changed file, on both sides. At least one side has it. */
export interface SettingPair {
  readonly kind: SettingKind;
  /** As its file writes it: `test.coverage.thresholds.lines`, or the option of a command. */
  readonly key: string;
  /** The file: at the head, of a deleted one at the base. */
  readonly path: string;
  /** `unclear`: one of the two values is computed, or may come from elsewhere. */
  readonly state: 'as-strict' | 'weaker' | 'unclear';
  readonly before?: SettingValue;
  readonly after?: SettingValue;
  /** The file is gone at the head. */
  readonly isFileGone: boolean;
  /** Where the head takes over settings from that are not in the file, when it did not at the base: a spread, a preset. */
  readonly inheritsFrom?: Located<string>;
  /** An equal or stricter setting of the same concern that another place of the change gained. */
  readonly elsewhere?: { readonly tool: string; readonly key: string; readonly value: SettingValue };
  /** Files of the base that the patterns no longer take in (or newly leave out), by their paths at the base. */
  readonly leftOut: readonly string[];
  /** Entries of pattern lists that could not be evaluated and are not on both sides. */
  readonly unreadPatterns: readonly Located<string>[];
}

/** One command of a task, as far as it checks something. */
export interface TaskCheck {
  /** The program that does the work. */
  readonly program: string;
  readonly purpose: CommandPurpose;
  /** The command of the task itself that leads there. */
  readonly text: string;
  readonly location: Location;
  /** False when a failure does not fail the task: `|| true`. */
  readonly blocks: boolean;
}

/** A task of a changed file on one side. */
export interface TaskSide {
  readonly path: string;
  readonly location: Location;
  readonly commandText: string;
  readonly checks: readonly TaskCheck[];
  /** Whether a workflow of that side runs it. */
  readonly runsInWorkflow: boolean;
}

/** Where the head may run what a task lost. */
export interface OtherPlace {
  /** For a sentence: `package.json typecheck`. */
  readonly label: string;
  /** `new`: it took the check over in this change. `existing`: it ran it before. `in-workflow`: a workflow still runs it. `unclear`: it runs something that is not known. */
  readonly state: 'new' | 'existing' | 'in-workflow' | 'unclear';
}

/** A task of the base in a changed file, and what became of it. */
export interface TaskPair {
  readonly runner: TaskRunner;
  readonly name: string;
  readonly before: TaskSide;
  readonly after?: TaskSide;
  /** Its checks that it lost or no longer fails by, with where the head still runs them. */
  readonly lost: readonly { readonly check: TaskCheck; readonly how: 'gone' | 'swallowed'; readonly elsewhere?: OtherPlace }[];
}

/** A member that a workspace of the base had and that is still there, but left out. */
export interface LeftOutMember {
  readonly workspace: string;
  readonly before: Location;
  readonly directory: string;
}

/** How tests are run, and how strict they are, on both sides of a change: of the files that changed. */
export interface RunnerSettings {
  readonly settings: readonly SettingPair[];
  readonly tasks: readonly TaskPair[];
  readonly leftOutMembers: readonly LeftOutMember[];
  /** Configuration files of runners that could not be read at the head. */
  readonly notRead: readonly { readonly path: string; readonly reason: string; readonly wasReadable: boolean }[];
  /** Number of configuration and task files that were compared. */
  readonly filesCompared: number;
}
