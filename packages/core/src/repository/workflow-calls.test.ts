import { describe, expect, it } from 'vitest';
import { defaultConfiguration } from '../configuration/defaults.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Workflows } from '../model/workflow.ts';
import { memorySource } from '../sources/memory.ts';
import { createRepository } from './repository.ts';
import { actionCall, jobRuns, workflowCall } from './workflow-calls.ts';
import { environmentValue } from './workflow-environment.ts';
import { permissionLevel, runPermissions } from './workflow-permissions.ts';

const directory = '.github/workflows';
const steps = 'runs-on: ubuntu-latest, steps: [{run: make}]';

async function load(files: Readonly<Record<string, string>>): Promise<{ workflows: Workflows; diagnostics: readonly Diagnostic[] }> {
  const source = memorySource(Object.fromEntries(Object.entries(files).map(([name, text]) => [name.includes('/') ? name : `${directory}/${name}`, text])));
  const repo = await createRepository(source, defaultConfiguration);
  return { workflows: await repo.facet('workflows'), diagnostics: repo.diagnostics() };
}

function jobOf({ workflows }: Workflows, file: string, id: string) {
  const workflow = workflows.find(({ path }) => path === `${directory}/${file}`);
  const job = workflow?.jobs.find((candidate) => candidate.id === id);
  if (!workflow || !job) throw new Error('no such job');
  return { workflow, job };
}

const called = `on:
  workflow_call:
    inputs:
      oven: {type: string, required: true}
      Heat: {type: number, default: 180}
      fan: {type: boolean}
    secrets:
      KEY: {required: true}
      SALT:
    outputs:
      bread: {value: '\${{ jobs.bake.outputs.loaf }}'}
jobs:
  bake: {${steps}, outputs: {loaf: x}}
`;

describe('workflowCall', () => {
  it('binds inputs, secrets and outputs, whatever the case of their names', async () => {
    const { workflows, diagnostics } = await load({
      'a.yml': `on: push\njobs:\n  call: {uses: ./${directory}/b.yml, with: {OVEN: big}, secrets: {key: '\${{ secrets.K }}'}}\n`,
      'b.yml': called,
    });
    const { workflow, job } = jobOf(workflows, 'a.yml', 'call');
    const call = workflowCall(workflows, workflow, job);
    expect(diagnostics).toEqual([]);
    expect([...(call?.inputs ?? [])].map(([name, { from, value }]) => [name, from, value?.value])).toEqual([
      ['oven', 'caller', 'big'],
      ['heat', 'default', '180'],
      ['fan', 'nothing', undefined],
    ]);
    expect([...(call?.secrets ?? [])].map(([name, { from, value }]) => [name, from, value?.value])).toEqual([
      ['key', 'caller', '${{ secrets.K }}'],
      ['salt', 'nothing', undefined],
    ]);
    expect([...(call?.outputs.keys() ?? [])]).toEqual(['bread']);
  });

  it('lets secrets be inherited', async () => {
    const { workflows, diagnostics } = await load({
      'a.yml': `on: push\njobs:\n  call: {uses: ./${directory}/b.yml, with: {oven: big}, secrets: inherit}\n`,
      'b.yml': called,
    });
    const { workflow, job } = jobOf(workflows, 'a.yml', 'call');
    expect(workflowCall(workflows, workflow, job)?.secrets.get('key')?.from).toBe('inherited');
    expect(diagnostics).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['a required input that is not given', 'secrets: inherit', 'workflow-call-input'],
    ['an input that is not there', 'with: {oven: a, pan: b}, secrets: inherit', 'workflow-call-input'],
    ['a required secret that is not passed', 'with: {oven: a}', 'workflow-call-secret'],
    ['a secret that is not taken', 'with: {oven: a}, secrets: {KEY: a, PEPPER: b}', 'workflow-call-secret'],
  ])('reports %s', async (_, job, code) => {
    const { diagnostics } = await load({ 'a.yml': `on: push\njobs:\n  call: {uses: ./${directory}/b.yml, ${job}}\n`, 'b.yml': called });
    expect(diagnostics.map((diagnostic) => [diagnostic.code, diagnostic.path, diagnostic.range?.start.line])).toEqual([[code, `${directory}/a.yml`, 3]]);
  });
});

describe('callProblems', () => {
  const chain = (count: number, last: string): Record<string, string> =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `w${index}.yml`,
        index === count - 1 ? last : `on: ${index === 0 ? 'push' : 'workflow_call'}\njobs: {next: {uses: ./${directory}/w${index + 1}.yml}}\n`,
      ]),
    );
  const end = `on: workflow_call\njobs: {bake: {${steps}}}\n`;

  it.each([
    [10, []],
    [11, ['workflow-call-depth']],
    [12, ['workflow-call-depth']],
  ])('judges a chain of %i workflows', async (count, codes) => {
    expect((await load(chain(count, end))).diagnostics.map(({ code }) => code)).toEqual(codes);
  });

  it('reports loops once for each call in them, and nothing for what leads to one', async () => {
    const { diagnostics } = await load(chain(4, `on: workflow_call\njobs: {back: {uses: ./${directory}/w2.yml}}\n`));
    expect(diagnostics.map(({ code, path }) => `${code} ${path.slice(-6)}`)).toEqual(['workflow-call-cycle w2.yml', 'workflow-call-cycle w3.yml']);
  });

  it('walks long chains and wide meshes', async () => {
    const mesh = Object.fromEntries(
      Array.from({ length: 9 }, (_, index) => [
        `m${index}.yml`,
        `on: {workflow_call: {inputs: {x: {type: string}}}}\npermissions: {}\njobs:\n${Array.from({ length: 12 }, (_, job) => `  j${job}: {uses: ./${directory}/m${index + 1}.yml, with: {x: '\${{ inputs.x }}${job}'}}\n`).join('')}`,
      ]),
    );
    const { workflows, diagnostics } = await load({
      ...chain(100, end),
      ...mesh,
      'm9.yml': `on: {workflow_call: {inputs: {x: {type: string}}}}\njobs: {bake: {${steps}}}\n`,
    });
    expect(diagnostics.filter(({ code }) => code === 'workflow-call-depth')).toHaveLength(1);
    expect(jobOf(workflows, 'm0.yml', 'j0').job.checkNames).toBeUndefined();
    expect(jobRuns(workflows, jobOf(workflows, 'm0.yml', 'j0').workflow).length).toBeLessThanOrEqual(20_000);
  });

  it.each<[string, string, string, string[]]>([
    ['as much as the caller has', 'permissions: {contents: write}', 'permissions: {contents: write}', []],
    ['less', 'permissions: write-all', 'permissions: {contents: read}', []],
    ['more', 'permissions: {contents: read}', 'permissions: {contents: write}', ['workflow-call-permissions']],
    ['a scope that the caller left out', 'permissions: {contents: read}', 'permissions: {issues: read}', ['workflow-call-permissions']],
    ['everything from a part', 'permissions: {contents: write}', 'permissions: read-all', ['workflow-call-permissions']],
    ['a token for other services', 'permissions: read-all', 'permissions: {id-token: write}', ['workflow-call-permissions']],
    ['what only the settings tell', '', 'permissions: {contents: write}', []],
    ['nothing of its own', 'permissions: {}', '', []],
  ])('judges a called workflow that asks for %s', async (_, caller, asked, codes) => {
    const { diagnostics } = await load({
      'a.yml': `on: push\n${caller}\njobs: {call: {uses: ./${directory}/b.yml}}\n`,
      'b.yml': `on: workflow_call\n${asked}\njobs: {bake: {${steps}}}\n`,
    });
    expect(diagnostics.map(({ code }) => code)).toEqual(codes);
  });

  it('sees what a nested job asks for, through a workflow that says nothing', async () => {
    const { diagnostics } = await load({
      'a.yml': `on: push\njobs: {call: {permissions: {contents: read}, uses: ./${directory}/b.yml}}\n`,
      'b.yml': `on: workflow_call\njobs: {call: {uses: ./${directory}/c.yml}}\n`,
      'c.yml': `on: workflow_call\njobs: {bake: {permissions: {contents: write}, ${steps}}}\n`,
    });
    expect(diagnostics.map(({ path, message }) => [path, message.includes('the job bake')])).toEqual([[`${directory}/a.yml`, true]]);
  });
});

describe('jobRuns', () => {
  it('gives every job the permissions of its place in the run', async () => {
    const { workflows } = await load({
      'a.yml': `on: push\npermissions: {contents: write}\njobs:\n  own: {${steps}}\n  call: {uses: ./${directory}/b.yml}\n`,
      'b.yml': `on: workflow_call\njobs:\n  bake: {${steps}}\n  less: {permissions: {contents: read}, ${steps}}\n`,
      'c.yml': `on: push\njobs: {call: {uses: ./${directory}/b.yml}}\n`,
    });
    const levels = (file: string, id: string): string[] =>
      jobRuns(workflows, jobOf(workflows, file, id).workflow).map((run) => `${run.job.id} ${permissionLevel(runPermissions(run), 'contents')}`);
    expect(levels('a.yml', 'own')).toEqual(['own write', 'call write', 'bake write', 'less read']);
    expect(levels('c.yml', 'call')).toEqual(['call unknown', 'bake unknown', 'less read']);
    const inherited = jobRuns(workflows, jobOf(workflows, 'a.yml', 'own').workflow)[2];
    const permissions = inherited && runPermissions(inherited);
    expect(permissions?.source !== 'default' && permissions?.permissions.location.path).toBe(`${directory}/a.yml`);
  });
});

describe('actionCall', () => {
  it('binds the inputs of a composite action', async () => {
    const { workflows } = await load({
      'a.yml': 'on: push\njobs: {a: {runs-on: x, steps: [{uses: ./oven, with: {HEAT: 200}}, {run: make}]}}\n',
      'oven/action.yml':
        'inputs: {heat: {required: true}, fan: {default: off, description: Air}}\noutputs: {loaf: {value: x}}\nruns: {using: composite, steps: []}\n',
    });
    const [first, second] = jobOf(workflows, 'a.yml', 'a').job.steps;
    const call = first && actionCall(workflows, first);
    expect([...(call?.inputs ?? [])].map(([name, { from, value, definition }]) => [name, from, value?.value, definition.required])).toEqual([
      ['heat', 'caller', '200', true],
      ['fan', 'default', 'off', false],
    ]);
    expect([...(call?.outputs.keys() ?? [])]).toEqual(['loaf']);
    expect(second && actionCall(workflows, second)).toBeUndefined();
  });
});

describe('environmentValue', () => {
  it('takes the nearest scope, and says which', async () => {
    const { workflows } = await load({
      'a.yml': 'on: push\nenv: {A: 1, B: 1, C: 1}\njobs: {a: {runs-on: x, env: {B: 2, C: 2}, steps: [{run: make, env: {C: 3}}]}}\n',
    });
    const { workflow, job } = jobOf(workflows, 'a.yml', 'a');
    const at = (name: string, inStep = true): string => {
      const found = environmentValue(workflow, job, inStep ? job.steps[0] : undefined, name);
      return `${found?.scope} ${found?.value}`;
    };
    expect([at('A'), at('B'), at('C'), at('C', false), at('c'), at('D')]).toEqual(['workflow 1', 'job 2', 'step 3', 'job 2', 'step 3', 'undefined undefined']);
  });
});
