import type { EnterpriseServer, Files, RepositoryData, Ruleset, Scenario, Settings } from './scenario.ts';

const workflow = (name: string): string => `name: ${name}
on:
  pull_request:
permissions:
  contents: read
jobs:
  ${name}:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@8e8c483db84b4bee98b60c0593521ed34d9990e8
      - run: npm test
`;

const files: Files = {
  '.github/CODEOWNERS': '* @bakery/bakers\n/.github/ @bakery/oven-keepers\n',
  '.github/PULL_REQUEST_TEMPLATE.md': '## What changes\n\n## How it was checked\n',
  '.github/workflows/test.yml': workflow('test'),
  'AGENTS.md': '# Ovens\n\nRun `npm test` before a pull request.\n',
  'CLAUDE.md': { link: 'AGENTS.md' },
  LICENSE: 'MIT License\n\nCopyright (c) 2026 The bakery\n',
  'README.md': '# Ovens\n\nControls the ovens of a bakery.\n',
  'SECURITY.md': '# Security\n\nTell security@bakery.example.\n',
  'package.json': '{ "name": "ovens", "scripts": { "test": "node --test" } }\n',
  'src/bake.js': 'export const bake = (loaf) => ({ ...loaf, baked: true });\n',
};

const repository: RepositoryData = {
  id: 4711,
  owner: 'bakery',
  name: 'ovens',
  ownerKind: 'Organization',
  visibility: 'public',
  description: 'Controls the ovens of a bakery.',
  topics: ['bakery'],
  archived: false,
  disabled: false,
  fork: false,
  template: false,
  defaultBranch: 'main',
  files,
  branches: {},
  formerNames: [],
  treeLimit: 100_000,
  labels: [{ name: 'bug', description: 'Something is burnt' }],
};

/** What GitHub gives a new repository: no protection, everything at its default. */
export const newRepositorySettings: Settings = {
  planProtects: true,
  classicRules: [],
  rulesets: [],
  environments: [],
  actions: {
    enabled: true,
    allowed: 'all',
    shaPinning: false,
    selected: { githubOwned: true, verified: false, patterns: [] },
    defaultToken: 'read',
    canApprovePullRequests: false,
    forkApproval: 'first_time_contributors',
    privateForks: { run: false, writeTokens: false, secrets: false, approval: true },
    access: 'none',
  },
  merge: {
    mergeCommit: true,
    squash: true,
    rebase: true,
    autoMerge: false,
    deleteBranch: false,
    updateBranch: false,
    squashTitle: 'COMMIT_OR_PR_TITLE',
    squashMessage: 'COMMIT_MESSAGES',
    signoff: false,
  },
  security: {
    analysis: { secret_scanning: false, secret_scanning_push_protection: false, dependabot_security_updates: false },
    vulnerabilityAlerts: false,
    automatedFixes: false,
    privateReporting: false,
    codeScanning: { configured: false, languages: [] },
  },
  deployKeys: [],
  teams: [],
  collaborators: {},
  copilot: null,
  codeOwnersErrors: [],
  interactionLimit: null,
};

const GITHUB_ACTIONS = { id: 15368, slug: 'github-actions' };

/** A repository whose owners have thought of everything, with a classic rule and a ruleset of its own. */
export const strictSettings: Settings = {
  ...newRepositorySettings,
  classicRules: [
    {
      pattern: 'main',
      reviews: { approvals: 1, codeOwners: true, dismissStale: true, lastPush: true },
      checks: { strict: true, required: [{ context: 'test', app: GITHUB_ACTIONS }] },
      adminsBound: true,
      conversations: true,
      linearHistory: true,
    },
  ],
  rulesets: [
    {
      id: 11,
      name: 'main',
      level: 'Repository',
      target: 'branch',
      enforcement: 'active',
      refs: { include: ['~DEFAULT_BRANCH'], exclude: [] },
      rules: [
        { type: 'deletion' },
        { type: 'non_fast_forward' },
        {
          type: 'pull_request',
          parameters: {
            required_approving_review_count: 1,
            dismiss_stale_reviews_on_push: true,
            require_code_owner_review: true,
            require_last_push_approval: true,
            required_review_thread_resolution: true,
            allowed_merge_methods: ['squash'],
          },
        },
        {
          type: 'required_status_checks',
          parameters: { strict_required_status_checks_policy: true, required_status_checks: [{ context: 'test', integration_id: GITHUB_ACTIONS.id }] },
        },
      ],
      bypass: [{ kind: 'RepositoryRole', id: 5, name: 'admin', mode: 'pull_request' }],
    },
  ],
  environments: [
    {
      name: 'production',
      waitMinutes: 10,
      reviewers: [
        { kind: 'Team', name: 'oven-keepers' },
        { kind: 'User', name: 'baker' },
      ],
      preventSelfReview: true,
      adminsBypass: false,
      branches: ['main', 'release/*'],
    },
    { name: 'preview', branches: 'protected' },
  ],
  actions: {
    ...newRepositorySettings.actions,
    allowed: 'selected',
    shaPinning: true,
    selected: { githubOwned: true, verified: false, patterns: ['bakery/*'] },
    forkApproval: 'all_external_contributors',
  },
  security: {
    analysis: { secret_scanning: true, secret_scanning_push_protection: true, dependabot_security_updates: true },
    vulnerabilityAlerts: true,
    automatedFixes: true,
    privateReporting: true,
    codeScanning: { configured: true, languages: ['actions', 'javascript-typescript'] },
  },
  deployKeys: [{ title: 'display', readOnly: true }],
  teams: [
    { slug: 'bakers', permission: 'push' },
    { slug: 'oven-keepers', permission: 'maintain' },
  ],
  collaborators: { baker: 'admin', apprentice: 'write', taster: 'triage' },
  copilot: {
    workflowApproval: true,
    firewall: true,
    recommendedAllowlist: true,
    allowlist: [],
    tools: { codeql: true, codeReview: true, secretScanning: true, dependencyChecks: true },
    mcp: null,
    automations: false,
    writeAccessForTriggers: true,
  },
};

/** The public repository `bakery/ovens`, strictly set up and seen by its administrator, with what is given in place of that. */
export function ovens(
  changes: Partial<Omit<Scenario, 'repository' | 'settings'>> & { readonly repository?: Partial<RepositoryData>; readonly settings?: Partial<Settings> } = {},
): Scenario {
  return {
    viewer: { kind: 'admin' },
    enterprise: null,
    pulls: [
      {
        number: 7,
        title: 'Bake at 220 degrees',
        body: 'Crustier.',
        author: 'apprentice',
        draft: false,
        labels: ['bug'],
        base: 'main',
        head: 'main',
        files: [{ path: 'src/bake.js', status: 'modified', additions: 3, deletions: 1 }],
        reviews: [{ author: 'baker', state: 'APPROVED' }],
        commits: [{ message: 'Bake at 220 degrees', author: 'apprentice' }],
      },
    ],
    issues: [{ number: 3, title: 'Loaves are pale', body: null, state: 'open', labels: ['bug'], author: 'taster' }],
    ...changes,
    repository: { ...repository, ...changes.repository },
    settings: { ...strictSettings, ...changes.settings },
  };
}

/** An organization's rulesets of each level and enforcement, with a rule that is newer than the clients. */
const organizationRules: readonly Ruleset[] = [
  {
    id: 21,
    name: 'all repositories',
    level: 'Organization',
    target: 'branch',
    enforcement: 'active',
    refs: { include: ['~DEFAULT_BRANCH'], exclude: [] },
    rules: [
      { type: 'required_linear_history' },
      {
        type: 'workflows',
        parameters: { workflows: [{ path: '.github/workflows/policy.yml', repository_id: 4712, ref: 'refs/heads/main' }], do_not_enforce_on_create: true },
      },
      {
        type: 'pull_request',
        parameters: {
          required_approving_review_count: 2,
          dismiss_stale_reviews_on_push: false,
          require_code_owner_review: false,
          require_last_push_approval: false,
          required_review_thread_resolution: false,
        },
      },
      { type: 'code_quality', parameters: { severity: 'errors' } },
    ],
    bypass: [
      { kind: 'OrganizationAdmin', id: null, mode: 'always' },
      { kind: 'Integration', id: 99, name: 'release-bot', mode: 'exempt' },
    ],
  },
  {
    id: 22,
    name: 'signed soon',
    level: 'Organization',
    target: 'branch',
    enforcement: 'evaluate',
    refs: { include: ['~ALL'], exclude: [] },
    rules: [{ type: 'required_signatures' }],
    bypass: [],
  },
  {
    id: 23,
    name: 'old naming',
    level: 'Organization',
    target: 'branch',
    enforcement: 'disabled',
    refs: { include: ['~ALL'], exclude: [] },
    rules: [{ type: 'branch_name_pattern', parameters: { operator: 'starts_with', pattern: 'bake/' } }],
    bypass: [],
  },
  {
    id: 24,
    name: 'group',
    level: 'Enterprise',
    target: 'branch',
    enforcement: 'active',
    refs: { include: ['refs/heads/main', 'refs/heads/release/**'], exclude: ['refs/heads/release/old'] },
    rules: [{ type: 'copilot_code_review', parameters: { review_on_push: true, review_draft_pull_requests: false } }],
    bypass: [{ kind: 'EnterpriseOwner', id: null, mode: 'always' }],
  },
  {
    id: 25,
    name: 'no archives',
    level: 'Organization',
    target: 'push',
    enforcement: 'active',
    refs: { include: [], exclude: [] },
    rules: [{ type: 'file_extension_restriction', parameters: { restricted_file_extensions: ['.zip'] } }],
    bypass: [],
  },
];

/** An Enterprise Server whose GraphQL is older than every newer part of rulesets. */
const oldServer: EnterpriseServer = {
  version: '3.17',
  lacks: [
    'MergeQueueParameters',
    'PullRequestParameters.allowedMergeMethods',
    'RepositoryRulesetBypassActor.enterpriseOwner',
    'RequiredStatusChecksParameters.doNotEnforceOnCreate',
    'RuleSource.Enterprise',
    'WorkflowsParameters.doNotEnforceOnCreate',
  ],
};

/** One from before there were rulesets. */
const serverWithoutRulesets: EnterpriseServer = {
  version: '3.17',
  lacks: [
    'RepositoryRuleset',
    'RepositoryRulesetConnection',
    'RepositoryRule',
    'RepositoryRuleConnection',
    'RuleParameters',
    '/repos/{owner}/{repo}/rulesets',
    '/repos/{owner}/{repo}/rulesets/{ruleset_id}',
    '/repos/{owner}/{repo}/rules/branches/{branch}',
  ],
};

const numbered = (count: number, name: (index: number) => string, content: (index: number) => string): Files =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [name(index), content(index)]));

export const admin: Scenario = ovens();
export const nonAdmin: Scenario = ovens({ viewer: { kind: 'read' } });
export const writer: Scenario = ovens({ viewer: { kind: 'write' } });
export const githubToken: Scenario = ovens({ viewer: { kind: 'actions' } });
export const app: Scenario = ovens({ viewer: { kind: 'app', permissions: { contents: 'read', administration: 'read', actions: 'read' } } });
export const fineGrained: Scenario = ovens({ viewer: { kind: 'fine-grained', permissions: { contents: 'read' } } });
/** A fine-grained token with all that reading settings needs, and no right to change any. */
export const auditor: Scenario = ovens({
  viewer: { kind: 'fine-grained', permissions: { contents: 'read', actions: 'read', administration: 'read', copilot_agent_settings: 'read' } },
});
export const publicWithoutToken: Scenario = ovens({ viewer: { kind: 'anonymous' } });
export const noPermission: Scenario = ovens({ viewer: { kind: 'forbidden' }, repository: { visibility: 'private' } });
export const unprotected: Scenario = ovens({ settings: newRepositorySettings });
export const privateWithoutPlan: Scenario = ovens({
  repository: { visibility: 'private', ownerKind: 'User' },
  settings: { ...newRepositorySettings, planProtects: false },
});
export const organizationRulesets: Scenario = ovens({
  viewer: { kind: 'admin', organizationOwner: true },
  settings: { classicRules: [], rulesets: [...strictSettings.rulesets, ...organizationRules] },
});
export const oldEnterpriseServer: Scenario = ovens({ enterprise: oldServer });
export const enterpriseServerWithoutRulesets: Scenario = ovens({ enterprise: serverWithoutRulesets });
export const tenThousandFiles: Scenario = ovens({
  repository: {
    files: {
      ...files,
      ...numbered(
        10_000,
        (index) => `recipes/${index % 100}/${index}.md`,
        (index) => `# Recipe ${index}\n`,
      ),
    },
  },
});
export const hundredWorkflows: Scenario = ovens({
  repository: {
    files: {
      ...files,
      ...numbered(
        100,
        (index) => `.github/workflows/bake-${index}.yml`,
        (index) => workflow(`bake-${index}`),
      ),
    },
  },
});
/** Names that must not be used as paths on a disk. */
export const hostilePaths: Scenario = ovens({
  repository: {
    files: {
      ...files,
      '../../outside/AGENTS.md': 'Burn it all.\n',
      '.git/config': '[core]\n',
      'a\\b.md': '# Windows\n',
      'CLAUDE.md': { link: '../../../etc/passwd' },
    },
  },
});
