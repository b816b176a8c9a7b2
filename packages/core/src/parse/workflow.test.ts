import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Location } from '../model/location.ts';
import type { Workflow } from '../model/workflow.ts';
import { parseWorkflow } from './workflow.ts';

const path = '.github/workflows/oven.yml';
const read = (text: string): Workflow => parseWorkflow(path, text).workflow;
const job = (text: string) => {
  const [first] = read(`on: push\njobs:\n  bake:\n    runs-on: ubuntu-latest\n${text}`).jobs;
  if (!first) throw new Error('no job');
  return first;
};
const slice = (text: string, location: Location | undefined): string => (location ? text.slice(location.range.start.offset, location.range.end.offset) : '');

describe('parseWorkflow', () => {
  it.each([
    ['a word', 'on: push', ['push']],
    ['a list', 'on: [push, pull_request]', ['push', 'pull_request']],
    ['a mapping', 'on:\n  push:\n  workflow_dispatch:\n', ['push', 'workflow_dispatch']],
    ['a quoted key', '"on":\n  push: {}\n', ['push']],
  ])('reads triggers written as %s', (_, text, events) => {
    expect(read(`${text}\njobs: {}`).triggers.map((trigger) => trigger.event)).toEqual(events);
  });

  it('reads filters, types and parents of triggers', () => {
    const { triggers } = read(
      'on:\n  pull_request:\n    types: [opened]\n    branches: main\n    paths-ignore: ["docs/**"]\n  workflow_run:\n    workflows: [Bake]\njobs: {}',
    );
    expect(triggers[0]).toMatchObject({ types: ['opened'], branches: [{ value: 'main' }], pathsIgnore: [{ value: 'docs/**' }] });
    expect(triggers[1]).toMatchObject({ workflows: [{ value: 'Bake' }] });
  });

  it('reads permissions in all their forms', () => {
    expect(read('on: push\npermissions: read-all\njobs: {}').permissions).toMatchObject({ kind: 'all', level: 'read' });
    expect(job('    permissions: write-all\n').permissions).toMatchObject({ kind: 'all', level: 'write' });
    const none = job('    permissions: {}\n').permissions;
    expect(none?.kind === 'scopes' && none.scopes.size).toBe(0);
    const some = job('    permissions:\n      contents: write\n').permissions;
    expect(some?.kind === 'scopes' && some.scopes.get('contents')?.value).toBe('write');
  });

  it('resolves shell and directory through step, job and workflow', () => {
    const { jobs } = read(`on: push
defaults: {run: {shell: bash, working-directory: ./shop}}
jobs:
  a:
    runs-on: ubuntu-latest
    defaults: {run: {working-directory: oven/}}
    steps:
      - run: make
      - run: make
        working-directory: \${{ github.workspace }}/tray
      - run: make
        working-directory: \${{ inputs.where }}
      - run: ls
        shell: pwsh
`);
    expect(jobs[0]?.steps.map((step) => [step.shell, step.workingDirectory, step.script !== undefined])).toEqual([
      ['bash', 'oven', true],
      ['bash', 'tray', true],
      ['bash', undefined, true],
      ['pwsh', 'oven', false],
    ]);
  });

  it('does not read PowerShell as a POSIX shell', () => {
    const { jobs } = read('on: push\njobs:\n  a:\n    runs-on: windows-latest\n    steps:\n      - run: ls\n      - run: ls\n        shell: bash\n');
    expect(jobs[0]?.steps.map((step) => step.script !== undefined)).toEqual([false, true]);
  });

  it('places commands, references and uses where they stand', () => {
    const text = `on: push\r\njobs:\r\n  a:\r\n    runs-on: x\r\n    steps:\r\n      - name: Bake\r\n        run: |\r\n          echo \${{ github.event.issue.title }}\r\n          make oven\r\n      - uses: 'shop/bake/tray@v1' # v1.2\r\n`;
    const [step, other] = read(text).jobs[0]?.steps ?? [];
    expect(slice(text, step?.location)).toBe('run');
    expect(slice(text, step?.references[0]?.location)).toBe('github.event.issue.title');
    expect(slice(text, step?.script?.commands[1]?.location)).toBe('make oven');
    expect(slice(text, other?.uses?.location)).toBe('shop/bake/tray@v1');
    expect(other?.uses).toMatchObject({ owner: 'shop', repository: 'bake', path: 'tray', ref: 'v1', comment: 'v1.2' });
  });

  it('places the jobs, and the inputs of a step', () => {
    const text =
      'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: o/r@v1\n        with:\n          # hot\n          heat: 1\n      - uses: o/r@v1\n        with:\n      - uses: o/r@v1\n';
    const { jobs, jobsLocation } = read(text);
    expect(slice(text, jobsLocation)).toBe('jobs');
    expect(jobs[0]?.steps.map(({ withLocation }) => slice(text, withLocation))).toEqual(['heat', 'with', '']);
  });

  it('tells kinds of action references apart', () => {
    const { steps } = job(
      `    steps:\n      - uses: ./.github/actions/bake\n      - uses: $/oven\n      - uses: docker://alpine@sha256:${'0'.repeat(64)}\n      - uses: docker://alpine:3\n      - uses: broken\n`,
    );
    expect(steps.map((step) => step.uses?.kind)).toEqual(['local', 'local', 'docker', 'docker', undefined]);
    expect(steps[2]?.uses).toHaveProperty('digest');
    expect(steps[3]?.uses).not.toHaveProperty('digest');
  });

  it.each([
    ["github.actor == 'x'", 'bare'],
    ["${{ github.actor == 'x' }}", 'fenced'],
    ["${{ github.actor == 'x' }} && true", 'text'],
    ["|\n      ${{ github.actor == 'x' }}", 'text'],
    ["|-\n      ${{ github.actor == 'x' }}", 'fenced'],
    ["|\n      github.actor == 'x'", 'bare'],
  ])('reads the condition %s as %s', (condition, form) => {
    const found = job(`    if: ${condition}\n`).if;
    expect(found?.form).toBe(form);
    expect(found?.expression !== undefined).toBe(form !== 'text');
  });

  it('keeps references of a step under the key they stand under', () => {
    const { steps } = job(
      '    steps:\n      - uses: actions/github-script@v7\n        if: env.GO\n        with:\n          script: ${{ inputs.code }}\n        env:\n          T: ${{ github.head_ref }}\n',
    );
    expect(steps[0]?.references.map(({ key, path: reference }) => `${key} ${reference}`)).toEqual([
      'if env.GO',
      'with.script inputs.code',
      'env.T github.head_ref',
    ]);
  });

  it.each([
    ['no matrix', '', ['bake']],
    ['a name', '    name: Bake all\n', ['Bake all']],
    ['a matrix', '    strategy: {matrix: {os: [a, b], v: [1, 1.10]}}\n', ['bake (a, 1)', 'bake (a, 1.1)', 'bake (b, 1)', 'bake (b, 1.1)']],
    ['a name with an expression', '    name: Bake ${{ matrix.os }}\n    strategy: {matrix: {os: [a, b]}}\n', ['Bake a', 'Bake b']],
    ['a name without one', '    name: Bake\n    strategy: {matrix: {os: [a, b]}}\n', ['Bake (a)', 'Bake (b)']],
    ['exclude', '    strategy: {matrix: {os: [a, b], v: [1, 2], exclude: [{os: a, v: 2}, {os: b}]}}\n', ['bake (a, 1)']],
    ['include that extends and adds', '    strategy: {matrix: {os: [a], include: [{os: a, extra: x}, {os: c, extra: y}]}}\n', ['bake (a)', 'bake (c, y)']],
    ['include that names what it adds first', '    strategy: {matrix: {os: [a], include: [{extra: y, os: c}]}}\n', ['bake (a)', 'bake (c, y)']],
    ['include for every leg', '    strategy: {matrix: {os: [a, b], include: [{extra: x}]}}\n', ['bake (a)', 'bake (b)']],
    ['values that differ in case alone', '    strategy: {matrix: {os: [Linux], include: [{os: linux, extra: x}]}}\n', ['bake (Linux)']],
    [
      'numbers, booleans and nothing',
      '    strategy: {matrix: {v: [3.10, "3.10", 1e3, TRUE, ~]}}\n',
      ['bake (3.1)', 'bake (3.10)', 'bake (1000)', 'bake (true)', 'bake'],
    ],
    ['values that are mappings and lists', '    strategy: {matrix: {t: [{os: a, tags: [x, y]}]}}\n', ['bake (a, x, y)']],
    ['an empty name', "    name: ''\n", ['bake']],
    ['a name of 101 characters', `    name: ${'x'.repeat(101)}\n`, [`${'x'.repeat(97)}...`]],
    ['matrix values that make it too long', `    strategy: {matrix: {os: [${'y'.repeat(100)}]}}\n`, [`bake (${'y'.repeat(91)}...`]],
    ['a long name with an expression', `    name: \${{ matrix.os }}\n    strategy: {matrix: {os: [${'y'.repeat(120)}]}}\n`, ['y'.repeat(120)]],
    ['include only', '    strategy: {matrix: {include: [{os: a}, {os: b}]}}\n', ['bake (a)', 'bake (b)']],
    ['values that are mappings', '    name: ${{ matrix.t.os }}\n    strategy: {matrix: {t: [{os: a}, {os: b}]}}\n', ['a', 'b']],
    ['a matrix that is computed', '    strategy: {matrix: {os: "${{ fromJSON(inputs.os) }}"}}\n', undefined],
    ['a name that is computed', '    name: ${{ github.ref }}\n', undefined],
  ])('tells check names with %s', (_, text, names) => {
    expect(job(text).checkNames).toEqual(names);
  });

  it('stops at the 256 legs that GitHub runs', () => {
    const values = Array.from({ length: 100 }, (_, index) => index).join(', ');
    expect(job(`    strategy: {matrix: {a: [${values}], b: [${values}], c: [${values}]}}\n`).matrix).toHaveLength(256);
  });

  it.each([
    ['keys', Array.from({ length: 5_000 }, (_, n) => `a${n}: [x]`).join(', ')],
    ['names in an include', `a: [x], include: [${Array.from({ length: 250 }, (_, n) => `{a: x, b${n}: y, c${n}: z}`).join(', ')}]`],
  ])('does not expand a matrix of hostile many %s', (_, matrix) => {
    const { matrix: legs, checkNames } = job(`    strategy: {matrix: {${matrix}}}\n`);
    expect([legs, checkNames]).toEqual([undefined, undefined]);
  });

  it('reads outputs, images, runner groups, secrets and called workflows', () => {
    const { jobs } = read(
      `on: push\njobs:\n  a:\n    runs-on: {group: big, labels: [linux]}\n    container: node:24\n    services: {db: {image: postgres}}\n    environment: {name: shop}\n    outputs: {x: "\${{ steps.s.outputs.x }}"}\n    concurrency: {group: g, cancel-in-progress: true}\n    steps: [{run: make}]\n  b:\n    needs: a\n    uses: ./.github/workflows/c.yml\n    secrets: inherit\n`,
    );
    expect(jobs[0]).toMatchObject({ runsOn: { value: 'big, linux' }, environment: { value: 'shop' }, concurrency: { cancelInProgress: { value: 'true' } } });
    expect(jobs[0]?.containers.map((image) => image.image.value)).toEqual(['node:24', 'postgres']);
    expect(jobs[0]?.outputs.get('x')?.value).toBe('${{ steps.s.outputs.x }}');
    expect(jobs[1]).toMatchObject({ needs: [{ value: 'a' }], uses: { kind: 'local' }, secrets: { kind: 'inherit' } });
  });

  it.each([
    ['broken YAML', 'on: [push\njobs:\n', 'yaml-syntax'],
    ['a list at the top', '- a\n', 'workflow-not-a-mapping'],
    ['an empty file', '# nothing\n', 'workflow-not-a-mapping'],
    ['no triggers', 'jobs: {a: {runs-on: x, steps: []}}', 'workflow-without-triggers'],
    ['no jobs', 'on: push\n', 'workflow-without-jobs'],
    ['jobs of the wrong type', 'on: push\njobs: []\n', 'workflow-wrong-type'],
    ['a need that is no job', 'on: push\njobs: {a: {runs-on: x, needs: b, steps: []}}', 'workflow-unknown-need'],
    ['jobs that wait for each other', 'on: push\njobs: {a: {runs-on: x, needs: b, steps: []}, b: {runs-on: x, needs: [a], steps: []}}', 'workflow-needs-cycle'],
    ['a job without a runner', 'on: push\njobs: {a: {steps: []}}', 'workflow-job-without-runner'],
    ['steps of the wrong type', 'on: push\njobs: {a: {runs-on: x, steps: make}}', 'workflow-wrong-type'],
    ['an empty step', 'on: push\njobs: {a: {runs-on: x, steps: [{name: x}]}}', 'workflow-empty-step'],
    ['a step that does two things', 'on: push\njobs: {a: {runs-on: x, steps: [{run: x, uses: a/b@c}]}}', 'workflow-step-conflict'],
    ['an unknown permission level', 'on: push\npermissions: {contents: admin}\njobs: {}', 'workflow-permissions'],
    ['a broken expression', 'on: push\njobs: {a: {runs-on: x, steps: [{run: "echo ${{ a b }}"}]}}', 'workflow-expression'],
    ['a repeated step id', 'on: push\njobs: {a: {runs-on: x, steps: [{id: s, run: x}, {id: S, run: x}]}}', 'workflow-duplicate-step-id'],
  ])('reports %s', (_, text, code) => {
    expect(parseWorkflow(path, text).diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
  });

  it('reads what is whole of a workflow that is broken elsewhere', () => {
    const { workflow, diagnostics } = parseWorkflow(
      path,
      'on: push\njobs:\n  a:\n    runs-on: x\n    steps: make\n  b:\n    runs-on: x\n    steps: [{run: make}]\n',
    );
    expect(workflow.jobs.map((found) => found.steps.length)).toEqual([0, 1]);
    expect(diagnostics[0]?.range?.start).toMatchObject({ line: 5, column: 12 });
  });

  it('reads inputs, outputs and secrets of called and dispatched workflows', () => {
    const { triggers, outputs } = read(`on:
  workflow_dispatch:
    inputs:
      Size: {type: choice, options: [small, big], description: How much}
      plain:
  workflow_call:
    inputs: {heat: {type: number, required: true, default: 180}}
    secrets: {KEY: {required: true}, SALT: }
    outputs: {loaf: {value: "\${{ jobs.a.outputs.x }}"}}
jobs: {a: {runs-on: x, steps: [{run: make}]}}
`);
    const [dispatch, call] = triggers;
    expect([...(dispatch?.inputs ?? [])].map(([key, { name, type, required, options }]) => [key, name, type, required, options?.length])).toEqual([
      ['size', 'Size', 'choice', false, 2],
      ['plain', 'plain', 'string', false, undefined],
    ]);
    expect(call?.inputs?.get('heat')).toMatchObject({ type: 'number', required: true, default: { value: '180' } });
    expect([...(call?.secrets ?? [])].map(([key, { required }]) => [key, required])).toEqual([
      ['key', true],
      ['salt', false],
    ]);
    expect(outputs.get('loaf')?.value).toBe('${{ jobs.a.outputs.x }}');
  });

  it('reads schedules, tags that are ignored, and the names of runs', () => {
    const { triggers, runName } = read(
      'run-name: Bake ${{ inputs.x }}\non:\n  push: {tags-ignore: [v0*]}\n  schedule: [{cron: "0 5 * * 1", timezone: Europe/Vienna}]\njobs: {}\n',
    );
    expect(triggers[0]?.tagsIgnore).toMatchObject([{ value: 'v0*' }]);
    expect(triggers[1]?.schedules).toMatchObject([{ cron: { value: '0 5 * * 1' }, timezone: { value: 'Europe/Vienna' } }]);
    expect(runName?.value).toBe('Bake ${{ inputs.x }}');
  });

  it('reads containers, services, runners, environments, strategies and queues with all they say', () => {
    const [found] = read(`on: push
defaults: {run: {shell: bash}}
jobs:
  a:
    runs-on: {group: ovens, labels: [linux, big]}
    container: {image: node:24, credentials: {username: u, password: "\${{ secrets.P }}"}, env: {A: b}, ports: [80], volumes: ["/a:/b"], options: --cpus 1}
    services:
      db: {image: postgres, command: run, entrypoint: /e}
      cache: redis
    environment: {name: shop, url: "https://shop.example", deployment: false}
    concurrency: {group: g, queue: max}
    strategy: {fail-fast: false, max-parallel: 2, matrix: {v: [1, 2], list: "\${{ fromJSON(inputs.l) }}"}}
    timeout-minutes: 5
    defaults: {run: {working-directory: shop}}
    secrets: {}
    steps: [{run: make, timeout-minutes: 3}]
`).jobs;
    expect(found?.runsOn).toMatchObject({ value: 'ovens, linux, big', group: { value: 'ovens' }, labels: [{ value: 'linux' }, { value: 'big' }] });
    expect(found?.containers).toMatchObject([
      {
        kind: 'container',
        credentials: { username: { value: 'u' }, password: { value: '${{ secrets.P }}' } },
        env: [{ name: 'A' }],
        ports: [{ value: '80' }],
        volumes: [{ value: '/a:/b' }],
        options: { value: '--cpus 1' },
      },
      { kind: 'service', name: 'db', command: { value: 'run' }, entrypoint: { value: '/e' } },
      { kind: 'service', name: 'cache', image: { value: 'redis' } },
    ]);
    expect(found?.environment).toMatchObject({ value: 'shop', url: { value: 'https://shop.example' }, deployment: { value: 'false' } });
    expect(found?.concurrency?.queue?.value).toBe('max');
    expect(found?.strategy).toMatchObject({ failFast: { value: 'false' }, maxParallel: { value: '2' } });
    expect(found?.strategy?.axes.map(({ key, values }) => [key, values?.map(({ value }) => value)])).toEqual([
      ['v', ['1', '2']],
      ['list', undefined],
    ]);
    expect(found?.steps[0]).toMatchObject({ shell: 'bash', workingDirectory: 'shop', timeoutMinutes: { value: '3' } });
  });

  it('keeps what is given to each secret of a called workflow', () => {
    const [found] = read('on: push\njobs: {a: {uses: ./.github/workflows/b.yml, secrets: {KEY: "${{ secrets.OVEN }}"}}}').jobs;
    expect(found?.secrets).toMatchObject({ kind: 'named', names: [{ value: 'KEY', given: { value: '${{ secrets.OVEN }}' } }] });
  });

  it('reads parallel and background steps', () => {
    const { steps } = job(`    steps:
      - {id: db, run: serve, background: true}
      - parallel:
          - run: lint
          - run: test
      - {parallel: [{run: build}]}
      - {wait: db}
      - {wait: [db]}
      - {wait-all: }
      - {cancel: db}
`);
    expect(steps.map(({ run, background, parallelGroup }) => [run?.value, background, parallelGroup])).toEqual([
      ['serve', true, undefined],
      ['lint', true, 0],
      ['test', true, 0],
      ['build', true, 1],
      ...Array.from({ length: 4 }, () => [undefined, false, undefined]),
    ]);
    expect(steps.slice(4).map(({ waitsFor }) => (waitsFor === 'all' ? 'all' : waitsFor?.map(({ value }) => value)))).toEqual([
      ['db'],
      ['db'],
      'all',
      undefined,
    ]);
    expect(steps.at(-1)?.cancels?.value).toBe('db');
  });

  it.each<[string, string, string[]]>([
    ['a step that is not there', '[{run: x, background: true}, {wait: db}]', ['workflow-unknown-step']],
    ['a step that comes later', '[{cancel: db}, {id: db, run: x, background: true}]', ['workflow-unknown-step']],
    ['a wait among parallel steps', '[{id: db, run: x, background: true}, {parallel: [{run: y}, {wait: db}]}]', ['workflow-step-kind']],
    ['a background step among parallel ones', '[{parallel: [{run: y, background: true}]}]', ['workflow-step-kind']],
    ['ids in another case', '[{id: DB, run: x, background: true}, {wait: db}]', []],
  ])('judges %s', (_, steps, codes) => {
    const { diagnostics } = parseWorkflow(path, `on: push\njobs: {a: {runs-on: x, steps: ${steps}}}`);
    expect(diagnostics.map(({ code }) => code)).toEqual(codes);
  });

  it('accepts steps that only wait for background steps', () => {
    const { diagnostics } = parseWorkflow(path, 'on: push\njobs: {a: {runs-on: x, steps: [{run: x, background: true}, {name: Wait, wait-all: }]}}');
    expect(diagnostics).toEqual([]);
  });

  it('resolves anchors, as GitHub does since 2025', () => {
    const { jobs } = read('on: push\njobs:\n  a:\n    runs-on: x\n    steps: &steps\n      - run: make\n  b:\n    runs-on: x\n    steps: *steps\n');
    expect(jobs.map((found) => found.steps[0]?.run?.value)).toEqual(['make', 'make']);
  });

  it('never throws', () => {
    const key = fc.constantFrom('on', 'jobs', 'steps', 'needs', 'permissions', 'strategy', 'matrix', 'uses', 'run', 'if', 'env', 'with', 'secrets', 'include');
    fc.assert(
      fc.property(fc.string(), (text) => {
        parseWorkflow(path, text);
      }),
    );
    fc.assert(
      fc.property(key, key, key, fc.anything({ withNullPrototype: false }), (a, b, c, value) => {
        const json = JSON.stringify(
          { on: value ?? null, jobs: { [a]: { [b]: { [c]: value ?? null } }, x: { [b]: value ?? null, steps: [{ [c]: value ?? null }] } } },
          (_, inner) => (typeof inner === 'bigint' ? String(inner) : inner),
        );
        parseWorkflow(path, json);
      }),
    );
  });

  it.each([
    ['references', `on: push\njobs: {b: {runs-on: x, steps: [{run: "${'${{ github }}'.repeat(20_000)}"}]}}`, { references: 20_000, needs: 0, steps: 1 }, []],
    [
      'needs',
      `on: push\njobs:\n  a: {runs-on: x, steps: []}\n  b:\n    runs-on: x\n    steps: []\n    needs:\n${'      - a\n'.repeat(10_000)}`,
      { references: 0, needs: 10_000, steps: 0 },
      [],
    ],
    [
      'steps',
      `on: push\njobs:\n  b:\n    runs-on: x\n    steps:\n${'      - run: make\n'.repeat(2000)}`,
      { references: 0, needs: 0, steps: 500 },
      ['workflow-too-many-steps'],
    ],
  ])('reads a hostile number of %s, and says when that was not all', (_, text, counts, codes) => {
    const { workflow, diagnostics } = parseWorkflow(path, text);
    const job = workflow?.jobs.find(({ id }) => id === 'b');
    expect({ references: job?.steps[0]?.references.length ?? 0, needs: job?.needs.length, steps: job?.steps.length }).toEqual(counts);
    expect(diagnostics.map(({ code }) => code)).toEqual(codes);
  });
});
