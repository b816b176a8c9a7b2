import type { Change } from '../model/change.ts';
import type { ChangeFacets } from '../model/change-facets.ts';
import type { Knowledge } from '../model/knowledge.ts';
import type { PullRequestBody } from '../model/pull-request-body.ts';
import { parsePullRequestBody } from '../parse/pull-request-body.ts';
import type { Repository } from '../repository/repository.ts';

/** The text of the pull request, read against the templates of the target branch. */
export async function bodyOf({ pullRequest }: Change, target: Repository): Promise<Knowledge<PullRequestBody>> {
  const { body } = pullRequest;
  if (body.state === 'unknown') return body;
  const templates = await target.facet('templates');
  return {
    ...body,
    value: parsePullRequestBody(
      body.value,
      templates.pullRequest.map(({ document }) => document),
    ),
  };
}

/** The texts of the linked issues that could be read. */
export function issueBodiesOf({ pullRequest: { linkedIssues } }: Change): ChangeFacets['issueBodies'] {
  if (linkedIssues.state === 'unknown') return [];
  return linkedIssues.value.flatMap((issue) => (issue.body.state === 'known' ? [{ issue, body: parsePullRequestBody(issue.body.value, []) }] : []));
}
