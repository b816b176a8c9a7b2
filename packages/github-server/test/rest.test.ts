import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Scenario, scenarios } from '../src/server.ts';
import { get, query, withServer } from './ask.ts';

const REPOSITORY = '/repos/bakery/ovens';

/** Every path of the server below the repository, with the status for each viewer. */
const table: readonly (readonly [path: string, admin: number, write: number, read: number, actions: number, anonymous: number])[] = [
  ['', 200, 200, 200, 200, 200],
  ['/rules/branches/main', 200, 200, 200, 200, 200],
  ['/rulesets', 200, 200, 200, 200, 200],
  ['/rulesets/11', 200, 200, 200, 200, 200],
  ['/branches/main', 200, 200, 200, 200, 200],
  ['/branches/main/protection', 200, 404, 404, 403, 401],
  ['/actions/permissions', 200, 403, 403, 403, 401],
  ['/actions/permissions/selected-actions', 200, 403, 403, 403, 401],
  ['/actions/permissions/workflow', 200, 403, 403, 403, 401],
  ['/actions/permissions/fork-pr-contributor-approval', 200, 403, 403, 403, 401],
  ['/actions/permissions/fork-pr-workflows-private-repos', 404, 403, 403, 403, 401],
  ['/actions/permissions/access', 422, 403, 403, 403, 401],
  ['/environments', 200, 200, 200, 200, 200],
  ['/environments/production', 200, 200, 200, 200, 200],
  ['/environments/production/deployment-branch-policies', 200, 200, 200, 200, 200],
  ['/environments/production/deployment_protection_rules', 200, 200, 200, 200, 200],
  ['/keys', 200, 404, 404, 403, 401],
  ['/teams', 200, 404, 404, 403, 401],
  ['/collaborators/apprentice/permission', 200, 200, 403, 403, 401],
  ['/codeowners/errors', 200, 200, 200, 200, 200],
  ['/private-vulnerability-reporting', 200, 200, 200, 200, 200],
  ['/vulnerability-alerts', 204, 404, 404, 403, 401],
  ['/automated-security-fixes', 200, 404, 404, 403, 401],
  ['/code-scanning/default-setup', 200, 403, 403, 403, 401],
  ['/copilot/cloud-agent/configuration', 200, 403, 403, 403, 401],
  ['/interaction-limits', 200, 403, 403, 403, 401],
  ['/commits/main', 200, 200, 200, 200, 200],
  ['/git/trees/main', 200, 200, 200, 200, 200],
  ['/git/trees/HEAD?recursive=1', 200, 200, 200, 200, 200],
  ['/contents/README.md', 200, 200, 200, 200, 200],
  ['/contents/src', 200, 200, 200, 200, 200],
  ['/contents/', 200, 200, 200, 200, 200],
  ['/contents/CLAUDE.md', 200, 200, 200, 200, 200],
  ['/pulls/7', 200, 200, 200, 200, 200],
  ['/pulls/7/files', 200, 200, 200, 200, 200],
  ['/pulls/7/reviews', 200, 200, 200, 200, 200],
  ['/pulls/7/commits', 200, 200, 200, 200, 200],
  ['/issues/3', 200, 200, 200, 200, 200],
  ['/issues/7', 200, 200, 200, 200, 200],
  ['/bakers', 404, 404, 404, 404, 404],
];

const viewers: readonly (readonly [name: string, scenario: Scenario, column: 1 | 2 | 3 | 4 | 5])[] = [
  ['an administrator', scenarios.admin, 1],
  ['a writer', scenarios.writer, 2],
  ['a reader', scenarios.nonAdmin, 3],
  ['GITHUB_TOKEN', scenarios.githubToken, 4],
  ['nobody', scenarios.publicWithoutToken, 5],
];

describe('rest', { timeout: 60_000 }, () => {
  it.each(viewers)('gives %s what the table says, in answers that the description allows', async (name, scenario, column) => {
    await withServer(scenario, async (server) => {
      for (const row of table) {
        const { status } = await get(server, REPOSITORY + row[0], name === 'nobody' ? {} : undefined);
        expect.soft(`${row[0]} ${status}`).toBe(`${row[0]} ${row[column]}`);
      }
      expect(server.requests).toHaveLength(table.length);
    });
  });

  it.each([
    ['unprotected', scenarios.unprotected],
    ['organizationRulesets', scenarios.organizationRulesets],
    ['privateWithoutPlan', scenarios.privateWithoutPlan],
    ['oldEnterpriseServer', scenarios.oldEnterpriseServer],
    ['app', scenarios.app],
    ['auditor', scenarios.auditor],
  ])('has only valid answers in %s', async (_, scenario) => {
    await withServer(scenario, async (server) => {
      for (const [path] of table) expect.soft((await get(server, REPOSITORY + path)).status, path).not.toBe(599);
    });
  });

  it.each([
    ['an App', scenarios.app, 'Resource not accessible by integration'],
    ['a fine-grained token', scenarios.fineGrained, 'Resource not accessible by personal access token'],
    ['a person', scenarios.nonAdmin, 'Must have admin rights to Repository.'],
  ])('tells %s why it refuses', async (_, scenario, message) => {
    await withServer(scenario, async (server) => {
      const path = scenario === scenarios.app ? '/copilot/cloud-agent/configuration' : '/actions/permissions';
      expect(await get(server, REPOSITORY + path)).toMatchObject({ status: 403, body: { message } });
    });
  });

  it('hides a repository from those who may not see it', async () => {
    await withServer(scenarios.noPermission, async (server) => {
      expect(await get(server, REPOSITORY)).toMatchObject({ status: 404, body: { message: 'Not Found' } });
      expect((await get(server, `${REPOSITORY}/contents/README.md`)).status).toBe(404);
    });
    await withServer(scenarios.ovens({ viewer: { kind: 'anonymous' }, repository: { visibility: 'private' } }), async (server) => {
      expect((await get(server, REPOSITORY, {})).status).toBe(404);
    });
  });

  it('sends those who ask for the former name on, on the same host', async () => {
    await withServer(scenarios.ovens({ repository: { formerNames: ['bakery/stoves'] } }), async (server) => {
      const { status, headers } = await get(server, '/repos/bakery/stoves/contents/README.md?ref=main');
      expect([status, headers.get('location')]).toEqual([301, `${server.apiUrl}/repositories/4711/contents/README.md?ref=main`]);
      expect(await get(server, headers.get('location') ?? '')).toMatchObject({ status: 200, body: { name: 'README.md' } });
      expect((await query(server, '{ repository(owner: "bakery", name: "stoves") { nameWithOwner } }')).data.repository.nameWithOwner).toBe('bakery/ovens');
    });
  });

  it('pages through a list with links', async () => {
    await withServer(scenarios.organizationRulesets, async (server) => {
      const names: string[] = [];
      let next: string | undefined = `${server.apiUrl}${REPOSITORY}/rules/branches/main?per_page=4`;
      while (next !== undefined) {
        const { body, headers }: { body: { type: string }[]; headers: Headers } = await get(server, next);
        names.push(...body.map(({ type }) => type));
        next = /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1];
      }
      expect(server.requests).toHaveLength(3);
      expect(names).toEqual([
        'deletion',
        'non_fast_forward',
        'pull_request',
        'required_status_checks',
        'required_linear_history',
        'workflows',
        'pull_request',
        'code_quality',
        'copilot_code_review',
      ]);
    });
  });

  it('gives files as content, raw and as blobs, and says what it leaves out', async () => {
    const large = { 'dough.bin': new Uint8Array(2_000_000), 'flour/mill': { submodule: '1'.repeat(40) }, 'bread.md': '# Bread\n' };
    await withServer(scenarios.ovens({ repository: { files: large, treeLimit: 3 } }), async (server) => {
      const bread = await get(server, `${REPOSITORY}/contents/bread.md`);
      expect(Buffer.from(bread.body.content, 'base64').toString()).toBe('# Bread\n');
      const raw = { authorization: 'token flour', accept: 'application/vnd.github.raw+json' };
      expect((await get(server, `${REPOSITORY}/contents/bread.md`, raw)).text).toBe('# Bread\n');
      expect((await get(server, `${REPOSITORY}/git/blobs/${bread.body.sha}`, raw)).text).toBe('# Bread\n');
      const blob = await get(server, `${REPOSITORY}/git/blobs/${bread.body.sha}`);
      expect(Buffer.from(blob.body.content, 'base64').toString()).toBe('# Bread\n');
      expect((await get(server, `${REPOSITORY}/contents/dough.bin`)).body).toMatchObject({ encoding: 'none', content: '', size: 2_000_000 });
      expect((await get(server, `${REPOSITORY}/contents/flour/mill`)).body.type).toBe('submodule');
      const tree = await get(server, `${REPOSITORY}/git/trees/main?recursive=1`);
      expect([tree.body.truncated, tree.body.tree.length]).toEqual([true, 3]);
      expect((await get(server, `${REPOSITORY}/git/trees/main`)).body.truncated).toBe(false);
      expect((await get(server, `${REPOSITORY}/contents/cake.md`)).status).toBe(404);
    });
  });

  it('lists ten thousand files', async () => {
    await withServer(scenarios.tenThousandFiles, async (server) => {
      const { body } = await get(server, `${REPOSITORY}/git/trees/main?recursive=1`);
      expect(body.truncated).toBe(false);
      expect(body.tree.filter(({ type }: { type: string }) => type === 'blob').length).toBeGreaterThan(10_000);
    });
  });

  it('names objects as git does', async () => {
    const files = { 'a.txt': 'a\n', 'a/b.txt': 'b\n', 'a-b/c.txt': 'é\n', 'bin.dat': new Uint8Array([0, 1, 2]), link: { link: 'a/b.txt' } };
    const directory = mkdtempSync(join(tmpdir(), 'github-server-'));
    try {
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(directory, path)), { recursive: true });
        if (typeof content === 'object' && 'link' in content) symlinkSync(content.link, join(directory, path));
        else writeFileSync(join(directory, path), content);
      }
      const git = (...args: readonly string[]): string => execFileSync('git', args, { cwd: directory, encoding: 'utf8' }).trim();
      git('init', '--quiet');
      git('add', '--all');
      await withServer(scenarios.ovens({ repository: { files } }), async (server) => {
        expect((await get(server, `${REPOSITORY}/git/trees/main`)).body.sha).toBe(git('write-tree'));
      });
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  it('serves Enterprise Server below /api/v3, without what its version lacks', async () => {
    await withServer(scenarios.oldEnterpriseServer, async (server) => {
      const { status, headers } = await get(server, REPOSITORY);
      expect([status, headers.get('x-github-enterprise-version')]).toEqual([200, 'enterprise-server@3.17.0']);
      expect((await get(server, `${REPOSITORY}/copilot/cloud-agent/configuration`)).status).toBe(404);
      expect((await get(server, new URL(REPOSITORY, server.apiUrl).href)).status).toBe(404);
    });
  });

  it('answers 599 when a fixture is not what GitHub could say', async () => {
    const scenario = scenarios.ovens({
      settings: { security: { ...scenarios.strictSettings.security, codeScanning: { configured: true, languages: ['cobol'] } } },
    });
    const answered = withServer(scenario, async (server) => {
      expect((await get(server, `${REPOSITORY}/code-scanning/default-setup`)).status).toBe(599);
    });
    await expect(answered).rejects.toThrow('/repos/{owner}/{repo}/code-scanning/default-setup: data/languages/0 must be equal to one of the allowed values');
  });

  it('counts calls, except for the one about counts', async () => {
    await withServer(scenarios.githubToken, async (server) => {
      await get(server, REPOSITORY);
      expect((await get(server, '/rate_limit')).body.resources.core).toMatchObject({ limit: 1000, used: 1, remaining: 999 });
    });
  });
});
