import type { Change } from '../model/change.ts';
import type { ChangeFacetName, ChangeFacets } from '../model/change-facets.ts';
import type { AccountRights } from '../model/pull-request.ts';
import type { Repository } from '../repository/repository.ts';
import { analysisChanges } from './analysis.ts';
import { bodyOf, issueBodiesOf } from './body.ts';
import { codeReuse } from './code-reuse.ts';
import { migrationFiles } from './migrations.ts';
import { ownerReviews } from './owner-reviews.ts';
import { policyChange } from './policy.ts';
import { runnerSettings } from './runner-settings.ts';
import { testChanges } from './tests.ts';

/** What the loader of a facet of the change works with. */
export interface ChangeFacetContext {
  readonly change: Change;
  readonly base: Repository;
  readonly head: Repository;
  readonly target: Repository;
  /** Absent: roles and memberships are not asked for. */
  readonly rights?: AccountRights;
}

/** How each facet of the change is made. */
export const changeFacetLoaders: { readonly [Name in ChangeFacetName]: (context: ChangeFacetContext) => Promise<ChangeFacets[Name]> } = {
  codeReuse: ({ change, head, target }) => codeReuse(change, head, target),
  migrations: async ({ change }) => migrationFiles(change),
  analysis: async ({ change }) => analysisChanges(change),
  ownerReviews: ownerReviews,
  policy: ({ change, base, head }) => policyChange(change, base, head),
  body: ({ change, target }) => bodyOf(change, target),
  issueBodies: async ({ change }) => issueBodiesOf(change),
  runnerSettings: ({ change, base, head }) => runnerSettings(change, base, head),
  tests: async ({ change }) => testChanges(change),
};
