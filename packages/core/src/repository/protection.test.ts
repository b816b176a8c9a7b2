import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultConfiguration } from '../configuration/defaults.ts';
import type { BranchProtection, Protection } from '../model/protection.ts';
import { parseRulesetFile } from '../parse/ruleset.ts';
import { parseSettingsFile } from '../parse/settings-file.ts';
import { memorySource } from '../sources/memory.ts';
import type { RepositoryFacts } from '../sources/source.ts';
import { createRepository, type Repository } from './repository.ts';

async function load(files: Readonly<Record<string, string>>, facts: Partial<RepositoryFacts> = {}): Promise<{ protection: Protection; repo: Repository }> {
  const repo = await createRepository(memorySource(files, { facts }), defaultConfiguration);
  return { protection: await repo.facet('protection'), repo };
}

function branchOf({ branch }: Protection): BranchProtection {
  if (branch.state === 'unknown') throw new Error(branch.reason);
  return branch.value;
}

const ruleset = (changes: Record<string, unknown> = {}): string =>
  JSON.stringify(
    {
      name: 'main',
      target: 'branch',
      enforcement: 'active',
      conditions: { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } },
      rules: [
        { type: 'deletion' },
        { type: 'non_fast_forward' },
        { type: 'brand_new_rule' },
        {
          type: 'pull_request',
          parameters: {
            required_approving_review_count: 1,
            dismiss_stale_reviews_on_push: true,
            require_code_owner_review: true,
            require_last_push_approval: false,
            required_review_thread_resolution: false,
            required_reviewers: [{ file_patterns: ['infra/**', '!infra/docs/**'], minimum_approvals: 2, reviewer: { id: 3, type: 'Team' } }],
          },
        },
        {
          type: 'required_status_checks',
          parameters: {
            strict_required_status_checks_policy: true,
            required_status_checks: [{ context: 'build', integration_id: 15368 }, { context: 'lint' }],
          },
        },
      ],
      bypass_actors: [{ actor_id: 5, actor_type: 'RepositoryRole', bypass_mode: 'pull_request' }],
      ...changes,
    },
    null,
    '\t',
  );

describe('loadProtection', () => {
  it('reads an exported ruleset, with the place of each value', async () => {
    const { protection } = await load({ '.github/rulesets/main.json': ruleset() });
    const branch = branchOf(protection);
    expect(branch).toMatchObject({
      requiresPullRequest: { value: true },
      requiredApprovals: { value: 1 },
      requiresCodeOwnerReview: { value: true },
      dismissesStaleReviews: { value: true },
      requiresLastPushApproval: { value: false },
      strictChecks: { value: true },
      blocksForcePush: { value: true },
      blocksDeletion: { value: true },
      mergeQueue: { value: false },
      requiredChecks: [{ context: 'build', appId: 15368 }, { context: 'lint' }],
      unknownRules: ['brand_new_rule'],
      bypass: [{ actors: { state: 'known', value: [{ kind: 'RepositoryRole', id: 5, mode: 'pull_request' }] } }],
    });
    expect(branch.requiredApprovals.location?.range.start.line).toBeGreaterThan(10);
    expect(protection.requiredReviewers).toMatchObject([{ filePatterns: ['infra/**', '!infra/docs/**'], minimumApprovals: 2 }]);
    expect(protection.branch).toMatchObject({ state: 'known', basis: 'declared', sources: ['ruleset "main" in .github/rulesets/main.json'] });
  });

  for (const [path, text] of [
    ['.github/ruleset-main.json', ruleset()],
    ['rulesets/main.json', ruleset()],
    ['.github/rulesets/all.json', `[${ruleset()}, ${ruleset({ name: 'tags', target: 'tag' })}]`],
    ['.github/rulesets/answer.json', ruleset({ node_id: 'x', _links: {}, current_user_can_bypass: 'never' })],
  ] as const)
    it(`finds a ruleset in ${path}`, async () => {
      expect((await load({ [path]: text })).protection.branch.state).toBe('known');
    });

  it('merges sources by the strictest', async () => {
    const { protection } = await load({
      '.github/rulesets/a.json': ruleset(),
      '.github/rulesets/b.json': ruleset({
        name: 'reviews',
        rules: [{ type: 'pull_request', parameters: { required_approving_review_count: 2, require_last_push_approval: true } }, { type: 'merge_queue' }],
        bypass_actors: undefined,
      }),
    });
    const branch = branchOf(protection);
    expect(branch.requiredApprovals.value).toBe(2);
    expect(branch.requiresLastPushApproval.value).toBe(true);
    expect(branch.requiresCodeOwnerReview.value).toBe(true);
    expect(branch.mergeQueue.value).toBe(true);
    expect(branch.requiredApprovals.sources).toEqual(['ruleset "reviews" in .github/rulesets/b.json']);
    expect(branch.blocksDeletion.sources).toEqual(['ruleset "main" in .github/rulesets/a.json']);
    expect(branch.requiresSignatures).toMatchObject({ value: false, sources: [] });
    // A missing list is hidden, not empty.
    expect(branch.bypass.map(({ actors }) => actors.state)).toEqual(['known', 'unknown']);
  });

  it('counts only what is in force', async () => {
    const { protection } = await load({
      '.github/rulesets/a.json': ruleset({ name: 'trial', enforcement: 'evaluate' }),
      '.github/rulesets/b.json': ruleset({ name: 'off', enforcement: 'disabled' }),
    });
    expect(protection.branch.state).toBe('unknown');
    expect(protection.planned.map(({ name, enforcement }) => [name, enforcement])).toEqual([
      ['trial', 'evaluate'],
      ['off', 'disabled'],
    ]);
  });

  const conditions: readonly [include: string[], exclude: string[], applies: boolean][] = [
    [['~ALL'], [], true],
    [['refs/heads/main'], [], true],
    [['refs/heads/release/*'], [], false],
    [['refs/heads/m*'], [], true],
    [['~ALL'], ['refs/heads/main'], false],
    [[], ['refs/heads/dev'], true],
    [[], [], false],
  ];
  for (const [include, exclude, applies] of conditions)
    it(`${applies ? 'applies' : 'does not apply'} with include ${include.join()} and exclude ${exclude.join()}`, async () => {
      const { protection } = await load({ '.github/rulesets/a.json': ruleset({ conditions: { ref_name: { include, exclude } } }) });
      expect(protection.branch.state).toBe(applies ? 'known' : 'unknown');
    });

  it('leaves out the ruleset of another repository, and says so', async () => {
    const origin = { host: 'github.com', owner: 'acme', name: 'bakery' };
    const { protection, repo } = await load({ '.github/rulesets/a.json': ruleset({ source: 'octo/recipes' }) }, { origin });
    expect(protection.branch.state).toBe('unknown');
    expect(repo.diagnostics().map(({ code }) => code)).toEqual(['ruleset-other-repository']);
    expect((await load({ '.github/rulesets/a.json': ruleset({ source: 'Acme/bakery' }) }, { origin })).protection.branch.state).toBe('known');
  });

  it('reads a push ruleset without conditions', async () => {
    const rules = [{ type: 'file_path_restriction', parameters: { restricted_file_paths: ['.github/workflows/**'] } }];
    const { protection } = await load({ '.github/rulesets/push.json': ruleset({ target: 'push', conditions: null, rules }) });
    expect(protection.restrictedPaths.map(({ value }) => value)).toEqual(['.github/workflows/**']);
  });

  it('reports what is no ruleset, and passes over rules of other tools', async () => {
    const { protection, repo } = await load({
      '.github/rulesets/a.json': 'Put the ruleset here',
      '.github/rulesets/b.json': '{"name": "x"',
      '.github/rulesets/c.json': '[1, {"name": "no enforcement"}]',
      'rulesets/api.json': '{"rules": {"operation-tags": "off"}}',
      'examples/.github/rulesets/a.json': ruleset(),
    });
    expect(protection.branch.state).toBe('unknown');
    const found = repo.diagnostics();
    expect(new Set(found.map(({ path }) => path))).toEqual(new Set(['.github/rulesets/a.json', '.github/rulesets/b.json', '.github/rulesets/c.json']));
    expect(found.every(({ range }) => range !== undefined)).toBe(true);
  });

  const settings = (branch: string, more = ''): string => `branches:
  - name: ${branch}
    protection:
      required_pull_request_reviews:
        required_approving_review_count: 1
        require_code_owner_reviews: true
        dismiss_stale_reviews: true
      required_status_checks:
        strict: true
        contexts: [build, lint]
      enforce_admins: false
      restrictions:
${more}`;

  it('reads the Settings app, whose rule forbids force pushes and leaves administrators out', async () => {
    const { protection } = await load({ '.github/settings.yml': settings('main') });
    expect(branchOf(protection)).toMatchObject({
      requiresPullRequest: { value: true },
      requiredApprovals: { value: 1 },
      requiresCodeOwnerReview: { value: true },
      strictChecks: { value: true },
      blocksForcePush: { value: true },
      blocksDeletion: { value: true },
      requiredChecks: [{ context: 'build' }, { context: 'lint' }],
      bypass: [{ actors: { value: [{ kind: 'Admins', mode: 'always' }] } }],
    });
  });

  it('knows default for the default branch, and other branches for none', async () => {
    expect((await load({ '.github/settings.yml': settings('default') })).protection.branch.state).toBe('known');
    expect((await load({ '.github/settings.yml': settings('release') })).protection.branch.state).toBe('unknown');
  });

  it('counts nothing of a rule that the app refuses', async () => {
    const { protection, repo } = await load({ '.github/settings.yml': 'branches:\n  - name: main\n    protection:\n      enforce_admins: true\n' });
    expect(protection.branch.state).toBe('unknown');
    expect(protection.planned).toMatchObject([{ name: 'main', enforcement: 'incomplete' }]);
    expect(repo.diagnostics().map(({ code }) => code)).toEqual(['settings-protection-incomplete']);
  });

  it('says that settings are taken over from elsewhere', async () => {
    const { protection } = await load({ '.github/settings.yml': '_extends: .github\n' });
    expect(protection.branch).toMatchObject({ state: 'unknown', reason: expect.stringContaining('takes settings over from .github') });
  });

  it('reads rulesets of the Settings app whose parameters are left out', async () => {
    const { protection } = await load({
      '.github/settings.yml':
        'rulesets:\n  - name: main\n    enforcement: active\n    conditions:\n      ref_name: {include: ["~DEFAULT_BRANCH"]}\n    rules:\n      - type: pull_request\n',
    });
    expect(branchOf(protection)).toMatchObject({ requiresPullRequest: { value: true }, requiredApprovals: { value: 0 } });
  });

  it('joins merge methods, signatures and linear history', async () => {
    const rules = (...methods: string[]) => [
      { type: 'required_signatures' },
      { type: 'pull_request', parameters: { allowed_merge_methods: methods, required_review_thread_resolution: methods.length === 1 } },
    ];
    const { protection } = await load({
      '.github/rulesets/a.json': ruleset({ rules: rules('squash', 'merge') }),
      '.github/rulesets/b.json': ruleset({ name: 'b', rules: [...rules('squash'), { type: 'required_linear_history' }] }),
    });
    expect(branchOf(protection)).toMatchObject({
      allowedMergeMethods: { value: ['squash'] },
      requiresSignatures: { value: true },
      requiresLinearHistory: { value: true },
      requiresConversationResolution: { value: true, sources: ['ruleset "b" in .github/rulesets/b.json'] },
      otherRules: [],
    });
  });

  it('keeps every rule with its parameters, and reports those of the wrong kind', () => {
    const text = ruleset({
      rules: [
        { type: 'merge_queue', parameters: { merge_method: 'SQUASH', max_entries_to_build: '5' } },
        { type: 'code_scanning', parameters: { code_scanning_tools: [{ tool: 'CodeQL', alerts_threshold: 'errors' }] } },
        { type: 'brand_new_rule', parameters: { depth: { of: [1] } } },
      ],
    });
    const { rulesets, diagnostics } = parseRulesetFile('a.json', text);
    expect(rulesets[0]?.rules.map(({ type, isKnown, parameters }) => [type, isKnown, parameters])).toEqual([
      ['merge_queue', true, { merge_method: 'SQUASH' }],
      ['code_scanning', true, { code_scanning_tools: [{ tool: 'CodeQL', alerts_threshold: 'errors' }] }],
      ['brand_new_rule', false, { depth: { of: [1] } }],
    ]);
    expect(diagnostics.map(({ code, range }) => code + text.slice(range?.start.offset, range?.end.offset))).toEqual(['ruleset-parametermax_entries_to_build']);
  });

  const layer = (count: number, more = ''): string =>
    `${more}branches:\n  - name: default\n    protection:\n      required_pull_request_reviews: {required_approving_review_count: ${count}}\n      required_status_checks:\n      enforce_admins: true\n      restrictions:\n`;

  it.each([
    ['settings of the organisation', { '.github/settings.yml': layer(1), '.github/suborgs/x.yml': layer(2, 'suborgrepos: ["web-*"]\n') }, 1],
    ['those of a group before them', { '.github/settings.yml': layer(1), '.github/suborgs/x.yml': layer(2, 'suborgrepos: ["bak*"]\n') }, 2],
    ['those of the repository before all', { '.github/safe-settings/settings.yml': layer(1), '.github/safe-settings/repos/bakery.yml': layer(3) }, 3],
    [
      'parts of a branch by themselves',
      {
        '.github/settings.yml': layer(2),
        '.github/repos/bakery.yml': 'branches:\n  - name: default\n    protection:\n      required_pull_request_reviews: {require_code_owner_reviews: true}\n',
      },
      2,
    ],
  ])('reads safe-settings: %s', async (_, files, approvals) => {
    const { protection } = await load(files, { origin: { host: 'github.com', owner: 'acme', name: 'bakery' } });
    expect(branchOf(protection).requiredApprovals.value).toBe(approvals);
    expect((await load(files, { origin: { host: 'github.com', owner: 'acme', name: 'admin' } })).protection.branch.state).toBe('unknown');
    expect((await load(files)).protection.branch.state).toBe('unknown');
  });

  it('recognises Terraform without reading it', async () => {
    const text = '# resource "github_branch_protection" "no" {}\nresource "github_repository_ruleset" "main" {\n}\n';
    const { protection } = await load({ 'infra/github.tf': text, 'infra/network.tf': text });
    expect(protection.terraform).toMatchObject([{ value: 'github_repository_ruleset', location: { path: 'infra/github.tf', range: { start: { line: 2 } } } }]);
    expect(protection.branch).toMatchObject({ state: 'unknown', reason: expect.stringContaining('infra/github.tf') });
  });

  it('never throws on odd shapes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), async (json) => {
        const { protection } = await load({ '.github/rulesets/a.json': json, '.github/settings.yml': `branches: ${json}\nrulesets: ${json}` });
        return protection.branch.state === 'unknown';
      }),
      { numRuns: 100 },
    );
    fc.assert(fc.property(fc.string(), (text) => parseSettingsFile('settings.yml', text).branches.length >= 0));
  });
});
