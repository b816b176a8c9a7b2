import type { Job, Permissions, Workflow } from '../model/workflow.ts';
import type { JobRun } from './workflow-calls.ts';

/** What a job's token may do, and where that is written. */
export type EffectivePermissions =
  | { readonly source: 'job' | 'workflow'; readonly permissions: Permissions }
  /** Nothing is written: the repository's setting decides, or the caller of a reusable workflow. */
  | { readonly source: 'default' };

export type PermissionLevel = 'read' | 'write' | 'none' | 'unknown';

/**
 * The permissions of a job: its own block replaces the workflow's as a whole.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#permissions (2026-11-24)
 */
export function effectivePermissions(workflow: Workflow, job: Job): EffectivePermissions {
  if (job.permissions) return { source: 'job', permissions: job.permissions };
  if (workflow.permissions) return { source: 'workflow', permissions: workflow.permissions };
  return { source: 'default' };
}

/**
 * The permissions of a job in one run: what the job or its workflow says, else what the calling job has, up to the workflow
 * that was started. The place of `permissions` tells where they are written. GitHub refuses a run in which a called workflow
 * asks for more than its caller has, so that the innermost block is what the job gets.
 * https://docs.github.com/actions/reference/workflows-and-actions/reusing-workflow-configurations (2026-11-25)
 */
export function runPermissions({ workflow, job, calls }: JobRun): EffectivePermissions {
  for (const place of [{ workflow, job }, ...calls.toReversed()]) {
    const effective = effectivePermissions(place.workflow, place.job);
    if (effective.source !== 'default') return effective;
  }
  return { source: 'default' };
}

/** Level of one scope; `unknown` where nothing is written. A scope that a block does not name is `none`. */
export function permissionLevel(effective: EffectivePermissions, scope: string): PermissionLevel {
  if (effective.source === 'default') return 'unknown';
  const { permissions } = effective;
  return permissions.kind === 'all' ? permissions.level : (permissions.scopes.get(scope)?.value ?? 'none');
}

/** Names of the scopes that may write, sorted; `*` for `write-all`. */
export function writeScopes(effective: EffectivePermissions): readonly string[] {
  if (effective.source === 'default') return [];
  const { permissions } = effective;
  if (permissions.kind === 'all') return permissions.level === 'write' ? ['*'] : [];
  return [...permissions.scopes].flatMap(([scope, level]) => (level.value === 'write' ? [scope] : [])).sort();
}
