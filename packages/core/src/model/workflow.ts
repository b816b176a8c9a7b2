import type { ShellScript } from './command.ts';
import type { Located, Location } from './location.ts';

/** One event of `on:`. */
export interface WorkflowTrigger {
  readonly event: string;
  readonly location: Location;
  /** Activity types; absent means the event's default. */
  readonly types?: readonly string[];
  readonly branches?: readonly Located<string>[];
  readonly branchesIgnore?: readonly Located<string>[];
  readonly paths?: readonly Located<string>[];
  readonly pathsIgnore?: readonly Located<string>[];
  /** Names of parent workflows, for `workflow_run`. */
  readonly workflows?: readonly Located<string>[];
}

/** `permissions:` as written: a level for everything, or one for each scope. Scopes not listed are `none`. */
export type Permissions =
  | { readonly kind: 'all'; readonly level: 'read' | 'write'; readonly location: Location }
  | { readonly kind: 'scopes'; readonly scopes: ReadonlyMap<string, Located<'read' | 'write' | 'none'>>; readonly location: Location };

export interface EnvironmentVariable {
  readonly name: string;
  readonly value: Located<string>;
}

/** A context reference inside `${{ … }}` (or a bare `if:`). */
export interface ContextReference {
  /** Normalized dotted path, lower case except for keys that are names: `github.event.issue.title`, `env.TITLE`, `steps.meta.outputs.tags`, `secrets.DEPLOY_KEY`. Index by string is a dot, `[*]` and dynamic indexes are `*`. */
  readonly path: string;
  readonly location: Location;
  /** The whole expression it stands in, without the braces. */
  readonly expression: string;
}

export type ActionReference =
  | {
      readonly kind: 'repository';
      readonly raw: string;
      readonly owner: string;
      readonly repository: string;
      /** Path inside that repository; empty for its root. */
      readonly path: string;
      readonly ref: string;
      /** Comment at the end of the line, e.g. the version of a pinned commit. */
      readonly comment?: string;
      readonly location: Location;
    }
  | { readonly kind: 'local'; readonly raw: string; readonly path: string; readonly location: Location }
  | { readonly kind: 'docker'; readonly raw: string; readonly image: string; readonly digest?: string; readonly location: Location };

export interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly index: number;
  readonly location: Location;
  readonly if?: Located<string>;
  readonly continueOnError?: Located<string>;
  readonly env: readonly EnvironmentVariable[];
  readonly uses?: ActionReference;
  /** Inputs of the action, lower-case keys as GitHub compares them. */
  readonly with: ReadonlyMap<string, Located<string>>;
  readonly run?: Located<string>;
  /** Resolved through step, job and workflow defaults; `undefined` means the runner's default. */
  readonly shell?: string;
  /** Repository-relative directory, from step or defaults; `undefined` when it is an expression. */
  readonly workingDirectory: string | undefined;
  /** The parsed `run` text, for POSIX shells. */
  readonly script?: ShellScript;
  /** Every context reference of the step, with the key it stands under: `run`, `if`, `with.script`, `env.TITLE`, … */
  readonly references: readonly (ContextReference & { readonly key: string })[];
}

export interface Job {
  readonly id: string;
  /** `name:` as written, expressions included. */
  readonly name?: Located<string>;
  /** The job's key. */
  readonly location: Location;
  readonly needs: readonly Located<string>[];
  readonly if?: Located<string>;
  readonly permissions?: Permissions;
  readonly environment?: Located<string>;
  readonly runsOn?: Located<string>;
  readonly continueOnError?: Located<string>;
  readonly timeoutMinutes?: Located<string>;
  readonly env: readonly EnvironmentVariable[];
  readonly steps: readonly Step[];
  /** A called reusable workflow, instead of steps. */
  readonly uses?: ActionReference;
  readonly with: ReadonlyMap<string, Located<string>>;
  readonly secrets:
    | { readonly kind: 'none' }
    | { readonly kind: 'inherit'; readonly location: Location }
    | { readonly kind: 'named'; readonly names: readonly Located<string>[] };
  /** Literal matrix legs, expanded; undefined when there is no matrix or it is an expression. */
  readonly matrix?: readonly Readonly<Record<string, string>>[];
  /** Names of the checks that this job reports, as GitHub shows them; undefined when an expression hides them. */
  readonly checkNames: readonly string[] | undefined;
  readonly references: readonly (ContextReference & { readonly key: string })[];
}

export interface Workflow {
  readonly path: string;
  readonly name?: Located<string>;
  readonly triggers: readonly WorkflowTrigger[];
  /** The `on:` key. */
  readonly triggersLocation: Location;
  readonly permissions?: Permissions;
  readonly env: readonly EnvironmentVariable[];
  readonly concurrency?: Located<string>;
  readonly jobs: readonly Job[];
  /** False when the file could not be read as a workflow at all. */
  readonly readable: boolean;
}

/** A composite (or other) action that stands in this repository. */
export interface LocalAction {
  /** Directory that holds `action.yml`. */
  readonly directory: string;
  readonly path: string;
  readonly using: string;
  readonly steps: readonly Step[];
}

/** CI that runs outside GitHub Actions. */
export interface OtherCi {
  readonly system: string;
  readonly path: string;
}

export interface Workflows {
  readonly workflows: readonly Workflow[];
  readonly localActions: readonly LocalAction[];
  readonly otherCi: readonly OtherCi[];
  trigger(workflow: Workflow, event: string): WorkflowTrigger | undefined;
  /** The local action or reusable workflow that a reference names, when it is in this repository. */
  resolveAction(reference: ActionReference): LocalAction | undefined;
  resolveWorkflow(reference: ActionReference): Workflow | undefined;
}
