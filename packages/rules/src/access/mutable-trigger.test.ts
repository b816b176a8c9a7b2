import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { mutableTrigger } from './mutable-trigger.ts';

const workflow = (on: string, steps: string, job = ''): Record<string, string> => ({
  '.github/workflows/baker.yml': `on: ${on}\njobs:\n  bake:\n    runs-on: ubuntu-latest\n${job}    steps:\n${steps}`,
});
const member = "    if: github.event.comment.author_association == 'MEMBER'\n";
const claude = '      - uses: anthropics/claude-code-action@v1\n';
const gemini = (prompt = 'Look at the loaf'): string => `      - uses: google-github-actions/run-gemini-cli@v0\n        with:\n          prompt: ${prompt}\n`;
const checkout = (ref: string): string => `      - uses: actions/checkout@v6\n        with:\n          ref: ${ref}\n`;
const fetchTitle =
  '      - id: order\n        run: |\n          TITLE=$(gh pr view "$NUMBER" --json title --jq .title)\n          echo "title=$TITLE" >> "$GITHUB_OUTPUT"\n';

testRule({ describe, it }, mutableTrigger, [
  {
    name: 'reports a title that is fetched after a comment of a maintainer',
    files: workflow('issue_comment', `${fetchTitle}${gemini('Bake ${{ «steps.order.outputs.title» }}')}`, member),
    findings: [{ id: 'text', text: 'gh pr view (title) is read when the job runs', confidence: 'high' }],
  },
  {
    name: 'reports a body that a block of commands writes to the outputs',
    files: workflow(
      'issue_comment',
      `      - id: order\n        run: |\n          {\n            echo "body<<END"\n            gh issue view 5 --json body --jq .body\n            echo "END"\n          } >> "$GITHUB_OUTPUT"\n${gemini('Bake ${{ «steps.order.outputs.body» }}')}`,
      member,
    ),
    findings: ['text'],
  },
  {
    name: 'reports text that a script asks the API for',
    files: workflow(
      'issue_comment',
      `      - id: order\n        uses: actions/github-script@v8\n        with:\n          script: |\n            const pr = (await github.rest.pulls.get({ pull_number: 5 })).data\n            core.setOutput('order', pr.body)\n      - run: claude -p "Bake $ORDER"\n        env:\n          ORDER: «\${{ steps.order.outputs.order }}»\n`,
      member,
    ),
    findings: ['text'],
  },
  {
    name: 'reports the head of the pull request after a comment',
    files: workflow('issue_comment', `${checkout('«refs/pull/${{ github.event.issue.number }}/head»')}${claude}`),
    findings: [{ id: 'commit', text: 'a comment (issue_comment)', confidence: 'medium' }],
  },
  {
    name: 'reports gh pr checkout before a command-line agent',
    files: workflow('issue_comment', '      - run: «gh pr checkout "$NUMBER"»\n      - run: codex exec "review it"\n', member),
    findings: ['commit'],
  },
  {
    name: 'reports a fetched head that is checked out by its new name',
    files: workflow(
      'issue_comment',
      '      - run: |\n          git fetch origin "pull/$NUMBER/head:loaf"\n          «git checkout loaf»\n        env:\n          NUMBER: ${{ github.event.issue.number }}\n      - run: codex exec "review it"\n',
      member,
    ),
    findings: ['commit'],
  },
  {
    name: 'grades a commit that is looked up low',
    files: workflow(
      'issue_comment',
      `      - id: pr\n        run: echo "sha=$(gh pr view 5 --json headRefOid --jq .headRefOid)" >> "$GITHUB_OUTPUT"\n${checkout('«${{ steps.pr.outputs.sha }}»')}${claude}`,
    ),
    findings: [{ id: 'commit', confidence: 'low' }],
  },
  {
    name: 'reports the branch after a label, whose event names a commit',
    files: workflow('{pull_request_target: {types: [labeled]}}', `${checkout('«${{ github.event.pull_request.head.ref }}»')}${gemini()}`),
    findings: [{ id: 'commit', text: 'a label (pull_request_target)' }],
  },
  {
    name: 'reports a diff that is piped to an agent after a label',
    files: workflow(
      '{pull_request_target: {types: [labeled, synchronize]}}',
      '      - run: «gh pr diff "$NUMBER"» | claude -p "Taste this change"\n',
      "    if: github.event.label.name == 'taste'\n",
    ),
    findings: [{ id: 'text', text: 'the output of gh pr diff', confidence: 'medium' }],
  },
  {
    name: 'reports a file of fetched text that the prompt names',
    files: workflow('issue_comment', `      - run: «gh pr view 5 --comments > notes/order.md»\n${gemini('Read notes/order.md and bake')}`, member),
    findings: ['text'],
  },
  {
    name: 'reports a label that stays on while the content changes',
    files: workflow(
      '{pull_request_target: {types: [labeled, synchronize]}}',
      `${checkout('${{ github.event.pull_request.head.sha }}')}      - uses: «google-github-actions/run-gemini-cli@v0»\n`,
      "    if: contains(github.event.pull_request.labels.*.name, 'taste')\n",
    ),
    findings: [{ id: 'stays', text: 'pull_request_target (synchronize)', confidence: 'medium' }],
  },
  {
    name: 'reports a label that stays on an issue that can be edited',
    files: workflow(
      '{issues: {types: [labeled, edited]}}',
      '      - run: «copilot -p "Sort $BODY"»\n        env:\n          BODY: ${{ github.event.issue.body }}\n',
      "    if: contains(github.event.issue.labels.*.name, 'sort')\n",
    ),
    findings: ['stays'],
  },
  {
    name: 'grades a start that waits for an environment low',
    files: workflow('issue_comment', '      - run: «gh pr checkout 5»\n      - run: codex exec "review it"\n', `${member}    environment: tasting\n`),
    findings: [{ id: 'commit', text: 'waits for an environment', confidence: 'low' }],
  },
  {
    name: 'accepts a label that is taken off when the content changes',
    files: {
      ...workflow(
        '{pull_request_target: {types: [labeled, synchronize]}}',
        `${checkout('${{ github.event.pull_request.head.sha }}')}${gemini()}`,
        "    if: contains(github.event.pull_request.labels.*.name, 'taste')\n",
      ),
      '.github/workflows/stale-label.yml':
        'on: {pull_request_target: {types: [synchronize]}}\njobs:\n  off:\n    runs-on: x\n    steps:\n      - run: gh pr edit 5 --remove-label taste\n',
    },
    evidence: ['a step takes it off'],
  },
  {
    name: 'accepts the commit of the label event',
    files: workflow('{pull_request_target: {types: [labeled]}}', `${checkout('${{ github.event.pull_request.head.sha }}')}${gemini()}`),
    evidence: ['nothing that can change after the label'],
  },
  {
    name: 'accepts text of the event',
    files: workflow('issue_comment', gemini('Bake ${{ github.event.issue.title }} as in ${{ github.event.comment.body }}'), member),
    evidence: ['nothing that can change after the comment'],
  },
  {
    name: 'accepts a commit that the comment names',
    files: workflow(
      'issue_comment',
      `      - id: wanted\n        run: echo "sha=$(echo "$BODY" | grep -oE '[0-9a-f]{40}')" >> "$GITHUB_OUTPUT"\n        env:\n          BODY: \${{ github.event.comment.body }}\n${checkout('${{ steps.wanted.outputs.sha }}')}${claude}`,
    ),
    evidence: ['nothing that can change'],
  },
  {
    name: 'accepts a step that compares times',
    files: workflow(
      'issue_comment',
      `      - run: |\n          pushed=$(gh pr view 5 --json commits --jq '.commits[-1].committedDate')\n          [[ "$pushed" < "$SEEN" ]]\n        env:\n          SEEN: \${{ github.event.comment.created_at }}\n      - run: gh pr checkout 5\n${claude}`,
    ),
    evidence: ['compares times'],
  },
  {
    name: 'accepts an action that reads the pull request itself, and leaves out what was edited later',
    files: workflow('issue_comment', `      - uses: actions/checkout@v6\n${claude}`),
    evidence: ['nothing that can change'],
  },
  {
    name: 'accepts a number and a state that are looked up',
    files: workflow('issue_comment', '      - run: |\n          gh pr view 5 --json state --jq .state\n          claude -p "count the loaves"\n', member),
    evidence: ['nothing that can change'],
  },
  {
    name: 'accepts a text that is fetched for another step',
    files: workflow('issue_comment', `      - run: gh issue view 5 > /tmp/order.md\n      - run: wc -l /tmp/order.md\n${gemini('Count the loaves')}`, member),
    evidence: ['nothing that can change'],
  },
  {
    name: 'leaves pull requests of members alone',
    files: workflow(
      'issue_comment',
      '      - run: gh pr checkout 5\n      - run: codex exec "x"\n',
      "    if: github.event.issue.author_association == 'MEMBER'\n",
    ),
    state: 'not-applicable',
  },
  {
    name: 'does not apply where strangers start the agent themselves',
    files: workflow('issue_comment', `${fetchTitle}${gemini('Bake ${{ steps.order.outputs.title }}')}`),
    state: 'not-applicable',
    reason: 'no agent is started by a comment or label',
  },
  { name: 'does not apply to agents that a push starts', files: workflow('push', gemini()), state: 'not-applicable' },
]);
