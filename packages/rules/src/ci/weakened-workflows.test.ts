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
/** A ruleset of the repository that requires these checks. */
const required = (...names: readonly string[]) => ({
  '.github/rulesets/main.json': JSON.stringify({
    name: 'main',
    target: 'branch',
    enforcement: 'active',
    conditions: { ref_name: { include: ['~DEFAULT_BRANCH'] } },
    rules: [{ type: 'required_status_checks', parameters: { required_status_checks: names.map((context) => ({ context })) } }],
  }),
});
const summary = (steps: string) =>
  `${workflow()}  lint:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm run lint\n  all:\n    needs: [test, lint]\n    if: always()\n    runs-on: ubuntu-latest\n${steps}`;
const guarded = (condition: string) => `on: issue_comment\njobs:\n  bake:\n${condition}    runs-on: ubuntu-latest\n    steps:\n      - run: ./bake.sh\n`;
const detection = (paths: readonly string[]) =>
  `on: pull_request\njobs:\n  which:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: dorny/paths-filter@v3\n        with:\n          filters: |\n            code:\n${paths.map((path) => `              - '${path}'\n`).join('')}`;

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
  {
    name: 'asks about a check that gets another name',
    ...change(workflow(), workflow().replace('  test:', '  tests:')),
    findings: [{ id: 'checkName', operation: 'A11', verdict: 'review' }],
  },
  {
    name: 'stops a name that protection requires and that nothing reports any more',
    base: { ...manifest, ...required('test'), [ci]: workflow() },
    head: { [ci]: workflow().replace('  test:', '  «tests»:') },
    findings: [{ id: 'requiredName', operation: 'A11', verdict: 'hard-stop' }],
  },
  {
    name: 'passes a name that nothing requires',
    base: { ...manifest, ...required('lint'), [ci]: workflow() },
    head: { [ci]: workflow().replace('  test:', '  tests:') },
  },
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
    name: 'stops a workflow of nothing but comments, by what is lost',
    ...change(workflow(), workflow().replace(/^/gm, '# ')),
    findings: [{ id: 'jobCommented', operation: 'A9' }],
  },
  { name: 'passes one that verified nothing', ...change(workflow({ run: 'echo hello' }), '# on: pull_request\n') },
  {
    name: 'looks at a new workflow that cannot be read',
    ...change(workflow(), workflow(), { '.github/workflows/new.yml': 'on: [\n' }),
    notAnalysed: { '.github/workflows/new.yml': 'review' },
  },
  {
    name: 'passes a file of settings among the workflows, and more of its steps',
    ...change(workflow(), workflow({ more: '      - uses: actions/upload-artifact@v4\n        if: always()\n        continue-on-error: true\n' })),
  },
  {
    name: 'looks at another CI, which is not compared',
    base: { '.gitlab-ci.yml': 'test: {script: npm test}\n' },
    head: { '.gitlab-ci.yml': 'test: {script: echo}\n' },
    notAnalysed: { '.gitlab-ci.yml': 'review' },
  },
  // A1
  {
    name: 'stops a condition that leaves pull requests out, at the condition',
    ...change(workflow({ on: '[push, pull_request]' }), workflow({ on: '[push, pull_request]', job: "    if: «github.event_name == 'push'»\n" })),
    findings: [{ id: 'off', operation: 'A8', verdict: 'hard-stop' }],
  },
  {
    name: 'passes pull requests that are checked from another workflow',
    ...change(workflow(), workflow({ on: 'workflow_call' }), {
      '.github/workflows/all.yml': 'on: pull_request\njobs:\n  all:\n    uses: ./.github/workflows/ci.yml\n',
    }),
  },
  // A2, A3
  {
    name: 'passes paths that follow a file that moves',
    base: {
      ...manifest,
      [ci]: workflow({ on: '{pull_request: {paths: [src/oven.ts, package.json, .github/**]}}' }),
      'src/oven.ts': 'bake\nand cool\nand sell\n',
    },
    head: {
      [ci]: workflow({ on: '{pull_request: {paths: [lib/oven.ts, package.json, .github/**]}}' }),
      'src/oven.ts': null,
      'lib/oven.ts': 'bake\nand cool\nand sell\n',
    },
  },
  {
    name: 'stops paths that are ignored',
    base: { ...manifest, [ci]: workflow(), 'till/sum.ts': '1\n' },
    head: { [ci]: workflow({ on: '{pull_request: {paths-ignore: [till/**]}}' }) },
    findings: [{ id: 'filtered', operation: 'A3', text: 'till/sum.ts' }],
  },
  {
    name: 'passes a filter of a workflow whose checks another one has without it',
    base: { ...manifest, [ci]: workflow(), 'till/sum.ts': '1\n' },
    head: { [ci]: workflow({ on: '{pull_request: {paths: [src/**]}}' }), '.github/workflows/all.yml': workflow() },
  },
  {
    name: 'passes a filter of a workflow that only publishes',
    ...change(workflow({ run: 'npm publish' }), workflow({ on: '{pull_request: {paths: [src/**]}}', run: 'npm publish' })),
  },
  // A4
  {
    name: 'stops pull requests that are checked for one branch only',
    ...change(workflow({ on: '{pull_request: }' }), workflow({ on: '{pull_request: {branches: [«main»]}}' })),
    findings: [{ id: 'branches', operation: 'A4', verdict: 'hard-stop' }],
  },
  {
    name: 'looks at an old line that is left',
    ...change(workflow({ on: '{pull_request: {branches: [main, 1.x]}}' }), workflow({ on: '{pull_request: {branches: [main]}}' })),
    findings: [{ id: 'branches', text: '1.x', verdict: 'review' }],
  },
  {
    name: 'passes a branch that is renamed, and a list that grows',
    ...change(workflow({ on: '{pull_request: {branches: [main, bakery]}}' }), workflow({ on: '{pull_request: {branches: [main, shop, till]}}' })),
  },
  {
    name: 'stops branches that are ignored',
    ...change(workflow({ on: '{pull_request: }' }), workflow({ on: '{pull_request: {branches-ignore: [ovens]}}' })),
    findings: [{ id: 'branches', operation: 'A3', text: 'ovens' }],
  },
  {
    name: 'passes pushes that are checked for fewer branches where pull requests are checked',
    ...change(workflow({ on: '[push, pull_request]' }), workflow({ on: '{push: {branches: [main]}, pull_request: }' })),
  },
  {
    name: 'stops pushes to an open pull request that stay unchecked',
    ...change(workflow(), workflow({ on: '{pull_request: {types: [opened, reopened]}}' })),
    findings: [{ id: 'types', operation: 'A4', text: 'synchronize', verdict: 'hard-stop' }],
  },
  { name: 'passes types that are added', ...change(workflow(), workflow({ on: '{pull_request: {types: [opened, synchronize, reopened, labeled]}}' })) },
  // A5
  {
    name: 'looks at a scanner that no longer runs by the clock',
    ...change(workflow({ on: '{pull_request: , schedule: [{cron: "0 4 * * *"}]}', run: 'npm audit' }), workflow({ run: 'npm audit' })),
    findings: [{ id: 'schedule', operation: 'A5', verdict: 'review' }],
  },
  {
    name: 'passes a clock that starts no scanner',
    ...change(workflow({ on: '{pull_request: , schedule: [{cron: "0 4 * * *"}]}' }), workflow()),
  },
  // A6, A7
  {
    name: 'passes a step whose outcome is looked at',
    ...change(
      workflow(),
      workflow({ step: '        id: bake\n        continue-on-error: true\n', more: "      - if: steps.bake.outcome == 'failure'\n        run: exit 1\n" }),
    ),
  },
  {
    name: 'stops a leg that may fail now',
    ...change(
      workflow({ job: '    strategy:\n      matrix:\n        node: [20, 22]\n' }),
      workflow({ job: '    continue-on-error: «${{ matrix.node == 22 }}»\n    strategy:\n      matrix:\n        node: [20, 22]\n' }),
    ),
    findings: [{ id: 'softLeg', text: '22', operation: 'A7' }],
  },
  {
    name: 'passes a new leg that may fail',
    ...change(
      workflow({ job: '    strategy:\n      matrix:\n        node: [20, 22]\n' }),
      workflow({ job: '    continue-on-error: ${{ matrix.node == 23 }}\n    strategy:\n      matrix:\n        node: [20, 22, 23]\n' }),
    ),
  },
  // A8
  {
    name: 'stops a condition that never holds',
    ...change(workflow(), workflow({ step: "        if: «${{ false && github.actor != 'x' }}»\n" })),
    findings: [{ id: 'off', operation: 'A8' }],
  },
  {
    name: 'passes a condition with one more way to hold',
    ...change(workflow({ job: "    if: github.actor == 'ada'\n" }), workflow({ job: "    if: github.actor == 'ada' || github.actor == 'bob'\n" })),
  },
  {
    name: 'looks at a condition with one way less',
    ...change(workflow({ job: "    if: github.actor == 'ada' || github.actor == 'bob'\n" }), workflow({ job: "    if: github.actor == 'ada'\n" })),
    findings: [{ id: 'condition', verdict: 'review' }],
  },
  { name: 'passes a condition that holds for every pull request', ...change(workflow(), workflow({ job: "    if: github.event_name == 'pull_request'\n" })) },
  {
    name: 'passes drafts that are checked when they become ready',
    ...change(
      workflow({ on: '{pull_request: {types: [opened, synchronize, reopened, ready_for_review]}}' }),
      workflow({ on: '{pull_request: {types: [opened, synchronize, reopened, ready_for_review]}}', job: '    if: github.event.pull_request.draft == false\n' }),
    ),
  },
  {
    name: 'looks at drafts that are not',
    ...change(workflow(), workflow({ job: '    if: github.event.pull_request.draft == false\n' })),
    findings: [{ id: 'condition', text: 'draft' }],
  },
  // A9
  {
    name: 'stops a step that is commented out',
    ...change(workflow({ more: '      - run: npm run lint\n' }), workflow({ more: '      # - run: npm run lint\n' })),
    findings: [{ id: 'commented', text: 'npm run lint', operation: 'A9' }],
  },
  {
    name: 'stops a job that is commented out',
    ...change(
      `${workflow()}  lint:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm run lint\n`,
      `${workflow()}#  lint:\n#    runs-on: ubuntu-latest\n#    steps:\n#      - run: npm run lint\n`,
    ),
    findings: [{ id: 'jobCommented', operation: 'A9' }],
  },
  {
    name: 'stops a leg that is commented out',
    ...change(
      workflow({ job: '    strategy:\n      matrix:\n        os:\n          - ubuntu-latest\n          - windows-latest\n' }),
      workflow({ job: '    strategy:\n      matrix:\n        os:\n          - ubuntu-latest\n          # - windows-latest\n' }),
    ),
    findings: [{ id: 'leg', operation: 'A9' }],
  },
  {
    name: 'passes a publishing step that is commented out',
    ...change(workflow({ more: '      - run: npm publish\n' }), workflow({ more: '      # - run: npm publish\n' })),
  },
  // A12
  {
    name: 'passes a check that moves into an action of the repository',
    ...change(workflow({ more: '      - run: npm run lint\n' }), workflow({ more: '      - uses: ./.github/actions/lint\n' }), {
      '.github/actions/lint/action.yml': 'name: Lint\nruns:\n  using: composite\n  steps:\n    - run: npm run lint\n      shell: bash\n',
    }),
  },
  {
    name: 'passes a check that moves into a Makefile',
    ...change(workflow({ run: 'npx eslint .' }), workflow({ run: 'make check' }), { Makefile: 'check:\n\tnpx eslint .\n' }),
  },
  {
    name: 'stops a task that no longer runs what the workflow asked it for',
    base: { ...manifest, [ci]: workflow({ run: 'make check' }), Makefile: 'check:\n\tnpx eslint .\n\tnpx vitest run\n' },
    head: { Makefile: 'check:\n\tnpx eslint .\n' },
    findings: [{ id: 'removed', operation: 'A12' }],
  },
  {
    name: 'stops one of two runs of a task that are told different things',
    ...change(workflow({ run: 'npm test -- ovens', more: '      - run: npm test -- tills\n' }), workflow({ run: 'npm test -- ovens' })),
    findings: [{ id: 'removed', text: 'tills', operation: 'A12' }],
  },
  {
    name: 'looks at one of two runs with different variables',
    ...change(workflow({ step: '        env:\n          STORE: old\n', more: '      - run: npm test\n' }), workflow()),
    findings: [{ id: 'fewer', verdict: 'review' }],
  },
  { name: 'passes the second of two equal runs', ...change(workflow({ more: '      - run: npm test\n' }), workflow()) },
  {
    name: 'stops a check of one job although another has the same',
    ...change(
      `${workflow()}  again:\n    runs-on: windows-latest\n    steps:\n      - run: npm test\n`,
      `${workflow()}  again:\n    runs-on: windows-latest\n    steps:\n      - run: npm test || true\n`,
    ),
    findings: [{ id: 'softened', operation: 'A13' }],
  },
  {
    name: 'passes a linter that mends, in the job that keeps what it mended',
    ...change(
      workflow({ run: 'npx eslint . --fix' }).replace('  test:', '  autofix:'),
      workflow({ run: 'npx eslint . --fix || true' }).replace('  test:', '  autofix:'),
    ),
  },
  {
    name: 'stops a script that promises a check by its name, and whose language is not read',
    base: { [ci]: workflow({ run: 'node tools/lint.mjs' }), 'tools/lint.mjs': 'look()\n' },
    head: { [ci]: workflow({ run: 'node tools/lint.mjs || true' }) },
    findings: [{ id: 'softened', operation: 'A13' }],
  },
  {
    name: 'looks at a job that is left out while another is told something else',
    ...change(
      `${workflow()}  old:\n    runs-on: ubuntu-latest\n    env:\n      STORE: old\n    steps:\n      - run: npm test\n`,
      `${workflow()}  old:\n    if: false\n    runs-on: ubuntu-latest\n    env:\n      STORE: old\n    steps:\n      - run: npm test\n`,
    ),
    findings: [{ id: 'off', operation: 'A8', verdict: 'hard-stop' }],
  },
  {
    name: 'passes a job that is left out for one in another workflow',
    ...change(workflow(), workflow({ job: '    if: false\n' }), { '.github/workflows/all.yml': workflow() }),
  },
  {
    name: 'stops a task that checks by its name, and whose commands say nothing',
    base: { [ci]: workflow({ run: 'make check-recipes' }), Makefile: 'check-recipes:\n\t./compare recipes\n' },
    head: { [ci]: workflow({ run: 'make check-recipes || true' }) },
    findings: [{ id: 'softened', operation: 'A13' }],
  },
  // A13
  {
    name: 'stops a check that is followed by echo',
    ...change(workflow(), workflow({ run: 'npm test || echo failed' })),
    findings: [{ id: 'softened', operation: 'A13' }],
  },
  { name: 'passes a fallback that is a text', ...change(workflow(), workflow({ more: '      - run: echo "npm test || true"\n' })) },
  { name: 'passes a fallback that fails as well', ...change(workflow(), workflow({ run: 'npm test || exit 1' })) },
  {
    name: 'looks at a check whose failure does not end the script',
    ...change(workflow(), workflow({ run: '|\n          npm test && echo fine\n          echo done' })),
    findings: [{ id: 'hidden', verdict: 'review', operation: 'A13' }],
  },
  // A14
  { name: 'passes a pipe in a shell that sees its failure', ...change(workflow(), workflow({ run: 'npm test | tee log.txt', step: '        shell: bash\n' })) },
  // A15
  {
    name: 'stops a run that tries again what failed',
    ...change(workflow({ run: 'pytest tests' }), workflow({ run: 'pytest tests --reruns 2' })),
    findings: [{ id: 'retried', text: '--reruns 2', operation: 'B12', verdict: 'hard-stop' }],
  },
  {
    name: 'stops tests that a build passes over',
    base: { 'pom.xml': '<project/>', [ci]: workflow({ run: './mvnw -B verify' }) },
    head: { [ci]: workflow({ run: './mvnw -B verify -DskipTests' }) },
    findings: [{ id: 'skips', text: '-DskipTests', operation: 'A15', verdict: 'hard-stop' }],
  },
  {
    name: 'looks at it where the tests have a step of their own',
    base: { 'pom.xml': '<project/>', [ci]: workflow({ run: './mvnw -B verify', more: '      - run: ./mvnw -B test\n' }) },
    head: { [ci]: workflow({ run: './mvnw -B verify -DskipTests', more: '      - run: ./mvnw -B test\n' }) },
    findings: [{ id: 'skips', verdict: 'review' }],
  },
  {
    name: 'stops hooks that are passed over by a variable',
    ...change(workflow({ run: 'pre-commit run --all-files' }), workflow({ run: 'pre-commit run --all-files', step: '        env:\n          SKIP: mypy\n' })),
    findings: [{ id: 'skips', text: 'SKIP=mypy', operation: 'A15' }],
  },
  // A16, A17
  {
    name: 'stops combinations that are excluded',
    ...change(
      workflow({ job: '    strategy:\n      matrix:\n        os: [ubuntu-latest, windows-latest]\n        node: [20, 22]\n' }),
      workflow({
        job: '    strategy:\n      matrix:\n        os: [ubuntu-latest, windows-latest]\n        node: [20, 22]\n        exclude:\n          - {os: windows-latest, node: 22}\n',
      }),
    ),
    findings: [{ id: 'combinations', text: '(22, windows-latest)', operation: 'A16' }],
  },
  {
    name: 'stops a version that goes while the manifest promises it',
    base: { 'package.json': '{"engines": {"node": ">=18"}, "scripts": {"test": "vitest run"}}', [ci]: legs('[18, 20, 22]') },
    head: { [ci]: legs('[20, 22]') },
    findings: [{ id: 'leg', text: '18', verdict: 'hard-stop', operation: 'A16' }],
  },
  {
    name: 'looks at it where the manifest gives it up as well',
    base: { 'package.json': '{"engines": {"node": ">=18"}, "scripts": {"test": "vitest run"}}', [ci]: legs('[18, 20, 22]') },
    head: { 'package.json': '{"engines": {"node": ">=20"}, "scripts": {"test": "vitest run"}}', [ci]: legs('[20, 22]') },
    findings: [{ id: 'leg', verdict: 'review' }],
  },
  {
    name: 'passes legs that become jobs of their own',
    ...change(
      workflow({ job: '    strategy:\n      matrix:\n        os: [ubuntu-latest, windows-latest]\n' }).replace(
        'runs-on: ubuntu-latest',
        'runs-on: ${{ matrix.os }}',
      ),
      `${workflow()}  windows:\n    runs-on: windows-latest\n    steps:\n      - run: npm test\n`,
    ),
  },
  {
    name: 'stops a matrix that is taken away with its legs',
    ...change(
      workflow({ job: '    strategy:\n      matrix:\n        os: [ubuntu-latest, windows-latest]\n' }).replace(
        'runs-on: ubuntu-latest',
        'runs-on: ${{ matrix.os }}',
      ),
      workflow(),
    ),
    findings: [{ id: 'leg', text: 'windows-latest', operation: 'A16' }],
  },
  {
    name: 'looks at a version that floats down',
    ...change(legs('[18, 22]'), legs('[18, 21]')),
    findings: [{ id: 'leg', operation: 'A17', verdict: 'review' }],
  },
  { name: 'passes floating versions that are all pinned', ...change(legs('[latest]'), legs('[22]')) },
  { name: 'passes a final version for its preview', ...change(legs('["3.13", "3.14-dev"]', 'python'), legs('["3.13", "3.14"]', 'python')) },
  { name: 'passes a runner whose version is named', ...change(legs('[ubuntu-latest, macos-latest]', 'os'), legs('[ubuntu-24.04, macos-15]', 'os')) },
  {
    name: 'passes fail-fast, which blocks as well',
    ...change(legs('[20, 22]'), legs('[20, 22]').replace('strategy:\n', 'strategy:\n      fail-fast: false\n')),
  },
  // A18
  {
    name: 'stops a job that no longer looks at results',
    ...change(summary("    steps:\n      - if: contains(needs.*.result, 'failure')\n        run: exit 1\n"), summary('    steps:\n      - run: echo fine\n')),
    findings: [{ id: 'resultCheck', operation: 'A18' }],
  },
  {
    name: 'stops a job that lets another be skipped',
    ...change(
      summary('    steps:\n      - uses: re-actors/alls-green@v1\n        with:\n          jobs: ${{ toJSON(needs) }}\n'),
      summary('    steps:\n      - uses: re-actors/alls-green@v1\n        with:\n          allowed-skips: «lint»\n          jobs: ${{ toJSON(needs) }}\n'),
    ),
    findings: [{ id: 'allowed', text: 'lint', operation: 'A18' }],
  },
  // A19
  {
    name: 'notes a time that is raised',
    ...change(workflow({ job: '    timeout-minutes: 10\n' }), workflow({ job: '    timeout-minutes: 60\n' })),
    findings: [{ id: 'timeout', verdict: 'note', operation: 'A19' }],
  },
  // A21
  {
    name: 'stops write access to everything',
    ...change(workflow({ job: '    permissions:\n      contents: read\n' }), workflow({ job: '    permissions: write-all\n' })),
    findings: [{ id: 'writeAll', operation: 'A21', verdict: 'hard-stop' }],
  },
  {
    name: 'looks at write access that is gained',
    ...change(workflow({ job: '    permissions:\n      contents: read\n' }), workflow({ job: '    permissions:\n      contents: write\n' })),
    findings: [{ id: 'permissions', text: 'contents', verdict: 'review' }],
  },
  { name: 'passes the first permissions', ...change(workflow(), workflow({ job: '    permissions:\n      contents: write\n' })) },
  // A22
  {
    name: 'stops a new workflow that runs strangers code with the rights of the repository',
    ...change(workflow(), workflow(), {
      '.github/workflows/preview.yml':
        'on: pull_request_target\njobs:\n  show:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v3\n        with:\n          ref: ${{ github.event.pull_request.head.sha }}\n      - run: npm install && npm run build\n',
    }),
    findings: [{ id: 'privilegedNew', operation: 'A22' }],
  },
  {
    name: 'passes a new workflow that labels',
    ...change(workflow(), workflow(), {
      '.github/workflows/label.yml': 'on: pull_request_target\njobs:\n  label:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/labeler@v5\n',
    }),
  },
  // A23
  {
    name: 'stops secrets that are all handed over',
    ...change(
      'on: pull_request\njobs:\n  bake:\n    uses: ./.github/workflows/bake.yml\n    secrets:\n      OVEN: ${{ secrets.OVEN }}\n',
      'on: pull_request\njobs:\n  bake:\n    uses: ./.github/workflows/bake.yml\n    secrets: inherit\n',
    ),
    findings: [{ id: 'inherit', operation: 'A23' }],
  },
  {
    name: 'passes an environment that gets another name',
    ...change(workflow({ job: '    environment: shop\n' }), workflow({ job: '    environment: store\n' })),
  },
  // A25
  {
    name: 'looks at a job that waits for what is required before it merges',
    ...change(workflow(), workflow({ more: '      - run: gh pr merge --auto --squash "$PR"\n' })),
    findings: [{ id: 'merges', operation: 'A25', verdict: 'review' }],
  },
  {
    name: 'stops a new workflow that approves',
    ...change(workflow(), workflow(), {
      '.github/workflows/approve.yml':
        'on: pull_request_target\njobs:\n  yes:\n    runs-on: ubuntu-latest\n    steps:\n      - run: gh pr review --approve "$PR"\n',
    }),
    findings: [{ id: 'merges', operation: 'A25', verdict: 'hard-stop' }],
  },
  {
    name: 'stops a guard that is taken away',
    ...change(guarded("    if: github.event.comment.author_association == 'OWNER'\n"), guarded('')),
    findings: [{ id: 'unguarded', operation: 'A25', verdict: 'hard-stop' }],
  },
  {
    name: 'looks at a label that is no longer asked for',
    ...change(guarded("    if: contains(github.event.issue.labels.*.name, 'bake')\n"), guarded('')),
    findings: [{ id: 'unguarded', verdict: 'review' }],
  },
  {
    name: 'passes a guard that is written in another way',
    ...change(
      guarded("    if: github.event.comment.author_association == 'OWNER'\n"),
      guarded('    if: contains(fromJSON(\'["OWNER", "MEMBER"]\'), github.event.comment.author_association)\n'),
    ),
  },
  // A26, A27
  {
    name: 'notes results that come from a cache',
    ...change(workflow(), workflow({ more: '      - uses: actions/cache@v4\n        with:\n          path: build/test-results\n          key: a\n' })),
    findings: [{ id: 'cachedResults', verdict: 'note', operation: 'A26' }],
  },
  {
    name: 'passes a cache of dependencies',
    ...change(workflow(), workflow({ more: '      - uses: actions/cache@v4\n        with:\n          path: ~/.npm\n          key: a\n' })),
  },
  {
    name: 'notes runs of the branch that cancel each other',
    ...change(workflow({ on: '[push, pull_request]' }), `concurrency: {group: ci, cancel-in-progress: true}\n${workflow({ on: '[push, pull_request]' })}`),
    findings: [{ id: 'cancels', verdict: 'note', operation: 'A27' }],
  },
  {
    name: 'passes runs of one pull request that cancel each other',
    ...change(
      workflow({ on: '[push, pull_request]' }),
      `concurrency: {group: 'ci-\${{ github.head_ref || github.run_id }}', cancel-in-progress: true}\n${workflow({ on: '[push, pull_request]' })}`,
    ),
  },
  // A28
  {
    name: 'looks at paths that later jobs are no longer started for',
    ...change(detection(['src/**', 'lib/**']), detection(['src/**'])),
    findings: [{ id: 'detection', operation: 'A28', verdict: 'review' }],
  },
  { name: 'passes paths that are added', ...change(detection(['src/**']), detection(['src/**', 'lib/**'])) },
  // A30
  {
    name: 'stops a level that is raised',
    ...change(workflow({ run: 'npm audit --audit-level=moderate' }), workflow({ run: 'npm audit --audit-level=critical' })),
    findings: [{ id: 'level', text: '--audit-level critical', operation: 'A30' }],
  },
  { name: 'passes a level that is lowered', ...change(workflow({ run: 'npm audit --audit-level=high' }), workflow({ run: 'npm audit --audit-level=low' })) },
  {
    name: 'stops severities that a scanner no longer fails for',
    ...change(
      workflow({ more: '      - uses: aquasecurity/trivy-action@v1\n        with:\n          severity: HIGH,CRITICAL\n' }),
      workflow({ more: '      - uses: aquasecurity/trivy-action@v1\n        with:\n          severity: CRITICAL\n' }),
    ),
    findings: [{ id: 'input', operation: 'A30' }],
  },
  // A31
  {
    name: 'looks at checks that may go to another CI',
    ...change(workflow(), null, { '.gitlab-ci.yml': 'test: {script: npm test}\n' }),
    findings: [{ id: 'jobRemoved', operation: 'A31', verdict: 'review' }],
    notAnalysed: { '.gitlab-ci.yml': 'review' },
  },
  { name: 'passes a workflow without checks that goes', ...change(workflow({ run: 'echo nothing to do' }), null), evidence: ['as before'] },
  // A32
  {
    name: 'looks at another system',
    ...change(workflow().replace('ubuntu-latest', 'windows-latest'), workflow()),
    findings: [{ id: 'system', operation: 'A32', verdict: 'review' }],
  },
  {
    name: 'looks at a service that is swapped',
    ...change(
      workflow({ job: '    services:\n      store:\n        image: postgres:17\n' }),
      workflow({ job: '    services:\n      store:\n        image: example/fake-store:1\n' }),
    ),
    findings: [{ id: 'container', text: 'postgres (now fake-store)', operation: 'A32', verdict: 'review' }],
  },
  {
    name: 'passes another version of a service',
    ...change(
      workflow({ job: '    services:\n      store:\n        image: postgres:16\n' }),
      workflow({ job: '    services:\n      store:\n        image: postgres:17\n' }),
    ),
  },
  // A33
  {
    name: 'stops tests of one package instead of all',
    base: { 'go.mod': 'module bakery\n', [ci]: workflow({ run: 'go test ./...' }), 'oven/a_test.go': 'package oven\n' },
    head: { [ci]: workflow({ run: 'go test ./oven/...' }) },
    findings: [{ id: 'narrowedTo', text: './oven/...', operation: 'A33', verdict: 'hard-stop' }],
  },
  {
    name: 'stops a folder that is no longer tested',
    base: { [ci]: workflow({ run: 'pytest tests/unit tests/whole' }), 'tests/unit/test_a.py': '\n', 'tests/whole/test_b.py': '\n' },
    head: { [ci]: workflow({ run: 'pytest tests/unit' }) },
    findings: [{ id: 'narrowedTo', operation: 'A33', verdict: 'hard-stop' }],
  },
  {
    name: 'passes a folder that is gone with its tests',
    base: { [ci]: workflow({ run: 'pytest tests/unit tests/whole' }), 'tests/unit/test_a.py': '\n', 'tests/whole/test_b.py': '\n' },
    head: { [ci]: workflow({ run: 'pytest tests/unit' }), 'tests/whole/test_b.py': null },
  },
  {
    name: 'passes shards that add up',
    ...change(
      workflow({ run: 'npx vitest run', job: '    strategy:\n      matrix:\n        part: [1, 2]\n' }),
      workflow({ run: 'npx vitest run --shard=${{ matrix.part }}/2', job: '    strategy:\n      matrix:\n        part: [1, 2]\n' }),
    ),
  },
  {
    name: 'stops shards of which one is missing',
    ...change(
      workflow({ run: 'npx vitest run', job: '    strategy:\n      matrix:\n        part: [1, 2]\n' }),
      workflow({ run: 'npx vitest run --shard=${{ matrix.part }}/3', job: '    strategy:\n      matrix:\n        part: [1, 2]\n' }),
    ),
    findings: [{ id: 'narrowed', text: '2 of 3', operation: 'A33' }],
  },
  // A34
  {
    name: 'looks at a checkout of the state before',
    ...change(workflow(), workflow().replace('checkout@v4\n', 'checkout@v4\n        with:\n          ref: ${{ github.base_ref }}\n')),
    findings: [{ id: 'checkout', operation: 'A34', verdict: 'review' }],
  },
  {
    name: 'passes a checkout of the head',
    ...change(workflow(), workflow().replace('checkout@v4\n', 'checkout@v4\n        with:\n          ref: ${{ github.event.pull_request.head.sha }}\n')),
  },
  {
    name: 'passes a new workflow',
    ...change(workflow(), workflow(), { '.github/workflows/more.yml': workflow({ run: 'npm test || true', job: '    if: false\n' }) }),
  },
  { name: 'does not apply to other work', base: { ...manifest, [ci]: workflow(), 'a.ts': '1\n' }, head: { 'a.ts': '2\n' }, state: 'not-applicable' },
]);
