import type { CodeOwnersRule } from '../model/codeowners.ts';
import type { Knowledge } from '../model/knowledge.ts';
import type { OwnerReview, OwnerReviews } from '../model/owner-review.ts';
import type { Account, Review } from '../model/pull-request.ts';
import { independenceOf, isOwner, standingApprovals } from './approvals.ts';
import type { ChangeFacetContext } from './facets.ts';

/** Joins the changed files with the owners by CODEOWNERS of the target branch, and those with the approvals of the current head. */
export async function ownerReviews({ change, target, rights }: ChangeFacetContext): Promise<OwnerReviews> {
  const { file } = await target.facet('codeowners');
  const groups = new Map<CodeOwnersRule, Set<string>>();
  const unowned: string[] = [];
  for (const changed of change.files) {
    for (const path of new Set([changed.path, changed.previousPath ?? changed.path])) {
      const ownership = file?.ownersOf(path);
      if (ownership?.state !== 'owned') {
        if (path === changed.path) unowned.push(path);
        continue;
      }
      const paths = groups.get(ownership.rule) ?? new Set();
      paths.add(path);
      groups.set(ownership.rule, paths);
    }
  }
  const approvals = standingApprovals(change);
  const reviews: OwnerReview[] = [];
  for (const [rule, paths] of groups)
    reviews.push({ owners: rule.owners.map(({ name }) => name), line: rule.line, paths: [...paths], approvedBy: await approvedBy(rule) });
  return {
    reviews: reviews.sort((left, right) => left.line - right.line),
    unowned,
    approvers: approvals.state === 'unknown' ? approvals : { ...approvals, value: approvals.value.map(({ author }) => approverOf(author)) },
  };

  async function approvedBy({ owners }: CodeOwnersRule): Promise<Knowledge<Account | undefined>> {
    if (approvals.state === 'unknown') return approvals;
    let unknown: Extract<Knowledge<never>, { state: 'unknown' }> | undefined;
    for (const { author } of approvals.value as readonly Review[]) {
      const owns = await isOwner(author, owners, rights);
      if (owns.state === 'unknown') unknown = owns;
      else if (owns.value) return { ...approvals, value: author };
    }
    return unknown ?? { ...approvals, value: undefined };
  }

  function approverOf(account: Account): { readonly account: Account; readonly involvedAs?: string; readonly unknown?: string } {
    const independence = independenceOf(account, change);
    switch (independence.state) {
      case 'involved':
        return { account, involvedAs: independence.as };
      case 'unknown':
        return { account, unknown: independence.reason };
      default:
        return { account };
    }
  }
}
