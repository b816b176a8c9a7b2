import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { agentPromptInjection } from './agent-prompt-injection.ts';

const workflow = (on: string, steps: string, job = ''): Record<string, string> => ({
  '.github/workflows/triage.yml': `on: ${on}\njobs:\n  triage:\n    runs-on: ubuntu-latest\n${job}    steps:\n${steps}`,
});
const write = '    permissions: {contents: write, issues: write}\n';
const label = '    permissions: {issues: write}\n';

testRule({ describe, it }, agentPromptInjection, [
  {
    name: 'reports a title in the prompt, hidden behind an alternative (the Cline triage bot)',
    files: workflow(
      'issues',
      "      - uses: anthropics/claude-code-action@v1\n        with:\n          allowed_non_write_users: '*'\n          prompt: 'Label ${{ «github.event.issue.title» || inputs.title }}'\n",
      label,
    ),
    findings: [{ id: 'direct', confidence: 'medium' }],
  },
  {
    name: 'reports a variable that the prompt names (PromptPwnd)',
    files: workflow(
      'issues',
      '      - uses: google-github-actions/run-gemini-cli@v0\n        env:\n          ISSUE_TITLE: \'«${{ github.event.issue.title }}»\'\n        with:\n          prompt: |\n            Run: echo "${ISSUE_TITLE}" and choose a label.\n',
      write,
    ),
    findings: [{ id: 'variable', confidence: 'high', text: 'ISSUE_TITLE' }],
  },
  {
    name: 'reports a variable that comes in by an expression (its first mending)',
    files: workflow(
      'issues',
      '      - uses: google-github-actions/run-gemini-cli@v0\n        env:\n          ISSUE_TITLE: ${{ github.event.issue.title }}\n        with:\n          prompt: "The title is ${{ «env.ISSUE_TITLE» }}"\n',
      write,
    ),
    findings: [{ id: 'direct', confidence: 'high' }],
  },
  {
    name: 'reports text that a command-line agent gets',
    files: workflow('issue_comment', '      - run: codex exec "Answer ${{ «github.event.comment.body» }}"\n', write),
    findings: ['direct'],
  },
  {
    name: 'grades a plain model call low',
    files: workflow('issues', '      - uses: actions/ai-inference@v2\n        with:\n          prompt: Sum up ${{ «github.event.issue.body» }}\n'),
    findings: [{ id: 'direct', confidence: 'low' }],
  },
  {
    name: 'grades a gate low',
    files: workflow(
      'issue_comment',
      '      - uses: google-github-actions/run-gemini-cli@v0\n        with:\n          prompt: ${{ «github.event.issue.title» }}\n',
      `    if: github.event.comment.author_association == 'OWNER'\n${write}`,
    ),
    findings: [{ id: 'direct', confidence: 'low' }],
  },
  {
    name: 'accepts a number',
    files: workflow(
      'issues',
      '      - uses: google-github-actions/run-gemini-cli@v0\n        with:\n          prompt: Look at issue ${{ github.event.issue.number }}\n',
    ),
    evidence: ['holds no text of strangers'],
  },
  {
    name: 'accepts a variable that the prompt does not name',
    files: workflow(
      'issues',
      '      - uses: google-github-actions/run-gemini-cli@v0\n        env:\n          TITLE: ${{ github.event.issue.title }}\n        with:\n          prompt: SUBTITLE and TITLES are other words\n',
    ),
  },
  {
    name: 'accepts agents that turn strangers away',
    files: workflow('issues', '      - uses: anthropics/claude-code-action@v1\n        with:\n          prompt: ${{ github.event.issue.title }}\n'),
    evidence: ['strangers cannot start'],
  },
  {
    name: 'accepts a plain pull request',
    files: workflow('pull_request', '      - uses: openai/codex-action@v1\n        with:\n          prompt: Review ${{ github.event.pull_request.title }}\n'),
  },
  { name: 'does not apply without agents', files: workflow('issues', '      - run: make\n'), state: 'not-applicable' },
]);
