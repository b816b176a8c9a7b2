import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { agentTools } from './agent-tools.ts';

const workflow = (on: string, steps: string): Record<string, string> => ({
  '.github/workflows/triage.yml': `on: ${on}\njobs:\n  triage:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`,
});
const claude = (args: string, input = 'claude_args'): string =>
  `      - uses: anthropics/claude-code-action@v1\n        with:\n          allowed_non_write_users: '*'\n          ${input}: ${args}\n`;
const gemini = (settings: string): string =>
  `      - uses: google-github-actions/run-gemini-cli@v0\n        with:\n          prompt: x\n          settings: ${settings}\n`;

testRule({ describe, it }, agentTools, [
  {
    name: 'reports an open shell and files (the Cline triage bot)',
    files: workflow('issues', claude('«--model x --allowedTools Bash,Read,Write,Edit,WebFetch --max-turns 9»')),
    findings: [{ id: 'broad', confidence: 'high', text: 'Bash, Write, Edit, WebFetch' }],
  },
  { name: 'reports a star in brackets', files: workflow('issues', claude(`'«--allowed-tools "Bash(*)"»'`)), findings: ['broad'] },
  {
    name: 'reports an interpreter',
    files: workflow('issues', claude(`'«--allowedTools "Bash(gh issue view:*),Bash(python:*)"»'`)),
    findings: [{ id: 'broad', text: 'Bash(python:*)' }],
  },
  { name: 'reports gh api', files: workflow('issues', claude(`'«--allowedTools "Bash(gh api:*)"»'`)), findings: ['broad'] },
  { name: 'reports tools in settings', files: workflow('issues', claude(`'«{"permissions": {"allow": ["Bash"]}}»'`, 'settings')), findings: ['broad'] },
  {
    name: 'reports echo for the Gemini action, whose shell expands (PromptPwnd)',
    files: workflow('issues', gemini(`'«{"tools": {"core": ["run_shell_command(echo)"]}}»'`)),
    findings: [{ id: 'broad', text: 'commands inside its arguments' }],
  },
  {
    name: 'reports the Gemini action without a list',
    files: workflow('issues', '      - uses: «google-github-actions/run-gemini-cli@v0»\n        with: {prompt: x}\n'),
    findings: ['noList'],
  },
  {
    name: 'accepts single commands',
    files: workflow('issues', claude(`'--allowedTools "Bash(gh issue view:*),Bash(gh label list),mcp__github__get_issue"'`)),
    evidence: ['narrow tools'],
  },
  { name: 'accepts a fixed gh api path', files: workflow('issues', claude(`'--allowedTools "Bash(gh api repos/x/y/labels:*)"'`)) },
  { name: 'accepts writing to one folder', files: workflow('issues', claude(`'--allowedTools "Write(notes/**)"'`)) },
  { name: 'does not take other options for tools', files: workflow('issues', claude(`'--disallowedTools Bash --append-system-prompt "Use Bash"'`)) },
  {
    name: 'accepts an open shell for people with write access',
    files: workflow('workflow_dispatch', claude('--allowedTools Bash')),
    evidence: ['strangers cannot start'],
  },
  {
    name: 'does not know settings that an expression fills in',
    files: workflow('issues', gemini('${{ vars.SETTINGS }}')),
    state: 'unknown',
    reason: 'an expression fills in',
  },
  { name: 'does not apply to plain model calls', files: workflow('issues', '      - uses: actions/ai-inference@v2\n'), state: 'not-applicable' },
]);
