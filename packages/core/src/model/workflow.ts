import type { ShellScript } from './command.ts';
import type { Expression } from './expression.ts';
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
  readonly tags?: readonly Located<string>[];
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
  /** Whether its text can become the expression's value: false inside a comparison or a test such as `contains(…)`. */
  readonly flows: boolean;
}

/** A context reference with the key it stands under: `run`, `if`, `with.script`, `env.TITLE`, `strategy.matrix.os`, … */
export type KeyedReference = ContextReference & { readonly key: string };

/** An `if:` as written. */
export interface Condition extends Located<string> {
  /**
   * `bare`: an expression without braces; `fenced`: exactly one `${{ … }}`; `text`: something stands beside the braces
   * (a line end counts), which makes the whole a text that is never empty, and so a condition that always holds.
   */
  readonly form: 'bare' | 'fenced' | 'text';
  /** Absent for the form `text`, and when GitHub would refuse the expression. */
  readonly expression?: Expression;
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
  /** The `uses` or `run` key; the first key where neither is there. */
  readonly location: Location;
  readonly if?: Condition;
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
  /** Every context reference of the step. */
  readonly references: readonly KeyedReference[];
}

export interface Job {
  readonly id: string;
  /** `name:` as written, expressions included. */
  readonly name?: Located<string>;
  /** The job's key. */
  readonly location: Location;
  readonly needs: readonly Located<string>[];
  readonly if?: Condition;
  readonly permissions?: Permissions;
  /** Name of the deployment environment. */
  readonly environment?: Located<string>;
  /** As written; several labels are joined by `, `. */
  readonly runsOn?: Located<string>;
  /** Images that the job and its services run in. */
  readonly images: readonly { readonly kind: 'container' | 'service'; readonly image: Located<string> }[];
  readonly concurrency?: Concurrency;
  readonly continueOnError?: Located<string>;
  readonly timeoutMinutes?: Located<string>;
  readonly env: readonly EnvironmentVariable[];
  /** Outputs that other jobs read as `needs.<id>.outputs.<name>`. */
  readonly outputs: ReadonlyMap<string, Located<string>>;
  readonly steps: readonly Step[];
  /** A called reusable workflow, instead of steps. */
  readonly uses?: ActionReference;
  readonly with: ReadonlyMap<string, Located<string>>;
  readonly secrets:
    | { readonly kind: 'none' }
    | { readonly kind: 'inherit'; readonly location: Location }
    | { readonly kind: 'named'; readonly names: readonly Located<string>[] };
  /**
   * Literal matrix legs, expanded (at most 256, as on GitHub); undefined when there is no matrix, or it is an expression or
   * too large.
   * Keys of mappings are joined by dots: `target.os`.
   */
  readonly matrix?: readonly Readonly<Record<string, string>>[];
  /** Names of the checks that this job reports, as GitHub shows them; undefined when an expression or another repository hides them. */
  readonly checkNames: readonly string[] | undefined;
  /** Every context reference of the job outside its steps. */
  readonly references: readonly KeyedReference[];
}

export interface Concurrency {
  readonly group?: Located<string>;
  /** As written: `true`, `false` or an expression; absent means false. */
  readonly cancelInProgress?: Located<string>;
}

export interface Workflow {
  readonly path: string;
  readonly name?: Located<string>;
  readonly triggers: readonly WorkflowTrigger[];
  /** The `on:` key. */
  readonly triggersLocation: Location;
  readonly permissions?: Permissions;
  readonly env: readonly EnvironmentVariable[];
  readonly concurrency?: Concurrency;
  readonly jobs: readonly Job[];
  /** Outputs of a reusable workflow (`on.workflow_call.outputs`): the expression of each. */
  readonly outputs: ReadonlyMap<string, Located<string>>;
  /** Every context reference outside the jobs. */
  readonly references: readonly KeyedReference[];
  /** The Markdown file that this one is compiled from (GitHub Agentic Workflows). */
  readonly compiledFrom?: string;
  /** False when the file could not be read as a workflow at all. */
  readonly readable: boolean;
}

/** A composite (or other) action that stands in this repository. */
export interface LocalAction {
  /** Directory that holds `action.yml`. */
  readonly directory: string;
  readonly path: string;
  readonly using: string;
  readonly inputs: ReadonlyMap<string, { readonly default?: Located<string> }>;
  readonly outputs: ReadonlyMap<string, Located<string>>;
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
  /** Where it is known. */
  readonly defaultBranch?: string;
  /** Account that owns the repository, where it is known. */
  readonly owner?: string;
  trigger(workflow: Workflow, event: string): WorkflowTrigger | undefined;
  /** The local action or reusable workflow that a reference names, when it is in this repository. */
  resolveAction(reference: ActionReference): LocalAction | undefined;
  resolveWorkflow(reference: ActionReference): Workflow | undefined;
}
