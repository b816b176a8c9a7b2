import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getOperationAST, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { queryCost } from '../src/points.ts';
import { loadSchema, validateQuery } from '../src/schema.ts';

const read = (name: string): string => readFileSync(join(import.meta.dirname, `${name}.graphql`), 'utf8');

const cost = (query: string, variables: Readonly<Record<string, unknown>> = {}) => {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (!operation) throw new TypeError('One operation expected');
  return queryCost(loadSchema(undefined), document, operation, variables);
};

const messages = (query: string, lacks?: readonly string[]): readonly string[] => validateQuery(loadSchema(lacks), parse(query)).map(({ message }) => message);
const inRepository = (fields: string): string => `{ repository(owner: "bakery", name: "ovens") { ${fields} } }`;

describe('schema', { timeout: 30_000 }, () => {
  it.each(['repo-readiness', 'pull-request-metrics', 'pull-request-checks', 'organization-repositories'])('%s is valid', (name) => {
    expect(messages(read(name))).toEqual([]);
  });

  it('has what is newer than the published text', () => {
    expect(messages(inRepository('hasPullRequestsEnabled pullRequestCreationPolicy'))).toEqual([]);
    expect(messages(inRepository('ruleset(databaseId: 1) { bypassActors(first: 1) { nodes { actor { ... on User { login } } } } }'))).toEqual([]);
  });

  it('says in the words of GitHub what it does not have', () => {
    expect(messages(inRepository('warmth'))).toEqual(["Field 'warmth' doesn't exist on type 'Repository'"]);
    expect(messages(inRepository('rulesets(first: 1, heat: 2) { totalCount }'))).toEqual(["Field 'rulesets' doesn't accept argument 'heat'"]);
    expect(messages(inRepository('... on Oven { id }'))).toEqual(["No such type Oven, so it can't be a fragment condition"]);
  });

  it('leaves out what an older server lacks: a type, with the fields that have it, a field, a member', () => {
    const lacks = ['RepositoryRuleset', 'Ref.refUpdateRule', 'RuleSource.Enterprise', 'MergeQueueParameters', 'RuleEnforcement.EVALUATE'];
    expect(messages(inRepository('ruleset(databaseId: 1) { name }'), lacks)).toEqual(["Field 'ruleset' doesn't exist on type 'Repository'"]);
    expect(messages(inRepository('defaultBranchRef { refUpdateRule { pattern } }'), lacks)).toEqual(["Field 'refUpdateRule' doesn't exist on type 'Ref'"]);
    const rules = (fragment: string): string => inRepository(`defaultBranchRef { rules(first: 1) { nodes { parameters { ${fragment} } } } }`);
    expect(messages(rules('... on MergeQueueParameters { mergeMethod }'), lacks)).toEqual([
      "No such type MergeQueueParameters, so it can't be a fragment condition",
    ]);
    expect(messages(rules('... on PullRequestParameters { requiredApprovingReviewCount }'), lacks)).toEqual([]);
    expect(messages(inRepository('hasPullRequestsEnabled'), lacks)).toEqual(["Field 'hasPullRequestsEnabled' doesn't exist on type 'Repository'"]);
  });
});

describe('points', { timeout: 30_000 }, () => {
  it.each([
    ['repo-readiness', {}, 3236, 293, 3],
    ['pull-request-metrics', { first: 20 }, 5340, 1741, 17],
    ['pull-request-metrics', { first: 50 }, 13_350, 4351, 44],
    ['pull-request-metrics', { first: 100 }, 26_700, 8701, 87],
    ['pull-request-metrics', {}, 5340, 1741, 17],
    ['pull-request-checks', {}, 731, 33, 1],
    ['organization-repositories', {}, 2100, 102, 1],
  ])('%s %j has %i nodes, %i requests, %i points', (name, variables, nodes, connectionRequests, points) => {
    expect(cost(read(name), { owner: 'bakery', name: 'ovens', number: 7, org: 'bakery', ...variables })).toEqual({
      nodes,
      connectionRequests,
      points,
      errors: [],
    });
  });

  it('counts a connection that two fragments ask for once, and one that is left out not at all', () => {
    const query = `query ($skip: Boolean = true) { repository(owner: "bakery", name: "ovens") { ...one ...two environments(first: 9) @skip(if: $skip) { totalCount } } }
      fragment one on Repository { labels(first: 10) { totalCount } } fragment two on Repository { labels(first: 10) { nodes { name } } }`;
    expect(cost(query)).toMatchObject({ nodes: 10, connectionRequests: 1 });
  });

  it.each([
    ['labels { nodes { name } }', 'You must provide a `first` or `last` value to properly paginate the `labels` connection.'],
    ['labels(first: 101) { totalCount }', 'Requesting 101 records on the `labels` connection exceeds the `first` limit of 100 records.'],
    [
      'rulesets(first: 100) { nodes { rules(first: 100) { nodes { repositoryRuleset { rules(first: 100) { totalCount } } } } } }',
      'This query requests up to 1010100 possible nodes which exceeds the maximum limit of 500,000.',
    ],
  ])('refuses %s', (fields, message) => {
    expect(cost(inRepository(fields)).errors.map((error) => error.message)).toEqual([message]);
  });
});
