import { describe, expect, it } from 'vitest';
import { newRepositorySettings, ovens, strictSettings } from '../../src/scenarios.ts';
import { type Files, type GitHubServer, type Scenario, type Settings, scenarios } from '../../src/server.ts';
import { asking, reportOf, run, serve } from './run.ts';

/** What makes the rules about settings have something to judge: a deployment, a declared ruleset, the Copilot agent. */
const judged: Files = {
  '.github/workflows/release.yml': `name: release
on: { release: { types: [published] } }
jobs:
  publish:
    runs-on: ubuntu-latest
    environment: production
    steps:
      - run: npm publish
`,
  '.github/rulesets/main.json': JSON.stringify({
    name: 'main',
    target: 'branch',
    enforcement: 'active',
    conditions: { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } },
    rules: [{ type: 'non_fast_forward' }, { type: 'required_signatures' }],
  }),
  '.github/workflows/copilot-setup-steps.yml': `on: workflow_dispatch
permissions: { contents: read }
jobs:
  copilot-setup-steps:
    runs-on: ubuntu-latest
    steps: [{ run: npm ci }]
`,
};

const rules = [
  'ci/protected-branch',
  'ci/required-checks',
  'ci/no-bypass',
  'ci/protection-drift',
  'accountability/approvals',
  'accountability/audit-trail',
  'ownership/review-required',
  'ownership/owners-exist',
  'access/default-token',
  'access/workflow-approval',
  'access/deploy-approval',
  'access/secret-scanning',
  'access/copilot-settings',
  'access/repository-access',
] as const;

/**
 * A line for each scenario, a column for each rule above in its order: `+` pass, `-` fail, `?` unknown, `.` not applicable. Before
 * them the exit code, and what GitHub was asked.
 */
const table = `
admin                            exit 1, 3 points, 10 REST: + + + - + + + + + + + + + +
nonAdmin                         exit 1, 3 points, 11 REST: + + ? ? + + + + ? ? + ? ? ?
writer                           exit 1, 3 points, 11 REST: + + ? ? + + + + ? ? + ? ? ?
githubToken                      exit 1, 3 points, 11 REST: + + ? ? + + + + ? ? + ? ? ?
fineGrained                      exit 1, 3 points, 11 REST: + + ? ? + + + + ? ? + ? ? ?
app                              exit 1, 3 points, 12 REST: + + ? - + + + + + ? + ? ? +
auditor                          exit 1, 3 points, 12 REST: + + ? - + + + + + + + ? + +
publicWithoutToken               exit 3, 0 points, 0 REST: that needs a token. Set GITHUB_TOKEN, or clone the repository and audit the clone.
noPermission                     exit 3, 1 points, 0 REST: it does not exist, or the token may not see it.
unprotected                      exit 1, 3 points, 10 REST: - - . - - + - + + ? - - ? +
unprotectedToReader              exit 1, 3 points, 12 REST: - - . - - + - + ? ? - ? ? ?
privateWithoutPlan               exit 1, 3 points, 10 REST: - - . - - + - + + ? - - ? +
classicOnly                      exit 1, 3 points, 10 REST: + + + - + + + + + + + + + +
classicOnlyToReader              exit 1, 3 points, 11 REST: + + ? ? ? + + + ? ? + ? ? ?
classicOnlyToGitHubToken         exit 1, 3 points, 11 REST: + + ? ? ? + + + ? ? + ? ? ?
weak                             exit 1, 3 points, 10 REST: - - - - - - - - - - - - - -
weakToReader                     exit 1, 3 points, 12 REST: ? ? ? ? ? - ? - ? ? - ? ? ?
weakToAuditor                    exit 1, 3 points, 12 REST: - - ? - - - - - - - - ? - -
organizationRulesets             exit 1, 3 points, 10 REST: + + - - + + + + + + + + + +
oldEnterpriseServer              exit 1, 3 points, 10 REST: + + + - + + + + + ? + + ? +
enterpriseServerWithoutRulesets  exit 1, 4 points, 12 REST: + + + - + + + + + ? + + ? +
tenThousandFiles                 exit 1, 3 points, 10 REST: + + + - + + + + + + + + + +
hundredWorkflows                 exit 1, 3 points, 10 REST: + + + - + + + + + + + + + +
hostilePaths                     exit 1, 3 points, 10 REST: + + + - + + + + + + + + + +
`;

/** Every switch the wrong way round. */
const weakSettings: Settings = {
  ...newRepositorySettings,
  rulesets: [
    {
      id: 12,
      name: 'sieve',
      level: 'Repository',
      target: 'branch',
      enforcement: 'active',
      refs: { include: ['~DEFAULT_BRANCH'], exclude: [] },
      rules: [{ type: 'deletion' }],
      bypass: [{ kind: 'DeployKey', id: null, mode: 'always' }],
    },
  ],
  environments: [{ name: 'production' }],
  actions: { ...newRepositorySettings.actions, defaultToken: 'write', canApprovePullRequests: true, forkApproval: 'first_time_contributors_new_to_github' },
  merge: { ...newRepositorySettings.merge, squashMessage: 'BLANK' },
  deployKeys: [{ title: 'display', readOnly: false }],
  codeOwnersErrors: [{ line: 1, column: 3, kind: 'Unknown owner', message: 'Unknown owner on line 1', source: '* @bakery/bakers', suggestion: null }],
  copilot: strictSettings.copilot && { ...strictSettings.copilot, workflowApproval: false, firewall: false },
};

const reader = { kind: 'read' } as const;
const classicOnly: Partial<Settings> = { rulesets: [] };
const own: Readonly<Record<string, Scenario>> = {
  unprotectedToReader: ovens({ settings: newRepositorySettings, viewer: reader }),
  classicOnly: ovens({ settings: classicOnly }),
  classicOnlyToReader: ovens({ settings: classicOnly, viewer: reader }),
  classicOnlyToGitHubToken: ovens({ settings: classicOnly, viewer: { kind: 'actions' } }),
  weak: ovens({ settings: weakSettings }),
  weakToReader: ovens({ settings: weakSettings, viewer: reader }),
  weakToAuditor: ovens({ settings: weakSettings, viewer: scenarios.auditor.viewer }),
};

const marks: Readonly<Record<string, string>> = { pass: '+', fail: '-', unknown: '?', 'not-applicable': '.' };

const named = new Map(Object.entries({ ...scenarios, ...own }).flatMap(([name, value]): [string, Scenario][] => ('viewer' in value ? [[name, value]] : [])));

describe('audit owner/name', () => {
  it.each(lines(table))('%s', async (name, expected) => {
    const scenario = named.get(name);
    if (!scenario) throw new Error(`There is no scenario ${name}`);
    const { repository, viewer } = scenario;
    const server = await serve({ ...scenario, repository: { ...repository, files: { ...repository.files, ...judged } } });
    const { GITHUB_API_URL, GITHUB_TOKEN } = asking(server);
    const result = await run(['audit', 'bakery/ovens', '--format', 'json'], {
      env: { GITHUB_API_URL, ...(viewer.kind === 'anonymous' ? {} : { GITHUB_TOKEN }) },
    });
    const verdicts = result.stdout === '' ? result.stderr.trim().replace(/^.*: /, '') : verdictsOf(reportOf(result).outcomes);
    expect(`exit ${result.status}, ${costOf(server)}: ${verdicts}`).toBe(expected);
    expect(server.invalidAnswers).toEqual([]);
    // One question that a server is too old for tells that it is.
    expect(server.invalidQueries.filter((message) => !(scenario.enterprise && message.includes("'rulesets' doesn't exist")))).toEqual([]);
    expect(blobsAskedTwice(server)).toEqual([]);
  });
});

function lines(text: string): (readonly [name: string, expected: string])[] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', ...rest] = line.split(/\s{2,}/);
      return [name, rest.join(' ')];
    });
}

function verdictsOf(outcomes: readonly { readonly rule: string; readonly state: string }[]): string {
  return rules.map((rule) => marks[outcomes.find((outcome) => outcome.rule === rule)?.state ?? ''] ?? '!').join(' ');
}

function costOf({ requests }: GitHubServer): string {
  const points = requests.filter(({ method }) => method === 'POST').reduce((sum, request) => sum + request.points, 0);
  return `${points} points, ${requests.filter(({ method }) => method === 'GET').length} REST`;
}

function blobsAskedTwice({ requests }: GitHubServer): string[] {
  const asked = requests.flatMap(({ path, graphql }) => [
    ...(/\/git\/blobs\/(\w+)/.exec(path)?.slice(1) ?? []),
    ...Object.entries(graphql?.variables ?? {}).flatMap(([name, value]) => (/^o\d+$/.test(name) ? [String(value)] : [])),
  ]);
  return asked.filter((oid, index) => asked.indexOf(oid) !== index);
}
