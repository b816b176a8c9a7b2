import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { agentGuardOff } from './agent-guard-off.ts';

const workflow = (on: string, steps: string): Record<string, string> => ({
  '.github/workflows/agent.yml': `on: ${on}\njobs:\n  agent:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`,
});

testRule({ describe, it }, agentGuardOff, [
  {
    name: 'reports an option in arguments, for strangers',
    files: workflow(
      'issues',
      '      - uses: anthropics/claude-code-base-action@v1\n        with:\n          claude_args: «--dangerously-skip-permissions --max-turns 3»\n',
    ),
    findings: [{ id: 'offOpen', confidence: 'high', text: '--dangerously-skip-permissions' }],
  },
  {
    name: 'reports it in a command',
    files: workflow('issue_comment', '      - run: «claude -p "x" --permission-mode bypassPermissions»\n'),
    findings: ['offOpen'],
  },
  {
    name: 'reports the sandbox of Codex, low where only writers start it',
    files: workflow(
      'issues',
      '      - uses: openai/codex-action@v1\n        with:\n          sandbox: «danger-full-access»\n          safety-strategy: «unsafe»\n',
    ),
    findings: [
      { id: 'off', confidence: 'low' },
      { id: 'off', confidence: 'low' },
    ],
  },
  {
    name: 'reports the scrubbing of secrets that is off',
    files: workflow('schedule', '      - uses: anthropics/claude-code-action@v1\n        env:\n          CLAUDE_CODE_SUBPROCESS_ENV_SCRUB: "«0»"\n'),
    findings: [{ id: 'off', confidence: 'low' }],
  },
  {
    name: 'accepts the safe values',
    files: workflow(
      'issues',
      '      - uses: openai/codex-action@v1\n        with:\n          sandbox: workspace-write\n          safety-strategy: drop-sudo\n',
    ),
    evidence: ['keeps its guards'],
  },
  { name: 'accepts a longer option with the same beginning', files: workflow('issues', '      - run: copilot -p "x" --allow-all-tools-listed\n') },
  {
    name: 'accepts a prompt that names the option',
    files: workflow('issues', '      - uses: anthropics/claude-code-action@v1\n        with:\n          prompt: Never use --dangerously-skip-permissions\n'),
  },
  { name: 'does not apply without agents', files: workflow('issues', '      - run: make --yolo\n'), state: 'not-applicable' },
]);
