import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { scriptInjection } from './script-injection.ts';

const path = '.github/workflows/oven.yml';
const workflow = (on: string, steps: string, job = ''): Record<string, string> => ({
  [path]: `on: ${on}\njobs:\n  bake:\n    runs-on: ubuntu-latest\n${job}    steps:\n${steps}`,
});

testRule({ describe, it }, scriptInjection, [
  {
    name: 'reports a title in a shell script, at the context',
    files: workflow('issues', '      - run: echo "${{ «github.event.issue.title» }}"\n'),
    findings: [{ id: 'injected', confidence: 'high', text: 'github.event.issue.title' }],
  },
  {
    name: 'finds the place inside a block script',
    files: workflow('issue_comment', '      - name: Greet\n        run: |\n          make\n          echo ${{ «github.event.comment.body» }}\n'),
    findings: ['injected'],
  },
  {
    name: 'reports the script of github-script and inputs that are commands',
    files: workflow(
      'pull_request_target',
      "      - uses: actions/github-script@v7\n        with:\n          script: |\n            console.log('${{ «github.head_ref» }}')\n      - uses: nick-fields/retry@v3\n        with:\n          command: make ${{ «github.event.pull_request.title» }}\n",
    ),
    findings: ['injected', 'injected'],
  },
  {
    name: 'follows env that is expanded by an expression',
    files: workflow('issues', '      - env:\n          TITLE: ${{ github.event.issue.title }}\n        run: echo ${{ «env.TITLE» }}\n'),
    findings: [{ id: 'injected', text: 'from github.event.issue.title' }],
  },
  {
    name: 'follows the output of a step that prints an untrusted variable',
    files: workflow(
      'issues',
      '      - id: meta\n        env:\n          TITLE: ${{ github.event.issue.title }}\n        run: echo "title=$TITLE" >> "$GITHUB_OUTPUT"\n      - run: echo ${{ «steps.meta.outputs.title» }}\n',
    ),
    findings: ['injected'],
  },
  {
    name: 'follows changed file names through a step output',
    files: workflow(
      'pull_request_target',
      '      - id: changed\n        run: echo "files=$(git diff --name-only origin/main)" >> $GITHUB_OUTPUT\n      - run: lint ${{ «steps.changed.outputs.files» }}\n',
    ),
    findings: [{ id: 'injected', text: 'names of changed files' }],
  },
  {
    name: 'follows a branch name that a script put into an output',
    files: workflow(
      'issue_comment',
      "      - id: pr\n        uses: actions/github-script@v7\n        with:\n          script: |\n            const { data: pr } = await github.rest.pulls.get({})\n            core.setOutput('ref', pr.head.ref)\n            core.setOutput('sha', pr.head.sha)\n      - run: git fetch ${{ «steps.pr.outputs.ref» }} ${{ steps.pr.outputs.sha }}\n",
    ),
    findings: ['injected'],
  },
  {
    name: 'follows outputs of jobs',
    files: {
      [path]:
        'on: issues\njobs:\n  read:\n    runs-on: x\n    outputs:\n      title: ${{ steps.t.outputs.title }}\n    steps:\n      - id: t\n        run: echo "title=${{ «github.event.issue.title» }}" >> $GITHUB_OUTPUT\n  say:\n    needs: read\n    runs-on: x\n    steps:\n      - run: echo ${{ «needs.read.outputs.title» }}\n',
    },
    findings: ['injected', 'injected'],
  },
  {
    name: 'follows inputs of a reusable workflow to their caller',
    files: {
      [path]: 'on: issues\njobs:\n  say:\n    uses: ./.github/workflows/say.yml\n    with:\n      what: ${{ github.event.issue.body }}\n',
      '.github/workflows/say.yml': 'on: workflow_call\njobs:\n  say:\n    runs-on: x\n    steps:\n      - run: echo ${{ «inputs.what» }}\n',
    },
    findings: ['injected'],
  },
  {
    name: 'follows inputs of a composite action to its caller',
    files: {
      ...workflow('issues', '      - uses: ./.github/actions/say\n        with:\n          what: ${{ github.event.issue.title }}\n'),
      '.github/actions/say/action.yml': 'inputs:\n  what: {}\nruns:\n  using: composite\n  steps:\n    - shell: bash\n      run: echo ${{ «inputs.what» }}\n',
    },
    findings: ['injected'],
  },
  {
    name: 'grades a plain pull request low',
    files: workflow('pull_request', '      - run: echo ${{ «github.head_ref» }}\n'),
    findings: [{ id: 'fork', confidence: 'low' }],
  },
  {
    name: 'grades a gate on something else low and names it',
    files: workflow('issue_comment', '      - run: echo ${{ «github.event.issue.title» }}\n', "    if: github.event.comment.author_association == 'MEMBER'\n"),
    findings: [{ id: 'gated', confidence: 'low', text: 'author association' }],
  },
  {
    name: 'trusts text whose own author is checked',
    files: workflow(
      'issue_comment',
      '      - run: echo ${{ github.event.comment.body }}\n',
      '    if: contains(fromJSON(\'["OWNER", "MEMBER"]\'), github.event.comment.author_association)\n',
    ),
  },
  {
    name: 'follows a parent that runs for pull requests, not one that does not',
    files: {
      [path]:
        'on:\n  workflow_run:\n    workflows: [Test]\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: echo ${{ «github.event.workflow_run.head_branch» }}\n',
      '.github/workflows/b.yml':
        'on:\n  workflow_run:\n    workflows: [Nightly]\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: echo ${{ github.event.workflow_run.head_branch }}\n',
      '.github/workflows/test.yml': 'name: Test\non: pull_request\njobs: {t: {runs-on: x, steps: [{run: make}]}}',
      '.github/workflows/nightly.yml': 'name: Nightly\non: schedule\njobs: {t: {runs-on: x, steps: [{run: make}]}}',
    },
    findings: ['injected'],
  },
  {
    name: 'accepts text that is passed by an environment variable',
    files: workflow('issues', '      - env:\n          TITLE: ${{ github.event.issue.title }}\n        run: echo "$TITLE"\n'),
    evidence: ['1 scripts'],
  },
  {
    name: 'accepts tests of untrusted text, whose result holds none of it',
    files: workflow(
      'issue_comment',
      "      - run: echo ${{ contains(github.event.comment.body, '/bake') }} ${{ github.event.issue.title == 'x' && 'a' || 'b' }}\n",
    ),
  },
  {
    name: 'accepts numbers, commits and who acts',
    files: workflow('pull_request_target', '      - run: echo ${{ github.event.number }} ${{ github.event.pull_request.head.sha }} ${{ github.actor }}\n'),
  },
  { name: 'accepts a comment line', files: workflow('pull_request_target', '      - run: |\n          # was ${{ github.head_ref }}\n          make\n') },
  { name: 'accepts text that is no code', files: workflow('issues', '      - name: Say ${{ github.event.issue.title }}\n        run: make\n') },
  { name: 'accepts inputs of people with write access', files: workflow('workflow_dispatch', '      - run: echo ${{ inputs.title }}\n') },
  {
    name: 'accepts a job that the event cannot reach',
    files: workflow('[push, issues]', '      - run: echo ${{ github.event.issue.title }}\n', "    if: github.event_name == 'push'\n"),
  },
  {
    name: 'accepts branches of this repository only',
    files: workflow(
      'pull_request_target',
      '      - run: echo ${{ github.head_ref }}\n',
      '    if: github.event.pull_request.head.repo.full_name == github.repository\n',
    ),
  },
  {
    name: 'does not apply without scripts',
    files: workflow('issues', '      - uses: actions/labeler@v5\n'),
    state: 'not-applicable',
    reason: 'no workflow has a script',
  },
  {
    name: 'survives outputs that refer to each other',
    files: workflow(
      'issues',
      '      - id: a\n        env: {X: "${{ steps.b.outputs.y }}"}\n        run: echo "x=$X" >> $GITHUB_OUTPUT\n      - id: b\n        env: {Y: "${{ steps.a.outputs.x }}"}\n        run: echo "y=$Y" >> $GITHUB_OUTPUT\n      - run: echo ${{ steps.a.outputs.x }}\n',
    ),
  },
]);
