import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { agentVersion } from './agent-version.ts';

const workflow = (steps: string, on = 'push', head = ''): Record<string, string> => ({
  '.github/workflows/bakery.yml': `on: ${on}\n${head}jobs:\n  knead:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`,
});
const commit = 'a'.repeat(40);

testRule({ describe, it }, agentVersion, [
  {
    name: 'reports an install of an old version',
    files: workflow('      - run: «npm install -g @anthropic-ai/claude-code@1.0.3»\n'),
    findings: [{ id: 'old', text: 'pinned to 1.0.3', confidence: 'medium' }],
  },
  {
    name: 'reports npx, and says more where strangers start the agent',
    files: workflow('      - run: «npx -y @anthropic-ai/claude-code@2.1.127 -p "label it"»\n', 'issues'),
    findings: [{ id: 'old', text: '2.1.128', confidence: 'high' }],
  },
  {
    name: 'reports a tag of the action',
    files: workflow('      - uses: «anthropics/claude-code-action@v1.0.111»\n'),
    findings: [{ id: 'old', text: 'raise it to 1.0.112' }],
  },
  {
    name: 'reports a commit by its version comment',
    files: workflow(`      - uses: «anthropics/claude-code-action@${commit}» # v1.0.29\n`),
    findings: [{ id: 'old', text: 'v1.0.29' }],
  },
  {
    name: 'says every hole of a version once, with the version that mends all',
    files: workflow('      - uses: «anthropics/claude-code-action@v1.0.28»\n'),
    findings: [{ id: 'old', text: 'raise it to 1.0.112' }],
  },
  {
    name: 'reports a commit by a comment with the name of the action',
    files: workflow(`      - uses: «anthropics/claude-code-action@${commit}» # ratchet:anthropics/claude-code-action@v1.0.29\n`),
    findings: ['old'],
  },
  {
    name: 'reports a range that ends before the mended version',
    files: workflow(
      '      - run: «npm i -g @anthropic-ai/claude-code@^1.0.3»\n      - run: «npm i -g @anthropic-ai/claude-code@~2.0.9»\n      - run: «npm i -g @anthropic-ai/claude-code@1»\n',
    ),
    findings: ['old', 'old', 'old'],
  },
  {
    name: 'reports a version in a variable of the workflow',
    files: workflow('      - run: «npm install -g "@anthropic-ai/claude-code@$CLAUDE_VERSION"»\n', 'push', "env:\n  CLAUDE_VERSION: '2.0.1'\n"),
    findings: [{ id: 'old', text: '2.0.1' }],
  },
  {
    name: 'reports a version given to the install script',
    files: workflow('      - run: curl -fsSL https://claude.ai/install.sh | «bash -s -- 2.1.100»\n'),
    findings: ['old'],
  },
  {
    name: 'reports an install in a composite action',
    files: {
      '.github/actions/oven/action.yml':
        'name: oven\nruns:\n  using: composite\n  steps:\n    - shell: bash\n      run: «npm i -g @anthropic-ai/claude-code@2.1.9»\n',
    },
    findings: ['old'],
  },
  {
    name: 'accepts the mended version and later ones',
    files: workflow(
      `      - run: npm i -g @anthropic-ai/claude-code@2.1.128\n      - run: npx @anthropic-ai/claude-code@3.0.0 -p x\n      - uses: anthropics/claude-code-action@${commit} # v1.0.112\n`,
    ),
    evidence: ['2.1.128', '3.0.0', 'v1.0.112'],
  },
  {
    name: 'does not call a moving tag, a branch or a range old',
    files: workflow(
      '      - uses: anthropics/claude-code-action@v1\n      - uses: anthropics/claude-code-action@main\n      - run: npm i -g @anthropic-ai/claude-code@latest\n      - run: npm i -g @anthropic-ai/claude-code@^2.0.1\n      - run: npm i -g @anthropic-ai/claude-code@2\n',
    ),
    evidence: ['at v1', 'at latest'],
  },
  {
    name: 'does not call an install without a version old',
    files: workflow('      - run: npm i -g @anthropic-ai/claude-code\n'),
    evidence: ['the newest version'],
  },
  {
    name: 'does not judge a commit whose comment names a moving tag',
    files: workflow(`      - uses: anthropics/claude-code-action@${commit} # v1\n`),
    state: 'unknown',
    reason: 'without its version',
  },
  {
    name: 'does not judge a version that comes from outside',
    files: workflow('      - run: npm i -g @anthropic-ai/claude-code@${{ vars.CLAUDE_VERSION }}\n'),
    state: 'unknown',
    reason: 'an expression gives the version',
  },
  {
    name: 'leaves packages of other names and mentions in messages alone',
    files: workflow('      - run: npm i -g @bakery/claude-code@1.0.3\n      - run: echo "we had @anthropic-ai/claude-code@1.0.3"\n'),
    state: 'not-applicable',
    reason: 'no workflow chooses',
  },
  {
    name: 'leaves the compiled form of an agentic workflow to its source',
    files: {
      '.github/workflows/tide.md': '---\non: push\n---\nWatch the tide.\n',
      '.github/workflows/tide.lock.yml': 'on: push\njobs:\n  agent:\n    runs-on: x\n    steps:\n      - run: npm i -g @anthropic-ai/claude-code@2.1.1\n',
    },
    state: 'not-applicable',
  },
]);
