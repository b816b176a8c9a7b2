import { describe, expect, it } from 'vitest';
import { defaultConfiguration } from '../configuration/defaults.ts';
import type { Workflows } from '../model/workflow.ts';
import { type MemoryFile, memorySource } from '../sources/memory.ts';
import type { RepositoryFacts } from '../sources/source.ts';
import { createRepository } from './repository.ts';
import { effectivePermissions, permissionLevel, writeScopes } from './workflow-permissions.ts';

async function load(files: Readonly<Record<string, MemoryFile>>, facts: Partial<RepositoryFacts> = {}): Promise<Workflows> {
  const repo = await createRepository(memorySource(files, { facts }), defaultConfiguration);
  return repo.facet('workflows');
}

const job = 'runs-on: ubuntu-latest\n    steps: [{run: make}]\n';

describe('loadWorkflows', () => {
  it('reads workflows of the one directory that GitHub reads', async () => {
    const { workflows } = await load({
      '.github/workflows/a.yml': `on: push\njobs:\n  a:\n    ${job}`,
      '.github/workflows/b.yaml': `on: push\njobs:\n  a:\n    ${job}`,
      '.github/workflows/deep/c.yml': 'on: push\n',
      '.github/workflows/notes.md': '',
      'docs/workflows/d.yml': 'on: push\n',
    });
    expect(workflows.map((workflow) => workflow.path)).toEqual(['.github/workflows/a.yml', '.github/workflows/b.yaml']);
  });

  it('finds local actions that steps name, also from within actions', async () => {
    const { localActions, workflows, resolveAction } = await load({
      '.github/workflows/a.yml': 'on: push\njobs: {a: {runs-on: x, steps: [{uses: ./tools/bake}, {uses: ./source/.github/actions/wrap}]}}',
      'tools/bake/action.yaml': 'runs: {using: composite, steps: [{uses: ./tools/knead}]}',
      'tools/knead/action.yml': 'runs: {using: node24, main: x.js}',
      '.github/actions/wrap/action.yml': 'runs: {using: composite, steps: []}',
      'other/action.yml': 'runs: {using: composite}',
    });
    expect(localActions.map((action) => action.directory)).toEqual(['.github/actions/wrap', 'tools/bake', 'tools/knead']);
    expect(workflows[0]?.jobs[0]?.steps.map((step) => step.uses && resolveAction(step.uses)?.directory)).toEqual(['tools/bake', '.github/actions/wrap']);
  });

  it('resolves reusable workflows, also by the address of this repository', async () => {
    const found = await load(
      {
        '.github/workflows/a.yml':
          'on: push\njobs:\n  here: {uses: ./.github/workflows/c.yml}\n  own: {uses: Shop/Oven/.github/workflows/c.yml@main}\n  far: {uses: other/oven/.github/workflows/c.yml@main}\n',
        '.github/workflows/c.yml': `on: workflow_call\njobs:\n  bake:\n    name: Bake it\n    ${job}`,
      },
      { origin: { host: 'github.com', owner: 'shop', name: 'oven' } },
    );
    const jobs = found.workflows[0]?.jobs ?? [];
    expect(jobs.map((caller) => caller.uses && found.resolveWorkflow(caller.uses)?.path)).toEqual([
      '.github/workflows/c.yml',
      '.github/workflows/c.yml',
      undefined,
    ]);
    expect(jobs.map((caller) => caller.checkNames)).toEqual([['here / Bake it'], ['own / Bake it'], undefined]);
  });

  it('fills inputs into the names of checks that a call reports', async () => {
    const { workflows } = await load({
      '.github/workflows/a.yml': `on: push\njobs:\n  call:\n    strategy: {matrix: {os: [linux, mac]}}\n    uses: ./.github/workflows/c.yml\n    with: {OS: '\${{ matrix.os }}'}\n  plain: {uses: ./.github/workflows/c.yml}\n  hidden: {uses: ./.github/workflows/c.yml, with: {os: '\${{ github.ref }}'}}\n`,
      '.github/workflows/c.yml': `on: {workflow_call: {inputs: {os: {type: string, default: any}, fast: {type: boolean}}}}\njobs:\n  bake:\n    name: Bake on \${{ inputs.os }} (\${{ inputs.fast }})\n    ${job}`,
    });
    expect(workflows[0]?.jobs.map((caller) => caller.checkNames)).toEqual([
      ['call (linux) / Bake on linux (false)', 'call (mac) / Bake on mac (false)'],
      ['plain / Bake on any (false)'],
      undefined,
    ]);
  });

  it('joins workflow_run to its parents by name, or by path where there is no name', async () => {
    const { workflows, parentsOf } = await load({
      '.github/workflows/a.yml': `name: Bake\non: push\njobs:\n  a:\n    ${job}`,
      '.github/workflows/b.yml': `name: Bake\non: issues\njobs:\n  a:\n    ${job}`,
      '.github/workflows/c.yml': `on: push\njobs:\n  a:\n    ${job}`,
      '.github/workflows/d.yml': `on: {workflow_run: {workflows: [Bake, .github/workflows/c.yml, Gone]}}\njobs:\n  a:\n    ${job}`,
    });
    expect(workflows.map((workflow) => parentsOf(workflow).map(({ path }) => path.slice(-5, -4)))).toEqual([[], [], [], ['a', 'b', 'c']]);
  });

  it('lists agentic workflows with their lock files, and tells orphaned lock files', async () => {
    const { agentic, workflows } = await load({
      '.github/workflows/README.md': '# Workflows\n',
      '.github/workflows/notes.md': '---\ntitle: Notes\n---\n',
      '.github/workflows/sort.md': '---\non: issues\n---\nSort.\n',
      '.github/workflows/sort.lock.yml': `# gh-aw-metadata: {}\non: issues\njobs:\n  a:\n    ${job}`,
      '.github/workflows/idle.md': '---\non: issues\n---\nIdle.\n',
      '.github/workflows/left.lock.yml': `# gh-aw-metadata: {}\non: issues\njobs:\n  a:\n    ${job}`,
      '.github/workflows/door.lock.yml': `on: issues\njobs:\n  a:\n    ${job}`,
    });
    expect(agentic.map(({ path, lockPath }) => [path.slice(18), lockPath?.slice(18)])).toEqual([
      ['idle.md', undefined],
      ['sort.md', 'sort.lock.yml'],
    ]);
    expect(workflows.map(({ path, orphaned, compiledFrom }) => [path.slice(18), orphaned, compiledFrom?.slice(18)])).toEqual([
      ['door.lock.yml', undefined, undefined],
      ['left.lock.yml', true, undefined],
      ['sort.lock.yml', undefined, 'sort.md'],
    ]);
  });

  it('ends at workflows that call each other', async () => {
    const { workflows } = await load({ '.github/workflows/a.yml': 'on: workflow_call\njobs: {a: {uses: ./.github/workflows/a.yml}}' });
    expect(workflows[0]?.jobs[0]?.checkNames).toBeUndefined();
  });

  it('knows compiled workflows by their source', async () => {
    const { workflows } = await load({
      '.github/workflows/triage.lock.yml': `on: push\njobs:\n  a:\n    ${job}`,
      '.github/workflows/triage.md': '---\non: push\n---\n',
      '.github/workflows/other.lock.yml': `on: push\njobs:\n  a:\n    ${job}`,
    });
    expect(workflows.map((workflow) => workflow.compiledFrom)).toEqual([undefined, '.github/workflows/triage.md']);
  });

  it.each([
    ['.circleci/config.yml', 'CircleCI'],
    ['.gitlab-ci.yml', 'GitLab CI'],
    ['.buildkite/pipeline.yml', 'Buildkite'],
    ['Jenkinsfile', 'Jenkins'],
    ['azure-pipelines.yml', 'Azure Pipelines'],
    ['.travis.yml', 'Travis CI'],
    ['.drone.yml', 'Drone'],
    ['.woodpecker/test.yaml', 'Woodpecker'],
    ['.cirrus.yml', 'Cirrus CI'],
    ['appveyor.yml', 'AppVeyor'],
    ['bitbucket-pipelines.yml', 'Bitbucket Pipelines'],
    ['.teamcity/settings.kts', 'TeamCity'],
  ])('detects %s', async (path, system) => {
    expect((await load({ [path]: '' })).otherCi).toEqual([{ system, path }]);
  });

  it('detects Prow by its owners files, and no CI in an empty directory of notes', async () => {
    expect((await load({ OWNERS: '', OWNERS_ALIASES: '' })).otherCi.map((ci) => ci.system)).toEqual(['Prow']);
    expect((await load({ '.circleci/README.md': '' })).otherCi).toEqual([]);
  });
});

describe('effectivePermissions', () => {
  it('lets the block of a job replace that of the workflow', async () => {
    const { workflows } = await load({
      '.github/workflows/a.yml':
        'on: push\npermissions: {contents: read, issues: write}\njobs:\n  a: {runs-on: x, steps: []}\n  b: {runs-on: x, steps: [], permissions: {packages: write}}\n',
      '.github/workflows/b.yml': 'on: push\njobs: {a: {runs-on: x, steps: []}}',
    });
    const of = (workflow: number, index: number) => {
      const found = workflows[workflow];
      const foundJob = found?.jobs[index];
      if (!found || !foundJob) throw new Error('no job');
      return effectivePermissions(found, foundJob);
    };
    expect(permissionLevel(of(0, 0), 'contents')).toBe('read');
    expect(permissionLevel(of(0, 1), 'contents')).toBe('none');
    expect(permissionLevel(of(1, 0), 'contents')).toBe('unknown');
    expect([writeScopes(of(0, 0)), writeScopes(of(0, 1)), writeScopes(of(1, 0))]).toEqual([['issues'], ['packages'], []]);
  });
});
