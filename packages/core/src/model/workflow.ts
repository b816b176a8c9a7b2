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
  readonly tagsIgnore?: readonly Located<string>[];
  /** Names of parent workflows, for `workflow_run`. */
  readonly workflows?: readonly Located<string>[];
  /** Images and their versions, for `image_version`. */
  readonly names?: readonly Located<string>[];
  readonly versions?: readonly Located<string>[];
  /** For `schedule`. */
  readonly schedules?: readonly Schedule[];
  /** Inputs of `workflow_dispatch` and `workflow_call` by their name in lower case, as GitHub compares them. */
  readonly inputs?: ReadonlyMap<string, WorkflowInput>;
  /** Secrets that `workflow_call` takes, by their name in lower case. */
  readonly secrets?: ReadonlyMap<string, CalledSecret>;
}

export interface Schedule {
  readonly cron: Located<string>;
  /** IANA name; UTC when absent. */
  readonly timezone?: Located<string>;
}

/** An input of `workflow_dispatch` or `workflow_call`. */
export interface WorkflowInput {
  /** As written. */
  readonly name: string;
  readonly location: Location;
  readonly type: 'string' | 'boolean' | 'number' | 'choice' | 'environment';
  readonly required: boolean;
  readonly default?: Located<string>;
  readonly description?: Located<string>;
  /** For the type `choice`. */
  readonly options?: readonly Located<string>[];
}

export interface CalledSecret {
  readonly name: string;
  readonly location: Location;
  readonly required: boolean;
}

/** `permissions:` as written: a level for everything, or one for each scope. Scopes not listed are `none`. */
export type Permissions =
  | { readonly kind: 'all'; readonly level: 'read' | 'write'; readonly location: Location }
  | { readonly kind: 'scopes'; readonly scopes: ReadonlyMap<string, Located<'read' | 'write' | 'none'>>; readonly location: Location };

/** `defaults.run` of a workflow or job. */
export interface RunDefaults {
  readonly shell?: Located<string>;
  readonly workingDirectory?: Located<string>;
}

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
  readonly timeoutMinutes?: Located<string>;
  /** Runs beside the steps after it: `background: true`, or a step of a `parallel` group. */
  readonly background: boolean;
  /** Which `parallel` group of the job it belongs to, from 0; the job goes on when the whole group has finished. */
  readonly parallelGroup?: number;
  /** Background steps that it waits for, by id, or all of them. Such a step does nothing else. */
  readonly waitsFor?: readonly Located<string>[] | 'all';
  /** Id of the background step that it ends. */
  readonly cancels?: Located<string>;
  readonly env: readonly EnvironmentVariable[];
  readonly uses?: ActionReference;
  /** Inputs of the action, lower-case keys as GitHub compares them. */
  readonly with: ReadonlyMap<string, Located<string>>;
  /** The first key of `with`, or that key itself where nothing is below it. */
  readonly withLocation?: Location;
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
  readonly environment?: JobEnvironment;
  readonly runsOn?: RunsOn;
  /** The container that the job runs in, and those of its services. */
  readonly containers: readonly JobContainer[];
  readonly concurrency?: Concurrency;
  readonly continueOnError?: Located<string>;
  readonly timeoutMinutes?: Located<string>;
  readonly defaults?: RunDefaults;
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
    | { readonly kind: 'named'; readonly names: readonly PassedSecret[] };
  readonly strategy?: Strategy;
  /**
   * Literal matrix legs, expanded (at most 256, as on GitHub); undefined when there is no matrix, or it is an expression or
   * too large. Keys of mappings are joined by dots: `target.os`. Values are as GitHub prints them: `3.10` is the number `3.1`.
   */
  readonly matrix?: readonly Readonly<Record<string, string>>[];
  /** For each leg what GitHub puts in brackets behind a name without expressions: `ubuntu-latest, 24`. */
  readonly matrixLabels?: readonly string[];
  /** Names of the checks that this job reports, as GitHub shows them; undefined when an expression or another repository hides them. */
  readonly checkNames: readonly string[] | undefined;
  /** Every context reference of the job outside its steps. */
  readonly references: readonly KeyedReference[];
}

export interface Concurrency {
  readonly group?: Located<string>;
  /** As written: `true`, `false` or an expression; absent means false. */
  readonly cancelInProgress?: Located<string>;
  /** `single` (at most one waits, the default) or `max` (up to 100 do). */
  readonly queue?: Located<string>;
}

/** Deployment environment of a job: its name, with what else is said of it. */
export interface JobEnvironment extends Located<string> {
  readonly url?: Located<string>;
  /** `false`: the environment's protection and secrets apply, but no deployment is recorded. */
  readonly deployment?: Located<string>;
}

/** Group and labels as one text, joined by `, `, and each of them. */
export interface RunsOn extends Located<string> {
  readonly group?: Located<string>;
  readonly labels: readonly Located<string>[];
}

export interface JobContainer {
  readonly kind: 'container' | 'service';
  /** Name of the service, which is its host name. */
  readonly name?: string;
  readonly location: Location;
  /** May be an expression that gives nothing, and then there is no container. */
  readonly image: Located<string>;
  readonly credentials?: { readonly username?: Located<string>; readonly password?: Located<string> };
  readonly env: readonly EnvironmentVariable[];
  readonly ports: readonly Located<string>[];
  readonly volumes: readonly Located<string>[];
  readonly options?: Located<string>;
  /** For services. */
  readonly entrypoint?: Located<string>;
  readonly command?: Located<string>;
}

export interface Strategy {
  /** As written: `true`, `false` or an expression; absent means true. */
  readonly failFast?: Located<string>;
  readonly maxParallel?: Located<string>;
  /** Place of `matrix`, where there is one. */
  readonly matrix?: Location;
  /** Values of the matrix by their key, without `include` and `exclude`; `values` is absent where an expression gives them. */
  readonly axes: readonly { readonly key: string; readonly location: Location; readonly values?: readonly Located<string>[] }[];
}

/** A secret given to a called workflow: its name there, and what it gets. */
export interface PassedSecret extends Located<string> {
  readonly given: Located<string>;
}

export interface Workflow {
  readonly path: string;
  readonly name?: Located<string>;
  readonly runName?: Located<string>;
  readonly triggers: readonly WorkflowTrigger[];
  /** The `on:` key. */
  readonly triggersLocation: Location;
  readonly permissions?: Permissions;
  readonly defaults?: RunDefaults;
  readonly env: readonly EnvironmentVariable[];
  readonly concurrency?: Concurrency;
  readonly jobs: readonly Job[];
  /** The `jobs` key. */
  readonly jobsLocation?: Location;
  /** Outputs of a reusable workflow (`on.workflow_call.outputs`): the expression of each. */
  readonly outputs: ReadonlyMap<string, Located<string>>;
  /** Every context reference outside the jobs. */
  readonly references: readonly KeyedReference[];
  /** What stands in comments, in order, without `#`: steps and jobs that are commented out as well as remarks. */
  readonly comments: readonly string[];
  /** The Markdown file that this one is compiled from (GitHub Agentic Workflows). */
  readonly compiledFrom?: string;
  /** Compiled by GitHub Agentic Workflows from a Markdown file that is not there. */
  readonly orphaned?: true;
  /** False when the file could not be read as a workflow at all. */
  readonly readable: boolean;
}

/** An action that stands in this repository. */
export interface LocalAction {
  /** Directory that holds `action.yml`. */
  readonly directory: string;
  readonly path: string;
  readonly name?: Located<string>;
  /** `composite`, `docker`, `node24`, …; empty when nothing is said. */
  readonly using: string;
  /** By name as written. */
  readonly inputs: ReadonlyMap<string, ActionInput>;
  /** By name as written; only composite actions say a value here. */
  readonly outputs: ReadonlyMap<string, Located<string>>;
  /** Files that a JavaScript action runs, and the image of a Docker action. */
  readonly runs: readonly Located<string>[];
  readonly steps: readonly Step[];
}

export interface ActionInput {
  readonly location: Location;
  readonly default?: Located<string>;
  /** GitHub does not enforce it. */
  readonly required: boolean;
  readonly description?: Located<string>;
}

/** A Markdown file that `gh aw compile` makes a workflow of: https://github.github.com/gh-aw/ (2026-11-24). */
export interface AgenticWorkflow {
  readonly path: string;
  /** The compiled workflow that GitHub runs; without one, nothing runs. */
  readonly lockPath?: string;
  readonly triggers: readonly WorkflowTrigger[];
  /** Place of `on`. */
  readonly triggersLocation: Location;
  /** Who may start it, as written; absent means admin, maintainer and write. */
  readonly roles?: readonly Located<string>[];
  readonly permissions?: Permissions;
  /** As written; absent means true. */
  readonly strict?: Located<string>;
  /** Id of the engine; absent means copilot. */
  readonly engine?: Located<string>;
  readonly network?: AgenticNetwork;
  /** What `sandbox.agent` says. */
  readonly sandbox?: Located<string>;
  /** By name, with what each is given as text: commands of `bash`, toolsets of `github`, `true`. */
  readonly tools: ReadonlyMap<string, Located<readonly string[]>>;
  /** Kinds of output that the agent may ask for, with the greatest number of each where one is written. */
  readonly safeOutputs: ReadonlyMap<string, Located<string | undefined>>;
  readonly imports: readonly Located<string>[];
}

/** `network`: a name for a set (`defaults`), or the domains and sets that are allowed; an empty list means none. */
export type AgenticNetwork =
  | { readonly kind: 'named'; readonly name: string; readonly location: Location }
  | { readonly kind: 'list'; readonly allowed: readonly Located<string>[]; readonly location: Location };

/** CI that runs outside GitHub Actions. */
export interface OtherCi {
  readonly system: string;
  readonly path: string;
}

export interface Workflows {
  readonly workflows: readonly Workflow[];
  readonly localActions: readonly LocalAction[];
  readonly agentic: readonly AgenticWorkflow[];
  readonly otherCi: readonly OtherCi[];
  /** Where it is known. */
  readonly defaultBranch?: string;
  /** Account that owns the repository, where it is known. */
  readonly owner?: string;
  trigger(workflow: Workflow, event: string): WorkflowTrigger | undefined;
  /** The local action or reusable workflow that a reference names, when it is in this repository. */
  resolveAction(reference: ActionReference): LocalAction | undefined;
  resolveWorkflow(reference: ActionReference): Workflow | undefined;
  /** Workflows of this repository that `workflow_run` of a workflow follows. */
  parentsOf(workflow: Workflow): readonly Workflow[];
}
