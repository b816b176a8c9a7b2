import { describe, expect, it } from 'vitest';
import { type Scenario, scenarios } from '../../src/server.ts';
import { asking, run, serve } from './run.ts';

interface SettingsReport {
  readonly protection: {
    readonly observed: {
      readonly state: string;
      readonly value?: {
        readonly requiredApprovals: { readonly value: number; readonly sources: readonly string[] };
        readonly bypass: readonly { readonly source: string; readonly actors: { readonly state: string } }[];
        readonly otherRules: readonly string[];
        readonly unknownRules: readonly string[];
      };
    };
    readonly planned: readonly { readonly name: string; readonly enforcement: string }[];
  };
  readonly settings: Readonly<Record<string, { readonly state: string; readonly reason?: string; readonly reveal?: string }>>;
}

async function settings(scenario: Scenario): Promise<{ readonly report: SettingsReport; readonly requests: number }> {
  const server = await serve(scenario);
  const { GITHUB_API_URL, GITHUB_TOKEN } = asking(server);
  const { status, stdout, stderr } = await run(['settings', 'bakery/ovens', '--format', 'json'], {
    env: { GITHUB_API_URL, ...(scenario.viewer.kind === 'anonymous' ? {} : { GITHUB_TOKEN }) },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(server.invalidAnswers).toEqual([]);
  return { report: JSON.parse(stdout), requests: server.requests.length };
}

/** Facts that stay unknown, by scenario; all others are known. */
const unknown: Readonly<Record<string, readonly string[]>> = {
  admin: [],
  nonAdmin: ['actions', 'workflowToken', 'forkApproval', 'security', 'copilot', 'deployKeys'],
  githubToken: ['actions', 'workflowToken', 'forkApproval', 'security', 'copilot', 'deployKeys'],
  app: ['security', 'copilot'],
  auditor: ['security'],
  publicWithoutToken: ['merge', 'actions', 'workflowToken', 'forkApproval', 'security', 'copilot', 'ownerProblems', 'deployKeys', 'rulesets'],
  privateWithoutPlan: ['copilot'],
  oldEnterpriseServer: ['forkApproval', 'copilot'],
  enterpriseServerWithoutRulesets: ['forkApproval', 'copilot', 'rulesets'],
};

const presets = new Map(Object.entries(scenarios).flatMap(([name, value]): [string, Scenario][] => ('viewer' in value ? [[name, value]] : [])));

function preset(name: string): Scenario {
  const scenario = presets.get(name);
  if (!scenario) throw new Error(`There is no scenario ${name}`);
  return scenario;
}

describe('settings owner/name', () => {
  it.each(Object.entries(unknown))('as seen by %s', async (name, expected) => {
    const { report, requests } = await settings(preset(name));
    expect(report.protection.observed.state).toBe('known');
    const facts = Object.entries(report.settings);
    expect(facts.flatMap(([fact, { state }]) => (state === 'unknown' ? [fact] : []))).toEqual(expected);
    for (const [, { state, reason, reveal }] of facts)
      if (state === 'unknown') expect([reason, reveal]).toEqual([expect.stringMatching(/./), expect.stringMatching(/./)]);
    expect(requests).toBeLessThanOrEqual(12);
  });

  it('names the source of each value, what is only planned, and rules that are newer than this version', async () => {
    const { report } = await settings(preset('organizationRulesets'));
    const { observed, planned } = report.protection;
    expect(observed.value?.requiredApprovals).toEqual({ value: 2, sources: ['ruleset "all repositories" of bakery'] });
    expect(observed.value?.otherRules).toEqual(['workflows', 'copilot_code_review']);
    expect(observed.value?.unknownRules).toEqual(['code_quality']);
    expect(planned).toEqual([
      { name: 'signed soon', enforcement: 'evaluate' },
      { name: 'old naming', enforcement: 'disabled' },
    ]);
    expect(observed.value?.bypass.map(({ source, actors }) => [source, actors.state])).toEqual([
      ['ruleset "main" of bakery/ovens', 'known'],
      ['ruleset "all repositories" of bakery', 'known'],
      ['ruleset "group" of bakery-group', 'unknown'],
    ]);
  });

  it('says as a table who sets what, and what would reveal the rest', async () => {
    const { apiUrl } = await serve(preset('githubToken'));
    const { stdout } = await run(['settings', 'bakery/ovens'], { env: asking({ apiUrl }) });
    expect(stdout).toContain('ruleset "main" of bakery/ovens, classic protection of "main", as far as a reader sees it');
    expect(stdout).toContain('required check                  test (app not told)');
    expect(stdout).toMatch(/Unknown, and what would reveal it[\s\S]*Run with a token that has\s+Administration: read/);
  });

  it('ends with 3 where the repository is not to be seen', async () => {
    const server = await serve(preset('noPermission'));
    const { status, stderr } = await run(['settings', 'bakery/ovens'], { env: asking(server) });
    expect(status).toBe(3);
    expect(stderr).toContain('it does not exist, or the token may not see it.');
    expect(server.requests).toHaveLength(1);
  });
});
