import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { untrustedCheckout } from './untrusted-checkout.ts';

const path = '.github/workflows/oven.yml';
const old = 'actions/checkout@v4.1.0';
const workflow = (on: string, steps: string, job = ''): Record<string, string> => ({
  [path]: `on: ${on}\njobs:\n  bake:\n    runs-on: ubuntu-latest\n${job}    steps:\n${steps}`,
});
const head = '${{ github.event.pull_request.head.sha }}';

testRule({ describe, it }, untrustedCheckout, [
  {
    name: 'reports a checkout of the head that a build follows, at the ref',
    files: workflow('pull_request_target', `      - uses: ${old}\n        with:\n          ref: «${head}»\n      - run: go run ./cmd/oven\n`),
    findings: [{ id: 'executes', confidence: 'high', text: 'go run ./cmd/oven' }],
  },
  {
    name: 'reports a local action of the merge commit',
    files: workflow(
      'pull_request_target',
      `      - uses: ${old}\n        with:\n          ref: «refs/pull/\${{ github.event.number }}/merge»\n      - uses: ./.github/actions/setup\n`,
    ),
    findings: [{ id: 'executes', text: 'uses: ./.github/actions/setup' }],
  },
  {
    name: 'reports gh pr checkout under a comment',
    files: workflow('issue_comment', '      - uses: actions/checkout@v7\n      - run: |\n          «gh pr checkout "$NUMBER"»\n          ./version.sh\n'),
    findings: [{ id: 'executes', confidence: 'high' }],
  },
  {
    name: 'reports a head that git fetched and checks out by its new name',
    files: workflow(
      'issue_comment',
      '      - run: |\n          git fetch origin "pull/$NUMBER/head:loaf"\n          «git checkout loaf»\n          make bread\n',
    ),
    findings: ['executes'],
  },
  {
    name: 'accepts a head that is only fetched and read',
    files: workflow(
      'issue_comment',
      '      - run: |\n          git fetch origin "pull/$NUMBER/head:loaf"\n          git show loaf:RECIPE.md\n          make bread\n',
    ),
  },
  {
    name: 'follows a ref through a step output, and the guard does not cover comments',
    files: workflow(
      'issue_comment',
      "      - id: pr\n        uses: actions/github-script@v8\n        with:\n          script: |\n            const pr = await github.rest.pulls.get({})\n            core.setOutput('sha', pr.data.head.sha)\n      - uses: actions/checkout@v7\n        with:\n          ref: «${{ steps.pr.outputs.sha }}»\n      - run: make bread\n",
    ),
    findings: ['executes'],
  },
  {
    name: 'reports a workflow that follows a pull-request run',
    files: {
      ...workflow(
        '{workflow_run: {workflows: [Test]}}',
        `      - uses: ${old}\n        with:\n          ref: «\${{ github.event.workflow_run.head_sha }}»\n      - run: npm ci\n`,
      ),
      '.github/workflows/test.yml': 'name: Test\non: pull_request\njobs: {t: {runs-on: x, steps: [{run: make}]}}',
    },
    findings: ['executes'],
  },
  {
    name: 'grades a checkout that nothing runs low',
    files: workflow('pull_request_target', `      - uses: ${old}\n        with:\n          ref: «${head}»\n      - run: git log -1\n`),
    findings: [{ id: 'checksOut', confidence: 'low' }],
  },
  {
    name: 'grades a commit of unknown version medium',
    files: workflow('pull_request_target', `      - uses: actions/checkout@${'0'.repeat(40)}\n        with:\n          ref: «${head}»\n      - run: make\n`),
    findings: [{ id: 'executes', confidence: 'medium' }],
  },
  {
    name: 'reports the switch that turns the guard off',
    files: workflow(
      'pull_request_target',
      `      - uses: actions/checkout@v7\n        with:\n          ref: «${head}»\n          allow-unsafe-pr-checkout: true\n      - run: make\n`,
    ),
    findings: ['executes'],
  },
  {
    name: 'grades a membership gate low and names it',
    files: workflow(
      'pull_request_target',
      `      - uses: ${old}\n        with:\n          ref: «${head}»\n      - run: make\n`,
      "    if: github.event.pull_request.author_association == 'MEMBER'\n",
    ),
    findings: [{ id: 'executes', confidence: 'low', text: 'author association' }],
  },
  {
    name: 'reports a commit of a version from before the guard, surely',
    files: workflow(
      'pull_request_target',
      `      - uses: actions/checkout@${'c'.repeat(40)} # v4.3.1\n        with:\n          ref: «${head}»\n      - run: make\n`,
    ),
    findings: [{ id: 'executes', confidence: 'high' }],
  },
  {
    name: 'accepts commits of the versions that got the guard',
    files: workflow(
      'pull_request_target',
      ['v4.4.0', 'v5.1.0', 'v6.1.0', 'v7.0.1']
        .map((version) => `      - uses: actions/checkout@${'c'.repeat(40)} # ${version}\n        with:\n          ref: ${head}\n      - run: make\n`)
        .join(''),
    ),
    evidence: ['refuses code of forks'],
  },
  {
    name: 'accepts versions that refuse code of forks',
    files: workflow('pull_request_target', `      - uses: actions/checkout@v4\n        with:\n          ref: ${head}\n      - run: make\n`),
    evidence: ['refuses code of forks'],
  },
  { name: 'accepts the base', files: workflow('pull_request_target', `      - uses: ${old}\n      - run: make\n`) },
  {
    name: 'accepts the head under pull_request',
    files: workflow('pull_request', `      - uses: ${old}\n        with:\n          ref: ${head}\n      - run: make\n`),
  },
  {
    name: 'accepts branches of this repository only',
    files: workflow(
      'pull_request_target',
      `      - uses: ${old}\n        with:\n          ref: ${head}\n      - run: make\n`,
      '    if: ${{ !github.event.pull_request.head.repo.fork }}\n',
    ),
  },
  {
    name: 'accepts a checkout into a directory where nothing runs, low',
    files: workflow('pull_request_target', `      - uses: ${old}\n        with:\n          ref: «${head}»\n          path: head\n      - run: make\n`),
    findings: [{ id: 'checksOut', confidence: 'low' }],
  },
  { name: 'does not apply without workflows', files: { 'README.md': '' }, state: 'not-applicable' },
]);
