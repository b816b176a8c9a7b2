import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scenarios } from '../src/server.ts';
import { get, query, withServer } from './ask.ts';

const repoReadiness = readFileSync(join(import.meta.dirname, 'repo-readiness.graphql'), 'utf8');
const ovens = { owner: 'bakery', name: 'ovens' };
const inRepository = (fields: string): string => `{ repository(owner: "bakery", name: "ovens") { ${fields} } }`;

describe('graphql', { timeout: 30_000 }, () => {
  it.each([
    ['admin', scenarios.admin, 'all', []],
    ['nonAdmin', scenarios.nonAdmin, 'all', []],
    ['writer', scenarios.writer, 'all', []],
    ['organizationRulesets', scenarios.organizationRulesets, 'all', []],
    ['unprotected', scenarios.unprotected, 'all', []],
    ['privateWithoutPlan', scenarios.privateWithoutPlan, 'all', []],
    ['app', scenarios.app, 'all', []],
    ['auditor', scenarios.auditor, 'all', []],
    ['hundredWorkflows', scenarios.hundredWorkflows, 'all', []],
    ['tenThousandFiles', scenarios.tenThousandFiles, 'all', []],
    // A refused field that is never null takes the whole repository with it.
    ['githubToken', scenarios.githubToken, 'none', ['FORBIDDEN']],
    ['fineGrained', scenarios.fineGrained, 'none', ['FORBIDDEN']],
    ['noPermission', scenarios.noPermission, 'none', ['NOT_FOUND']],
  ] as const)('answers RepoReadiness to %s', async (_, scenario, data, types) => {
    await withServer(scenario, async (server) => {
      const answer = await query(server, repoReadiness, ovens);
      expect(server.invalidQueries).toEqual([]);
      expect(answer.status).toBe(200);
      expect([...new Set(answer.errors.map(({ type }: { type: string }) => type))]).toEqual(types);
      expect(answer.data.repository === null ? 'none' : 'all').toBe(data);
      expect(answer.data.rateLimit).toMatchObject({ cost: 3, nodeCount: 3236, used: 3, limit: scenario === scenarios.githubToken ? 1000 : 5000 });
      expect(answer.headers.get('x-ratelimit-resource')).toBe('graphql');
      expect(server.requests).toMatchObject([
        { method: 'POST', path: '/graphql', authorization: 'token flour', operation: 'RepoReadiness', graphql: { variables: ovens }, points: 3, status: 200 },
      ]);
    });
  });

  it('answers the fields that a strictly kept repository has', async () => {
    await withServer(scenarios.admin, async (server) => {
      const { data } = await query(server, repoReadiness, ovens);
      expect(data.repository).toMatchObject({
        viewerPermission: 'ADMIN',
        viewerCanAdminister: true,
        defaultBranchRef: { name: 'main', branchProtectionRule: { requiredApprovingReviewCount: 1, isAdminEnforced: true }, refUpdateRule: null },
        branchProtectionRules: { totalCount: 1, nodes: [{ pattern: 'main', matchingRefs: { totalCount: 1 } }] },
        codeowners: { errors: [] },
        codeownersRoot: null,
        licenseInfo: { spdxId: 'MIT' },
        environments: {
          totalCount: 2,
          nodes: [
            {
              name: 'production',
              protectionRules: { nodes: [{ type: 'WAIT_TIMER', timeout: 10 }, { type: 'REQUIRED_REVIEWERS' }, { type: 'BRANCH_POLICY' }] },
            },
            {},
          ],
        },
        deployKeys: { totalCount: 1 },
        rulesets: {
          nodes: [
            { databaseId: 11, source: { __typename: 'Repository' }, bypassActors: { nodes: [{ bypassMode: 'PULL_REQUEST', repositoryRoleName: 'admin' }] } },
          ],
        },
      });
      expect(data.repository.workflows.entries).toMatchObject([{ name: 'test.yml', path: '.github/workflows/test.yml', object: { isTruncated: false } }]);
    });
  });

  it('shows rulesets of every level, and on the branch only what is in force', async () => {
    await withServer(scenarios.organizationRulesets, async (server) => {
      const { data } = await query(server, repoReadiness, ovens);
      const { rulesets, defaultBranchRef } = data.repository;
      expect(rulesets.nodes.map(({ name, enforcement, target }: Record<string, string>) => [name, enforcement, target])).toEqual([
        ['main', 'ACTIVE', 'BRANCH'],
        ['all repositories', 'ACTIVE', 'BRANCH'],
        ['signed soon', 'EVALUATE', 'BRANCH'],
        ['old naming', 'DISABLED', 'BRANCH'],
        ['group', 'ACTIVE', 'BRANCH'],
        ['no archives', 'ACTIVE', 'PUSH'],
      ]);
      expect(
        defaultBranchRef.rules.nodes.map(
          ({ type, repositoryRuleset }: { type: string; repositoryRuleset: { name: string } }) => `${repositoryRuleset.name}: ${type}`,
        ),
      ).toEqual([
        'main: DELETION',
        'main: NON_FAST_FORWARD',
        'main: PULL_REQUEST',
        'main: REQUIRED_STATUS_CHECKS',
        'all repositories: REQUIRED_LINEAR_HISTORY',
        'all repositories: WORKFLOWS',
        'all repositories: PULL_REQUEST',
        'all repositories: CODE_QUALITY',
        'group: COPILOT_CODE_REVIEW',
      ]);
      // The owner of the organization is none of the enterprise.
      expect(rulesets.nodes.map(({ bypassActors }: { bypassActors: object | null }) => bypassActors === null)).toEqual([
        false,
        false,
        false,
        false,
        true,
        false,
      ]);
    });
  });

  it('reads files by expression and pages through connections', async () => {
    await withServer(scenarios.admin, async (server) => {
      const text = `${inRepository('link: object(expression: "HEAD:CLAUDE.md") { ... on Blob { text } } none: object(expression: "main:src/cake.js") { id } environments(first: 1) { nodes { name } pageInfo { hasNextPage endCursor } }')}`;
      const { data } = await query(server, text);
      expect(data.repository).toMatchObject({
        link: { text: 'AGENTS.md' },
        none: null,
        environments: { nodes: [{ name: 'production' }], pageInfo: { hasNextPage: true } },
      });
      const next = await query(
        server,
        inRepository(`environments(first: 1, after: "${data.repository.environments.pageInfo.endCursor}") { nodes { name } pageInfo { hasNextPage } }`),
      );
      expect(next.data.repository.environments).toEqual({ nodes: [{ name: 'preview' }], pageInfo: { hasNextPage: false } });
    });
  });

  it('truncates and hides texts as blobs do', async () => {
    const files = { 'long.txt': 'a'.repeat(600_000), 'loaf.png': new Uint8Array([137, 80, 0, 1]) };
    await withServer(scenarios.ovens({ repository: { files } }), async (server) => {
      const blob = '... on Blob { byteSize isBinary isTruncated text }';
      const { data } = await query(
        server,
        inRepository(`long: object(expression: "HEAD:long.txt") { ${blob} } image: object(expression: "HEAD:loaf.png") { ${blob} }`),
      );
      expect(data.repository.image).toEqual({ byteSize: 4, isBinary: true, isTruncated: false, text: null });
      expect(data.repository.long).toMatchObject({ byteSize: 600_000, isTruncated: true });
      expect(data.repository.long.text.length).toBe(512_000);
    });
  });

  it('answers an invalid query as GitHub does, and keeps it', async () => {
    await withServer(scenarios.admin, async (server) => {
      const { status, data, errors } = await query(server, inRepository('warmth'));
      expect(status).toBe(200);
      expect(data).toBeUndefined();
      expect(errors).toMatchObject([
        {
          message: "Field 'warmth' doesn't exist on type 'Repository'",
          extensions: { code: 'undefinedField', typeName: 'Repository', fieldName: 'warmth' },
          path: ['query', 'repository', 'warmth'],
        },
      ]);
      await query(server, inRepository('labels { nodes { name } }'));
      await query(server, '{ oops');
      expect(server.invalidQueries).toHaveLength(3);
    });
  });

  it('refuses fields of an older server in RepoReadiness, and runs what is left', async () => {
    await withServer(scenarios.oldEnterpriseServer, async (server) => {
      expect(server.apiUrl).toMatch(/\/api\/v3$/);
      await query(server, repoReadiness, ovens);
      expect([...new Set(server.invalidQueries)].sort()).toEqual([
        "Field 'allowedMergeMethods' doesn't exist on type 'PullRequestParameters'",
        "Field 'doNotEnforceOnCreate' doesn't exist on type 'RequiredStatusChecksParameters'",
        "Field 'doNotEnforceOnCreate' doesn't exist on type 'WorkflowsParameters'",
        "Field 'enterpriseOwner' doesn't exist on type 'RepositoryRulesetBypassActor'",
        "Fragment on Enterprise can't be spread inside RuleSource",
        "No such type MergeQueueParameters, so it can't be a fragment condition",
      ]);
      const fields = await query(server, '{ __type(name: "RepositoryRulesetBypassActor") { fields { name } } }');
      expect(fields.data.__type.fields.map(({ name }: { name: string }) => name)).not.toContain('enterpriseOwner');
      const reduced = await query(server, inRepository('rulesets(first: 1) { nodes { name } }'));
      expect(reduced.data.repository.rulesets.nodes).toEqual([{ name: 'main' }]);
    });
  });

  it('knows of servers without rulesets', async () => {
    await withServer(scenarios.enterpriseServerWithoutRulesets, async (server) => {
      const { errors } = await query(
        server,
        `query One { repository(owner: "bakery", name: "ovens") { ...Two defaultBranchRef { rules(first: 1) { totalCount } } } } fragment Two on Repository { rulesets(first: 1) { totalCount } }`,
      );
      expect(errors).toMatchObject([
        { message: "Field 'rules' doesn't exist on type 'Ref'", path: ['query One', 'repository', 'defaultBranchRef', 'rules'] },
        { message: "Field 'rulesets' doesn't exist on type 'Repository'", path: ['fragment Two', 'rulesets'] },
      ]);
      expect((await get(server, '/repos/bakery/ovens/rulesets')).status).toBe(404);
      expect(
        (await query(server, inRepository('defaultBranchRef { branchProtectionRule { pattern } }'))).data.repository.defaultBranchRef.branchProtectionRule,
      ).toEqual({ pattern: 'main' });
    });
  });

  it('refuses files and environments to an App without the right to a private repository', async () => {
    await withServer(scenarios.ovens({ viewer: { kind: 'app', permissions: {} }, repository: { visibility: 'private' } }), async (server) => {
      const { data, errors } = await query(server, inRepository('name object(expression: "HEAD:README.md") { id }'));
      expect(data.repository).toEqual({ name: 'ovens', object: null });
      expect(errors).toMatchObject([{ type: 'FORBIDDEN', path: ['repository', 'object'] }]);
      expect((await query(server, inRepository('environments(first: 1) { totalCount }'))).data.repository).toBeNull();
    });
  });

  it('gives hostile names as they are', async () => {
    await withServer(scenarios.hostilePaths, async (server) => {
      const { body } = await get(server, '/repos/bakery/ovens/git/trees/main?recursive=1');
      expect(body.tree.map(({ path }: { path: string }) => path)).toEqual(expect.arrayContaining(['../../outside/AGENTS.md', '.git/config', 'a\\b.md']));
    });
  });

  it('wants a valid token', async () => {
    await withServer(scenarios.publicWithoutToken, async (server) => {
      expect(await query(server, inRepository('name'), {}, {})).toMatchObject({ status: 401, message: 'This endpoint requires you to be authenticated.' });
      expect(await query(server, inRepository('name'))).toMatchObject({ status: 401, message: 'Bad credentials' });
    });
    await withServer(
      scenarios.admin,
      async (server) => {
        expect(await query(server, inRepository('name'))).toMatchObject({ status: 401 });
        expect(await query(server, inRepository('name'), {}, { authorization: 'bearer rye' })).toMatchObject({ status: 200 });
      },
      { token: 'rye' },
    );
  });

  it('says which field it does not model', async () => {
    await expect(withServer(scenarios.admin, async (server) => void (await query(server, inRepository('forkCount'))))).rejects.toThrow(
      'Repository.forkCount is not modelled',
    );
  });
});
