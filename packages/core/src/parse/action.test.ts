import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAction } from './action.ts';

describe('parseAction', () => {
  it('reads a composite action', () => {
    const { action, diagnostics } = parseAction(
      '.github/actions/bake/action.yml',
      'name: Bake\ninputs:\n  tray: {default: one}\n  heat:\noutputs:\n  bread: {value: "${{ steps.bake.outputs.bread }}"}\nruns:\n  using: composite\n  steps:\n    - id: bake\n      run: make bread\n      shell: bash\n',
    );
    expect(diagnostics).toEqual([]);
    expect(action).toMatchObject({ directory: '.github/actions/bake', using: 'composite' });
    expect([...(action?.inputs ?? [])].map(([name, input]) => [name, input.default?.value])).toEqual([
      ['tray', 'one'],
      ['heat', undefined],
    ]);
    expect(action?.outputs.get('bread')?.value).toBe('${{ steps.bake.outputs.bread }}');
    expect(action?.steps[0]?.script?.commands[0]?.name).toBe('make');
  });

  it('reads what other actions run, and all of an input', () => {
    const { action, diagnostics } = parseAction(
      'action.yml',
      'name: Bake\ninputs: {heat: {required: true, description: Degrees, default: 180}}\nruns: {using: node24, main: a.js, post: b.js}\n',
    );
    expect(diagnostics).toEqual([]);
    expect(action).toMatchObject({ name: { value: 'Bake' }, using: 'node24', runs: [{ value: 'a.js' }, { value: 'b.js' }] });
    expect(action?.inputs.get('heat')).toMatchObject({ required: true, description: { value: 'Degrees' }, default: { value: '180' } });
    expect(parseAction('action.yml', 'runs: {using: docker, image: Dockerfile}').action?.runs).toMatchObject([{ value: 'Dockerfile' }]);
  });

  it.each([
    ['a script without a shell', '{run: make}', ['action-step-without-shell']],
    ['a background step', '{run: make, shell: bash, background: true}', ['workflow-step-kind']],
    ['a step that waits', '{wait-all: }', ['workflow-step-kind']],
    ['parallel steps', '{parallel: [{run: make, shell: bash}]}', ['workflow-step-kind']],
    ['an action', '{uses: ./oven}', []],
  ])('judges %s in a composite action', (_, step, codes) => {
    expect(parseAction('action.yml', `runs: {using: composite, steps: [${step}]}`).diagnostics.map(({ code }) => code)).toEqual(codes);
  });

  it.each([
    ['nothing', '', undefined],
    ['a text', 'hello', undefined],
    ['no runs', 'name: x', 'action-without-runs'],
    ['broken YAML', 'runs: [', 'yaml-syntax'],
  ])('reads %s without an exception', (_, text, code) => {
    const codes = parseAction('action.yml', text).diagnostics.map((diagnostic) => diagnostic.code);
    if (code) expect(codes).toContain(code);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        parseAction('action.yml', a);
        parseAction('action.yml', `runs: {steps: [${JSON.stringify(a)}, {run: ${JSON.stringify(b)}}]}`);
      }),
    );
  });
});
