import type { AnalysisChanges } from './analysis-change.ts';
import type { CodeReuse } from './code-reuse.ts';
import type { Knowledge } from './knowledge.ts';
import type { MigrationFile } from './migration-change.ts';
import type { OwnerReviews } from './owner-review.ts';
import type { PolicyChange } from './policy-change.ts';
import type { LinkedIssue } from './pull-request.ts';
import type { PullRequestBody } from './pull-request-body.ts';
import type { RunnerSettings } from './runner-settings.ts';
import type { TestChanges } from './test-change.ts';

/** Facets of a change: what both sides hold together, worked out once when a rule asks for it. */
export interface ChangeFacets {
  /** What its code has in common with the rest of the repository. */
  readonly codeReuse: Knowledge<CodeReuse>;
  /** Files that may be migrations, with the steps that lose data. */
  readonly migrations: readonly MigrationFile[];
  /** What it does to linters, type checkers, scanners and hooks. */
  readonly analysis: AnalysisChanges;
  /** Which owners approved the files of the change. */
  readonly ownerReviews: OwnerReviews;
  /** What it does to this tool's own configuration and suppressions. */
  readonly policy: PolicyChange;
  /** The text of the pull request by sections. */
  readonly body: Knowledge<PullRequestBody>;
  /** Texts of the issues that the pull request links to, as far as they could be read. */
  readonly issueBodies: readonly { readonly issue: LinkedIssue; readonly body: PullRequestBody }[];
  /** How tests are run, and how strict they are, in the changed files of both sides. */
  readonly runnerSettings: RunnerSettings;
  /** Test cases of both sides, paired. */
  readonly tests: TestChanges;
}

export type ChangeFacetName = keyof ChangeFacets;
