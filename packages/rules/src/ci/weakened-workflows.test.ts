import { testChangeRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { weakenedWorkflows } from './weakened-workflows.ts';

const ci = '.github/workflows/ci.yml';
const manifest = { 'package.json': '{"scripts": {"test": "vitest run", "lint": "eslint ."}}' };
/** A workflow with one job; `job` and `step` are further keys of theirs. */
const workflow = ({ on = 'pull_request', job = '', run = 'npm test', step = '', more = '' } = {}) =>
  `on: ${on}\njobs:\n  test:\n    runs-on: ubuntu-latest\n${job}    steps:\n      - uses: actions/checkout@v4\n      - run: ${run}\n${step}${more}`;
const change = (before: string, after: string | null, others: Record<string, string | null> = {}) => ({
  base: { ...manifest, [ci]: before },
  head: { [ci]: after, ...others },
});
const legs = (versions: string, key = 'node') => workflow({ job: `    strategy:\n      matrix:\n        ${key}: ${versions}\n` });

testChangeRule({ describe, it }, weakenedWorkflows, [
  {
    name: 'stops a check that can no longer fail',
    example: true,
    ...change(workflow(), workflow({ run: 'npm test || true' })),
    findings: [{ id: 'softened', text: '|| true', verdict: 'hard-stop', operation: 'A13' }],
  },
  {
    name: 'stops continue-on-error on a step',
    ...change(workflow(), workflow({ step: '        continue-on-error: true\n' })),
    findings: [{ id: 'softened', operation: 'A6' }],
  },
  {
    name: 'stops continue-on-error on a job',
    ...change(workflow(), workflow({ job: '    continue-on-error: true\n' })),
    findings: [{ id: 'softened', operation: 'A6' }],
  },
  {
    name: 'stops set +e',
    ...change(workflow({ run: '|\n          npm test' }), workflow({ run: '|\n          set +e\n          npm test\n          echo done' })),
    findings: [{ id: 'softened', operation: 'A13' }],
  },
  {
    name: 'looks at a pipe',
    ...change(workflow(), workflow({ run: 'npm test | tee log.txt' })),
    findings: [{ id: 'piped', verdict: 'review', operation: 'A14' }],
  },
  {
    name: 'passes a fallback behind something that is no check',
    ...change(workflow(), workflow({ more: '      - run: rm -r cache || true\n' })),
    evidence: ['as before'],
  },
  { name: 'passes a new check that may fail', ...change(workflow(), workflow({ more: '      - run: npm run lint || true\n' })) },
  { name: 'passes a check that was soft before', ...change(workflow({ run: 'npm test || true' }), workflow({ run: 'npm test || exit 0' })) },
  {
    name: 'stops a check that is removed',
    ...change(workflow({ more: '      - run: npm run lint\n' }), workflow()),
    findings: [{ id: 'removed', text: 'npm run lint', operation: 'A12' }],
  },
  { name: 'stops one that becomes an echo', ...change(workflow(), workflow({ run: 'echo fine' })), findings: [{ id: 'removed', operation: 'A12' }] },
  {
    name: 'stops a job that is gone',
    ...change(`${workflow()}  lint:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm run lint\n`, workflow()),
    findings: [{ id: 'jobRemoved', text: 'npm run lint', operation: 'A10' }],
  },
  { name: 'stops a workflow that is gone', ...change(workflow(), null), findings: [{ id: 'jobRemoved', operation: 'A10' }] },
  { name: 'passes a job that gets another name', ...change(workflow(), workflow().replace('  test:', '  tests:')), evidence: ['as before'] },
  {
    name: 'passes a check that moves to another workflow',
    ...change(workflow({ more: '      - run: npm run lint\n' }), workflow(), { '.github/workflows/lint.yml': workflow({ run: 'npm run lint' }) }),
  },
  {
    name: 'passes a check that moves into a script',
    ...change(workflow({ more: '      - run: npm run lint\n' }), workflow({ run: 'npm run check' }), {
      'package.json': '{"scripts": {"test": "vitest run", "lint": "eslint .", "check": "npm run lint && npm test"}}',
    }),
  },
  {
    name: 'looks at a runner that replaces another',
    ...change(workflow({ run: 'npx jest' }), workflow({ run: 'npx vitest run' })),
    findings: [{ id: 'replaced', verdict: 'review' }],
  },
  { name: 'passes other flags of the same runner', ...change(workflow({ run: 'npx vitest run' }), workflow({ run: 'npx vitest run --reporter=junit' })) },
  {
    name: 'stops a flag that passes tests over',
    ...change(workflow({ run: 'npx vitest run' }), workflow({ run: 'npx vitest run --passWithNoTests' })),
    findings: [{ id: 'skips', operation: 'A15' }],
  },
  {
    name: 'stops a flag that narrows the tests',
    ...change(workflow({ run: 'pytest' }), workflow({ run: 'pytest -k oven' })),
    findings: [{ id: 'narrowed', text: '-k', operation: 'A33' }],
  },
  {
    name: 'passes tests that are split over jobs',
    ...change(workflow({ run: 'pytest' }), workflow({ run: 'pytest -k oven', more: '      - run: pytest -k shop\n' })),
  },
  {
    name: 'stops a trigger that is taken away',
    ...change(workflow(), workflow({ on: 'workflow_dispatch' })),
    findings: [{ id: 'unreached', operation: 'A1' }],
  },
  {
    name: 'stops a trigger that leaves only pushes',
    ...change(workflow({ on: '[push, pull_request]' }), workflow({ on: '{push: {branches: [main]}}' })),
    findings: [{ id: 'unreached', text: 'only on pushes', operation: 'A1' }],
  },
  {
    name: 'passes a publishing workflow that is left to people',
    ...change(workflow({ run: 'npm publish' }), workflow({ on: 'workflow_dispatch', run: 'npm publish' })),
  },
  {
    name: 'stops paths that leave files out',
    base: { ...manifest, [ci]: workflow(), 'src/oven.ts': '1\n', 'lib/till.ts': '1\n' },
    head: { [ci]: workflow({ on: '{pull_request: {paths: ["src/**"]}}' }) },
    findings: [{ id: 'filtered', text: 'lib/till.ts', operation: 'A2' }],
  },
  {
    name: 'notes paths that leave only prose out',
    base: { ...manifest, [ci]: workflow(), 'docs/oven.md': 'a\n', 'README.md': 'a\n' },
    head: { [ci]: workflow({ on: '{pull_request: {paths-ignore: ["**.md"]}}' }) },
    findings: [{ id: 'filteredProse', verdict: 'note' }],
  },
  { name: 'stops a job that is switched off', ...change(workflow(), workflow({ step: '        if: false\n' })), findings: [{ id: 'off', operation: 'A8' }] },
  {
    name: 'looks at a condition',
    ...change(workflow(), workflow({ job: "    if: github.actor != 'baker'\n" })),
    findings: [{ id: 'condition', text: 'baker', verdict: 'review' }],
  },
  { name: 'passes a condition that goes', ...change(workflow({ job: "    if: github.actor != 'baker'\n" }), workflow()) },
  { name: 'passes a condition that only widens', ...change(workflow(), workflow({ step: '        if: always()\n' })) },
  {
    name: 'stops a leg that is lost',
    ...change(legs('[ubuntu-latest, windows-latest]', 'os'), legs('[ubuntu-latest]', 'os')),
    findings: [{ id: 'leg', text: 'windows-latest', verdict: 'hard-stop', operation: 'A16' }],
  },
  {
    name: 'looks at the oldest version that goes',
    ...change(legs('[18, 20, 22]'), legs('[20, 22]')),
    findings: [{ id: 'leg', text: '18', verdict: 'review' }],
  },
  { name: 'passes a version that a newer one replaces', ...change(legs('[18, 20]'), legs('[20, 22]')) },
  { name: 'passes legs that are added', ...change(legs('[20]'), legs('[20, 22]')) },
  {
    name: 'stops a job that sums others up and waits for fewer',
    ...change(
      `${workflow()}  all:\n    needs: [test, lint]\n    if: always()\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo\n  lint:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm run lint\n`,
      `${workflow()}  all:\n    needs: [test]\n    if: always()\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo\n  lint:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm run lint\n`,
    ),
    findings: [{ id: 'needs', text: 'lint', operation: 'A18' }],
  },
  {
    name: 'stops an input that lets more pass',
    ...change(
      workflow({ more: '      - uses: aquasecurity/trivy-action@v1\n        with:\n          exit-code: 1\n' }),
      workflow({ more: '      - uses: aquasecurity/trivy-action@v1\n        with:\n          exit-code: 0\n' }),
    ),
    findings: [{ id: 'input', text: 'exit-code: 1 to 0', operation: 'A29' }],
  },
  {
    name: 'stops a trigger with the rights of the repository that runs the code of strangers',
    ...change(
      workflow(),
      workflow({ on: 'pull_request_target' }).replace(
        'checkout@v4\n',
        'checkout@v4\n        with:\n          ref: ${{ github.event.pull_request.head.sha }}\n',
      ),
    ),
    findings: [{ id: 'privileged', operation: 'A22', verdict: 'hard-stop' }],
  },
  {
    name: 'stops an environment that is left',
    ...change(workflow({ job: '    environment: shop\n' }), workflow()),
    findings: [{ id: 'environment', operation: 'A23' }],
  },
  {
    name: 'passes an environment that another job takes over',
    ...change(
      workflow({ job: '    environment: shop\n' }),
      `${workflow()}  sell:\n    needs: test\n    environment: shop\n    runs-on: ubuntu-latest\n    steps:\n      - run: ./sell.sh\n`,
    ),
  },
  {
    name: 'looks at an action that loses its commit',
    ...change(workflow().replace('@v4', `@${'1'.repeat(40)}`), workflow()),
    findings: [{ id: 'unpinned', verdict: 'review' }],
  },
  { name: 'passes another commit', ...change(workflow().replace('@v4', `@${'1'.repeat(40)}`), workflow().replace('@v4', `@${'2'.repeat(40)}`)) },
  {
    name: 'stops a job that merges by itself',
    ...change(workflow(), workflow({ more: '      - run: gh pr merge --auto --squash "$PR"\n' })),
    findings: [{ id: 'merges', operation: 'A25' }],
  },
  { name: 'passes a comment that is taken out', ...change(workflow({ more: '      # - run: npm run lint\n' }), workflow()) },
  {
    name: 'stops a workflow that can no longer be read',
    ...change(workflow(), 'on: [\njobs: {\n'),
    notAnalysed: { [ci]: 'stop' },
  },
  {
    name: 'looks at another CI, which is not compared',
    base: { '.gitlab-ci.yml': 'test: {script: npm test}\n' },
    head: { '.gitlab-ci.yml': 'test: {script: echo}\n' },
    notAnalysed: { '.gitlab-ci.yml': 'review' },
  },
  { name: 'does not apply to other work', base: { ...manifest, [ci]: workflow(), 'a.ts': '1\n' }, head: { 'a.ts': '2\n' }, state: 'not-applicable' },
]);
