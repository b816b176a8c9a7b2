import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { agentOpenToAnyone } from './agent-open-to-anyone.ts';

const workflow = (on: string, steps: string, job = ''): Record<string, string> => ({
  '.github/workflows/triage.yml': `on: ${on}\njobs:\n  triage:\n    runs-on: ubuntu-latest\n${job}    steps:\n${steps}`,
});
const claude = (inputs: string): string => `      - uses: anthropics/claude-code-action@v1\n        with:\n${inputs}`;

testRule({ describe, it }, agentOpenToAnyone, [
  {
    name: 'reports the wildcard, at its value (the Cline triage bot)',
    files: workflow('{issues: {types: [opened]}}', claude('          allowed_non_write_users: "«*»"\n          prompt: Label the issue.\n')),
    findings: [{ id: 'anyone', confidence: 'high', text: 'allowed_non_write_users' }],
  },
  {
    name: 'reports users that an expression names',
    files: workflow('issues', claude('          allowed_non_write_users: «${{ github.actor }}»\n')),
    findings: ['anyone'],
  },
  {
    name: 'reports the wildcard of Codex',
    files: workflow('issue_comment', "      - uses: openai/codex-action@v1\n        with:\n          allow-users: '«*»'\n"),
    findings: ['anyone'],
  },
  {
    name: 'names the condition that is left when the wildcard switches the check of the action off',
    files: workflow(
      'issue_comment',
      claude('          allowed_non_write_users: "«*»"\n'),
      '    if: contains(fromJSON(\'["OWNER","MEMBER","COLLABORATOR"]\'), github.event.comment.author_association)\n',
    ),
    findings: [{ id: 'anyoneGated', text: 'is a check of the author association', confidence: 'low' }],
  },
  {
    name: 'grades a list of names low',
    files: workflow('issues', claude('          allowed_non_write_users: «ann, bert»\n')),
    findings: [{ id: 'listed', confidence: 'low' }],
  },
  { name: 'grades any bot low', files: workflow('issues', claude("          allowed_bots: '«*»'\n")), findings: [{ id: 'listed', confidence: 'low' }] },
  {
    name: 'reports an action without a check of its own',
    files: workflow('issues', '      - uses: «google-github-actions/run-gemini-cli@v0»\n        with: {prompt: Label it.}\n'),
    findings: [{ id: 'noCheck', confidence: 'high' }],
  },
  { name: 'reports a command-line agent', files: workflow('issue_comment', '      - run: «claude -p "Answer the comment"»\n'), findings: ['noCheck'] },
  {
    name: 'grades a plain model call low',
    files: workflow('issues', '      - uses: «actions/ai-inference@v2»\n'),
    findings: [{ id: 'noCheck', confidence: 'low' }],
  },
  {
    name: 'grades a gate low and names it',
    files: workflow(
      'issue_comment',
      '      - uses: «google-github-actions/run-gemini-cli@v0»\n',
      '    if: contains(fromJSON(\'["OWNER","MEMBER"]\'), github.event.comment.author_association)\n',
    ),
    findings: [{ id: 'noCheck', confidence: 'low', text: 'author association' }],
  },
  { name: 'accepts the check of the action itself', files: workflow('issue_comment', claude('          prompt: Review.\n')), evidence: ['itself turns away'] },
  {
    name: 'accepts runs that only writers start',
    files: workflow('workflow_dispatch', claude("          allowed_non_write_users: '*'\n")),
    evidence: ['strangers cannot start'],
  },
  { name: 'accepts plain pull requests, where forks have no key', files: workflow('pull_request', '      - uses: google-github-actions/run-gemini-cli@v0\n') },
  {
    name: 'accepts a program that is only installed',
    files: workflow('issues', '      - run: npm install -g @anthropic-ai/claude-code@2.1.0\n'),
    state: 'not-applicable',
  },
  { name: 'does not apply without agents', files: workflow('issues', '      - run: make\n'), state: 'not-applicable' },
]);
