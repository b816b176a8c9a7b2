import type { Job, Permissions, Workflow } from '../model/workflow.ts';

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
