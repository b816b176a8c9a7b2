import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { persistCredentials } from './persist-credentials.ts';

const agent = '      - run: codex exec "Look for crumbs"\n';
const workflow = (steps: string, permissions = 'issues: write'): string =>
  `on: issue_comment\npermissions:\n  ${permissions}\njobs:\n  tidy:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`;
const files = (text: string): Record<string, string> => ({ '.github/workflows/tidy.yml': text });
const kept = files(workflow(`      - uses: actions/checkout@v7\n${agent}`));
const artifact = (path: string, hidden = 'true'): string =>
  `      - run: make\n      - uses: actions/upload-artifact@v7\n        with:\n          path: ${path}\n          include-hidden-files: ${hidden}\n`;

testRule({ describe, it }, persistCredentials, [
  {
    name: 'accepts a checkout that keeps nothing',
    example: true,
    files: files(workflow(`      - uses: actions/checkout@v7\n        with:\n          persist-credentials: false\n${agent}`)),
    evidence: ['keeps no credentials'],
  },
  {
    name: 'reports a checkout that keeps its token beside an agent',
    example: true,
    files: files(workflow(`      - «uses»: actions/checkout@v7 # to look around\n${agent}`)),
    findings: [{ id: 'agent', text: 'keeps its token where codex can read it', confidence: 'medium' }],
    fixed: files(workflow(`      - uses: actions/checkout@v7 # to look around\n        with:\n          persist-credentials: false\n${agent}`)),
  },
  {
    name: 'adds to the inputs that are there, above the comments of the first one',
    files: files(workflow(`      - name: Code\n        «uses»: actions/checkout@v7\n        with:\n          # all of it\n          fetch-depth: 0\n${agent}`)),
    findings: ['agent'],
    fixed: files(
      workflow(
        `      - name: Code\n        uses: actions/checkout@v7\n        with:\n          persist-credentials: false\n          # all of it\n          fetch-depth: 0\n${agent}`,
      ),
    ),
  },
  {
    name: 'indents by four where the file does',
    files: files(
      'on: push\njobs:\n    tidy:\n        permissions:\n            issues: write\n        runs-on: x\n        steps:\n            - «uses»: actions/checkout@v7\n            - run: codex exec x\n',
    ),
    findings: ['agent'],
    fixed: files(
      'on: push\njobs:\n    tidy:\n        permissions:\n            issues: write\n        runs-on: x\n        steps:\n            - uses: actions/checkout@v7\n              with:\n                  persist-credentials: false\n            - run: codex exec x\n',
    ),
  },
  {
    name: 'offers no edit where something later may need the credentials, where something else is said, and in braces',
    files: Object.fromEntries(
      [
        `      - «uses»: actions/checkout@v7\n      - run: git fetch origin main\n${agent}`,
        `      - «uses»: actions/checkout@v7\n      - run: codex exec "Run git pull, then look for crumbs"\n`,
        `      - «uses»: actions/checkout@v7\n${agent}      - uses: octo/commit-crumbs@v1\n`,
        `      - «uses»: actions/checkout@v7\n      - uses: ./.github/actions/sweep\n${agent}`,
        `      - uses: actions/checkout@v7\n        with: { persist-credentials: «true» }\n${agent}`,
        `      - { «uses»: actions/checkout@v7 }\n${agent}`,
        `      - «uses»: actions/checkout@v7\n        with: { fetch-depth: 0 }\n${agent}`,
        `      - «uses»: actions/checkout@v7\n        with:\n${agent}`,
      ].map((steps, index) => [`.github/workflows/${index}.yml`, workflow(steps)]),
    ),
    findings: Array.from({ length: 8 }, () => 'agent'),
    fixed: {},
  },
  {
    name: 'offers no edit of what other steps share',
    files: {
      '.github/workflows/a.yml': workflow(
        `      - «uses»: actions/checkout@v7\n        with: &all\n          fetch-depth: 0\n${agent}  other:\n    runs-on: x\n    steps:\n      - uses: actions/checkout@v7\n        with: *all\n      - run: git push\n`,
      ),
      '.github/workflows/b.yml': workflow(
        `      - &code\n        «uses»: actions/checkout@v7\n${agent}  other:\n    runs-on: x\n    steps:\n      - *code\n      - run: git push\n`,
      ),
    },
    findings: ['agent', 'agent'],
    fixed: {},
  },
  {
    name: 'reports Claude Code Action, which fetches with the credentials, with low confidence and without an edit',
    files: files(
      workflow('      - «uses»: actions/checkout@v7\n      - uses: anthropics/claude-code-action@v1\n        with:\n          prompt: Look for crumbs\n'),
    ),
    findings: [{ id: 'agent', confidence: 'low' }],
    fixed: {},
  },
  {
    name: 'reports a token of its own, whatever the job may do',
    files: files(workflow(`      - «uses»: actions/checkout@v7\n        with:\n          token: \${{ secrets.BAKER_TOKEN }}\n${agent}`, 'contents: read')),
    findings: [{ id: 'agent', text: 'keeps secrets.BAKER_TOKEN where', confidence: 'low' }],
    fixed: {},
  },
  {
    name: 'reports an artifact that holds the configuration of git',
    files: {
      '.github/workflows/a.yml': workflow(`      - «uses»: actions/checkout@v4\n${artifact('.')}`),
      '.github/workflows/b.yml': workflow(
        `      - «uses»: actions/checkout@${'1'.repeat(40)} # v4.2.2\n        with:\n          path: shop\n${artifact('${{ github.workspace }}/shop/**/*')}`,
      ),
    },
    findings: [{ id: 'artifact', confidence: 'medium' }, 'artifact'],
  },
  {
    name: 'leaves artifacts alone that hold no token',
    files: files(
      workflow(
        `      - uses: actions/checkout@v7\n${artifact('.')}      - uses: actions/checkout@v4\n${artifact('dist')}${artifact('.', 'false')}${artifact('|\n            .\n            !.git/**')}`,
      ),
    ),
    state: 'not-applicable',
  },
  {
    name: 'leaves an agent alone that is meant to push',
    files: files(workflow(`      - uses: actions/checkout@v7\n${agent}`, 'contents: write')),
    evidence: ['tidy pushes'],
  },
  { name: 'leaves a job alone that pushes', files: files(workflow(`      - uses: actions/checkout@v7\n${agent}      - run: git push origin crumbs\n`)) },
  {
    name: 'leaves a token alone that only reads',
    files: files(workflow(`      - uses: actions/checkout@v7\n${agent}`, 'contents: read\n  id-token: write')),
    evidence: ['the token of tidy only reads'],
  },
  {
    name: 'leaves a token alone that the agent is handed anyway',
    files: files(workflow(`      - uses: actions/checkout@v7\n${agent}        env:\n          GH_TOKEN: \${{ github.token }}\n`)),
    evidence: ['hands codex the token'],
  },
  {
    name: 'does not know what an undeclared token may do, nor what an expression says',
    files: {
      '.github/workflows/a.yml': (kept['.github/workflows/tidy.yml'] ?? '').replace('permissions:\n  issues: write\n', ''),
      '.github/workflows/b.yml': workflow(`      - uses: actions/checkout@v7\n        with:\n          persist-credentials: \${{ inputs.keep }}\n${agent}`),
    },
    state: 'unknown',
    reason: 'does not say what the token of tidy may do',
  },
  {
    name: 'leaves a checkout alone that comes after the agent',
    files: files(workflow(`${agent}      - uses: actions/checkout@v7\n`)),
    state: 'not-applicable',
  },
  {
    name: 'leaves a model alone that can do nothing',
    files: files(workflow('      - uses: actions/checkout@v7\n      - uses: actions/ai-inference@v2\n        with: {prompt: Say hello}\n')),
    state: 'not-applicable',
  },
  { name: 'does not apply without an agent', files: files(workflow('      - uses: actions/checkout@v7\n')), state: 'not-applicable' },
]);
