import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { agentPinned } from './agent-pinned.ts';

const workflow = (steps: string): Record<string, string> => ({
  '.github/workflows/agent.yml': `on: push\njobs:\n  agent:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`,
});

testRule({ describe, it }, agentPinned, [
  {
    name: 'reports an install without a version',
    files: workflow('      - run: «npm install -g @anthropic-ai/claude-code»\n'),
    findings: [{ id: 'floating', text: '@anthropic-ai/claude-code' }],
  },
  { name: 'reports latest', files: workflow('      - run: «npx --yes @openai/codex@latest exec "x"»\n'), findings: ['floating'] },
  {
    name: 'reports a version input',
    files: workflow('      - uses: google-github-actions/run-gemini-cli@v0\n        with:\n          gemini_cli_version: «latest»\n'),
    findings: ['floating'],
  },
  { name: 'reports an install script', files: workflow('      - run: «curl -fsSL https://claude.ai/install.sh» | bash\n'), findings: ['script'] },
  {
    name: 'accepts a version',
    files: workflow('      - run: npm install -g @anthropic-ai/claude-code@2.1.130\n      - run: claude -p "x"\n'),
    evidence: ['no agent'],
  },
  { name: 'accepts a package of the lockfile', files: workflow('      - run: npm ci\n      - run: npx claude -p "x"\n      - run: claude -p "x"\n') },
  {
    name: 'accepts a set version input',
    files: workflow('      - uses: google-github-actions/run-gemini-cli@v0\n        with:\n          gemini_cli_version: 0.21.0\n'),
  },
  { name: 'does not apply without agents', files: workflow('      - run: npm install -g typescript\n'), state: 'not-applicable' },
]);
