import { describe, expect, it } from 'vitest';
import { type Scenario, scenarios, type Viewer } from '../src/server.ts';
import { get, query, withServer } from './ask.ts';

const REPOSITORY = '/repos/bakery/ovens';
const classic = (fields: string): string => `{ repository(owner: "bakery", name: "ovens") { viewerCanAdminister ${fields} } }`;
const seenBy = (viewer: Viewer): Scenario => scenarios.ovens({ viewer });

/** What is seen of protection without the right to see all of it, row by row. */
describe('visibility', { timeout: 60_000 }, () => {
  it.each([
    ['a reader', scenarios.nonAdmin],
    ['GITHUB_TOKEN', scenarios.githubToken],
    ['an App without administration', seenBy({ kind: 'app', permissions: { contents: 'read' } })],
    ['nobody', scenarios.publicWithoutToken],
  ])('active rules of rulesets are complete for %s', async (_, scenario) => {
    await withServer(scenario, async (server) => {
      const { body } = await get(server, `${REPOSITORY}/rules/branches/main`, scenario === scenarios.publicWithoutToken ? {} : undefined);
      expect(body.map(({ type }: { type: string }) => type)).toEqual(['deletion', 'non_fast_forward', 'pull_request', 'required_status_checks']);
    });
  });

  it('a person without administration gets null and an empty list of classic rules, and no error', async () => {
    await withServer(scenarios.nonAdmin, async (server) => {
      const { data, errors } = await query(
        server,
        classic('branchProtectionRules(first: 1) { totalCount } defaultBranchRef { branchProtectionRule { pattern } }'),
      );
      expect(errors).toEqual([]);
      expect(data.repository).toEqual({
        viewerCanAdminister: false,
        branchProtectionRules: { totalCount: 0 },
        defaultBranchRef: { branchProtectionRule: null },
      });
    });
  });

  it('refUpdateRule shows a classic rule to those who are no administrators, and is null without a rule', async () => {
    const fields = classic(
      'defaultBranchRef { refUpdateRule { requiredApprovingReviewCount requiredStatusCheckContexts requiresLinearHistory viewerCanPush } }',
    );
    await withServer(scenarios.writer, async (server) => {
      expect((await query(server, fields)).data.repository.defaultBranchRef.refUpdateRule).toEqual({
        requiredApprovingReviewCount: 1,
        requiredStatusCheckContexts: ['test'],
        requiresLinearHistory: true,
        viewerCanPush: true,
      });
    });
    await withServer(scenarios.admin, async (server) => expect((await query(server, fields)).data.repository.defaultBranchRef.refUpdateRule).toBeNull());
    await withServer(scenarios.ovens({ viewer: { kind: 'read' }, settings: { classicRules: [] } }), async (server) => {
      expect((await query(server, fields)).data.repository.defaultBranchRef.refUpdateRule).toBeNull();
    });
  });

  it.each([
    ['GITHUB_TOKEN', scenarios.githubToken, 'Resource not accessible by integration'],
    ['an App', seenBy({ kind: 'app', permissions: {} }), 'Resource not accessible by integration'],
    ['a fine-grained token', scenarios.fineGrained, 'Resource not accessible by personal access token'],
  ])('%s gets a field error beside partial data, which a field that is never null takes away', async (_, scenario, message) => {
    await withServer(scenario, async (server) => {
      const partial = await query(server, classic('name defaultBranchRef { name branchProtectionRule { pattern } }'));
      expect(partial.errors).toMatchObject([{ type: 'FORBIDDEN', message, path: ['repository', 'defaultBranchRef', 'branchProtectionRule'] }]);
      expect(partial.data.repository).toMatchObject({ name: 'ovens', defaultBranchRef: { name: 'main', branchProtectionRule: null } });
      const bubbled = await query(server, classic('name branchProtectionRules(first: 1) { totalCount }'));
      expect(bubbled.errors).toMatchObject([{ type: 'FORBIDDEN', message, path: ['repository', 'branchProtectionRules'] }]);
      expect(bubbled.data).toEqual({ repository: null });
    });
  });

  it('an App with administration sees classic rules, and has no role', async () => {
    await withServer(scenarios.app, async (server) => {
      const { data, errors } = await query(server, classic('viewerPermission branchProtectionRules(first: 1) { totalCount }'));
      expect(errors).toEqual([]);
      expect(data.repository).toEqual({ viewerCanAdminister: false, viewerPermission: null, branchProtectionRules: { totalCount: 1 } });
      expect((await get(server, `${REPOSITORY}/branches/main/protection`)).status).toBe(200);
    });
  });

  it('strict reads true where no checks are required', async () => {
    await withServer(scenarios.ovens({ settings: { classicRules: [{ pattern: 'main' }] } }), async (server) => {
      const { data } = await query(server, classic('defaultBranchRef { branchProtectionRule { requiresStatusChecks requiresStrictStatusChecks } }'));
      expect(data.repository.defaultBranchRef.branchProtectionRule).toEqual({ requiresStatusChecks: false, requiresStrictStatusChecks: true });
    });
  });

  it('404 on protection has one text for who may know and another for who may not; protected is true for rulesets as well', async () => {
    const protection = `${REPOSITORY}/branches/main/protection`;
    await withServer(scenarios.ovens({ settings: { classicRules: [] } }), async (server) => {
      expect(await get(server, protection)).toMatchObject({ status: 404, body: { message: 'Branch not protected' } });
      expect((await get(server, `${REPOSITORY}/branches/main`)).body).toMatchObject({ protected: true, protection: { enabled: false } });
    });
    await withServer(scenarios.nonAdmin, async (server) => {
      expect(await get(server, protection)).toMatchObject({ status: 404, body: { message: 'Not Found' } });
      expect((await get(server, `${REPOSITORY}/branches/main`)).body).toMatchObject({
        protected: true,
        protection: { enabled: true, required_status_checks: { contexts: ['test'] } },
      });
    });
    await withServer(scenarios.unprotected, async (server) =>
      expect((await get(server, `${REPOSITORY}/branches/main`)).body).toMatchObject({ protected: false }),
    );
  });

  it('a plan without protection says so', async () => {
    await withServer(scenarios.privateWithoutPlan, async (server) => {
      const message = 'Upgrade to GitHub Pro or make this repository public to enable this feature.';
      for (const path of ['/branches/main/protection', '/rulesets', '/rules/branches/main'])
        expect(await get(server, REPOSITORY + path)).toMatchObject({ status: 403, body: { message } });
      const { data } = await query(server, classic('branchProtectionRules(first: 1) { totalCount } rulesets(first: 1) { totalCount }'));
      expect(data.repository).toEqual({ viewerCanAdminister: true, branchProtectionRules: { totalCount: 0 }, rulesets: { totalCount: 0 } });
    });
  });

  it.each([
    ['an administrator', scenarios.admin, true],
    ['the owner of the organization', scenarios.organizationRulesets, true],
    ['a writer', scenarios.writer, false],
    ['GITHUB_TOKEN', scenarios.githubToken, false],
    ['an App that reads administration', scenarios.app, false],
  ])('%s: may see bypass lists', async (_, scenario, visible) => {
    await withServer(scenario, async (server) => {
      expect('bypass_actors' in (await get(server, `${REPOSITORY}/rulesets/11`)).body).toBe(visible);
      const { data } = await query(server, classic('rulesets(first: 1) { nodes { bypassActors(first: 5) { totalCount } } }'));
      expect(data.repository.rulesets.nodes[0].bypassActors).toEqual(visible ? { totalCount: 1 } : null);
    });
  });

  it('bypass lists of an organization are for its owners', async () => {
    const owner = scenarios.organizationRulesets;
    await withServer(owner, async (server) => expect((await get(server, `${REPOSITORY}/rulesets/21`)).body.bypass_actors).toHaveLength(2));
    await withServer({ ...owner, viewer: { kind: 'admin' } }, async (server) =>
      expect((await get(server, `${REPOSITORY}/rulesets/21`)).body).not.toHaveProperty('bypass_actors'),
    );
  });

  it('a rule of a type that no client knows yet is there on both surfaces', async () => {
    await withServer(scenarios.organizationRulesets, async (server) => {
      expect((await get(server, `${REPOSITORY}/rulesets/21`)).body.rules.at(-1)).toEqual({ type: 'code_quality', parameters: { severity: 'errors' } });
      const { data } = await query(server, classic('ruleset(databaseId: 21) { rules(first: 9) { nodes { type parameters { __typename } } } }'));
      expect(data.repository.ruleset.rules.nodes.at(-1)).toEqual({ type: 'CODE_QUALITY', parameters: null });
    });
  });

  it.each([
    ['an administrator', scenarios.admin, true, true],
    ['a writer', scenarios.writer, true, false],
    ['a reader', scenarios.nonAdmin, false, false],
    ['GITHUB_TOKEN', scenarios.githubToken, false, false],
  ])('%s: merge settings and security switches are left out of the repository, not false', async (_, scenario, merge, security) => {
    await withServer(scenario, async (server) => {
      const { body } = await get(server, REPOSITORY);
      expect(['allow_squash_merge' in body, 'security_and_analysis' in body]).toEqual([merge, security]);
    });
  });
});
