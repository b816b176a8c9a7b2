import type { Location } from './location.ts';

export type Severity = 'error' | 'warning' | 'note';
export type Confidence = 'high' | 'medium' | 'low';

/** The ten items of the checklist, in order. The id is a rule's folder and id prefix. */
export const checklistItems = [
  { id: 'task', title: 'Scope, acceptance criteria, owner', question: 'Does work start as a bounded task with a named human owner?' },
  { id: 'workspace', title: 'Isolated branch, worktree, sandbox', question: "Can two agents work without touching each other's files?" },
  { id: 'runtime', title: 'Isolated runtime state', question: 'Can two checkouts run at once: database, ports, caches, environment, services?' },
  { id: 'instructions', title: 'Repository instructions', question: 'Do the agents in use find instructions, and are they true?' },
  { id: 'pull-request', title: 'The pull request explains itself', question: 'Task, plan, changed areas, tests run, known gaps, what was left out?' },
  { id: 'ci', title: 'Required CI, not weakened', question: 'Do build, tests, lint and domain checks gate the merge, for agents as for people?' },
  { id: 'access', title: 'Secrets and workflow execution approved', question: 'Least privilege, explicit approval, no path from untrusted text to secrets?' },
  { id: 'ownership', title: 'Owners review risky areas', question: 'Are risky paths owned, and must the owners review?' },
  { id: 'reuse', title: 'Reuse checked', question: 'Does anything ask, or show, whether the right abstraction was reused?' },
  { id: 'accountability', title: 'A human is accountable', question: 'Who merges, rolls back and fixes, and can the trail be followed?' },
] as const;

export type ItemId = (typeof checklistItems)[number]['id'];

/** A kind of risky work and the paths that belong to it. Patterns are globs of this tool (`**`, `*`, `?`, `{a,b}`). */
export interface RiskArea {
  readonly id: string;
  readonly title: string;
  readonly paths: readonly string[];
}

export const suppressionKinds = ['false-positive', 'accepted-risk'] as const;

export type SuppressionKind = (typeof suppressionKinds)[number];

/** Characters that the reason of a suppression has at least: a word alone is none. */
export const shortestReason = 10;

/** A waived finding: always with a reason of its own and a kind. */
export interface Suppression {
  readonly rule: string;
  /** For a comment in the audited file: it is about the lines beside it, or about its file. Absent for one of the configuration. */
  readonly scope?: 'line' | 'file';
  /** Globs; absent means every place. */
  readonly paths?: readonly string[];
  readonly kind: SuppressionKind;
  readonly reason: string;
  readonly owner?: string;
  /** ISO date (YYYY-MM-DD), inclusive: the last day on which it holds. */
  readonly expires?: string;
  /** Where it is written. */
  readonly location: Location;
}

export interface RuleSetting {
  readonly severity?: Severity | 'off';
  readonly options?: Readonly<Record<string, unknown>>;
}

/** Rule settings for some paths only. */
export interface PathOverride {
  readonly paths: readonly string[];
  readonly rules: Readonly<Record<string, RuleSetting>>;
}

export type PresetName = 'recommended' | 'strict';

/** What a run is asked to do, after presets and `extends` were merged. */
export interface Configuration {
  readonly preset: PresetName;
  readonly rules: Readonly<Record<string, RuleSetting>>;
  readonly overrides: readonly PathOverride[];
  readonly ignoredPaths: readonly string[];
  readonly riskAreas: readonly RiskArea[];
  readonly suppressions: readonly Suppression[];
  /** Whether comments in files of the repository may waive findings: only while its own configuration may, too. */
  readonly suppressionComments: boolean;
  /** For `--print-config`: dotted key → where its value came from (`default`, `preset strict`, `agent-readiness.yml:3`, `--config x.yml:3`). */
  readonly origins: Readonly<Record<string, string>>;
  /** The file it was read from; absent when only defaults hold. */
  readonly path?: string;
}
